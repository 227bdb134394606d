import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { RoadArcs } from '../road-arcs.ts';
import type { Snap } from '../snap.ts';
import { roadArcs, sequence } from '../testing/network.ts';
import { oddNetwork } from '../testing/odd-network.ts';
import { buildHierarchy } from './build-hierarchy.ts';
import { createLiveUnits } from './live-units.ts';
import { createMetric, type Metric, NO_WAY_MS } from './metric.ts';
import { orderNodes } from './order.ts';
import { sweepMatrix } from './sweep-matrix.ts';
import { timeBetween } from './time-between.ts';
import { updateMetric } from './update-metric.ts';
import { nodesWithin } from './within.ts';

/** Networks large enough to be cut many times. */
const network = oddNetwork(2500);

/** The slow truth: rounds over all arcs until nothing changes. */
function slowTimes({ nodeCount, arcTail, arcHead, arcTimeMs }: RoadArcs, from: number): Float64Array {
  const times = new Float64Array(nodeCount).fill(Infinity);
  times[from] = 0;
  for (let isChanged = true; isChanged; ) {
    isChanged = false;
    for (let arc = 0; arc < arcTail.length; arc++) {
      const there = times[arcTail[arc]!]! + arcTimeMs[arc]!;
      if (there >= times[arcHead[arc]!]!) continue;
      times[arcHead[arc]!] = there;
      isChanged = true;
    }
  }
  return times;
}

const at = (node: number): Snap => ({ at: [0, 0], distanceM: 0, node, arcs: [] });
const finite = (timeMs: number | undefined) =>
  timeMs === undefined || timeMs >= NO_WAY_MS ? Infinity : timeMs;

function pick(roads: RoadArcs, count: number, chance: () => number): number[] {
  return Array.from({ length: count }, () => Math.floor(chance() * roads.nodeCount));
}

/** Units at their nodes, answered by sorting the whole row of the slow truth. */
function slowNearest(toHere: (node: number) => number, nodes: readonly number[], k: number) {
  return nodes
    .map((node, i) => ({ unit: `u${i}`, travelTimeMs: toHere(node) }))
    .filter(({ travelTimeMs }) => travelTimeMs < Infinity)
    .sort((a, b) => a.travelTimeMs - b.travelTimeMs || (a.unit < b.unit ? -1 : 1))
    .slice(0, k);
}

const reversed = (roads: RoadArcs) =>
  roadArcs(roads.nodePoints, roads.arcHead, roads.arcTail, roads.arcTimeMs);

describe('generated networks', () => {
  test('the order holds every node once, and the same network gives the same one', () => {
    fc.assert(
      fc.property(network, roads => {
        const order = orderNodes(roads);
        expect(Int32Array.from(order).sort()).toEqual(
          Int32Array.from({ length: roads.nodeCount }, (_, i) => i),
        );
        expect(orderNodes(roads)).toEqual(order);
      }),
      { numRuns: 20 },
    );
  });

  test('one-to-one, matrix and reach are the slow truth', () => {
    fc.assert(
      fc.property(network, fc.integer({ min: 1, max: 1_000_000 }), (roads, seed) => {
        const chance = sequence(seed);
        const metric = createMetric(buildHierarchy(roads), roads);
        const [from, to] = [pick(roads, 11, chance), pick(roads, 40, chance)];
        const truth = from.map(node => slowTimes(roads, node));
        const times = sweepMatrix(metric, from.map(at), to.map(at));
        from.forEach((start, row) => {
          to.forEach((end, column) => {
            expect(finite(times[row * to.length + column])).toBe(truth[row]![end]);
            expect(finite(timeBetween(metric, at(start), at(end)))).toBe(truth[row]![end]);
          });
        });
        const bound = Math.floor(chance() * 400_000);
        const found = nodesWithin(metric, [at(from[0]!)], bound);
        const wanted = [...truth[0]!.entries()].filter(([, timeMs]) => timeMs <= bound);
        expect(new Map([...found.nodes].map((node, i) => [node, found.timesMs[i]]))).toEqual(new Map(wanted));
        expect(found.nodes.length).toBe(wanted.length);
      }),
      { numRuns: 15 },
    );
  });

  test('nearest units are the sorted row of the slow truth: few, many, crowded at a depot, with a capability', () => {
    fc.assert(
      fc.property(
        network,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom(3, 40, 800),
        fc.boolean(),
        (roads, seed, count, isDepot) => {
          const chance = sequence(seed);
          const hierarchy = buildHierarchy(roads);
          const metric = createMetric(hierarchy, roads);
          const back = reversed(roads);
          const live = createLiveUnits(hierarchy, roads);
          const depot = pick(roads, 3, chance);
          const nodes = isDepot
            ? Array.from({ length: count }, () => depot[Math.floor(chance() * 3)]!)
            : pick(roads, count, chance);
          // Everyone starts somewhere else, so that all have moved once.
          nodes.forEach((_, i) => {
            live.setUnit(`u${i}`, at(Math.floor(chance() * roads.nodeCount)), i % 5);
          });
          nodes.forEach((node, i) => {
            live.setUnit(`u${i}`, at(node), i % 4);
          });
          for (const incident of [...pick(roads, 6, chance), depot[0]!]) {
            const times = slowTimes(back, incident);
            expect(live.nearest(metric, at(incident), 5)).toEqual(
              slowNearest(node => times[node]!, nodes, 5),
            );
            const able = slowNearest(node => times[node]!, nodes, count).filter(
              ({ unit }) => ((Number(unit.slice(1)) % 4) & 2) === 2,
            );
            expect(live.nearest(metric, at(incident), 7, { capabilities: 2 })).toEqual(able.slice(0, 7));
          }
        },
      ),
      { numRuns: 30 },
    );
  });

  test('an update is a full customisation, link for link, and can be taken back', () => {
    fc.assert(
      fc.property(
        network,
        fc.integer({ min: 1, max: 1_000_000 }),
        fc.constantFrom(1, 10, 100),
        (roads, seed, count) => {
          const chance = sequence(seed);
          const hierarchy = buildHierarchy(roads);
          const arcTimeMs = roads.arcTimeMs.slice();
          const metric: Metric = createMetric(hierarchy, roads, { arcTimeMs });
          const [up, down] = [metric.upMs.slice(), metric.downMs.slice()];
          const arcs = Array.from({ length: count }, () => Math.floor(chance() * roads.arcCount));
          for (const arc of arcs) {
            arcTimeMs[arc] = chance() < 0.2 ? NO_WAY_MS : Math.floor(arcTimeMs[arc]! * 3 * chance());
          }
          updateMetric(metric, arcs);
          const full = createMetric(hierarchy, roads, { arcTimeMs });
          expect(metric.upMs).toEqual(full.upMs);
          expect(metric.downMs).toEqual(full.downMs);
          arcTimeMs.set(roads.arcTimeMs);
          updateMetric(metric, arcs);
          expect(metric.upMs).toEqual(up);
          expect(metric.downMs).toEqual(down);
        },
      ),
      { numRuns: 25 },
    );
  });
});
