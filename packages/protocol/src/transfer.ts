import { RECEIPT_FORM, returnReasons, transferReasons, transferResults } from '@clarion/dispatch';
import { z } from 'zod';
import { idSchema } from './measures.ts';

/** A call or an incident. */
const matter = { callId: idSchema.optional(), incidentId: idSchema.optional() };
const transfer = { ...matter, number: z.int().min(1) };
const receipt = z.string().regex(RECEIPT_FORM);

/** Commands about matters that other agencies take over: codes, and a number of the agency's own. */
export const transferCommandSchemas = [
  z.object({
    type: z.literal('SendTransfer'),
    ...matter,
    agencyId: idSchema,
    reason: z.enum(transferReasons),
    /** The number to ring back goes along. */
    withContact: z.boolean().optional(),
  }),
  z.object({ type: z.literal('NoteReceipt'), ...transfer, receipt: receipt.optional() }),
  z.object({
    type: z.literal('NoteResult'),
    ...transfer,
    result: z.enum(transferResults),
    reason: z.enum(returnReasons).optional(),
  }),
  z.object({ type: z.literal('WithdrawTransfer'), ...transfer }),
] as const;

/** POST /api/agency/transfers/:ref/receipt, by the key of the agency. */
export const agencyReceiptSchema = z.strictObject({ receipt: receipt.exactOptional() });
/** POST /api/agency/transfers/:ref/result */
export const agencyResultSchema = z.strictObject({
  result: z.enum(transferResults),
  reason: z.enum(returnReasons).exactOptional(),
});

/** What an agency sees of a matter that was given to it: GET /api/agency/transfers → { transfers }, and one with its number: GET /api/agency/transfers/:ref */
export interface AgencyTransfer {
  /** How both name it: I17-1. */
  readonly ref: string;
  readonly state: 'sent' | 'received' | 'done' | 'refused' | 'returned' | 'withdrawn';
  readonly reason: (typeof transferReasons)[number];
  /** When the centre first heard of it. */
  readonly reportedAt: number;
  readonly sentAt: number;
  readonly receiptDueAt: number;
  readonly resultDueAt?: number;
  readonly receipt?: string;
  readonly priority?: number;
  readonly type?: { readonly en?: string; readonly zh?: string; readonly local?: string };
  readonly place?: { readonly label: string; readonly at: readonly [number, number] };
  readonly hazards: readonly string[];
  /** In the list: there is a number to ring back, which the matter itself gives. */
  readonly hasContact?: true;
  /** Where whoever sent it has said that it goes along; absent too when it was erased. */
  readonly contact?: string;
}

/** POST /api/agencies/:agencyId/key → with its key, this once    administrator */
export interface AgencyKey {
  readonly agencyId: string;
  readonly issuedAt: number;
  readonly lastSeenAt?: number;
  readonly key?: string;
}
