import { z } from 'zod';
import { idSchema, instantSchema, lngLatSchema } from './measures.ts';

/** One fix of one unit on duty. (unitId, fixAt) is its identity: sent twice, it counts once. */
export const fixSchema = z.object({
  unitId: idSchema,
  at: lngLatSchema,
  fixAt: instantSchema,
  speedKmh: z.number().min(0).max(2000).exactOptional(),
  headingDegrees: z.number().min(0).max(360).exactOptional(),
});
export type Fix = z.infer<typeof fixSchema>;

/** POST /api/positions */
export const positionBatchSchema = z.object({ fixes: z.array(fixSchema).min(1).max(5000) });
export const positionBatchAnswerSchema = z.object({
  taken: z.int(),
  known: z.int(),
  keptAside: z.array(z.object({ unitId: idSchema, fixAt: instantSchema, reason: z.string() })),
});

/** A unit on the map: its latest good fix. Age is counted from `fixAt` by the reader's clock. */
export const unitPositionSchema = fixSchema.extend({
  source: z.enum(['device', 'hand', 'post', 'lastReported']),
});
export type UnitPosition = z.infer<typeof unitPositionSchema>;

/** A fix that was not believed, with the reason, by code and in words. */
export interface PositionAside extends Fix {
  readonly reason: string;
  readonly message: string;
}

/** POST /api/tracker/positions, by the key of one unit's tracker, so that no fix names a unit. Without `fixAt`: now. */
export const trackerBatchSchema = z.object({
  fixes: z
    .array(fixSchema.omit({ unitId: true, fixAt: true }).extend({ fixAt: instantSchema.exactOptional() }))
    .min(1)
    .max(1000),
});
export const trackerBatchAnswerSchema = positionBatchAnswerSchema.extend({
  /** Left out, since they came faster than is taken. */
  tooMany: z.int(),
});

/** POST /api/trackers (administrator): the key in the answer is shown this once. */
export const newTrackerSchema = z.object({
  trackerId: z
    .string()
    .min(1)
    .max(64)
    .regex(/^[a-zA-Z0-9._-]+$/),
  unitId: idSchema,
  /** PEM: the tracker is known by the certificate of its line, and gets no other key. */
  certificate: z.string().max(20_000).optional(),
});

/** What reports the positions of one unit. Behind is a negative `clockAheadMs`. */
export interface TrackerSummary {
  readonly trackerId: string;
  readonly unitId: string;
  readonly issuedAt: number;
  readonly revokedAt?: number;
  readonly lastSeenAt?: number;
  readonly clockAheadMs?: number;
}
