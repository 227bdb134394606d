import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../random.ts';
import { scatteredCover } from '../../testing/scattered-cover.ts';
import { choices, smallCover, worthOf } from '../../testing/small-covers.ts';
import { CoverDual } from '../cover-dual.ts';
import { problemOf } from '../cover-problem.ts';
import { coverRowsOf } from '../cover-rows.ts';
import { CoverSearch } from '../cover-search.ts';
import { coveredOnce } from '../levels.ts';
import { Region } from './region.ts';
import { RegionDual } from './region-dual.ts';
import { regionsOf } from './regions-of.ts';

const prices = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });

test('regions part the rows that weigh something and that a column covers, whatever they begin with', () => {
  fc.assert(
    fc.property(smallCover, fc.array(fc.nat(), { maxLength: 3 }), fc.nat({ max: 9 }), (small, a, wanted) => {
      const { rows, sites } = small;
      const lists = regionsOf(
        rows,
        a.map(one => one % sites),
        wanted,
      );
      const covered = [...Array(rows.rowCount).keys()].filter(
        row => rows.rowStart[row] !== rows.rowStart[row + 1] && rows.weight[row]! > 1e-9,
      );
      const placed = lists.flat().sort((x, y) => x - y);
      expect(new Set(placed).size).toBe(placed.length);
      expect(placed.filter(row => rows.weight[row]! > 1e-9)).toEqual(covered);
    }),
    { numRuns: 200 },
  );
});

test('a region finds what columns can win at most, and says how far off it may be where it may not look enough', () => {
  fc.assert(
    fc.property(
      smallCover,
      prices,
      fc.constantFrom(0, 2, 1000),
      fc.nat(),
      ({ rows, sites }, parts, nodes, seed) => {
        const random = seededRandom(seed);
        const own = rows.weight.map((weight, row) => weight * parts[row]!);
        const region = new Region(rows, [...Array(rows.rowCount).keys()], own);
        for (let again = 0; again < 2; again++) {
          for (let place = 0; place < region.cost.length; place++)
            region.cost[place]! *= random() < 0.4 ? 0 : 2 * random();
          let best = 0;
          for (let count = 0; count <= sites; count++) {
            for (const chosen of choices(sites, count, 1)) {
              const places = chosen.map(column => region.columns.indexOf(column)).filter(place => place >= 0);
              const costs = places.reduce((sum, place) => sum + region.cost[place]!, 0);
              best = Math.max(best, worthOf(rows, chosen, [0, 1]) - costs);
            }
          }
          const { value, slack } = region.most(nodes);
          expect(value).toBeGreaterThanOrEqual(best - 1e-6);
          expect(value - slack).toBeLessThanOrEqual(best + 1e-6);
          if (nodes === 1000) expect(slack).toBeLessThanOrEqual(1e-6);
        }
      },
    ),
    { numRuns: 150 },
  );
});

test('the bound by regions is nowhere below the best of all choices', () => {
  fc.assert(
    fc.property(
      smallCover,
      prices,
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 25 }),
      ({ rows, sites }, parts, wanted, steps) => {
        const units = Math.min(wanted, sites);
        const worths = [...choices(sites, units, 1)].map(one => worthOf(rows, one, [0, 1]));
        const best = Math.max(...worths);
        const known = worths[steps % worths.length]!;
        const problem = problemOf(rows, coveredOnce, units, new Uint16Array(sites).fill(1));
        const own = rows.weight.map((weight, row) => weight * parts[row]!);
        const dual = new RegionDual(problem, own);
        for (let step = 0; step < steps; step++) dual.advance(known);
        expect(Math.max(known, dual.bound)).toBeGreaterThanOrEqual(best - 1e-6);
      },
    ),
    { numRuns: 200 },
  );
});

test('where discs must overlap, regions know more than the linear relaxation', () => {
  const rows = scatteredCover(1, 1500, 200, 0.13);
  const problem = problemOf(rows, coveredOnce, 24, new Uint16Array(200).fill(1));
  const linear = new CoverDual(problem);
  while (!linear.settled) linear.advance(0.9 * linear.bound);
  const search = new CoverSearch(problem, linear.share, seededRandom(1));
  for (let round = 0; round < 40; round++) search.round();
  const regions = new RegionDual(problem, linear.prices);
  for (let step = 0; step < 40; step++) regions.advance(search.value);
  expect(regions.bound).toBeGreaterThanOrEqual(search.value);
  expect(linear.bound - regions.bound).toBeGreaterThan(0.1 * (linear.bound - search.value));
});

test('what no part of a sum is a bound of: rows that bring just what is wanted, and others after them', () => {
  const rows = coverRowsOf(
    Uint32Array.of(0, 1, 2),
    Uint32Array.of(0, 1, 2),
    Float64Array.of(1, 0.2, 0.15),
    3,
  );
  const region = new Region(rows, [0, 1, 2], new Float64Array(3));
  expect(region.most(1000).value).toBeCloseTo(1.35, 12);
});
