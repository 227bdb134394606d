import { chmodSync, lstatSync, mkdirSync, mkdtempSync, realpathSync, rmSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { mayEnter } from './account.ts';
import { findBinaries, openFolder } from './binaries.ts';
import { clusterFolder, isCreated } from './cluster.ts';

const isRoot = process.getuid?.() === 0;
const base = mkdtempSync(join(tmpdir(), 'clarion-cluster-'));
afterAll(() => rmSync(base, { recursive: true, force: true }));
/** Nobody in particular; what counts is that it is not root. */
const account = { uid: 65_534, gid: 65_534 };

test('the programs for this machine are there', () => {
  const { postgres, initdb } = findBinaries();
  expect(statSync(postgres).isFile() && statSync(initdb).isFile()).toBe(true);
});

test('without an account to switch to, the cluster lies in the data folder', () => {
  const dataFolder = join(base, 'plain');
  mkdirSync(dataFolder);
  expect(clusterFolder(dataFolder, undefined)).toBe(realpathSync(join(dataFolder, 'postgres')));
  expect(isCreated(join(dataFolder, 'postgres'))).toBe(false);
});

test.skipIf(!isRoot)('root’s data folder lets the account pass, and its keys do not (needs root)', () => {
  chmodSync(base, 0o711);
  const dataFolder = join(base, 'root');
  mkdirSync(join(dataFolder, 'keys'), { recursive: true, mode: 0o700 });
  const cluster = clusterFolder(dataFolder, account);
  expect(cluster).toBe(join(realpathSync(dataFolder), 'postgres'));
  expect(mayEnter(account, cluster)).toBe(true);
  expect(mayEnter(account, join(dataFolder, 'keys'))).toBe(false);
});

test.skipIf(!isRoot)(
  'behind a folder closed to the account, the cluster is made elsewhere (needs root)',
  () => {
    const closed = join(base, 'closed');
    mkdirSync(closed, { mode: 0o700 });
    const dataFolder = join(closed, 'installation');
    mkdirSync(dataFolder);
    const cluster = clusterFolder(dataFolder, account);
    try {
      expect(cluster.startsWith(openFolder)).toBe(true);
      expect(lstatSync(join(dataFolder, 'postgres')).isSymbolicLink()).toBe(true);
      expect(mayEnter(account, cluster)).toBe(true);
      expect(clusterFolder(dataFolder, account)).toBe(cluster);
      expect(statSync(closed).mode & 0o777).toBe(0o700);
    } finally {
      rmSync(cluster, { recursive: true });
    }
  },
);
