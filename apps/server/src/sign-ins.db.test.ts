import { eraseOperatorActs } from '@clarion/store';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { DRILL_PASSWORD } from './drill-sign-ins.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client, LiveClient } from './testing/client.ts';

/** Whether the line was closed because its session is over. */
const thrownOut = (line: LiveClient): Promise<number> =>
  new Promise(resolve => line.socket.on('close', code => resolve(code)));
const SESSION_ENDED = 4401;

describe.skipIf(noDatabase)(`sign-ins, by the administrator ${needsDatabase}`, () => {
  let centre: TestCentre;
  let admin: Client;
  const make = (wanted: object) => admin.send('POST', '/api/operators', wanted);
  const change = (login: string, what: object, by = admin) =>
    by.send('PATCH', `/api/operators/${login}`, what);
  const enter = async (login: string, password: string, newPassword?: string) =>
    (await centre.client()).send('POST', '/api/session', { login, password, newPassword });
  const acts = async () =>
    (await admin.get('/api/operators/acts')).body['acts'] as { act: string; login: string }[];
  beforeAll(async () => {
    centre = await testCentre();
    admin = await centre.client('admin');
  });
  afterAll(() => centre.drop());

  test('a made password opens once, for one of their own; a crew’s device keeps its', async () => {
    const made = await make({ login: 'Lin', role: 'dispatcher' });
    expect(made).toMatchObject({ status: 201, body: { login: 'lin', role: 'dispatcher' } });
    const password = String(made.body['password']);
    expect(await enter('lin', password)).toMatchObject({ status: 401, body: { code: 'PasswordOnce' } });
    expect((await enter('lin', password, 'short')).body).toMatchObject({
      code: 'PasswordTooShort',
      field: 'newPassword',
    });
    expect((await enter('lin', password, password)).body['code']).toBe('PasswordSame');
    // With a wrong one nothing is told and nothing is set.
    expect((await enter('lin', 'wrong', 'one of her own')).body['code']).toBe('SignInWrong');
    const both = await Promise.all([
      enter('lin', password, 'one of her own'),
      enter('lin', password, 'one of another'),
    ]);
    expect(both.map(({ status }) => status).toSorted()).toEqual([200, 401]);
    expect((await enter('lin', password, 'a third')).body['code']).toBe('SignInWrong');
    const own = both[0]!.status === 200 ? 'one of her own' : 'one of another';
    expect((await enter('lin', own)).status).toBe(200);

    const gateway = await make({ login: 'avl', role: 'responder' });
    const kept = String(gateway.body['password']);
    expect((await enter('avl', kept)).status).toBe(200);
    expect((await enter('avl', kept)).status).toBe(200);
    expect((await admin.get('/api/operators')).text).not.toContain(kept);
    expect(JSON.stringify(await acts())).not.toContain(kept);
    expect((await make({ login: 'lin', role: 'dispatcher' })).body['code']).toBe('LoginTaken');
    expect((await make({ login: '@', role: 'dispatcher' })).body['code']).toBe('LoginNotUsable');
  });

  test('a role that changes counts at once on open pages, and who was ended is out, at every server', async () => {
    const second = await centre.another();
    const here = await centre.client('dispatcher');
    const there = (await centre.client('dispatcher')).at(second.url);
    const lines = [await here.live(), await there.live()];
    const out = lines.map(thrownOut);
    expect((await change('dispatcher', { role: 'callTaker' })).status).toBe(204);
    const began = performance.now();
    expect(await Promise.all(out)).toEqual([SESSION_ENDED, SESSION_ENDED]);
    expect(performance.now() - began).toBeLessThan(5_000);
    expect((await here.get('/api/session')).body['code']).toBe('SessionEnded');
    expect((await there.get('/api/session')).body['code']).toBe('SessionEnded');
    const taker = await centre.client('dispatcher');
    expect((await taker.get('/api/session')).body['role']).toBe('callTaker');
    // Said again it changes nothing: nobody is thrown out of a call, and the record has no line more.
    const before = await acts();
    expect((await change('dispatcher', { role: 'callTaker' })).status).toBe(204);
    expect((await taker.get('/api/session')).status).toBe(200);
    expect(await acts()).toEqual(before);
    expect((await taker.command({ type: 'CloseStreet' })).status).toBe(400);
    expect((await taker.get('/api/log')).status).toBe(403);

    const elsewhere = taker.at(second.url);
    const line = await elsewhere.live();
    expect((await change('dispatcher', { ended: true })).status).toBe(204);
    expect(await thrownOut(line)).toBe(SESSION_ENDED);
    expect((await enter('dispatcher', DRILL_PASSWORD)).body['code']).toBe('SignInWrong');
    await change('dispatcher', { ended: false, role: 'dispatcher' });
    expect((await enter('dispatcher', DRILL_PASSWORD)).status).toBe(200);
    await second.drop();
  });

  test('nobody raises, ends or opens their own; the last administrator stays, though two end each other at once', async () => {
    for (const what of [
      { ended: true },
      { role: 'commander' },
      { newPassword: true },
      { secondFactor: false },
    ])
      expect((await change('admin', what)).body['code']).toBe('OperatorSelf');
    const { password } = (await make({ login: 'second', role: 'administrator' })).body;
    await enter('second', String(password), 'one of the second');
    const other = await centre.client('second', undefined, 'one of the second');
    const answers = await Promise.all([
      change('second', { ended: true }),
      change('admin', { role: 'auditor' }, other),
    ]);
    const told = answers.map(({ status, body }) => `${status} ${body['code'] ?? ''}`.trim());
    // Whoever comes second is refused: as the last one stays, or as the session is over already.
    expect(told.filter(one => one === '204')).toHaveLength(1);
    expect(told.filter(one => one !== '204')).toHaveLength(1);
    const back = told[0] === '204' ? admin : other;
    const left = (await back.get('/api/operators')).body['operators'] as { role: string; ended: boolean }[];
    expect(left.filter(({ role, ended }) => role === 'administrator' && !ended)).toHaveLength(1);
    if (back === admin) await change('second', { ended: false });
    else await change('admin', { role: 'administrator' }, other);
    admin = await centre.client('admin');
  });

  test('a crew’s device is no person, and nothing is done halfway', async () => {
    expect((await change('e1', { role: 'commander' })).body['code']).toBe('OperatorOfUnit');
    expect((await change('planner', { role: 'responder' })).body['code']).toBe('OperatorOfUnit');
    const before = await acts();
    const both = await change('planner', { ended: true, password: 'short' });
    expect(both).toMatchObject({ status: 409, body: { code: 'PasswordTooShort', field: 'password' } });
    expect((await enter('planner', DRILL_PASSWORD)).status).toBe(200);
    expect(await acts()).toEqual(before);
  });

  test('every act is on record, with who did it, for the auditor too; the record cannot be changed', async () => {
    await change('calltaker2', { newPassword: true });
    await change('calltaker2', { signedIn: false, secondFactor: false });
    const auditor = await centre.client('auditor');
    const seen = (await auditor.get('/api/operators/acts')).body['acts'] as object[];
    expect(seen.slice(0, 3)).toMatchObject([
      { act: 'signedOut', login: 'calltaker2', actor: 'admin' },
      { act: 'deviceLost', login: 'calltaker2', actor: 'admin' },
      { act: 'password', login: 'calltaker2', actor: 'admin' },
    ]);
    expect(await acts()).toContainEqual(
      expect.objectContaining({
        act: 'role',
        login: 'dispatcher',
        role: 'callTaker',
        roleBefore: 'dispatcher',
      }),
    );
    const { database } = centre.centre;
    const { pool } = database;
    for (const text of ['UPDATE clarion.operator_act SET actor = NULL', 'DELETE FROM clarion.operator_act'])
      await expect(pool.query(text)).rejects.toThrow('permission denied');
    // About staff, so it ends: what is older than three years goes, and nothing of what is not.
    const kept = await acts();
    const ago = (days: number) => Date.now() - days * 86_400_000;
    await pool.query(
      `INSERT INTO clarion.operator_act (at, login, act) VALUES ($1, 'left long ago', 'ended'), ($2, 'left later', 'ended')`,
      [ago(1096), ago(1094)],
    );
    expect([await eraseOperatorActs(database), await eraseOperatorActs(database)]).toEqual([1, 0]);
    expect(await acts()).toEqual([expect.objectContaining({ login: 'left later' }), ...kept]);
    const listed = (await admin.get('/api/operators')).body['operators'] as { login: string }[];
    expect(listed.find(({ login }) => login === 'calltaker2')).toMatchObject({
      passwordOnce: true,
      since: expect.any(Number),
      changedAt: expect.any(Number),
    });
  });
});
