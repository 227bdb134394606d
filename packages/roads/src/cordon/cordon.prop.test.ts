import type { LngLat } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from '../build.ts';
import { resolveClosures } from '../closures.ts';
import { nodeIdOf, openGraph } from '../graph.ts';
import { digest } from '../testing/digest.ts';
import { randomTown, waysOf } from '../testing/random-town.ts';
import { drivenTo, entriesOpen, type SlowLeg, type Streets, slowMaxFlow } from '../testing/slow-cut.ts';
import type { Town } from '../testing/slow-truth.ts';
import type { HazardArea } from './area.ts';
import { type CordonFault, cordon } from './cordon.ts';

/** An area, and what the slow truth needs of it, reckoned in its own way. */
interface Ground {
  readonly area: HazardArea;
  readonly contains: (at: LngLat) => boolean;
  readonly touches: (a: LngLat, b: LngLat) => boolean;
  readonly awayM: (at: LngLat) => number;
}

const DEGREE_M = 111_195.08;
/** Small steps along the leg: no geometry to get wrong. */
function walk(a: LngLat, b: LngLat, contains: (at: LngLat) => boolean): boolean {
  const steps = 200;
  for (let i = 0; i <= steps; i++) {
    if (contains([a[0] + ((b[0] - a[0]) * i) / steps, a[1] + ((b[1] - a[1]) * i) / steps])) return true;
  }
  return false;
}

const spot = fc
  .tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 2000 }))
  .map(([x, y]): LngLat => [8.6 + (x + 0.37) / 1e5, 41.1 + (y + 0.37) / 1e5]);

const circle = fc.tuple(spot, fc.integer({ min: 60, max: 700 })).map(([centre, radius]): Ground => {
  const radiusM = radius + 0.123;
  const k = Math.cos((centre[1] * Math.PI) / 180);
  const away = ([lng, lat]: LngLat) =>
    Math.hypot((lng - centre[0]) * k, lat - centre[1]) * ((6_371_008.8 * Math.PI) / 180);
  const contains = (at: LngLat) => away(at) <= radiusM;
  return {
    area: { kind: 'circle', centre, radiusM },
    contains,
    touches: (a, b) => walk(a, b, contains),
    awayM: at => away(at) - radiusM,
  };
});

const box = fc.tuple(spot, spot).map(([[x1, y1], [x2, y2]]): Ground => {
  const [west, east] = [Math.min(x1, x2), Math.max(x1, x2) + 3e-6];
  const [south, north] = [Math.min(y1, y2), Math.max(y1, y2) + 3e-6];
  const contains = ([lng, lat]: LngLat) => lng >= west && lng <= east && lat >= south && lat <= north;
  const ring: LngLat[] = [
    [west, south],
    [east, south],
    [east, north],
    [west, north],
    [west, south],
  ];
  return {
    area: { kind: 'polygons', polygons: [[ring]] },
    contains,
    touches: (a, b) => walk(a, b, contains),
    awayM: ([lng, lat]) => {
      const dx = Math.max(west - lng, 0, lng - east) * Math.cos((((south + north) / 2) * Math.PI) / 180);
      return Math.hypot(dx, Math.max(south - lat, 0, lat - north)) * DEGREE_M;
    },
  };
});

/** Streets as most towns have them: a shaken grid with one-ways and gaps, so that several roads lead in. */
const gridTown = fc
  .record({
    shake: fc.array(fc.tuple(fc.integer({ min: -90, max: 90 }), fc.integer({ min: -90, max: 90 })), {
      minLength: 25,
      maxLength: 25,
    }),
    kinds: fc.array(fc.constantFrom('both', 'both', 'both', 'on', 'back', 'none'), {
      minLength: 50,
      maxLength: 50,
    }),
  })
  .map(({ shake, kinds }): Town => {
    const places = new Map(
      shake.map(([x, y], i): [string, LngLat] => [
        `n${i}`,
        [8.6 + ((i % 5) * 500 + x) / 1e5, 41.1 + (Math.floor(i / 5) * 400 + y) / 1e5],
      ]),
    );
    const pairs = shake.flatMap((_, i) => [i % 5 < 4 ? [i, i + 1] : [], i < 20 ? [i, i + 5] : []]);
    const legs = pairs.flatMap(([a, b], i) => {
      const kind = kinds[i];
      if (a === undefined || kind === 'none') return [];
      const on = { from: `n${a}`, to: `n${b}`, timeMs: 1000 };
      const back = { from: `n${b}`, to: `n${a}`, timeMs: 1000 };
      return kind === 'both' ? [on, back] : [kind === 'on' ? on : back];
    });
    return { places, legs };
  })
  .filter(town => town.legs.length > 0);

const scene = fc.oneof(randomTown, gridTown).chain(town =>
  fc.record({
    town: fc.constant(town),
    closed: fc.array(fc.constantFrom(...town.legs), { maxLength: 3 }),
    ground: fc.oneof(circle, box),
    outsideAtM: fc.integer({ min: 0, max: 900 }),
  }),
);

function streetsOf(town: Town, shut: ReadonlySet<string>, ground: Ground, outsideAtM: number) {
  const ids = [...town.places.keys()];
  const number = new Map(ids.map((id, i) => [id, i]));
  const at = (node: number) => town.places.get(ids[node]!)!;
  const isInside = (node: number) => ground.contains(at(node));
  const legs = town.legs.map(({ from, to }): SlowLeg => {
    const isClosed = shut.has(`${from} ${to}`);
    const [tail, head] = [number.get(from)!, number.get(to)!];
    const isEntry = !isInside(tail) && ground.touches(at(tail), at(head));
    return { from: tail, to: head, isClosed, isEntry: isEntry && !isClosed };
  });
  const streets: Streets = {
    nodeCount: ids.length,
    legs,
    isInside,
    isOutside: node => !isInside(node) && ground.awayM(at(node)) > outsideAtM,
  };
  return { streets, number, ids };
}

/** A leg that grazes the area by less than a step of the slow walk is one that the two may see differently. */
function isPlain(town: Town, { contains }: Ground): boolean {
  const [fine, steps] = [3000, 200];
  return town.legs.every(({ from, to }) => {
    const [a, b] = [town.places.get(from)!, town.places.get(to)!];
    let [inside, least] = [0, Infinity];
    for (let i = 0; i <= fine; i += 1) {
      if (contains([a[0] + ((b[0] - a[0]) * i) / fine, a[1] + ((b[1] - a[1]) * i) / fine])) inside++;
      else if (inside > 0) [least, inside] = [Math.min(least, inside), 0];
    }
    return Math.min(least, inside > 0 ? inside : Infinity) > fine / steps;
  });
}

const faults: readonly CordonFault['code'][] = [
  'areaOffMap',
  'areaWithoutRoads',
  'areaHoldsEverything',
  'nothingOutside',
];

test('the points are as many as the largest flow, they seal the area, and who is in it gets out', () => {
  const seen = { cordons: 0, several: 0, letThrough: 0, trapped: 0, nearerOnly: 0 };
  fc.assert(
    fc.property(scene, ({ town, closed, ground, outsideAtM }) => {
      fc.pre(isPlain(town, ground));
      const nodes = [...town.places].map(([id, at]) => ({ id, at }));
      const opened = openGraph(buildGraph(waysOf(town), { digest, nodes }).buffer, digest);
      if (!opened.ok) throw new Error(opened.error.code);
      const graph = opened.value;
      const resolved = resolveClosures(graph, closed);
      if (!resolved.ok) throw new Error('a leg of the town is not in its graph');
      const shut = new Set(closed.map(({ from, to }) => `${from} ${to}`));
      const { streets, number } = streetsOf(town, shut, ground, outsideAtM);
      const flow = slowMaxFlow(streets);
      const sides: number[] = [];
      for (const variant of ['nearest', 'farthest'] as const) {
        const found = cordon(graph, { area: ground.area, closures: resolved.value, outsideAtM, variant });
        if (!found.ok) {
          if (found.error.code === 'areaTouchesOutside') expect(flow).toBe(Infinity);
          else expect(faults).toContain(found.error.code);
          if (found.error.code === 'areaWithoutRoads')
            expect(streets.legs.some(leg => leg.isEntry)).toBe(false);
          continue;
        }
        seen.cordons++;
        const { points, barriers, exits, trapped } = found.value;
        expect(points).toHaveLength(flow);
        if (flow > 1) seen.several++;
        const numberOf = (node: number) => number.get(nodeIdOf(graph, node))!;
        const held = new Set(points.map(({ node }) => numberOf(node)));
        for (const node of held) expect(streets.isInside(node) || streets.isOutside(node)).toBe(false);

        const pairs = new Set(
          barriers.map(arc => `${numberOf(graph.arcTail[arc]!)} ${numberOf(graph.arcHead[arc]!)}`),
        );
        const isHeld = ({ from, to }: SlowLeg) => pairs.has(`${from} ${to}`);
        expect(entriesOpen(streets, isHeld)).toEqual([]);
        expect(points.flatMap(point => point.closes.map(({ arc }) => arc)).sort((a, b) => a - b)).toEqual(
          [...barriers].sort((a, b) => a - b),
        );

        // All separators of this size: the nearest leaves fewest nodes on the area's side, the farthest most.
        const side = sideOf(streets, held);
        sides.push(side);
        if (flow > 0 && flow <= (streets.nodeCount > 14 ? 2 : 3)) {
          const all = separators(streets, flow).map(one => sideOf(streets, one));
          expect(side).toBe(variant === 'nearest' ? Math.min(...all) : Math.max(...all));
        }

        const ways = new Map(exits.map(exit => [numberOf(exit.node), exit]));
        const isFree = (node: number) => [...drivenTo(streets, [node], isHeld)].some(streets.isOutside);
        const none = new Set(trapped.flatMap(part => part.nodes.map(numberOf)));
        for (const { node, isLetThrough } of exits) {
          const onward = isLetThrough ? drivenTo(streets, [numberOf(node)]) : undefined;
          if (!onward) expect(isFree(numberOf(node))).toBe(true);
          else expect([...onward].some(streets.isOutside)).toBe(true);
          if (isLetThrough) seen.letThrough++;
        }
        for (let node = 0; node < streets.nodeCount; node++) {
          const hasRoad = streets.legs.some(leg => leg.from === node || leg.to === node);
          if (!hasRoad || !streets.isInside(node)) continue;
          const leaves = [...drivenTo(streets, [node])].some(streets.isOutside);
          expect(none.has(node)).toBe(!leaves);
          if (!leaves) seen.trapped++;
          else expect([...drivenTo(streets, [node], isHeld)].some(one => ways.has(one))).toBe(true);
        }
      }
      if (sides.length === 2 && sides[0]! < sides[1]!) seen.nearerOnly++;
    }),
    { numRuns: 250 },
  );
  // A run that met none of these would prove nothing of them.
  for (const count of Object.values(seen)) expect(count).toBeGreaterThan(0);
});

/** How many nodes can reach the area past none of the held ones. */
function sideOf(streets: Streets, held: ReadonlySet<number>): number {
  const turned: Streets = {
    ...streets,
    legs: streets.legs.map(leg => ({ ...leg, from: leg.to, to: leg.from })),
  };
  const tails = streets.legs.filter(leg => leg.isEntry && !held.has(leg.from)).map(leg => leg.from);
  return drivenTo(
    turned,
    tails,
    leg => held.has(leg.to) || streets.isInside(leg.from) || streets.isInside(leg.to),
  ).size;
}

/** Every set of that many nodes between that keeps the outside out. */
function separators(streets: Streets, size: number): ReadonlySet<number>[] {
  const between = Array.from({ length: streets.nodeCount }, (_, node) => node).filter(
    node => !streets.isInside(node) && !streets.isOutside(node),
  );
  const choose = (from: number, left: number): number[][] =>
    left === 0
      ? [[]]
      : between.slice(from).flatMap((node, i) => choose(from + i + 1, left - 1).map(rest => [node, ...rest]));
  return choose(0, size)
    .map(nodes => new Set(nodes))
    .filter(held => entriesOpen(streets, leg => held.has(leg.from)).length === 0);
}
