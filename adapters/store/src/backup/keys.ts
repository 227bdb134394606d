import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { copyFile, mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import { reasonOf } from '../database/fault.ts';
import { syncFolder } from '../keys/keyFile.ts';
import type { BackupFault } from './fault.ts';
import { digestOf } from './manifest.ts';
import { isOfDisk } from './take.ts';

export interface KeysManifest {
  readonly format: 'clarion-keys';
  readonly takenAt: number;
  readonly files: readonly { readonly name: string; readonly sha256: string }[];
}

const listName = 'keys.json';
const erasuresName = 'erasures.jsonl';
/** Passwords of one embedded cluster; another cluster makes its own. */
const leftOut = new Set(['postgres.json']);

/** Copies the keys, for a place apart from the database's backups. The folder must not be there yet. */
export async function takeKeys(
  keysFolder: string,
  wanted: { readonly folder: string; readonly now: Instant },
): Promise<Result<KeysManifest, BackupFault>> {
  const folder = resolve(wanted.folder);
  if (existsSync(folder)) return fail({ code: 'BackupFolderTaken', folder });
  const part = `${folder}.unfinished-${process.pid}`;
  try {
    await mkdir(part, { recursive: true, mode: 0o700 });
    const files: { name: string; sha256: string }[] = [];
    for (const name of keyNames(keysFolder)) {
      const bytes = readFileSync(join(keysFolder, name));
      await writeInto(part, name, bytes);
      files.push({ name, sha256: digestOf(bytes) });
    }
    const manifest: KeysManifest = { format: 'clarion-keys', takenAt: wanted.now, files };
    await writeInto(part, listName, Buffer.from(`${JSON.stringify(manifest)}\n`));
    await rename(part, folder);
    syncFolder(dirname(folder));
    return ok(manifest);
  } catch (fault) {
    // Where a folder above is no folder, there is nothing to take away either.
    await rm(part, { recursive: true, force: true }).catch(() => undefined);
    if (!isOfDisk(fault)) throw fault;
    return fail({ code: 'BackupNotWritten', folder, reason: reasonOf(fault) });
  }
}

/** The list of erasures is the last: what is erased while the keys are copied stands in it. */
function keyNames(keysFolder: string): readonly string[] {
  const entries = readdirSync(keysFolder, { recursive: true, withFileTypes: true });
  const names = entries
    .filter(entry => entry.isFile() && /^[\w-]+\.(key|pub|slots|jsonl)$/.test(entry.name))
    .map(entry => join(entry.parentPath, entry.name).slice(keysFolder.length + 1));
  const isList = (name: string) => (name === erasuresName ? 1 : 0);
  return names.filter(name => !leftOut.has(name)).sort((a, b) => isList(a) - isList(b));
}

async function writeInto(folder: string, name: string, bytes: Buffer): Promise<void> {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  await writeFile(path, bytes, { mode: 0o600, flag: 'wx', flush: true });
}

/** Reads a copy of the keys from end to end. */
export function checkKeys(folder: string): Result<KeysManifest, BackupFault> {
  const list = join(folder, listName);
  if (!existsSync(list)) return fail({ code: 'BackupUnreadable', file: list });
  let manifest: Partial<KeysManifest>;
  try {
    manifest = JSON.parse(readFileSync(list, 'utf8')) as typeof manifest;
  } catch {
    return fail({ code: 'BackupUnreadable', file: list });
  }
  if (manifest?.format !== 'clarion-keys' || !Array.isArray(manifest.files))
    return fail({ code: 'BackupUnreadable', file: list });
  for (const { name, sha256 } of manifest.files) {
    const file = join(folder, name);
    if (!existsSync(file)) return fail({ code: 'BackupFileMissing', file });
    if (digestOf(readFileSync(file)) !== sha256) return fail({ code: 'BackupFileChanged', file });
  }
  return ok(manifest as KeysManifest);
}

/** Puts the keys of a copy where there are none; a key that is there stays as it is, since what it lost was erased. */
export async function putKeys(from: string, manifest: KeysManifest, keysFolder: string): Promise<void> {
  for (const { name } of manifest.files) {
    const path = join(keysFolder, name);
    if (name === erasuresName) await addErasures(join(from, name), keysFolder);
    if (name === erasuresName || existsSync(path)) continue;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await copyFile(join(from, name), path);
    await sync(path);
  }
  syncFolder(keysFolder);
}

/** What a newer list of erasures names is erased at the next start, whatever the backup still held. */
export async function addErasures(from: string, keysFolder: string): Promise<number> {
  const path = join(keysFolder, erasuresName);
  const known = new Set(existsSync(path) ? wholeLines(path) : []);
  const more = wholeLines(from).filter(line => !known.has(line));
  const text = [...known, ...more].map(line => `${line}\n`).join('');
  await writeFile(path, text, { mode: 0o600, flush: true });
  return more.length;
}

/** A last line without its end was cut off before anything was erased. */
const wholeLines = (path: string) => readFileSync(path, 'utf8').split('\n').slice(0, -1);

async function sync(path: string): Promise<void> {
  const file = await open(path, 'r');
  try {
    await file.sync();
  } finally {
    await file.close();
  }
}
