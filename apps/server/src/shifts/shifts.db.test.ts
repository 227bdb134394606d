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
    const good = `K71,${unitId},,${iso(-1)},${iso(7)},officer:${day(10)}`;
    const seen = await preview(good, `K72,nowhere,,${iso(-1)},${iso(7)},`);
    expect(seen.faults).toEqual([{ line: 3, code: 'unitUnknown', value: 'nowhere' }]);
    const refused = await adopt(good, `K72,nowhere,,${iso(-1)},${iso(7)},`);
    expect([refused.status, refused.body['code']]).toEqual([409, 'ShiftFileFaulty']);
    expect(await tables()).toEqual([0, 0, 0]);
  });

  test('a plan is previewed with its warnings, taken in whole, and replaced by the next', async () => {
    const lines = [
      `K71,${unitId},,${iso(-1)},${iso(7)},officer:${day(10)}`,
      `K72,${unitId},,${iso(-1)},${iso(7)},officer:${day(-1)}`,
      `K73,${unitId},,${iso(-1)},${iso(14)},`,
      `dispatcher,,D1,${iso(-1)},${iso(7)},`,
    ];
    const seen = await preview(...lines);
    expect([seen.faults, seen.replaced, await tables()]).toEqual([[], 0, [0, 0, 0]]);
    expect(seen.warnings).toMatchObject([
      { staffId: 'K73', limit: 'duty', hours: 13, actual: 15, source: 'test duty' },
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
    expect((await beside(`K75,${unitId},,${from},${iso(6)},`)).status).toBe(200);
    expect(await tables()).toEqual([5, 0, 2]);
    const over = (await beside(`K75,${unitId},,${iso(2)},${iso(6)},`, 'preview')).body;
    expect(over['faults']).toEqual([{ line: 2, code: 'planned', value: 'K75' }]);
    const [made] = (await centre.shifts.planned(instant(0), instant(8e15))).filter(
      one => one.staffId === 'K75',
    );
    expect((await planner.send('DELETE', `/api/shifts/${made!.shiftId}`)).status).toBe(204);
  });

  test('a unit can do what its crew makes possible, and the log knows numbers alone', async () => {
    expect(can()).toBe(true);
    expect((await crew()).lines.map(({ staffId, state }) => [staffId, state])).toEqual([
      ['K71', 'missing'],
      ['K72', 'missing'],
      ['K73', 'missing'],
    ]);
    // One aboard, with an expired qualification, which is said as they sign on.
    expect(await sign('K72', 'on')).toMatchObject({ status: 200, expired: ['officer'] });
    expect(can()).toBe(false);
    expect(unit().crew).toEqual({
      people: 1,
      holds: [{ qualificationId: 'officer', valid: 0, expired: 1 }],
    });
    // Two aboard are enough, and nobody's qualification counts.
    expect((await sign('K73', 'on')).warnings).toMatchObject([{ limit: 'duty', source: 'test duty' }]);
    expect(can()).toBe(false);
    expect((await crew()).lacking).toMatchObject([
      { capability, qualification: { qualificationId: 'officer', count: 1, expired: 1 } },
    ]);
    expect((await sign('K71', 'on')).status).toBe(200);
    expect(can()).toBe(true);
    const log = JSON.stringify(await centre.centre.log.read(1, centre.centre.log.head));
    expect(log).toContain('CrewCounted');
    for (const staffId of ['"K71"', '"K72"', '"K73"']) expect(log).not.toContain(staffId);
    expect((await sign('K73', 'off')).status).toBe(200);
    expect((await crew()).lines.map(({ staffId, state }) => [staffId, state])).toEqual([
      ['K71', 'there'],
      ['K72', 'there'],
      ['K73', 'missing'],
    ]);
  });

  test('nobody is on two units, strangers and others’ crews are refused, and a dispatcher signs on by voice', async () => {
    const other = [...centre.centre.log.board.units.keys()].find(id => id !== unitId)!;
    expect(await sign('K79', 'on')).toMatchObject({ status: 404, code: 'StaffUnknown' });
    const said = await dispatcher.send('POST', '/api/duties', { staffId: 'K71', unitId: other });
    expect([said.status, said.body['before']]).toEqual([200, unitId]);
    expect([unit().crew?.people, centre.centre.log.board.units.get(other)?.crew?.people]).toEqual([1, 1]);
    expect(await sign('K71', 'off')).toMatchObject({ status: 409, code: 'NotOnDuty' });
    expect((await dispatcher.send('DELETE', '/api/duties/K71')).status).toBe(200);
    await Promise.all(['a', 'b', 'c', 'd'].map(() => sign('K71', 'on')));
    expect(unit().crew?.people).toBe(2);
  });

  test('planned against there, on the supervisor’s list', async () => {
    await dispatcher.command({ type: 'TakeDesk', deskId: 'D1' });
    const { lines } = (await dispatcher.get('/api/shifts/now')).body as unknown as ShiftsNowAnswer;
    expect(lines.map(({ staffId, state, expired }) => [staffId, state, expired.join()])).toEqual([
      ['dispatcher', 'there', ''],
      ['K71', 'there', ''],
      ['K72', 'there', 'officer'],
      ['K73', 'missing', ''],
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
    const made = await put('K74', 1, 9);
    expect(made.status).toBe(200);
    const { shiftId } = made.body['shift'] as { shiftId: string };
    expect((await put('K74', 8, 10)).body['code']).toBe('ShiftOverlaps');
    expect((await put('K74', 5, 3)).body['code']).toBe('ShiftTimesWrong');
    expect((await put('K74', 1, 15, shiftId)).body['warnings']).toMatchObject([
      { limit: 'duty', actual: 14 },
    ]);
    expect((await planner.send('DELETE', `/api/shifts/${shiftId}`)).status).toBe(204);
    expect((await planner.send('DELETE', `/api/shifts/${shiftId}`)).status).toBe(404);
  });

  test('what has ended longer ago than the centre keeps it is erased, with the qualifications of who is in nothing any more', async () => {
    for (const staffId of ['K71', 'K72']) expect((await centre.shifts.signOff(staffId)).ok).toBe(true);
    centre.wallAheadMs += 29 * 24 * HOUR_MS;
    await centre.shifts.purge();
    const [shifts, duties] = await tables();
    expect([shifts, (duties ?? 0) > 0]).toEqual([0, true]);
    centre.wallAheadMs += 2 * 24 * HOUR_MS;
    await centre.shifts.purge();
    expect(await tables()).toEqual([0, 0, 0]);
  });
});
