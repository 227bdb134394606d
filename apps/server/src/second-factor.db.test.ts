import { instant } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { codeOf, stepAt } from '../../../adapters/store/src/signin/totp.ts';
import { DRILL_PASSWORD } from './drill-sign-ins.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';

const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
/** What an authenticator shows for a secret in base 32. */
function shown(secret: string, at: number): string {
  const bits = [...secret].map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map(eight => Number.parseInt(eight, 2));
  return codeOf(Buffer.from(bytes), stepAt(instant(at)));
}

describe.skipIf(noDatabase)(`second factor, passwords and the end of sign-ins ${needsDatabase}`, () => {
  let centre: TestCentre;
  const now = () => Date.now() + centre.wallAheadMs;
  const enter = async (
    login: string,
    more: { password?: string; newPassword?: string; code?: string } = {},
  ) => (await centre.client()).send('POST', '/api/session', { login, password: DRILL_PASSWORD, ...more });
  beforeAll(async () => {
    centre = await testCentre(['--second-factor', 'auditor,planner']);
  });
  afterAll(() => centre.drop());

  test('[MF7] a role that has to have one enrols at the door, and gets in with no password alone afterwards', async () => {
    const first = await enter('auditor');
    expect(first).toMatchObject({ status: 401, body: { code: 'SecondFactorEnrol' } });
    const { secret, uri } = first.body['facts'] as { secret: string; uri: string };
    expect(uri).toBe(`otpauth://totp/Clarion%20drill%3Aauditor?secret=${secret}&issuer=Clarion%20drill`);
    expect((await enter('auditor', { code: '123' })).body['code']).toBe('SecondFactorWrong');
    const code = shown(secret, now());
    const inside = await enter('auditor', { code });
    expect(inside).toMatchObject({ status: 200, body: { role: 'auditor' } });
    const recovery = inside.body['recoveryCodes'] as string[];
    expect(recovery).toHaveLength(10);

    const again = await enter('auditor');
    expect(again).toMatchObject({ status: 401, body: { code: 'SecondFactorNeeded' } });
    expect(again.text).not.toContain(secret);
    expect((await enter('auditor', { code })).body['code']).toBe('SecondFactorWrong');
    centre.wallAheadMs += 60_000;
    const later = await enter('auditor', { code: shown(secret, now()) });
    expect(later).toMatchObject({ status: 200 });
    expect(later.body).not.toHaveProperty('recoveryCodes');
    expect((await enter('auditor', { code: recovery[0]! })).status).toBe(200);
    expect((await enter('auditor', { code: recovery[0]! })).status).toBe(401);
    // The wrong password is told as before, whatever the code.
    const wrong = await enter('auditor', { password: 'wrong', code: recovery[1]! });
    expect(wrong.body['code']).toBe('SignInWrong');
    // Others come in as ever.
    expect((await enter('dispatcher')).status).toBe(200);
  });

  test('[MF8] whoever wants one turns it on with the password, and the administrator takes away a lost one', async () => {
    const taker = await centre.client('calltaker');
    expect((await taker.get('/api/account')).body).toEqual({ secondFactor: false });
    const refused = await taker.send('POST', '/api/account/second-factor', { password: 'wrong' });
    expect(refused).toMatchObject({ status: 403, body: { code: 'PasswordWrong' } });
    const begun = await taker.send('POST', '/api/account/second-factor', { password: DRILL_PASSWORD });
    const code = shown(String(begun.body['secret']), now());
    const on = await taker.send('POST', '/api/account/second-factor/first-code', { code });
    expect(on.body['recoveryCodes']).toHaveLength(10);
    expect((await enter('calltaker')).body['code']).toBe('SecondFactorNeeded');
    const admin = await centre.client('admin');
    const listed = await admin.get('/api/operators');
    expect(listed.body['operators']).toContainEqual(
      expect.objectContaining({ login: 'calltaker', secondFactor: true, ended: false }),
    );
    expect((await admin.send('PATCH', '/api/operators/calltaker', { secondFactor: false })).status).toBe(204);
    expect((await enter('calltaker')).status).toBe(200);
  });

  test('[MF9] a new password ends the other sessions; an ended sign-in ends all, at once, and can be given back', async () => {
    const here = await centre.client('dispatcher2');
    const elsewhere = await centre.client('dispatcher2');
    const change = (password: string, newPassword: string) =>
      here.send('PUT', '/api/account/password', { password, newPassword });
    expect((await change('wrong', 'a better password')).body['code']).toBe('PasswordWrong');
    expect(await change(DRILL_PASSWORD, 'short')).toMatchObject({
      status: 409,
      body: { code: 'PasswordTooShort', field: 'newPassword' },
    });
    expect((await change(DRILL_PASSWORD, 'a better password')).status).toBe(204);
    expect((await here.get('/api/session')).status).toBe(200);
    expect((await elsewhere.get('/api/session')).body['code']).toBe('SessionEnded');
    expect((await enter('dispatcher2')).body['code']).toBe('SignInWrong');

    const admin = await centre.client('admin');
    const patch = (login: string, change: object) => admin.send('PATCH', `/api/operators/${login}`, change);
    expect((await patch('nobody', { ended: true })).status).toBe(404);
    expect((await patch('admin', { ended: true })).body['code']).toBe('OperatorSelf');
    expect((await patch('dispatcher2', { ended: true })).status).toBe(204);
    expect((await here.get('/api/session')).body['code']).toBe('SessionEnded');
    expect((await enter('dispatcher2', { password: 'a better password' })).status).toBe(401);
    expect((await patch('dispatcher2', { ended: false, password: DRILL_PASSWORD })).status).toBe(204);
    // What another one set opens once, for one of their own.
    expect((await enter('dispatcher2')).body['code']).toBe('PasswordOnce');
    const own = await enter('dispatcher2', { newPassword: 'one of their own' });
    expect(own.status).toBe(200);
    const back = await centre.client('dispatcher2', undefined, 'one of their own');
    expect((await patch('dispatcher2', { signedIn: false })).status).toBe(204);
    expect((await back.get('/api/session')).status).toBe(401);
    // Only administrators.
    const dispatcher = await centre.client('dispatcher');
    expect((await dispatcher.send('PATCH', '/api/operators/admin', { ended: true })).status).toBe(403);
  });
});
