import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { type Database, openDatabase } from '../database/open.ts';
import { openEmbedded } from '../embedded/open.ts';

const asked = process.env['CLARION_TEST_DATABASE_URL'];
const usual = 'postgres://postgres@127.0.0.1:5432/postgres';

/**
 * Where tests make their databases: the server of CLARION_TEST_DATABASE_URL, else this machine's, else (or with
 * `embedded`) an embedded one that each test file starts for itself. Undefined: the one asked for does not answer.
 */
export const testServer: string | undefined =
  asked === 'embedded' ? 'embedded' : ((await reachable(asked ?? usual)) ?? (asked ? undefined : 'embedded'));

async function reachable(url: string): Promise<string | undefined> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 20_000 });
  try {
    await client.connect();
    await client.end();
    return url;
  } catch {
    return undefined;
  }
}

interface Server {
  readonly url: string;
  stop(): Promise<void>;
}

async function startEmbedded(): Promise<Server> {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-server-'));
  const keys = join(folder, 'keys');
  mkdirSync(keys);
  const embedded = await openEmbedded(folder, keys, false, () => undefined);
  if (!embedded.ok) throw new Error(JSON.stringify(embedded.error));
  const url = new URL(embedded.value.ownerUrl);
  url.username = 'postgres';
  url.password = JSON.parse(readFileSync(join(keys, 'postgres.json'), 'utf8')).superuser;
  url.pathname = '/postgres';
  return {
    url: url.href,
    stop: async () => {
      await embedded.value.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

/** A database of its own for one test file, with a data folder; both gone after `drop`. */
export interface Scratch {
  readonly url: string;
  /** The same server's database `postgres`. */
  readonly serverUrl: string;
  readonly dataFolder: string;
  /** Opens it once more, as another server process would. Closed by `drop`. */
  open(): Promise<Database>;
  /** Runs a statement as the database's owner. */
  asOwner(sql: string, values?: readonly unknown[]): Promise<pg.QueryResult>;
  drop(): Promise<void>;
}

export async function scratchDatabase(wanted: string): Promise<Scratch> {
  const embedded = wanted === 'embedded' ? await startEmbedded() : undefined;
  const server = embedded?.url ?? wanted;
  const name = `clarion_test_${randomBytes(6).toString('hex')}`;
  const dataFolder = mkdtempSync(join(tmpdir(), 'clarion-store-'));
  await once(server, `CREATE DATABASE ${name}`);
  const address = new URL(server);
  address.pathname = `/${name}`;
  const url = address.href;
  const opened: Database[] = [];
  return {
    url,
    serverUrl: server,
    dataFolder,
    open: async () => {
      const db = await openDatabase({ dataFolder, url });
      if (!db.ok) throw new Error(JSON.stringify(db.error));
      opened.push(db.value);
      return db.value;
    },
    asOwner: (sql, values) => once(url, sql, values),
    drop: async () => {
      for (const db of opened) await db.close();
      await once(server, `DROP DATABASE ${name} WITH (FORCE)`);
      await embedded?.stop();
      rmSync(dataFolder, { recursive: true, force: true });
    },
  };
}

async function once(url: string, sql: string, values: readonly unknown[] = []): Promise<pg.QueryResult> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return await client.query(sql, [...values]);
  } finally {
    await client.end();
  }
}
