import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish, ofIterations } from '../budget.ts';
import { farthest, solveCenter } from '../center/solve-center.ts';
import { gapOf, PROVEN_GAP } from '../gap.ts';
import { smallCosts } from '../testing/small-costs.ts';
import { choices } from '../testing/small-covers.ts';
import { costOf, solveMedian } from './solve-median.ts';

const models = [
  { name: 'p-median', solve: solveMedian, cost: costOf },
  { name: 'p-center', solve: solveCenter, cost: farthest },
];

for (const { name, solve, cost } of models) {
  test(`${name}: the best of all choices is found and proven; where none reaches all, that is said`, () => {
    fc.assert(
      fc.property(smallCosts, fc.integer({ min: 1, max: 4 }), fc.nat(), (table, wanted, seed) => {
        const posts = Math.min(wanted, table.siteCount);
        const all = [...choices(table.siteCount, posts, 1)];
        const best = Math.min(...all.map(sites => cost(table, sites)));
        const answer = finish(solve(table, posts, { seed, budget: ofIterations(500) }));
        expect(answer.sites).toHaveLength(posts);
        expect(new Set(answer.sites).size).toBe(posts);
        if (best === Infinity) {
          expect(answer.value).toBe(Infinity);
          return;
        }
        expect(answer.value).toBeCloseTo(cost(table, answer.sites), 9);
        expect(answer.value).toBeCloseTo(best, 9);
        expect(gapOf(answer.value, answer.bound)).toBeLessThanOrEqual(PROVEN_GAP);
      }),
      { numRuns: 150 },
    );
  });

  test(`${name}: fixed sites are held, forbidden ones are not, and the rest is the best`, () => {
    fc.assert(
      fc.property(
        smallCosts,
        fc.integer({ min: 1, max: 4 }),
        fc.array(fc.nat(), { maxLength: 3 }),
        fc.array(fc.nat(), { maxLength: 3 }),
        (table, wanted, a, b) => {
          const fixed = [...new Set(a.map(one => one % table.siteCount))];
          const forbidden = [...new Set(b.map(one => one % table.siteCount))].filter(
            site => !fixed.includes(site),
          );
          const allowed = table.siteCount - forbidden.length;
          const posts = Math.min(allowed, Math.max(wanted, fixed.length));
          if (posts === 0) return;
          const all = [...choices(table.siteCount, posts, 1)].filter(
            sites =>
              fixed.every(site => sites.includes(site)) && !forbidden.some(site => sites.includes(site)),
          );
          const best = Math.min(...all.map(sites => cost(table, sites)));
          const options = { seed: 3, budget: ofIterations(500), settled: { fixed, forbidden } };
          const answer = finish(solve(table, posts, options));
          expect(all).toContainEqual(answer.sites);
          if (best === Infinity) {
            expect(answer.value).toBe(Infinity);
            return;
          }
          expect(answer.value).toBeCloseTo(best, 9);
          expect(gapOf(answer.value, answer.bound)).toBeLessThanOrEqual(PROVEN_GAP);
        },
      ),
      { numRuns: 150 },
    );
  });

  test(`${name}: the bound holds after any number of iterations, and a seed repeats its answer`, () => {
    fc.assert(
      fc.property(smallCosts, fc.integer({ min: 0, max: 3 }), (table, iterations) => {
        const posts = Math.min(2, table.siteCount);
        const fixed = iterations % 2 === 0 ? [] : [table.siteCount - 1];
        const all = [...choices(table.siteCount, posts, 1)].filter(sites =>
          fixed.every(site => sites.includes(site)),
        );
        const best = Math.min(...all.map(sites => cost(table, sites)));
        const run = () =>
          finish(
            solve(table, posts, {
              seed: 5,
              budget: ofIterations(iterations),
              settled: { fixed, forbidden: [] },
            }),
          );
        const answer = run();
        expect(run()).toEqual(answer);
        if (best === Infinity) return;
        expect(answer.bound).toBeLessThanOrEqual(best * (1 + 1e-9));
        expect(answer.value).toBeGreaterThanOrEqual(best * (1 - 1e-9));
      }),
      { numRuns: 100 },
    );
  });
}
