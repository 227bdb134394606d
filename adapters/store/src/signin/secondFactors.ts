import { createHmac, hkdfSync, randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import type { OpenFault } from '../database/fault.ts';
import type { Database } from '../database/open.ts';
import { keyFile } from '../keys/keyFile.ts';
import { wrapper } from '../seal/cipher.ts';
import { readableCode } from './operators.ts';
import { base32, findStep } from './totp.ts';

/** Codes of a device beside the password (RFC 6238), and codes on paper for whoever lost it. */
export interface SecondFactors {
  /** on: codes are asked for. */
  isOn(operatorId: string): Promise<boolean>;
  /** Everybody whose codes are asked for. */
  on(): Promise<ReadonlySet<string>>;
  /** Begins, or goes on with what was begun and not confirmed. @returns the secret, base 32 */
  begin(operatorId: string, now: Instant): Promise<string>;
  /** The first right code turns it on. @returns the recovery codes, this once; undefined when the code is wrong */
  confirm(operatorId: string, code: string, now: Instant): Promise<readonly string[] | undefined>;
  /** Whether this is the device's code or a recovery code; each is taken once. */
  check(operatorId: string, code: string, now: Instant): Promise<boolean>;
  remove(operatorId: string): Promise<void>;
}

/** RFC 4226, 4: at least 128 bits, 160 recommended. */
const secretBytes = 20;
const recoveryCodes = 10;
const masterKeyFile = 'master.key';

/** Opens them with the installation's master key, which `openSealing` has made. */
export function openSecondFactors(db: Database): Result<SecondFactors, OpenFault> {
  const masterKey = keyFile(db.keysFolder, masterKeyFile, undefined);
  if (masterKey?.length !== 32) return fail({ code: 'KeyMissing', file: join(db.keysFolder, masterKeyFile) });
  const box = wrapper(masterKey, 'second factor');
  const paperKey = Buffer.from(hkdfSync('sha256', masterKey, '', 'clarion recovery codes', 32));
  const hashOf = (code: string) => createHmac('sha256', paperKey).update(plain(code)).digest();

  const find = (operatorId: string) =>
    db.tables
      .selectFrom('second_factor')
      .selectAll()
      .where('operator_id', '=', operatorId)
      .executeTakeFirst();
  const open = (secret: string): Buffer => {
    const text = box.unwrap(secret);
    if (text === undefined) throw new Error(`a second factor is not of the keys in ${db.keysFolder}`);
    return Buffer.from(text, 'hex');
  };

  /** Takes a code's step, when none as new was taken yet: of two that come at once, one is taken. */
  async function take(operatorId: string, secret: Buffer, code: string, now: Instant): Promise<boolean> {
    const step = findStep(secret, plain(code), now);
    if (step === undefined) return false;
    const { numUpdatedRows } = await db.tables
      .updateTable('second_factor')
      .set({ last_step: step })
      .where('operator_id', '=', operatorId)
      .where('last_step', '<', step)
      .executeTakeFirst();
    return numUpdatedRows > 0n;
  }

  return ok({
    isOn: async operatorId => {
      const row = await find(operatorId);
      return row !== undefined && row.confirmed_at !== null;
    },
    on: async () => {
      const rows = await db.tables
        .selectFrom('second_factor')
        .select('operator_id')
        .where('confirmed_at', 'is not', null)
        .execute();
      return new Set(rows.map(({ operator_id }) => operator_id));
    },
    begin: async (operatorId, now) => {
      const bytes = randomBytes(secretBytes);
      await db.tables
        .insertInto('second_factor')
        .values({
          operator_id: operatorId,
          secret: box.wrap(bytes.toString('hex')),
          begun_at: now,
          confirmed_at: null,
        })
        .onConflict(conflict => conflict.doNothing())
        .execute();
      return base32(open((await find(operatorId))!.secret));
    },
    confirm: async (operatorId, code, now) => {
      const row = await find(operatorId);
      if (row === undefined || row.confirmed_at !== null) return undefined;
      if (!(await take(operatorId, open(row.secret), code, now))) return undefined;
      const codes = Array.from({ length: recoveryCodes }, () => readableCode(2));
      await db.tables.transaction().execute(async trx => {
        await trx.deleteFrom('recovery_code').where('operator_id', '=', operatorId).execute();
        await trx
          .insertInto('recovery_code')
          .values(codes.map(one => ({ operator_id: operatorId, code_hash: hashOf(one), used_at: null })))
          .execute();
        await trx
          .updateTable('second_factor')
          .set({ confirmed_at: now })
          .where('operator_id', '=', operatorId)
          .execute();
      });
      return codes;
    },
    check: async (operatorId, code, now) => {
      const row = await find(operatorId);
      if (row === undefined || row.confirmed_at === null) return false;
      if (await take(operatorId, open(row.secret), code, now)) return true;
      const { numUpdatedRows } = await db.tables
        .updateTable('recovery_code')
        .set({ used_at: now })
        .where('operator_id', '=', operatorId)
        .where('code_hash', '=', hashOf(code))
        .where('used_at', 'is', null)
        .executeTakeFirst();
      return numUpdatedRows > 0n;
    },
    remove: operatorId => removeSecondFactor(db, operatorId),
  });
}

/** The device is lost, and the codes with it. Needs no key. */
export async function removeSecondFactor(db: Database, operatorId: string): Promise<void> {
  await db.tables.transaction().execute(async trx => {
    await trx.deleteFrom('recovery_code').where('operator_id', '=', operatorId).execute();
    await trx.deleteFrom('second_factor').where('operator_id', '=', operatorId).execute();
  });
}

/** As people type it: with spaces, hyphens, capitals. */
const plain = (code: string) => code.replaceAll(/[\s-]/g, '').toLowerCase();
