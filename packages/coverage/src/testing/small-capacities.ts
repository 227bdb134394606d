import fc from 'fast-check';
import { coverRowsOf } from '../cover/cover-rows.ts';
import type { CostTable } from '../median/cost-table.ts';
import { choices } from './small-covers.ts';

export interface SmallCapacity {
  /** Costs, Infinity where a site does not reach. */
  readonly table: CostTable;
  readonly capacity: Float64Array;
  readonly posts: number;
  readonly settled: { readonly fixed: readonly number[]; readonly forbidden: readonly number[] };
}

const weight = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 9 }) },
  fc.double({ min: 0.01, max: 9, noNaN: true }),
);
const cell = fc.oneof({ weight: 3, arbitrary: fc.integer({ min: 0, max: 9 }) }, fc.constant(Infinity));
const capacity = fc.oneof(fc.integer({ min: 0, max: 25 }), fc.constant(Infinity));

/** Random sites with capacities, small enough to try every choice and every way to serve. */
export const smallCapacity: fc.Arbitrary<SmallCapacity> = fc
  .record({ siteCount: fc.integer({ min: 1, max: 5 }), demandCount: fc.integer({ min: 1, max: 7 }) })
  .chain(({ siteCount, demandCount }) => {
    const many = <T>(one: fc.Arbitrary<T>, count: number) =>
      fc.array(one, { minLength: count, maxLength: count });
    return fc
      .record({
        weights: many(weight, demandCount),
        cells: many(cell, siteCount * demandCount),
        capacities: many(capacity, siteCount),
        posts: fc.integer({ min: 1, max: 3 }),
        a: fc.option(fc.nat({ max: siteCount - 1 })),
        b: fc.option(fc.nat({ max: siteCount - 1 })),
      })
      .map(({ weights, cells, capacities, posts, a, b }) => ({
        table: {
          siteCount,
          demandCount,
          weight: Float64Array.from(weights),
          cost: Float64Array.from(cells),
        },
        capacity: Float64Array.from(capacities),
        settled: {
          fixed: a === null ? [] : [a],
          forbidden: b === null || b === a || siteCount === 1 ? [] : [b],
        },
        posts: Math.min(posts, Math.max(1, siteCount - 1)),
      }));
  });

/** The same as a cover: what is reached at all is covered. */
export function coverOf({ siteCount, demandCount, weight: own, cost }: CostTable) {
  const pairs = [...cost.keys()].filter(at => cost[at]! < Infinity);
  const rows = Uint32Array.from(pairs, at => at % demandCount);
  const columns = Uint32Array.from(pairs, at => Math.floor(at / demandCount));
  return coverRowsOf(rows, columns, own, siteCount);
}

/** The least sum by trying all; `unserved` is what a demand costs that nobody serves, Infinity: not permitted. */
export function leastOf(
  { table, capacity: room, posts, settled }: SmallCapacity,
  costOf: (site: number, row: number) => number,
  unserved: (row: number) => number,
): number {
  const { siteCount, demandCount, weight: own } = table;
  let best = Infinity;
  for (const open of choices(siteCount, posts, 1)) {
    if (!settled.fixed.every(site => open.includes(site))) continue;
    if (settled.forbidden.some(site => open.includes(site))) continue;
    const left = [...room];
    const serve = (row: number, sum: number): void => {
      if (sum >= best) return;
      if (row === demandCount) {
        best = sum;
        return;
      }
      for (const site of open) {
        const needed = own[row]!;
        if (table.cost[site * demandCount + row] === Infinity || needed > left[site]! + 1e-9) continue;
        left[site]! -= needed;
        serve(row + 1, sum + costOf(site, row));
        left[site]! += needed;
      }
      serve(row + 1, sum + (own[row] === 0 ? 0 : unserved(row)));
    };
    serve(0, 0);
  }
  return best;
}
