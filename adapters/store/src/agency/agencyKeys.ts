import { createHash } from 'node:crypto';
import { type Instant, instant } from '@clarion/measure';
import type { Selectable } from 'kysely';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { randomPassword } from '../signin/operators.ts';

/** The key of an agency that takes matters over. It opens that agency's door and nothing else. */
export interface AgencyKeyRecord {
  readonly agencyId: string;
  readonly issuedAt: Instant;
  readonly revokedAt?: Instant;
  readonly lastSeenAt?: Instant;
}

/** The agencies' keys of one log. A key is shown once, when it is issued; its hash alone is kept. */
export interface AgencyKeys {
  /** A new one takes the place of the one before, which opens nothing any more. */
  issue(agencyId: string, now: Instant): Promise<{ readonly record: AgencyKeyRecord; readonly key: string }>;
  /** Said twice it stays as it was; undefined where there never was one. */
  revoke(agencyId: string, now: Instant): Promise<AgencyKeyRecord | undefined>;
  /** Whose key it is; undefined when it is nobody's, or was revoked. */
  find(key: string): Promise<AgencyKeyRecord | undefined>;
  seen(agencyId: string, at: Instant): Promise<void>;
  list(): Promise<readonly AgencyKeyRecord[]>;
}

/** A key is chance, 99 bits of it, so a plain digest is not guessed backwards as one of a password would be. */
const hashOf = (key: string) => createHash('sha256').update(`agency ${key}`).digest();

export function openAgencyKeys(db: Pick<Database, 'tables'>, logId: string): AgencyKeys {
  const rows = () => db.tables.selectFrom('agency_key').selectAll().where('log_id', '=', logId);
  return {
    async issue(agencyId, now) {
      const key = randomPassword();
      const fresh = { key_hash: hashOf(key), issued_at: now, revoked_at: null, last_seen_at: null };
      const issued = await db.tables
        .insertInto('agency_key')
        .values({ log_id: logId, agency_id: agencyId, ...fresh })
        .onConflict(conflict => conflict.columns(['log_id', 'agency_id']).doUpdateSet(fresh))
        .returningAll()
        .executeTakeFirstOrThrow();
      return { record: recordOf(issued), key };
    },
    async revoke(agencyId, now) {
      await db.tables
        .updateTable('agency_key')
        .set({ revoked_at: now })
        .where('log_id', '=', logId)
        .where('agency_id', '=', agencyId)
        .where('revoked_at', 'is', null)
        .execute();
      const row = await rows().where('agency_id', '=', agencyId).executeTakeFirst();
      return row && recordOf(row);
    },
    async find(key) {
      if (key === '' || key.length > 100) return undefined;
      const row = await rows()
        .where('key_hash', '=', hashOf(key))
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return row && recordOf(row);
    },
    async seen(agencyId, at) {
      await db.tables
        .updateTable('agency_key')
        .set({ last_seen_at: at })
        .where('log_id', '=', logId)
        .where('agency_id', '=', agencyId)
        .execute();
    },
    async list() {
      return (await rows().orderBy('agency_id').execute()).map(recordOf);
    },
  };
}

const recordOf = (row: Selectable<Tables['agency_key']>): AgencyKeyRecord => ({
  agencyId: row.agency_id,
  issuedAt: instant(row.issued_at),
  ...(row.revoked_at === null ? {} : { revokedAt: instant(row.revoked_at) }),
  ...(row.last_seen_at === null ? {} : { lastSeenAt: instant(row.last_seen_at) }),
});
