import { createHash, randomBytes } from 'node:crypto';
import { type Instant, instant } from '@clarion/measure';
import type { Database } from '../database/open.ts';
import { type Operator, operatorOf } from './operators.ts';

export interface StoredSession {
  readonly operator: Operator;
  readonly csrfToken: string;
  readonly language: string;
  readonly createdAt: Instant;
  readonly expiresAt: Instant;
}

/** 256 bits of chance; the database holds only its hash, so a copy of the database opens no session. */
const newToken = () => randomBytes(32).toString('base64url');
const hashOf = (token: string) => createHash('sha256').update(token).digest();

export async function createSession(
  db: Database,
  wanted: {
    readonly operator: Operator;
    readonly language: string;
    readonly now: Instant;
    readonly lifeMs: number;
  },
): Promise<{ readonly token: string; readonly session: StoredSession }> {
  const token = newToken();
  const session: StoredSession = {
    operator: wanted.operator,
    csrfToken: newToken(),
    language: wanted.language,
    createdAt: wanted.now,
    expiresAt: instant(wanted.now + wanted.lifeMs),
  };
  await db.tables
    .insertInto('session')
    .values({
      token_hash: hashOf(token),
      operator_id: wanted.operator.operatorId,
      csrf_token: session.csrfToken,
      language: session.language,
      created_at: session.createdAt,
      expires_at: session.expiresAt,
    })
    .execute();
  return { token, session };
}

/** Undefined when there is none, it is over, or its operator may no longer sign in. */
export async function findSession(
  db: Database,
  token: string,
  now: Instant,
): Promise<StoredSession | undefined> {
  const session = await db.tables
    .selectFrom('session')
    .selectAll()
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now)
    .executeTakeFirst();
  if (session === undefined) return undefined;
  const operator = await db.tables
    .selectFrom('operator')
    .selectAll()
    .where('operator_id', '=', session.operator_id)
    .where('disabled_at', 'is', null)
    .where(one => one.or([one('ends_at', 'is', null), one('ends_at', '>', now)]))
    .executeTakeFirst();
  if (operator === undefined) return undefined;
  return {
    operator: operatorOf(operator),
    csrfToken: session.csrf_token,
    language: session.language,
    createdAt: instant(session.created_at),
    expiresAt: instant(session.expires_at),
  };
}

/** Lets the session live on from now; one that is over stays over. @returns its new end */
export async function touchSession(
  db: Database,
  token: string,
  { now, lifeMs }: { readonly now: Instant; readonly lifeMs: number },
): Promise<Instant | undefined> {
  const touched = await db.tables
    .updateTable('session')
    .set({ expires_at: now + lifeMs })
    .where('token_hash', '=', hashOf(token))
    .where('expires_at', '>', now)
    .returning('expires_at')
    .executeTakeFirst();
  return touched === undefined ? undefined : instant(touched.expires_at);
}

export async function setSessionLanguage(db: Database, token: string, language: string): Promise<void> {
  await db.tables.updateTable('session').set({ language }).where('token_hash', '=', hashOf(token)).execute();
}

export async function endSession(db: Database, token: string): Promise<void> {
  await db.tables.deleteFrom('session').where('token_hash', '=', hashOf(token)).execute();
}

/** @param kept the token of one that stays */
export async function endSessionsOf(
  db: Pick<Database, 'tables'>,
  operatorId: string,
  kept = '',
): Promise<void> {
  await db.tables
    .deleteFrom('session')
    .where('operator_id', '=', operatorId)
    .where('token_hash', '!=', hashOf(kept))
    .execute();
}

/** Which of these tokens still open a session. */
export async function livingSessions(
  db: Database,
  tokens: readonly string[],
  now: Instant,
): Promise<ReadonlySet<string>> {
  if (tokens.length === 0) return new Set();
  const byHash = new Map(tokens.map(token => [hashOf(token).toString('hex'), token]));
  const { rows } = await db.pool.query<{ hash: string }>(
    `SELECT encode(token_hash, 'hex') AS hash FROM clarion.session JOIN clarion.operator USING (operator_id)
     WHERE token_hash = ANY($1) AND expires_at > $2 AND disabled_at IS NULL AND (ends_at IS NULL OR ends_at > $2)`,
    [tokens.map(hashOf), now],
  );
  return new Set(rows.map(({ hash }) => byHash.get(hash)!));
}

/** Deletes what is over. @returns how many */
export async function purgeSessions(db: Database, now: Instant): Promise<number> {
  const { numDeletedRows } = await db.tables
    .deleteFrom('session')
    .where('expires_at', '<=', now)
    .executeTakeFirst();
  return Number(numDeletedRows);
}
