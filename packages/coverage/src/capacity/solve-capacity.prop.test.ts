import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish, ofIterations } from '../budget.ts';
import { problemOf } from '../cover/cover-problem.ts';
import { coveredOnce } from '../cover/levels.ts';
import { solveSettled } from '../cover/solve-settled.ts';
import { solveMedian } from '../median/solve-median.ts';
import { coverOf, leastOf, type SmallCapacity, smallCapacity } from '../testing/small-capacities.ts';
import { type CapacityProblem, coverWithin, medianWithin } from './capacity-problem.ts';
import { NOBODY } from './capacity-state.ts';
import { type CapacityAnswer, isAllowed, loadsOf, solveCapacity } from './solve-capacity.ts';

const models = [
  {
    name: 'cover',
    make: (small: SmallCapacity) => coverWithin(coverOf(small.table), small),
    least: (small: SmallCapacity) =>
      leastOf(
        small,
        () => 0,
        row => small.table.weight[row]!,
      ),
  },
  {
    name: 'median',
    make: (small: SmallCapacity) => medianWithin(small.table, small),
    least: (small: SmallCapacity) =>
      leastOf(
        small,
        (site, row) => small.table.weight[row]! * small.table.cost[site * small.table.demandCount + row]!,
        () => Infinity,
      ),
  },
];

/** Sites as asked for; nobody is served from a closed site, out of reach, or above a capacity. */
function expectFair({ table, capacity, posts, settled }: SmallCapacity, answer: CapacityAnswer): void {
  expect(new Set(answer.sites).size).toBe(posts);
  expect(answer.sites).toHaveLength(posts);
  for (const site of settled.fixed) expect(answer.sites).toContain(site);
  for (const site of settled.forbidden) expect(answer.sites).not.toContain(site);
  const loads = new Float64Array(table.siteCount);
  for (const [row, site] of answer.siteOf.entries()) {
    if (site === NOBODY) continue;
    expect(answer.sites).toContain(site);
    expect(table.cost[site * table.demandCount + row]).toBeLessThan(Infinity);
    loads[site]! += table.weight[row]!;
  }
  for (const [site, load] of loads.entries()) expect(load).toBeLessThanOrEqual(capacity[site]! + 1e-6);
}

const solve = (problem: CapacityProblem, seed: number, iterations: number) =>
  finish(solveCapacity(problem, { seed, budget: ofIterations(iterations) }));

for (const { name, make, least } of models) {
  test(`${name} with capacities: the best of all choices is found, and the bound is nowhere above it`, () => {
    fc.assert(
      fc.property(smallCapacity, fc.nat(), (small, seed) => {
        const best = least(small);
        const problem = make(small);
        const answer = solve(problem, seed, 400);
        expectFair(small, answer);
        expect(isAllowed(problem, answer.siteOf)).toBe(best < Infinity);
        if (best === Infinity) return;
        expect(answer.value).toBeCloseTo(best, 6);
        expect(answer.bound).toBeLessThanOrEqual(best + 1e-6);
      }),
      { numRuns: 200 },
    );
  });

  test(`${name} with capacities: the bound holds after any number of iterations, and a seed repeats its answer`, () => {
    fc.assert(
      fc.property(smallCapacity, fc.integer({ min: 0, max: 4 }), (small, iterations) => {
        const answer = solve(make(small), 9, iterations);
        expectFair(small, answer);
        expect(answer.bound).toBeLessThanOrEqual(least(small) + 1e-6);
        expect(solve(make(small), 9, iterations)).toEqual(answer);
      }),
      { numRuns: 100 },
    );
  });
}

test('without limits both are what they are without capacities', () => {
  fc.assert(
    fc.property(smallCapacity, small => {
      const free = { ...small, capacity: small.capacity.map(() => Infinity) };
      const options = { seed: 1, budget: ofIterations(200) };
      const { weight, siteCount } = small.table;
      const all = weight.reduce((sum, one) => sum + one, 0);
      const limit = new Uint16Array(siteCount).fill(1);
      const rows = coverOf(small.table);
      const cover = finish(
        solveSettled(problemOf(rows, coveredOnce, small.posts, limit), small.settled, options),
      );
      expect(all - solve(coverWithin(rows, free), 1, 60).value).toBeCloseTo(cover.value, 6);
      const median = finish(solveMedian(small.table, small.posts, { ...options, settled: small.settled }));
      if (median.value === Infinity) return;
      expect(solve(medianWithin(small.table, free), 1, 60).value).toBeCloseTo(median.value, 6);
    }),
    { numRuns: 100 },
  );
});

test('the bound counts on the capacities, not only on what is near', () => {
  // Ten demands of 1 in reach of everything; each of four sites serves two: two of them serve four of ten.
  const table = {
    siteCount: 4,
    demandCount: 10,
    weight: new Float64Array(10).fill(1),
    cost: new Float64Array(40),
  };
  const settled = { fixed: [], forbidden: [] };
  const problem = coverWithin(coverOf(table), { posts: 2, settled, capacity: Float64Array.of(2, 2, 2, 2) });
  const answer = solve(problem, 1, 100);
  expect(answer).toMatchObject({ value: 6, bound: 6 });
  expect([...loadsOf(problem, answer.siteOf)].sort()).toEqual([0, 0, 2, 2]);
});
