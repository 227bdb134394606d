import { randomBytes } from 'node:crypto';
import { rmSync } from 'node:fs';
import { open, rename, rm, stat } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { ok, type Result } from '@clarion/measure';
import { type FileFault, fileFault, writeFault } from './fault.ts';

const unfinished = new Set<string>();

/** Notes a path that must not stay behind when the process is interrupted; the returned function forgets it. */
export function markUnfinished(path: string): () => void {
  unfinished.add(path);
  return () => {
    unfinished.delete(path);
  };
}

/** Removes what was being written; for use when the process is about to end. */
export function removeUnfinished(): void {
  for (const path of unfinished) rmSync(path, { recursive: true, force: true });
  unfinished.clear();
}

/** A path beside `path`, so that the rename stays within one file system. */
export const besidePath = (path: string): string =>
  join(dirname(path), `.${basename(path)}.${randomBytes(6).toString('hex')}.part`);

async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}

/**
 * Writes a file so that it is there whole or not at all, also after a power cut: beside it, synced, then renamed over.
 * Errors: no such folder, a folder of that name, no permission. A full disk is thrown.
 */
export async function writeWhole(
  path: string,
  content: string | Uint8Array | Iterable<string> | AsyncIterable<string | Uint8Array>,
): Promise<Result<void, FileFault>> {
  const existing = await stat(path).catch(() => undefined);
  if (existing?.isDirectory()) return fileFault('FileIsFolder', path);
  const part = besidePath(path);
  const forget = markUnfinished(part);
  let begun = false;
  try {
    const handle = await open(part, 'wx');
    begun = true;
    try {
      if (typeof content === 'string' || content instanceof Uint8Array) await handle.writeFile(content);
      else await writePieces(content, piece => handle.writeFile(piece));
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(part, path);
    await syncFolder(dirname(path));
    return ok(undefined);
  } catch (error) {
    // Where nothing could be made there is nothing to remove, and looking for it would fail in its own way.
    if (begun) await rm(part, { force: true });
    return writeFault(error, path);
  } finally {
    forget();
  }
}

/** Small pieces are gathered, so that a row at a time does not mean a system call at a time. */
async function writePieces(
  pieces: Iterable<string> | AsyncIterable<string | Uint8Array>,
  write: (piece: string | Uint8Array) => Promise<void>,
): Promise<void> {
  let gathered = '';
  for await (const piece of pieces) {
    if (typeof piece === 'string') {
      gathered += piece;
      if (gathered.length < 1 << 20) continue;
      await write(gathered);
    } else {
      if (gathered !== '') await write(gathered);
      await write(piece);
    }
    gathered = '';
  }
  if (gathered !== '') await write(gathered);
}
