import type { CellsAnswer } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { nextCell } from './next-cell.ts';

test('arrows go to the next cell over water, and stay at the edge', () => {
  const ground = { columns: 4, rows: 2, places: [0, 3, 4, 5] } as unknown as CellsAnswer;
  expect(nextCell(ground, 0, [1, 0])).toBe(1);
  expect(nextCell(ground, 1, [-1, 0])).toBe(0);
  expect(nextCell(ground, 0, [0, 1])).toBe(2);
  expect(nextCell(ground, 2, [1, 0])).toBe(3);
  expect(nextCell(ground, 1, [1, 0])).toBe(-1);
  expect(nextCell(ground, 1, [0, 1])).toBe(-1);
});
