import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish, ofIterations } from '../budget.ts';
import { gapOf, PROVEN_GAP } from '../gap.ts';
import { choices, smallCover, worthOf } from '../testing/small-covers.ts';
import { problemOf } from './cover-problem.ts';
import { coverRowsOf } from './cover-rows.ts';
import { levelsOf } from './levels.ts';
import { solveCover } from './solve-cover.ts';

/** Covered once; once by a unit that is free with a chance; expected cover; twice counts little; only the second counts (no concave function). */
const gains = fc.constantFrom([1], [0.7], [0.7, 0.21, 0.063, 0.0189], [0.8, 0.2], [0, 1], [0, 0, 1, 0.5]);

test('the value is that of the choice, the best of all choices is found and proven', () => {
  fc.assert(
    fc.property(
      smallCover,
      gains,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 3 }),
      fc.nat(),
      ({ rows, sites }, steps, wanted, limit, seed) => {
        const units = Math.min(wanted, sites * limit);
        const worth = [0];
        for (const gain of steps) worth.push(worth.at(-1)! + gain);
        const best = Math.max(...[...choices(sites, units, limit)].map(one => worthOf(rows, one, worth)));
        const problem = problemOf(rows, levelsOf(steps), units, new Uint16Array(sites).fill(limit));
        const answer = finish(solveCover(problem, { seed, budget: ofIterations(300) }));
        expect(answer.columns).toHaveLength(units);
        for (const column of answer.columns) {
          expect(answer.columns.filter(other => other === column).length).toBeLessThanOrEqual(limit);
        }
        expect(answer.value).toBeCloseTo(worthOf(rows, answer.columns, worth), 9);
        expect(answer.value).toBeCloseTo(best, 9);
        expect(answer.bound).toBeGreaterThanOrEqual(best - 1e-9);
        expect(gapOf(answer.value, answer.bound)).toBeLessThanOrEqual(PROVEN_GAP);
      },
    ),
    { numRuns: 100 },
  );
});

test('a bound holds after any number of iterations, and the same seed gives the same answer', () => {
  fc.assert(
    fc.property(smallCover, gains, fc.integer({ min: 0, max: 4 }), ({ rows, sites }, steps, iterations) => {
      const units = Math.min(2, sites);
      const worth = [0];
      for (const gain of steps) worth.push(worth.at(-1)! + gain);
      const best = Math.max(...[...choices(sites, units, 1)].map(one => worthOf(rows, one, worth)));
      const problem = problemOf(rows, levelsOf(steps), units, new Uint16Array(sites).fill(1));
      const solve = () => finish(solveCover(problem, { seed: 7, budget: ofIterations(iterations) }));
      const answer = solve();
      expect(answer.bound).toBeGreaterThanOrEqual(best - 1e-9);
      expect(answer.value).toBeLessThanOrEqual(best + 1e-9);
      expect(solve()).toEqual(answer);
    }),
    { numRuns: 100 },
  );
});

test('the bound at a node counts on what is left after the units given: a second unit may add all', () => {
  const near = [2, 3, 1, 3, 4, 1, 3, 4, 1];
  const of = [0, 1, 3, 3, 3, 5, 5, 5, 6];
  const weight = Float64Array.from([7, 6, 2e-169, 8.7e-215, 1e-199, 2e-23, 1e-119]);
  const rows = coverRowsOf(Uint32Array.from(of), Uint32Array.from(near), weight, 5);
  const problem = problemOf(rows, levelsOf([0, 1]), 2, new Uint16Array(5).fill(2));
  const answer = finish(solveCover(problem, { seed: 1, budget: ofIterations(300) }));
  expect(answer).toMatchObject({ value: 7, columns: [2, 2] });
});

test('covered once by a unit that is free with a chance is worth that chance, and not the whole', () => {
  const rows = coverRowsOf(
    Uint32Array.of(0, 1, 2, 3),
    Uint32Array.of(0, 0, 1, 2),
    Float64Array.of(4, 3, 5, 2),
    3,
  );
  const problem = problemOf(rows, levelsOf([0.7]), 1, new Uint16Array(3).fill(1));
  const answer = finish(solveCover(problem, { seed: 1, budget: ofIterations(300) }));
  expect(answer.columns).toEqual([0]);
  expect(answer.value).toBeCloseTo(4.9, 12);
  expect(answer.bound).toBeCloseTo(4.9, 6);
});
