import { mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { lockFolder } from './folderLock.ts';
import { endOrphan, findPostmaster } from './postmaster.ts';
import { isServerOf, startOf } from './processes.ts';

const folders: string[] = [];
const folder = () => {
  const made = mkdtempSync(join(tmpdir(), 'clarion-lock-'));
  folders.push(made);
  return made;
};
afterAll(() => {
  for (const made of folders) rmSync(made, { recursive: true, force: true });
});
const lockOf = (inside: string, holder: object) =>
  writeFileSync(join(inside, 'clarion.lock'), JSON.stringify(holder));

test('one holder at a time; released, it is free again and nothing stays behind', () => {
  const inside = folder();
  const first = lockFolder(inside);
  expect(lockFolder(inside)).toEqual({
    ok: false,
    error: { code: 'DataFolderInUse', folder: inside, pid: process.pid },
  });
  if (first.ok) first.value.release();
  expect(readdirSync(inside)).toEqual([]);
  expect(lockFolder(inside).ok).toBe(true);
});

test('the lock of a process that died is taken over, even when its number belongs to a living one now', () => {
  const inside = folder();
  lockOf(inside, { pid: 4_000_000, started: 'boot/1' });
  expect(lockFolder(inside).ok).toBe(true);
  const other = folder();
  lockOf(other, { pid: process.pid, started: 'boot/1' });
  expect(lockFolder(other).ok).toBe(true);
  expect(readdirSync(other)).toEqual(['clarion.lock']);
});

test('a process is known by its start; one that is no PostgreSQL of this cluster is left alone', async () => {
  expect(startOf(process.pid)).toBe(startOf(process.pid));
  expect(startOf(4_000_000)).toBeUndefined();
  expect(isServerOf(process.pid, '/somewhere')).toBe(false);
  const cluster = folder();
  writeFileSync(
    join(cluster, 'postmaster.pid'),
    `${process.pid}\n${cluster}\n0\n20001\n\n127.0.0.1\n0 0\nready   \n`,
  );
  expect(findPostmaster(cluster)).toEqual({ pid: process.pid, port: 20_001, ready: true });
  await endOrphan(cluster);
  expect(findPostmaster(cluster)).toBeUndefined();
});
