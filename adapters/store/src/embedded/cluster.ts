import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chmodSync,
  chownSync,
  existsSync,
  lstatSync,
  mkdirSync,
  mkdtempSync,
  realpathSync,
  rmSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { type Account, mayEnter } from './account.ts';
import { type Binaries, openFolder } from './binaries.ts';

const run = promisify(execFile);

/**
 * The folder of the cluster: `<data>/postgres`, or where that link points. Root's data folder may lie behind a folder
 * closed to the account, such as /root; then the cluster is made in /var/lib/clarion.
 */
export function clusterFolder(dataFolder: string, account: Account | undefined): string {
  const path = join(dataFolder, 'postgres');
  if (account !== undefined && !existsSync(path)) {
    // Passing through is all that this allows, and the folder is Clarion's own; the keys in it stay closed.
    chmodSync(dataFolder, (statSync(dataFolder).mode & 0o777) | 0o011);
    if (!mayEnter(account, dataFolder)) linkElsewhere(path);
  }
  mkdirSync(path, { recursive: true, mode: 0o700 });
  const folder = realpathSync(path);
  if (account !== undefined) chownSync(folder, account.uid, account.gid);
  return folder;
}

/** A name of its own each time: a cluster that outlived its data folder is never taken for the one of a new installation. */
function linkElsewhere(path: string): void {
  if (lstatSync(path, { throwIfNoEntry: false }) !== undefined) rmSync(path);
  mkdirSync(openFolder, { recursive: true, mode: 0o755 });
  symlinkSync(mkdtempSync(join(openFolder, 'cluster-')), path);
}

export const isCreated = (cluster: string) => existsSync(join(cluster, 'PG_VERSION'));

/** Runs initdb: checksums, UTF-8, the same order of text on every machine, passwords (SCRAM) for everybody. */
export async function createCluster(
  binaries: Binaries,
  cluster: string,
  account: Account | undefined,
  password: string,
): Promise<void> {
  const passwordFile = join(
    tmpdir(),
    `clarion-${process.pid}-${createHash('sha256').update(cluster).digest('hex').slice(0, 12)}`,
  );
  rmSync(passwordFile, { force: true });
  writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: 'wx' });
  if (account !== undefined) chownSync(passwordFile, account.uid, account.gid);
  const options = [
    `--pgdata=${cluster}`,
    '--username=postgres',
    `--pwfile=${passwordFile}`,
    '--auth=scram-sha-256',
    '--encoding=UTF8',
    '--locale-provider=builtin',
    '--builtin-locale=C.UTF-8',
    '--locale=C',
    '--data-checksums',
  ];
  try {
    await run(binaries.initdb, options, { ...account, cwd: '/', env: { ...process.env, LC_ALL: 'C' } });
  } finally {
    rmSync(passwordFile, { force: true });
  }
}
