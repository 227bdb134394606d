import type { CoverProblem } from './cover-problem.ts';
import { withColumns } from './cover-rows.ts';
import { mergeRows } from './merge-rows.ts';

export interface Restricted {
  readonly problem: CoverProblem;
  /** Column of the larger problem for each column here. */
  readonly columnOf: Uint32Array;
  /** Row here of each row of the larger problem; −1 where nothing is left to decide. */
  readonly rowOf: Int32Array;
}

/**
 * The problem that is left when column j has at least `low[j]` and at most `high[j]` units: settled columns go, rows that
 * can gain nothing more go into the base, rows that look the same now are merged.
 */
export function restrict(given: CoverProblem, low: Uint16Array, high: Uint16Array): Restricted {
  const { rows, levels, limit } = given;
  const { rowCount, columnCount, rowStart, rowColumns, columnStart, columnRows, weight } = rows;
  const { gains } = levels;
  const levelCount = gains.length - 1;
  const head = given.head.slice();
  let units = given.units;
  const kept: number[] = [];
  const placeOf = new Int32Array(columnCount).fill(-1);
  for (let column = 0; column < columnCount; column++) {
    if (low[column]! > 0) {
      units -= low[column]!;
      for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
        head[columnRows[at]!]! += low[column]!;
      }
    }
    if (high[column]! > low[column]!) {
      placeOf[column] = kept.length;
      kept.push(column);
    }
  }
  let base = given.base;
  const start = new Uint32Array(rowCount + 1);
  const columns = new Uint32Array(rowColumns.length);
  let size = 0;
  for (let row = 0; row < rowCount; row++) {
    for (let k = given.head[row]!; k < Math.min(head[row]!, levelCount); k++)
      base += weight[row]! * gains[k]!;
    if (head[row]! < levelCount) {
      for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
        const place = placeOf[rowColumns[at]!]!;
        if (place !== -1) columns[size++] = place;
      }
    }
    start[row + 1] = size;
  }
  const merged = mergeRows(withColumns(weight, start, columns.subarray(0, size), kept.length), head);
  const mergedHead = new Uint16Array(merged.rows.rowCount);
  for (let row = 0; row < rowCount; row++) {
    if (merged.mergedOf[row] !== -1) mergedHead[merged.mergedOf[row]!] = head[row]!;
  }
  const mergedLimit = Uint16Array.from(
    kept,
    column => Math.min(limit[column]!, high[column]!) - low[column]!,
  );
  const problem = { ...given, rows: merged.rows, units, limit: mergedLimit, head: mergedHead, base };
  return { problem, columnOf: Uint32Array.from(kept), rowOf: merged.mergedOf };
}

/** Prices of the larger problem's rows, as far as they stand for rows here. */
export function inheritedPrices(restricted: Restricted, prices: Float64Array): Float64Array {
  const own = new Float64Array(restricted.problem.rows.rowCount);
  for (const [row, merged] of restricted.rowOf.entries()) if (merged !== -1) own[merged]! += prices[row]!;
  const { levels, rows, head } = restricted.problem;
  // A row whose first units are given already pays at most what the next one is worth.
  for (let row = 0; row < own.length; row++) {
    own[row] = Math.min(own[row]!, rows.weight[row]! * levels.concave[head[row]! * (levels.stride + 1)]!);
  }
  return own;
}
