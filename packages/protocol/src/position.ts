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
