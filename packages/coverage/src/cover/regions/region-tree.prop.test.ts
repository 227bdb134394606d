import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../../random.ts';
import { scatteredCover } from '../../testing/scattered-cover.ts';
import { choices, smallCover, worthOf } from '../../testing/small-covers.ts';
import { CoverDual } from '../cover-dual.ts';
import { problemOf } from '../cover-problem.ts';
import { CoverTree } from '../cover-tree.ts';
import { coveredOnce } from '../levels.ts';
import { RegionTree } from './region-tree.ts';

const prices = fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { minLength: 12, maxLength: 12 });

test('branch and bound by regions ends with the best of all choices, and is nowhere below it', () => {
  fc.assert(
    fc.property(
      smallCover,
      prices,
      fc.integer({ min: 1, max: 4 }),
      fc.nat(),
      (small, parts, wanted, seed) => {
        const { rows, sites } = small;
        const random = seededRandom(seed);
        const units = Math.min(wanted, sites);
        const all = [...choices(sites, units, 1)];
        const best = Math.max(...all.map(one => worthOf(rows, one, [0, 1])));
        const known = worthOf(rows, all[Math.floor(random() * all.length)]!, [0, 1]);
        const problem = problemOf(rows, coveredOnce, units, new Uint16Array(sites).fill(1));
        const own = rows.weight.map((weight, row) => weight * parts[row]!);
        const tree = new RegionTree(problem, own);
        let value = known;
        for (let step = 0; tree.bound(value) > value && step < 5000; step++) {
          expect(tree.bound(value)).toBeGreaterThanOrEqual(best - 1e-6);
          tree.advance(value);
          value = Math.max(value, tree.found.value);
        }
        expect(value).toBeCloseTo(best, 6);
        expect(tree.bound(value)).toBe(value);
        if (tree.found.value > known) {
          expect(tree.found.columns).toHaveLength(units);
          expect(worthOf(rows, tree.found.columns, [0, 1])).toBeCloseTo(tree.found.value, 6);
        }
      },
    ),
    { numRuns: 300 },
  );
});

test.each([1, 2, 3, 4, 5, 6])(
  'it ends with what branch and bound by prices of rows ends with, where regions are many (town %i)',
  seed => {
    const rows = scatteredCover(seed, 400, 60, 0.16);
    const units = 9;
    const problem = problemOf(rows, coveredOnce, units, new Uint16Array(rows.columnCount).fill(1));
    const linear = new CoverDual(problem);
    while (!linear.settled) linear.advance(0.9 * linear.bound);
    const poor = worthOf(rows, [...Array(units).keys()], [0, 1]);

    const byRows = new CoverTree(problem, linear.bound, linear.prices);
    let best = poor;
    for (let steps = 0; byRows.bound(best) > best && steps < 20_000; steps++) {
      byRows.advance(best);
      best = Math.max(best, byRows.found.value);
    }
    expect(byRows.bound(best)).toBe(best);

    const byRegions = new RegionTree(problem, linear.prices);
    let value = poor;
    let steps = 0;
    for (; byRegions.bound(value) > value && steps < 20_000; steps++) {
      byRegions.advance(value);
      value = Math.max(value, byRegions.found.value);
      expect(byRegions.bound(value)).toBeGreaterThanOrEqual(best);
    }
    expect(value).toBe(best);
    expect(worthOf(rows, byRegions.found.columns, [0, 1])).toBe(best);
  },
);

test('with too little work for its regions it fails, or bounds higher, and never claims what is not so', () => {
  const rows = scatteredCover(9, 400, 60, 0.2);
  const units = 7;
  const problem = problemOf(rows, coveredOnce, units, new Uint16Array(rows.columnCount).fill(1));
  const linear = new CoverDual(problem);
  while (!linear.settled) linear.advance(0.9 * linear.bound);
  const exact = new RegionTree(problem, linear.prices);
  let best = worthOf(rows, [...Array(units).keys()], [0, 1]);
  for (; exact.bound(best) > best; best = Math.max(best, exact.found.value)) exact.advance(best);
  const ends = new Set<string>();
  for (const work of [1, 1e3, 1e4, 3e4, 1e5, 3e5, 1e6, 1e7]) {
    const tree = new RegionTree(problem, linear.prices, work);
    for (let steps = 0; steps < 60; steps++) {
      tree.advance(best - 1);
      expect(tree.bound(Math.max(best - 1, tree.found.value))).toBeGreaterThanOrEqual(best);
    }
    if (tree.hasFailed) expect(tree.bound(0)).toBe(Infinity);
    ends.add(tree.hasFailed ? 'failed' : 'bounded');
  }
  expect([...ends].sort()).toEqual(['bounded', 'failed']);
});
