import type { Entry } from '@clarion/dispatch';
import { z } from 'zod';
import { callFieldsSchema } from './command.ts';
import { idSchema } from './measures.ts';
import type { MoveUpAdviceAnswer } from './move-up.ts';
import { fixSchema, type UnitPosition } from './position.ts';
import type { UnitView } from './unit.ts';

/**
 * WebSocket `/api/live`. The client says `follow` with the last sequence number it has; the server answers `hello`,
 * then every entry after it, in order, without a gap. Positions are coalesced (≤ 1 Hz a unit) and may be left out
 * for a slow reader; entries never are. `pong` answers `ping`; a server that is alive also sends `clock` every 5 s, so a
 * page that has heard nothing for 10 s is not live.
 */
export const clientMessageSchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('follow'), from: z.int().min(0) }),
  /** Typing on an open call card: shown to others at once, never stored. */
  z.object({
    type: z.literal('draft'),
    callId: idSchema,
    words: z.string().max(4000).optional(),
    query: z.string().max(300).optional(),
    fields: callFieldsSchema.optional(),
  }),
  z.object({ type: z.literal('positions'), fixes: z.array(fixSchema).min(1).max(1000) }),
  z.object({ type: z.literal('ping'), sent: z.number() }),
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

/** The log's clock: `at` when the wall showed `wall`, running at `rate` (1 live; 10 a fast drill; 0 stopped). */
export interface LogClock {
  readonly at: number;
  readonly wall: number;
  readonly rate: number;
}

export type ServerMessage =
  | {
      readonly type: 'hello';
      readonly logId: string;
      readonly kind: 'live' | 'drill' | 'simulation';
      readonly head: number;
      readonly clock: LogClock;
      readonly version: string;
    }
  | { readonly type: 'entries'; readonly entries: readonly Entry[] }
  | { readonly type: 'positions'; readonly positions: readonly UnitPosition[] }
  | {
      readonly type: 'draft';
      readonly callId: string;
      readonly by: string;
      readonly words?: string;
      readonly query?: string;
      readonly fields?: z.infer<typeof callFieldsSchema>;
    }
  /** To a responder, instead of entries: after `hello` and whenever its unit or an open assignment of it changes. */
  | { readonly type: 'unit'; readonly view: UnitView }
  /** To those who see the whole board, whenever it changes. */
  | { readonly type: 'moveUp'; readonly advice: MoveUpAdviceAnswer }
  | { readonly type: 'clock'; readonly clock: LogClock }
  | { readonly type: 'exercise'; readonly state: 'running' | 'finished' }
  | { readonly type: 'pong'; readonly sent: number }
  | { readonly type: 'fault'; readonly code: string; readonly message: string };
