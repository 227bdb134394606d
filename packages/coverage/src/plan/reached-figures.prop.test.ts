import fc from 'fast-check';
import { expect, test } from 'vitest';
import { NO_WAY, reachedFigures, soonestOf } from './reached-figures.ts';

const time = fc.oneof(fc.integer({ min: 0, max: 900_000 }), fc.constant(NO_WAY));
/** Weights are whole, so that one demand of weight 3 is three people with a line each. */
const town = fc.record({
  weight: fc.array(fc.integer({ min: 0, max: 4 }), { minLength: 1, maxLength: 12 }),
  rows: fc.array(fc.array(time, { minLength: 12, maxLength: 12 }), { minLength: 1, maxLength: 4 }),
});

test('figures are those of a list with one line for each person', () => {
  fc.assert(
    fc.property(town, fc.integer({ min: 0, max: 900_000 }), ({ weight, rows }, bound) => {
      const soonest = soonestOf(
        rows.map(row => Uint32Array.from(row.slice(0, weight.length))),
        weight.length,
      );
      const people = weight.flatMap((own, demand) =>
        Array<number>(own).fill(Math.min(...rows.map(row => row[demand]!))),
      );
      const reached = people.filter(ms => ms !== NO_WAY).sort((a, b) => a - b);
      const found = reachedFigures(soonest, weight, [bound]);
      const all = Math.max(1, people.length);
      expect(found.within[0]).toBeCloseTo(reached.filter(ms => ms <= bound).length / all, 12);
      expect(found.unreached).toBeCloseTo((people.length - reached.length) / all, 12);
      const at = (share: number) => reached[Math.max(0, Math.ceil(share * reached.length) - 1)] ?? null;
      expect([found.medianMs, found.p90Ms]).toEqual([at(0.5), at(0.9)]);
      if (reached.length === 0) return void expect(found.meanMs).toBeNull();
      // Ten lines for each person: then a tenth is a whole number of lines.
      const tenfold = reached.flatMap(ms => Array<number>(10).fill(ms));
      const worst = tenfold.slice(-reached.length);
      expect(found.worstTenthMs).toBeCloseTo(worst.reduce((a, b) => a + b, 0) / worst.length, 6);
      expect(found.meanMs).toBeCloseTo(reached.reduce((a, b) => a + b, 0) / reached.length, 6);
    }),
  );
});

test('an area counts its own demand alone, and demand that nothing reaches is within no bound', () => {
  const soonest = Uint32Array.from([60_000, NO_WAY, 120_000]);
  const weight = [2, 2, 4];
  expect(reachedFigures(soonest, weight, [60_000, 4_000_000_000], [0, 1])).toEqual({
    within: [0.5, 0.5],
    medianMs: 60_000,
    p90Ms: 60_000,
    meanMs: 60_000,
    worstTenthMs: 60_000,
    unreached: 0.5,
  });
  expect(reachedFigures(soonest, weight, [60_000], [1]).medianMs).toBeNull();
});
