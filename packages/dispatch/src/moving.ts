import type { Instant } from '@clarion/measure';
import type { Incident } from './board.ts';
import type { Actor } from './command.ts';
import type { SealedRef } from './ids.ts';

/** Who told where it is now. No feed and no machine moves an incident. */
export const movedBy = ['caller', 'crew'] as const;
export type MovedBy = (typeof movedBy)[number];

/**
 * The incident is somewhere else now. Where, is sealed: the newest is read by who works on it, those before it for a purpose,
 * and they are erased on a clock of their own, so that no way of anybody stays.
 */
export interface Move {
  readonly place: SealedRef;
  readonly told: MovedBy;
  readonly by: Actor;
  readonly at: Instant;
}

/** The newest place that was told since it was opened. */
export const newestMove = ({ moves }: Incident): Move | undefined => moves?.at(-1);
