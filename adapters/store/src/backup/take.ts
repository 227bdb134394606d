import { createHash } from 'node:crypto';
import { createWriteStream, existsSync, readFileSync } from 'node:fs';
import { mkdir, open, rename, rm, writeFile } from 'node:fs/promises';
import { dirname, join, resolve } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import type pg from 'pg';
import { reasonOf } from '../database/fault.ts';
import type { Database } from '../database/open.ts';
import { syncFolder } from '../keys/keyFile.ts';
import { signingKey } from '../log/anchors.ts';
import type { BackupFault } from './fault.ts';
import {
  anchorsName,
  type BackupFile,
  type BackupManifest,
  digestOf,
  fileOfTable,
  manifestFile,
  signedManifest,
} from './manifest.ts';
import { quotedTable, tablesInOrder } from './tables.ts';

export interface BackupOf extends Pick<Database, 'keysFolder' | 'anchorsFile'> {
  /** Any role that may read; the backup is one snapshot, and holds nobody up. */
  readonly client: pg.ClientBase;
}

export interface BackupWanted {
  /** Must not be there yet. It is there whole or not at all. */
  readonly folder: string;
  readonly now: Instant;
  readonly onTable?: (table: string, rows: number) => void;
}

const rowsAtOnce = 1_000;

/**
 * Writes everything that the database holds into a folder: a file of JSON lines for each table, the signed heads, and a signed
 * manifest with the digest of each. All of it is of one moment, whatever is written meanwhile. No key of sealed text is in it.
 */
export async function takeBackup(
  from: BackupOf,
  wanted: BackupWanted,
): Promise<Result<BackupManifest, BackupFault>> {
  const folder = resolve(wanted.folder);
  if (existsSync(folder)) return fail({ code: 'BackupFolderTaken', folder });
  const key = signingKey(from);
  if (!key.ok) return key;
  const part = `${folder}.unfinished-${process.pid}`;
  try {
    await mkdir(part, { recursive: true, mode: 0o700 });
    // Before the snapshot: a head that is signed meanwhile would lie beyond the backup's end.
    const anchors = existsSync(from.anchorsFile) ? readFileSync(from.anchorsFile) : Buffer.alloc(0);
    await writeFile(join(part, anchorsName), anchors, { mode: 0o600, flush: true });
    const heads: BackupFile = {
      name: anchorsName,
      bytes: anchors.length,
      sha256: digestOf(anchors),
    };
    const snapshot = await inSnapshot(from.client, async () => {
      const files: BackupFile[] = [];
      for (const table of await tablesInOrder(from.client)) {
        const file = await writeTable(from.client, table, part);
        files.push(file);
        wanted.onTable?.(table, file.rows ?? 0);
      }
      return { ...(await contentOf(from.client)), files };
    });
    const master = join(from.keysFolder, 'master.key');
    const manifest: BackupManifest = {
      format: 'clarion-backup',
      formatVersion: 1,
      takenAt: wanted.now,
      ...snapshot,
      ...(existsSync(master) ? { masterKey: digestOf(readFileSync(master)) } : {}),
      files: [heads, ...snapshot.files],
    };
    const text = signedManifest(manifest, key.value);
    await writeFile(join(part, manifestFile), text, { mode: 0o600, flush: true });
    syncFolder(part);
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

/** Of the disk, which a person can put right; all else is the database's, or a bug. */
export const isOfDisk = (fault: unknown) => fault instanceof Error && 'syscall' in fault;

async function inSnapshot<T>(client: pg.ClientBase, work: () => Promise<T>): Promise<T> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ, READ ONLY');
  try {
    // A slow disk makes the reader wait, and holds nobody up.
    await client.query('SET LOCAL idle_in_transaction_session_timeout = 0');
    return await work();
  } finally {
    await client.query('ROLLBACK');
  }
}

async function writeTable(client: pg.ClientBase, table: string, folder: string): Promise<BackupFile> {
  const name = fileOfTable(table);
  const hash = createHash('sha256');
  let rows = 0;
  let bytes = 0;
  async function* lines(): AsyncGenerator<string> {
    await client.query(
      `DECLARE backup NO SCROLL CURSOR FOR SELECT row_to_json(whole_row)::text AS line FROM ${quotedTable(table)} whole_row`,
    );
    for (;;) {
      const fetched = await client.query<{ line: string }>(`FETCH ${rowsAtOnce} FROM backup`);
      rows += fetched.rows.length;
      for (const { line } of fetched.rows) yield `${line}\n`;
      if (fetched.rows.length < rowsAtOnce) break;
    }
    await client.query('CLOSE backup');
  }
  async function* hashed(chunks: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
    for await (const chunk of chunks) {
      hash.update(chunk);
      bytes += chunk.length;
      yield chunk;
    }
  }
  const file = await open(join(folder, name), 'wx', 0o600);
  await pipeline(lines, createGzip(), hashed, createWriteStream('', { fd: file, flush: true }));
  return { name, rows, bytes, sha256: hash.digest('hex') };
}

async function contentOf(client: pg.ClientBase): Promise<Pick<BackupManifest, 'kind' | 'steps' | 'logs'>> {
  const installed = await client.query<{ kind: 'live' | 'drill' }>('SELECT kind FROM clarion.installation');
  const steps = await client.query<{ number: number; sha256: string }>(
    'SELECT number, sha256 FROM clarion.migration ORDER BY number',
  );
  const logs = await client.query<{ log_id: string; kind: string; head: string; head_hash: Buffer }>(
    'SELECT log_id, kind, head, head_hash FROM clarion.log ORDER BY log_id',
  );
  return {
    kind: installed.rows[0]?.kind ?? 'none',
    steps: steps.rows,
    logs: logs.rows.map(row => ({
      logId: row.log_id,
      kind: row.kind,
      head: Number(row.head),
      headHash: row.head_hash.toString('hex'),
    })),
  };
}
