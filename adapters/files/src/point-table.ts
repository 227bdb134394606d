import { type LngLat, ok, type Result } from '@clarion/measure';
import { cellId, cellLngLat, cellText } from './cell.ts';
import { type FileFault, fileFault } from './fault.ts';
import { readTable } from './table.ts';

/** A point for a road query: somewhere on the earth, or exactly a node of the graph by its source id. */
export type TablePoint = { readonly id: string; readonly line: number } & (
  | { readonly at: LngLat; readonly node?: undefined }
  | { readonly node: string; readonly at?: undefined }
);

/**
 * Reads `id,lng,lat` or `id,node`; other columns are passed over. A table may have all of them: a row with a node means
 * the node. Errors: as `readTable`; an id that is empty or occurs twice; no place; coordinates that are none.
 */
export async function readPointTable(path: string): Promise<Result<readonly TablePoint[], FileFault>> {
  const table = await readTable(path, ['id']);
  if (!table.ok) return table;
  const { rows, find, columns } = table.value;
  const hasPlaces = find('lng') !== undefined && find('lat') !== undefined;
  if (!hasPlaces && find('node') === undefined) {
    const field = find('lng') !== undefined ? 'lat' : find('lat') !== undefined ? 'lng' : 'lng, lat / node';
    return fileFault('ColumnMissing', path, { line: 1, field }, { columns: columns.join(', ') });
  }
  const seen = new Map<string, number>();
  const points: TablePoint[] = [];
  for (const row of rows) {
    const { line } = row;
    const id = cellId(table.value, row, 'id');
    if (!id.ok) return id;
    const first = seen.get(id.value);
    if (first !== undefined)
      return fileFault('RowRepeated', path, { line, field: 'id' }, { value: id.value, first });
    seen.set(id.value, line);
    const node = cellText(table.value, row, 'node');
    if (node !== '') {
      points.push({ id: id.value, line, node });
      continue;
    }
    if (!hasPlaces) return fileFault('CellEmpty', path, { line, field: 'node' });
    const at = cellLngLat(table.value, row, 'lng', 'lat');
    if (!at.ok) return at;
    points.push({ id: id.value, line, at: at.value });
  }
  return ok(points);
}
