import { ok, type Result } from '@clarion/measure';
import { cellId, cellNumber } from '../cell.ts';
import { type FileFault, fileFault } from '../fault.ts';
import { readBytes, sha256 } from '../read-text.ts';
import { readTable } from '../table.ts';

/** Numbered ids with the line each stands in. */
export interface CellTable {
  readonly file: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly ids: readonly string[];
  readonly workload: Float64Array;
  readonly line: Uint32Array;
}

/** Reads `id,workload`. Errors: as `readTable`; an id that comes twice; a workload that is no number or below zero. */
export async function readCellTable(path: string): Promise<Result<CellTable, FileFault>> {
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const table = await readTable(path, ['id', 'workload']);
  if (!table.ok) return table;
  const { rows } = table.value;
  const seen = new Map<string, number>();
  const workload = new Float64Array(rows.length);
  for (const [i, row] of rows.entries()) {
    const id = cellId(table.value, row, 'id');
    if (!id.ok) return id;
    const first = seen.get(id.value);
    if (first !== undefined) {
      return fileFault('RowRepeated', path, { line: row.line, field: 'id' }, { value: id.value, first });
    }
    seen.set(id.value, row.line);
    const value = cellNumber(table.value, row, 'workload', { minimum: 0 });
    if (!value.ok) return value;
    workload[i] = value.value;
  }
  if (!workload.some(one => one > 0)) return fileFault('NoWeight', path, { field: 'workload' });
  const line = Uint32Array.from(seen.values());
  return ok({ file: path, hash: sha256(bytes.value), ids: [...seen.keys()], workload, line });
}
