import fc from 'fast-check';
import type { CostTable } from '../median/cost-table.ts';

/** Random cost tables small enough to try every choice: whole and broken costs, ties, no way, demand without weight. */
export const smallCosts: fc.Arbitrary<CostTable> = fc
  .record({
    siteCount: fc.integer({ min: 1, max: 7 }),
    demandCount: fc.integer({ min: 1, max: 9 }),
    cell: fc.constantFrom(
      fc.integer({ min: 0, max: 20 }),
      fc.double({ min: 0, max: 20, noNaN: true }),
      fc.oneof({ weight: 4, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.constant(Infinity)),
    ),
  })
  .chain(({ siteCount, demandCount, cell }) =>
    fc.record({
      siteCount: fc.constant(siteCount),
      demandCount: fc.constant(demandCount),
      weight: fc
        .array(fc.integer({ min: 0, max: 5 }), { minLength: demandCount, maxLength: demandCount })
        .map(all => Float64Array.from(all)),
      cost: fc
        .array(cell, { minLength: siteCount * demandCount, maxLength: siteCount * demandCount })
        .map(all => Float64Array.from(all)),
    }),
  );
