import type { Database } from '../database/open.ts';
import { type FixRow, fixColumns, fixOf, type StoredFix } from './positions.ts';

/** Every transaction before this one has ended, and what it wrote has been read. */
export type PositionCursor = string & { readonly cursor: 'position' };

/**
 * What transactions from the cursor up to the oldest that still runs have written. Numbers of transactions are given out
 * at their begin, so stopping there is what makes the cursor skip nothing.
 */
export async function readSince(
  db: Database,
  logId: string,
  cursor: PositionCursor | undefined,
): Promise<{ readonly fixes: readonly StoredFix[]; readonly cursor: PositionCursor }> {
  if (cursor === undefined) {
    const { rows } = await db.pool.query<{ upto: string }>(
      'SELECT pg_snapshot_xmin(pg_current_snapshot())::text AS upto',
    );
    return { fixes: [], cursor: rows[0]!.upto as PositionCursor };
  }
  const { rows } = await db.pool.query<FixRow & { upto: string; unit_id: string | null }>(
    `SELECT snapshot.upto::text, fix.* FROM (SELECT pg_snapshot_xmin(pg_current_snapshot()) AS upto) snapshot
     LEFT JOIN LATERAL (
       SELECT ${fixColumns} FROM clarion.position
       WHERE log_id = $1 AND written_by >= $2::xid8 AND written_by < snapshot.upto
       ORDER BY fix_at, unit_id
     ) fix ON true`,
    [logId, cursor],
  );
  return {
    fixes: rows.filter(row => row.unit_id !== null).map(fixOf),
    cursor: rows[0]!.upto as PositionCursor,
  };
}
