import type { Role } from '@clarion/dispatch';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import { hash } from '@node-rs/argon2';
import type { Database } from '../database/open.ts';
import { type OperatorAct, recordActs } from './operatorActs.ts';
import {
  createOperator,
  type NewOperator,
  normalLogin,
  type Operator,
  type OperatorFault,
  operatorOf,
  shortestPassword,
} from './operators.ts';
import { endSessionsOf } from './sessions.ts';

/** What an administrator does to the sign-in of somebody else. */
export type OperatorChange =
  | { readonly act: 'role'; readonly role: Role }
  /** once: whoever signs in by it makes one of their own. */
  | { readonly act: 'password'; readonly password: string; readonly once: boolean }
  /** The second factor goes, and the codes on paper with it. */
  | { readonly act: 'deviceLost' }
  /** No more sign-in. The record stays: entries name its id. */
  | { readonly act: 'ended' }
  /** Again, with the password there was. */
  | { readonly act: 'givenBack' }
  | { readonly act: 'signedOut' };

export type ChangeFault =
  | { readonly code: 'OperatorUnknown'; readonly login: string }
  /** Nobody raises, ends or opens their own sign-in. */
  | { readonly code: 'OperatorSelf' }
  /** Without this one nobody could make a sign-in any more. */
  | { readonly code: 'OperatorLast'; readonly login: string }
  /** Its role and its proof come from the organisation's sign-on. */
  | { readonly code: 'OperatorSignsOn'; readonly login: string }
  /** From an envelope: it can be ended, and is over by itself. */
  | { readonly code: 'OperatorOfEnvelope'; readonly login: string }
  /** A crew's device stays a crew's, and no person becomes one. */
  | { readonly code: 'OperatorOfUnit'; readonly login: string }
  | { readonly code: 'PasswordTooShort'; readonly minimum: number };

export interface ChangeWanted {
  readonly login: string;
  /** The sign-in of who does it; absent: at the machine itself. */
  readonly actor?: string;
  readonly changes: readonly OperatorChange[];
  readonly now: Instant;
}

/**
 * All of the changes or none, and the record of them. Administrators are locked while one of them could go, so that two who
 * end each other at once leave one. What takes something away ends every session of that sign-in.
 */
export async function changeOperator(
  db: Pick<Database, 'tables'>,
  { login: said, actor, changes, now }: ChangeWanted,
): Promise<Result<Operator, ChangeFault>> {
  const login = normalLogin(said);
  const hashes = new Map<OperatorChange, string>();
  for (const change of changes)
    if (change.act === 'password' && change.password.length >= shortestPassword)
      hashes.set(change, await hash(change.password));
  return db.tables.transaction().execute(async tables => {
    const rows = await tables
      .selectFrom('operator')
      .selectAll()
      .where(one => one.or([one('role', '=', 'administrator'), one('login', '=', login)]))
      .orderBy('operator_id')
      .forNoKeyUpdate()
      .execute();
    const row = rows.find(other => other.login === login);
    if (row === undefined) return fail({ code: 'OperatorUnknown', login });
    const isOnlyOne = !rows.some(
      other =>
        other.login !== login &&
        other.role === 'administrator' &&
        other.disabled_at === null &&
        other.ends_at === null,
    );
    const operator = operatorOf(row);
    for (const change of changes) {
      const fault = faultOf(operator, change, { isOwn: login === actor, isOnlyOne });
      if (fault !== undefined) return fail(fault);
    }
    const { operatorId } = operator;
    const set = (values: Partial<typeof row>) =>
      tables.updateTable('operator').set(values).where('operator_id', '=', operatorId).execute();
    const acts: OperatorAct[] = [];
    for (const change of changes) {
      if (!wouldChange(operator, change)) continue;
      switch (change.act) {
        case 'role':
          await set({ role: change.role });
          break;
        case 'password':
          await set({ password_hash: hashes.get(change)!, password_once: change.once });
          break;
        case 'deviceLost':
          await tables.deleteFrom('recovery_code').where('operator_id', '=', operatorId).execute();
          await tables.deleteFrom('second_factor').where('operator_id', '=', operatorId).execute();
          break;
        case 'ended':
          await set({ disabled_at: now });
          await tables
            .updateTable('break_glass')
            .set({ ended_at: now })
            .where('operator_id', '=', operatorId)
            .where('ended_at', 'is', null)
            .execute();
          break;
        case 'givenBack':
          await set({ disabled_at: null });
          break;
        case 'signedOut':
          break;
      }
      if (change.act !== 'givenBack' && change.act !== 'deviceLost')
        await endSessionsOf({ tables }, operatorId);
      acts.push({
        at: now,
        login,
        act: change.act,
        ...(actor === undefined ? {} : { actor }),
        ...(change.act === 'role' ? { role: change.role, roleBefore: operator.role } : {}),
      });
    }
    await recordActs({ tables }, acts);
    const after = await tables
      .selectFrom('operator')
      .selectAll()
      .where('operator_id', '=', operatorId)
      .executeTakeFirstOrThrow();
    return ok(operatorOf(after));
  });
}

/** Whether anything would be other than it is. */
function wouldChange({ role, disabledAt }: Operator, change: OperatorChange): boolean {
  if (change.act === 'role') return change.role !== role;
  if (change.act === 'ended') return disabledAt === undefined;
  if (change.act === 'givenBack') return disabledAt !== undefined;
  return true;
}

function faultOf(
  operator: Operator,
  change: OperatorChange,
  { isOwn, isOnlyOne }: { readonly isOwn: boolean; readonly isOnlyOne: boolean },
): ChangeFault | undefined {
  const { login } = operator;
  if (isOwn) return { code: 'OperatorSelf' };
  const takesAway = change.act === 'ended' || (change.act === 'role' && change.role !== 'administrator');
  const isAdministrator = operator.role === 'administrator' && operator.disabledAt === undefined;
  if (takesAway && isAdministrator && operator.endsAt === undefined && isOnlyOne)
    return { code: 'OperatorLast', login };
  if (operator.endsAt !== undefined && change.act !== 'ended' && change.act !== 'signedOut')
    return { code: 'OperatorOfEnvelope', login };
  if (operator.signsOn && (change.act === 'role' || change.act === 'password'))
    return { code: 'OperatorSignsOn', login };
  if (change.act === 'role' && (change.role === 'responder') !== (operator.role === 'responder'))
    return { code: 'OperatorOfUnit', login };
  if (change.act === 'password' && change.password.length < shortestPassword)
    return { code: 'PasswordTooShort', minimum: shortestPassword };
  return undefined;
}

/** A sign-in made by an administrator, and the record of it. */
export async function makeOperator(
  db: Pick<Database, 'tables'>,
  wanted: NewOperator,
  actor: string | undefined,
): Promise<Result<Operator, OperatorFault>> {
  return db.tables.transaction().execute(async tables => {
    const made = await createOperator({ tables }, wanted);
    if (!made.ok) return made;
    const { login, role } = made.value;
    const by = actor === undefined ? {} : { actor };
    await recordActs({ tables }, [{ at: wanted.now, login, act: 'made', role, ...by }]);
    return made;
  });
}
