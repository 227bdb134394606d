import type { CoverRows } from '../cover-rows.ts';

/** Times that regions are drawn anew around the columns that share most with them. */
const REDRAWN = 4;

/**
 * Parts the rows into about `wanted` regions of rows that are near each other, as far as covers tell: around `seeds` and columns that
 * share least with the seeds before them, each row with the seed that its columns share most with; then a few times anew, around the
 * column that covers most of each region. There are more regions where rows have nothing to do with any seed.
 */
export function regionsOf(rows: CoverRows, seeds: readonly number[], wanted: number): number[][] {
  let lists = around(rows, seeds, wanted);
  for (let time = 0; time < REDRAWN; time++) {
    const middles = lists.map(list => middleOf(rows, list));
    lists = around(rows, middles, 0);
  }
  return lists;
}

function around(rows: CoverRows, seeds: readonly number[], wanted: number): number[][] {
  const { rowCount, columnCount, rowStart, rowColumns, columnStart, columnRows } = rows;
  const regionOf = new Int32Array(rowCount).fill(-1);
  const score = new Float64Array(rowCount);
  const own = new Float64Array(rowCount);
  const nearest = new Float64Array(columnCount);
  let regions = 0;
  const place = (seed: number): void => {
    const shared = sharedWith(rows, seed);
    for (let column = 0; column < columnCount; column++)
      nearest[column] = Math.max(nearest[column]!, shared[column]!);
    for (let column = 0; column < columnCount; column++) {
      if (shared[column] === 0) continue;
      for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++)
        own[columnRows[at]!]! += shared[column]!;
    }
    for (let row = 0; row < rowCount; row++) {
      if (own[row]! > score[row]!) [score[row], regionOf[row]] = [own[row]!, regions];
      own[row] = 0;
    }
    regions++;
  };
  for (const seed of new Set(seeds)) place(seed);
  while (regions < Math.min(wanted, columnCount)) {
    let farthest = 0;
    for (let column = 1; column < columnCount; column++)
      if (nearest[column]! < nearest[farthest]!) farthest = column;
    place(farthest);
  }
  for (let row = 0; row < rowCount; row++) {
    if (regionOf[row] === -1 && rowStart[row] !== rowStart[row + 1]) place(rowColumns[rowStart[row]!]!);
  }
  const lists: number[][] = Array.from({ length: regions }, () => []);
  for (let row = 0; row < rowCount; row++) if (regionOf[row] !== -1) lists[regionOf[row]!]!.push(row);
  return lists.filter(list => list.length > 0);
}

/** The column that covers most of these rows. */
function middleOf({ columnCount, rowStart, rowColumns, weight }: CoverRows, list: readonly number[]): number {
  const inside = new Float64Array(columnCount);
  let middle = rowColumns[rowStart[list[0]!]!]!;
  for (const row of list) {
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) inside[rowColumns[at]!]! += weight[row]!;
  }
  for (let column = 0; column < columnCount; column++) if (inside[column]! > inside[middle]!) middle = column;
  return middle;
}

/** For each column the share of its weight that the seed covers as well. */
function sharedWith(
  { columnCount, rowStart, rowColumns, columnStart, columnRows, weight }: CoverRows,
  seed: number,
) {
  const shared = new Float64Array(columnCount);
  for (let at = columnStart[seed]!; at < columnStart[seed + 1]!; at++) {
    const row = columnRows[at]!;
    for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) shared[rowColumns[i]!]! += weight[row]!;
  }
  for (let column = 0; column < columnCount; column++) {
    if (shared[column] === 0) continue;
    let all = 0;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) all += weight[columnRows[at]!]!;
    shared[column]! /= all;
  }
  return shared;
}
