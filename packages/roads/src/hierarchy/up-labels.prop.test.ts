import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Snap } from '../snap.ts';
import { sequence } from '../testing/network.ts';
import { oddNetwork } from '../testing/odd-network.ts';
import { buildHierarchy } from './build-hierarchy.ts';
import { createLiveUnits } from './live-units.ts';
import { createMetric } from './metric.ts';
import { sweepMatrix } from './sweep-matrix.ts';
import { updateMetric } from './update-metric.ts';

const at = (node: number): Snap => ({ at: [0, 0], distanceM: 0, node, arcs: [] });

test('what is remembered of units that stand still is never told of where they were, nor by times that were', () => {
  fc.assert(
    fc.property(oddNetwork(1200), fc.integer({ min: 1, max: 1_000_000 }), (roads, seed) => {
      const chance = sequence(seed);
      const any = () => Math.floor(chance() * roads.nodeCount);
      const hierarchy = buildHierarchy(roads);
      const metrics = [1, 2].map(factor =>
        createMetric(hierarchy, roads, { arcTimeMs: roads.arcTimeMs.map(ms => ms * factor + (factor - 1)) }),
      );
      let metric = metrics[0]!;
      const live = createLiveUnits(hierarchy, roads);
      const nodes = new Map<string, number>();
      const place = (id: string) => {
        nodes.set(id, any());
        live.setUnit(id, at(nodes.get(id)!), Number(id) % 2);
      };
      for (let i = 0; i < 12; i++) place(`${i}`);
      for (let step = 0; step < 25; step++) {
        const what = chance();
        if (what < 0.3) for (let i = 0; i < 1 + 4 * chance(); i++) place(`${Math.floor(12 * chance())}`);
        else if (what < 0.4) metric = metrics[metric === metrics[0] ? 1 : 0]!;
        else if (what < 0.5) {
          const arcs = Array.from({ length: 5 }, () => Math.floor(chance() * roads.arcCount));
          for (const arc of arcs) metric.roads.arcTimeMs[arc] = Math.floor(chance() * 50_000);
          updateMetric(metric, arcs);
        } else if (what < 0.55) {
          const [id] = nodes.keys();
          live.setUnit(id!, undefined);
          nodes.delete(id!);
        }
        // A question makes few labels: it takes some until all are there.
        for (const [incident, capabilities] of Array.from(
          { length: 6 },
          (_, i) => [at(any()), i % 2] as const,
        )) {
          const fitting = [...nodes].filter(([id]) => (Number(id) & capabilities) === capabilities);
          const times = sweepMatrix(
            metric,
            fitting.map(([, node]) => at(node)),
            [incident],
          );
          const wanted = fitting
            .map(([unit], i) => ({ unit, travelTimeMs: times[i]! }))
            .filter(({ travelTimeMs }) => travelTimeMs < 0xffffffff)
            .sort((a, b) => a.travelTimeMs - b.travelTimeMs || (a.unit < b.unit ? -1 : 1))
            .slice(0, 4);
          expect(live.nearest(metric, incident, 4, { capabilities })).toEqual(wanted);
        }
      }
    }),
    { numRuns: 40 },
  );
});
