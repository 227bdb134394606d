import { isUtf8 } from 'node:buffer';
import { ok, type Result } from '@clarion/measure';
import { type FileFault, fileFault } from '../fault.ts';
import { readBytes, sha256 } from '../read-text.ts';
import { parseTable } from '../table.ts';
import { IdIndex } from './id-index.ts';
import { hasQuote, numberOf, type OnRow, scanRows } from './scan.ts';

/** A column of ids. */
export interface IdColumn {
  readonly name: string;
  /** The only ids it may hold, with the file that lists them; without it every id is taken in. */
  readonly known?: { readonly ids: readonly string[]; readonly file: string };
}

/** Rows of two ids, and a number where one was asked for. */
export interface PairTable {
  readonly file: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly count: number;
  /** Places of the rows' ids in `firstIds` and `secondIds`. */
  readonly first: Uint32Array;
  readonly second: Uint32Array;
  readonly firstIds: readonly string[];
  readonly secondIds: readonly string[];
  readonly value: Float64Array;
  /** Line of each row in the file, from 1. */
  readonly line: Uint32Array;
}

interface Growing {
  count: number;
  first: Uint32Array;
  second: Uint32Array;
  value: Float64Array;
  line: Uint32Array;
}

/**
 * Reads a table of pairs such as `demand,site` or `from,to,travel_time_ms`; other columns are passed over. Millions of
 * rows: cells are looked up as bytes. A table with quoted cells takes the slow way to the same answer. Errors: as
 * `readTable`; an id that is empty or not among those known; a value that is no number or below zero.
 */
export async function readPairTable(
  path: string,
  columns: {
    readonly first: IdColumn;
    readonly second: IdColumn;
    readonly value?: string;
    /** A value's column that the table may lack: then the result has no values. */
    readonly optional?: string;
  },
): Promise<Result<PairTable, FileFault>> {
  const read = await readBytes(path);
  if (!read.ok) return read;
  const bytes = read.value;
  if (!isUtf8(bytes)) return fileFault('EncodingBroken', path);
  const names = [
    columns.first.name,
    columns.second.name,
    ...(columns.value === undefined ? [] : [columns.value]),
  ];
  const headEnd = bytes.indexOf(10) === -1 ? bytes.length : bytes.indexOf(10) + 1;
  const quoted = hasQuote(bytes);
  const text = new TextDecoder('utf-8').decode(quoted ? bytes : bytes.subarray(0, headEnd));
  const table = parseTable(path, text, names, { mayBeEmpty: true });
  if (!table.ok) return table;
  const hasOptional = columns.optional !== undefined && table.value.find(columns.optional) !== undefined;
  const valueName = columns.value ?? (hasOptional ? columns.optional : undefined);
  if (hasOptional) names.push(columns.optional!);
  const places = names.map(name => table.value.find(name)!);
  const width = table.value.columns.length;

  const first = new IdIndex();
  const second = new IdIndex();
  for (const id of columns.first.known?.ids ?? []) first.addText(id);
  for (const id of columns.second.known?.ids ?? []) second.addText(id);
  const rows = sized(quoted ? table.value.rows.length : Math.ceil(bytes.length / 8));
  let fault: ReturnType<typeof fileFault> | undefined;
  const [firstPlace, secondPlace, valuePlace] = places as [number, number, number | undefined];

  const idOf = (
    index: IdIndex,
    column: IdColumn,
    source: Uint8Array,
    line: number,
    from: number,
    to: number,
  ) => {
    const at = { line, field: column.name };
    if (from === to) fault = fileFault('CellEmpty', path, at);
    if (column.known === undefined) return index.add(source, from, to);
    const number = index.find(source, from, to);
    if (number === -1 && fault === undefined) {
      const value = Buffer.from(source.subarray(from, to)).toString();
      fault = fileFault('IdUnknown', path, at, { value, other: column.known.file });
    }
    return number;
  };
  const takeRow = (source: Uint8Array): OnRow => {
    return (line, starts, ends, cells) => {
      if (cells !== width) {
        fault = fileFault('RowWidth', path, { line }, { has: cells, expected: width });
        return false;
      }
      if (rows.count === rows.first.length) grow(rows);
      const at = rows.count;
      rows.first[at] = idOf(first, columns.first, source, line, starts[firstPlace]!, ends[firstPlace]!);
      rows.second[at] = idOf(second, columns.second, source, line, starts[secondPlace]!, ends[secondPlace]!);
      rows.line[at] = line;
      if (valuePlace !== undefined) {
        const [from, to] = [starts[valuePlace]!, ends[valuePlace]!];
        const value = numberOf(source, from, to);
        if (!(value >= 0 && value < Infinity)) {
          fault ??= valueFault(path, line, valueName!, Buffer.from(source.subarray(from, to)).toString());
        }
        rows.value[at] = value;
      }
      rows.count++;
      return fault === undefined;
    };
  };
  if (quoted) takeQuoted(table.value.rows, takeRow);
  else scanRows(bytes, headEnd, 2, width, takeRow(bytes));
  if (fault !== undefined) return fault;
  if (rows.count === 0) return fileFault('TableEmpty', path);
  return ok({
    file: path,
    hash: sha256(bytes),
    count: rows.count,
    first: rows.first.subarray(0, rows.count),
    second: rows.second.subarray(0, rows.count),
    value: rows.value.subarray(0, valueName === undefined ? 0 : rows.count),
    line: rows.line.subarray(0, rows.count),
    firstIds: first.ids,
    secondIds: second.ids,
  });
}

function valueFault(path: string, line: number, field: string, value: string) {
  const at = { line, field };
  if (value === '') return fileFault('CellEmpty', path, at);
  if (!Number.isFinite(Number(value))) return fileFault('CellNotNumber', path, at, { value });
  return fileFault('CellOutOfRange', path, at, { value, minimum: 0, maximum: '∞' });
}

/** Each row's cells are laid end to end, so that the same code takes them. */
function takeQuoted(
  rows: readonly { readonly line: number; readonly cells: readonly string[] }[],
  takeRow: (source: Uint8Array) => OnRow,
): void {
  for (const { line, cells } of rows) {
    const trimmed = cells.map(cell => Buffer.from(cell.trim()));
    const starts = new Int32Array(cells.length);
    const ends = new Int32Array(cells.length);
    let at = 0;
    for (const [i, cell] of trimmed.entries()) {
      starts[i] = at;
      ends[i] = at += cell.length;
    }
    if (!takeRow(Buffer.concat(trimmed))(line, starts, ends, cells.length)) return;
  }
}

const sized = (rows: number): Growing => {
  const size = Math.max(16, rows);
  return {
    count: 0,
    first: new Uint32Array(size),
    second: new Uint32Array(size),
    value: new Float64Array(size),
    line: new Uint32Array(size),
  };
};

function grow(rows: Growing): void {
  const larger = sized(2 * rows.first.length);
  larger.first.set(rows.first);
  larger.second.set(rows.second);
  larger.value.set(rows.value);
  larger.line.set(rows.line);
  Object.assign(rows, { ...larger, count: rows.count });
}
