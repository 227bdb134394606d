import type { Instant, LngLat } from '@clarion/measure';
import type { Board, SpeedChange } from './board.ts';
import type { Names } from './configuration.ts';

/** How fast a street can be driven for now: so many km/h, or its usual speed times a factor. */
export type Pace = { readonly kmh: number } | { readonly factor: number };

/** What a road can be driven at and what is only a slip of the hand; a street that cannot be driven at all is closed. */
export const KMH_AT_LEAST = 1;
export const KMH_AT_MOST = 200;
export const FACTOR_AT_LEAST = 0.02;
export const FACTOR_AT_MOST = 5;

/** Why a street is slower, or quicker, than usual. */
export const speedReasons = [
  'jam',
  'crash',
  'roadworks',
  'weather',
  'surface',
  'gathering',
  'cleared',
  'other',
] as const;
export type SpeedReason = (typeof speedReasons)[number];

/** A stretch of road with another speed than usual, as whoever knows the streets has found it. */
export interface PacedStreet {
  /** Ways from one node of the road source to the other, by their ids there; each in that direction only. */
  readonly pairs: readonly { readonly from: string; readonly to: string }[];
  /** The same as lines to draw. */
  readonly lines: readonly (readonly LngLat[])[];
  /** What the street is called; empty when it has no name. */
  readonly label: Names;
  readonly pace: Pace;
  readonly reason: SpeedReason;
  readonly expiresAt: Instant;
}

/** Measured speeds of many roads at once; the times themselves are kept beside the log under their digest. */
export interface SpeedFeed {
  /** SHA-256 of the feed's content, hex. */
  readonly digest: string;
  /** Roads that it speaks of, each direction one. */
  readonly roads: number;
  readonly expiresAt: Instant;
}

/** The speed changes that count at `now`, in the order in which they were written: the newer goes before the older. */
export function speedsInForce(board: Board, now: Instant): readonly SpeedChange[] {
  const inForce: SpeedChange[] = [];
  for (const change of board.speeds.values()) if (change.expiresAt > now) inForce.push(change);
  return inForce;
}

/** The feed whose times count at `now`; undefined: the roads have their usual ones. */
export function feedInForce(board: Board, now: Instant): Board['speedFeed'] {
  const feed = board.speedFeed;
  return feed !== undefined && feed.expiresAt > now ? feed : undefined;
}
