import fc from 'fast-check';
import { expect, test } from 'vitest';
import { dot, leastAbsolute } from './least-absolute.ts';

const row = fc.tuple(fc.integer({ min: 1, max: 300 }), fc.integer({ min: 0, max: 300 }));
const drives = fc.array(fc.record({ row, y: fc.integer({ min: 0, max: 900 }) }), {
  minLength: 12,
  maxLength: 60,
});

test('no coefficients nearby have a smaller sum of absolute errors', () => {
  fc.assert(
    fc.property(drives, all => {
      const rows = all.map(one => Float64Array.from([1, ...one.row]));
      const values = Float64Array.from(all, one => one.y);
      const found = leastAbsolute(rows, values, [0, 0, 0], 1);
      const error = (b: Float64Array) =>
        rows.reduce((sum, one, i) => sum + Math.abs(values[i]! - dot(one, b)), 0);
      const best = error(found);
      for (const [j, step] of [
        [0, 5],
        [0, -5],
        [1, 0.05],
        [1, -0.05],
        [2, 0.05],
        [2, -0.05],
      ] as const) {
        const other = found.map((value, k) => (k === j ? value + step : value));
        // Residuals under a second weigh as squares, so the sum can be a hair off the least.
        expect(best).toBeLessThanOrEqual(error(other) + 1.5 * all.length);
      }
    }),
    { numRuns: 100 },
  );
});

test('a pull holds a coefficient near nothing, and one that no drive has is nothing', () => {
  const rows = Array.from({ length: 40 }, (_, i) => Float64Array.from([1, i % 7, 0]));
  const values = Float64Array.from(rows, one => 10 + 3 * one[1]!);
  expect([...leastAbsolute(rows, values, [0, 0, 0], 1)]).toEqual([
    expect.closeTo(10, 2),
    expect.closeTo(3, 2),
    0,
  ]);
  expect(leastAbsolute(rows, values, [0, 1e9, 0], 1)[1]).toBeCloseTo(0, 3);
});

test('a fifth of the clocks stuck moves nothing', () => {
  const rows = Array.from({ length: 50 }, (_, i) => Float64Array.from([1, i]));
  const values = Float64Array.from(rows, (one, i) => (i % 5 === 0 ? 5000 : 60 + 2 * one[1]!));
  expect([...leastAbsolute(rows, values, [0, 0], 1)]).toEqual([expect.closeTo(60, 0), expect.closeTo(2, 1)]);
});
