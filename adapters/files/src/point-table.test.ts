import { mkdtemp, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { readClosures } from './closures.ts';
import { readPointTable } from './point-table.ts';

async function file(text: string): Promise<string> {
  const path = join(await mkdtemp(join(tmpdir(), 'clarion-files-')), 'p.csv');
  await writeFile(path, text);
  return path;
}

test('points are places or nodes', async () => {
  expect(await readPointTable(await file('lat,id,lng\n48.5,a,7.25\n'))).toEqual({
    ok: true,
    value: [{ id: 'a', line: 2, at: [7.25, 48.5] }],
  });
  expect(await readPointTable(await file('id,node\na,007\n'))).toEqual({
    ok: true,
    value: [{ id: 'a', line: 2, node: '007' }],
  });
});

test.each([
  ['id\na\n', { code: 'ColumnMissing', line: 1, field: 'lng, lat / node' }],
  ['id,lng\na,7\n', { code: 'ColumnMissing', line: 1, field: 'lat' }],
  ['id,lng,lat\na,7,91\n', { code: 'CellOutOfRange', line: 2, field: 'lat' }],
  ['id,lng,lat\na,7,48\na,7,49\n', { code: 'RowRepeated', line: 3, field: 'id' }],
  ['id,lng,lat\n,7,48\n', { code: 'CellEmpty', line: 2, field: 'id' }],
  ['id,node\na,\n', { code: 'CellEmpty', line: 2, field: 'node' }],
  ['', { code: 'FileEmpty' }],
])('%j is refused with its place', async (text, fault) => {
  expect(await readPointTable(await file(text))).toMatchObject({ ok: false, error: fault });
});

test('closures are pairs of node ids; a heading alone closes nothing', async () => {
  expect(await readClosures(await file('to,from\n2,1\n'))).toEqual({
    ok: true,
    value: [{ from: '1', to: '2', line: 2 }],
  });
  expect(await readClosures(await file('from,to\n'))).toEqual({ ok: true, value: [] });
  expect(await readClosures(await file('from,too\n1,2\n'))).toMatchObject({
    error: { code: 'ColumnMissing' },
  });
});

test('a missing file and a folder are told apart', async () => {
  expect(await readPointTable('/no/such/file.csv')).toMatchObject({ error: { code: 'FileMissing' } });
  expect(await readPointTable(tmpdir())).toMatchObject({ error: { code: 'FileIsFolder' } });
  expect(await readPointTable(await file('\u0000id'))).toMatchObject({ ok: false });
});
