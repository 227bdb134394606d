import type { Closures } from '../closures.ts';
import type { RoadGraph } from '../graph.ts';

/**
 * Closures as they are and whole arcs besides: a cordon's barriers for detours, a hazard area's entries for those who
 * must drive around it. Every question to the graph takes them.
 */
export function closuresWith(graph: RoadGraph, arcs: Iterable<number>, closures?: Closures): Closures {
  const closed = closures ? closures.closed.slice() : new Uint8Array(graph.arcCount);
  const stretches = new Map(closures?.stretches);
  for (const arc of arcs) {
    closed[arc] = 1;
    stretches.set(arc, [[0, 1]]);
  }
  return { closed, stretches };
}
