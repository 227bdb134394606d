import { fail, ok, type Result } from '@clarion/measure';

export interface CsvRow {
  /** Line of the text in which the row begins, from 1. */
  readonly line: number;
  readonly cells: readonly string[];
}

export interface CsvFault {
  readonly reason: string;
  readonly line: number;
}

const QUOTE = 34;
const COMMA = 44;
const LF = 10;
const CR = 13;

/**
 * Rows of a text by RFC 4180; a lone LF also ends a row, a byte order mark and blank lines are passed over. Strict about
 * quotes, since a stray one silently swallows rows. Written here because csv-parse counts a CRLF inside quotes as two
 * lines, and a fault must name the true line.
 */
export function parseCsv(text: string): Result<readonly CsvRow[], CsvFault> {
  const rows: CsvRow[] = [];
  const end = text.length;
  let at = text.charCodeAt(0) === 0xfeff ? 1 : 0;
  let line = 1;
  while (at < end) {
    const cells: string[] = [];
    const startLine = line;
    const startAt = at;
    for (;;) {
      if (text.charCodeAt(at) === QUOTE) {
        const field = quotedField(text, at, line);
        if (!field.ok) return field;
        cells.push(field.value.text);
        at = field.value.end;
        line = field.value.line;
      } else {
        const start = at;
        for (; at < end; at++) {
          const code = text.charCodeAt(at);
          if (code === COMMA || code === LF || (code === CR && text.charCodeAt(at + 1) === LF)) break;
          if (code === QUOTE) return fail({ reason: 'a quote within a field that is not quoted', line });
        }
        cells.push(text.slice(start, at));
      }
      if (text.charCodeAt(at) !== COMMA) break;
      at++;
    }
    const blank = at === startAt;
    if (text.charCodeAt(at) === CR) at++;
    at++;
    line++;
    if (!blank) rows.push({ line: startLine, cells });
  }
  return ok(rows);
}

function quotedField(
  text: string,
  start: number,
  startLine: number,
): Result<{ text: string; end: number; line: number }, CsvFault> {
  let field = '';
  let line = startLine;
  for (let from = start + 1; ; ) {
    const close = text.indexOf('"', from);
    if (close === -1) return fail({ reason: 'a quote is not closed', line: startLine });
    const piece = text.slice(from, close);
    for (let i = piece.indexOf('\n'); i !== -1; i = piece.indexOf('\n', i + 1)) line++;
    field += piece;
    const next = text.charCodeAt(close + 1);
    if (next === QUOTE) {
      field += '"';
      from = close + 2;
      continue;
    }
    const ends = close + 1 === text.length || next === COMMA || next === LF;
    if (!ends && !(next === CR && text.charCodeAt(close + 2) === LF)) {
      return fail({ reason: 'text after a closing quote', line });
    }
    return ok({ text: field, end: close + 1, line });
  }
}
