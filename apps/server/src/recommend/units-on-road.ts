import type { LngLat } from '@clarion/measure';
import {
  type Closures,
  createLiveUnits,
  type NearUnit,
  type RoadGraph,
  type Snap,
  snap,
  type UnitQuestion,
} from '@clarion/roads';
import type { MetricNow } from '../streets/time-set.ts';

/** Units on the road network, over the times of now. Only those that moved, or whose street changed, are placed again. */
export interface UnitsOnRoad {
  /** `able`: bits of what it can do, as `UnitQuestion.capabilities` asks for them. */
  put(unitId: string, at: LngLat, able?: number): void;
  remove(unitId: string): void;
  ids(): Iterable<string>;
  /** Those that stand somewhere, on a road or not. */
  readonly size: number;
  /** From now on these times count. A unit on a closed stretch stands on the nearest street that is open. */
  follow(metric: MetricNow): void;
  nearest(end: Snap, count: number, question?: UnitQuestion): NearUnit[];
}

interface Standing {
  readonly at: LngLat;
  readonly able: number;
  /** Where it would stand if nothing were closed. */
  readonly free: Snap | undefined;
  readonly onRoad: Snap | undefined;
}

export function createUnitsOnRoad(graph: RoadGraph, first: MetricNow): UnitsOnRoad {
  const live = createLiveUnits(first.hierarchy, first.roads);
  const standing = new Map<string, Standing>();
  let metric = first;

  function place(unitId: string, at: LngLat, able: number, free: Snap | undefined): void {
    const { shut: closures } = metric;
    const onRoad = touches(graph, free, closures) ? snap(graph, at, { closures }) : free;
    standing.set(unitId, { at, able, free, onRoad });
    live.setUnit(unitId, onRoad, able);
  }

  return {
    put(unitId, at, able = 0) {
      const before = standing.get(unitId);
      if (before === undefined || before.at[0] !== at[0] || before.at[1] !== at[1]) {
        place(unitId, at, able, snap(graph, at));
      } else if (before.able !== able) {
        standing.set(unitId, { ...before, able });
        live.setUnit(unitId, before.onRoad, able);
      }
    },
    remove(unitId) {
      if (standing.delete(unitId)) live.setUnit(unitId, undefined);
    },
    ids: () => standing.keys(),
    get size() {
      return standing.size;
    },
    follow(next) {
      const [before, after] = [metric.shut, next.shut];
      metric = next;
      if (before === after) return;
      for (const [unitId, { at, able, free }] of standing)
        if (touches(graph, free, before) || touches(graph, free, after)) place(unitId, at, able, free);
    },
    nearest: (end, count, question) => live.nearest(metric, end, count, question),
  };
}

/** Whether something is closed on the arcs of a place, or on those that meet where it is a junction. */
function touches(graph: RoadGraph, place: Snap | undefined, closures: Closures | undefined): boolean {
  if (place === undefined || closures === undefined) return false;
  const isClosed = (arc: number) => closures.closed[arc] === 1;
  if (place.node === undefined) return place.arcs.some(({ arc }) => isClosed(arc));
  for (let arc = graph.firstOut[place.node]!; arc < graph.firstOut[place.node + 1]!; arc++)
    if (isClosed(arc)) return true;
  for (let i = graph.firstIn[place.node]!; i < graph.firstIn[place.node + 1]!; i++)
    if (isClosed(graph.inArcs[i]!)) return true;
  return false;
}
