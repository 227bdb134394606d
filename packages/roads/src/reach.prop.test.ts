import { type LngLat, metres, ringContains } from '@clarion/measure';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildGraph } from './build.ts';
import { resolveClosures } from './closures.ts';
import { openGraph } from './graph.ts';
import { type Reach, reach } from './reach.ts';
import { snap, snapToId } from './snap.ts';
import { digest } from './testing/digest.ts';
import { randomSpot, randomTown, waysOf } from './testing/random-town.ts';
import { sketch } from './testing/sketch.ts';
import { closedLegs, type Spot, slowTimeMs, stand, type Town } from './testing/slow-truth.ts';

type Area = Reach['areas'][number]['coordinates'];
type Line = readonly [LngLat, LngLat];

function inside(area: Area, at: LngLat): boolean {
  return area.some(
    ([outer, ...holes]) => ringContains(outer!, at) && !holes.some(hole => ringContains(hole, at)),
  );
}

/** A town that fits into some forty cells, so that its roads are near each other. */
const smallTown = randomTown.map(({ places, legs }): Town => {
  const small = ([lng, lat]: LngLat): LngLat => [8.6 + (lng - 8.6) / 4, 41.1 + (lat - 41.1) / 4];
  return { places: new Map([...places].map(([id, at]) => [id, small(at)])), legs: legs.slice(0, 20) };
});

const scene = smallTown.chain(town =>
  fc.record({
    town: fc.constant(town),
    closed: fc.array(fc.constantFrom(...town.legs), { maxLength: 2 }),
    from: fc.array(randomSpot(town), { minLength: 1, maxLength: 2 }),
    bounds: fc.uniqueArray(fc.integer({ min: 0, max: 150 }), { minLength: 1, maxLength: 3 }),
    spots: fc.array(fc.tuple(fc.integer({ min: -50, max: 550 }), fc.integer({ min: -50, max: 550 })), {
      minLength: 30,
      maxLength: 30,
    }),
  }),
);

/** Parts of the legs that are reached within a bound, and those that are not, by the slow truth. */
function reachedParts(town: Town, from: readonly Spot[], shut: ReadonlySet<number>, boundMs: number) {
  const stands = from.flatMap(spot => stand(town, spot, shut) ?? []);
  const [reached, missed]: [Line[], Line[]] = [[], []];
  town.legs.forEach((leg, i) => {
    const [a, b] = [town.places.get(leg.from)!, town.places.get(leg.to)!];
    const at = (share: number): LngLat => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share];
    const entries = stands.flatMap(one => {
      const ms = slowTimeMs(town, one, { node: leg.from }, shut);
      const along = 'on' in one ? one.on.filter(({ leg: on }) => on === i) : [];
      return [
        ...(ms === undefined || shut.has(i) ? [] : [{ share: 0, ms }]),
        // A closed leg is closed from end to end here, so nobody stands on it.
        ...along.map(({ fraction }) => ({ share: fraction, ms: 0 })),
      ];
    });
    const parts = entries
      .filter(({ ms }) => ms <= boundMs)
      .map(({ share, ms }) => [
        share,
        leg.timeMs === 0 ? 1 : Math.min(1, share + (boundMs - ms) / leg.timeMs),
      ])
      .sort(([x], [y]) => x! - y!);
    let upTo = 0;
    for (const [start, end] of parts) {
      if (start! > upTo) missed.push([at(upTo), at(start!)]);
      reached.push([at(start!), at(end!)]);
      upTo = Math.max(upTo, end!);
    }
    if (upTo < 1) missed.push([at(upTo), at(1)]);
  });
  return { reached, missed };
}

function metresTo([lng, lat]: LngLat, lines: readonly Line[]): number {
  const k = Math.cos((lat * Math.PI) / 180) * 111_195;
  return Math.min(
    ...lines.map(([a, b]) => {
      const [ax, ay] = [(a[0] - lng) * k, (a[1] - lat) * 111_195];
      const [dx, dy] = [(b[0] - a[0]) * k, (b[1] - a[1]) * 111_195];
      const square = dx * dx + dy * dy;
      const share = square === 0 ? 0 : Math.max(0, Math.min(1, -(ax * dx + ay * dy) / square));
      return Math.hypot(ax + share * dx, ay + share * dy);
    }),
  );
}

const alongLine = ([a, b]: Line): LngLat[] =>
  [0.02, 0.2, 0.5, 0.8, 0.98].map(share => [a[0] + (b[0] - a[0]) * share, a[1] + (b[1] - a[1]) * share]);

test('areas hold every reached stretch, keep off what is not reached, and lie near what is', () => {
  fc.assert(
    fc.property(scene, ({ town, closed, from, bounds, spots }) => {
      const nodes = [...town.places].map(([id, at]) => ({ id, at }));
      const opened = openGraph(buildGraph(waysOf(town), { digest, nodes }).buffer);
      if (!opened.ok) throw new Error(opened.error.code);
      const graph = opened.value;
      const closures = resolveClosures(graph, closed);
      if (!closures.ok) throw new Error(closures.error.code);
      const snaps = from.flatMap(
        spot =>
          ('node' in spot
            ? snapToId(graph, spot.node)
            : snap(graph, spot.at, { closures: closures.value })) ?? [],
      );
      const { areas, cellM } = reach(graph, snaps, bounds, closures.value);
      if (cellM === undefined) return;
      const shut = closedLegs(town, closed);
      areas.forEach(({ withinSeconds, coordinates }) => {
        checkRings(coordinates);
        const { reached, missed } = reachedParts(town, from, shut, withinSeconds * 1000);
        for (const line of reached) {
          for (const at of alongLine(line)) expect(inside(coordinates, at), `reached ${at}`).toBe(true);
        }
        const onRoad = [...reached, ...snaps.map(({ at }): Line => [at, at])];
        for (const line of missed) {
          for (const at of alongLine(line)) {
            if (metresTo(at, onRoad) > 2 * cellM) expect(inside(coordinates, at), `missed ${at}`).toBe(false);
          }
        }
        for (const [x, y] of spots) {
          const at: LngLat = [8.6 + x / 1e5, 41.1 + y / 1e5];
          const [near, far] = [metresTo(at, onRoad), metresTo(at, missed)];
          if (near > Math.max(30, 1.5 * cellM) + 1.5 * cellM)
            expect(inside(coordinates, at), `off ${at}`).toBe(false);
          if (far + 2.5 * cellM < near) expect(inside(coordinates, at), `nearer to missed ${at}`).toBe(false);
          if (near < 30 - 1.5 * cellM && near + 1.5 * cellM < far)
            expect(inside(coordinates, at), `near ${at}`).toBe(true);
        }
      });
    }),
    { numRuns: 40 },
  );
});

/** RFC 7946: rings closed, of four places or more, outer ones counter-clockwise, holes clockwise; no ring crosses itself or another. */
function checkRings(area: Area): void {
  const sides: [LngLat, LngLat][] = [];
  for (const polygon of area) {
    polygon.forEach((ring, i) => {
      expect(ring.length).toBeGreaterThanOrEqual(4);
      expect(ring[0]).toEqual(ring.at(-1));
      const [ox, oy] = ring[0]!;
      const twice = ring
        .slice(1)
        .reduce((sum, [x, y], j) => sum + (ring[j]![0] - ox) * (y - oy) - (x - ox) * (ring[j]![1] - oy), 0);
      expect(Math.sign(twice)).toBe(i === 0 ? 1 : -1);
      ring.slice(1).forEach((to, j) => {
        sides.push([ring[j]!, to]);
      });
      if (i > 0) expect(ringContains(polygon[0]!, ring[0]!)).toBe(true);
    });
  }
  if (sides.length > 600) return;
  const turn = (a: LngLat, b: LngLat, c: LngLat) =>
    Math.sign((b[0] - a[0]) * (c[1] - a[1]) - (c[0] - a[0]) * (b[1] - a[1]));
  sides.forEach(([a, b], i) => {
    for (const [c, d] of sides.slice(i + 1)) {
      const shared = [c, d].some(p => [a, b].some(q => p[0] === q[0] && p[1] === q[1]));
      if (shared) continue;
      const crosses = turn(a, b, c) !== turn(a, b, d) && turn(c, d, a) !== turn(c, d, b);
      expect(crosses, `${[a, b, c, d].join(' ')}`).toBe(false);
    }
  });
}

describe('a river 40 m wide with one bridge', () => {
  const banks = `
    A--B--C--D--E--F
                   |
    G--H--I--J--K--L`;
  const town = sketch(banks, { grid: metres(40) });

  test('the far bank is not reached before the bridge is', () => {
    const [short, long] = reach(town.graph, [town.snap('A')], [12, 36]).areas.map(one => one.coordinates);
    for (const letter of ['A', 'B', 'C', 'D']) expect(inside(short!, town.at(letter))).toBe(true);
    for (const letter of ['G', 'H', 'I', 'J']) expect(inside(short!, town.at(letter))).toBe(false);
    // Over the bridge and back as far as I; G and H are opposite reached ground.
    for (const letter of ['F', 'L', 'K', 'J', 'I']) expect(inside(long!, town.at(letter))).toBe(true);
    for (const letter of ['G', 'H']) expect(inside(long!, town.at(letter))).toBe(false);
  });
});

test('a block that is driven around leaves a hole, and two starts two islands', () => {
  const town = sketch(`
    A-----B
    |     |
    |     |
    C-----D        X--Y`);
  const { areas } = reach(town.graph, [town.snap('A'), town.snap('X')], [60]);
  expect(areas[0]!.coordinates.map(polygon => polygon.length).sort()).toEqual([1, 2]);
  expect(inside(areas[0]!.coordinates, town.between('A', 'D', 0.5))).toBe(false);
});
