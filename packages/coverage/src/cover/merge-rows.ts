import { type CoverRows, withColumns } from './cover-rows.ts';

export interface MergedRows {
  readonly rows: CoverRows;
  /** The merged row of each given one; −1 where no column covers it or nobody asks for help there. */
  readonly mergedOf: Int32Array;
}

/**
 * Rows that the same columns cover (and that count alike, `kindOf`) become one with the sum of their weights: no choice of
 * posts can tell them apart. Rows without weight or without columns go.
 */
export function mergeRows(given: CoverRows, kindOf?: ArrayLike<number>): MergedRows {
  const { rowCount, rowStart, rowColumns, weight } = given;
  const mergedOf = new Int32Array(rowCount).fill(-1);
  const byHash = new Map<number, number[]>();
  const kept: number[] = [];
  const sums: number[] = [];
  const isSame = (a: number, b: number): boolean => {
    const length = rowStart[a + 1]! - rowStart[a]!;
    if (rowStart[b + 1]! - rowStart[b]! !== length || kindOf?.[a] !== kindOf?.[b]) return false;
    for (let i = 0; i < length; i++) {
      if (rowColumns[rowStart[a]! + i] !== rowColumns[rowStart[b]! + i]) return false;
    }
    return true;
  };
  for (let row = 0; row < rowCount; row++) {
    if (weight[row] === 0 || rowStart[row] === rowStart[row + 1]) continue;
    let hash = kindOf?.[row] ?? 0;
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++)
      hash = Math.imul(hash ^ rowColumns[at]!, 0x9e3779b1) + (hash >>> 15);
    const alike = byHash.get(hash);
    const same = alike?.find(merged => isSame(kept[merged]!, row));
    if (same !== undefined) {
      mergedOf[row] = same;
      sums[same]! += weight[row]!;
      continue;
    }
    mergedOf[row] = kept.length;
    if (alike) alike.push(kept.length);
    else byHash.set(hash, [kept.length]);
    kept.push(row);
    sums.push(weight[row]!);
  }
  const start = new Uint32Array(kept.length + 1);
  for (const [i, row] of kept.entries()) start[i + 1] = start[i]! + rowStart[row + 1]! - rowStart[row]!;
  const columns = new Uint32Array(start[kept.length]!);
  for (const [i, row] of kept.entries()) {
    columns.set(rowColumns.subarray(rowStart[row]!, rowStart[row + 1]!), start[i]!);
  }
  return { rows: withColumns(Float64Array.from(sums), start, columns, given.columnCount), mergedOf };
}
