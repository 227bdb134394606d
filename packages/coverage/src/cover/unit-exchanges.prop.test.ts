import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { choices, smallCover, worthOf } from '../testing/small-covers.ts';
import { type CoverProblem, problemOf } from './cover-problem.ts';
import type { CoverRows } from './cover-rows.ts';
import { JoiningSearch } from './joining-search.ts';
import { coveredOnce, levelsOf } from './levels.ts';
import { UnitExchanges } from './unit-exchanges.ts';

const once = (rows: CoverRows, sites: number, units: number): CoverProblem =>
  problemOf(rows, coveredOnce, units, new Uint16Array(sites).fill(1));

const wanted = fc.integer({ min: 1, max: 4 });
const covered = (rows: CoverRows, columns: readonly number[]): number => worthOf(rows, columns, [0, 1]);

test('after any exchanges, however hot, the best of them is worth what is told, and no unit stands twice', () => {
  fc.assert(
    fc.property(
      smallCover,
      wanted,
      fc.nat(),
      fc.constantFrom(0, 1, 1e6),
      ({ rows, sites }, most, seed, heat) => {
        const units = Math.min(most, sites);
        const exchanges = new UnitExchanges(once(rows, sites, units), seededRandom(seed));
        const first = Array.from({ length: units }, (_, place) => place);
        exchanges.load(first);
        expect(exchanges.value).toBeCloseTo(covered(rows, first), 9);
        for (let again = 0; again < 3; again++) {
          const before = exchanges.value;
          const made = exchanges.exchange(40, heat);
          expect(made === 0 ? exchanges.value : before).toBe(before);
          expect(made).toBeLessThanOrEqual(40);
          if (heat === 1e6 && sites > units) expect(made).toBeGreaterThan(0);
          const columns = exchanges.peakColumns();
          expect(new Set(columns).size).toBe(units);
          expect(columns).toEqual(columns.toSorted((a, b) => a - b));
          expect(covered(rows, columns)).toBeCloseTo(exchanges.peak, 9);
          expect(exchanges.peak).toBeGreaterThanOrEqual(exchanges.value - 1e-9);
        }
      },
    ),
    { numRuns: 200 },
  );
});

test('without heat they end where no exchange of one unit helps', () => {
  fc.assert(
    fc.property(smallCover, wanted, fc.nat(), ({ rows, sites }, most, seed) => {
      const units = Math.min(most, sites);
      const exchanges = new UnitExchanges(once(rows, sites, units), seededRandom(seed));
      exchanges.load(Array.from({ length: units }, (_, place) => place));
      exchanges.exchange(300 * sites, 0);
      const columns = exchanges.peakColumns();
      for (const left of columns) {
        const others = columns.filter(column => column !== left);
        for (let to = 0; to < sites; to++) {
          if (columns.includes(to)) continue;
          expect(covered(rows, [...others, to])).toBeLessThanOrEqual(exchanges.peak + 1e-9);
        }
      }
    }),
    { numRuns: 100 },
  );
});

test('coolings and joined choices come to the best of all, worth what is told, and no worse than what was offered', () => {
  fc.assert(
    fc.property(smallCover, wanted, fc.nat(), ({ rows, sites }, most, seed) => {
      const units = Math.min(most, sites);
      const problem = once(rows, sites, units);
      const search = new JoiningSearch(problem, new Float64Array(sites), seededRandom(seed));
      const offered = Array.from({ length: units }, (_, place) => sites - 1 - place);
      search.offer(offered);
      expect(search.value).toBeCloseTo(covered(rows, offered), 9);
      for (let round = 0; round < 5000 && !search.isExhausted; round++) search.round();
      search.round(new Float64Array(sites).fill(0.5));
      expect(covered(rows, search.best)).toBeCloseTo(search.value, 9);
      expect(new Set(search.best).size).toBe(units);
      const best = Math.max(...[...choices(sites, units, 1)].map(one => covered(rows, one)));
      expect(search.value).toBeCloseTo(best, 9);
      expect(search.isExhausted).toBe(true);
    }),
    { numRuns: 100 },
  );
});

test('they are for demand that is covered once by units at columns of their own', () => {
  const weight = new Float64Array([1, 1]);
  const rows: CoverRows = {
    rowCount: 2,
    columnCount: 2,
    weight,
    rowStart: new Uint32Array([0, 1, 2]),
    rowColumns: new Uint32Array([0, 1]),
    columnStart: new Uint32Array([0, 1, 2]),
    columnRows: new Uint32Array([0, 1]),
  };
  const fits = (units: number, gains: readonly number[], limit: number, head = 0) =>
    UnitExchanges.fits({
      ...problemOf(rows, levelsOf(gains), units, new Uint16Array(2).fill(limit)),
      head: new Uint16Array(2).fill(head),
    });
  expect(fits(1, [1], 1)).toBe(true);
  expect(fits(2, [1], 1)).toBe(true);
  expect(fits(3, [1], 1)).toBe(false);
  expect(fits(0, [1], 1)).toBe(false);
  expect(fits(1, [1], 2)).toBe(false);
  expect(fits(1, [0.8, 0.2], 1)).toBe(false);
  expect(fits(1, [1], 1, 1)).toBe(false);
  // Pairs of units and columns are kept in memory.
  const wide = (columnCount: number) =>
    UnitExchanges.fits(
      problemOf({ ...rows, columnCount }, coveredOnce, 200, new Uint16Array(columnCount).fill(1)),
    );
  expect(wide(40_000)).toBe(true);
  expect(wide(40_001)).toBe(false);
});
