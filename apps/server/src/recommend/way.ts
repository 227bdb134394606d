import { fail, type LngLat, ok, type Result } from '@clarion/measure';
import {
  type Closures,
  pathBetween,
  type RoadGraph,
  routeAlong,
  type Snap,
  type Step,
  snap,
  stepsOf,
} from '@clarion/roads';
import type { MetricNow } from '../streets/time-set.ts';

export interface Way {
  readonly travelTimeMs: number;
  readonly lengthM: number;
  readonly points: readonly LngLat[];
  /** Milliseconds from the start at each point. */
  readonly atMs: readonly number[];
  /** What the driver does, turn by turn. */
  readonly steps: readonly Step[];
}

export const SNAP_WITHIN_M = 500;

/** The quickest way by road with the times of `metric`, around what is closed, off-road ends left out. */
export function wayBetween(
  metric: MetricNow,
  from: LngLat,
  to: LngLat,
): Result<Way, { readonly code: 'NoRoadNear'; readonly metres: number } | { readonly code: 'NoWayThere' }> {
  const { streets: graph, shut: closures, view } = metric;
  const start = snap(graph, from, { closures });
  if (start === undefined) return fail({ code: 'NoRoadNear', metres: SNAP_WITHIN_M });
  let met = false;
  for (const end of roadsAround(graph, to, closures)) {
    met = true;
    const path = pathBetween(metric, start, end);
    if (path === undefined) continue;
    const { legs, ...way } = routeAlong(graph, start, path, view);
    return ok({ ...way, steps: stepsOf(graph, { ...way, legs }) });
  }
  return fail(met ? { code: 'NoWayThere' } : { code: 'NoRoadNear', metres: SNAP_WITHIN_M });
}

const STEPS_M = [50, 100, 200, 400];
const METRES_PER_DEGREE = 111_195;

/**
 * Places on the road around `at`, nearer ones first. The nearest street can be one that no drive leads to (a yard, a street
 * that the data leaves unjoined); help then goes to the nearest one that can be driven to.
 */
export function* roadsAround(graph: RoadGraph, at: LngLat, closures?: Closures): Generator<Snap, undefined> {
  const here = snap(graph, at, { closures });
  if (here !== undefined) yield here;
  const perLng = METRES_PER_DEGREE * Math.cos((at[1] * Math.PI) / 180);
  for (const metres of STEPS_M)
    for (let eighth = 0; eighth < 8; eighth++) {
      const angle = (eighth * Math.PI) / 4;
      const around: LngLat = [
        at[0] + (Math.cos(angle) * metres) / perLng,
        at[1] + (Math.sin(angle) * metres) / METRES_PER_DEGREE,
      ];
      const there = snap(graph, around, { closures });
      if (there !== undefined) yield there;
    }
  return undefined;
}
