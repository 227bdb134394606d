import type { Database } from '../database/open.ts';

/** How far the clock of one server is ahead of the database's; behind where it is below zero. */
export interface NodeClock {
  readonly node: string;
  readonly aheadMs: number;
}

/** What the servers know of their clocks, told through the database for all of them: each sees the same. */
export interface NodeClocks {
  /** Measures this server's clock against the database's, and leaves it for the others. @returns how far it is ahead */
  measure(node: string, wall: () => number): Promise<number>;
  /** Of servers that measured within the last minute. */
  read(): Promise<readonly NodeClock[]>;
  /** How many trackers reported within the last minutes, and how far their clocks are ahead of us in the middle. */
  readDevices(logId: string): Promise<{ readonly count: number; readonly aheadMs: number }>;
  forget(node: string): Promise<void>;
}

const NOW = `(extract(epoch from clock_timestamp()) * 1000)::bigint`;
const freshMs = 60_000;
const devicesFreshMs = 300_000;

export function openNodeClocks(db: Pick<Database, 'pool'>): NodeClocks {
  return {
    async measure(node, wall) {
      const sent = wall();
      const { rows } = await db.pool.query<{ now: number }>(`SELECT ${NOW} AS now`);
      // The answer was made somewhere between question and answer; the middle is off by half the way at most.
      const aheadMs = Math.round((sent + wall()) / 2 - Number(rows[0]!.now));
      await db.pool.query(
        `INSERT INTO clarion.node_clock (node, ahead_ms, measured_at) VALUES ($1, $2, ${NOW})
         ON CONFLICT (node) DO UPDATE SET ahead_ms = excluded.ahead_ms, measured_at = excluded.measured_at`,
        [node, Math.max(-largest, Math.min(largest, aheadMs))],
      );
      await db.pool.query(`DELETE FROM clarion.node_clock WHERE measured_at < ${NOW} - ${freshMs}`);
      return aheadMs;
    },
    async read() {
      const { rows } = await db.pool.query<{ node: string; ahead_ms: number }>(
        `SELECT node, ahead_ms FROM clarion.node_clock WHERE measured_at >= ${NOW} - ${freshMs} ORDER BY node`,
      );
      return rows.map(row => ({ node: row.node, aheadMs: row.ahead_ms }));
    },
    async readDevices(logId) {
      const { rows } = await db.pool.query<{ count: number; ahead_ms: number | null }>(
        `SELECT count(*)::int AS count,
                percentile_disc(0.5) WITHIN GROUP (ORDER BY clock_ahead_ms)::float8 AS ahead_ms
         FROM clarion.tracker
         WHERE log_id = $1 AND revoked_at IS NULL AND clock_ahead_ms IS NOT NULL
           AND last_seen_at >= ${NOW} - ${devicesFreshMs}`,
        [logId],
      );
      return { count: rows[0]!.count, aheadMs: rows[0]!.ahead_ms ?? 0 };
    },
    async forget(node) {
      await db.pool.query('DELETE FROM clarion.node_clock WHERE node = $1', [node]);
    },
  };
}

/** What the column holds; a clock that far off is years off. */
const largest = 2_147_483_647;
