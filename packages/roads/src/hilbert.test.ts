import { expect, test } from 'vitest';
import { hilbert } from './hilbert.ts';

test('the curve goes from each cell to a cell beside it and leaves none out', () => {
  const cells: [number, number][] = [];
  for (let x = 0; x < 16; x++) {
    for (let y = 0; y < 16; y++) cells[hilbert((x + 0.5) / 2 ** 16, (y + 0.5) / 2 ** 16)] = [x, y];
  }
  expect(Object.keys(cells)).toHaveLength(256);
  for (let i = 1; i < 256; i++) {
    const [[ax, ay], [bx, by]] = [cells[i - 1]!, cells[i]!];
    expect(Math.abs(ax - bx) + Math.abs(ay - by)).toBe(1);
  }
});

test('the far edges belong to the last cells', () => {
  expect(hilbert(1, 1)).toBeLessThan(2 ** 32);
  expect(hilbert(0, 0)).toBe(0);
});
