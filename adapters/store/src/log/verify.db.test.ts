import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { instant } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/open.ts';
import { furnish, noon, openIncident } from '../testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import { rowHashOf } from '../testing/slowHash.ts';
import { type Anchors, openAnchors, publicKeyFile } from './anchors.ts';
import { type ExportedEntry, exportLog } from './export.ts';
import { openForEffects } from './list.ts';
import { type Log, openLog } from './log.ts';
import { type Finding, verifyLog } from './verify.ts';

describe.skipIf(testServer === undefined)('verify (needs the server of CLARION_TEST_DATABASE_URL)', () => {
  let scratch: Scratch;
  let db: Database;
  let anchors: Anchors;
  let count = 0;

  beforeAll(async () => {
    scratch = await scratchDatabase(testServer!);
    db = await scratch.open();
    const opened = await openAnchors(db);
    if (!opened.ok) throw new Error(opened.error.code);
    anchors = opened.value;
  });
  afterAll(() => scratch?.drop());

  /** A log of seven entries, its head signed after the fourth and at the end. */
  const write = async (): Promise<Log> => {
    const opened = await openLog(db, { logId: `log-${++count}`, kind: 'live' }, { now: noon });
    if (!opened.ok) throw new Error(opened.error.code);
    const log = opened.value;
    await furnish(log, 2);
    for (let incident = 0; incident < 6; incident++) {
      await openIncident(log, `${incident} High Street`);
      if (incident === 2) await anchors.write(log.logId, noon);
    }
    await anchors.write(log.logId, instant(noon + 3_600_000));
    await log.close();
    return log;
  };
  const verify = async (log: Log) => {
    const publicKeyPem = readFileSync(join(db.keysFolder, publicKeyFile), 'utf8');
    return (await verifyLog(db, log.logId, { anchors: { file: anchors.file, publicKeyPem } }))!;
  };
  const findings = async (log: Log): Promise<readonly Finding[]> => (await verify(log)).findings;
  /** As somebody with every right on the database, the triggers switched off. */
  const tamper = (sql: string, logId: string) =>
    scratch.asOwner(`SET session_replication_role = replica; ${sql.replaceAll('$log', `'${logId}'`)}`);
  const chainAnew = async (logId: string) => {
    const { rows } = await scratch.asOwner('SELECT * FROM clarion.entry WHERE log_id = $1 ORDER BY seq', [
      logId,
    ]);
    let previous: Buffer = Buffer.alloc(32);
    for (const row of rows) {
      previous = rowHashOf(row, previous);
      await tamper(
        `UPDATE clarion.entry SET hash = '\\x${previous.toString('hex')}' WHERE log_id = $log AND seq = ${row.seq}`,
        logId,
      );
    }
    await tamper(
      `UPDATE clarion.log SET head = ${rows.length}, head_hash = '\\x${previous.toString('hex')}' WHERE log_id = $log`,
      logId,
    );
  };

  test('an untouched log verifies, against its signed heads too', async () => {
    const log = await write();
    expect(await verify(log)).toMatchObject({
      entries: 7,
      head: 7,
      anchors: 2,
      kind: 'live',
      findings: [],
    });
  });

  test.each([
    [
      `UPDATE clarion.entry SET data = jsonb_set(data, '{priority}', '4') WHERE log_id = $log AND seq = 5`,
      'HashWrong',
      5,
    ],
    [`UPDATE clarion.entry SET at = at - 60000 WHERE log_id = $log AND seq = 3`, 'HashWrong', 3],
    [
      `UPDATE clarion.entry SET actor = '{"kind":"operator","id":"D9"}' WHERE log_id = $log AND seq = 2`,
      'HashWrong',
      2,
    ],
    [`UPDATE clarion.entry SET incident_id = 'I9' WHERE log_id = $log AND seq = 4`, 'HashWrong', 4],
    [`DELETE FROM clarion.entry WHERE log_id = $log AND seq = 4`, 'Gap', 4],
    [`DELETE FROM clarion.entry WHERE log_id = $log AND seq = 7`, 'HeadDiffers', 6],
  ])('%s is found and named', async (sql, code, seq) => {
    const log = await write();
    await tamper(sql, log.logId);
    expect(await findings(log)).toEqual([expect.objectContaining({ code, seq })]);
  });

  test('a tail cut off with the head set back is found by the signed head', async () => {
    const log = await write();
    await tamper('DELETE FROM clarion.entry WHERE log_id = $log AND seq > 5', log.logId);
    await chainAnew(log.logId);
    expect(await findings(log)).toEqual([expect.objectContaining({ code: 'CutOff', seq: 5, anchored: 7 })]);
  });

  test('a past rewritten with a chain that fits is found by the signed heads', async () => {
    const log = await write();
    await tamper(`UPDATE clarion.entry SET at = at - 60000 WHERE log_id = $log AND seq = 3`, log.logId);
    await chainAnew(log.logId);
    expect(await findings(log)).toEqual([
      expect.objectContaining({ code: 'Rewritten', seq: 4 }),
      expect.objectContaining({ code: 'Rewritten', seq: 7 }),
    ]);
  });

  test('a signed head that somebody edits is no signed head', async () => {
    const log = await write();
    const before = readFileSync(anchors.file, 'utf8');
    const lines = before.trimEnd().split('\n');
    const last = JSON.parse(lines.at(-1)!);
    writeFileSync(
      anchors.file,
      [...lines.slice(0, -1), JSON.stringify({ ...last, seq: 6 }), 'no anchor', ''].join('\n'),
    );
    expect(await findings(log)).toEqual([
      { code: 'AnchorForged', line: lines.length },
      { code: 'AnchorUnreadable', line: lines.length + 1 },
    ]);
    writeFileSync(anchors.file, before);
  });

  test('an anchor whose write was cut off is dropped at the next start, those before it stay', async () => {
    const log = await write();
    appendFileSync(anchors.file, '{"logId":"lo');
    expect((await openAnchors(db)).ok).toBe(true);
    await anchors.write(log.logId, noon);
    expect(await verify(log)).toMatchObject({ anchors: 3, findings: [] });
  });

  test('the export holds every entry with its hash', async () => {
    const log = await write();
    const exported: ExportedEntry[] = [];
    for await (const entry of exportLog(db, log.logId)) exported.push(entry);
    let previous: Buffer = Buffer.alloc(32);
    for (const entry of exported) {
      previous = rowHashOf({ ...entry }, previous);
      expect(entry.hash).toBe(previous.toString('hex'));
    }
    expect(exported.length).toBe(7);
  });

  test('only a live log opens for effects', async () => {
    const live = await write();
    expect(openForEffects(live).ok).toBe(true);
    const drill = await openLog(db, { logId: 'drill', kind: 'drill' }, { now: noon });
    expect(drill.ok && openForEffects(drill.value)).toEqual({
      ok: false,
      error: { code: 'LogNotLive', logId: 'drill', kind: 'drill' },
    });
    if (drill.ok) await drill.value.close();
  });

  test('a log that does not exist', async () => {
    expect(await verifyLog(db, 'nowhere')).toBeUndefined();
  });
});
