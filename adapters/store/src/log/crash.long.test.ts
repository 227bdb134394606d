import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { openDatabase } from '../database/open.ts';
import { furnish, noon, sent } from '../testing/centre.ts';
import { lostCommands, startAppender } from '../testing/crash.ts';
import { scratchDatabase, testServer } from '../testing/scratch.ts';
import { openLog } from './log.ts';

const dataFolder = mkdtempSync(join(tmpdir(), 'clarion-soak-'));
afterAll(() => rmSync(dataFolder, { recursive: true, force: true }));

const open = async () => {
  const db = await openDatabase({ dataFolder });
  if (!db.ok) throw new Error(JSON.stringify(db.error));
  return db.value;
};

test('20 × kill -9 of PostgreSQL and 20 × of the server under load: no confirmed command is lost', async () => {
  const first = await open();
  const log = await openLog(first, { logId: 'soak', kind: 'drill' }, { now: noon });
  if (!log.ok) throw new Error(log.error.code);
  await furnish(log.value, 1);
  await log.value.close();
  await first.close();

  const confirmed: string[] = [];
  for (let run = 0; run < 20; run++) {
    const appender = await startAppender(dataFolder, 'embedded', 'soak', 1 + (run % 4) * 16);
    await appender.more(100 + 37 * run);
    process.kill(appender.postgresPid()!, 'SIGKILL');
    await appender.more(100);
    await appender.kill();
    confirmed.push(...appender.confirmed);
  }
  const db = await open();
  const after = await lostCommands(db, 'soak', confirmed);
  expect(after).toMatchObject({ lost: [], findings: [] });
  expect(after.entries).toBeGreaterThan(confirmed.length);
  await db.close();
});

test('a server that hangs in the middle of its work does not stop the others', async () => {
  const scratch = await scratchDatabase(testServer ?? 'embedded');
  const db = await scratch.open();
  const log = await openLog(db, { logId: 'hang', kind: 'drill' }, { now: noon });
  if (!log.ok) throw new Error(log.error.code);
  await furnish(log.value, 1);
  const holder = await db.pool.connect();
  await holder.query('BEGIN');
  await holder.query(`SELECT head FROM clarion.log WHERE log_id = 'hang' FOR UPDATE`);
  const answer = await log.value.append(sent({ type: 'OpenIncident', typeId: 'fire' }), { now: noon });
  expect(answer.ok).toBe(true);
  holder.release(true);
  await log.value.close();
  await scratch.drop();
});
