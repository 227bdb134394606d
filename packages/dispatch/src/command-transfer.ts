import type { AgencyId } from './agency.ts';
import type { CallId, IncidentId } from './ids.ts';
import type { ReturnReason, TellingStep, TransferReason, TransferResult } from './transfer.ts';

/** A call or an incident: exactly one of the two. */
type OfMatter = { readonly callId?: CallId; readonly incidentId?: IncidentId };
type OfTransfer = OfMatter & { readonly number: number };

/** What is asked about matters that other agencies take over. */
export type TransferCommand =
  | ({
      readonly type: 'SendTransfer';
      readonly agencyId: AgencyId;
      readonly reason: TransferReason;
      /** Said on purpose: the number to ring back goes along. */
      readonly withContact?: boolean;
    } & OfMatter)
  /** The agency has it: as its own number says, typed by the desk or given at its door. */
  | ({ readonly type: 'NoteReceipt'; readonly receipt?: string } & OfTransfer)
  | ({
      readonly type: 'NoteResult';
      readonly result: TransferResult;
      /** Of what was refused or returned. */
      readonly reason?: ReturnReason;
    } & OfTransfer)
  | ({ readonly type: 'WithdrawTransfer' } & OfTransfer)
  /** How far telling the agency by its channel has come. */
  | ({ readonly type: 'MarkTransfer'; readonly step: TellingStep } & OfTransfer);
