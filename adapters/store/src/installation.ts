import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import type { Database } from './database/open.ts';
import { createOperator, type OperatorFault } from './signin/operators.ts';

/** What this data is for, said once: a live centre never runs an exercise, a drill never alerts anybody. */
export interface Installation {
  readonly kind: 'live' | 'drill';
  readonly createdAt: Instant;
}

export type InstallationFault =
  | { readonly code: 'InstalledAlready'; readonly kind: 'live' | 'drill' }
  | OperatorFault;

export async function findInstallation(db: Database): Promise<Installation | undefined> {
  const row = await db.tables.selectFrom('installation').selectAll().executeTakeFirst();
  return row === undefined ? undefined : { kind: row.kind, createdAt: instant(row.created_at) };
}

/** Makes the installation and, for a live one, its first administrator; both or nothing. */
export async function createInstallation(
  db: Database,
  wanted: {
    readonly kind: 'live' | 'drill';
    readonly now: Instant;
    readonly administrator?: {
      readonly login: string;
      readonly displayName: string;
      readonly password: string;
    };
  },
): Promise<Result<Installation, InstallationFault>> {
  const known = await findInstallation(db);
  if (known !== undefined) return fail({ code: 'InstalledAlready', kind: known.kind });
  let refused: InstallationFault | undefined;
  try {
    await db.tables.transaction().execute(async trx => {
      const made = await trx
        .insertInto('installation')
        .values({ kind: wanted.kind, created_at: wanted.now })
        .onConflict(conflict => conflict.doNothing())
        .returning('kind')
        .executeTakeFirst();
      if (made === undefined) refused = { code: 'InstalledAlready', kind: wanted.kind };
      if (refused === undefined && wanted.administrator !== undefined) {
        const created = await createOperator(
          { tables: trx },
          { ...wanted.administrator, role: 'administrator', now: wanted.now },
        );
        if (!created.ok) refused = created.error;
      }
      if (refused !== undefined) throw new TakenBack();
    });
  } catch (fault) {
    if (!(fault instanceof TakenBack)) throw fault;
  }
  return refused === undefined ? ok({ kind: wanted.kind, createdAt: wanted.now }) : fail(refused);
}

class TakenBack extends Error {}
