import { type Instant, instant, type LngLat } from '@clarion/measure';
import type { Database } from '../database/open.ts';
import { type PositionCursor, readSince } from './since.ts';

/** One fix of a unit on duty. (unitId, fixAt) is its identity. */
export interface StoredFix {
  readonly unitId: string;
  readonly at: LngLat;
  readonly fixAt: Instant;
  readonly speedKmh?: number;
  readonly headingDegrees?: number;
}

export interface DoubtfulFix extends StoredFix {
  readonly reason: string;
}

/** The positions of one log's units: a time series with a short life, never part of the log. */
export interface Positions {
  /** @returns the fixes that were new, and how many were known already */
  insert(
    fixes: readonly StoredFix[],
    now: Instant,
  ): Promise<{ readonly taken: readonly StoredFix[]; readonly known: number }>;
  /** Fixes that are not believed, with the reason. */
  keepAside(fixes: readonly DoubtfulFix[], now: Instant): Promise<void>;
  listAside(from: Instant, to: Instant): Promise<readonly DoubtfulFix[]>;
  /** The newest fix of each unit, or the newest by `by`. */
  latest(by?: Instant): Promise<readonly StoredFix[]>;
  /** Fixes of `from`..`to`, by time; at most `limit` (default 100,000). */
  history(from: Instant, to: Instant, limit?: number): Promise<readonly StoredFix[]>;
  /** What has been inserted since, by any server; loses none. Without a cursor: nothing, and where to go on from. */
  since(
    cursor?: PositionCursor,
  ): Promise<{ readonly fixes: readonly StoredFix[]; readonly cursor: PositionCursor }>;
  /** Deletes fixes older than that, those kept aside too. @returns how many */
  purge(olderThan: Instant): Promise<number>;
}

export interface FixRow {
  readonly unit_id: string;
  readonly fix_at: number;
  readonly lng: number;
  readonly lat: number;
  readonly speed_kmh: number | null;
  readonly heading_degrees: number | null;
}

export const fixColumns = 'unit_id, fix_at, lng, lat, speed_kmh, heading_degrees';

export function fixOf(row: FixRow): StoredFix {
  return {
    unitId: row.unit_id,
    at: [row.lng, row.lat] as LngLat,
    fixAt: instant(row.fix_at),
    ...(row.speed_kmh === null ? {} : { speedKmh: row.speed_kmh }),
    ...(row.heading_degrees === null ? {} : { headingDegrees: row.heading_degrees }),
  };
}

export function openPositions(db: Database, logId: string): Positions {
  const arrays = (fixes: readonly StoredFix[]) => [
    fixes.map(fix => fix.unitId),
    fixes.map(fix => fix.fixAt),
    fixes.map(fix => fix.at[0]),
    fixes.map(fix => fix.at[1]),
    fixes.map(fix => fix.speedKmh ?? null),
    fixes.map(fix => fix.headingDegrees ?? null),
  ];
  const unnested = 'unnest($3::text[], $4::bigint[], $5::float8[], $6::float8[], $7::real[], $8::real[])';

  return {
    insert: async (fixes, now) => {
      const { rows } = await db.pool.query<{ unit_id: string; fix_at: number }>({
        name: 'insert-positions',
        text: `INSERT INTO clarion.position (log_id, received_at, ${fixColumns})
               SELECT $1, $2, * FROM ${unnested} ON CONFLICT DO NOTHING RETURNING unit_id, fix_at`,
        values: [logId, now, ...arrays(fixes)],
      });
      const fresh = new Set(rows.map(row => `${row.fix_at} ${row.unit_id}`));
      const taken = fixes.filter(fix => fresh.delete(`${fix.fixAt} ${fix.unitId}`));
      return { taken, known: fixes.length - taken.length };
    },
    keepAside: async (fixes, now) => {
      await db.pool.query(
        `INSERT INTO clarion.position_kept_aside (log_id, received_at, ${fixColumns}, reason)
         SELECT $1, $2, * FROM unnest($3::text[], $4::bigint[], $5::float8[], $6::float8[], $7::real[], $8::real[], $9::text[])
         ON CONFLICT DO NOTHING`,
        [logId, now, ...arrays(fixes), fixes.map(fix => fix.reason)],
      );
    },
    listAside: async (from, to) => {
      const { rows } = await db.pool.query<FixRow & { reason: string }>(
        `SELECT ${fixColumns}, reason FROM clarion.position_kept_aside
         WHERE log_id = $1 AND fix_at BETWEEN $2 AND $3 ORDER BY fix_at, unit_id`,
        [logId, from, to],
      );
      return rows.map(row => ({ ...fixOf(row), reason: row.reason }));
    },
    latest: async by => {
      // A walk from unit to unit over the primary key: the cost is that of the units, not of their fixes.
      const { rows } = await db.pool.query<FixRow>(
        `WITH RECURSIVE unit AS (
           (SELECT unit_id FROM clarion.position WHERE log_id = $1 ORDER BY unit_id LIMIT 1)
           UNION ALL
           SELECT (SELECT p.unit_id FROM clarion.position p WHERE p.log_id = $1 AND p.unit_id > unit.unit_id
                   ORDER BY p.unit_id LIMIT 1)
           FROM unit WHERE unit.unit_id IS NOT NULL
         )
         SELECT newest.* FROM unit, LATERAL (
           SELECT ${fixColumns} FROM clarion.position p
           WHERE p.log_id = $1 AND p.unit_id = unit.unit_id AND ($2::bigint IS NULL OR p.fix_at <= $2)
           ORDER BY fix_at DESC LIMIT 1
         ) newest`,
        [logId, by ?? null],
      );
      return rows.map(fixOf);
    },
    history: async (from, to, limit = 100_000) => {
      const { rows } = await db.pool.query<FixRow>(
        `SELECT ${fixColumns} FROM clarion.position
         WHERE log_id = $1 AND fix_at BETWEEN $2 AND $3 ORDER BY fix_at, unit_id LIMIT $4`,
        [logId, from, to, limit],
      );
      return rows.map(fixOf);
    },
    since: cursor => readSince(db, logId, cursor),
    purge: async olderThan => {
      // The time of a fix that was kept aside may be absurd itself.
      const gone = await Promise.all(
        [
          ['position', 'fix_at'],
          ['position_kept_aside', 'received_at'],
        ].map(([table, time]) =>
          db.pool.query(`DELETE FROM clarion.${table} WHERE log_id = $1 AND ${time} < $2`, [
            logId,
            olderThan,
          ]),
        ),
      );
      return gone.reduce((sum, { rowCount }) => sum + (rowCount ?? 0), 0);
    },
  };
}
