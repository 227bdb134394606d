import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fatigue, type Stretch } from './fatigue.ts';

const HOUR = 3_600_000;
const hours = (from: number, to: number): Stretch => ({ from: from * HOUR, to: to * HOUR });
const limits = [
  { limit: 'duty', hours: 13, source: 'a' },
  { limit: 'rest', hours: 11, source: 'b' },
  { limit: 'week', hours: 48, source: 'c' },
] as const;
const said = (...duties: readonly Stretch[]) =>
  fatigue(duties, limits).map(({ limit, actual, at }) => [limit, actual, at / HOUR]);

test('[SH4] at its limit nothing is said, past it the limit, its source and what it is', () => {
  expect(said(hours(0, 13), hours(24, 37))).toEqual([]);
  expect(said(hours(0, 14))).toEqual([['duty', 14, 0]]);
  expect(said(hours(0, 8), hours(18, 26))).toEqual([['rest', 10, 18]]);
  expect(fatigue([hours(0, 14)], limits)[0]).toMatchObject({ hours: 13, source: 'a' });
  // Two that touch are one.
  expect(said(hours(0, 8), hours(8, 16))).toEqual([['duty', 16, 0]]);
  expect(said(...[0, 24, 48, 72, 96].map(at => hours(at, at + 10)))).toEqual([['week', 50, 96]]);
  // A week later the first has fallen out again.
  expect(said(...[0, 48, 96, 144, 168].map(at => hours(at, at + 12)))).toEqual([]);
});

test('[SH4] the week is as an hour-by-hour count has it', () => {
  const duty = fc
    .tuple(fc.integer({ min: 0, max: 600 }), fc.integer({ min: 1, max: 20 }))
    .map(([from, long]) => hours(from, from + long));
  fc.assert(
    fc.property(fc.array(duty, { maxLength: 12 }), duties => {
      const on = Array.from({ length: 700 }, (_, h) =>
        duties.some(({ from, to }) => from <= h * HOUR && h * HOUR < to),
      );
      // Of each run of hours: the most in seven days that end with one of its hours.
      const slow: [number, number][] = [];
      for (let h = 0; h < 700; h++) {
        if (!on[h]) continue;
        const begins = h === 0 || !on[h - 1];
        const week = on.slice(Math.max(0, h + 1 - 168), h + 1).filter(Boolean).length;
        if (begins) slow.push([h, week]);
        else slow.at(-1)![1] = Math.max(slow.at(-1)![1], week);
      }
      const expected = slow.filter(([, week]) => week > 48);
      const found = fatigue(duties, [limits[2]]).map(({ at, actual }) => [at / HOUR, actual]);
      expect(found).toEqual(expected);
    }),
    { numRuns: 300 },
  );
});
