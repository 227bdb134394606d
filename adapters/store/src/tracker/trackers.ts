import { createHash } from 'node:crypto';
import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import type { Selectable } from 'kysely';
import type { Database } from '../database/open.ts';
import type { Tables } from '../database/tables.ts';
import { randomPassword } from '../signin/operators.ts';

/** What reports the positions of one unit: a phone, a modem in a vehicle. It may do nothing else. */
export interface Tracker {
  readonly trackerId: string;
  readonly unitId: string;
  readonly issuedAt: Instant;
  readonly revokedAt?: Instant;
  readonly lastSeenAt?: Instant;
  /** By how much its clock was ahead of ours when it was last seen; behind is negative. */
  readonly clockAheadMs?: number;
}

export type TrackerFault =
  | { readonly code: 'TrackerTaken'; readonly trackerId: string }
  | { readonly code: 'TrackerUnknown'; readonly trackerId: string };

/** The trackers of one log. A key is shown once, when it is issued; its hash alone is kept. */
export interface Trackers {
  /** Errors: TrackerTaken, while a tracker of that name has a key that opens. A revoked name is given a new key. */
  issue(wanted: {
    readonly trackerId: string;
    readonly unitId: string;
    readonly now: Instant;
  }): Promise<Result<{ readonly tracker: Tracker; readonly key: string }, TrackerFault>>;
  /** Its key opens nothing any more; said twice it stays as it was. Errors: TrackerUnknown. */
  revoke(trackerId: string, now: Instant): Promise<Result<Tracker, TrackerFault>>;
  /** Whose key it is; undefined when it is nobody's, or was revoked. */
  find(key: string): Promise<Tracker | undefined>;
  seen(trackerId: string, at: Instant, clockAheadMs: number): Promise<void>;
  list(): Promise<readonly Tracker[]>;
}

/** A key is chance, 99 bits of it, so a plain digest is not guessed backwards as one of a password would be. */
const hashOf = (key: string) => createHash('sha256').update(`tracker ${key}`).digest();

export function openTrackers(db: Pick<Database, 'tables'>, logId: string): Trackers {
  const one = (trackerId: string) =>
    db.tables
      .selectFrom('tracker')
      .selectAll()
      .where('log_id', '=', logId)
      .where('tracker_id', '=', trackerId)
      .executeTakeFirst();
  return {
    async issue({ trackerId, unitId, now }) {
      const key = randomPassword();
      const fresh = {
        unit_id: unitId,
        key_hash: hashOf(key),
        issued_at: now,
        revoked_at: null,
        last_seen_at: null,
        clock_ahead_ms: null,
      };
      const issued = await db.tables
        .insertInto('tracker')
        .values({ log_id: logId, tracker_id: trackerId, ...fresh })
        .onConflict(conflict =>
          conflict
            .columns(['log_id', 'tracker_id'])
            .doUpdateSet(fresh)
            .where('tracker.revoked_at', 'is not', null),
        )
        .returningAll()
        .executeTakeFirst();
      return issued === undefined
        ? fail({ code: 'TrackerTaken', trackerId })
        : ok({ tracker: trackerOf(issued), key });
    },
    async revoke(trackerId, now) {
      await db.tables
        .updateTable('tracker')
        .set({ revoked_at: now })
        .where('log_id', '=', logId)
        .where('tracker_id', '=', trackerId)
        .where('revoked_at', 'is', null)
        .execute();
      const row = await one(trackerId);
      return row === undefined ? fail({ code: 'TrackerUnknown', trackerId }) : ok(trackerOf(row));
    },
    async find(key) {
      const row = await db.tables
        .selectFrom('tracker')
        .selectAll()
        .where('key_hash', '=', hashOf(key))
        .where('log_id', '=', logId)
        .where('revoked_at', 'is', null)
        .executeTakeFirst();
      return row === undefined ? undefined : trackerOf(row);
    },
    async seen(trackerId, at, clockAheadMs) {
      await db.tables
        .updateTable('tracker')
        .set({ last_seen_at: at, clock_ahead_ms: Math.round(clockAheadMs) })
        .where('log_id', '=', logId)
        .where('tracker_id', '=', trackerId)
        .execute();
    },
    async list() {
      const rows = await db.tables
        .selectFrom('tracker')
        .selectAll()
        .where('log_id', '=', logId)
        .orderBy('tracker_id')
        .execute();
      return rows.map(trackerOf);
    },
  };
}

function trackerOf(row: Selectable<Tables['tracker']>): Tracker {
  return {
    trackerId: row.tracker_id,
    unitId: row.unit_id,
    issuedAt: instant(row.issued_at),
    ...(row.revoked_at === null ? {} : { revokedAt: instant(row.revoked_at) }),
    ...(row.last_seen_at === null ? {} : { lastSeenAt: instant(row.last_seen_at) }),
    ...(row.clock_ahead_ms === null ? {} : { clockAheadMs: row.clock_ahead_ms }),
  };
}
