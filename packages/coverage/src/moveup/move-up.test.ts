import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverRowsOf } from '../cover/cover-rows.ts';
import { lateShare } from '../testing/small-city.ts';
import { smallCover, worthOf } from '../testing/small-covers.ts';
import { complianceTable } from './compliance-table.ts';
import { followTable } from './follow-table.ts';
import { adviseMoves, type MoveUpRules } from './move-up.ts';

const rules: MoveUpRules = { busy: 0.3, minimumGain: 0.05, maximumMoves: 2, maximumTravelMs: 600_000 };

/** Posts 0 and 1 reach the same ten; post 2 reaches four others; post 3 reaches one more. */
const town = coverRowsOf(
  Uint32Array.from([0, 0, 1, 2]),
  Uint32Array.from([0, 1, 2, 3]),
  Float64Array.from([10, 4, 0.2]),
  4,
);
const unit = (id: string, post: number | undefined, mayMove = true, travel = [1, 1, 1, 1]) => ({
  id,
  post,
  mayMove,
  travelTimeMs: travel.map(minutes => minutes * 60_000),
});

test('the unit whose cover is doubled moves to where there is none', () => {
  const advice = adviseMoves(town, [unit('E1', 0), unit('E2', 0)], rules);
  expect(advice.moves).toHaveLength(1);
  expect(advice.moves[0]).toMatchObject({ unit: 'E1', from: 0, to: 2 });
  // Ten are covered by one instead of two, four by one instead of none.
  expect(advice.moves[0]!.gain).toBeCloseTo(4 * 0.7 - 10 * 0.7 * 0.3, 12);
  expect(advice.coveredThen).toBeCloseTo(advice.coveredNow + advice.moves[0]!.gain, 12);
});

test('a move that adds too little is not advised, nor more moves than allowed, nor too long a way', () => {
  const both = [unit('E1', 0), unit('E2', 0)];
  expect(adviseMoves(town, both, { ...rules, minimumGain: 0.1 }).moves).toEqual([]);
  expect(adviseMoves(town, both, { ...rules, maximumMoves: 0 }).moves).toEqual([]);
  const far = [unit('E1', 0, true, [1, 1, 11, 1]), unit('E2', 0, true, [1, 1, 12, 1])];
  expect(adviseMoves(town, far, rules).moves).toEqual([]);
});

test('a resting unit counts where it is and is not asked; the nearer of two alike goes', () => {
  expect(adviseMoves(town, [unit('E1', 0, false), unit('E2', 0)], rules).moves[0]!.unit).toBe('E2');
  const nearer = [unit('E1', 0, true, [1, 1, 5, 1]), unit('E2', 0, true, [1, 1, 4, 1])];
  expect(adviseMoves(town, nearer, rules).moves[0]!.unit).toBe('E2');
});

test('a unit that comes free is given the post that adds most, whatever the minimum', () => {
  const { moves } = adviseMoves(town, [unit('E1', 0), unit('E2', undefined)], { ...rules, maximumMoves: 0 });
  expect(moves).toMatchObject([{ unit: 'E2', from: undefined, to: 2 }]);
});

test('no single move is better than the one that is advised', () => {
  fc.assert(
    fc.property(smallCover, fc.array(fc.nat(), { minLength: 1, maxLength: 4 }), ({ rows, sites }, starts) => {
      const posts = starts.map(start => start % sites);
      const worth = [0];
      for (let k = 0; k < posts.length; k++) worth.push(worth[k]! + 0.7 * 0.3 ** k);
      const units = posts.map((post, i) => ({
        id: `U${i}`,
        post,
        mayMove: true,
        travelTimeMs: new Float64Array(sites),
      }));
      const advice = adviseMoves(rows, units, { ...rules, minimumGain: 0, maximumMoves: 1 });
      const singles = posts.flatMap((_, i) =>
        [...Array(sites).keys()].map(to => worthOf(rows, posts.with(i, to), worth)),
      );
      const now = worthOf(rows, posts, worth);
      expect(advice.coveredNow).toBeCloseTo(now, 9);
      expect(advice.coveredThen).toBeCloseTo(Math.max(now, ...singles), 9);
    }),
    { numRuns: 200 },
  );
});

test('a compliance table holds one post more with each unit', () => {
  const table = complianceTable(town, 0.3, 3);
  expect(table.map(row => row.posts)).toEqual([[0], [0, 2], [0, 2, 0]]);
  expect(table[1]!.covered).toBeCloseTo(14 * 0.7, 12);
});

test('a table is followed by the nearest unit that holds none of its posts', () => {
  const far = unit('E1', 0, true, [1, 1, 9, 1]);
  const near = unit('E2', 0, true, [1, 1, 2, 1]);
  const { moves } = followTable(town, [far, near], [0, 2], rules);
  expect(moves).toMatchObject([{ unit: 'E2', from: 0, to: 2 }]);
  expect(moves[0]!.gain).toBeCloseTo(4 * 0.7 - 10 * 0.7 * 0.3, 12);
  const resting = [far, { ...near, mayMove: false }];
  expect(followTable(town, resting, [0, 2], rules).moves).toMatchObject([{ unit: 'E1', to: 2 }]);
  expect(followTable(town, resting, [0, 2], { ...rules, maximumTravelMs: 500_000 }).moves).toEqual([]);
  expect(followTable(town, [far, near], [2, 3], { ...rules, maximumMoves: 1 }).moves).toHaveLength(1);
  expect(followTable(town, [far, near], [0, 0], rules).moves).toEqual([]);
});

test('in a small city moving up lowers the share of late calls by a tenth at least', () => {
  const [fixed, moved] = [lateShare(1, 2000, false), lateShare(1, 2000, true)];
  expect(fixed).toBeGreaterThan(0.05);
  expect(moved).toBeLessThan(0.9 * fixed);
});
