import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish, ofIterations } from '../budget.ts';
import { type CoverRows, coverRowsOf } from '../cover/cover-rows.ts';
import { choices, smallCover, worthOf } from '../testing/small-covers.ts';
import { type SmallSiting, smallSiting } from '../testing/small-sitings.ts';
import { doubleStandard } from './double-standard.ts';
import { enoughUnits } from './enough-units.ts';
import { solveSiting } from './solve-siting.ts';

/** The best permitted choice by trying all; −Infinity where there is none. */
function bestOf({ all, judge }: SmallSiting): number {
  let best = -Infinity;
  for (const units of all()) {
    const { value, isPermitted } = judge(units);
    if (isPermitted && value > best) best = value;
  }
  return best;
}

test('the best permitted choice of all is found, and the bound is nowhere below it', () => {
  fc.assert(
    fc.property(smallSiting, fc.nat(), (siting, seed) => {
      const best = bestOf(siting);
      const answer = finish(solveSiting(siting.problem, { seed, budget: ofIterations(120) }));
      expect(answer.isPermitted).toBe(best > -Infinity);
      if (answer.isImpossible) expect(best).toBe(-Infinity);
      if (best === -Infinity) return;
      const units = new Array<number>(siting.problem.least.length).fill(0);
      for (const column of answer.columns) units[column]!++;
      const judged = siting.judge(units);
      expect(judged.isPermitted).toBe(true);
      expect(answer.value).toBeCloseTo(judged.value, 9);
      expect(answer.value).toBeCloseTo(best, 9);
      expect(answer.bound).toBeGreaterThanOrEqual(best - 1e-9);
    }),
    { numRuns: 200 },
  );
});

test('a bound holds after any number of iterations, and the same seed gives the same answer', () => {
  fc.assert(
    fc.property(smallSiting, fc.integer({ min: 0, max: 6 }), (siting, iterations) => {
      const solve = () => finish(solveSiting(siting.problem, { seed: 3, budget: ofIterations(iterations) }));
      const answer = solve();
      expect(answer.bound).toBeGreaterThanOrEqual(bestOf(siting) - 1e-9);
      expect(solve()).toEqual(answer);
    }),
    { numRuns: 100 },
  );
});

test('the double standard: all within the outer, a share within the inner, the most within it twice', () => {
  fc.assert(
    fc.property(
      smallCover,
      fc.array(fc.nat(), { maxLength: 12 }),
      fc.constantFrom(0, 0.4, 0.8),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 2 }),
      ({ rows: inner, sites }, farther, share, units, perSite) => {
        const outer = wider(inner, farther);
        const { weight } = inner;
        const all = weight.reduce((sum, one) => sum + one, 0);
        const even = { ...outer, weight: new Float64Array(outer.rowCount).fill(1) };
        const reachable = worthOf(even, [...Array(sites).keys()], [0, 1]);
        let best = -Infinity;
        for (let count = 0; count <= units; count++) {
          for (const choice of choices(sites, count, perSite)) {
            if (worthOf(even, choice, [0, 1]) < reachable) continue;
            if (worthOf(inner, choice, [0, 1]) < share * all * (1 - 1e-9)) continue;
            best = Math.max(best, worthOf(inner, choice, [0, 0, 1]));
          }
        }
        const stock = { units, perSite, fixed: [], forbidden: [] };
        const problem = doubleStandard({ inner, outer, share }, stock);
        const answer = finish(solveSiting(problem, { seed: 1, budget: ofIterations(120) }));
        expect(answer.isPermitted).toBe(best > -Infinity);
        if (best === -Infinity) return;
        expect(answer.value).toBeCloseTo(best, 9);
        expect(answer.bound).toBeGreaterThanOrEqual(best - 1e-9);
        expect(worthOf(inner, answer.columns, [0, 0, 1])).toBeCloseTo(best, 9);
      },
    ),
    { numRuns: 150 },
  );
});

/** What was near is near, and some more. */
function wider(inner: CoverRows, more: readonly number[]): CoverRows {
  const { rowCount, columnCount, rowStart, rowColumns } = inner;
  const rows: number[] = [];
  for (let row = 0; row < rowCount; row++)
    rows.push(...new Array<number>(rowStart[row + 1]! - rowStart[row]!).fill(row));
  const columns = [...rowColumns];
  for (const one of more) {
    rows.push(one % rowCount);
    columns.push(Math.floor(one / rowCount) % columnCount);
  }
  return coverRowsOf(Uint32Array.from(rows), Uint32Array.from(columns), inner.weight, columnCount);
}

test('where the minimums cannot be met, so many units are named as do', () => {
  fc.assert(
    fc.property(smallSiting, siting => {
      const { problem } = siting;
      const enough = enoughUnits(problem, 1);
      if (enough === undefined) {
        expect(bestOf(siting)).toBe(-Infinity);
        return;
      }
      const more = { ...problem, units: Uint16Array.from(enough.units), budget: enough.cost };
      const answer = finish(solveSiting(more, { seed: 1, budget: ofIterations(120) }));
      expect(answer.isPermitted).toBe(true);
    }),
    { numRuns: 60 },
  );
});
