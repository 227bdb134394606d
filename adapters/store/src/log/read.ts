import type { Entry } from '@clarion/dispatch';
import type pg from 'pg';
import { columns, type EntryRow, entryOf } from './row.ts';

type Reader = Pick<pg.ClientBase, 'query'>;

/** Rows `from`..`to` (inclusive) in order, at most `limit`. */
export async function readRows(
  reader: Reader,
  logId: string,
  from: number,
  to: number,
  limit: number,
): Promise<readonly EntryRow[]> {
  const { rows } = await reader.query<EntryRow>({
    name: 'read-rows',
    text: `SELECT ${columns} FROM clarion.entry WHERE log_id = $1 AND seq BETWEEN $2 AND $3 ORDER BY seq LIMIT $4`,
    values: [logId, from, to, limit],
  });
  return rows;
}

export async function readEntries(
  reader: Reader,
  logId: string,
  from: number,
  to: number,
  limit: number,
): Promise<readonly Entry[]> {
  return (await readRows(reader, logId, from, to, limit)).map(entryOf);
}

/** Entries that name the incident or the unit (or both, when both are asked for), in order. */
export async function readEntriesAbout(
  reader: Reader,
  logId: string,
  about: { readonly incidentId?: string; readonly unitId?: string },
  limit: number,
): Promise<readonly Entry[]> {
  const { rows } = await reader.query<EntryRow>(
    `SELECT ${columns} FROM clarion.entry
     WHERE log_id = $1 AND ($2::text IS NULL OR incident_id = $2) AND ($3::text IS NULL OR unit_id = $3)
     ORDER BY seq LIMIT $4`,
    [logId, about.incidentId ?? null, about.unitId ?? null, limit],
  );
  return rows.map(entryOf);
}
