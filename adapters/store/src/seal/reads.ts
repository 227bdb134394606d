import { type Instant, instant } from '@clarion/measure';
import type { Database } from '../database/open.ts';

/** Somebody was given a sealed text. */
export interface SealedRead {
  readonly sealedId: string;
  readonly reader: string;
  readonly purpose: string;
  readonly at: Instant;
}

/** Written, and on the disk, before the text is given. */
export async function recordReads(db: Database, logId: string, reads: readonly SealedRead[]): Promise<void> {
  if (reads.length === 0) return;
  await db.tables
    .insertInto('sealed_read')
    .values(
      reads.map(read => ({
        log_id: logId,
        sealed_id: read.sealedId,
        reader: read.reader,
        purpose: read.purpose,
        at: read.at,
      })),
    )
    .execute();
}

/** Who was given what, oldest first. */
export async function listReads(
  db: Database,
  asked: { readonly logId: string; readonly from?: Instant; readonly to?: Instant; readonly limit?: number },
): Promise<readonly SealedRead[]> {
  let query = db.tables
    .selectFrom('sealed_read')
    .select(['sealed_id', 'reader', 'purpose', 'at'])
    .where('log_id', '=', asked.logId);
  if (asked.from !== undefined) query = query.where('at', '>=', asked.from);
  if (asked.to !== undefined) query = query.where('at', '<=', asked.to);
  const rows = await query
    .orderBy('read_id')
    .limit(asked.limit ?? 5_000)
    .execute();
  return rows.map(row => ({
    sealedId: row.sealed_id,
    reader: row.reader,
    purpose: row.purpose,
    at: instant(row.at),
  }));
}
