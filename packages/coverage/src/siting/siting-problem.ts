import type { CoverRows } from '../cover/cover-rows.ts';

/**
 * Units of several kinds on sites: column `kind × siteCount + site`. What stands must fit the bounds of its column, the room
 * of its site, the number of its kind and the budget; it is worth what its rows say, and owes what the minimums ask for.
 */
export interface SitingProblem {
  readonly siteCount: number;
  readonly kindCount: number;
  /** Units at each column that stand there in any case, and that may at most. */
  readonly least: Uint16Array;
  readonly most: Uint16Array;
  /** Units of all kinds together, by site. */
  readonly room: Uint16Array;
  /** Most units, by kind. */
  readonly units: Uint16Array;
  /** Of a site that holds any unit; of a unit, by kind. In any one measure. */
  readonly siteCost: Float64Array;
  readonly unitCost: Float64Array;
  /** Infinity: no matter. */
  readonly budget: number;
  /** Demand under one standard each, and the columns that cover it. Weights are in `worth`. */
  readonly rows: CoverRows;
  /** `worth[row × depth + k]`: what the (k + 1)-th covering unit adds. */
  readonly worth: Float64Array;
  readonly depth: number;
  /** Covering units without which no choice is permitted, by row. */
  readonly must: Uint16Array;
  readonly minimums: readonly SitingMinimum[];
}

/** The weight of rows with `times` covering units or more is to be `atLeast`. */
export interface SitingMinimum {
  readonly times: number;
  readonly atLeast: number;
  readonly rows: Uint32Array;
  readonly weight: Float64Array;
  /** Of all its rows. */
  readonly total: number;
}

export const kindOf = ({ siteCount }: SitingProblem, column: number): number =>
  Math.floor(column / siteCount);

export const siteOf = ({ siteCount }: SitingProblem, column: number): number => column % siteCount;

/** For each row the minimums that it counts in: number and weight, one flat list. */
export interface RowMinimums {
  readonly start: Uint32Array;
  readonly minimum: Uint32Array;
  readonly weight: Float64Array;
}

export function minimumsOfRows({ rows, minimums }: SitingProblem): RowMinimums {
  const start = new Uint32Array(rows.rowCount + 1);
  for (const one of minimums) for (const row of one.rows) start[row + 1]!++;
  for (let row = 0; row < rows.rowCount; row++) start[row + 1]! += start[row]!;
  const minimum = new Uint32Array(start[rows.rowCount]!);
  const weight = new Float64Array(minimum.length);
  const next = start.slice(0, rows.rowCount);
  for (const [number, one] of minimums.entries()) {
    for (const [i, row] of one.rows.entries()) {
      const at = next[row]!++;
      minimum[at] = number;
      weight[at] = one.weight[i]!;
    }
  }
  return { start, minimum, weight };
}
