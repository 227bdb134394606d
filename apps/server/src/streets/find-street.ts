import { distance, fail, type LngLat, ok, type Result } from '@clarion/measure';
import type { StreetAnswer } from '@clarion/protocol';
import { arcLengthM, type RoadGraph, type Route, route, snap } from '@clarion/roads';
import { arcsOfEdge, edgeOf, streetOf } from './street.ts';

/** A click farther from every street than this means none of them. */
export const STREET_WITHIN_M = 100;
/** The way between two places may be this much longer than the line between them; more is a detour, not the street. */
const DETOUR = { times: 3, plusM: 300 };
/** Of one closing: a city's longest street, not the city. */
const LENGTH_AT_MOST_M = 30_000;

export type StreetFault =
  | { readonly code: 'NoStreetNear'; readonly metres: number }
  | { readonly code: 'NoStreetBetween' }
  | { readonly code: 'JunctionMeant' }
  | { readonly code: 'DirectionWanted' };

/** The street at a place, from junction to junction; every one that meets there when the place is a junction. */
export function streetsAt(graph: RoadGraph, at: LngLat): StreetAnswer[] {
  const found = snap(graph, at, { withinM: STREET_WITHIN_M });
  if (found === undefined) return [];
  const arcs =
    found.node === undefined ? found.arcs.slice(0, 1).map(({ arc }) => arc) : arcsAt(graph, found.node);
  const edges = new Set(arcs.map(arc => edgeOf(graph, arc)));
  return [...edges].map(edge => streetOf(graph, arcsOfEdge(graph, edge)));
}

/**
 * What is meant to be closed: with one place the street there; with more, the streets along the shortest way from the
 * first to the last, those that are driven for half of their length at least.
 */
export function findStreet(
  graph: RoadGraph,
  points: readonly LngLat[],
  oneDirection: boolean,
): Result<StreetAnswer, StreetFault> {
  if (points.length === 1) {
    if (oneDirection) return fail({ code: 'DirectionWanted' });
    const [street, ...others] = streetsAt(graph, points[0]!);
    if (street === undefined) return fail({ code: 'NoStreetNear', metres: STREET_WITHIN_M });
    return others.length > 0 ? fail({ code: 'JunctionMeant' }) : ok(street);
  }
  const drivenM = new Map<number, number>();
  let lengthM = 0;
  for (let i = 1; i < points.length; i++) {
    const way = shortestWay(graph, points[i - 1]!, points[i]!, oneDirection);
    if (!way.ok) return way;
    lengthM += way.value.lengthM;
    if (lengthM > LENGTH_AT_MOST_M) return fail({ code: 'NoStreetBetween' });
    countDriven(graph, way.value, drivenM);
  }
  const arcs = mostlyDriven(graph, drivenM);
  if (arcs.length === 0) return fail({ code: 'NoStreetBetween' });
  const meant = oneDirection ? arcs : arcs.flatMap(arc => arcsOfEdge(graph, edgeOf(graph, arc)));
  return ok(streetOf(graph, meant));
}

function arcsAt(graph: RoadGraph, node: number): number[] {
  const arcs: number[] = [];
  for (let arc = graph.firstOut[node]!; arc < graph.firstOut[node + 1]!; arc++) arcs.push(arc);
  for (let i = graph.firstIn[node]!; i < graph.firstIn[node + 1]!; i++) arcs.push(graph.inArcs[i]!);
  return arcs;
}

/** In one direction as it is driven; else whichever way round is shorter, so that a one-way street is no detour. */
function shortestWay(
  graph: RoadGraph,
  from: LngLat,
  to: LngLat,
  oneDirection: boolean,
): Result<Route, StreetFault> {
  const start = snap(graph, from, { withinM: STREET_WITHIN_M });
  const end = snap(graph, to, { withinM: STREET_WITHIN_M });
  if (start === undefined || end === undefined)
    return fail({ code: 'NoStreetNear', metres: STREET_WITHIN_M });
  const there = route(graph, start, end);
  const back = oneDirection ? undefined : route(graph, end, start);
  const way = (there?.lengthM ?? Infinity) <= (back?.lengthM ?? Infinity) ? there : back;
  const atMostM = distance(start.at, end.at) * DETOUR.times + DETOUR.plusM;
  return way === undefined || way.lengthM > atMostM ? fail({ code: 'NoStreetBetween' }) : ok(way);
}

/** A route says where it runs but not on which arcs: each of its segments lies on the arc that two places of it are on. */
function countDriven(graph: RoadGraph, way: Route, drivenM: Map<number, number>): void {
  for (let i = 1; i < way.points.length; i++) {
    const [a, b] = [way.points[i - 1]!, way.points[i]!];
    const between = (share: number): LngLat => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    const early = snap(graph, between(0.25), { withinM: 2 })?.arcs ?? [];
    const late = snap(graph, between(0.75), { withinM: 2 })?.arcs ?? [];
    for (const { arc, fraction } of early) {
      if (!late.some(other => other.arc === arc && other.fraction > fraction)) continue;
      drivenM.set(arc, (drivenM.get(arc) ?? 0) + distance(a, b));
    }
  }
}

/** Two clicks are never quite on the junctions: a few metres of the next street do not close it. */
function mostlyDriven(graph: RoadGraph, drivenM: ReadonlyMap<number, number>): number[] {
  const share = (arc: number) => (drivenM.get(arc) ?? 0) / Math.max(1e-6, arcLengthM(graph, arc));
  const arcs = [...drivenM.keys()];
  const mostly = arcs.filter(arc => share(arc) >= 0.5);
  return mostly.length > 0 ? mostly : arcs.sort((a, b) => share(b) - share(a)).slice(0, 1);
}
