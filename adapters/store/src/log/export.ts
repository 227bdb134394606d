import type { Database } from '../database/open.ts';
import { readRows } from './read.ts';
import type { EntryRow } from './row.ts';

/** An entry as it is given away: every column that is hashed, and the hash. Sealed text is not in the log. */
export type ExportedEntry = Omit<EntryRow, 'hash'> & { readonly hash: string };

const chunk = 2_000;

/** The whole log in order, as it stands when the export begins; in pieces, so that its length does not matter. */
export async function* exportLog(
  db: Database,
  logId: string,
): AsyncGenerator<ExportedEntry, void, undefined> {
  const log = await db.tables.selectFrom('log').select('head').where('log_id', '=', logId).executeTakeFirst();
  for (let from = 1; log !== undefined && from <= log.head; ) {
    const rows = await readRows(db.pool, logId, from, log.head, chunk);
    for (const row of rows) yield { ...row, hash: row.hash.toString('hex') };
    if (rows.length < chunk) return;
    from = rows.at(-1)!.seq + 1;
  }
}
