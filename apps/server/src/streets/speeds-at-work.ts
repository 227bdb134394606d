import { type Board, type Pace, speedsInForce } from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import { arcLengthM, MAX_ARC_TIME_MS, type RoadGraph, snapToId } from '@clarion/roads';

/** The board's speeds on this road graph, asked with each question like the closures. */
export interface SpeedsAtWork {
  /** Times of the arcs that have another speed than usual; undefined when none has. The same object until something changes. */
  at(now: Instant): ReadonlyMap<number, number> | undefined;
  /** Changes that this graph cannot place. */
  unplaced(now: Instant): readonly string[];
}

interface Placed {
  readonly version: number;
  /** When the first of them expires. */
  readonly until: number;
  readonly timesMs: ReadonlyMap<number, number> | undefined;
  readonly unplaced: readonly string[];
}

export function createSpeedsAtWork(graph: RoadGraph, board: () => Board): SpeedsAtWork {
  let placed: Placed = { version: 0, until: Infinity, timesMs: undefined, unplaced: [] };

  function current(now: Instant): Placed {
    if (placed.version !== board().speedsVersion || placed.until <= now)
      placed = placeOn(graph, board(), now);
    return placed;
  }
  return {
    at: now => current(now).timesMs,
    unplaced: now => current(now).unplaced,
  };
}

function placeOn(graph: RoadGraph, board: Board, now: Instant): Placed {
  const timesMs = new Map<number, number>();
  const unplaced = new Set<string>();
  let until = Infinity;
  for (const { speedId, pairs, pace, expiresAt } of speedsInForce(board, now)) {
    until = Math.min(until, expiresAt);
    for (const { from, to } of pairs) {
      const arcs = arcsBetween(graph, from, to);
      if (arcs.length === 0) unplaced.add(speedId);
      // The newer goes before the older: what is written later takes the arc over.
      for (const arc of arcs) timesMs.set(arc, timeMs(graph, arc, pace));
    }
  }
  return {
    version: board.speedsVersion,
    until,
    timesMs: timesMs.size > 0 ? timesMs : undefined,
    unplaced: [...unplaced],
  };
}

/** Arcs from one node of the source to another, by their ids there; none when it has no such pair. */
export function arcsBetween(graph: RoadGraph, from: string, to: string): number[] {
  const [tail, head] = [snapToId(graph, from)?.node, snapToId(graph, to)?.node];
  const arcs: number[] = [];
  if (tail === undefined || head === undefined) return arcs;
  for (let arc = graph.firstOut[tail]!; arc < graph.firstOut[tail + 1]!; arc++)
    if (graph.arcHead[arc] === head) arcs.push(arc);
  return arcs;
}

/** Of an arc at a pace, a factor being one of the graph's own time. At least a millisecond: no drive takes no time. */
function timeMs(graph: RoadGraph, arc: number, pace: Pace): number {
  const ms = 'kmh' in pace ? (arcLengthM(graph, arc) * 3600) / pace.kmh : graph.arcTimeMs[arc]! / pace.factor;
  return Math.min(MAX_ARC_TIME_MS, Math.max(1, Math.round(ms)));
}
