import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish, ofIterations } from '../budget.ts';
import { solveFewest } from '../center/solve-fewest.ts';
import { choices, smallCover, worthOf } from '../testing/small-covers.ts';
import { problemOf } from './cover-problem.ts';
import { coveredOnce, reliableCover } from './levels.ts';
import { solveSettled } from './solve-settled.ts';

test('fixed sites are held, forbidden ones are not, and the rest is the best', () => {
  fc.assert(
    fc.property(
      smallCover,
      fc.nat(),
      fc.nat(),
      fc.integer({ min: 1, max: 3 }),
      ({ rows, sites }, a, b, wanted) => {
        const fixed = [a % sites];
        const forbidden = b % sites === fixed[0] ? [] : [b % sites];
        const units = Math.min(wanted, sites - forbidden.length);
        const allowed = [...choices(sites, units, 1)].filter(
          one => fixed.every(site => one.includes(site)) && !forbidden.some(site => one.includes(site)),
        );
        const best = Math.max(...allowed.map(one => worthOf(rows, one, [0, 1])));
        const problem = problemOf(rows, coveredOnce, units, new Uint16Array(sites).fill(1));
        const answer = finish(
          solveSettled(problem, { fixed, forbidden }, { seed: 1, budget: ofIterations(300) }),
        );
        expect(allowed).toContainEqual(answer.columns);
        expect(answer.value).toBeCloseTo(best, 9);
        expect(answer.bound).toBeCloseTo(best, 8);
      },
    ),
    { numRuns: 100 },
  );
});

test('the fewest sites cover all that can be covered, and no fewer do', () => {
  fc.assert(
    fc.property(smallCover, ({ rows, sites }) => {
      const even = { ...rows, weight: new Float64Array(rows.rowCount).fill(1) };
      const all = worthOf(even, [...Array(sites).keys()], [0, 1]);
      const enough = (count: number) =>
        [...choices(sites, count, 1)].some(one => worthOf(even, one, [0, 1]) === all);
      const answer = finish(solveFewest(rows, { seed: 1, budget: ofIterations(2000) }));
      expect(worthOf(even, answer.columns, [0, 1])).toBe(all);
      expect(answer.bound).toBe(answer.columns.length);
      if (answer.columns.length > 0) expect(enough(answer.columns.length - 1)).toBe(false);
    }),
    { numRuns: 100 },
  );
});

test('a reliable cover needs as many units as make it likely enough that one is free', () => {
  // 1 − 0.4² = 0.84, 1 − 0.4³ = 0.936.
  expect([...reliableCover(0.4, 0.9, 5).gains]).toEqual([0, 0, 1, 0]);
  expect([...reliableCover(0.4, 0.84, 5).gains]).toEqual([0, 1, 0]);
  expect([...reliableCover(0, 0.99, 5).gains]).toEqual([1, 0]);
});
