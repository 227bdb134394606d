import type { Closures } from '../closures.ts';
import { nodeAt, type RoadGraph } from '../graph.ts';
import type { DetoursOf } from './detours.ts';

/**
 * What `detours` asks for to go around closed streets as it goes around a cordon's area: the ends of what is closed, and its arcs.
 * An end is where one street alone of it leads on; what has none, a roundabout, is left from anywhere on it.
 * @param closed those streets alone; what else is closed goes to `detours` as its `closures`
 */
export function streetEnds(graph: RoadGraph, closed: Pick<Closures, 'closed'>): DetoursOf {
  const entries: number[] = [];
  const beside = new Map<number, Set<number>>();
  const join = (node: number, other: number) => {
    const known = beside.get(node);
    if (known) known.add(other);
    else beside.set(node, new Set([other]));
  };
  for (let arc = 0; arc < graph.arcCount; arc++) {
    if (closed.closed[arc] !== 1) continue;
    entries.push(arc);
    const [tail, head] = [graph.arcTail[arc]!, graph.arcHead[arc]!];
    if (tail === head) continue;
    join(tail, head);
    join(head, tail);
  }
  const points = connected(beside).flatMap(street => {
    const ends = street.filter(node => beside.get(node)!.size === 1);
    return ends.length > 0 ? ends : street;
  });
  return { points: points.map(node => ({ node, at: nodeAt(graph, node) })), inside: { entries } };
}

/** The nodes of each street that hangs together, in the order in which they were met. */
function connected(beside: ReadonlyMap<number, ReadonlySet<number>>): number[][] {
  const met = new Set<number>();
  const streets: number[][] = [];
  for (const start of beside.keys()) {
    if (met.has(start)) continue;
    met.add(start);
    const street = [start];
    for (let i = 0; i < street.length; i++) {
      for (const next of beside.get(street[i]!)!) {
        if (met.has(next)) continue;
        met.add(next);
        street.push(next);
      }
    }
    streets.push(street);
  }
  return streets;
}
