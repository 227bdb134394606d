import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { capabilitiesNow } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { DutyAnswer, ShiftPreview, ShiftsNowAnswer, UnitCrewAnswer } from '@clarion/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from '../testing/centre.ts';
import type { Client } from '../testing/client.ts';

const HEAD = 'staff,unit,desk,from,to,qualifications';
const HOUR_MS = 3_600_000;

describe.skipIf(noDatabase)(`shifts and crews ${needsDatabase}`, () => {
  let folder: string;
  let centre: TestCentre;
  let planner: Client;
  let dispatcher: Client;
  let phone: Client;
  let unitId: string;
  let capability: string;

  const now = () => centre.centre.clock.now();
  const iso = (hours: number) => new Date(now() + hours * HOUR_MS).toISOString().replace(/\.\d+Z/, 'Z');
  const day = (days: number) => new Date(now() + days * 24 * HOUR_MS).toISOString().slice(0, 10);
  const preview = async (...lines: readonly string[]) =>
    (await planner.send('POST', '/api/shifts/preview', { text: [HEAD, ...lines].join('\n') }))
      .body as unknown as ShiftPreview;
  const adopt = (...lines: readonly string[]) =>
    planner.send('POST', '/api/shifts/import', { text: [HEAD, ...lines].join('\n') });
  const crew = async () => (await phone.get('/api/unit/crew')).body as unknown as UnitCrewAnswer;
  const sign = async (staffId: string, act: 'on' | 'off') => {
    const answer = await phone.send('POST', '/api/unit/crew', { staffId, act });
    return { status: answer.status, code: answer.body['code'], ...(answer.body as unknown as DutyAnswer) };
  };
  const unit = () => centre.centre.log.board.units.get(unitId)!;
  const can = () => capabilitiesNow(centre.centre.log.board, unit()).includes(capability);
  const tables = async () => {
    const { rows } = await centre.centre.database.pool.query(
      `SELECT (SELECT count(*) FROM clarion.shift) AS shifts, (SELECT count(*) FROM clarion.duty) AS duties,
              (SELECT count(*) FROM clarion.qualification) AS qualifications`,
    );
    return Object.values(rows[0]).map(Number);
  };

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'clarion-shifts-'));
    const rules = join(folder, 'rules.json');
    writeFileSync(
      rules,
      JSON.stringify({
        minimumPeople: { engine: 2 },
        shifts: {
          qualifications: [{ qualificationId: 'officer', names: { en: 'Officer', zh: '指挥员' } }],
          crewing: { engine: [{ qualificationId: 'officer', count: 1 }] },
          limits: [
            { limit: 'duty', hours: 13, source: 'test duty' },
            { limit: 'rest', hours: 11, source: 'test rest' },
          ],
          keepDays: 30,
        },
      }),
    );
    centre = await testCentre(['--rules', rules]);
    capability = 'engine';
    unitId = [...centre.centre.log.board.units.values()].find(one =>
      one.description.capabilities.includes(capability),
    )!.unitId;
    planner = await centre.client('planner');
    dispatcher = await centre.client('dispatcher');
    phone = await centre.client(unitId.toLowerCase());
  });
  afterAll(async () => {
    await centre.drop();
    rmSync(folder, { recursive: true, force: true });
  });

  test('a file with a fault is taken in not at all, and the fault has its line', async () => {
    const good = `k71,${unitId},,${iso(-1)},${iso(7)},officer:${day(10)}`;
    const seen = await preview(good, `k72,nowhere,,${iso(-1)},${iso(7)},`);
    expect(seen.faults).toEqual([{ line: 3, code: 'unitUnknown', value: 'nowhere' }]);
    const refused = await adopt(good, `k72,nowhere,,${iso(-1)},${iso(7)},`);
    expect([refused.status, refused.body['code']]).toEqual([409, 'ShiftFileFaulty']);
    expect(await tables()).toEqual([0, 0, 0]);
  });

  test('a plan is previewed with its warnings, taken in whole, and replaced by the next', async () => {
    const lines = [
      `k71,${unitId},,${iso(-1)},${iso(7)},officer:${day(10)}`,
      `k72,${unitId},,${iso(-1)},${iso(7)},officer:${day(-1)}`,
      `k73,${unitId},,${iso(-1)},${iso(14)},`,
      `dispatcher,,D1,${iso(-1)},${iso(7)},`,
    ];
    const seen = await preview(...lines);
    expect([seen.faults, seen.replaced, await tables()]).toEqual([[], 0, [0, 0, 0]]);
    expect(seen.warnings).toMatchObject([
      { staffId: 'k73', limit: 'duty', hours: 13, actual: 15, source: 'test duty' },
    ]);
    expect((await adopt(...lines)).status).toBe(200);
    expect(await tables()).toEqual([4, 0, 2]);
    expect((await preview(...lines)).replaced).toBe(4);
    expect((await adopt(...lines)).status).toBe(200);
    expect(await tables()).toEqual([4, 0, 2]);
    expect((await dispatcher.send('POST', '/api/shifts/import', { text: HEAD })).status).toBe(403);

    // One more beside them takes the place of nobody, at the same hour either; twice at once is nobody.
    const beside = (line: string, act = 'import') =>
      planner.send('POST', `/api/shifts/${act}`, { text: `${HEAD}\n${line}`, adds: true });
    const from = new Date((await centre.shifts.planned(instant(0), instant(8e15)))[0]!.from).toISOString();
    expect((await beside(`k75,${unitId},,${from},${iso(6)},`)).status).toBe(200);
    expect(await tables()).toEqual([5, 0, 2]);
    const over = (await beside(`k75,${unitId},,${iso(2)},${iso(6)},`, 'preview')).body;
    expect(over['faults']).toEqual([{ line: 2, code: 'planned', value: 'k75' }]);
    const [made] = (await centre.shifts.planned(instant(0), instant(8e15))).filter(
      one => one.staffId === 'k75',
    );
    expect((await planner.send('DELETE', `/api/shifts/${made!.shiftId}`)).status).toBe(204);
  });

  test('a unit can do what its crew makes possible, and the log knows numbers alone', async () => {
    expect(can()).toBe(true);
    expect((await crew()).lines.map(({ staffId, state }) => [staffId, state])).toEqual([
      ['k71', 'missing'],
      ['k72', 'missing'],
      ['k73', 'missing'],
    ]);
    // One aboard, with an expired qualification, which is said as they sign on.
    expect(await sign('k72', 'on')).toMatchObject({ status: 200, expired: ['officer'] });
    expect(can()).toBe(false);
    expect(unit().crew).toEqual({
      people: 1,
      holds: [{ qualificationId: 'officer', valid: 0, expired: 1 }],
    });
    // Two aboard are enough, and nobody's qualification counts.
    expect((await sign('k73', 'on')).warnings).toMatchObject([{ limit: 'duty', source: 'test duty' }]);
    expect(can()).toBe(false);
    expect((await crew()).lacking).toMatchObject([
      { capability, qualification: { qualificationId: 'officer', count: 1, expired: 1 } },
    ]);
    expect((await sign('k71', 'on')).status).toBe(200);
    expect(can()).toBe(true);
    const log = JSON.stringify(await centre.centre.log.read(1, centre.centre.log.head));
    expect(log).toContain('CrewCounted');
    for (const staffId of ['"k71"', '"k72"', '"k73"']) expect(log).not.toContain(staffId);
    expect((await sign('k73', 'off')).status).toBe(200);
    expect((await crew()).lines.map(({ staffId, state }) => [staffId, state])).toEqual([
      ['k71', 'there'],
      ['k72', 'there'],
      ['k73', 'missing'],
    ]);
  });

  test('nobody is on two units, strangers and others’ crews are refused, and a dispatcher signs on by voice', async () => {
    const other = [...centre.centre.log.board.units.keys()].find(id => id !== unitId)!;
    expect(await sign('k79', 'on')).toMatchObject({ status: 404, code: 'StaffUnknown' });
    const said = await dispatcher.send('POST', '/api/duties', { staffId: 'k71', unitId: other });
    expect([said.status, said.body['before']]).toEqual([200, unitId]);
    expect([unit().crew?.people, centre.centre.log.board.units.get(other)?.crew?.people]).toEqual([1, 1]);
    expect(await sign('k71', 'off')).toMatchObject({ status: 409, code: 'NotOnDuty' });
    expect((await dispatcher.send('DELETE', '/api/duties/k71')).status).toBe(200);
    await Promise.all(['a', 'b', 'c', 'd'].map(() => sign('k71', 'on')));
    expect(unit().crew?.people).toBe(2);
  });

  test('planned against there, on the supervisor’s list', async () => {
    await dispatcher.command({ type: 'TakeDesk', deskId: 'D1' });
    const { lines } = (await dispatcher.get('/api/shifts/now')).body as unknown as ShiftsNowAnswer;
    expect(lines.map(({ staffId, state, expired }) => [staffId, state, expired.join()])).toEqual([
      ['dispatcher', 'there', ''],
      ['k71', 'there', ''],
      ['k72', 'there', 'officer'],
      ['k73', 'missing', ''],
    ]);
    expect((await phone.get('/api/shifts/now')).status).toBe(403);
  });

  test('a qualification that ends during the shift stops counting by the clock, without anybody', async () => {
    expect(can()).toBe(true);
    centre.wallAheadMs += 12 * 24 * HOUR_MS;
    await centre.shifts.look();
    expect(unit().crew?.holds).toEqual([{ qualificationId: 'officer', valid: 0, expired: 2 }]);
    expect(can()).toBe(false);
  });

  test('one shift is changed by hand, not over another of theirs, and removed', async () => {
    // Days have passed: they sign in anew.
    planner = await centre.client('planner');
    const base = now();
    const put = (staffId: string, from: number, to: number, shiftId?: string) =>
      planner.send('PUT', '/api/shifts', {
        staffId,
        unitId,
        from: base + from * HOUR_MS,
        to: base + to * HOUR_MS,
        ...(shiftId === undefined ? {} : { shiftId }),
      });
    const made = await put('k74', 1, 9);
    expect(made.status).toBe(200);
    const { shiftId } = made.body['shift'] as { shiftId: string };
    expect((await put('k74', 8, 10)).body['code']).toBe('ShiftOverlaps');
    expect((await put('k74', 5, 3)).body['code']).toBe('ShiftTimesWrong');
    expect((await put('k74', 1, 15, shiftId)).body['warnings']).toMatchObject([
      { limit: 'duty', actual: 14 },
    ]);
    expect((await planner.send('DELETE', `/api/shifts/${shiftId}`)).status).toBe(204);
    expect((await planner.send('DELETE', `/api/shifts/${shiftId}`)).status).toBe(404);
  });

  test('nobody is planned twice at one time, though two servers plan them at once', async () => {
    const second = await centre.another();
    const base = now() + 400 * HOUR_MS;
    const shift = (staffId: string, from: number, more: object = {}) => ({
      staffId,
      unitId,
      from: instant(base + from * HOUR_MS),
      to: instant(base + (from + 8) * HOUR_MS),
      ...more,
    });
    for (let turn = 0; turn < 10; turn++) {
      const staffId = `racer${turn}@example.org`;
      const answers = await Promise.all([
        centre.shifts.put(shift(staffId, 0)),
        second.shifts.put(shift(staffId.toUpperCase(), 4)),
      ]);
      expect(answers.map(one => (one.ok ? 'ok' : one.error.code)).toSorted()).toEqual([
        'ShiftOverlaps',
        'ok',
      ]);
    }
    const at = (hours: number) => new Date(base + hours * HOUR_MS).toISOString();
    const file = (from: number) =>
      `staff,unit,desk,from,to,qualifications\nfiler,${unitId},,${at(from)},${at(from + 8)},`;
    const [a, b] = await Promise.all([
      centre.shifts.adopt(file(100), true),
      second.shifts.adopt(file(104), true),
    ]);
    expect([a.ok, b.ok].toSorted()).toEqual([false, true]);
    const planned = await centre.shifts.planned(instant(base), instant(base + 200 * HOUR_MS));
    expect(planned.filter(({ staffId }) => staffId === 'filer')).toHaveLength(1);
    expect(planned.filter(({ staffId }) => staffId.startsWith('racer'))).toHaveLength(10);
    for (const { shiftId } of planned) await centre.shifts.remove(shiftId);
    await second.drop();
  });

  test('somebody of the organisation’s sign-on is planned and signs on however their name is typed', async () => {
    const base = now();
    const name = 'Lin@Example.org';
    const put = { staffId: name, unitId, from: base, to: base + HOUR_MS };
    const made = await planner.send('PUT', '/api/shifts', put);
    expect(made.body['shift']).toMatchObject({ staffId: 'lin@example.org' });
    expect((await centre.shifts.signOn('LIN@EXAMPLE.ORG', unitId)).ok).toBe(true);
    const { lines } = await centre.shifts.now();
    expect(lines.filter(({ staffId }) => staffId === 'lin@example.org')).toMatchObject([{ state: 'there' }]);
    expect((await centre.shifts.signOff(name)).ok).toBe(true);
    await centre.shifts.remove((made.body['shift'] as { shiftId: string }).shiftId);
    // What was written before there was one form is read in it.
    const { pool } = centre.centre.database;
    await pool.query(
      `INSERT INTO clarion.shift (log_id, shift_id, staff_id, unit_id, from_at, to_at) VALUES ($1, 'Old@1', 'Old', $2, $3, $4)`,
      [centre.centre.log.logId, unitId, base, base + HOUR_MS],
    );
    expect((await centre.shifts.signOn('old', unitId)).ok).toBe(true);
    const again = await planner.send('PUT', '/api/shifts', { ...put, staffId: 'OLD' });
    expect(again.body['code']).toBe('ShiftOverlaps');
    await centre.shifts.signOff('old');
    await centre.shifts.remove('Old@1');
  });

  test('what has ended longer ago than the centre keeps it is erased, with the qualifications of who is in nothing any more', async () => {
    for (const staffId of ['k71', 'k72']) expect((await centre.shifts.signOff(staffId)).ok).toBe(true);
    centre.wallAheadMs += 29 * 24 * HOUR_MS;
    await centre.shifts.purge();
    const [shifts, duties] = await tables();
    expect([shifts, (duties ?? 0) > 0]).toEqual([0, true]);
    centre.wallAheadMs += 2 * 24 * HOUR_MS;
    await centre.shifts.purge();
    expect(await tables()).toEqual([0, 0, 0]);
  });
});
