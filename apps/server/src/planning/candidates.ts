import type { LngLat } from '@clarion/measure';
import type { DemandGround } from './ground.ts';
import type { PlanningRoads } from './planning-roads.ts';

/** Places all over the map that may hold a post; more would take the time that the search needs. */
const PLACES_AT_MOST = 300;

export interface Candidate {
  readonly id: string;
  readonly at: LngLat;
  /** Milliseconds to each demand. */
  readonly row: Uint32Array;
}

/** The sites named that a road is near to, and, where it is asked for, places of the demand spread over the map. */
export function candidates(
  roads: PlanningRoads,
  demand: DemandGround,
  asked: {
    readonly sites: readonly { readonly id: string; readonly at: LngLat }[];
    readonly anywhere: boolean;
    readonly hourOfWeek?: number | undefined;
  },
  tell: (share: number) => void,
): { readonly found: readonly Candidate[]; readonly offRoad: readonly string[] } {
  const wanted: { readonly id: string; readonly at: LngLat }[] = [...asked.sites];
  const step = Math.max(1, demand.at.length / PLACES_AT_MOST);
  for (let place = 0; asked.anywhere && place < demand.at.length; place += step) {
    const cell = Math.floor(place);
    wanted.push({ id: `+${cell + 1}`, at: demand.at[cell]! });
  }
  const found: Candidate[] = [];
  const offRoad: string[] = [];
  for (const [i, { id, at }] of wanted.entries()) {
    const row = roads.row(at, asked.hourOfWeek);
    tell((i + 1) / wanted.length);
    if (row === undefined) offRoad.push(id);
    else found.push({ id, at, row });
  }
  return { found, offRoad };
}
