import { expect, test } from 'vitest';
import { chanceOf, delayOf, uuidOf } from './keyed-chance.ts';

test('the same keys give the same number, others another', () => {
  expect(chanceOf(1, 'A17', 'turnout')).toBe(chanceOf(1, 'A17', 'turnout'));
  expect(chanceOf(1, 'A17', 'turnout')).not.toBe(chanceOf(1, 'A18', 'turnout'));
  expect(chanceOf('ab', 'c')).not.toBe(chanceOf('a', 'bc'));
});

test('chance is spread evenly over tenths', () => {
  const tenths = Array.from({ length: 10 }, () => 0);
  for (let i = 0; i < 10_000; i++) tenths[Math.floor(chanceOf(3, 'A', i) * 10)]!++;
  // Five standard deviations of a fair draw.
  for (const count of tenths) expect(Math.abs(count - 1000)).toBeLessThan(150);
});

test('a UUID of version 8 that two thousand keys do not share', () => {
  const ids = new Set(Array.from({ length: 2000 }, (_, i) => uuidOf(1, 'A', i)));
  expect(ids.size).toBe(2000);
  for (const id of ids)
    expect(id).toMatch(/^[\da-f]{8}-[\da-f]{4}-8[\da-f]{3}-[89ab][\da-f]{3}-[\da-f]{12}$/);
});

test('half of the delays lie below the median', () => {
  const below = Array.from({ length: 4000 }, (_, i) => delayOf(60_000, 0.3, i)).filter(ms => ms < 60_000);
  expect(Math.abs(below.length - 2000)).toBeLessThan(160);
});
