import { ok, type Result } from '@clarion/measure';
import { cellId, cellNumber } from '../cell.ts';
import { type FileFault, fileFault } from '../fault.ts';
import { readBytes, sha256 } from '../read-text.ts';
import { readTable } from '../table.ts';

/** How much demand each site can serve, in the measure of the demand's weight. */
export interface CapacityTable {
  /** SHA-256 of the file. */
  readonly hash: string;
  /** By place in the list of sites; Infinity for a site that the table does not name. */
  readonly capacity: Float64Array;
}

/**
 * Reads `site,capacity`. Errors: as `readTable`; a site that `known` does not list, or that comes twice; a capacity that is no
 * number or below zero.
 */
export async function readCapacityTable(
  path: string,
  known: { readonly ids: readonly string[]; readonly file: string },
): Promise<Result<CapacityTable, FileFault>> {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const table = await readTable(path, ['site', 'capacity']);
  if (!table.ok) return table;
  const placeOf = new Map(known.ids.map((id, place) => [id, place]));
  const capacity = new Float64Array(known.ids.length).fill(Infinity);
  const seen = new Map<string, number>();
  for (const row of table.value.rows) {
    const at = { line: row.line, field: 'site' };
    const id = cellId(table.value, row, 'site');
    if (!id.ok) return id;
    const value = id.value;
    const place = placeOf.get(value);
    if (place === undefined) return fileFault('IdUnknown', path, at, { value, other: known.file });
    const first = seen.get(value);
    if (first !== undefined) return fileFault('RowRepeated', path, at, { value, first });
    seen.set(value, row.line);
    const most = cellNumber(table.value, row, 'capacity', { minimum: 0 });
    if (!most.ok) return most;
    capacity[place] = most.value;
  }
  return ok({ hash: sha256(bytes.value), capacity });
}
