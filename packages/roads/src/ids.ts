import { type RoadGraph, textAt } from './graph.ts';
import { NONE } from './layout.ts';

/** Where a source id is: a node of the graph, or a point along one edge (`point` counts from the edge's start). */
export type IdPlace =
  | { readonly kind: 'node'; readonly node: number }
  | { readonly kind: 'along'; readonly edge: number; readonly point: number };

/** Place of a source id; undefined when no usable road has it. Binary search over the sorted ids. */
export function findId(graph: RoadGraph, id: string): IdPlace | undefined {
  let low = 0;
  let high = graph.idCount - 1;
  while (low <= high) {
    const middle = (low + high) >>> 1;
    const text = textAt(graph, middle);
    if (text === id) return placeOf(graph, graph.idPlace[middle]!);
    if (text < id) low = middle + 1;
    else high = middle - 1;
  }
  return undefined;
}

function placeOf(graph: RoadGraph, place: number): IdPlace | undefined {
  if (place === NONE) return undefined;
  if (place < graph.nodeCount) return { kind: 'node', node: place };
  const point = place - graph.nodeCount;
  const edge = edgeOfPoint(graph, point);
  return { kind: 'along', edge, point: point - graph.edgeFirstPoint[edge]! };
}

function edgeOfPoint(graph: RoadGraph, point: number): number {
  let low = 0;
  let high = graph.edgeCount - 1;
  while (low < high) {
    const middle = (low + high + 1) >>> 1;
    if (graph.edgeFirstPoint[middle]! <= point) low = middle;
    else high = middle - 1;
  }
  return low;
}
