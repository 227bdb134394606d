import { coveredOnce, finish, levelsOf, PricedCover, problemOf, solveCover } from '@clarion/coverage';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  choices,
  type SmallCover,
  smallCover,
  worthOf,
} from '../../../packages/coverage/src/testing/small-covers.ts';
import { safeBound } from './search-and-prove.ts';
import { solveWhole } from './solve-whole.ts';

const once = ({ rows, sites }: SmallCover, units: number) =>
  problemOf(rows, coveredOnce, units, new Uint16Array(sites).fill(1));

test('however poor the answer to begin with, rows that come in one after the other end with the best of all, and no bound is below it', async () => {
  let solved = 0;
  await fc.assert(
    fc.asyncProperty(
      smallCover,
      fc.integer({ min: 1, max: 3 }),
      fc.nat(),
      fc.boolean(),
      async (small, wanted, seed, isCooled) => {
        const { rows, sites } = small;
        const units = Math.min(wanted, sites);
        const problem = once(small, units);
        const worths = [...choices(sites, units, 1)].map(one => worthOf(rows, one, [0, 1]));
        const best = Math.max(...worths);
        const found = finish(solveCover(problem, { seed, budget: { used: done => done / 3 } }));
        const first = Array.from({ length: units }, (_, column) => column);
        const poor = { ...found, columns: first, value: worthOf(rows, first, [0, 1]), bound: Infinity };
        const priced = new PricedCover(problem, poor, seed);
        if (isCooled) priced.cool();
        expect(priced.bound).toBeGreaterThanOrEqual(best - 1e-9);
        for (let rounds = 0, isMissing = true; isMissing && priced.bound > priced.value; rounds++) {
          expect(rounds).toBeLessThanOrEqual(rows.rowCount);
          const { model, base, start } = priced.model();
          const answer = await solveWhole(model, { seconds: 20, start, restarts: false });
          isMissing = priced.take(answer.values, safeBound(answer.bound + base));
          expect(priced.bound).toBeGreaterThanOrEqual(best - 1e-9);
          solved++;
        }
        expect(priced.value).toBeCloseTo(best, 6);
        expect(priced.bound).toBeCloseTo(best, 6);
        expect(priced.columns).toHaveLength(units);
        expect(new Set(priced.columns).size).toBe(units);
        expect(worthOf(rows, priced.columns, [0, 1])).toBeCloseTo(priced.value, 9);
      },
    ),
    { numRuns: 60 },
  );
  expect(solved).toBeGreaterThan(10);
});

test('a solver that finds nothing leaves the answer as it was', () => {
  const [small] = fc.sample(
    smallCover.filter(({ sites }) => sites > 2),
    { numRuns: 1, seed: 1 },
  );
  const problem = once(small!, 1);
  const found = finish(solveCover(problem, { seed: 1, budget: { used: done => done / 3 } }));
  const priced = new PricedCover(problem, found, 1);
  const { columns, value, bound } = priced;
  expect(priced.take(undefined, Infinity)).toBe(false);
  expect(priced).toMatchObject({ columns, value, bound });
  expect(PricedCover.fits(problem)).toBe(true);
  expect(PricedCover.fits({ ...problem, levels: levelsOf([0.8, 0.2]) })).toBe(false);
});
