import type { Role } from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';

/** What can be done to a sign-in by somebody else. */
export type OperatorActKind = Tables['operator_act']['act'];

/** One line of the record of what was done to sign-ins. It holds names of sign-ins, never a password or a code. */
export interface OperatorAct {
  readonly at: Instant;
  /** The sign-in of the administrator; absent: at the machine itself. */
  readonly actor?: string;
  readonly login: string;
  readonly act: OperatorActKind;
  /** The role that was given, and the one before. */
  readonly role?: Role;
  readonly roleBefore?: Role;
}

/** Written in the transaction of the change, so that neither is there without the other. */
export async function recordActs(db: Pick<Database, 'tables'>, acts: readonly OperatorAct[]): Promise<void> {
  if (acts.length === 0) return;
  const rows = acts.map(({ at, actor, login, act, role, roleBefore }) => ({
    at,
    actor: actor ?? null,
    login,
    act,
    role: role ?? null,
    role_before: roleBefore ?? null,
  }));
  await db.tables.insertInto('operator_act').values(rows).execute();
}

/** The newest first. */
export async function listOperatorActs(
  db: Database,
  limit = 200,
): Promise<readonly (OperatorAct & { readonly actId: number })[]> {
  const rows = await db.tables
    .selectFrom('operator_act')
    .selectAll()
    .orderBy('act_id', 'desc')
    .limit(limit)
    .execute();
  return rows.map(row => ({
    actId: Number(row.act_id),
    at: instant(row.at),
    login: row.login,
    act: row.act,
    ...(row.actor === null ? {} : { actor: row.actor }),
    ...(row.role === null ? {} : { role: row.role }),
    ...(row.role_before === null ? {} : { roleBefore: row.role_before }),
  }));
}

/** When each sign-in was last changed by somebody; who never was is not in it. */
export async function lastActs(db: Database): Promise<ReadonlyMap<string, Instant>> {
  const rows = await db.tables
    .selectFrom('operator_act')
    .select(({ fn }) => ['login', fn.max('at').as('at')])
    .groupBy('login')
    .execute();
  return new Map(rows.map(({ login, at }) => [login, instant(Number(at))]));
}

/** Erases what is older than three years by the database's own clock; nothing else of the record can be erased. @returns how many */
export async function eraseOperatorActs(db: Pick<Database, 'pool'>): Promise<number> {
  const { rows } = await db.pool.query<{ count: string }>('SELECT clarion.erase_operator_acts() AS count');
  return Number(rows[0]?.count ?? 0);
}
