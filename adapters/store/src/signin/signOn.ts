import { createHash } from 'node:crypto';
import type { Role } from '@clarion/dispatch';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import { hash } from '@node-rs/argon2';
import type { Database } from '../database/open.ts';
import { normalLogin, type Operator, operatorOf, randomPassword, SIGN_ON_ID } from './operators.ts';

/** Somebody whom the organisation's provider has let in. */
export interface SignedOn {
  readonly issuer: string;
  /** The provider's own, unchanging name of them (OpenID Connect Core 1.0, 5.7). */
  readonly subject: string;
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly now: Instant;
}

/**
 * The sign-in of somebody from the provider, made at the first time; the role is that of now. A name that a sign-in of our own
 * has, or another person of the provider, is never taken over.
 */
export async function signOn(
  db: Database,
  { issuer, subject, login: said, displayName, role, now }: SignedOn,
): Promise<Result<Operator, { readonly code: 'SignOnEnded' | 'SignOnNameTaken' | 'SignOnNameWrong' }>> {
  const login = normalLogin(said);
  if (!/^[\p{L}\p{N}][\p{L}\p{N}._@-]{0,79}$/u.test(login)) return fail({ code: 'SignOnNameWrong' });
  // Who they are at the provider is their id here, so that neither needs a list of the other.
  const operator_id = `${SIGN_ON_ID}${createHash('sha256')
    .update(JSON.stringify([issuer, subject]))
    .digest('hex')}`;
  const known = await db.tables
    .selectFrom('operator')
    .select('disabled_at')
    .where('operator_id', '=', operator_id)
    .executeTakeFirst();
  if (known !== undefined) {
    const row = await db.tables
      .updateTable('operator')
      .set({ role })
      .where('operator_id', '=', operator_id)
      .where('disabled_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    return row === undefined ? fail({ code: 'SignOnEnded' }) : ok(operatorOf(row));
  }
  const made = await db.tables
    .insertInto('operator')
    .values({
      operator_id,
      login,
      display_name: displayName,
      role,
      unit_id: null,
      password_hash: await hash(randomPassword()),
      created_at: now,
      disabled_at: null,
      ends_at: null,
    })
    .onConflict(conflict => conflict.doNothing())
    .returningAll()
    .executeTakeFirst();
  return made === undefined ? fail({ code: 'SignOnNameTaken' }) : ok(operatorOf(made));
}
