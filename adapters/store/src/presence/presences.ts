import type { Database } from '../database/open.ts';

/** When each person at work was last heard of by any server, by the clock of the database: one clock for all of them. */
export interface Presences {
  /** They are there now. */
  touch(operatorIds: readonly string[]): Promise<void>;
  /** Of those that were ever there: for how many ms nothing was heard. Who never had a live line is not in it. */
  silence(operatorIds: readonly string[]): Promise<ReadonlyMap<string, number>>;
  /** They have gone; nothing of them is kept. */
  forget(operatorId: string): Promise<void>;
  /** Nothing is kept of those who were last heard of more than a day ago. */
  purge(): Promise<void>;
}

const DAY_MS = 86_400_000;
const NOW = `(extract(epoch from clock_timestamp()) * 1000)::bigint`;

export function openPresences(db: Pick<Database, 'pool'>, logId: string): Presences {
  return {
    async touch(operatorIds) {
      if (operatorIds.length === 0) return;
      await db.pool.query(
        `INSERT INTO clarion.presence (log_id, operator_id, seen_at)
         SELECT $1, one, ${NOW} FROM unnest($2::text[]) AS one
         ON CONFLICT (log_id, operator_id) DO UPDATE SET seen_at = excluded.seen_at`,
        [logId, [...new Set(operatorIds)]],
      );
    },
    async silence(operatorIds) {
      const { rows } = await db.pool.query<{ operator_id: string; silent_ms: number }>(
        `SELECT operator_id, ${NOW} - seen_at AS silent_ms FROM clarion.presence
         WHERE log_id = $1 AND operator_id = ANY($2::text[])`,
        [logId, operatorIds],
      );
      return new Map(rows.map(row => [row.operator_id, Number(row.silent_ms)]));
    },
    async forget(operatorId) {
      await db.pool.query('DELETE FROM clarion.presence WHERE log_id = $1 AND operator_id = $2', [
        logId,
        operatorId,
      ]);
    },
    async purge() {
      await db.pool.query(`DELETE FROM clarion.presence WHERE log_id = $1 AND seen_at < ${NOW} - $2`, [
        logId,
        DAY_MS,
      ]);
    },
  };
}
