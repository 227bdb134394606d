import {
  appendFileSync,
  cpSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { boardToJson } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { listMigrations } from '../database/migrate.ts';
import { type Database, openDatabase } from '../database/open.ts';
import { openAnchors, publicKeyFile } from '../log/anchors.ts';
import { type Log, openLog } from '../log/log.ts';
import { verifyLog } from '../log/verify.ts';
import { openSealing, type Sealing } from '../seal/sealing.ts';
import { createOperator, findOperator } from '../signin/operators.ts';
import { createSession, findSession } from '../signin/sessions.ts';
import { dispatcher, furnish, noon, openIncident, sent } from '../testing/centre.ts';
import { before, makeOldDatabase } from '../testing/oldDatabase.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import { takeKeys } from './keys.ts';
import { type RestoreWanted, restoreBackup } from './put-back.ts';
import { takeBackup } from './take.ts';

const logId = 'centre';
const needs = '(needs the server of CLARION_TEST_DATABASE_URL)';

async function sealingOf(db: Database): Promise<Sealing> {
  const opened = await openSealing(db);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

async function logOf(db: Database, kind: 'live' | 'drill' = 'live'): Promise<Log> {
  const opened = await openLog(db, { logId, kind }, { now: noon });
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

async function backUp(db: Database, folder: string) {
  const client = await db.pool.connect();
  try {
    return await takeBackup({ ...db, client }, { folder, now: noon });
  } finally {
    client.release();
  }
}

async function opened(scratch: Scratch, keysFolder?: string): Promise<Database> {
  const { dataFolder, url } = scratch;
  const db = await openDatabase({ dataFolder, url, ...(keysFolder === undefined ? {} : { keysFolder }) });
  if (!db.ok) throw new Error(JSON.stringify(db.error));
  return db.value;
}

describe.skipIf(testServer === undefined)(`a backup ${needs}`, () => {
  const copies = mkdtempSync(join(tmpdir(), 'clarion-copies-'));
  const [backup, keys] = [join(copies, 'db'), join(copies, 'keys')];
  const flowing: string[] = [];
  let home: Scratch;
  let db: Database;
  let log: Log;
  let sealing: Sealing;
  let acknowledgedBefore: readonly string[] = [];
  let kept: string;
  let erasedSince: string;
  let token: string;

  const note = async (text: string) => {
    const sealed = await sealing.seal('note', text);
    const incidentId = await openIncident(log);
    const command = { type: 'AddNote', incidentId, note: sealed.ref } as const;
    const added = await log.append(sent(command, dispatcher('D1')), { now: noon, sealed: [sealed] });
    if (!added.ok) throw new Error(added.error.code);
    return sealed.ref.sealedId;
  };
  const restore = (to: Scratch, wanted: Partial<RestoreWanted> = {}) =>
    restoreBackup(to, { folder: backup, keys, ...wanted });

  beforeAll(async () => {
    home = await scratchDatabase(testServer!);
    db = await home.open();
    sealing = await sealingOf(db);
    log = await logOf(db);
    await furnish(log, 2);
    kept = await note('kept');
    erasedSince = await note('erased since');
    const anchors = await openAnchors(db);
    if (!anchors.ok) throw new Error(anchors.error.code);
    await anchors.value.write(logId, noon);
    const made = await createOperator(db, {
      login: 'lin',
      displayName: 'Lin',
      role: 'dispatcher',
      password: 'a password',
      now: noon,
    });
    if (!made.ok) throw new Error(made.error.code);
    await db.pool.query(
      `WITH factor AS (INSERT INTO clarion.second_factor (operator_id, secret, begun_at, confirmed_at) VALUES ($1, 'of a device', 1, 1))
       INSERT INTO clarion.recovery_code (operator_id, code_hash) VALUES ($1, '\\x01')`,
      [made.value.operatorId],
    );
    ({ token } = await createSession(db, { operator: made.value, language: 'en', now: noon, lifeMs: 1e9 }));

    // Commands flow before, while and after it is taken.
    let stopped = false;
    const flow = (async () => {
      while (!stopped) flowing.push(await openIncident(log));
    })();
    await vi.waitUntil(() => flowing.length > 5, { timeout: 60_000 });
    acknowledgedBefore = [...flowing];
    const [taken, copied] = [
      await backUp(db, backup),
      await takeKeys(db.keysFolder, { folder: keys, now: noon }),
    ];
    const during = flowing.length;
    await vi.waitUntil(() => flowing.length > during + 3, { timeout: 60_000 });
    stopped = true;
    await flow;
    if (!taken.ok || !copied.ok) throw new Error(JSON.stringify({ taken, copied }));
    await sealing.erase({ logId, sealedIds: [erasedSince], reason: 'asked for', now: noon });
  });
  afterAll(async () => {
    await log?.close();
    await home?.drop();
    rmSync(copies, { recursive: true, force: true });
  });

  test('restored on an empty machine: whole, with all that was confirmed before it, and what was erased since is erased', async () => {
    const away = await scratchDatabase(testServer!);
    try {
      // The keys are an old copy; the list of erasures was copied later.
      const erasures = join(copies, 'erasures-newest.jsonl');
      cpSync(join(db.keysFolder, 'erasures.jsonl'), erasures);
      const put = await restore(away, { erasures });
      if (!put.ok) throw new Error(JSON.stringify(put.error));
      expect(put.value.manifest).toMatchObject({
        kind: 'none',
        takenAt: noon,
        logs: [{ logId, kind: 'live' }],
      });

      const there = await away.open();
      const anchors = {
        file: there.anchorsFile,
        publicKeyPem: readFileSync(join(there.keysFolder, publicKeyFile), 'utf8'),
      };
      const { head } = put.value.manifest.logs[0]!;
      expect(await verifyLog(there, logId, { anchors })).toMatchObject({ head, anchors: 1, findings: [] });
      const restored = await logOf(there);
      expect(acknowledgedBefore.length).toBeGreaterThan(5);
      expect(acknowledgedBefore.filter(id => !restored.board.incidents.has(id))).toEqual([]);
      expect(restored.board.incidents.size).toBeLessThan(log.board.incidents.size);

      const sealed = await sealingOf(there);
      const asked = { logId, sealedIds: [kept, erasedSince], reader: 'D1', purpose: 'review', now: noon };
      expect(await sealed.read(asked)).toMatchObject([{ state: 'open', text: 'kept' }, { state: 'erased' }]);
      // The reads go on being numbered: nothing collides with what was put back.
      expect((await sealed.listReads({ logId })).length).toBeGreaterThan(0);
      // Whoever was signed in signs in again; who there was is there.
      expect((await findOperator(there, 'lin'))?.role).toBe('dispatcher');
      expect(await findSession(there, token, noon)).toBeUndefined();
      // The authenticator still counts; codes on paper, of which one may have been used since, do not.
      const count = async (table: string) =>
        (await there.pool.query(`SELECT 1 FROM clarion.${table}`)).rowCount;
      expect([await count('second_factor'), await count('recovery_code')]).toEqual([1, 0]);
      // Work goes on.
      await openIncident(restored);
      await restored.close();
      // A second time: it holds something now.
      expect(await restore(away)).toMatchObject({ ok: false, error: { code: 'RestoreNotEmpty' } });
    } finally {
      await away.drop();
    }
  });

  test('what is wrong with it is named, and nothing is touched', async () => {
    const away = await scratchDatabase(testServer!);
    const spoilt = (spoil: (folder: string) => void): string => {
      const folder = mkdtempSync(join(copies, 'spoilt-'));
      cpSync(backup, folder, { recursive: true });
      spoil(folder);
      return folder;
    };
    const change = (folder: string, name: string) => {
      const path = join(folder, name);
      const bytes = readFileSync(path);
      bytes[bytes.length >> 1]! ^= 1;
      writeFileSync(path, bytes);
    };
    try {
      const tampered = spoilt(folder => change(folder, 'entry.jsonl.gz'));
      const file = (folder: string, name: string) => join(folder, name);
      expect(await restore(away, { folder: tampered })).toEqual({
        ok: false,
        error: { code: 'BackupFileChanged', file: file(tampered, 'entry.jsonl.gz') },
      });
      const incomplete = spoilt(folder => rmSync(join(folder, 'sealed.jsonl.gz')));
      expect(await restore(away, { folder: incomplete })).toEqual({
        ok: false,
        error: { code: 'BackupFileMissing', file: file(incomplete, 'sealed.jsonl.gz') },
      });
      const cutShort = spoilt(folder => rmSync(join(folder, 'manifest.json')));
      expect(await restore(away, { folder: cutShort })).toMatchObject({
        error: { code: 'BackupUnreadable' },
      });
      const rewritten = spoilt(folder => {
        const path = join(folder, 'manifest.json');
        writeFileSync(path, readFileSync(path, 'utf8').replace('"head":', '"head":1'));
      });
      expect(await restore(away, { folder: rewritten })).toMatchObject({
        error: { code: 'BackupNotSigned' },
      });
      expect(await restore(away, { keys: backup })).toMatchObject({ error: { code: 'BackupUnreadable' } });
      const otherKeys = mkdtempSync(join(copies, 'keys-'));
      cpSync(keys, otherKeys, { recursive: true });
      change(otherKeys, 'master.key');
      expect(await restore(away, { keys: otherKeys })).toMatchObject({
        error: { code: 'BackupFileChanged' },
      });
      // Keys of another installation, in order in themselves.
      writeFileSync(join(away.dataFolder, 'other.key'), '');
      const stranger = await scratchDatabase(testServer!);
      const theirs = await stranger.open();
      await sealingOf(theirs);
      const ownAnchors = await openAnchors(theirs);
      expect(ownAnchors.ok).toBe(true);
      const theirKeys = join(copies, 'their-keys');
      await takeKeys(theirs.keysFolder, { folder: theirKeys, now: noon });
      expect(await restore(away, { keys: theirKeys })).toMatchObject({ error: { code: 'BackupNotSigned' } });
      const publicKeyPath = join(keys, publicKeyFile);
      expect(await restore(away, { keys: theirKeys, publicKeyFile: publicKeyPath })).toMatchObject({
        error: { code: 'BackupKeysDiffer', folder: theirKeys },
      });
      await stranger.drop();
      const { rows } = await away.asOwner(`SELECT 1 FROM pg_namespace WHERE nspname = 'clarion'`);
      expect(rows).toEqual([]);
      expect(readdirSync(away.dataFolder)).toEqual(['other.key']);
      expect(await backUp(db, backup)).toMatchObject({ error: { code: 'BackupFolderTaken' } });
    } finally {
      await away.drop();
    }
  });
});

describe.skipIf(testServer === undefined)(`an upgrade ${needs}`, () => {
  const level = 4;
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await scratchDatabase(testServer!);
    await makeOldDatabase(scratch.url, level, logId);
  });
  afterAll(() => scratch?.drop());

  test('of what an older version left folds to the same board, and its copy leads back', async () => {
    const folderOf = () => join(scratch.dataFolder, 'backups');
    const steps: string[] = [];
    const { dataFolder, url } = scratch;
    // Without room for the copy nothing is changed.
    writeFileSync(folderOf(), 'a file where the folder should be');
    expect(await openDatabase({ dataFolder, url })).toMatchObject({ error: { code: 'UpgradeNotBackedUp' } });
    const levels = async (of: Scratch) =>
      (await of.asOwner('SELECT number FROM clarion.migration ORDER BY 1')).rows.map(row => row.number);
    expect(Math.max(...(await levels(scratch)))).toBe(level);
    rmSync(folderOf());

    const db = await openDatabase({ dataFolder, url }, { onProgress: step => steps.push(step) });
    if (!db.ok) throw new Error(JSON.stringify(db.error));
    expect(steps).toEqual(['migrating', 'backingUp', 'connected']);
    expect(await levels(scratch)).toEqual(listMigrations().map(({ number }) => number));
    const same = async (of: Database) => {
      const log = await logOf(of);
      const { version: _, ...known } = before.board as { version: number };
      expect(JSON.parse(JSON.stringify(boardToJson(log.board)))).toMatchObject(known);
      expect(await verifyLog(of, logId)).toMatchObject({ entries: before.log.length, findings: [] });
      return log;
    };
    const log = await same(db.value);
    // What was done since the upgrade is not in its copy.
    const since = await log.append(sent({ type: 'AnswerCall' }), { now: noon });
    expect(since.ok).toBe(true);
    await log.close();
    await db.value.close();

    const [copy, ...more] = readdirSync(folderOf());
    expect(copy).toMatch(/^upgrade-.*-from-0004$/);
    expect(more).toEqual([]);
    // Nothing to do, nothing to copy.
    await (await opened(scratch)).close();
    expect(readdirSync(folderOf())).toEqual([copy]);

    const back = await scratchDatabase(testServer!);
    try {
      const keysFolder = join(dataFolder, 'keys');
      const put = await restoreBackup({ ...back, keysFolder }, { folder: join(folderOf(), copy!) });
      if (!put.ok) throw new Error(JSON.stringify(put.error));
      expect(Math.max(...(await levels(back)))).toBe(level);
      const again = await opened(back, keysFolder);
      await (await same(again)).close();
      expect((await findOperator(again, 'lin'))?.displayName).toBe('Lin');
      await again.close();
    } finally {
      await back.drop();
    }
  });

  test('of a newer program is refused with both numbers; an unfinished last line of the erasures is passed over', async () => {
    const db = await opened(scratch);
    const folder = join(scratch.dataFolder, 'newer');
    await scratch.asOwner(`INSERT INTO clarion.migration (number, name, sha256) VALUES (999, 'later', '')`);
    expect((await backUp(db, folder)).ok).toBe(true);
    await scratch.asOwner('DELETE FROM clarion.migration WHERE number = 999');
    const back = await scratchDatabase(testServer!);
    try {
      appendFileSync(join(db.keysFolder, 'erasures.jsonl'), '{"cut');
      const place = { ...back, keysFolder: db.keysFolder };
      expect(await restoreBackup(place, { folder })).toMatchObject({
        error: { code: 'BackupNewer', found: 999, known: listMigrations().at(-1)?.number },
      });
      await sealingOf(db);
    } finally {
      await db.close();
      await back.drop();
    }
  });
});
