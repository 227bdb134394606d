import { randomBytes, randomUUID } from 'node:crypto';
import type { Role } from '@clarion/dispatch';
import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import { hash, verify } from '@node-rs/argon2';
import type { Selectable } from 'kysely';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { endSessionsOf } from './sessions.ts';

/** Somebody (or a unit's device) who may sign in. Staff on duty only; the public has no accounts. */
export interface Operator {
  readonly operatorId: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  /** A responder speaks for this unit. */
  readonly unitId?: string;
  readonly createdAt: Instant;
  readonly disabledAt?: Instant;
  /** Of a sign-in from an envelope: over by itself. */
  readonly endsAt?: Instant;
  /** The password is one that somebody else made: it has to be changed at the door. */
  readonly passwordOnce?: true;
  /** Made by the organisation's own sign-on, which says the role and asks for a second factor. */
  readonly signsOn?: true;
}

export type OperatorFault =
  | { readonly code: 'LoginTaken'; readonly login: string }
  | { readonly code: 'LoginNotUsable'; readonly login: string }
  | { readonly code: 'PasswordTooShort'; readonly minimum: number }
  | { readonly code: 'UnitWanted' };

export interface NewOperator {
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly password: string;
  readonly unitId?: string;
  /** The password was made for somebody else. */
  readonly passwordOnce?: boolean;
  readonly now: Instant;
}

/** What the id of a sign-in by the organisation's own sign-on begins with. */
export const SIGN_ON_ID = 'sign-on ';

/** NIST SP 800-63B: length counts, composition rules do not. */
export const shortestPassword = 8;

/** 20 letters and digits that are not mistaken for one another: 99 bits, in groups that can be read out. */
export const randomPassword = (): string => readableCode(4);

/** Groups of five letters and digits that are not mistaken for one another; about 25 bits each. */
export function readableCode(groups: number): string {
  const letters = 'abcdefghjkmnpqrstuvwxyz23456789';
  const group = () => {
    let text = '';
    while (text.length < 5) {
      const byte = randomBytes(1)[0]!;
      if (byte < letters.length * 8) text += letters[byte % letters.length];
    }
    return text;
  };
  return Array.from({ length: groups }, group).join('-');
}

export const normalLogin = (login: string) => login.normalize('NFKC').trim().toLowerCase();

export async function createOperator(
  db: Pick<Database, 'tables'>,
  wanted: NewOperator,
): Promise<Result<Operator, OperatorFault>> {
  const login = normalLogin(wanted.login);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._-]{0,79}$/u.test(login)) return fail({ code: 'LoginNotUsable', login });
  if (wanted.password.length < shortestPassword)
    return fail({ code: 'PasswordTooShort', minimum: shortestPassword });
  if (wanted.role === 'responder' && wanted.unitId === undefined) return fail({ code: 'UnitWanted' });
  const inserted = await db.tables
    .insertInto('operator')
    .values({
      operator_id: randomUUID(),
      login,
      display_name: wanted.displayName,
      role: wanted.role,
      unit_id: wanted.unitId ?? null,
      password_hash: await hash(wanted.password),
      created_at: wanted.now,
      disabled_at: null,
      password_once: wanted.passwordOnce ?? false,
    })
    .onConflict(conflict => conflict.column('login').doNothing())
    .returningAll()
    .executeTakeFirst();
  return inserted === undefined ? fail({ code: 'LoginTaken', login }) : ok(operatorOf(inserted));
}

/**
 * One's own password in the place of one that somebody else had made.
 * @returns false when it was changed meanwhile
 */
export async function replaceOncePassword(
  db: Pick<Database, 'tables'>,
  operatorId: string,
  password: string,
): Promise<boolean> {
  const { numUpdatedRows } = await db.tables
    .updateTable('operator')
    .set({ password_hash: await hash(password), password_once: false })
    .where('operator_id', '=', operatorId)
    .where('password_once', '=', true)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Also ends every session of that operator, but the one whose token is `kept`. */
export async function setPassword(
  db: Database,
  login: string,
  password: string,
  kept?: string,
): Promise<Result<Operator, OperatorFault | { readonly code: 'OperatorUnknown'; readonly login: string }>> {
  if (password.length < shortestPassword)
    return fail({ code: 'PasswordTooShort', minimum: shortestPassword });
  const changed = await db.tables
    .updateTable('operator')
    .set({ password_hash: await hash(password), password_once: false })
    .where('login', '=', normalLogin(login))
    .returningAll()
    .executeTakeFirst();
  if (changed === undefined) return fail({ code: 'OperatorUnknown', login });
  await endSessionsOf(db, changed.operator_id, kept);
  return ok(operatorOf(changed));
}

export async function listOperators(db: Database): Promise<readonly Operator[]> {
  return (await db.tables.selectFrom('operator').selectAll().orderBy('login').execute()).map(operatorOf);
}

export async function findOperator(db: Database, login: string): Promise<Operator | undefined> {
  const row = await db.tables
    .selectFrom('operator')
    .selectAll()
    .where('login', '=', normalLogin(login))
    .executeTakeFirst();
  return row === undefined ? undefined : operatorOf(row);
}

/** Somebody to compare with when the login is unknown, so that the answer takes as long. */
const nobodysHash = hash(randomBytes(16).toString('hex'));

/** The operator if login and password are right and not disabled. Unknown and wrong take the same time. */
export async function verifyPassword(
  db: Database,
  login: string,
  password: string,
): Promise<Operator | undefined> {
  const row = await db.tables
    .selectFrom('operator')
    .selectAll()
    .where('login', '=', normalLogin(login))
    .executeTakeFirst();
  const right = await verify(row?.password_hash ?? (await nobodysHash), password);
  return row !== undefined && right && row.disabled_at === null ? operatorOf(row) : undefined;
}

export function operatorOf(row: Selectable<Tables['operator']>): Operator {
  return {
    operatorId: row.operator_id,
    login: row.login,
    displayName: row.display_name,
    role: row.role,
    createdAt: instant(row.created_at),
    ...(row.unit_id === null ? {} : { unitId: row.unit_id }),
    ...(row.disabled_at === null ? {} : { disabledAt: instant(row.disabled_at) }),
    ...(row.ends_at === null ? {} : { endsAt: instant(row.ends_at) }),
    ...(row.password_once ? { passwordOnce: true } : {}),
    ...(row.operator_id.startsWith(SIGN_ON_ID) ? { signsOn: true } : {}),
  };
}
