import type { CoverRows } from './cover-rows.ts';
import type { Levels } from './levels.ts';

/**
 * Put `units` on columns, at most `limit[j]` on column j, so that the rows are worth most. A row that k units cover is
 * worth its weight × the sum of the first k gains; `head[i]` units that are given already come before the first.
 */
export interface CoverProblem {
  readonly rows: CoverRows;
  readonly levels: Levels;
  readonly units: number;
  readonly limit: Uint16Array;
  readonly head: Uint16Array;
  /** What is worth something whatever is chosen. */
  readonly base: number;
  /** Every choice is worth a whole number, so a bound may be rounded down. */
  readonly isWhole: boolean;
}

export const problemOf = (
  rows: CoverRows,
  levels: Levels,
  units: number,
  limit: Uint16Array,
): CoverProblem => ({
  rows,
  levels,
  units,
  limit,
  head: new Uint16Array(rows.rowCount),
  base: 0,
  isWhole: [...levels.gains, ...rows.weight].every(Number.isSafeInteger),
});
