import type { LngLat } from '@clarion/measure';
import type { Closures } from './closures.ts';
import { cutLine } from './cut-line.ts';
import { arcLengthM, arcNames, arcPoints, type RoadGraph } from './graph.ts';
import type { Path } from './hierarchy/path.ts';
import { NONE } from './layout.ts';
import { arrivals, departures, directPart, type Part, partTimeMs, standingAt } from './part.ts';
import type { RoadArcs } from './road-arcs.ts';
import { type Search, searchOf } from './search.ts';
import type { Snap } from './snap.ts';
import { closuresOn } from './turns/closures-on.ts';
import type { TurnView } from './turns/turn-view.ts';
import type { RoadNames } from './way.ts';

/** A drive along the roads. `atMs[i]` is the time at `points[i]` since the start; the last is `travelTimeMs`. */
export interface Route {
  readonly travelTimeMs: number;
  readonly lengthM: number;
  readonly points: readonly LngLat[];
  readonly atMs: readonly number[];
  /** streets in the order they are driven; no name where the street has none */
  readonly names: readonly { readonly name: RoadNames | undefined; readonly lengthM: number }[];
  readonly legs: readonly Leg[];
}

/** A part of an arc of the graph that is driven. `turnMs` is what getting into it takes, `timeMs` the driving after that. */
export interface Leg {
  readonly arc: number;
  readonly from: number;
  readonly to: number;
  readonly turnMs: number;
  readonly timeMs: number;
}

/**
 * The quickest drive; undefined when there is no way. Of equally quick ones, the one found first.
 * @param view where turns are to count (`turnView` of this graph)
 */
export function route(
  graph: RoadGraph,
  from: Snap,
  to: Snap,
  closures?: Closures,
  view?: TurnView,
): Route | undefined {
  const found = quickestLegs(graph, from, to, closures, view);
  return found && drive(graph, from.at, found.timeMs, found.legs);
}

/** The arcs of the quickest drive, in order, as far as each is driven. */
export function quickestLegs(
  graph: RoadGraph,
  from: Snap,
  to: Snap,
  closures?: Closures,
  view?: TurnView,
): { readonly timeMs: number; readonly legs: readonly Leg[] } | undefined {
  const roads: RoadArcs = view ?? graph;
  const shut = closuresOn(roads, closures);
  const direct = directPart(roads, standingAt(roads.turns, from).arcs, to.arcs, shut);
  const search = searchOf(roads);
  search.begin();
  const starts = departures(roads, from, shut);
  for (const { node, timeMs } of starts) search.add(node, timeMs, NONE);
  const ends = arrivals(roads, to, shut);
  let bestMs = direct?.timeMs ?? Infinity;
  let end: Part | undefined;
  while (search.peekMs() < bestMs) {
    const node = search.next();
    for (const arrival of ends) {
      const total = search.timeMs[node]! + arrival.timeMs;
      if (arrival.node === node && total < bestMs) {
        bestMs = total;
        end = arrival;
      }
    }
    search.relaxOut(node, shut);
  }
  if (bestMs === Infinity) return undefined;
  const legs = end ? legsTo(graph, roads, search, starts, end) : direct ? [{ ...direct, turnMs: 0 }] : [];
  return { timeMs: bestMs, legs };
}

/** The drive along a path from `from` that was found on `graph`, or on a view of it, with the times that it had. */
export function routeAlong(graph: RoadGraph, from: Snap, path: Path, view?: TurnView): Route {
  if ('direct' in path) return drive(graph, from.at, path.timeMs, [{ ...path.direct, turnMs: 0 }]);
  const { start, arcs, end, timeMs } = path;
  const legs = arcs.map(by => wholeLeg(graph, view ?? graph, by));
  if (start.arc !== NONE) {
    legs.unshift({ arc: start.arc, from: start.fraction, to: 1, turnMs: 0, timeMs: start.timeMs });
  }
  if (end.arc !== NONE) {
    const partMs = partTimeMs(graph, end.arc, 0, end.fraction);
    const turnMs = view ? end.timeMs - partMs : 0;
    legs.push({ arc: end.arc, from: 0, to: end.fraction, turnMs, timeMs: end.timeMs - turnMs });
  }
  return drive(graph, from.at, timeMs, legs);
}

function wholeLeg(graph: RoadGraph, roads: RoadArcs, by: number): Leg {
  const arc = roads.turns ? roads.turns.arcOf[by]! : by;
  const timeMs = graph.arcTimeMs[arc]!;
  return { arc, from: 0, to: 1, turnMs: roads.arcTimeMs[by]! - timeMs, timeMs };
}

function legsTo(
  graph: RoadGraph,
  roads: RoadArcs,
  search: Search,
  starts: readonly Part[],
  end: Part,
): Leg[] {
  const legs: Leg[] = [];
  if (end.arc !== NONE) {
    const timeMs = partTimeMs(roads, end.arc, 0, end.fraction);
    legs.push({ arc: end.arc, from: 0, to: end.fraction, turnMs: end.timeMs - timeMs, timeMs });
  }
  let node = end.node;
  while (search.by[node] !== NONE) {
    const by = search.by[node]!;
    legs.push(wholeLeg(graph, roads, by));
    node = roads.arcTail[by]!;
  }
  const start = starts.find(part => part.node === node && part.timeMs === search.timeMs[node]);
  if (start && start.arc !== NONE) {
    const timeMs = partTimeMs(roads, start.arc, start.fraction, 1);
    legs.push({ arc: start.arc, from: start.fraction, to: 1, turnMs: 0, timeMs });
  }
  return legs.reverse();
}

function drive(graph: RoadGraph, at: LngLat, travelTimeMs: number, legs: readonly Leg[]): Route {
  const points: LngLat[] = [at];
  const atMs: number[] = [0];
  const names: { name: RoadNames | undefined; lengthM: number }[] = [];
  let lengthM = 0;
  let clockMs = 0;
  let lastName = -1;
  for (const leg of legs) {
    const part = cutLine(arcPoints(graph, leg.arc), leg.from, leg.to);
    clockMs += leg.turnMs;
    for (let i = 0; i < part.points.length; i++) {
      const point = part.points[i]!;
      const last = points[points.length - 1]!;
      const when = clockMs + Math.round(leg.timeMs * part.shares[i]!);
      if (point[0] === last[0] && point[1] === last[1]) {
        atMs[atMs.length - 1] = when;
        continue;
      }
      points.push(point);
      atMs.push(when);
    }
    clockMs += leg.timeMs;
    const legM = arcLengthM(graph, leg.arc) * (leg.to - leg.from);
    lengthM += legM;
    const name = graph.edgeName[graph.arcEdge[leg.arc]! >>> 1]!;
    if (name === lastName) names[names.length - 1]!.lengthM += legM;
    else names.push({ name: arcNames(graph, leg.arc), lengthM: legM });
    lastName = name;
  }
  return { travelTimeMs, lengthM, points, atMs, names, legs };
}
