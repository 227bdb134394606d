import fc from 'fast-check';
import { expect, test } from 'vitest';
import { seededRandom } from '../random.ts';
import { smallCover } from '../testing/small-covers.ts';
import { problemOf } from './cover-problem.ts';
import { CoverSearch } from './cover-search.ts';
import { CoverState } from './cover-state.ts';
import { ExchangeTable } from './exchange-table.ts';
import { levelsOf } from './levels.ts';

const gains = fc.constantFrom([1], [0.7, 0.21, 0.063], [0.8, 0.2], [0, 1]);
const moves = fc.array(fc.tuple(fc.boolean(), fc.nat()), { minLength: 1, maxLength: 20 });

test('after any moves the table says what an exchange changes, as making it does', () => {
  fc.assert(
    fc.property(smallCover, gains, moves, ({ rows, sites }, steps, made) => {
      const problem = problemOf(rows, levelsOf(steps), 3, new Uint16Array(sites).fill(2));
      const state = new CoverState(problem);
      const table = new ExchangeTable(problem, state);
      let placed = 0;
      const add = (column: number): void => {
        table.beforeAdd(column);
        state.add(column);
        placed++;
      };
      const remove = (column: number): void => {
        table.beforeRemove(column);
        state.remove(column);
        placed--;
      };
      for (const [isMore, at] of made) {
        const column = at % sites;
        if (isMore && placed < 3 && state.units[column]! < 2) add(column);
        else if (!isMore && state.units[column]! > 0) remove(column);
      }
      for (let from = 0; from < sites; from++) {
        if (state.units[from] === 0) continue;
        for (let to = 0; to < sites; to++) {
          if (to === from) continue;
          const told = state.gain[to]! + table.rowOf(from)[to]! - state.loss[from]!;
          const before = state.value;
          remove(from);
          add(to);
          expect(state.value - before).toBeCloseTo(told, 9);
          remove(to);
          add(from);
        }
      }
    }),
    { numRuns: 200 },
  );
});

test('the search ends where no exchange helps, with the table and without it', () => {
  fc.assert(
    fc.property(smallCover, gains, fc.nat(), ({ rows, sites }, steps, seed) => {
      const units = Math.min(3, sites);
      const problem = problemOf(rows, levelsOf(steps), units, new Uint16Array(sites).fill(1));
      const [fast, slow] = [8_000_000, 0].map(largest => {
        const search = new CoverSearch(problem, new Float64Array(sites), seededRandom(seed), largest);
        for (let round = 0; round < 8; round++) search.round();
        return search.value;
      });
      expect(fast).toBeCloseTo(slow!, 9);
    }),
    { numRuns: 100 },
  );
});
