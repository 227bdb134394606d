import { type LngLat, ok, type Result } from '@clarion/measure';
import { type FileFault, fileFault } from './fault.ts';
import type { Table, TableRow } from './table.ts';

/** The text of a cell; empty for a column that the table does not have. */
export function cellText(table: Table, row: TableRow, column: string): string {
  const place = table.find(column);
  return place === undefined ? '' : (row.cells[place] ?? '').trim();
}

/** An id: text that is not empty. */
export function cellId(table: Table, row: TableRow, column: string): Result<string, FileFault> {
  const value = cellText(table, row, column);
  return value === '' ? fileFault('CellEmpty', table.file, { line: row.line, field: column }) : ok(value);
}

const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

export interface NumberLimits {
  readonly minimum?: number;
  readonly maximum?: number;
  readonly whole?: boolean;
}

/** A decimal number within limits. Errors: empty, not a number, not whole, out of range. */
export function cellNumber(
  table: Table,
  row: TableRow,
  column: string,
  limits: NumberLimits = {},
): Result<number, FileFault> {
  const value = cellText(table, row, column);
  const at = { line: row.line, field: column };
  if (value === '') return fileFault('CellEmpty', table.file, at);
  const number = decimal.test(value) ? Number(value) : NaN;
  if (!Number.isFinite(number)) return fileFault('CellNotNumber', table.file, at, { value });
  if (limits.whole && !Number.isSafeInteger(number))
    return fileFault('CellNotInteger', table.file, at, { value });
  const minimum = limits.minimum ?? -Number.MAX_VALUE;
  const maximum = limits.maximum ?? Number.MAX_VALUE;
  if (number < minimum || number > maximum) {
    return fileFault('CellOutOfRange', table.file, at, {
      value,
      minimum: limits.minimum ?? '−∞',
      maximum: limits.maximum ?? '∞',
    });
  }
  return ok(number);
}

/** A place from two columns in degrees. */
export function cellLngLat(
  table: Table,
  row: TableRow,
  lngColumn: string,
  latColumn: string,
): Result<LngLat, FileFault> {
  const lng = cellNumber(table, row, lngColumn, { minimum: -180, maximum: 180 });
  if (!lng.ok) return lng;
  const lat = cellNumber(table, row, latColumn, { minimum: -90, maximum: 90 });
  return lat.ok ? ok([lng.value, lat.value]) : lat;
}
