import { mkdtemp, readdir, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { expect, test } from 'vitest';
import { writeWhole } from './write-whole.ts';

const folder = () => mkdtemp(join(tmpdir(), 'clarion-files-'));

test('a file is replaced as a whole and nothing else stays behind', async () => {
  const inside = await folder();
  const path = join(inside, 'a.csv');
  await writeFile(path, 'old');
  expect(await writeWhole(path, ['from,to\n', '1,2\n'])).toEqual({ ok: true, value: undefined });
  expect(await readFile(path, 'utf8')).toBe('from,to\n1,2\n');
  expect(await readdir(inside)).toEqual(['a.csv']);
});

test('when the content breaks off, the old file stays and the part is removed', async () => {
  const inside = await folder();
  const path = join(inside, 'a.csv');
  await writeFile(path, 'old');
  async function* breaking() {
    yield 'half';
    throw new Error('broke off');
  }
  await expect(writeWhole(path, breaking())).rejects.toThrow('broke off');
  expect(await readFile(path, 'utf8')).toBe('old');
  expect(await readdir(inside)).toEqual(['a.csv']);
});

test('a missing folder and a folder in the way are values', async () => {
  const inside = await folder();
  expect(await writeWhole(join(inside, 'no/such/a.csv'), 'x')).toMatchObject({
    error: { code: 'FolderMissing' },
  });
  expect(await writeWhole(inside, 'x')).toMatchObject({ error: { code: 'FileIsFolder' } });
  const file = join(inside, '..', `${basename(inside)}.csv`);
  await writeFile(file, 'a file, no folder');
  expect(await writeWhole(join(file, 'a.csv'), 'x')).toMatchObject({ error: { code: 'FolderMissing' } });
  expect(await readdir(inside)).toEqual([]);
});
