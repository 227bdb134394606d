import fc from 'fast-check';
import { expect, test } from 'vitest';
import { choices, smallCover, worthOf } from '../testing/small-covers.ts';
import { problemOf } from './cover-problem.ts';
import { limitWithoutDominated } from './dominated.ts';
import { coveredOnce } from './levels.ts';

test('the best choice is as good without dominated columns, no two that are left contain one another, and enough are', () => {
  fc.assert(
    fc.property(smallCover, fc.integer({ min: 1, max: 4 }), ({ rows, sites }, most) => {
      const units = Math.min(most, sites);
      const given = new Uint16Array(sites).fill(1);
      const left = limitWithoutDominated(problemOf(rows, coveredOnce, units, given));
      const kept = [...left.keys()].filter(column => left[column] === 1);
      expect(kept.length).toBeGreaterThanOrEqual(units);
      const best = (of: (chosen: readonly number[]) => boolean) =>
        Math.max(...[...choices(sites, units, 1)].filter(of).map(one => worthOf(rows, one, [0, 1])));
      expect(best(chosen => chosen.every(column => left[column] === 1))).toBe(best(() => true));
      if (kept.length === sites) return;
      const rowsOf = (column: number) =>
        new Set(rows.columnRows.subarray(rows.columnStart[column]!, rows.columnStart[column + 1]!));
      for (const one of kept) {
        for (const other of kept)
          expect(one !== other && [...rowsOf(one)].every(row => rowsOf(other).has(row))).toBe(false);
      }
    }),
    { numRuns: 300 },
  );
});
