const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const CR = 13;
const SPACE = 32;
const TAB = 9;
const DOT = 46;
const ZERO = 48;
const EXACT_DIGITS = 15;
const TENS = Array.from({ length: 23 }, (_, i) => 10 ** i);
const decimal = /^[+-]?(\d+\.?\d*|\.\d+)(e[+-]?\d+)?$/i;

/** Called with the bytes of a row's cells without their spaces; false ends the scan. */
export type OnRow = (line: number, starts: Int32Array, ends: Int32Array, cells: number) => boolean;

export const hasQuote = (bytes: Uint8Array): boolean => bytes.indexOf(QUOTE) !== -1;

/** Rows of a table without quotes from `at` on; blank lines are passed over. `line` is that of `at`, from 1. */
export function scanRows(bytes: Uint8Array, at: number, line: number, width: number, onRow: OnRow): void {
  const starts = new Int32Array(width + 1);
  const ends = new Int32Array(width + 1);
  const size = bytes.length;
  while (at < size) {
    let cells = 0;
    const rowAt = at;
    for (;;) {
      const start = at;
      while (at < size && bytes[at] !== COMMA && bytes[at] !== LF) at++;
      if (cells <= width) setTrimmed(bytes, starts, ends, cells, start, at);
      cells++;
      if (at >= size || bytes[at] === LF) break;
      at++;
    }
    const isBlank = at === rowAt || (at === rowAt + 1 && bytes[rowAt] === CR);
    if (!isBlank && !onRow(line, starts, ends, cells)) return;
    at++;
    line++;
  }
}

function setTrimmed(
  bytes: Uint8Array,
  starts: Int32Array,
  ends: Int32Array,
  cell: number,
  start: number,
  end: number,
): void {
  while (start < end && (bytes[start] === SPACE || bytes[start] === TAB)) start++;
  while (end > start && (bytes[end - 1] === CR || bytes[end - 1] === SPACE || bytes[end - 1] === TAB)) end--;
  starts[cell] = start;
  ends[cell] = end;
}

/**
 * The number that these bytes spell, NaN if none: digits are gathered as a whole number, which divided by a power of ten
 * below 10^23 is rounded as `Number` rounds (Clinger 1990); anything longer is left to `Number`.
 */
export function numberOf(bytes: Uint8Array, start: number, end: number): number {
  let whole = 0;
  let digits = 0;
  let point = -1;
  for (let i = start; i < end; i++) {
    const byte = bytes[i]!;
    if (byte >= ZERO && byte <= ZERO + 9) {
      whole = whole * 10 + (byte - ZERO);
      digits++;
    } else if (byte === DOT && point === -1) point = i;
    else return slowNumber(bytes, start, end);
  }
  if (digits === 0 || digits > EXACT_DIGITS) return slowNumber(bytes, start, end);
  return point === -1 ? whole : whole / TENS[end - point - 1]!;
}

function slowNumber(bytes: Uint8Array, start: number, end: number): number {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset + start, end - start).toString('latin1');
  return decimal.test(text) ? Number(text) : NaN;
}
