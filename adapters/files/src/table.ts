import { ok, type Result } from '@clarion/measure';
import { type CsvRow, parseCsv } from './csv.ts';
import { type FileFault, fileFault } from './fault.ts';
import { readText } from './read-text.ts';

export type TableRow = CsvRow;

/** A table whose columns are found by name. */
export interface Table {
  readonly file: string;
  readonly columns: readonly string[];
  readonly rows: readonly TableRow[];
  /** Place of the column; undefined when the table does not have it. */
  find(column: string): number | undefined;
}

/**
 * Reads a CSV table by RFC 4180 (quoted fields, doubled quotes, LF or CRLF, with or without a byte order mark); blank
 * lines are passed over. Errors: as `readText`; not well-formed; a row wider or narrower than the heading; a required
 * column that is missing; a column twice; no rows (unless `mayBeEmpty`).
 */
export async function readTable(
  path: string,
  required: readonly string[],
  options: { readonly mayBeEmpty?: boolean } = {},
): Promise<Result<Table, FileFault>> {
  const text = await readText(path);
  return text.ok ? parseTable(path, text.value, required, options) : text;
}

/** As `readTable`, from text. */
export function parseTable(
  path: string,
  text: string,
  required: readonly string[],
  options: { readonly mayBeEmpty?: boolean } = {},
): Result<Table, FileFault> {
  const records = parseCsv(text);
  if (!records.ok) {
    return fileFault('CsvBroken', path, { line: records.error.line }, { reason: records.error.reason });
  }
  const [heading, ...rows] = records.value;
  if (heading === undefined) return fileFault('FileEmpty', path);
  const columns = heading.cells.map(name => name.trim());
  const places = new Map<string, number>();
  for (const [place, column] of columns.entries()) {
    if (places.has(column)) return fileFault('ColumnTwice', path, { line: heading.line, field: column });
    places.set(column, place);
  }
  for (const column of required) {
    if (!places.has(column)) {
      return fileFault(
        'ColumnMissing',
        path,
        { line: heading.line, field: column },
        { columns: columns.join(', ') },
      );
    }
  }
  for (const { cells, line } of rows) {
    if (cells.length !== columns.length) {
      return fileFault('RowWidth', path, { line }, { has: cells.length, expected: columns.length });
    }
  }
  if (rows.length === 0 && !options.mayBeEmpty) return fileFault('TableEmpty', path);
  return ok({ file: path, columns, rows, find: column => places.get(column) });
}
