import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import { sql } from 'kysely';
import type { Database } from '../database/open.ts';
import { atMost } from './atMost.ts';
import { normalLogin, type Operator, verifyPassword } from './operators.ts';

export type SignInFault =
  | { readonly code: 'SignInWrong' }
  /** Too many wrong tries; nothing is looked at before then. */
  | { readonly code: 'SignInWait'; readonly until: Instant };

export interface SignInAttempt {
  readonly login: string;
  readonly password: string;
  /** Where it comes from. A floor shares one address, so an address alone never makes anybody wait. */
  readonly address: string;
  /**
   * A device on which this login has signed in before (see devices.ts). Its tries are counted apart from those of everybody
   * else, so that strangers cannot make its operator wait, from the same address or from any.
   */
  readonly device?: string;
  readonly now: Instant;
}

interface Patience {
  readonly free: number;
  readonly longestWaitMs: number;
}
/** One account from one address or known device: five tries, then a wait that doubles, up to five minutes. */
const fromHere: Patience = { free: 5, longestWaitMs: 300_000 };
/** One account from anywhere: far more tries and a short wait, so that nobody is locked out of the next shift by a stranger. */
const fromAnywhere: Patience = { free: 50, longestWaitMs: 30_000 };

const forgottenAfterMs = 3_600_000;

/** Each check takes a processor for tens of milliseconds and a thread that the files need too. */
const checks = atMost(2);
const strangersWaiting = 100;
const busyMs = 2_000;

export type SecondFault =
  /** The password is right; a code is asked for. */
  | { readonly code: 'SecondFactorNeeded' }
  | { readonly code: 'SecondFactorWrong' }
  /** The role has to have one: with this secret (base 32) in an authenticator, its first code turns it on. */
  | { readonly code: 'SecondFactorEnrol'; readonly secret: string }
  /** The password is right, and was made by somebody else: one of their own is asked for. */
  | { readonly code: 'PasswordOnce' }
  | { readonly code: 'PasswordTooShort'; readonly minimum: number }
  /** The one of their own is the one they were given. */
  | { readonly code: 'PasswordSame' };

/** What is checked once the password is right. A wrong code counts as a wrong password does. */
export type AlsoCheck<T> = (operator: Operator) => Promise<Result<T, SecondFault>>;

/** Checks a password, at a pace that guessing cannot afford. */
export function signIn(db: Database, attempt: SignInAttempt): Promise<Result<Operator, SignInFault>>;
export function signIn<T>(
  db: Database,
  attempt: SignInAttempt,
  also: AlsoCheck<T>,
): Promise<Result<T, SignInFault | SecondFault>>;
export async function signIn(
  db: Database,
  attempt: SignInAttempt,
  also: AlsoCheck<unknown> = async operator => ok(operator),
): Promise<Result<unknown, SignInFault | SecondFault>> {
  const { device, now } = attempt;
  const login = normalLogin(attempt.login);
  // PostgreSQL has no U+0000, and no login holds a sign that cannot be seen.
  if (/\p{Cc}/u.test(login)) return fail({ code: 'SignInWrong' });
  if (device === undefined && checks.waiting() >= strangersWaiting)
    return fail({ code: 'SignInWait', until: instant(now + busyMs) });
  const counted: Counted[] =
    device === undefined
      ? [
          { who: `${login} ${attempt.address}`, patience: fromHere },
          { who: login, patience: fromAnywhere },
        ]
      : [{ who: `${login} device ${device}`, patience: fromHere }];
  const until = await countTry(db, counted, now);
  if (until !== undefined) return fail({ code: 'SignInWait', until });

  const operator = await checks.run(() => verifyPassword(db, login, attempt.password));
  if (operator === undefined) return fail({ code: 'SignInWrong' });
  const checked = await also(operator);
  if (!checked.ok && checked.error.code === 'SecondFactorWrong') return checked;
  if (checked.ok) await db.tables.deleteFrom('sign_in_failure').where('who', '=', counted[0]!.who).execute();
  // Half a sign-in guessed nothing: its try is taken back, and no other.
  for (const { who } of checked.ok ? counted.slice(1) : counted)
    await db.tables
      .updateTable('sign_in_failure')
      .set(expression => ({ failures: expression('failures', '-', 1) }))
      .where('who', '=', who)
      .where('failures', '>', 0)
      .execute();
  return checked;
}

/** Forgets wrong tries that no longer count. @returns how many */
export async function purgeSignInFailures(db: Database, now: Instant): Promise<number> {
  const { numDeletedRows } = await db.tables
    .deleteFrom('sign_in_failure')
    .where('last_at', '<=', now - forgottenAfterMs)
    .executeTakeFirst();
  return Number(numDeletedRows);
}

interface Counted {
  readonly who: string;
  readonly patience: Patience;
}

/**
 * Counts the try as a failure before it is looked at, so that many at once are as many tries as one after the other.
 * @returns when to try again, if it has to wait; then nothing is counted
 */
async function countTry(
  db: Database,
  counted: readonly Counted[],
  now: Instant,
): Promise<Instant | undefined> {
  try {
    await db.tables.transaction().execute(async trx => {
      for (const { who, patience } of counted) {
        const { rows } = await sql`
          INSERT INTO clarion.sign_in_failure (who, failures, last_at) VALUES (${who}, 1, ${now})
          ON CONFLICT (who) DO UPDATE SET
            failures = CASE WHEN sign_in_failure.last_at <= ${now - forgottenAfterMs} THEN 1 ELSE sign_in_failure.failures + 1 END,
            last_at = excluded.last_at
          WHERE sign_in_failure.last_at <= ${now - forgottenAfterMs}
            OR sign_in_failure.failures < ${patience.free}
            OR sign_in_failure.last_at + least(${patience.longestWaitMs}::bigint,
                 (1000 * 2 ^ least(sign_in_failure.failures - ${patience.free}, 20))::bigint) <= ${now}
          RETURNING who`.execute(trx);
        if (rows.length === 0) throw new Waiting();
      }
    });
    return undefined;
  } catch (fault) {
    if (!(fault instanceof Waiting)) throw fault;
  }
  const rows = await db.tables
    .selectFrom('sign_in_failure')
    .selectAll()
    .where(
      'who',
      'in',
      counted.map(({ who }) => who),
    )
    .execute();
  const ends = rows.map(row => {
    const { patience } = counted.find(({ who }) => who === row.who)!;
    return row.last_at + waitMs(row.failures, patience);
  });
  return instant(Math.max(now + 1, ...ends));
}

class Waiting extends Error {}

export function waitMs(failures: number, { free, longestWaitMs }: Patience): number {
  return failures < free ? 0 : Math.min(longestWaitMs, 1_000 * 2 ** Math.min(failures - free, 20));
}
