import { instant } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/open.ts';
import { createInstallation, findInstallation } from '../installation.ts';
import { noon } from '../testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import { changeOperator } from './changeOperator.ts';
import { openDevices } from './devices.ts';
import { createOperator, listOperators, randomPassword, setPassword } from './operators.ts';
import { createSession, endSession, findSession, purgeSessions, touchSession } from './sessions.ts';
import { purgeSignInFailures, signIn } from './signIn.ts';

const later = (ms: number) => instant(noon + ms);

describe.skipIf(testServer === undefined)('sign-in (needs the server of CLARION_TEST_DATABASE_URL)', () => {
  let scratch: Scratch;
  let db: Database;
  beforeAll(async () => {
    scratch = await scratchDatabase(testServer!);
    db = await scratch.open();
  });
  afterAll(() => scratch?.drop());

  const operator = async (login: string, password = 'a long password') => {
    const made = await createOperator(db, {
      login,
      displayName: login,
      role: 'dispatcher',
      password,
      now: noon,
    });
    if (!made.ok) throw new Error(made.error.code);
    return made.value;
  };
  const attempt = (login: string, password: string, at = 0, address = '10.0.0.1') =>
    signIn(db, { login, password, address, now: later(at) });

  test('an installation is made once, with an administrator or not at all', async () => {
    const administrator = { login: 'admin', displayName: 'Admin', password: 'short' };
    const refused = await createInstallation(db, { kind: 'live', now: noon, administrator });
    expect(refused).toMatchObject({ ok: false, error: { code: 'PasswordTooShort' } });
    expect(await findInstallation(db)).toBeUndefined();
    const made = await createInstallation(db, {
      kind: 'live',
      now: noon,
      administrator: { ...administrator, password: randomPassword() },
    });
    expect(made).toEqual({ ok: true, value: { kind: 'live', createdAt: noon } });
    expect((await listOperators(db)).map(({ login, role }) => ({ login, role }))).toEqual([
      { login: 'admin', role: 'administrator' },
    ]);
    expect(await createInstallation(db, { kind: 'drill', now: noon })).toEqual({
      ok: false,
      error: { code: 'InstalledAlready', kind: 'live' },
    });
  });

  test('the right password opens, whatever the case of the login; a wrong one and an unknown login look the same', async () => {
    const made = await operator('Wang.Wei');
    expect(await attempt('wang.wei ', 'a long password')).toEqual({ ok: true, value: made });
    expect(await attempt('wang.wei', 'another password')).toEqual({
      ok: false,
      error: { code: 'SignInWrong' },
    });
    expect(await attempt('nobody', 'a long password')).toEqual({
      ok: false,
      error: { code: 'SignInWrong' },
    });
    expect(
      await createOperator(db, {
        login: 'WANG.WEI',
        displayName: '',
        role: 'auditor',
        password: 'a long password',
        now: noon,
      }),
    ).toEqual({ ok: false, error: { code: 'LoginTaken', login: 'wang.wei' } });
  });

  test('passwords are stored as argon2id and nothing else', async () => {
    await operator('hashed', 'findable-password');
    const { rows } = await scratch.asOwner(
      `SELECT operator::text AS all FROM clarion.operator WHERE login = 'hashed'`,
    );
    expect(rows[0].all).toContain('$argon2id$');
    expect(rows[0].all).not.toContain('findable-password');
  });

  test('guessing is slowed for that account from that address, not for its neighbours', async () => {
    await operator('guessed');
    await operator('neighbour');
    for (let tries = 0; tries < 5; tries++) await attempt('guessed', 'wrong wrong');
    expect(await attempt('guessed', 'a long password')).toEqual({
      ok: false,
      error: { code: 'SignInWait', until: later(1_000) },
    });
    expect((await attempt('neighbour', 'a long password')).ok).toBe(true);
    expect((await attempt('guessed', 'a long password', 0, '10.0.0.2')).ok).toBe(true);
    expect((await attempt('guessed', 'a long password', 1_000)).ok).toBe(true);
    expect((await attempt('guessed', 'wrong wrong', 1_000)).ok).toBe(false);
    expect((await attempt('guessed', 'a long password', 1_000)).ok).toBe(true);
  });

  test('many tries at once are as many tries as one after the other', async () => {
    await operator('stormed');
    const guesses = Array.from({ length: 40 }, (_, n) => attempt('stormed', `wrong wrong ${n}`));
    const codes = (await Promise.all(guesses)).map(answer => (answer.ok ? 'in' : answer.error.code));
    expect(codes.filter(code => code === 'SignInWrong')).toHaveLength(5);
    expect(codes.filter(code => code === 'SignInWait')).toHaveLength(35);
  });

  test('strangers who try, at the same address or everywhere, never make a device wait that the login is at home on', async () => {
    await operator('attacked');
    for (let n = 0; n < 60; n++) await attempt('attacked', 'wrong wrong', n * 3_600, `10.0.${n % 12}.1`);
    const at = 60 * 3_600;
    for (let n = 0; n < 6; n++) await attempt('attacked', 'wrong wrong', at, '10.0.0.1');
    const here = { login: 'attacked', address: '10.0.0.1', now: later(at) };
    expect(await signIn(db, { ...here, password: 'a long password' })).toMatchObject({ ok: false });
    const atHome = { ...here, device: 'D1' };
    expect((await signIn(db, { ...atHome, password: 'a long password' })).ok).toBe(true);
    // Whoever has the device does not guess faster for it.
    for (let n = 0; n < 5; n++) await signIn(db, { ...atHome, password: 'wrong wrong' });
    expect(await signIn(db, { ...atHome, password: 'a long password' })).toMatchObject({
      error: { code: 'SignInWait' },
    });
  });

  test('right passwords are not counted against the account', async () => {
    await operator('busy');
    for (let n = 0; n < 60; n++) expect((await attempt('busy', 'a long password', n)).ok).toBe(true);
  });

  test('a login with signs that no database holds is wrong like any other', async () => {
    expect(await attempt('a\u0000b', 'wrong wrong')).toEqual({ ok: false, error: { code: 'SignInWrong' } });
  });

  test('a device is known by its mark, for the logins that signed in there, and no mark can be made up', () => {
    const opened = openDevices(db);
    if (!opened.ok) throw new Error(opened.error.code);
    const devices = opened.value;
    const one = devices.remember(undefined, 'wang.wei');
    const id = devices.find(one, 'Wang.Wei ');
    expect(id).toBeDefined();
    expect(devices.find(one, 'li.na')).toBeUndefined();
    const two = devices.remember(one, 'li.na');
    expect([devices.find(two, 'li.na'), devices.find(two, 'wang.wei')]).toEqual([id, id]);
    const other = devices.remember(undefined, 'wang.wei').split('.');
    for (const made of ['', 'x', `${id}..`, two.replace(/.$/, last => (last === 'A' ? 'B' : 'A')), undefined])
      expect(devices.find(made, 'wang.wei')).toBeUndefined();
    const [, logins, signature] = two.split('.');
    expect(devices.find([other[0], logins, signature].join('.'), 'wang.wei')).toBeUndefined();
    let many = two;
    for (let n = 0; n < 40; n++) many = devices.remember(many, `operator${n}`);
    expect(many.length).toBeLessThan(320);
    expect([devices.find(many, 'operator39'), devices.find(many, 'wang.wei')]).toEqual([id, undefined]);
  });

  test('wrong tries are forgotten', async () => {
    await operator('forgiven');
    await attempt('forgiven', 'wrong wrong');
    const left = async () =>
      (await scratch.asOwner("SELECT FROM clarion.sign_in_failure WHERE who LIKE 'forgiven%'")).rowCount;
    expect(await left()).toBe(2);
    await purgeSignInFailures(db, later(3_600_000));
    expect(await left()).toBe(0);
  });

  test('a session is found by its token alone, lives on when used, and ends', async () => {
    const made = await operator('seated');
    const { token, session } = await createSession(db, {
      operator: made,
      language: 'zh-CN',
      now: noon,
      lifeMs: 1_000,
    });
    expect(await findSession(db, token, later(999))).toEqual(session);
    expect(await findSession(db, token, later(1_000))).toBeUndefined();
    expect(await touchSession(db, token, { now: later(500), lifeMs: 1_000 })).toBe(later(1_500));
    expect((await findSession(db, token, later(1_400)))?.operator).toEqual(made);
    expect(await touchSession(db, token, { now: later(2_000), lifeMs: 1_000 })).toBeUndefined();
    const { rows } = await scratch.asOwner('SELECT session::text AS all FROM clarion.session');
    expect(rows.map(row => row.all).join()).not.toContain(token);
    await endSession(db, token);
    expect(await findSession(db, token, later(500))).toBeUndefined();
  });

  test('a new password and a disabled account end every session', async () => {
    const made = await operator('leaving');
    const start = () => createSession(db, { operator: made, language: 'en', now: noon, lifeMs: 10_000 });
    const first = await start();
    expect((await setPassword(db, 'leaving', 'another long one')).ok).toBe(true);
    expect(await findSession(db, first.token, noon)).toBeUndefined();
    const second = await start();
    const ended = await changeOperator(db, { login: 'leaving', changes: [{ act: 'ended' }], now: noon });
    expect(ended).toMatchObject({ ok: true, value: { disabledAt: noon } });
    expect(await findSession(db, second.token, noon)).toBeUndefined();
    expect((await attempt('leaving', 'another long one')).ok).toBe(false);
  });

  test('sessions that are over are purged', async () => {
    const made = await operator('purged');
    await createSession(db, { operator: made, language: 'en', now: noon, lifeMs: 10 });
    await createSession(db, { operator: made, language: 'en', now: noon, lifeMs: 10_000_000 });
    expect(await purgeSessions(db, later(100_000))).toBe(1);
  });
});
