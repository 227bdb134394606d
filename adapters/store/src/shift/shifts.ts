import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import type pg from 'pg';
import type { Database } from '../database/open.ts';

/** Somebody of the staff is planned at a unit or a desk. */
export interface PlannedShift {
  readonly shiftId: string;
  readonly staffId: string;
  readonly unitId?: string;
  readonly deskId?: string;
  readonly from: Instant;
  readonly to: Instant;
}

export interface StaffQualification {
  readonly staffId: string;
  readonly qualificationId: string;
  /** From then on it does not count; absent: it does not expire. */
  readonly expiresAt?: Instant;
}

/** Somebody was, or is, signed on to a unit. */
export interface Duty {
  readonly staffId: string;
  readonly unitId: string;
  readonly from: Instant;
  /** Absent: still. */
  readonly to?: Instant;
}

export interface PlanToStore {
  /** Every planned shift that begins from `from` on and before `to` is replaced. */
  readonly from: Instant;
  readonly to: Instant;
  readonly shifts: readonly PlannedShift[];
  /** Those of each staff that is named in it replace what was known of them. */
  readonly qualifications: readonly StaffQualification[];
  readonly staffIds: readonly string[];
}

/**
 * Shift plan, qualifications and duties of one log: kept for a while, then erased. Ids of staff come and go in their normal form
 * (`normalLogin`); rows that were written before that are read in it.
 */
export interface Shifts {
  /** Planned shifts that lie in this time, wholly or in part, by place, beginning and staff. */
  planned(span: { readonly from: Instant; readonly to: Instant }): Promise<readonly PlannedShift[]>;
  /** All of it or nothing. @returns how many shifts it took the place of */
  replace(plan: PlanToStore): Promise<Result<number, OverlapFault>>;
  put(shift: PlannedShift): Promise<Result<undefined, OverlapFault>>;
  /** False: there is no such shift. */
  remove(shiftId: string): Promise<boolean>;
  qualificationsOf(staffIds: readonly string[]): Promise<readonly StaffQualification[]>;
  /** Whether the plan, the qualifications or the duties know this id. */
  knows(staffId: string): Promise<boolean>;
  /** Who is on duty now. */
  onDuty(): Promise<readonly Duty[]>;
  /** Duties of these that ended after `since`, or have not ended. */
  dutiesOf(staffIds: readonly string[], since: Instant): Promise<readonly Duty[]>;
  /** From a unit that they are on they go over in the same moment. @returns where they were */
  signOn(duty: {
    readonly staffId: string;
    readonly unitId: string;
    readonly at: Instant;
  }): Promise<string | undefined>;
  /** @returns where they were */
  signOff(staffId: string, at: Instant): Promise<string | undefined>;
  /** Erases what had ended by then, and the qualifications of who is in neither plan nor duty any more. @returns how many rows */
  purge(before: Instant): Promise<number>;
}

/** Somebody is planned twice at one time; nothing of it was stored. */
export interface OverlapFault {
  readonly code: 'ShiftOverlaps';
  readonly staffId: string;
}

interface ShiftRow {
  shift_id: string;
  staff_id: string;
  unit_id: string | null;
  desk_id: string | null;
  from_at: number;
  to_at: number;
}
interface DutyRow {
  staff_id: string;
  unit_id: string;
  from_at: number;
  to_at: number | null;
}

export function openShifts(db: Pick<Database, 'pool'>, logId: string): Shifts {
  const { pool } = db;
  const rows = async <T extends object>(sql: string, ...values: readonly unknown[]): Promise<readonly T[]> =>
    (await pool.query<T>(sql, [logId, ...values])).rows;

  const shifts: Shifts = {
    async planned({ from, to }) {
      const found = await rows<ShiftRow>(
        `SELECT * FROM clarion.shift WHERE log_id = $1 AND to_at > $2 AND from_at < $3
         ORDER BY coalesce(desk_id, ''), coalesce(unit_id, ''), from_at, staff_id`,
        from,
        to,
      );
      return found.map(shiftOf);
    },
    replace: plan => planning(pool, logId, plan.shifts, client => replaceIn(client, logId, plan)),
    async put(shift) {
      const put = await planning(pool, logId, [shift], client => insertShifts(client, logId, [shift]));
      return put.ok ? ok(undefined) : put;
    },
    async remove(shiftId) {
      const { rowCount } = await pool.query('DELETE FROM clarion.shift WHERE log_id = $1 AND shift_id = $2', [
        logId,
        shiftId,
      ]);
      return rowCount === 1;
    },
    async qualificationsOf(staffIds) {
      const found = await rows<{ staff_id: string; qualification_id: string; expires_at: number | null }>(
        `SELECT staff_id, qualification_id, expires_at FROM clarion.qualification
         WHERE log_id = $1 AND lower(staff_id) = ANY($2::text[]) ORDER BY staff_id, qualification_id`,
        staffIds,
      );
      return found.map(row => ({
        staffId: row.staff_id.toLowerCase(),
        qualificationId: row.qualification_id,
        ...(row.expires_at === null ? {} : { expiresAt: instant(row.expires_at) }),
      }));
    },
    async knows(staffId) {
      const found = await rows(
        `SELECT 1 FROM clarion.shift WHERE log_id = $1 AND lower(staff_id) = $2
         UNION ALL SELECT 1 FROM clarion.qualification WHERE log_id = $1 AND lower(staff_id) = $2
         UNION ALL SELECT 1 FROM clarion.duty WHERE log_id = $1 AND lower(staff_id) = $2 LIMIT 1`,
        staffId,
      );
      return found.length > 0;
    },
    async onDuty() {
      const found = await rows<DutyRow>(
        'SELECT * FROM clarion.duty WHERE log_id = $1 AND to_at IS NULL ORDER BY unit_id, from_at, staff_id',
      );
      return found.map(dutyOf);
    },
    async dutiesOf(staffIds, since) {
      const found = await rows<DutyRow>(
        `SELECT * FROM clarion.duty WHERE log_id = $1 AND lower(staff_id) = ANY($2::text[])
         AND (to_at IS NULL OR to_at > $3) ORDER BY from_at`,
        staffIds,
        since,
      );
      return found.map(dutyOf);
    },
    async signOn({ staffId, unitId, at }) {
      const [before] = await rows<DutyRow>(
        'SELECT * FROM clarion.duty WHERE log_id = $1 AND lower(staff_id) = $2 AND to_at IS NULL',
        staffId,
      );
      if (before?.unit_id === unitId) return unitId;
      const { rowCount } = await pool.query(
        `WITH ended AS (
           UPDATE clarion.duty SET to_at = greatest($4, from_at)
           WHERE log_id = $1 AND lower(staff_id) = $2 AND to_at IS NULL RETURNING 1)
         INSERT INTO clarion.duty (log_id, staff_id, unit_id, from_at)
         SELECT $1, $2, $3, $4 FROM (SELECT count(*) FROM ended) AS counted
         ON CONFLICT (log_id, staff_id) WHERE to_at IS NULL DO NOTHING`,
        [logId, staffId, unitId, at],
      );
      // Another phone signed them on at the same moment: they are on one unit, the later one's.
      return rowCount === 1 ? before?.unit_id : shifts.signOn({ staffId, unitId, at });
    },
    async signOff(staffId, at) {
      const [before] = await rows<DutyRow>(
        `UPDATE clarion.duty SET to_at = greatest($3, from_at)
         WHERE log_id = $1 AND lower(staff_id) = $2 AND to_at IS NULL RETURNING *`,
        staffId,
        at,
      );
      return before?.unit_id;
    },
    async purge(before) {
      const erase = async (sql: string) => (await pool.query(sql, [logId, before])).rowCount ?? 0;
      const planned = await erase('DELETE FROM clarion.shift WHERE log_id = $1 AND to_at <= $2');
      const duties = await erase('DELETE FROM clarion.duty WHERE log_id = $1 AND to_at <= $2');
      const { rowCount } = await pool.query(
        `DELETE FROM clarion.qualification AS known WHERE log_id = $1
         AND NOT EXISTS (SELECT 1 FROM clarion.shift AS one WHERE one.log_id = $1 AND lower(one.staff_id) = lower(known.staff_id))
         AND NOT EXISTS (SELECT 1 FROM clarion.duty AS one WHERE one.log_id = $1 AND lower(one.staff_id) = lower(known.staff_id))`,
        [logId],
      );
      return planned + duties + (rowCount ?? 0);
    },
  };
  return shifts;
}

/**
 * Plans come one after the other, at whatever server, and each is looked through where it stands: nobody is planned twice at one
 * time by two who plan at once.
 */
async function planning<T>(
  pool: pg.Pool,
  logId: string,
  shifts: readonly PlannedShift[],
  work: (client: pg.ClientBase) => Promise<T>,
): Promise<Result<T, OverlapFault>> {
  const client = await pool.connect();
  try {
    await client.query('BEGIN');
    await client.query(`SELECT pg_advisory_xact_lock(hashtext('shift ' || $1))`, [logId]);
    const done = await work(client);
    const { rows } = await client.query<{ staff_id: string }>(
      `SELECT one.staff_id FROM clarion.shift AS one JOIN clarion.shift AS other
         ON other.log_id = one.log_id AND lower(other.staff_id) = lower(one.staff_id)
        AND other.shift_id <> one.shift_id AND other.from_at < one.to_at AND one.from_at < other.to_at
       WHERE one.log_id = $1 AND one.shift_id = ANY($2::text[]) LIMIT 1`,
      [logId, shifts.map(({ shiftId }) => shiftId)],
    );
    const over = rows[0];
    await client.query(over === undefined ? 'COMMIT' : 'ROLLBACK');
    return over === undefined ? ok(done) : fail({ code: 'ShiftOverlaps', staffId: over.staff_id });
  } catch (fault) {
    await client.query('ROLLBACK');
    throw fault;
  } finally {
    client.release();
  }
}

async function replaceIn(client: pg.ClientBase, logId: string, plan: PlanToStore): Promise<number> {
  const { from, to, shifts, qualifications, staffIds } = plan;
  const { rowCount } = await client.query(
    'DELETE FROM clarion.shift WHERE log_id = $1 AND from_at >= $2 AND from_at < $3',
    [logId, from, to],
  );
  await insertShifts(client, logId, shifts);
  await client.query(
    'DELETE FROM clarion.qualification WHERE log_id = $1 AND lower(staff_id) = ANY($2::text[])',
    [logId, staffIds],
  );
  await client.query(
    `INSERT INTO clarion.qualification (log_id, staff_id, qualification_id, expires_at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::bigint[])`,
    [
      logId,
      qualifications.map(one => one.staffId),
      qualifications.map(one => one.qualificationId),
      qualifications.map(one => one.expiresAt ?? null),
    ],
  );
  return rowCount ?? 0;
}

async function insertShifts(
  client: Pick<pg.Pool, 'query'> | pg.ClientBase,
  logId: string,
  shifts: readonly PlannedShift[],
): Promise<void> {
  await client.query(
    `INSERT INTO clarion.shift (log_id, shift_id, staff_id, unit_id, desk_id, from_at, to_at)
     SELECT $1, * FROM unnest($2::text[], $3::text[], $4::text[], $5::text[], $6::bigint[], $7::bigint[])
     ON CONFLICT (log_id, shift_id) DO UPDATE SET staff_id = excluded.staff_id, unit_id = excluded.unit_id,
       desk_id = excluded.desk_id, from_at = excluded.from_at, to_at = excluded.to_at`,
    [
      logId,
      shifts.map(one => one.shiftId),
      shifts.map(one => one.staffId),
      shifts.map(one => one.unitId ?? null),
      shifts.map(one => one.deskId ?? null),
      shifts.map(one => one.from),
      shifts.map(one => one.to),
    ],
  );
}

const shiftOf = (row: ShiftRow): PlannedShift => ({
  shiftId: row.shift_id,
  staffId: row.staff_id.toLowerCase(),
  ...(row.unit_id === null ? {} : { unitId: row.unit_id }),
  ...(row.desk_id === null ? {} : { deskId: row.desk_id }),
  from: instant(row.from_at),
  to: instant(row.to_at),
});

const dutyOf = (row: DutyRow): Duty => ({
  staffId: row.staff_id.toLowerCase(),
  unitId: row.unit_id,
  from: instant(row.from_at),
  ...(row.to_at === null ? {} : { to: instant(row.to_at) }),
});
