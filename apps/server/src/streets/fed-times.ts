import { fail, ok, type Result } from '@clarion/measure';
import {
  arcLengthM,
  type Hierarchy,
  MAX_ARC_TIME_MS,
  nodeIdOf,
  type RoadGraph,
  type TurnView,
} from '@clarion/roads';
import type { FeedFault, FeedRow } from './feed-rows.ts';
import { type ReadyTimes, reckonTimes } from './time-set.ts';

export interface FedArcs extends ReadyTimes {
  /** Arcs that the feed speaks of. */
  readonly roads: number;
  /** Rows whose road this graph does not have. */
  readonly unknown: number;
}

/**
 * The graph's times with those of the feed in their place, and the links' times made of them: seconds of work for a
 * province. Roads that the feed does not name keep their own; of two rows for one road the later counts.
 */
export function reckonFed(
  graph: RoadGraph,
  hierarchy: Hierarchy,
  rows: readonly FeedRow[],
  allocate: (bytes: number) => ArrayBufferLike = bytes => new ArrayBuffer(bytes),
  view?: TurnView,
): Result<FedArcs, FeedFault> {
  const arcTimeMs = new Uint32Array(allocate(4 * graph.arcCount));
  arcTimeMs.set(graph.arcTimeMs);
  const nodeOf = new Map<string, number>();
  for (let node = 0; node < graph.nodeCount; node++) nodeOf.set(nodeIdOf(graph, node), node);
  const known = new Set<number>();
  let unknown = 0;
  for (const { from, to, pace } of rows) {
    const [tail, head] = [nodeOf.get(from), nodeOf.get(to)];
    let isFound = false;
    if (tail !== undefined && head !== undefined) {
      for (let arc = graph.firstOut[tail]!; arc < graph.firstOut[tail + 1]!; arc++) {
        if (graph.arcHead[arc] !== head) continue;
        isFound = true;
        known.add(arc);
        const ms = 'kmh' in pace ? (arcLengthM(graph, arc) * 3600) / pace.kmh : pace.timeMs;
        arcTimeMs[arc] = Math.min(MAX_ARC_TIME_MS, Math.max(1, Math.round(ms)));
      }
    }
    if (!isFound) unknown++;
  }
  if (known.size === 0) return fail({ code: 'FeedForeign', roads: rows.length });
  const ready = reckonTimes({ ...graph, arcTimeMs }, hierarchy, view, allocate);
  return ok({ ...ready, roads: known.size, unknown });
}
