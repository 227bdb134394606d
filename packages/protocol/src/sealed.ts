import { z } from 'zod';

/** Why somebody reads sealed text of work that is no longer in hand. A list, so that a purpose cannot itself hold a name. */
export const purposes = [
  'callBack',
  'transfer',
  'followUp',
  'qualityReview',
  'complaint',
  'legalRequest',
  'accessRequest',
] as const;
export const purposeSchema = z.enum(purposes);
export type Purpose = (typeof purposes)[number];

/** GET /api/sealed/:sealedId */
export const sealedReadSchema = z.object({ purpose: purposeSchema.optional() });
/** GET /api/sealed */
export const sealedListSchema = z.object({
  callId: z.string().min(1).max(64).optional(),
  incidentId: z.string().min(1).max(64).optional(),
  /** Notes of its hand-over: of the one that is open, and of the last that was taken. */
  deskId: z.string().min(1).max(80).optional(),
  purpose: purposeSchema.optional(),
});

export interface SealedText {
  readonly sealedId: string;
  readonly kind: 'words' | 'contact' | 'note' | 'location' | 'recording' | 'place' | 'handOver';
  readonly callId?: string;
  readonly incidentId?: string;
  /** Absent: erased when its time was over. */
  readonly text?: string;
}

/** One row of GET /api/sealed-reads: who read what, when, why. */
export interface SealedRead {
  readonly at: number;
  readonly actorId: string;
  /** `callInHand`, or a purpose. */
  readonly purpose: string;
  readonly sealedId: string;
  readonly subject?: string;
}
