import { randomBytes } from 'node:crypto';
import { existsSync, realpathSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { fail, ok, type Result } from '@clarion/measure';
import pg from 'pg';
import { type OpenFault, reasonOf } from '../database/fault.ts';
import type { ProgressStep } from '../database/open.ts';
import { appRole } from '../database/role.ts';
import { keyFile } from '../keys/keyFile.ts';
import { findAccount } from './account.ts';
import { findBinaries, reachableBinaries } from './binaries.ts';
import { clusterFolder, createCluster, isCreated } from './cluster.ts';
import { findHolder, lockFolder } from './folderLock.ts';
import { findPostmaster } from './postmaster.ts';
import { isServerOf } from './processes.ts';
import { type PostgresServer, startServer } from './server.ts';

/** Addresses of the embedded database: as its owner, who migrates, and as the server, who may do little. */
export interface Embedded {
  readonly ownerUrl: string;
  readonly serverUrl: string;
  /** The process, when this one started it; for tests of its death. */
  readonly pid: () => number | undefined;
  close(): Promise<void>;
}

interface Passwords {
  readonly superuser: string;
  readonly owner: string;
  readonly server: string;
}

const database = 'clarion';
const owner = 'clarion_owner';
const server = 'clarion_server';

/**
 * Starts the embedded PostgreSQL of a data folder, made on first use. With `attach`, joins the one that a living server
 * has started instead of refusing.
 */
export async function openEmbedded(
  dataFolder: string,
  keysFolder: string,
  attach: boolean,
  onProgress: (step: ProgressStep) => void,
): Promise<Result<Embedded, OpenFault>> {
  const lock = lockFolder(dataFolder);
  if (!lock.ok) return attach ? joinRunning(dataFolder, keysFolder) : lock;
  let running: PostgresServer | undefined;
  try {
    const account = await findAccount();
    const found = findBinaries();
    const binaries = account === undefined ? found : reachableBinaries(found, account);
    const cluster = clusterFolder(dataFolder, account);
    const isNew = !isCreated(cluster);
    const passwords = readPasswords(keysFolder, isNew);
    if (passwords === undefined) {
      lock.value.release();
      return fail({ code: 'KeyMissing', file: join(keysFolder, passwordsFile) });
    }
    if (isNew) {
      onProgress('creatingCluster');
      await createCluster(binaries, cluster, account, passwords.superuser);
    }
    onProgress('startingPostgres');
    running = await startServer({
      binaries,
      account,
      cluster,
      logFile: join(dataFolder, 'postgres.log'),
      onDied: () => onProgress('postgresDied'),
      onRestarted: () => onProgress('postgresRestarted'),
    });
    await ensureDatabase(running.port, passwords);
    const started = running;
    return ok({
      ...urls(started.port, passwords),
      pid: started.pid,
      close: async () => {
        await started.stop();
        lock.value.release();
      },
    });
  } catch (fault) {
    await running?.stop();
    lock.value.release();
    return fail({ code: 'EmbeddedFailed', reason: reasonOf(fault) });
  }
}

/** Waits for a server that has just begun, or whose PostgreSQL is being started again. */
async function joinRunning(dataFolder: string, keysFolder: string): Promise<Result<Embedded, OpenFault>> {
  const path = join(dataFolder, 'postgres');
  for (let waitedMs = 0; waitedMs < longestJoinMs; waitedMs += 50) {
    const cluster = existsSync(path) ? realpathSync(path) : undefined;
    const postmaster = cluster === undefined ? undefined : findPostmaster(cluster);
    if (cluster !== undefined && postmaster?.ready && isServerOf(postmaster.pid, cluster)) {
      const passwords = readPasswords(keysFolder, false);
      if (passwords === undefined) return fail({ code: 'KeyMissing', file: join(keysFolder, passwordsFile) });
      return ok({
        ...urls(postmaster.port, passwords),
        pid: () => undefined,
        close: async () => undefined,
      });
    }
    await wait(50);
  }
  return fail({ code: 'DataFolderInUse', folder: dataFolder, pid: findHolder(dataFolder) ?? 0 });
}

const longestJoinMs = 15_000;

const passwordsFile = 'postgres.json';

function readPasswords(keysFolder: string, mayCreate: boolean): Passwords | undefined {
  const create = () => {
    const password = () => randomBytes(24).toString('base64url');
    const made: Passwords = { superuser: password(), owner: password(), server: password() };
    return Buffer.from(`${JSON.stringify(made)}\n`);
  };
  const bytes = keyFile(keysFolder, passwordsFile, mayCreate ? create : undefined);
  return bytes === undefined ? undefined : (JSON.parse(bytes.toString('utf8')) as Passwords);
}

const url = (port: number, user: string, password: string, name = database) =>
  `postgres://${user}:${password}@127.0.0.1:${port}/${name}`;

const urls = (port: number, passwords: Passwords) => ({
  ownerUrl: url(port, owner, passwords.owner),
  serverUrl: url(port, server, passwords.server),
});

/** Roles and database, each made only if it is missing: a start that was cut off here goes on here. */
async function ensureDatabase(port: number, passwords: Passwords): Promise<void> {
  const client = new pg.Client({ connectionString: url(port, 'postgres', passwords.superuser, 'postgres') });
  await client.connect();
  try {
    const has = async (sql: string, name: string) => (await client.query(sql, [name])).rowCount === 1;
    const hasRole = (name: string) => has('SELECT 1 FROM pg_roles WHERE rolname = $1', name);
    if (!(await hasRole(appRole))) await client.query(`CREATE ROLE ${appRole} NOLOGIN`);
    if (!(await hasRole(owner)))
      await client.query(`CREATE ROLE ${owner} LOGIN PASSWORD '${passwords.owner}' IN ROLE ${appRole}`);
    if (!(await hasRole(server)))
      await client.query(`CREATE ROLE ${server} LOGIN PASSWORD '${passwords.server}' IN ROLE ${appRole}`);
    if (!(await has('SELECT 1 FROM pg_database WHERE datname = $1', database)))
      await client.query(`CREATE DATABASE ${database} OWNER ${owner}`);
  } finally {
    await client.end();
  }
}
