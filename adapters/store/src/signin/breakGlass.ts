import { createHash, randomUUID } from 'node:crypto';
import type { Role } from '@clarion/dispatch';
import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import { hash } from '@node-rs/argon2';
import type { Selectable } from 'kysely';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { type Operator, operatorOf, randomPassword, readableCode } from './operators.ts';
import { endSessionsOf } from './sessions.ts';

/** Why an envelope was opened: codes, for free words about a bad night are soon words about people. */
export const breakGlassReasons = ['providerDown', 'deviceLost', 'passwordLost', 'reliefStaff'] as const;
export type BreakGlassReason = (typeof breakGlassReasons)[number];

/** One envelope, without its code. */
export interface BreakGlass {
  /** Stands on the envelope, and in the login of whoever opened it. */
  readonly codeId: string;
  readonly role: Role;
  readonly hours: number;
  readonly issuedAt: Instant;
  /** An unopened envelope is void from then on. */
  readonly validUntil: Instant;
  readonly revokedAt?: Instant;
  readonly used?: {
    readonly at: Instant;
    readonly reason: BreakGlassReason;
    readonly login: string;
    readonly until: Instant;
    readonly endedAt?: Instant;
  };
}

export type BreakGlassFault =
  /** Unknown, used, revoked, or void: all the same to whoever tries. */
  { readonly code: 'BreakGlassWrong' };

const hourMs = 3_600_000;
const hashOf = (code: string) =>
  createHash('sha256').update(code.replaceAll(/[\s-]/g, '').toLowerCase()).digest();
const loginOf = (codeId: string) => `break-glass-${codeId}`;

/** Makes a code. It is given this once. */
export async function issueBreakGlass(
  db: Database,
  wanted: { readonly role: Role; readonly hours: number; readonly validDays: number; readonly now: Instant },
): Promise<{ readonly code: string; readonly envelope: BreakGlass }> {
  const code = randomPassword();
  const row = await db.tables
    .insertInto('break_glass')
    .values({
      code_id: readableCode(1),
      code_hash: hashOf(code),
      role: wanted.role,
      hours: wanted.hours,
      issued_at: wanted.now,
      valid_until: wanted.now + wanted.validDays * 24 * hourMs,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
  return { code, envelope: envelopeOf(row) };
}

/** Takes a code, by one of those that come with it at the same time, and makes the sign-in of its hours. */
export async function openBreakGlass(
  db: Database,
  asked: { readonly code: string; readonly reason: BreakGlassReason; readonly now: Instant },
): Promise<Result<{ readonly operator: Operator; readonly envelope: BreakGlass }, BreakGlassFault>> {
  const { now } = asked;
  return db.tables.transaction().execute(async trx => {
    const row = await trx
      .updateTable('break_glass')
      .set({ used_at: now, reason: asked.reason })
      .where('code_hash', '=', hashOf(asked.code))
      .where('used_at', 'is', null)
      .where('revoked_at', 'is', null)
      .where('valid_until', '>', now)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return fail({ code: 'BreakGlassWrong' });
    // It costs, so nobody's wrong codes pay for it.
    const password_hash = await hash(randomPassword());
    const until = now + row.hours * hourMs;
    const operator = await trx
      .insertInto('operator')
      .values({
        operator_id: randomUUID(),
        login: loginOf(row.code_id),
        display_name: `Break-glass ${row.code_id.toUpperCase()}`,
        role: row.role,
        unit_id: null,
        password_hash,
        created_at: now,
        disabled_at: null,
        ends_at: until,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    const used = await trx
      .updateTable('break_glass')
      .set({ operator_id: operator.operator_id, open_until: until })
      .where('code_id', '=', row.code_id)
      .returningAll()
      .executeTakeFirstOrThrow();
    return ok({ operator: operatorOf(operator), envelope: envelopeOf(used) });
  });
}

/** Its sign-in is over: by whoever used it, or by an administrator. */
export async function endBreakGlass(db: Database, login: string, now: Instant): Promise<boolean> {
  const ended = await db.tables
    .updateTable('break_glass')
    .set({ ended_at: now })
    .where('code_id', '=', login.slice(loginOf('').length))
    .where('used_at', 'is not', null)
    .where('ended_at', 'is', null)
    .returning('operator_id')
    .executeTakeFirst();
  if (ended?.operator_id == null) return false;
  await db.tables
    .updateTable('operator')
    .set({ disabled_at: now })
    .where('operator_id', '=', ended.operator_id)
    .execute();
  await endSessionsOf(db, ended.operator_id);
  return true;
}

/** An envelope that is lost. @returns false when there is none, or it was opened already */
export async function revokeBreakGlass(db: Database, codeId: string, now: Instant): Promise<boolean> {
  const { numUpdatedRows } = await db.tables
    .updateTable('break_glass')
    .set({ revoked_at: now })
    .where('code_id', '=', codeId.toLowerCase())
    .where('used_at', 'is', null)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Every envelope there ever was, the newest first. */
export async function listBreakGlass(db: Database): Promise<readonly BreakGlass[]> {
  const rows = await db.tables
    .selectFrom('break_glass')
    .selectAll()
    .orderBy('issued_at', 'desc')
    .orderBy('code_id')
    .execute();
  return rows.map(envelopeOf);
}

/** Those whose sign-in is open now. */
export async function openBreakGlasses(db: Database, now: Instant): Promise<readonly BreakGlass[]> {
  const rows = await db.tables
    .selectFrom('break_glass')
    .selectAll()
    .where('open_until', '>', now)
    .where('ended_at', 'is', null)
    .execute();
  return rows.map(envelopeOf);
}

function envelopeOf(row: Selectable<Tables['break_glass']>): BreakGlass {
  return {
    codeId: row.code_id,
    role: row.role,
    hours: row.hours,
    issuedAt: instant(row.issued_at),
    validUntil: instant(row.valid_until),
    ...(row.revoked_at === null ? {} : { revokedAt: instant(row.revoked_at) }),
    ...(row.used_at === null
      ? {}
      : {
          used: {
            at: instant(row.used_at),
            reason: row.reason!,
            login: loginOf(row.code_id),
            until: instant(row.open_until!),
            ...(row.ended_at === null ? {} : { endedAt: instant(row.ended_at) }),
          },
        }),
  };
}
