import { distance, type LngLat } from '@clarion/measure';
import type { StreetAnswer } from '@clarion/protocol';
import { arcLengthM, arcNames, arcPoints, nodeIdOf, type RoadGraph } from '@clarion/roads';

/**
 * The street of these arcs. Where the source has two ways between the same two junctions, a pair of ids means both: both
 * are in the lines then.
 */
export function streetOf(graph: RoadGraph, arcs: Iterable<number>): StreetAnswer {
  const pairs = new Map<string, { readonly from: string; readonly to: string }>();
  const edges = new Set<number>();
  for (const arc of arcs) {
    const [tail, head] = [graph.arcTail[arc]!, graph.arcHead[arc]!];
    const key = `${tail} ${head}`;
    if (pairs.has(key)) continue;
    pairs.set(key, { from: nodeIdOf(graph, tail), to: nodeIdOf(graph, head) });
    for (const meant of arcsBetween(graph, tail, head)) edges.add(edgeOf(graph, meant));
  }
  const drawn = [...edges].map(edge => arcPoints(graph, anyArcOf(graph, edge)));
  return {
    pairs: [...pairs.values()],
    lines: drawn,
    names: longestName(graph, edges),
    lengthM: [...edges].reduce((sum, edge) => sum + graph.edgeLengthM[edge]!, 0),
    at: middleOf(drawn[0] ?? []),
  };
}

export function edgeOf(graph: RoadGraph, arc: number): number {
  return graph.arcEdge[arc]! >>> 1;
}

/** The arcs of an edge, one for each direction in which it can be driven. */
export function arcsOfEdge(graph: RoadGraph, edge: number): number[] {
  return [graph.edgeArcs[2 * edge]!, graph.edgeArcs[2 * edge + 1]!].filter(arc => arc < graph.arcCount);
}

function anyArcOf(graph: RoadGraph, edge: number): number {
  return arcsOfEdge(graph, edge)[0]!;
}

function arcsBetween(graph: RoadGraph, tail: number, head: number): number[] {
  const found: number[] = [];
  for (let arc = graph.firstOut[tail]!; arc < graph.firstOut[tail + 1]!; arc++)
    if (graph.arcHead[arc] === head) found.push(arc);
  return found;
}

function longestName(graph: RoadGraph, edges: Iterable<number>): StreetAnswer['names'] {
  const lengths = new Map<number, { readonly arc: number; lengthM: number }>();
  let longest: { readonly arc: number; lengthM: number } | undefined;
  for (const edge of edges) {
    const arc = anyArcOf(graph, edge);
    const named = lengths.get(graph.edgeName[edge]!) ?? { arc, lengthM: 0 };
    lengths.set(graph.edgeName[edge]!, named);
    named.lengthM += arcLengthM(graph, arc);
    if (longest === undefined || named.lengthM > longest.lengthM) longest = named;
  }
  return (longest && arcNames(graph, longest.arc)) ?? {};
}

function middleOf(points: readonly LngLat[]): LngLat {
  const steps = points.slice(1).map((point, i) => distance(points[i]!, point));
  let left = steps.reduce((sum, step) => sum + step, 0) / 2;
  for (const [i, step] of steps.entries()) {
    if (left > step) {
      left -= step;
      continue;
    }
    const [a, b] = [points[i]!, points[i + 1]!];
    const share = step === 0 ? 0 : left / step;
    return [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
  }
  return points[0] ?? [0, 0];
}
