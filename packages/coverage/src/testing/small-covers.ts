import fc from 'fast-check';
import { type CoverRows, coverRowsOf } from '../cover/cover-rows.ts';

export interface SmallCover {
  readonly rows: CoverRows;
  readonly sites: number;
}

/** Tenths as well, whose sums are rounded. */
const weight = fc.oneof(
  fc.integer({ min: 0, max: 9 }),
  fc.integer({ min: 0, max: 30 }).map(tenths => tenths / 10),
  fc.double({ min: 0, max: 9, noNaN: true }),
);

/** Random covers small enough to try every choice: rows without a site, without weight and repeated ones among them. */
export const smallCover: fc.Arbitrary<SmallCover> = fc
  .record({
    sites: fc.integer({ min: 1, max: 7 }),
    weights: fc.array(weight, {
      minLength: 1,
      maxLength: 12,
    }),
    near: fc.array(fc.tuple(fc.nat(), fc.nat()), { maxLength: 40 }),
  })
  .map(({ sites, weights, near }) => {
    const rows = Uint32Array.from(near, ([row]) => row % weights.length);
    const columns = Uint32Array.from(near, ([, column]) => column % sites);
    return { sites, rows: coverRowsOf(rows, columns, Float64Array.from(weights), sites) };
  });

/** Every way to put `units` on `sites`, at most `limit` on each, as sorted lists. */
export function* choices(sites: number, units: number, limit: number, from = 0): Generator<number[]> {
  if (units === 0) yield [];
  if (units === 0 || from >= sites) return;
  for (let here = Math.min(limit, units); here >= 0; here--) {
    const own = Array<number>(here).fill(from);
    for (const rest of choices(sites, units - here, limit, from + 1)) yield [...own, ...rest];
  }
}

/** What a choice is worth, counted without any of the solver's tables. `worth[k]`: of a row that k units cover. */
export function worthOf(rows: CoverRows, chosen: readonly number[], worth: readonly number[]): number {
  let sum = 0;
  for (let row = 0; row < rows.rowCount; row++) {
    const columns = rows.rowColumns.subarray(rows.rowStart[row]!, rows.rowStart[row + 1]!);
    const count = chosen.filter(column => columns.includes(column)).length;
    sum += rows.weight[row]! * worth[Math.min(count, worth.length - 1)]!;
  }
  return sum;
}
