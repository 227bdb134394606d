import { distance, type LngLat } from '@clarion/measure';
import { type Closures, fractionOfPoint, isOpen } from './closures.ts';
import { nodeAt, type RoadGraph } from './graph.ts';
import { findId } from './ids.ts';
import { NONE } from './layout.ts';

/** A place on an arc: 0 is its tail, 1 its head. */
export interface ArcPlace {
  readonly arc: number;
  readonly fraction: number;
}

/** Where something stands on the road: exactly at `node`, or on `arcs` (both directions of a two-way street). */
export interface Snap {
  readonly at: LngLat;
  /** from the place asked for to `at` */
  readonly distanceM: number;
  readonly node: number | undefined;
  readonly arcs: readonly ArcPlace[];
}

export interface SnapOptions {
  readonly closures?: Closures | undefined;
  /** Nothing further away counts; 500 m unless said. */
  readonly withinM?: number | undefined;
}

const METRES_PER_DEGREE = (6_371_008.8 * Math.PI) / 180;
/** Nearer than this is the same place: far below any survey, far above rounding in degrees. */
const SAME_M = 1e-6;

/**
 * The nearest place on a usable arc; undefined when there is none within reach. An arc is usable at a
 * place unless a closure covers it there. A place at the end of an arc is its node. Of equally near
 * arcs the first of the graph is taken, with those that share its very stretch of road.
 */
export function snap(graph: RoadGraph, at: LngLat, options: SnapOptions = {}): Snap | undefined {
  const withinM = options.withinM ?? 500;
  for (const radius of [40, 160, 640, withinM]) {
    const found = snapWithin(graph, at, Math.min(radius, withinM), options.closures);
    if (found || radius >= withinM) return found;
  }
  return undefined;
}

/** Exactly at the node, or the point along a way, with this source id; undefined when the graph has no such id. */
export function snapToId(graph: RoadGraph, id: string): Snap | undefined {
  const place = findId(graph, id);
  if (!place) return undefined;
  if (place.kind === 'node') return atNode(graph, place.node, 0);
  const fraction = fractionOfPoint(graph, place.edge, place.point);
  const point = graph.edgeFirstPoint[place.edge]! + place.point;
  return {
    at: [graph.points[2 * point]!, graph.points[2 * point + 1]!],
    distanceM: 0,
    node: undefined,
    arcs: arcsOf(graph, place.edge).map(({ arc, backward }) => ({
      arc,
      fraction: backward ? 1 - fraction : fraction,
    })),
  };
}

interface Hit {
  readonly edge: number;
  /** index of the segment's first point */
  readonly point: number;
  /** 0–1 along the segment */
  readonly along: number;
  readonly distanceM: number;
}

function snapWithin(
  graph: RoadGraph,
  at: LngLat,
  radiusM: number,
  closures: Closures | undefined,
): Snap | undefined {
  const [lng, lat] = at;
  const dLat = (radiusM * 1.001) / METRES_PER_DEGREE;
  const dLng = dLat / Math.max(0.01, Math.cos((lat * Math.PI) / 180));
  const hits: Hit[] = [];
  let nearest = radiusM;
  graph.segments?.search(lng - dLng, lat - dLat, lng + dLng, lat + dLat, segment => {
    const hit = hitOf(graph, at, segment);
    if (hit.distanceM <= nearest + SAME_M && hit.distanceM <= radiusM && isUsable(graph, hit, closures)) {
      hits.push(hit);
      nearest = Math.min(nearest, hit.distanceM);
    }
    return false;
  });
  const tied = hits.filter(hit => hit.distanceM <= nearest + SAME_M).sort((a, b) => a.point - b.point);
  const first = tied[0];
  if (!first) return undefined;
  const node = nodeOfHit(graph, first);
  if (node !== undefined) return atNode(graph, node, first.distanceM);
  const arcs: ArcPlace[] = [];
  for (const hit of tied) {
    if (!sameSegment(graph, first, hit) && !sameBend(graph, first, hit)) continue;
    const fraction = fractionOfHit(graph, hit);
    for (const { arc, backward } of arcsOf(graph, hit.edge)) {
      if (arcs.some(known => known.arc === arc)) continue;
      const place = { arc, fraction: backward ? 1 - fraction : fraction };
      if (isUsableArc(graph, arc, backward, hit, closures)) arcs.push(place);
    }
  }
  return { at: placeOfHit(graph, first), distanceM: first.distanceM, node: undefined, arcs };
}

function hitOf(graph: RoadGraph, [lng, lat]: LngLat, segment: number): Hit {
  const edge = graph.segmentEdge[segment]!;
  const point = segment + edge;
  const { points } = graph;
  const scale = Math.cos((lat * Math.PI) / 180);
  const ax = (points[2 * point]! - lng) * scale;
  const ay = points[2 * point + 1]! - lat;
  const dx = (points[2 * point + 2]! - points[2 * point]!) * scale;
  const dy = points[2 * point + 3]! - points[2 * point + 1]!;
  const square = dx * dx + dy * dy;
  const along = square === 0 ? 0 : Math.min(1, Math.max(0, -(ax * dx + ay * dy) / square));
  const distanceM = Math.hypot(ax + along * dx, ay + along * dy) * METRES_PER_DEGREE;
  return { edge, point, along, distanceM };
}

function isUsable(graph: RoadGraph, hit: Hit, closures: Closures | undefined): boolean {
  if (!closures) return true;
  return arcsOf(graph, hit.edge).some(({ arc, backward }) =>
    isUsableArc(graph, arc, backward, hit, closures),
  );
}

/** Open around the place: a closed stretch that only touches it does not count. */
function isUsableArc(
  graph: RoadGraph,
  arc: number,
  backward: boolean,
  hit: Hit,
  closures: Closures | undefined,
): boolean {
  if (!closures?.closed[arc]) return true;
  const first = graph.edgeFirstPoint[hit.edge]!;
  const middle =
    (fractionOfPoint(graph, hit.edge, hit.point - first) +
      fractionOfPoint(graph, hit.edge, hit.point - first + 1)) /
    2;
  const fraction = backward ? 1 - middle : middle;
  return isOpen(closures, arc, fraction, fraction);
}

/** The one or two arcs of an edge. */
function arcsOf(graph: RoadGraph, edge: number): { arc: number; backward: boolean }[] {
  return [
    { arc: graph.edgeArcs[2 * edge]!, backward: false },
    { arc: graph.edgeArcs[2 * edge + 1]!, backward: true },
  ].filter(({ arc }) => arc !== NONE);
}

/** The node a hit lies on, if it lies on an end of its edge. */
function nodeOfHit(graph: RoadGraph, hit: Hit): number | undefined {
  const lengthM = distance(pointAt(graph, hit.point), pointAt(graph, hit.point + 1));
  const atStart = hit.point === graph.edgeFirstPoint[hit.edge] && hit.along * lengthM <= SAME_M;
  const atEnd = hit.point + 2 === graph.edgeFirstPoint[hit.edge + 1] && (1 - hit.along) * lengthM <= SAME_M;
  if (!atStart && !atEnd) return undefined;
  const { arc, backward } = arcsOf(graph, hit.edge)[0]!;
  return atStart !== backward ? graph.arcTail[arc] : graph.arcHead[arc];
}

/** Whether two hits are on one stretch of road, drawn twice in the same or the opposite order. */
function sameSegment(graph: RoadGraph, a: Hit, b: Hit): boolean {
  const [a0, a1] = [pointAt(graph, a.point), pointAt(graph, a.point + 1)];
  const [b0, b1] = [pointAt(graph, b.point), pointAt(graph, b.point + 1)];
  return (isSame(a0, b0) && isSame(a1, b1)) || (isSame(a0, b1) && isSame(a1, b0));
}

/**
 * Whether two hits are the one bend between neighbouring stretches of an edge: a closure up to the bend
 * leaves the way on from it open.
 */
function sameBend(graph: RoadGraph, a: Hit, b: Hit): boolean {
  if (a.edge !== b.edge || Math.abs(a.point - b.point) !== 1) return false;
  const bend = pointAt(graph, Math.max(a.point, b.point));
  return [a, b].every(hit => distance(placeOfHit(graph, hit), bend) <= SAME_M);
}

function isSame(a: LngLat, b: LngLat): boolean {
  return a[0] === b[0] && a[1] === b[1];
}

function fractionOfHit(graph: RoadGraph, hit: Hit): number {
  const point = hit.point - graph.edgeFirstPoint[hit.edge]!;
  // A straight edge keeps the fraction as it is: going through lengths would only add rounding.
  if (graph.edgeFirstPoint[hit.edge + 1]! - graph.edgeFirstPoint[hit.edge]! === 2) return hit.along;
  const start = fractionOfPoint(graph, hit.edge, point);
  // At the far end the very number that a closed stretch ending there has.
  if (hit.along === 1) return fractionOfPoint(graph, hit.edge, point + 1);
  return start + (fractionOfPoint(graph, hit.edge, point + 1) - start) * hit.along;
}

function placeOfHit(graph: RoadGraph, hit: Hit): LngLat {
  const [a, b] = [pointAt(graph, hit.point), pointAt(graph, hit.point + 1)];
  return [a[0] + (b[0] - a[0]) * hit.along, a[1] + (b[1] - a[1]) * hit.along];
}

function pointAt(graph: RoadGraph, point: number): LngLat {
  return [graph.points[2 * point]!, graph.points[2 * point + 1]!];
}

function atNode(graph: RoadGraph, node: number, distanceM: number): Snap {
  return { at: nodeAt(graph, node), distanceM, node, arcs: [] };
}
