import { type CoverRows, withColumns } from '../cover/cover-rows.ts';
import { dominated } from '../cover/dominated.ts';
import { mergeRows } from '../cover/merge-rows.ts';

export interface Reduced {
  readonly rows: CoverRows;
  /** Column of the larger problem for each column here. */
  readonly columnOf: Uint32Array;
}

/**
 * What must still be decided when every row has to be covered: a row whose columns are among those of another covers for
 * it, and a column that covers no more than another is not needed (Toregas and ReVelle 1973). Repeated until nothing goes.
 */
export function withoutDominated(given: CoverRows): Reduced {
  let rows = mergeRows(given).rows;
  let columnOf = Uint32Array.from({ length: given.columnCount }, (_, column) => column);
  for (;;) {
    const before = rows.rowCount + rows.columnCount;
    const rowGone = dominated(rows.rowStart, rows.rowColumns, rows.columnStart, rows.columnRows, 'larger');
    const keptRows = [...rowGone.keys()].filter(row => rowGone[row] === 0);
    rows = pick(rows, keptRows, [...columnOf.keys()]);
    const columnGone = dominated(
      rows.columnStart,
      rows.columnRows,
      rows.rowStart,
      rows.rowColumns,
      'smaller',
    );
    const keptColumns = [...columnGone.keys()].filter(column => columnGone[column] === 0);
    rows = pick(rows, [...Array(rows.rowCount).keys()], keptColumns);
    columnOf = Uint32Array.from(keptColumns, column => columnOf[column]!);
    if (rows.rowCount + rows.columnCount === before) return { rows, columnOf };
  }
}

function pick(rows: CoverRows, keptRows: readonly number[], keptColumns: readonly number[]): CoverRows {
  const placeOf = new Int32Array(rows.columnCount).fill(-1);
  for (const [place, column] of keptColumns.entries()) placeOf[column] = place;
  const start = new Uint32Array(keptRows.length + 1);
  const columns: number[] = [];
  for (const [i, row] of keptRows.entries()) {
    for (let at = rows.rowStart[row]!; at < rows.rowStart[row + 1]!; at++) {
      const place = placeOf[rows.rowColumns[at]!]!;
      if (place !== -1) columns.push(place);
    }
    start[i + 1] = columns.length;
  }
  const weight = Float64Array.from(keptRows, row => rows.weight[row]!);
  return withColumns(weight, start, Uint32Array.from(columns), keptColumns.length);
}
