import {
  closeSync,
  existsSync,
  fsyncSync,
  linkSync,
  mkdirSync,
  openSync,
  readFileSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { fail, ok, type Result } from '@clarion/measure';
import { type OpenFault, reasonOf } from '../database/fault.ts';

/** Makes the keys folder (0700) if there is none. */
export function ensureKeysFolder(folder: string): Result<undefined, OpenFault> {
  try {
    mkdirSync(folder, { recursive: true, mode: 0o700 });
    return ok(undefined);
  } catch (fault) {
    return fail({ code: 'KeysFolderNotUsable', folder, reason: reasonOf(fault) });
  }
}

/** The bytes of a key file, made from `create` (0600, on the disk before it counts) when there is none; else undefined. */
export function keyFile(
  folder: string,
  name: string,
  create: (() => Buffer) | undefined,
): Buffer | undefined {
  const path = join(folder, name);
  if (!existsSync(path)) {
    if (create === undefined) return undefined;
    writeOnce(path, create());
  }
  return readFileSync(path);
}

/** Writes a file that must not change afterwards. When two processes write it at once, the first wins for both. */
function writeOnce(path: string, bytes: Buffer): void {
  const unfinished = `${path}.${process.pid}`;
  const file = openSync(unfinished, 'w', 0o600);
  try {
    writeSync(file, bytes);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  try {
    linkSync(unfinished, path);
  } catch (fault) {
    if (!existsSync(path)) throw fault;
  } finally {
    rmSync(unfinished, { force: true });
  }
  syncFolder(dirname(path));
}

/** A new file's name is on the disk only when its folder is. Windows has no such thing. */
export function syncFolder(folder: string): void {
  if (process.platform === 'win32') return;
  const handle = openSync(folder, 'r');
  try {
    fsyncSync(handle);
  } finally {
    closeSync(handle);
  }
}
