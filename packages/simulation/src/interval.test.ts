import { expect, test } from 'vitest';
import { intervalOf, studentQuantile } from './interval.ts';

test('quantiles of Student’s distribution are those of the tables', () => {
  expect(studentQuantile(0.975, 1)).toBeCloseTo(12.7062047362, 8);
  expect(studentQuantile(0.975, 19)).toBeCloseTo(2.0930240544, 9);
  expect(studentQuantile(0.99995, 19)).toBeCloseTo(4.8973, 3);
  expect(studentQuantile(0.975, 100_000)).toBeCloseTo(1.95999, 4);
  expect(studentQuantile(0.025, 7)).toBeCloseTo(-2.3646242516, 9);
});

test('an interval is as wide as the spread and the number of replications ask for', () => {
  const { mean, low, high } = intervalOf([1, 2, 3, 4, 5]);
  expect(mean).toBeCloseTo(3, 12);
  expect(high! - mean).toBeCloseTo(2.7764451052 * Math.sqrt(2.5 / 5), 9);
  expect(mean - low!).toBeCloseTo(high! - mean, 12);
});

test('one replication gives a figure and no interval', () => {
  expect(intervalOf([4])).toEqual({ mean: 4, low: null, high: null });
});
