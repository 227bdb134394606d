/**
 * Which columns (a site, or a kind of unit at a site) cover which rows (demand): both ways, as one flat list each.
 * `rowColumns[rowStart[i]…rowStart[i+1]]` are the columns that cover row i, in rising order; `columnRows` likewise.
 */
export interface CoverRows {
  readonly rowCount: number;
  readonly columnCount: number;
  readonly weight: Float64Array;
  readonly rowStart: Uint32Array;
  readonly rowColumns: Uint32Array;
  readonly columnStart: Uint32Array;
  readonly columnRows: Uint32Array;
}

/** From pairs in any order; a pair that comes twice counts once. */
export function coverRowsOf(
  rowOfPair: Uint32Array,
  columnOfPair: Uint32Array,
  weight: Float64Array,
  columnCount: number,
): CoverRows {
  const rowCount = weight.length;
  const byColumn = grouped(columnOfPair, rowOfPair, columnCount);
  // Columns are walked in rising order, so each row's columns come out sorted and repeats side by side.
  const rowStart = new Uint32Array(rowCount + 1);
  const last = new Int32Array(rowCount).fill(-1);
  for (let column = 0; column < columnCount; column++) {
    for (let at = byColumn.start[column]!; at < byColumn.start[column + 1]!; at++) {
      const row = byColumn.items[at]!;
      if (last[row] === column) continue;
      last[row] = column;
      rowStart[row + 1]!++;
    }
  }
  for (let row = 0; row < rowCount; row++) rowStart[row + 1]! += rowStart[row]!;
  const rowColumns = new Uint32Array(rowStart[rowCount]!);
  const next = rowStart.slice(0, rowCount);
  last.fill(-1);
  for (let column = 0; column < columnCount; column++) {
    for (let at = byColumn.start[column]!; at < byColumn.start[column + 1]!; at++) {
      const row = byColumn.items[at]!;
      if (last[row] === column) continue;
      last[row] = column;
      rowColumns[next[row]!++] = column;
    }
  }
  return withColumns(weight, rowStart, rowColumns, columnCount);
}

/** Completes rows with the other direction. */
export function withColumns(
  weight: Float64Array,
  rowStart: Uint32Array,
  rowColumns: Uint32Array,
  columnCount: number,
): CoverRows {
  const rowCount = weight.length;
  const columnStart = new Uint32Array(columnCount + 1);
  for (const column of rowColumns) columnStart[column + 1]!++;
  for (let column = 0; column < columnCount; column++) columnStart[column + 1]! += columnStart[column]!;
  const columnRows = new Uint32Array(rowColumns.length);
  const next = columnStart.slice(0, columnCount);
  for (let row = 0; row < rowCount; row++) {
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) columnRows[next[rowColumns[at]!]!++] = row;
  }
  return { rowCount, columnCount, weight, rowStart, rowColumns, columnStart, columnRows };
}

/** Counting sort of `items` by `keys`. */
function grouped(keys: Uint32Array, items: Uint32Array, count: number) {
  const start = new Uint32Array(count + 1);
  for (const key of keys) start[key + 1]!++;
  for (let i = 0; i < count; i++) start[i + 1]! += start[i]!;
  const out = new Uint32Array(items.length);
  const next = start.slice(0, count);
  for (let at = 0; at < items.length; at++) out[next[keys[at]!]!++] = items[at]!;
  return { start, items: out };
}
