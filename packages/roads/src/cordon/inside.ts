import { type Closures, isOpen } from '../closures.ts';
import { arcPoints, nodeAt, type RoadGraph } from '../graph.ts';
import { NONE } from '../layout.ts';
import { entryOfLine, type Shape } from './shape.ts';

/** The roads of a hazard area. */
export interface Inside {
  /** nodes within the area, ascending */
  readonly nodes: readonly number[];
  /** arcs that begin outside the area, touch it, and can be driven up to it; ascending */
  readonly entries: readonly number[];
  /** edges that touch the area, ascending */
  readonly edges: readonly number[];
}

/** A line drawn over the area counts as in it, also where the road is a bridge or a tunnel: the graph knows no heights. */
export function findInside(graph: RoadGraph, shape: Shape, closures: Closures | undefined): Inside {
  const [west, south, east, north] = shape.bounds;
  const near = new Set<number>();
  graph.segments?.search(west, south, east, north, segment => {
    near.add(graph.segmentEdge[segment]!);
    return false;
  });
  const within = new Map<number, boolean>();
  const isWithin = (node: number): boolean => {
    const known = within.get(node);
    if (known !== undefined) return known;
    const found = shape.contains(nodeAt(graph, node));
    within.set(node, found);
    return found;
  };
  const entries: number[] = [];
  const edges: number[] = [];
  for (const edge of near) {
    const arcs = [graph.edgeArcs[2 * edge]!, graph.edgeArcs[2 * edge + 1]!].filter(arc => arc !== NONE);
    const [tail, head] = [isWithin(graph.arcTail[arcs[0]!]!), isWithin(graph.arcHead[arcs[0]!]!)];
    if (!tail && !head && entryOfLine(shape, arcPoints(graph, arcs[0]!)) === undefined) continue;
    edges.push(edge);
    for (const arc of arcs)
      if (!isWithin(graph.arcTail[arc]!) && canEnter(graph, shape, arc, closures)) entries.push(arc);
  }
  const nodes = [...within].filter(([, is]) => is).map(([node]) => node);
  const byNumber = (a: number, b: number) => a - b;
  return {
    nodes: nodes.sort(byNumber),
    entries: entries.sort(byNumber),
    edges: edges.sort(byNumber),
  };
}

/** Whether nothing is closed between the tail of an arc that touches the area and the area. */
function canEnter(graph: RoadGraph, shape: Shape, arc: number, closures: Closures | undefined): boolean {
  if (!closures?.closed[arc]) return true;
  const entry = entryOfLine(shape, arcPoints(graph, arc)) ?? 1;
  return isOpen(closures, arc, 0, entry);
}

/** The arcs, in both directions, of edges. */
export function arcsOfEdges(graph: RoadGraph, edges: readonly number[]): number[] {
  return edges
    .flatMap(edge => [graph.edgeArcs[2 * edge]!, graph.edgeArcs[2 * edge + 1]!])
    .filter(arc => arc !== NONE);
}
