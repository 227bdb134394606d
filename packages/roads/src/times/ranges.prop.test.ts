import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitRanges, rangeAround, uncalibratedRange } from './ranges.ts';

const cases = fc.array(
  fc.record({
    expectedMs: fc.integer({ min: 0, max: 2_000_000 }),
    tookMs: fc.integer({ min: 1, max: 4_000_000 }),
  }),
  { minLength: 1, maxLength: 700 },
);

test('whatever the record, the expected time lies within its range', () => {
  fc.assert(
    fc.property(cases, fc.integer({ min: 0, max: 3_000_000 }), (all, ms) => {
      const table = fitRanges(all);
      const range = rangeAround(table, ms);
      expect(range === undefined).toBe(all.every(one => one.expectedMs === 0));
      if (range === undefined) return;
      expect(range.lowMs).toBeLessThanOrEqual(ms);
      expect(range.highMs).toBeGreaterThanOrEqual(ms);
      expect(table.every((knot, i) => i === 0 || knot.atMs >= table[i - 1]!.atMs)).toBe(true);
    }),
    { numRuns: 60 },
  );
});

test('a tenth of the cases lies on either side, of each length of drive its own', () => {
  const all = Array.from({ length: 1000 }, (_, i) => {
    const expectedMs = i < 500 ? 60_000 + i : 600_000 + i;
    const spread = i < 500 ? 1 : 0.2;
    return { expectedMs, tookMs: expectedMs * (1 + spread * (((i * 7) % 500) / 500 - 0.5)) };
  });
  const table = fitRanges(all);
  expect(rangeAround(table, 60_000)).toMatchObject({
    lowMs: expect.closeTo(60_000 * 0.6, -4),
    highMs: expect.closeTo(60_000 * 1.4, -4),
  });
  expect(rangeAround(table, 700_000)!.highMs).toBeLessThan(700_000 * 1.1);
  const inside = all.filter(({ expectedMs, tookMs }) => {
    const { lowMs, highMs } = rangeAround(table, expectedMs)!;
    return lowMs <= tookMs && tookMs <= highMs;
  });
  expect(inside.length).toBeGreaterThan(760);
  expect(inside.length).toBeLessThan(860);
});

test('of no record there is no range but the stated one', () => {
  expect(rangeAround([], 60_000)).toBeUndefined();
  expect(uncalibratedRange(100_000)).toEqual({ ms: 100_000, lowMs: 90_000, highMs: 320_000 });
});
