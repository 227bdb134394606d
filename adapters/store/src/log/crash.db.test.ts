import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openDatabase } from '../database/open.ts';
import { furnish, noon } from '../testing/centre.ts';
import { lostCommands, startAppender } from '../testing/crash.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import { openLog } from './log.ts';

describe.skipIf(testServer === undefined)('kill -9 (needs the server of CLARION_TEST_DATABASE_URL)', () => {
  let scratch: Scratch;
  beforeAll(async () => {
    scratch = await scratchDatabase(testServer!);
  });
  afterAll(() => scratch?.drop());

  test('of servers that write: nothing confirmed is lost, the chain holds, others go on', async () => {
    const db = await scratch.open();
    const log = await openLog(db, { logId: 'shared', kind: 'drill' }, { now: noon });
    if (!log.ok) throw new Error(log.error.code);
    await furnish(log.value, 1);
    await log.value.close();
    const survivor = await startAppender(scratch.dataFolder, scratch.url, 'shared');
    const confirmed: string[] = [];
    for (let kill = 0; kill < 3; kill++) {
      const victim = await startAppender(scratch.dataFolder, scratch.url, 'shared');
      await victim.more(30);
      await victim.kill();
      confirmed.push(...victim.confirmed);
    }
    await survivor.more(10);
    await survivor.kill();
    const after = await lostCommands(db, 'shared', [...confirmed, ...survivor.confirmed]);
    expect(after).toMatchObject({ lost: [], findings: [] });
    expect(after.entries).toBeGreaterThanOrEqual(confirmed.length + survivor.confirmed.length + 1);
  });

  test('of every connection at once: commands under way are finished or reported, none twice', async () => {
    const db = await scratch.open();
    const log = await openLog(db, { logId: 'cut', kind: 'drill' }, { now: noon });
    if (!log.ok) throw new Error(log.error.code);
    await furnish(log.value, 1);
    await log.value.close();
    const appender = await startAppender(scratch.dataFolder, scratch.url, 'cut');
    for (let cut = 0; cut < 5; cut++) {
      await appender.more(20);
      await scratch.asOwner(
        `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND pid <> pg_backend_pid()`,
      );
    }
    await appender.more(20);
    await appender.kill();
    expect(await lostCommands(db, 'cut', appender.confirmed)).toMatchObject({ lost: [], findings: [] });
    expect(appender.said()).toBe('');
  });
});

describe('the embedded PostgreSQL', () => {
  const dataFolder = mkdtempSync(join(tmpdir(), 'clarion-embedded-'));
  afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));
  const open = async (attach = false) => {
    const db = await openDatabase({ dataFolder }, { attach });
    if (!db.ok) throw new Error(JSON.stringify(db.error));
    return db.value;
  };

  test('kill -9 of PostgreSQL, then of the server, under load: nothing confirmed is lost', async () => {
    const first = await open();
    const log = await openLog(first, { logId: 'drill', kind: 'drill' }, { now: noon });
    if (!log.ok) throw new Error(log.error.code);
    await furnish(log.value, 1);
    await log.value.close();
    await first.close();

    const appender = await startAppender(dataFolder, 'embedded', 'drill');
    await appender.more(50);
    process.kill(appender.postgresPid()!, 'SIGKILL');
    await appender.more(50);
    const attached = await open(true);
    expect(await attached.isUp()).toBe(true);
    await attached.close();
    await appender.more(50);
    const refused = await openDatabase({ dataFolder });
    expect(refused).toMatchObject({
      ok: false,
      error: { code: 'DataFolderInUse', pid: appender.process.pid },
    });
    await appender.kill();

    const db = await open();
    expect(db).toMatchObject({ kind: 'embedded', version: 18 });
    const { rows } = await db.pool.query(
      `SELECT current_setting('fsync') AS fsync, current_setting('synchronous_commit') AS commit, current_setting('data_checksums') AS checksums`,
    );
    expect(rows).toEqual([{ fsync: 'on', commit: 'on', checksums: 'on' }]);
    const after = await lostCommands(db, 'drill', appender.confirmed);
    expect(after).toMatchObject({ lost: [], findings: [] });
    await db.close();
  });
});
