import { existsSync, mkdirSync, readFileSync, renameSync } from 'node:fs';
import { copyFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { fail, ok, type Result } from '@clarion/measure';
import pg from 'pg';
import { reasonOf } from '../database/fault.ts';
import type { DatabasePlace, ProgressStep } from '../database/open.ts';
import { ensureAppRole } from '../database/role.ts';
import { openEmbedded } from '../embedded/open.ts';
import { ensureKeysFolder } from '../keys/keyFile.ts';
import { publicKeyFile } from '../log/anchors.ts';
import { checkBackup } from './check.ts';
import type { BackupFault } from './fault.ts';
import { addErasures, checkKeys, putKeys } from './keys.ts';
import { anchorsName, type BackupManifest, digestOf } from './manifest.ts';
import { isEmpty, restoreTables } from './restore.ts';

export interface RestoreWanted {
  readonly folder: string;
  /** A copy of the keys; absent: they are in the installation's keys folder. */
  readonly keys?: string;
  /** PEM of the key that signed the backup; absent: `anchor.pub` of the keys. */
  readonly publicKeyFile?: string;
  /** A list of erasures that is newer than the copy of the keys. */
  readonly erasures?: string;
  readonly onProgress?: (step: ProgressStep) => void;
  readonly onTable?: (table: string, rows: number) => void;
}

export interface Restored {
  readonly manifest: BackupManifest;
  /** The heads that were signed here before; kept as evidence under this name. */
  readonly anchorsKeptAs?: string;
}

/**
 * Puts a backup into an empty database. Backup and keys are read from end to end and compared before anything is written.
 * What was erased after the backup is erased again by the next start, from the list beside the keys.
 */
export async function restoreBackup(
  place: DatabasePlace,
  wanted: RestoreWanted,
): Promise<Result<Restored, BackupFault>> {
  const dataFolder = resolve(place.dataFolder);
  const keysFolder = resolve(place.keysFolder ?? join(dataFolder, 'keys'));
  const keys = wanted.keys === undefined ? undefined : checkKeys(wanted.keys);
  if (keys?.ok === false) return keys;
  const keysAt = wanted.keys ?? keysFolder;
  const publicKey = wanted.publicKeyFile ?? join(keysAt, publicKeyFile);
  if (!existsSync(publicKey)) return fail({ code: 'BackupKeyMissing', file: publicKey });
  if (wanted.erasures !== undefined && !existsSync(wanted.erasures))
    return fail({ code: 'BackupFileMissing', file: wanted.erasures });
  const checked = await checkBackup(wanted.folder, readFileSync(publicKey, 'utf8'));
  if (!checked.ok) return checked;
  const fits = keysFit(checked.value, keysAt, keysFolder);
  if (!fits.ok) return fits;

  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  } catch (fault) {
    return fail({ code: 'DataFolderNotUsable', folder: dataFolder, reason: reasonOf(fault) });
  }
  const made = ensureKeysFolder(keysFolder);
  if (!made.ok) return made;
  return withOwner(place, dataFolder, keysFolder, wanted, async client => {
    if (!(await isEmpty(client)))
      return fail({ code: 'RestoreNotEmpty', place: place.url === undefined ? dataFolder : placeOf(client) });
    const role = await ensureAppRole(client);
    if (!role.ok) return role;
    if (keys?.ok === true) await putKeys(keysAt, keys.value, keysFolder);
    if (wanted.erasures !== undefined) await addErasures(wanted.erasures, keysFolder);
    await restoreTables(client, wanted.folder, checked.value, wanted.onTable);
    const anchorsKeptAs = await putAnchors(wanted.folder, dataFolder, checked.value);
    return ok({ manifest: checked.value, ...(anchorsKeptAs === undefined ? {} : { anchorsKeptAs }) });
  });
}

const placeOf = (client: pg.Client) => `${client.host}:${client.port}/${client.database}`;

/** A master key that is not the backup's, at either end, would leave its sealed text closed for ever. */
function keysFit(
  { masterKey }: BackupManifest,
  keysAt: string,
  keysFolder: string,
): Result<undefined, BackupFault> {
  if (masterKey === undefined) return ok(undefined);
  const file = join(keysAt, 'master.key');
  if (!existsSync(file)) return fail({ code: 'KeyMissing', file });
  for (const folder of new Set([keysAt, keysFolder])) {
    const path = join(folder, 'master.key');
    if (existsSync(path) && digestOf(readFileSync(path)) !== masterKey)
      return fail({ code: 'BackupKeysDiffer', folder });
  }
  return ok(undefined);
}

async function withOwner<T>(
  place: DatabasePlace,
  dataFolder: string,
  keysFolder: string,
  { onProgress = () => undefined }: RestoreWanted,
  work: (client: pg.Client) => Promise<Result<T, BackupFault>>,
): Promise<Result<T, BackupFault>> {
  const embedded =
    place.url === undefined
      ? await openEmbedded(dataFolder, keysFolder, false, onProgress)
      : ok({ ownerUrl: place.url, close: async () => undefined });
  if (!embedded.ok) return embedded;
  const client = new pg.Client({
    connectionString: embedded.value.ownerUrl,
    connectionTimeoutMillis: 30_000,
  });
  try {
    await client.connect();
  } catch (fault) {
    await embedded.value.close();
    return fail({ code: 'DatabaseUnreachable', reason: reasonOf(fault) });
  }
  try {
    return await work(client);
  } finally {
    await client.end();
    await embedded.value.close();
  }
}

async function putAnchors(
  folder: string,
  dataFolder: string,
  { takenAt }: BackupManifest,
): Promise<string | undefined> {
  const path = join(dataFolder, anchorsName);
  let kept: string | undefined;
  if (existsSync(path)) {
    kept = join(dataFolder, `anchors-before-restore-${takenAt}.jsonl`);
    renameSync(path, kept);
  }
  await copyFile(join(folder, anchorsName), path);
  return kept;
}
