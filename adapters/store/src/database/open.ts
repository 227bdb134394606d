import { mkdirSync, realpathSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fail, ok, type Result } from '@clarion/measure';
import { Kysely, PostgresDialect } from 'kysely';
import pg from 'pg';
import { backUpBeforeUpgrade } from '../backup/before-upgrade.ts';
import { openEmbedded } from '../embedded/open.ts';
import { ensureKeysFolder } from '../keys/keyFile.ts';
import { type OpenFault, reasonOf } from './fault.ts';
import { type Listener, openListener } from './listen.ts';
import { migrate } from './migrate.ts';
import { clientConfig, createPool, type Target } from './pool.ts';
import { appRole, ensureAppRole } from './role.ts';
import { freeBytes, roomOf } from './room.ts';
import type { Tables } from './tables.ts';

export type ProgressStep =
  | 'creatingCluster'
  | 'startingPostgres'
  | 'migrating'
  | 'backingUp'
  | 'connected'
  | 'postgresDied'
  | 'postgresRestarted';

/** An open database: its tables as the role clarion_app, the folders of its keys and anchors. */
export interface Database {
  readonly kind: 'embedded' | 'server';
  /** PostgreSQL's major version. */
  readonly version: number;
  readonly dataFolder: string;
  readonly keysFolder: string;
  readonly anchorsFile: string;
  readonly tables: Kysely<Tables>;
  readonly pool: pg.Pool;
  readonly listener: Listener;
  /** The embedded server's process, when this process started it. */
  readonly postgresPid: () => number | undefined;
  isUp(): Promise<boolean>;
  /** Bytes left on the disk under our folders; of a PostgreSQL elsewhere, not those of its own. */
  freeBytes(): number;
  /** Done before the connections are closed. */
  beforeClose(work: () => Promise<void>): void;
  close(): Promise<void>;
}

export interface DatabasePlace {
  readonly dataFolder: string;
  /** Any PostgreSQL ≥ 15; absent: the embedded one. */
  readonly url?: string;
  /** Default: `<dataFolder>/keys`. Must not be part of the database's backups. */
  readonly keysFolder?: string;
}

export interface OpenOptions {
  readonly onProgress?: (step: ProgressStep) => void;
  /** Join the embedded database of a server that is running. */
  readonly attach?: boolean;
  /** Connections at most. */
  readonly connections?: number;
}

const oldestVersion = 15;

/**
 * Opens the database of an installation and brings its schema up to date. Safe to call from several processes on one
 * server database; an embedded one belongs to the process that started it.
 */
export async function openDatabase(
  place: DatabasePlace,
  options: OpenOptions = {},
): Promise<Result<Database, OpenFault>> {
  const onProgress = options.onProgress ?? (() => undefined);
  const dataFolder = resolve(place.dataFolder);
  const keysFolder = resolve(place.keysFolder ?? join(dataFolder, 'keys'));
  try {
    mkdirSync(dataFolder, { recursive: true, mode: 0o755 });
  } catch (fault) {
    return fail({ code: 'DataFolderNotUsable', folder: dataFolder, reason: reasonOf(fault) });
  }
  const keys = ensureKeysFolder(keysFolder);
  if (!keys.ok) return keys;

  let urls = { ownerUrl: place.url ?? '', serverUrl: place.url ?? '' };
  let closeEmbedded: () => Promise<void> = async () => undefined;
  let postgresPid = (): number | undefined => undefined;
  if (place.url === undefined) {
    const embedded = await openEmbedded(dataFolder, keysFolder, options.attach ?? false, onProgress);
    if (!embedded.ok) return embedded;
    urls = embedded.value;
    closeEmbedded = embedded.value.close;
    postgresPid = embedded.value.pid;
  }

  const anchorsFile = join(dataFolder, 'anchors.jsonl');
  const prepared = await prepare(urls.ownerUrl, { dataFolder, keysFolder, anchorsFile }, onProgress);
  if (!prepared.ok) {
    await closeEmbedded();
    return prepared;
  }
  const target: Target = { connectionString: urls.serverUrl, role: appRole };
  const lost = () => onLost?.();
  let onLost: (() => void) | undefined;
  const folders = [dataFolder, keysFolder];
  if (place.url === undefined) folders.push(realpathSync(join(dataFolder, 'postgres')));
  const free = () => freeBytes(folders);
  // A PostgreSQL elsewhere has a disk of its own, and says itself when that is full.
  const hasRoom = () => place.url !== undefined || roomOf(free()) !== 'full';
  const pool = createPool(target, options.connections ?? 10, lost, hasRoom);
  const listener = openListener(clientConfig(target));
  onLost = listener.check;
  const tables = new Kysely<Tables>({ dialect: new PostgresDialect({ pool }) });
  const before: (() => Promise<void>)[] = [];
  onProgress('connected');
  return ok({
    kind: place.url === undefined ? 'embedded' : 'server',
    version: prepared.value.version,
    dataFolder,
    keysFolder,
    anchorsFile,
    tables,
    pool,
    listener,
    postgresPid,
    isUp: () => answers(pool),
    freeBytes: free,
    beforeClose: work => {
      before.push(work);
    },
    close: async () => {
      for (const work of before.splice(0)) await work();
      await listener.close();
      await tables.destroy();
      await closeEmbedded();
    },
  });
}

async function prepare(
  ownerUrl: string,
  place: Pick<Database, 'dataFolder' | 'keysFolder' | 'anchorsFile'>,
  onProgress: (step: ProgressStep) => void,
): Promise<Result<{ readonly version: number }, OpenFault>> {
  let client: pg.Client;
  try {
    client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 30_000 });
    await client.connect();
  } catch (fault) {
    return fail({ code: 'DatabaseUnreachable', reason: reasonOf(fault) });
  }
  try {
    const { rows } = await client.query<{ number: number }>(
      `SELECT current_setting('server_version_num')::int AS number`,
    );
    const version = Math.floor(rows[0]!.number / 10_000);
    if (version < oldestVersion) return fail({ code: 'PostgresTooOld', version, wanted: oldestVersion });
    const role = await ensureAppRole(client);
    if (!role.ok) return role;
    onProgress('migrating');
    const migrated = await migrate(client, level => {
      onProgress('backingUp');
      return backUpBeforeUpgrade(client, place, level);
    });
    return migrated.ok ? ok({ version }) : migrated;
  } finally {
    await client.end();
  }
}

async function answers(pool: pg.Pool): Promise<boolean> {
  try {
    await pool.query('SELECT 1');
    return true;
  } catch {
    return false;
  }
}
