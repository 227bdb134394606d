import { type Board, type Closure, emptyBoard } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { gridGraph, idAt } from '../testing/grid.ts';
import { createClosuresAtWork } from './closures-at-work.ts';

const graph = gridGraph(3);
const closure = (closureId: string, expires: number, ...pairs: [string, string][]): Closure => ({
  closureId,
  pairs: pairs.map(([from, to]) => ({ from, to })),
  lines: [],
  label: {},
  reason: 'fire',
  expiresAt: instant(expires),
  by: { kind: 'operator', id: 'anna' },
  since: instant(0),
});
function boardWith(...closures: readonly Closure[]): Board {
  const board = emptyBoard();
  for (const one of closures) board.closures.set(one.closureId, one);
  board.closuresVersion = 7;
  return board;
}
const [left, middle, right] = [idAt(0, 1), idAt(1, 1), idAt(2, 1)];

test('what is closed is the same object until something changes, and less when the first expires', () => {
  const board = boardWith(closure('X1', 100, [left, middle]), closure('X2', 200, [middle, right]));
  const atWork = createClosuresAtWork(graph, () => board);
  const first = atWork.at(instant(10));
  expect(first?.stretches.size).toBe(2);
  expect(atWork.at(instant(99))).toBe(first);
  expect(atWork.at(instant(100))?.stretches.size).toBe(1);
  expect(atWork.at(instant(200))).toBeUndefined();
  board.closures.delete('X2');
  board.closures.set('X3', closure('X3', 900, [right, middle]));
  board.closuresVersion = 8;
  expect(atWork.at(instant(200))?.stretches.size).toBe(1);
});

test('a street that the map does not have is named, and leaves the rest closed', () => {
  const board = boardWith(
    closure('X1', 100, ['gone', middle], [left, middle]),
    closure('X2', 100, [left, right]),
    closure('X3', 100, [middle, right]),
  );
  const atWork = createClosuresAtWork(graph, () => board);
  expect(atWork.at(instant(0))?.stretches.size).toBe(2);
  expect(atWork.unplaced(instant(0)).toSorted()).toEqual(['X1', 'X2']);
});

test('nothing is closed on a new board', () => {
  const atWork = createClosuresAtWork(graph, emptyBoard);
  expect(atWork.at(instant(5))).toBeUndefined();
  expect(atWork.unplaced(instant(5))).toEqual([]);
});

test('a closed street is told apart from what is closed beside it, while it counts', () => {
  const board = boardWith(
    closure('X1', 100, [left, middle]),
    closure('X2', 200, [middle, right]),
    closure('X3', 200, ['gone', right]),
  );
  const atWork = createClosuresAtWork(graph, () => board);
  const sizes = (closureId: string, at: number) => {
    const apart = atWork.apart(instant(at), closureId);
    return apart && [apart.own.stretches.size, apart.others?.stretches.size];
  };
  expect(sizes('X1', 0)).toEqual([1, 1]);
  expect(sizes('X2', 150)).toEqual([1, undefined]);
  expect([sizes('X1', 100), sizes('X3', 0), sizes('X9', 0)]).toEqual([undefined, undefined, undefined]);
  // All of them together stay as they were.
  expect(atWork.at(instant(0))?.stretches.size).toBe(2);
});
