import type { LngLat } from '@clarion/measure';

/**
 * The slow truth: streets as a list of one-way legs between points with ids, no splitting at junctions, no
 * index, no heap. Written apart from the graph on purpose; it shares no code with it.
 */
export interface Leg {
  readonly from: string;
  readonly to: string;
  readonly timeMs: number;
}

export interface Town {
  readonly places: ReadonlyMap<string, LngLat>;
  readonly legs: readonly Leg[];
}

/** Somewhere to start or end: a node, or anywhere. */
export type Spot = { readonly node: string } | { readonly at: LngLat };

interface OnLeg {
  readonly leg: number;
  readonly fraction: number;
}
type Standing = { readonly node: string } | { readonly on: readonly OnLeg[] };

const half = (value: number) => Math.floor(value + 0.5 + 1e-6);

export function closedLegs(town: Town, closed: readonly { from: string; to: string }[]): Set<number> {
  const shut = new Set<number>();
  for (const pair of closed) {
    town.legs.forEach((leg, i) => {
      if (leg.from === pair.from && leg.to === pair.to) shut.add(i);
    });
  }
  return shut;
}

/** Distance in metres and place on every leg, the nearest taken; at a leg's end that is its node. */
export function stand(town: Town, spot: Spot, shut: ReadonlySet<number>): Standing | undefined {
  if ('node' in spot) return { node: spot.node };
  const all = town.legs
    .map((leg, i) => ({ leg, i, ...foot(spot.at, town.places.get(leg.from)!, town.places.get(leg.to)!) }))
    .filter(({ i }) => !shut.has(i));
  const metres = Math.min(...all.map(({ metres }) => metres));
  if (!(metres <= 500)) return undefined;
  const tied = all.filter(one => one.metres <= metres + 1e-6);
  const first = tied[0]!;
  if (first.fraction < 1e-9) return { node: first.leg.from };
  if (first.fraction > 1 - 1e-9) return { node: first.leg.to };
  const twins = tied.filter(
    ({ leg }) =>
      (leg.from === first.leg.from && leg.to === first.leg.to) ||
      (leg.from === first.leg.to && leg.to === first.leg.from),
  );
  return { on: twins.map(({ i, fraction }) => ({ leg: i, fraction })) };
}

function foot([x, y]: LngLat, [ax, ay]: LngLat, [bx, by]: LngLat): { metres: number; fraction: number } {
  const k = Math.cos((y * Math.PI) / 180);
  const [dx, dy] = [(bx - ax) * k, by - ay];
  const length = dx * dx + dy * dy;
  const t = length === 0 ? 0 : ((x - ax) * k * dx + (y - ay) * dy) / length;
  const fraction = Math.max(0, Math.min(1, t));
  const metres =
    (Math.hypot((ax - x) * k + dx * fraction, ay - y + dy * fraction) * Math.PI * 6_371_008.8) / 180;
  return { metres, fraction };
}

/** Bellman and Ford's rounds over all legs until nothing changes, then the parts at both ends. */
export function slowTimeMs(
  town: Town,
  from: Standing,
  to: Standing,
  shut: ReadonlySet<number>,
): number | undefined {
  const time = new Map<string, number>();
  const offer = (node: string, ms: number) => {
    if (ms >= (time.get(node) ?? Infinity)) return false;
    time.set(node, ms);
    return true;
  };
  let best = Infinity;
  if ('node' in from) offer(from.node, 0);
  else {
    for (const { leg, fraction } of from.on)
      offer(town.legs[leg]!.to, half(town.legs[leg]!.timeMs * (1 - fraction)));
  }
  for (let changed = true; changed; ) {
    changed = false;
    town.legs.forEach((leg, i) => {
      const here = time.get(leg.from);
      if (here !== undefined && !shut.has(i) && offer(leg.to, here + leg.timeMs)) changed = true;
    });
  }
  if ('node' in to) best = time.get(to.node) ?? Infinity;
  else {
    for (const { leg, fraction } of to.on) {
      best = Math.min(
        best,
        (time.get(town.legs[leg]!.from) ?? Infinity) + half(town.legs[leg]!.timeMs * fraction),
      );
      if ('node' in from) continue;
      for (const start of from.on) {
        if (start.leg !== leg || fraction < start.fraction - 1e-9) continue;
        best = Math.min(best, half(town.legs[leg]!.timeMs * Math.max(0, fraction - start.fraction)));
      }
    }
  }
  return best === Infinity ? undefined : best;
}
