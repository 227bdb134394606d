import { expect, test } from 'vitest';
import { nearestRank } from './percentile.ts';

test.each([
  [[], 0.5, undefined],
  [[7], 0.9, 7],
  [[1, 2, 3, 4], 0.5, 2],
  [[4, 1, 3, 2, 5], 0.5, 3],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10], 0.9, 9],
  [[1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11], 0.9, 10],
] as const)('of %j, %d lie at or below %s', (values, share, expected) => {
  expect(nearestRank(values, share)).toBe(expected);
});
