import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseCsv } from './csv.ts';

const quote = (cell: string) => `"${cell.replaceAll('"', '""')}"`;

test('whatever is written by RFC 4180 is read back, with the line in which each row begins', () => {
  const cell = fc.string({ unit: fc.constantFrom('a', '路', '"', ',', '\n', '\r', ' '), maxLength: 6 });
  const table = fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 });
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n'), fc.boolean(), (rows, lineEnd, bom) => {
      const text = rows.map(row => row.map(quote).join(',')).join(lineEnd);
      const parsed = parseCsv((bom ? '\uFEFF' : '') + text);
      let line = 1;
      const expected = rows.map(cells => {
        const row = { line, cells };
        line += 1 + cells.join('').split('\n').length - 1;
        return row;
      });
      expect(parsed).toEqual({ ok: true, value: expected });
    }),
  );
});
