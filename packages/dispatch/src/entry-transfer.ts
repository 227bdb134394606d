import type { Instant } from '@clarion/measure';
import type { AgencyId } from './agency.ts';
import type { CallId, IncidentId } from './ids.ts';
import type { ReturnReason, TellingStep, TransferReason, TransferResult } from './transfer.ts';

type OfTransfer = {
  readonly callId?: CallId;
  readonly incidentId?: IncidentId;
  readonly number: number;
  readonly agencyId: AgencyId;
};

/** Entries about matters that other agencies take over. */
export type TransferEntryBody =
  | {
      readonly type: 'TransferSent';
      readonly data: OfTransfer & {
        readonly reason: TransferReason;
        readonly withContact?: true;
        /** Whose number: the caller of this call, and nobody who is joined to it later. */
        readonly contactOf?: CallId;
        readonly receiptDueAt: Instant;
      };
    }
  | { readonly type: 'TransferTold'; readonly data: OfTransfer & { readonly step: TellingStep } }
  | {
      readonly type: 'TransferReceived';
      readonly data: OfTransfer & { readonly receipt?: string; readonly resultDueAt?: Instant };
    }
  | {
      readonly type: 'TransferEnded';
      readonly data: OfTransfer & { readonly result: TransferResult; readonly reason?: ReturnReason };
    }
  | { readonly type: 'TransferWithdrawn'; readonly data: OfTransfer };
