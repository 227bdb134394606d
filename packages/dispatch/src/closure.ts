import type { Instant, LngLat } from '@clarion/measure';
import type { Board, Closure } from './board.ts';
import type { Names } from './configuration.ts';
import type { ClosureReason } from './status.ts';

/** A stretch of road that nobody is sent through, as whoever knows the streets has found it. */
export interface ClosedStreet {
  /** Ways from one node of the road source to the other, by their ids there; each in that direction only. */
  readonly pairs: readonly { readonly from: string; readonly to: string }[];
  /** The same as lines to draw. */
  readonly lines: readonly (readonly LngLat[])[];
  /** What the street is called; empty when it has no name. */
  readonly label: Names;
  readonly reason: ClosureReason;
  readonly expiresAt: Instant;
}

/** The closures that count at `now`, in the order in which they were written. */
export function closuresInForce(board: Board, now: Instant): readonly Closure[] {
  const inForce: Closure[] = [];
  for (const closure of board.closures.values()) if (closure.expiresAt > now) inForce.push(closure);
  return inForce;
}
