import fc from 'fast-check';
import { expect, test } from 'vitest';
import { coverHours, type ShiftChoice } from './cover-hours.ts';

const HOURS = 6;
/** Shifts of a little clock of six hours, round the clock too. */
const shift = fc
  .record({
    from: fc.integer({ min: 0, max: HOURS - 1 }),
    length: fc.integer({ min: 1, max: 4 }),
    cost: fc.integer({ min: 1, max: 5 }),
  })
  .map(
    ({ from, length, cost }): ShiftChoice => ({
      hours: Array.from({ length }, (_, i) => (from + i) % HOURS),
      cost,
    }),
  );
const needed = fc.array(fc.integer({ min: 0, max: 3 }), { minLength: HOURS, maxLength: HOURS });

/** Every number of every shift, up to what the greatest need asks for. */
function cheapest(need: readonly number[], shifts: readonly ShiftChoice[], at = 0): number {
  if (need.every(units => units <= 0)) return 0;
  const one = shifts[at];
  if (!one) return Infinity;
  let best = Infinity;
  for (let count = 0; count <= 3; count++) {
    const left = need.map((units, hour) => units - (one.hours.includes(hour) ? count : 0));
    best = Math.min(best, count * one.cost + cheapest(left, shifts, at + 1));
  }
  return best;
}

test('the cover is the cheapest of all, odd cycles of shifts included', () => {
  fc.assert(
    fc.property(needed, fc.array(shift, { minLength: 1, maxLength: 5 }), (need, shifts) => {
      const found = coverHours(need, shifts);
      const truth = cheapest(need, shifts);
      expect(found?.cost ?? Infinity).toBe(truth);
      if (!found) return;
      expect(found.proven).toBe(true);
      for (const [hour, units] of need.entries())
        expect(
          shifts.reduce((sum, { hours }, i) => sum + (hours.includes(hour) ? found.counts[i]! : 0), 0),
        ).toBeGreaterThanOrEqual(units);
    }),
    { numRuns: 300 },
  );
});
