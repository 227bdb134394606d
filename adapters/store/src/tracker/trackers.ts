import { createHash, randomBytes } from 'node:crypto';
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
  | { readonly code: 'TrackerUnknown'; readonly trackerId: string }
  /** The certificate opens for this other tracker. */
  | { readonly code: 'CertificateTaken'; readonly trackerId: string };

/** The trackers of one log. A key is shown once, when it is issued; its hash alone is kept. */
export interface Trackers {
  /** Errors: TrackerTaken, while a tracker of that name has a key that opens. A revoked name is given a new key. */
  issue(wanted: {
    readonly trackerId: string;
    readonly unitId: string;
    readonly now: Instant;
  }): Promise<Result<{ readonly tracker: Tracker; readonly key: string }, TrackerFault>>;
  /**
   * A tracker that is known by the certificate of its line, and has no other key. Errors: TrackerTaken, as above; CertificateTaken.
   * @param certificate SHA-256 of it, as `AB:CD:…`
   */
  pin(wanted: {
    readonly trackerId: string;
    readonly unitId: string;
    readonly certificate: string;
    readonly now: Instant;
  }): Promise<Result<Tracker, TrackerFault>>;
  /** Its key opens nothing any more; said twice it stays as it was. Errors: TrackerUnknown. */
  revoke(trackerId: string, now: Instant): Promise<Result<Tracker, TrackerFault>>;
  /** Whose key it is; undefined when it is nobody's, or was revoked. */
  find(key: string): Promise<Tracker | undefined>;
  /** Whose certificate it is; what is written on it is no key, so nobody gets in by naming it. */
  findByCertificate(certificate: string): Promise<Tracker | undefined>;
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
  /** Another prefix than a key has, so that no key that is shown is ever taken for a certificate; of this log alone. */
  const hashOfCertificate = (certificate: string) =>
    createHash('sha256').update(`certificate ${logId} ${certificate}`).digest();
  const byHash = (hash: Buffer) =>
    db.tables.selectFrom('tracker').selectAll().where('key_hash', '=', hash).where('log_id', '=', logId);
  async function open(hash: Buffer): Promise<Tracker | undefined> {
    const row = await byHash(hash).where('revoked_at', 'is', null).executeTakeFirst();
    return row === undefined ? undefined : trackerOf(row);
  }
  async function give(
    {
      trackerId,
      unitId,
      now,
    }: { readonly trackerId: string; readonly unitId: string; readonly now: Instant },
    hash: Buffer,
  ): Promise<Result<Tracker, TrackerFault>> {
    const fresh = {
      unit_id: unitId,
      key_hash: hash,
      issued_at: now,
      revoked_at: null,
      last_seen_at: null,
      clock_ahead_ms: null,
    };
    const given = await db.tables
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
    return given === undefined ? fail({ code: 'TrackerTaken', trackerId }) : ok(trackerOf(given));
  }
  return {
    async issue(wanted) {
      const key = randomPassword();
      const given = await give(wanted, hashOf(key));
      return given.ok ? ok({ tracker: given.value, key }) : given;
    },
    async pin({ certificate, ...wanted }) {
      const hash = hashOfCertificate(certificate);
      const holder = await byHash(hash).executeTakeFirst();
      if (holder?.revoked_at === null)
        return fail({ code: 'CertificateTaken', trackerId: holder.tracker_id });
      // One that was revoked lets its certificate go.
      if (holder !== undefined)
        await db.tables
          .updateTable('tracker')
          .set({ key_hash: randomBytes(32) })
          .where('key_hash', '=', hash)
          .where('revoked_at', 'is not', null)
          .execute();
      return give(wanted, hash);
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
    find: key => open(hashOf(key)),
    findByCertificate: certificate => open(hashOfCertificate(certificate)),
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
