import { distance, fail, type LngLat, ok, type Result } from '@clarion/measure';
import type { RoadGraph } from './graph.ts';
import { findId, type IdPlace } from './ids.ts';
import { NONE } from './layout.ts';

/** Streets closed for now: a cordon, a fire, a flood. Made for one graph; never changed after. */
export interface Closures {
  /** closed[arc] = 1: the arc cannot be driven from end to end */
  readonly closed: Uint8Array;
  /** the closed stretches of those arcs, as fractions in the arc's direction */
  readonly stretches: ReadonlyMap<number, readonly (readonly [from: number, to: number])[]>;
}

/** `index` is the position of the pair in the list given. */
export interface UnknownPair {
  readonly code: 'unknownPair';
  readonly index: number;
  readonly from: string;
  readonly to: string;
}

/**
 * Closes, for each pair of source ids, the way from one to the other, in that direction only.
 * Two nodes close every arc from the one to the other. Where either is a point along an arc, the stretch
 * between the two on that arc is closed and the rest of it can still be driven.
 */
export function resolveClosures(
  graph: RoadGraph,
  pairs: readonly { readonly from: string; readonly to: string }[],
): Result<Closures, UnknownPair> {
  const closed = new Uint8Array(graph.arcCount);
  const stretches = new Map<number, [number, number][]>();
  for (const [index, { from, to }] of pairs.entries()) {
    const found = stretchesBetween(graph, findId(graph, from), findId(graph, to));
    if (found.length === 0) return fail({ code: 'unknownPair', index, from, to });
    for (const { arc, stretch } of found) {
      closed[arc] = 1;
      const known = stretches.get(arc);
      if (known) known.push(stretch);
      else stretches.set(arc, [stretch]);
    }
  }
  return ok({ closed, stretches });
}

/** Whether nothing closed lies between two fractions of an arc, `from` ≤ `to`. */
export function isOpen(closures: Closures | undefined, arc: number, from: number, to: number): boolean {
  const stretches = closures?.stretches.get(arc);
  return !stretches?.some(([start, end]) => start < to && end > from);
}

interface Found {
  readonly arc: number;
  readonly stretch: [from: number, to: number];
}

function stretchesBetween(graph: RoadGraph, from: IdPlace | undefined, to: IdPlace | undefined): Found[] {
  if (!from || !to) return [];
  if (from.kind === 'node' && to.kind === 'node') {
    const found: Found[] = [];
    for (let arc = graph.firstOut[from.node]!; arc < graph.firstOut[from.node + 1]!; arc++) {
      if (graph.arcHead[arc] === to.node) found.push({ arc, stretch: [0, 1] });
    }
    return found;
  }
  const edge = from.kind === 'along' ? from.edge : to.kind === 'along' ? to.edge : NONE;
  const starts = pointsOnEdge(graph, edge, from);
  const ends = pointsOnEdge(graph, edge, to);
  // On an edge that leads back to its own start, a node has two places: the nearer one is meant.
  let best: Found[] = [];
  let fewest = Infinity;
  for (const a of starts) {
    for (const b of ends) {
      const arc = a === b ? NONE : graph.edgeArcs[2 * edge + (a < b ? 0 : 1)]!;
      if (arc === NONE || Math.abs(a - b) > fewest) continue;
      if (Math.abs(a - b) < fewest) best = [];
      fewest = Math.abs(a - b);
      const first = fractionOfPoint(graph, edge, Math.min(a, b));
      const last = fractionOfPoint(graph, edge, Math.max(a, b));
      best.push({ arc, stretch: a < b ? [first, last] : [1 - last, 1 - first] });
    }
  }
  return best;
}

/** At which of the edge's points the place is; a node only counts at the edge's ends. */
function pointsOnEdge(graph: RoadGraph, edge: number, place: IdPlace): number[] {
  if (place.kind === 'along') return place.edge === edge ? [place.point] : [];
  const first = graph.edgeFirstPoint[edge]!;
  const last = graph.edgeFirstPoint[edge + 1]! - 1;
  const id = graph.nodeId[place.node]!;
  return [first, last].filter(point => graph.pointId[point] === id).map(point => point - first);
}

/** How far along its edge a point is, 0–1 of the drawn length; by count where the edge has no length. */
export function fractionOfPoint(graph: RoadGraph, edge: number, point: number): number {
  const first = graph.edgeFirstPoint[edge]!;
  const last = graph.edgeFirstPoint[edge + 1]! - 1;
  let before = 0;
  let whole = 0;
  for (let p = first; p < last; p++) {
    const step = distance(pointOf(graph, p), pointOf(graph, p + 1));
    if (p - first < point) before += step;
    whole += step;
  }
  return whole > 0 ? before / whole : point / (last - first);
}

function pointOf(graph: RoadGraph, point: number): LngLat {
  return [graph.points[2 * point]!, graph.points[2 * point + 1]!];
}
