import { setTimeout as wait } from 'node:timers/promises';
import type { Entry } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/open.ts';
import { dispatcher, furnish, noon, openIncident, sent } from '../testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import { canonicalJson, rowHashOf } from '../testing/slowHash.ts';
import { type Log, openLog } from './log.ts';

describe.skipIf(testServer === undefined)('the log (needs the server of CLARION_TEST_DATABASE_URL)', () => {
  let scratch: Scratch;
  let db: Database;
  let count = 0;
  const logs: Log[] = [];
  const open = async (database = db, logId = `drill-${++count}`) => {
    const log = await openLog(database, { logId, kind: 'drill' }, { now: noon });
    if (!log.ok) throw new Error(log.error.code);
    logs.push(log.value);
    return log.value;
  };

  beforeAll(async () => {
    scratch = await scratchDatabase(testServer!);
    db = await scratch.open();
  });
  afterAll(async () => {
    for (const log of logs) await log.close();
    await scratch?.drop();
  });

  test('an accepted command is in the log and on the board', async () => {
    const log = await open();
    await furnish(log, 2);
    const incidentId = await openIncident(log);
    const assigned = await log.append(
      sent({ type: 'AssignUnits', incidentId, unitIds: ['E1'], displayed: ['E1', 'E2'] }),
      { now: noon },
    );
    expect(assigned.ok && assigned.value.entries.map(entry => entry.type)).toEqual(['UnitsAssigned']);
    expect(log.board.units.get('E1')?.status).toBe('dispatched');
    expect(await log.read(1, 100)).toEqual(
      assigned.ok && [...(await log.read(1, 2)), ...assigned.value.entries],
    );
    expect(log.head).toBe(3);
  });

  test('a refused command is a value and leaves nothing behind', async () => {
    const log = await open();
    await furnish(log, 1);
    const answer = await log.append(
      sent({ type: 'AssignUnits', incidentId: 'I9', unitIds: ['E1'], displayed: ['E1'] }),
      { now: noon },
    );
    expect(answer).toMatchObject({ ok: false, error: { code: 'IncidentUnknown' } });
    expect(await log.read(2, 100)).toEqual([]);
  });

  test('a command sent again is answered with what it wrote, and writes nothing', async () => {
    const log = await open();
    await furnish(log, 1);
    const command = sent({ type: 'OpenIncident', typeId: 'fire' });
    const [first, together] = await Promise.all([
      log.append(command, { now: noon }),
      log.append(command, { now: noon }),
    ]);
    const later = await log.append(command, { now: noon });
    expect(first.ok && !first.value.repeated).toBe(true);
    for (const again of [together, later]) {
      expect(again.ok && again.value.repeated).toBe(true);
      expect(again.ok && again.value.entries).toEqual(first.ok && first.value.entries);
    }
    expect(log.head).toBe(2);
  });

  test('the id of another person’s command is taken', async () => {
    const log = await open();
    await furnish(log, 1);
    const command = sent({ type: 'OpenIncident', typeId: 'fire' });
    await log.append(command, { now: noon });
    const other = await log.append({ ...command, actor: dispatcher('D2') }, { now: noon });
    expect(other).toEqual({ ok: false, error: { code: 'CommandIdTaken' } });
  });

  test('a batch: one refused command does not spoil those beside it, and they see each other', async () => {
    const log = await open();
    await furnish(log, 1);
    const incidentId = await openIncident(log);
    const assign = (by: string) =>
      log.append(
        sent({ type: 'AssignUnits', incidentId, unitIds: ['E1'], displayed: ['E1'] }, dispatcher(by)),
        { now: noon },
      );
    const other = await openIncident(log);
    const [one, two, three] = await Promise.all([
      assign('D1'),
      log.append(
        sent(
          { type: 'AssignUnits', incidentId: other, unitIds: ['E1'], displayed: ['E1'] },
          dispatcher('D2'),
        ),
        { now: noon },
      ),
      log.append(sent({ type: 'OpenIncident', typeId: 'fire' }), { now: noon }),
    ]);
    expect(one.ok).toBe(true);
    expect(two).toMatchObject({
      ok: false,
      error: { code: 'UnitAlreadyAssigned', unitId: 'E1', incidentId, by: { id: 'D1' }, at: noon },
    });
    expect(three.ok).toBe(true);
  });

  test('text that PostgreSQL cannot hold is refused, in its own command only', async () => {
    const log = await open();
    await furnish(log, 1);
    const at = (label: string) =>
      log.append(
        sent({
          type: 'OpenIncident',
          typeId: 'fire',
          place: { at: [8, 47] as never, uncertaintyM: 0, label, source: 'map', verified: true },
        }),
        { now: noon },
      );
    const [nul, half, fine] = await Promise.all([
      at('a\u0000b'),
      at('a\ud800b'),
      at('literally \\u0000, 高速🚒'),
    ]);
    expect(nul).toEqual({ ok: false, error: { code: 'TextNotStorable' } });
    expect(half).toEqual({ ok: false, error: { code: 'TextNotStorable' } });
    expect(fine.ok && fine.value.entries[0]?.data).toMatchObject({
      place: { label: 'literally \\u0000, 高速🚒' },
    });
  });

  test('hashes chain as the architecture says', async () => {
    const log = await open();
    await furnish(log, 3);
    await openIncident(log, '高峰 0.1 1e21');
    const { rows } = await scratch.asOwner('SELECT * FROM clarion.entry WHERE log_id = $1 ORDER BY seq', [
      log.logId,
    ]);
    let previous = Buffer.alloc(32);
    for (const row of rows) {
      expect(row.hash).toEqual(rowHashOf(row, previous));
      previous = row.hash;
    }
    expect(canonicalJson({ b: 1, a: [undefined, 'é'] })).toBe('{"a":[null,"é"],"b":1}');
    const head = await scratch.asOwner('SELECT head, head_hash FROM clarion.log WHERE log_id = $1', [
      log.logId,
    ]);
    expect(head.rows[0]).toEqual({ head: String(rows.length), head_hash: previous });
  });

  test('a second server sees what the first writes, and its own commands stand on it', async () => {
    const log = await open();
    const second = await open(await scratch.open(), log.logId);
    const seen: Entry[] = [];
    const follower = second.follow(0, entries => {
      seen.push(...entries);
    });
    await furnish(log, 1);
    const incidentId = await openIncident(log);
    const assign = { type: 'AssignUnits', incidentId, unitIds: ['E1'], displayed: ['E1'] } as const;
    expect((await second.append(sent(assign, dispatcher('D2')), { now: noon })).ok).toBe(true);
    const refused = await log.append(sent({ type: 'CloseIncident', incidentId, disposition: 'handled' }), {
      now: noon,
    });
    expect(refused).toMatchObject({ ok: false, error: { code: 'IncidentHasUnits' } });
    for (let tries = 0; seen.length < 3 && tries < 100; tries++) await wait(20);
    expect(seen.map(entry => entry.seq)).toEqual([1, 2, 3]);
    expect(second.board).toEqual(log.board);
    await follower.stop();
  });

  test('a follower far behind gets everything once and in order, and the new ones after it', async () => {
    const log = await open();
    await furnish(log, 1);
    await Promise.all(Array.from({ length: 300 }, () => openIncident(log)));
    const reopened = await open(await scratch.open(), log.logId);
    const seen: number[] = [];
    const follower = reopened.follow(5, async entries => {
      seen.push(...entries.map(entry => entry.seq));
      await wait(1);
    });
    await Promise.all(Array.from({ length: 50 }, () => openIncident(log)));
    for (let tries = 0; seen.length < 346 && tries < 100; tries++) await wait(20);
    expect(seen).toEqual(Array.from({ length: 346 }, (_, index) => index + 6));
    await follower.stop();
  });

  test('a drill’s log does not open as a live one', async () => {
    const log = await open();
    const live = await openLog(db, { logId: log.logId, kind: 'live' }, { now: noon });
    expect(live).toEqual({ ok: false, error: { code: 'LogKindDiffers', logId: log.logId, kind: 'drill' } });
  });

  test.each([
    ['UPDATE clarion.entry SET data = data', 'permission denied', 'is insert-only'],
    ['DELETE FROM clarion.entry', 'permission denied', 'is insert-only'],
    ['TRUNCATE clarion.entry', 'permission denied', 'is insert-only'],
    ['DELETE FROM clarion.log', 'permission denied', 'is insert-only'],
    ['UPDATE clarion.log SET head = head - 1 WHERE head > 0', '', 'only grows'],
    [`UPDATE clarion.log SET kind = 'live'`, 'permission denied', 'only grows'],
  ])('%s: refused to the application and to the owner', async (sql, application, owner) => {
    await furnish(await open(), 1);
    await expect(db.pool.query(sql)).rejects.toThrow(application);
    await expect(db.pool.query(`RESET ROLE; ${sql}`)).rejects.toThrow(application);
    await expect(scratch.asOwner(sql)).rejects.toThrow(owner);
  });
});
