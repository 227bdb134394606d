import { buildHierarchy, createMetric, resolveClosures, turnView } from '@clarion/roads';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { gridGraph, idAt } from '../testing/grid.ts';
import { countTurns } from './counted-turns.ts';
import { createTimeSet, reckonTimes } from './time-set.ts';

const SIDE = 6;
const rules = [
  { kind: 'no' as const, from: ['Column 2'], via: { node: idAt(2, 2) }, to: ['Row 2'] },
  { kind: 'only' as const, from: ['Row 3'], via: { node: idAt(3, 3) }, to: ['Row 3'] },
];
const graph = gridGraph(SIDE, [], rules);
const ofStreets = buildHierarchy(graph);
const counted = [
  undefined,
  ...(['restrictions', 'full'] as const).flatMap(turns =>
    (['emergency', 'strict'] as const).map(profile => countTurns(graph, ofStreets, { turns, profile })),
  ),
];
const columns = fc
  .array(fc.tuple(fc.nat(SIDE - 1), fc.nat(SIDE - 2)), { maxLength: 6 })
  .map(cells => cells.map(([i, j]) => ({ from: idAt(i, j), to: idAt(i, j + 1) })));
const slowed = fc.option(
  fc
    .array(fc.tuple(fc.nat(graph.arcCount - 1), fc.integer({ min: 1, max: 90_000 })), { maxLength: 9 })
    .map(pairs => new Map(pairs)),
  { nil: undefined },
);

test.each(counted.map(one => [one ? `${one.setting.turns}, ${one.setting.profile}` : 'none', one] as const))(
  'whatever is closed and slowed one after the other, every link is as if reckoned whole, and all can be taken back; turns: %s',
  (_, turns) => {
    const hierarchy = turns?.hierarchy ?? ofStreets;
    fc.assert(
      fc.property(fc.array(fc.record({ columns, slowed }), { maxLength: 6 }), steps => {
        const own = { ...graph, arcTimeMs: graph.arcTimeMs.slice() };
        const first = reckonTimes(own, hierarchy, turns?.view);
        const [up, down] = [first.upMs.slice(), first.downMs.slice()];
        const set = createTimeSet(graph, hierarchy, first, turns?.view);
        for (const step of steps) {
          const closures = resolveClosures(graph, step.columns);
          if (!closures.ok) throw new Error(closures.error.code);
          const arcTimeMs = graph.arcTimeMs.slice();
          for (const [arc, timeMs] of step.slowed ?? []) arcTimeMs[arc] = timeMs;
          const streets = { ...graph, arcTimeMs };
          const roads = turns ? turnView(streets, turns.setting.turns, turns.setting.profile) : streets;
          const whole = createMetric(hierarchy, roads, { closures: closures.value });
          const metric = set.over(closures.value, step.slowed);
          expect(metric.streets.arcTimeMs).toEqual(arcTimeMs);
          expect(metric.roads.arcTimeMs).toEqual(roads.arcTimeMs);
          expect(metric.upMs).toEqual(whole.upMs);
          expect(metric.downMs).toEqual(whole.downMs);
          expect(metric.closures?.closed).toEqual(whole.closures?.closed);
          expect(set.over(closures.value, step.slowed)).toBe(metric);
        }
        const back = set.over(undefined, undefined);
        expect(back.streets.arcTimeMs).toEqual(graph.arcTimeMs);
        expect(back.upMs).toEqual(up);
        expect(back.downMs).toEqual(down);
      }),
      { numRuns: 60 },
    );
  },
);
