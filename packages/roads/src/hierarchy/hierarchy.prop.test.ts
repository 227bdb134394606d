import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from '../build.ts';
import { type Closures, resolveClosures } from '../closures.ts';
import { openGraph, type RoadGraph } from '../graph.ts';
import { matrix, UNREACHABLE } from '../matrix.ts';
import { nearest } from '../nearest.ts';
import { arrivals, departures } from '../part.ts';
import { reach } from '../reach.ts';
import { type Snap, snap, snapToId } from '../snap.ts';
import { digest } from '../testing/digest.ts';
import { randomSpot, randomTown, waysOf } from '../testing/random-town.ts';
import type { Spot, Town } from '../testing/slow-truth.ts';
import { buildHierarchy } from './build-hierarchy.ts';
import type { Hierarchy } from './hierarchy.ts';
import { createLiveUnits } from './live-units.ts';
import { createMetric, type Metric } from './metric.ts';
import { pathBetween } from './path.ts';
import { sweepMatrix } from './sweep-matrix.ts';
import { timeBetween } from './time-between.ts';
import { updateMetric } from './update-metric.ts';
import { nodesWithin } from './within.ts';

const RUNS = { numRuns: 400 };

interface Given {
  readonly town: Town;
  readonly spots: readonly Spot[];
  readonly closed: readonly number[];
  readonly shuffle: readonly number[];
}

const scene: fc.Arbitrary<Given> = randomTown.chain(town =>
  fc.record({
    town: fc.constant(town),
    spots: fc.array(randomSpot(town), { minLength: 2, maxLength: 12 }),
    closed: fc.array(fc.nat(town.legs.length - 1), { maxLength: 3 }),
    shuffle: fc.array(fc.nat(1_000_000), { minLength: 40, maxLength: 40 }),
  }),
);

interface Prepared {
  readonly graph: RoadGraph;
  readonly closures: Closures | undefined;
  readonly hierarchy: Hierarchy;
  readonly metric: Metric;
  readonly snaps: readonly Snap[];
}

/** Any order must be right, so that it is drawn at random, unless the shuffle says to take the reckoned one. */
function prepare({ town, spots, closed, shuffle }: Given): Prepared {
  const opened = openGraph(buildGraph(waysOf(town), { digest }).buffer);
  if (!opened.ok) throw new Error(opened.error.code);
  const graph = opened.value;
  const pairs = closed.map(leg => ({ from: town.legs[leg]!.from, to: town.legs[leg]!.to }));
  const resolved = resolveClosures(graph, pairs);
  if (!resolved.ok) throw new Error(resolved.error.code);
  const closures = pairs.length > 0 ? resolved.value : undefined;
  const order = Uint32Array.from({ length: graph.nodeCount }, (_, i) => i);
  order.sort((a, b) => shuffle[a]! - shuffle[b]! || a - b);
  const hierarchy = buildHierarchy(graph, shuffle[0]! % 2 ? { order } : {});
  const snaps = spots
    .map(spot => ('node' in spot ? snapToId(graph, spot.node) : snap(graph, spot.at, { closures })))
    .filter(one => one !== undefined);
  return { graph, closures, hierarchy, metric: createMetric(hierarchy, graph, { closures }), snaps };
}

test('times by the hierarchy are those of a search, one by one and as a matrix, whichever side is longer', () => {
  fc.assert(
    fc.property(scene, given => {
      const { graph, closures, metric, snaps } = prepare(given);
      const truth = matrix(graph, snaps, snaps, closures);
      expect(sweepMatrix(metric, snaps, snaps)).toEqual(truth);
      expect(sweepMatrix(metric, snaps, snaps.slice(0, 1))).toEqual(
        matrix(graph, snaps, snaps.slice(0, 1), closures),
      );
      snaps.forEach((from, row) => {
        snaps.forEach((to, column) => {
          const wanted = truth[row * snaps.length + column]!;
          expect(timeBetween(metric, from, to)).toBe(wanted === UNREACHABLE ? undefined : wanted);
        });
      });
    }),
    RUNS,
  );
});

test('a path is a chain of open arcs that adds up to the time', () => {
  fc.assert(
    fc.property(scene, given => {
      const { graph, closures, metric, snaps } = prepare(given);
      for (const from of snaps) {
        for (const to of snaps) {
          const path = pathBetween(metric, from, to);
          expect(path?.timeMs).toBe(timeBetween(metric, from, to));
          if (!path || 'direct' in path) continue;
          expect(departures(graph, from, closures)).toContainEqual(path.start);
          expect(arrivals(graph, to, closures)).toContainEqual(path.end);
          let node = path.start.node;
          let timeMs = path.start.timeMs + path.end.timeMs;
          for (const arc of path.arcs) {
            expect(graph.arcTail[arc]).toBe(node);
            expect(closures?.closed[arc] ?? 0).toBe(0);
            node = graph.arcHead[arc]!;
            timeMs += graph.arcTimeMs[arc]!;
          }
          expect(node).toBe(path.end.node);
          expect(timeMs).toBe(path.timeMs);
        }
      }
    }),
    RUNS,
  );
});

test('nearest units are those of the search: any k, filters, capabilities, moves, many at one place', () => {
  const stay = fc.record({
    unit: fc.constantFrom('u1', 'u2', 'u3', 'u10', 'u11', 'u4', 'u5'),
    place: fc.nat(1000),
    gone: fc.boolean(),
    able: fc.nat(7),
  });
  fc.assert(
    fc.property(
      scene,
      fc.array(stay, { maxLength: 25 }),
      fc.integer({ min: 0, max: 5 }),
      fc.nat(7),
      (...args) => {
        const [given, stays, k, need] = args;
        const { graph, closures, hierarchy, metric, snaps } = prepare(given);
        if (snaps.length === 0) return;
        const live = createLiveUnits(hierarchy, graph);
        const now = new Map<string, { snap: Snap; able: number }>();
        for (const { unit, place, gone, able } of stays) {
          const where = snaps[place % snaps.length]!;
          live.setUnit(unit, gone ? undefined : where, able);
          if (gone) now.delete(unit);
          else now.set(unit, { snap: where, able });
        }
        expect(live.size).toBe(now.size);
        const plain = createMetric(hierarchy, graph);
        const units = (fits: (unit: string, able: number) => boolean) =>
          [...now].filter(([id, { able }]) => fits(id, able)).map(([id, { snap }]) => ({ id, snap }));
        for (const at of snaps) {
          expect(live.nearest(metric, at, k)).toEqual(
            nearest(
              graph,
              units(() => true),
              at,
              k,
              closures,
            ),
          );
          expect(live.nearest(plain, at, k)).toEqual(
            nearest(
              graph,
              units(() => true),
              at,
              k,
            ),
          );
          expect(live.nearest(metric, at, k, { capabilities: need })).toEqual(
            nearest(
              graph,
              units((_, able) => (able & need) === need),
              at,
              k,
              closures,
            ),
          );
          const withinMs = 1000 * (need + 7 * k);
          expect(live.nearest(metric, at, k, { withinMs })).toEqual(
            nearest(
              graph,
              units(() => true),
              at,
              k,
              closures,
            ).filter(near => near.travelTimeMs <= withinMs),
          );
          expect(live.nearest(metric, at, k, { filter: unit => unit !== 'u2' })).toEqual(
            nearest(
              graph,
              units(unit => unit !== 'u2'),
              at,
              k,
              closures,
            ),
          );
        }
      },
    ),
    RUNS,
  );
});

test('nodes within a bound are those of the search', () => {
  fc.assert(
    fc.property(scene, fc.integer({ min: 0, max: 90 }), (given, seconds) => {
      const { graph, closures, metric, snaps } = prepare(given);
      const wanted = reach(graph, snaps.slice(0, 3), [seconds], closures).nodes;
      const found = nodesWithin(metric, snaps.slice(0, 3), seconds * 1000);
      const sorted = [...found.nodes].map((node, i) => ({ node, timeMs: found.timesMs[i]! }));
      sorted.sort((a, b) => a.node - b.node);
      expect(sorted).toEqual([...wanted].sort((a, b) => a.node - b.node));
    }),
    RUNS,
  );
});

test('an update is a full customisation, link for link; taken back, the metric is as it was', () => {
  const change = fc.tuple(fc.nat(1000), fc.oneof(fc.nat(200_000), fc.constantFrom(0, 1, 0xffffffff)));
  fc.assert(
    fc.property(
      scene,
      fc.array(change, { minLength: 1, maxLength: 6 }),
      fc.nat(1000),
      (given, changes, shut) => {
        const { graph, hierarchy } = prepare(given);
        const arcTimeMs = graph.arcTimeMs.slice();
        const closures = { closed: new Uint8Array(graph.arcCount), stretches: new Map() };
        const metric = createMetric(hierarchy, graph, { arcTimeMs, closures });
        const [up, down] = [metric.upMs.slice(), metric.downMs.slice()];
        const arcs = changes.map(([arc]) => arc % graph.arcCount);
        changes.forEach(([, timeMs], i) => {
          arcTimeMs[arcs[i]!] = timeMs;
        });
        closures.closed[shut % graph.arcCount] = 1;
        updateMetric(metric, [...arcs, shut % graph.arcCount]);
        const full = createMetric(hierarchy, graph, { arcTimeMs, closures });
        expect(metric.upMs).toEqual(full.upMs);
        expect(metric.downMs).toEqual(full.downMs);
        arcTimeMs.set(graph.arcTimeMs);
        closures.closed.fill(0);
        updateMetric(metric, [shut % graph.arcCount, ...arcs]);
        expect(metric.upMs).toEqual(up);
        expect(metric.downMs).toEqual(down);
        expect(updateMetric(metric, arcs)).toBe(0);
      },
    ),
    RUNS,
  );
});
