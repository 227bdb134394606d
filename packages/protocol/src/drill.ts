import { z } from 'zod';

/** What the leader of a drill may ask for: `POST /api/exercise/control`. `jump` is ahead, in seconds of the drill. */
export const drillControlSchema = z.discriminatedUnion('act', [
  z.strictObject({ act: z.literal('pace'), pace: z.number().min(0.25).max(60) }),
  z.strictObject({ act: z.literal('pause') }),
  z.strictObject({ act: z.literal('goOn') }),
  z.strictObject({ act: z.literal('jump'), seconds: z.int().min(1).max(86_400) }),
]);
export type AskedControl = z.infer<typeof drillControlSchema>;

/** How the drill stands. Times are the drill's own. */
export interface DrillAnswer {
  /** As set; it holds again when a paused drill goes on. Absent: the drill jumps from happening to happening by itself. */
  readonly pace?: number;
  readonly paused: boolean;
  readonly jumping: boolean;
  readonly at: number;
}
