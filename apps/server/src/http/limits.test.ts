import { expect, test } from 'vitest';
import { createLimits } from './limits.ts';

test('a burst is taken, then the wait is told, and it is right', () => {
  let wall = 0;
  const limits = createLimits(() => wall, { stranger: { perSecond: 2, burst: 3 } });
  expect([1, 2, 3].map(() => limits.take('a', false))).toEqual([0, 0, 0]);
  const wait = limits.take('a', false);
  expect(wait).toBe(500);
  wall += wait;
  expect(limits.take('a', false)).toBe(0);
});

test('two sessions behind one address do not share a bucket', () => {
  const limits = createLimits(() => 0, { signedIn: { perSecond: 1, burst: 1 } });
  expect(limits.take('session a', true)).toBe(0);
  expect(limits.take('session b', true)).toBe(0);
  expect(limits.take('session a', true)).toBeGreaterThan(0);
});

test('a clock that is set back makes nobody wait for it', () => {
  let now = 10_000_000;
  const limits = createLimits(() => now);
  expect(limits.take('session', true)).toBe(0);
  now -= 3_600_000;
  expect(limits.take('session', true)).toBe(0);
});
