import { expect, test } from 'vitest';
import { cellNumber, cellText } from './cell.ts';
import { parseTable } from './table.ts';

const lines = (text: string, required: readonly string[] = ['id']) => {
  const table = parseTable('t.csv', text, required);
  return table.ok ? table.value.rows.map(row => [row.line, ...row.cells]) : table.error;
};

test('fields are read by RFC 4180: quotes, doubled quotes, commas and line ends inside', () => {
  expect(lines('id,name\r\n1,"a, ""b"""\r\n2,"two\r\nlines"\r\n3,c\r\n')).toEqual([
    [2, '1', 'a, "b"'],
    [3, '2', 'two\r\nlines'],
    [5, '3', 'c'],
  ]);
});

test('a byte order mark, a missing last line end and blank lines do not matter', () => {
  expect(lines('\uFEFFid,name\n1,a\n\n2,b')).toEqual([
    [2, '1', 'a'],
    [4, '2', 'b'],
  ]);
});

test('columns are found by name, in any order, with others beside them', () => {
  const table = parseTable('t.csv', 'note,lat,id\nx,48,1\n', ['id', 'lat']);
  if (!table.ok) throw new Error(table.error.code);
  const row = table.value.rows[0]!;
  expect(cellText(table.value, row, 'lat')).toBe('48');
  expect(cellText(table.value, row, 'absent')).toBe('');
});

test.each([
  ['FileEmpty', undefined, '\n\n'],
  ['TableEmpty', undefined, 'id,name\n'],
  ['ColumnMissing', 1, 'ID,name\n1,a\n'],
  ['ColumnTwice', 1, 'id,id\n1,a\n'],
  ['RowWidth', 3, 'id,name\n1,a\n2\n'],
  ['RowWidth', 2, 'id,name\n1,a,b\n'],
  ['CsvBroken', 2, 'id,name\n1,"open\n'],
  ['CsvBroken', 3, 'id,name\n1,a\n2,b"c\n'],
])('%s is told with its line', (code, line, text) => {
  const fault = lines(text);
  expect(fault).toMatchObject(line === undefined ? { code, file: 't.csv' } : { code, line, file: 't.csv' });
});

test.each([
  ['', 'CellEmpty'],
  ['x', 'CellNotNumber'],
  ['NaN', 'CellNotNumber'],
  ['1e999', 'CellNotNumber'],
  ['0x10', 'CellNotNumber'],
  ['1,5', 'CellNotNumber'],
  ['-1', 'CellOutOfRange'],
  ['1.5', 'CellNotInteger'],
])('the cell "%s" is %s where a whole number from 0 is wanted', (value, code) => {
  const table = parseTable('t.csv', `id,n\n1,"${value}"\n`, ['n']);
  if (!table.ok) throw new Error(table.error.code);
  const number = cellNumber(table.value, table.value.rows[0]!, 'n', { minimum: 0, whole: true });
  expect(number).toMatchObject({ ok: false, error: { code, line: 2, field: 'n' } });
});
