import { type Instant, instant } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Database } from '../database/open.ts';
import { openSealing } from '../seal/sealing.ts';
import { noon } from '../testing/centre.ts';
import { type Scratch, scratchDatabase, testServer } from '../testing/scratch.ts';
import { createOperator, type Operator } from './operators.ts';
import { openSecondFactors, type SecondFactors } from './secondFactors.ts';
import { type AlsoCheck, signIn } from './signIn.ts';
import { codeOf, stepAt } from './totp.ts';

const later = (seconds: number) => instant(noon + seconds * 1000);

/** What an authenticator makes of a secret in base 32. */
function device(secret: string) {
  const letters = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
  const bits = [...secret].map(letter => letters.indexOf(letter).toString(2).padStart(5, '0')).join('');
  const bytes = (bits.match(/.{8}/g) ?? []).map(eight => Number.parseInt(eight, 2));
  return (at: Instant) => codeOf(Buffer.from(bytes), stepAt(at));
}

describe.skipIf(testServer === undefined)(
  'a second factor (needs the server of CLARION_TEST_DATABASE_URL)',
  () => {
    let scratch: Scratch;
    let db: Database;
    let factors: SecondFactors;
    let count = 0;
    beforeAll(async () => {
      scratch = await scratchDatabase(testServer!);
      db = await scratch.open();
      const sealing = await openSealing(db);
      const opened = openSecondFactors(db);
      if (!sealing.ok || !opened.ok) throw new Error('not opened');
      factors = opened.value;
    });
    afterAll(() => scratch?.drop());

    const operator = async (): Promise<Operator> => {
      const login = `op${++count}`;
      const made = await createOperator(db, {
        login,
        displayName: login,
        role: 'administrator',
        password: 'a long password',
        now: noon,
      });
      if (!made.ok) throw new Error(made.error.code);
      return made.value;
    };
    const enrolled = async () => {
      const { operatorId, login } = await operator();
      const code = device(await factors.begin(operatorId, noon));
      const recoveryCodes = await factors.confirm(operatorId, code(noon), noon);
      return { operatorId, login, code, recoveryCodes: recoveryCodes ?? [] };
    };

    test('[MF3] is on only after its first right code; until then the secret stays the same', async () => {
      const { operatorId } = await operator();
      const secret = await factors.begin(operatorId, noon);
      expect(await factors.begin(operatorId, later(60))).toBe(secret);
      expect(await factors.confirm(operatorId, '000000', noon)).toBeUndefined();
      expect(await factors.isOn(operatorId)).toBe(false);
      expect(await factors.check(operatorId, device(secret)(noon), noon)).toBe(false);
      expect(await factors.confirm(operatorId, device(secret)(noon), noon)).toHaveLength(10);
      expect(await factors.isOn(operatorId)).toBe(true);
      expect(await factors.confirm(operatorId, device(secret)(later(60)), later(60))).toBeUndefined();
    });

    test('[MF2] a code is taken once, by one of those that send it at the same time, and an older one never after', async () => {
      const { operatorId, code } = await enrolled();
      expect(await factors.check(operatorId, code(noon), noon)).toBe(false);
      const at = later(60);
      const tries = await Promise.all(
        Array.from({ length: 5 }, () => factors.check(operatorId, code(at), at)),
      );
      expect(tries.filter(Boolean)).toHaveLength(1);
      expect(await factors.check(operatorId, code(later(30)), at)).toBe(false);
      const typed = code(later(120)).replace(/(\d{3})/, '$1 ');
      expect(await factors.check(operatorId, typed, later(120))).toBe(true);
    });

    test('[MF4] a recovery code opens once, whatever its letters’ case, and only for whose it is', async () => {
      const { operatorId, recoveryCodes } = await enrolled();
      const other = await enrolled();
      const [first = '', second = ''] = recoveryCodes;
      expect(new Set(recoveryCodes).size).toBe(10);
      expect(await factors.check(other.operatorId, first, noon)).toBe(false);
      expect(await factors.check(operatorId, first.toUpperCase(), noon)).toBe(true);
      expect(await factors.check(operatorId, first, noon)).toBe(false);
      expect(await factors.check(operatorId, second, noon)).toBe(true);
      await factors.remove(operatorId);
      expect(await factors.isOn(operatorId)).toBe(false);
      expect(await factors.check(operatorId, recoveryCodes[2]!, noon)).toBe(false);
    });

    test('[MF5] the database alone holds neither the secret nor a code', async () => {
      const { operatorId } = await operator();
      const secret = await factors.begin(operatorId, noon);
      const codes = (await factors.confirm(operatorId, device(secret)(noon), noon)) ?? [];
      const { rows } = await scratch.asOwner(
        `SELECT row_to_json(f)::text || coalesce((SELECT json_agg(r)::text FROM clarion.recovery_code r), '') AS all FROM clarion.second_factor f`,
      );
      const stored = rows.map(row => row.all).join();
      for (const told of [secret, ...codes]) expect(stored).not.toContain(told);
      const strange = openSecondFactors({ ...db, keysFolder: `${db.keysFolder}-none` });
      expect(strange).toMatchObject({ ok: false, error: { code: 'KeyMissing' } });
    });

    test('[MF6] wrong codes wait as wrong passwords do; half a sign-in is no wrong try', async () => {
      const { operatorId, login, code } = await enrolled();
      const door = (said: string | undefined, at: number, password = 'a long password') => {
        const also: AlsoCheck<Operator> = async found => {
          if (said === undefined) return { ok: false, error: { code: 'SecondFactorNeeded' } };
          const right = await factors.check(operatorId, said, later(at));
          return right ? { ok: true, value: found } : { ok: false, error: { code: 'SecondFactorWrong' } };
        };
        return signIn(db, { login, password, address: '10.0.0.9', now: later(at) }, also);
      };
      for (let half = 0; half < 20; half++)
        expect(await door(undefined, 60)).toMatchObject({ error: { code: 'SecondFactorNeeded' } });
      for (let wrong = 0; wrong < 5; wrong++)
        expect(await door('000000', 60)).toMatchObject({ error: { code: 'SecondFactorWrong' } });
      // The right code has to wait now as well.
      expect(await door(code(later(60)), 60)).toMatchObject({ error: { code: 'SignInWait' } });
      expect(await door(code(later(300)), 300)).toMatchObject({ ok: true });
      expect(await door('000000', 301)).toMatchObject({ error: { code: 'SecondFactorWrong' } });
      // A wrong password says nothing about the code.
      expect(await door(code(later(360)), 360, 'a wrong password')).toEqual({
        ok: false,
        error: { code: 'SignInWrong' },
      });
    });
  },
);
