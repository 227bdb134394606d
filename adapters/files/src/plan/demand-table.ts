import { ok, type Result } from '@clarion/measure';
import { cellId, cellNumber, cellText } from '../cell.ts';
import { type FileFault, fileFault } from '../fault.ts';
import { readBytes, readText, sha256 } from '../read-text.ts';
import { parseTable } from '../table.ts';

/** Where help is asked for, and how often. */
export interface DemandTable {
  readonly file: string;
  /** SHA-256 of the file. */
  readonly hash: string;
  readonly ids: readonly string[];
  readonly weight: Float64Array;
  /** Area of each, where the table has a column `area`. */
  readonly area: readonly string[] | undefined;
  readonly line: Uint32Array;
}

/**
 * Reads `id,weight[,area]`; other columns are passed over. Errors: as `readTable`; an id that is empty or occurs twice;
 * a weight that is no number or below zero; no weight above zero.
 */
export async function readDemandTable(path: string): Promise<Result<DemandTable, FileFault>> {
  const text = await readText(path);
  if (!text.ok) return text;
  const bytes = await readBytes(path);
  if (!bytes.ok) return bytes;
  const table = parseTable(path, text.value, ['id', 'weight']);
  if (!table.ok) return table;
  const { rows } = table.value;
  const seen = new Map<string, number>();
  const weight = new Float64Array(rows.length);
  const line = new Uint32Array(rows.length);
  const area = table.value.find('area') === undefined ? undefined : ([] as string[]);
  for (const [i, row] of rows.entries()) {
    const id = cellId(table.value, row, 'id');
    if (!id.ok) return id;
    const first = seen.get(id.value);
    if (first !== undefined) {
      return fileFault('RowRepeated', path, { line: row.line, field: 'id' }, { value: id.value, first });
    }
    seen.set(id.value, row.line);
    const value = cellNumber(table.value, row, 'weight', { minimum: 0 });
    if (!value.ok) return value;
    weight[i] = value.value;
    line[i] = row.line;
    if (area !== undefined) {
      const name = cellText(table.value, row, 'area');
      if (name === '') return fileFault('CellEmpty', path, { line: row.line, field: 'area' });
      area.push(name);
    }
  }
  if (!weight.some(value => value > 0)) return fileFault('NoWeight', path, { field: 'weight' });
  return ok({ file: path, hash: sha256(bytes.value), ids: [...seen.keys()], weight, area, line });
}
