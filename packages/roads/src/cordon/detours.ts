import type { Closures } from '../closures.ts';
import type { RoadGraph } from '../graph.ts';
import { matrix, UNREACHABLE } from '../matrix.ts';
import { type Route, route } from '../route.ts';
import type { Snap } from '../snap.ts';
import type { TurnView } from '../turns/turn-view.ts';
import type { RoadNames } from '../way.ts';
import { closuresWith } from './closures-with.ts';
import type { Cordon } from './cordon.ts';

/** What a cordon costs those who drove through the area: from one of its points to another. */
export interface Detour {
  /** places among the cordon's points */
  readonly from: number;
  readonly to: number;
  readonly throughMs: number;
  /** undefined: there is no way around */
  readonly aroundMs: number | undefined;
}

/** A detour as it is driven. */
export interface DrawnDetour extends Detour {
  readonly through: Route;
  readonly around: Route | undefined;
  /** The streets that the way around is longest on and the way through is not, in the order in which they are driven. */
  readonly by: readonly RoadNames[];
}

/** What of a cordon is asked for: its points, and the arcs that lead into its area. */
export interface DetoursOf {
  readonly points: readonly Pick<Cordon['points'][number], 'node' | 'at'>[];
  readonly inside: Pick<Cordon['inside'], 'entries'>;
}

/** Streets named of a way around. */
const STREETS_NAMED = 3;

/**
 * Of each point the drive to another one that takes longest extra when nobody drives through the area; none where all are as
 * quick.
 * @param view where turns are to count (`turnView` of this graph)
 */
export function detours(
  graph: RoadGraph,
  { points, inside }: DetoursOf,
  closures?: Closures,
  view?: TurnView,
): Detour[] {
  const places = points.map(placeOf);
  const shut = closuresWith(graph, inside.entries, closures);
  const through = matrix(view ?? graph, places, places, closures);
  const around = matrix(view ?? graph, places, places, shut);
  return points.flatMap((_, from): Detour[] => {
    let worst: Detour | undefined;
    let most = 0;
    for (let to = 0; to < points.length; to++) {
      const cell = from * points.length + to;
      const [throughMs, aroundMs] = [through[cell]!, around[cell]!];
      if (throughMs === UNREACHABLE || aroundMs - throughMs <= most) continue;
      most = aroundMs - throughMs;
      worst = { from, to, throughMs, aroundMs: aroundMs === UNREACHABLE ? undefined : aroundMs };
    }
    return worst ? [worst] : [];
  });
}

/** The same with the ways themselves, by `graph`'s times. */
export function drawnDetours(
  graph: RoadGraph,
  cordon: DetoursOf,
  closures?: Closures,
  view?: TurnView,
): DrawnDetour[] {
  const shut = closuresWith(graph, cordon.inside.entries, closures);
  return detours(graph, cordon, closures, view).map(detour => {
    const [from, to] = [placeOf(cordon.points[detour.from]!), placeOf(cordon.points[detour.to]!)];
    const through = route(graph, from, to, closures, view);
    if (!through) throw new Error('drawnDetours: a time without a way');
    const around = detour.aroundMs === undefined ? undefined : route(graph, from, to, shut, view);
    return { ...detour, through, around, by: around ? streetsOf(around, through) : [] };
  });
}

const placeOf = ({ node, at }: DetoursOf['points'][number]): Snap => ({ at, distanceM: 0, node, arcs: [] });

function streetsOf(around: Route, through: Route): RoadNames[] {
  const known = new Set(through.names.map(({ name }) => JSON.stringify(name)));
  const lengths = new Map<string, { readonly name: RoadNames; lengthM: number }>();
  for (const { name, lengthM } of around.names) {
    const key = JSON.stringify(name);
    if (name === undefined || known.has(key)) continue;
    const street = lengths.get(key) ?? { name, lengthM: 0 };
    street.lengthM += lengthM;
    lengths.set(key, street);
  }
  const streets = [...lengths.values()];
  const longest = new Set([...streets].sort((a, b) => b.lengthM - a.lengthM).slice(0, STREETS_NAMED));
  return streets.filter(street => longest.has(street)).map(({ name }) => name);
}
