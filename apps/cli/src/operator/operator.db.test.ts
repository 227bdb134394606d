import { instant } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { openBreakGlass } from '../../../../adapters/store/src/signin/breakGlass.ts';
import { makeOperator } from '../../../../adapters/store/src/signin/changeOperator.ts';
import { listOperatorActs } from '../../../../adapters/store/src/signin/operatorActs.ts';
import { signIn } from '../../../../adapters/store/src/signin/signIn.ts';
import { noon } from '../../../../adapters/store/src/testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../../../../adapters/store/src/testing/scratch.ts';
import { runCli } from '../run.ts';

describe.skipIf(testServer === undefined)(
  'clarion operator … (needs the server of CLARION_TEST_DATABASE_URL)',
  () => {
    let scratch: Scratch;
    const cli = async (...argv: string[]) => {
      const out: string[] = [];
      const err: string[] = [];
      const code = await runCli([...argv, '--data', scratch.dataFolder], {
        lang: 'en',
        signal: new AbortController().signal,
        environment: { DATABASE_URL: scratch.url },
        streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
        now: () => 0,
      });
      return { code, out: out.join(''), err: err.join('') };
    };
    beforeAll(async () => {
      scratch = await scratchDatabase(testServer!);
    });
    afterAll(() => scratch?.drop());

    test('a new password, the end of a sign-in and its way back; the password is made here and shown once', async () => {
      const made = await cli('init', '--live', '--login', 'chief', '--json');
      const { password: first } = JSON.parse(made.out);
      const db = await scratch.open();
      const enter = async (password: string) =>
        (await signIn(db, { login: 'chief', password, address: 'here', now: noon })).ok;
      const of = (verb: string, ...more: string[]) => cli('operator', verb, '--login', 'chief', ...more);
      const { password } = JSON.parse((await of('password', '--json')).out);
      expect([await enter(first), await enter(password)]).toEqual([false, true]);
      // The only administrator stays; with another one it can go.
      expect(await of('end')).toMatchObject({ code: 2, err: expect.stringContaining('last administrator') });
      const other = { login: 'second', displayName: 'Second', role: 'administrator' } as const;
      await makeOperator(db, { ...other, password: 'one of the second', now: noon }, undefined);
      expect((await of('end')).code).toBe(0);
      expect(await enter(password)).toBe(false);
      expect((await cli('operator', 'list')).out).toBe(
        'chief  Administrator  ended\nsecond  Administrator\n',
      );
      expect((await of('give-back')).code).toBe(0);
      expect((await of('device-lost')).code).toBe(0);
      expect(await enter(password)).toBe(true);
      const done = (await listOperatorActs(db)).map(({ act, actor }) => `${act} ${actor}`);
      expect(done).toEqual([
        'deviceLost undefined',
        'givenBack undefined',
        'ended undefined',
        'made undefined',
        'password undefined',
      ]);
      expect((await cli('break-glass', 'list')).out).toContain('No envelope');
      const printed = await cli(
        'break-glass',
        'issue',
        '--role',
        'commander',
        '--hours',
        '3',
        '--count',
        '2',
      );
      const [code = '', unused = ''] = [...printed.out.matchAll(/Code: (\S+)/g)].map(found => found[1]!);
      expect(printed.out).toMatch(/Opens once, as Duty commander, for 3 h/);
      const opened = await openBreakGlass(db, { code, reason: 'providerDown', now: instant(Date.now()) });
      expect(opened).toMatchObject({ ok: true, value: { operator: { role: 'commander' } } });
      const listed = await cli('break-glass', 'list');
      expect(listed.out).toMatch(/OPEN since/);
      expect(listed.out).toMatch(/unopened/);
      expect(listed.out).not.toContain(unused);
      const unopened = /^(\S+).*unopened/m.exec(listed.out)![1]!;
      expect((await cli('break-glass', 'revoke', '--id', unopened)).code).toBe(0);
      const again = await openBreakGlass(db, {
        code: unused,
        reason: 'providerDown',
        now: instant(Date.now()),
      });
      expect(again.ok).toBe(false);
      expect((await cli('break-glass', 'revoke', '--id', 'nnnnn')).code).toBe(2);
      expect(await cli('operator', 'end', '--login', 'nobody')).toMatchObject({
        code: 2,
        err: expect.stringContaining('no sign-in nobody'),
      });
    });
  },
);
