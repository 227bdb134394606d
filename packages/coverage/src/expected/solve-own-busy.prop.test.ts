import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish, ofIterations } from '../budget.ts';
import { smallCover } from '../testing/small-covers.ts';
import { ownBusyValue, solveOwnBusy } from './solve-own-busy.ts';

const busyShare = fc.integer({ min: 1, max: 95 }).map(percent => percent / 100);

test('the best sites for units that are as busy as their site makes them are found, and the bound is nowhere below', () => {
  fc.assert(
    fc.property(
      smallCover,
      fc.array(busyShare, { minLength: 7, maxLength: 7 }),
      fc.integer({ min: 1, max: 4 }),
      fc.integer({ min: 1, max: 2 }),
      ({ rows, sites }, shares, wanted, perSite) => {
        const units = Math.min(wanted, sites * perSite);
        const busy = Float64Array.from(shares.slice(0, sites));
        let best = 0;
        for (let code = 0; code < sites ** units; code++) {
          const choice = Array.from({ length: units }, (_, unit) => Math.floor(code / sites ** unit) % sites);
          if (choice.some(site => choice.filter(other => other === site).length > perSite)) continue;
          let value = 0;
          for (let row = 0; row < rows.rowCount; row++) {
            const columns = rows.rowColumns.subarray(rows.rowStart[row]!, rows.rowStart[row + 1]!);
            let none = 1;
            for (const site of choice) if (columns.includes(site)) none *= busy[site]!;
            value += rows.weight[row]! * (1 - none);
          }
          best = Math.max(best, value);
        }
        const first = Array.from({ length: units }, (_, unit) => unit % sites);
        const answer = finish(
          solveOwnBusy(rows, { busy, perSite, first }, { seed: 1, budget: ofIterations(60) }),
        );
        expect(answer.value).toBeCloseTo(best, 9);
        expect(ownBusyValue(rows, answer.sites, busy)).toBeCloseTo(best, 9);
        expect(answer.bound).toBeGreaterThanOrEqual(best - 1e-9);
        for (const site of answer.sites)
          expect(answer.sites.filter(other => other === site).length).toBeLessThanOrEqual(perSite);
      },
    ),
    { numRuns: 120 },
  );
});
