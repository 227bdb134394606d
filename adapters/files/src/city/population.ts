import { ok, type Result } from '@clarion/measure';
import { cellLngLat, cellNumber, cellText } from '../cell.ts';
import { type FileFault, fileFault } from '../fault.ts';
import type { PopulationCell } from '../pack/parts.ts';
import { readTable } from '../table.ts';
import { missingColumn, type PopulationColumns } from './columns.ts';

/** Without a mapping: `id`, `lng`, `lat`, `population`. */
const plain: PopulationColumns = { id: ['id'], lng: 'lng', lat: 'lat', population: 'population' };

/** Reads how many people live where. Errors: as `readTable`; a column that the table has not; a number that is none. */
export async function readPopulation(
  path: string,
  columns: PopulationColumns | undefined,
): Promise<Result<readonly PopulationCell[], FileFault>> {
  const wanted = columns ?? plain;
  const names = [...wanted.id, wanted.lng, wanted.lat, wanted.population];
  const table = await readTable(path, columns === undefined ? names : []);
  if (!table.ok) return table;
  const missing = missingColumn(table.value, names);
  if (missing) return missing;
  const cells: PopulationCell[] = [];
  for (const row of table.value.rows) {
    const id = wanted.id.map(column => cellText(table.value, row, column)).join('');
    if (id === '') return fileFault('CellEmpty', path, { line: row.line, field: wanted.id.join(', ') });
    const at = cellLngLat(table.value, row, wanted.lng, wanted.lat);
    if (!at.ok) return at;
    const population = cellNumber(table.value, row, wanted.population, { minimum: 0, maximum: 1e9 });
    if (!population.ok) return population;
    cells.push({ id, at: at.value, population: population.value });
  }
  return ok(cells);
}
