import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { calmCell } from './cell.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('a calm cell has the newest at once, tells at once after a quiet time, and at most every so often while much comes', () => {
  const calm = calmCell(0, 200);
  const told: number[] = [];
  calm.follow(() => told.push(calm.get()));
  calm.set(1);
  calm.set(2);
  expect([calm.get(), told]).toEqual([2, [1]]);
  vi.advanceTimersByTime(199);
  calm.change(value => value + 1);
  expect(told).toEqual([1]);
  vi.advanceTimersByTime(1);
  expect(told).toEqual([1, 3]);
  // Nothing came: nothing is told, and after the quiet time the next is told at once.
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([1, 3]);
  calm.set(4);
  expect(told).toEqual([1, 3, 4]);
});

test('what was not told yet can be told at once; the same value is not told', () => {
  const calm = calmCell(0, 200);
  const told: number[] = [];
  const stop = calm.follow(() => told.push(calm.get()));
  calm.set(1);
  calm.set(2);
  calm.tell();
  calm.tell();
  calm.set(2);
  expect(told).toEqual([1, 2]);
  vi.advanceTimersByTime(1000);
  expect(told).toEqual([1, 2]);
  stop();
  calm.set(3);
  expect([told, calm.get()]).toEqual([[1, 2], 3]);
});
