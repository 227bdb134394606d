import type { LngLat } from '@clarion/measure';

/** Order is the stored number of the class: append only. Links (ramps) count as the class they serve. */
export const ROAD_CLASSES = [
  'other',
  'motorway',
  'trunk',
  'primary',
  'secondary',
  'tertiary',
  'unclassified',
  'residential',
  'living_street',
  'service',
  'track',
  'pedestrian',
  'ferry',
] as const;
export type RoadClass = (typeof ROAD_CLASSES)[number];

export function isRoadClass(text: string): text is RoadClass {
  return (ROAD_CLASSES as readonly string[]).includes(text);
}

/** A road's names: in English, in Chinese, and as written on the spot. */
export interface RoadNames {
  readonly en?: string;
  readonly zh?: string;
  readonly local?: string;
}

/** A node of the source by its id there (OSM id, CNN, or the `id` of a table). */
export interface GraphNodeInput {
  readonly id: string;
  readonly at: LngLat;
}

/**
 * A street as the source has it, before it is split at junctions.
 * `nodes[i]` is the source id of `points[i]`; '' for a bend that has none (never at the ends).
 */
export interface WayInput {
  /** By which turn rules name it; pieces of one way share it. */
  readonly id?: string | undefined;
  readonly nodes: readonly string[];
  readonly points: readonly LngLat[];
  readonly forward: boolean;
  readonly backward: boolean;
  /** > 0; ignored in a direction that has a given travel time. */
  readonly speedKmh: number;
  /** When the way back is driven at another speed. */
  readonly speedBackwardKmh?: number | undefined;
  readonly roadClass: RoadClass;
  readonly name?: RoadNames | undefined;
  readonly roundabout?: boolean | undefined;
  /** Given times of the whole way, whole milliseconds, 0 to MAX_ARC_TIME_MS; shared out by length if it is split. */
  readonly travelTimeMs?: { readonly forward?: number; readonly backward?: number } | undefined;
  /** Given length of the whole way; measured from the points if absent. */
  readonly lengthM?: number | undefined;
}

/** Longest time of one arc (24 days): keeps every sum exact. */
export const MAX_ARC_TIME_MS = 0x7fffffff;
