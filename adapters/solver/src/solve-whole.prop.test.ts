import {
  capacityModel,
  coverModel,
  coverWithin,
  isAllowed,
  levelsOf,
  medianWithin,
  problemOf,
  sitingAnswer,
  sitingModel,
  WholeModelBuilder,
} from '@clarion/coverage';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverOf, leastOf, smallCapacity } from '../../../packages/coverage/src/testing/small-capacities.ts';
import { choices, smallCover, worthOf } from '../../../packages/coverage/src/testing/small-covers.ts';
import { smallSiting } from '../../../packages/coverage/src/testing/small-sitings.ts';
import { solveWhole } from './solve-whole.ts';

const gains = fc.constantFrom([1], [0.7, 0.21, 0.063], [0.8, 0.2], [0, 1], [0, 0, 1, 0.5]);

test('the model of a cover has the best of all choices as its answer, from any start', async () => {
  await fc.assert(
    fc.asyncProperty(
      smallCover,
      gains,
      fc.integer({ min: 1, max: 3 }),
      fc.integer({ min: 1, max: 2 }),
      async ({ rows, sites }, steps, wanted, limit) => {
        const units = Math.min(wanted, sites * limit);
        const worth = [0];
        for (const gain of steps) worth.push(worth.at(-1)! + gain);
        const all = [...choices(sites, units, limit)];
        const best = Math.max(...all.map(one => worthOf(rows, one, worth)));
        const problem = problemOf(rows, levelsOf(steps), units, new Uint16Array(sites).fill(limit));
        const { model, base, valuesOf, choiceOf } = coverModel(problem);
        const { values, bound } = await solveWhole(model, { seconds: 20, start: valuesOf(all[0]!) });
        const choice = choiceOf(values!);
        expect(choice.columns).toHaveLength(units);
        expect(choice.value).toBeCloseTo(best, 6);
        expect(worthOf(rows, choice.columns, worth)).toBeCloseTo(best, 6);
        expect(bound + base).toBeCloseTo(best, 6);
      },
    ),
    { numRuns: 15 },
  );
});

test('the model of a siting has the best permitted choice as its answer, or says that there is none', async () => {
  await fc.assert(
    fc.asyncProperty(smallSiting, async ({ problem, all, judge }) => {
      let best = -Infinity;
      for (const units of all()) {
        const { value, isPermitted } = judge(units);
        if (isPermitted && value > best) best = value;
      }
      const { model, valuesOf, columnsOf } = sitingModel(problem);
      const { values, bound, impossible } = await solveWhole(model, { seconds: 20 });
      expect(impossible).toBe(best === -Infinity);
      if (impossible) return;
      const found = sitingAnswer(problem, columnsOf(values!), Infinity);
      expect(found.isPermitted).toBe(true);
      expect(found.value).toBeCloseTo(best, 6);
      expect(bound).toBeCloseTo(best, 6);
      // What it is given to start from is a choice of its own.
      const again = await solveWhole(model, { seconds: 20, start: valuesOf(found.columns) });
      expect(again.bound).toBeCloseTo(best, 6);
    }),
    { numRuns: 10 },
  );
});

test('the models of capacities have the best of all choices as their answer, or say that there is none', async () => {
  await fc.assert(
    fc.asyncProperty(smallCapacity, async small => {
      const { table } = small;
      const [weight, cost] = [
        (row: number) => table.weight[row]!,
        (site: number, row: number) => table.weight[row]! * table.cost[site * table.demandCount + row]!,
      ];
      const cases = [
        { problem: coverWithin(coverOf(table), small), best: leastOf(small, () => 0, weight) },
        { problem: medianWithin(table, small), best: leastOf(small, cost, () => Infinity) },
      ];
      for (const { problem, best } of cases) {
        const { model, base, valuesOf, choiceOf } = capacityModel(problem);
        const { values, bound, impossible } = await solveWhole(model, { seconds: 20 });
        expect(impossible).toBe(best === Infinity);
        if (impossible) continue;
        const { sites, siteOf, value } = choiceOf(values!);
        expect(sites).toHaveLength(small.posts);
        expect(isAllowed(problem, siteOf)).toBe(true);
        expect(value).toBeCloseTo(best, 6);
        expect(base - bound).toBeCloseTo(best, 6);
        const again = await solveWhole(model, { seconds: 20, start: valuesOf(sites, siteOf) });
        expect(base - again.bound).toBeCloseTo(best, 6);
      }
    }),
    { numRuns: 8 },
  );
});

test('what cannot be is said, and an interrupt ends it', async () => {
  const builder = new WholeModelBuilder();
  const column = builder.column(1, 0, 5, true);
  builder.row([[column, 2]], 7, 7.5);
  const model = builder.build();
  expect(await solveWhole(model, { seconds: 5 })).toMatchObject({ values: undefined, impossible: true });
  const aborted = AbortSignal.abort(new Error('enough'));
  await expect(solveWhole(model, { seconds: 5, signal: aborted })).rejects.toThrow('enough');
});
