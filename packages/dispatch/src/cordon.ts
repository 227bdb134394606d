import type { Instant, LngLat } from '@clarion/measure';
import type { Board, Cordon } from './board.ts';
import type { Names } from './configuration.ts';
import type { CordonId } from './ids.ts';
import type { CordonReason } from './status.ts';

/** What is closed off: a circle, or the coordinates of a GeoJSON MultiPolygon. */
export type HazardArea =
  | { readonly kind: 'circle'; readonly centre: LngLat; readonly radiusM: number }
  | { readonly kind: 'polygons'; readonly polygons: readonly (readonly (readonly LngLat[])[])[] };

/** A road point to hold, as whoever knows the streets has found it. */
export interface CordonPoint {
  /** Its id in the road source. */
  readonly node: string;
  readonly at: LngLat;
  /** What the streets there are called, the larger first. */
  readonly streets: readonly Names[];
  /** Where nobody from the outside passes it: lines in the direction that is closed. */
  readonly closed: readonly (readonly LngLat[])[];
}

/** Where who is inside drives out. */
export interface WayOut {
  readonly node: string;
  readonly at: LngLat;
  readonly streets: readonly Names[];
  /** The outside is reached from here over closed lines alone: who comes from the area is let on. */
  readonly isLetThrough: boolean;
  readonly lines: readonly (readonly LngLat[])[];
}

/** A cordon as it was proposed and set. */
export interface HeldArea {
  readonly area: HazardArea;
  readonly points: readonly CordonPoint[];
  readonly waysOut: readonly WayOut[];
  /** Streets of the area that lead nobody out, cordon or none: their people are fetched. */
  readonly noWayOut: readonly { readonly at: LngLat; readonly streets: readonly Names[] }[];
  /** An estimate of who lives inside, with the least and the most there can be; absent where nothing is known. */
  readonly inside?: { readonly people: number; readonly atLeast: number; readonly atMost: number };
  readonly reason: CordonReason;
  readonly expiresAt: Instant;
}

/** A point that a unit was given to hold; `number` counts the cordon's points from 1, as they are read out. */
export interface HeldPoint {
  readonly cordonId: CordonId;
  readonly node: string;
  readonly number: number;
  readonly at: LngLat;
  readonly streets: readonly Names[];
}

/** A cordon counts until it expires or is lifted, and as long as its incident is open. */
export function isInForce(board: Board, cordon: Cordon, now: Instant): boolean {
  return cordon.expiresAt > now && board.openIncidents.has(cordon.incidentId);
}

/** The cordons that count at `now`, in the order in which they were set. */
export function cordonsInForce(board: Board, now: Instant): readonly Cordon[] {
  return [...board.cordons.values()].filter(cordon => isInForce(board, cordon, now));
}
