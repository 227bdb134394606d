import { findKind } from '@clarion/dispatch';
import { ok, type Result } from '@clarion/measure';
import { cellId, cellText } from '../cell.ts';
import { type FileFault, fileFault } from '../fault.ts';
import type { PackUnit, RecordedCall } from '../pack/parts.ts';
import { readTable } from '../table.ts';
import { missingColumn, type UnitColumns } from './columns.ts';
import { type Stations, stationKey } from './stations.ts';

export interface Units {
  readonly units: readonly PackUnit[];
  readonly ignored: Readonly<Record<string, number>>;
}

/** Without a mapping: `id`, `kind`, `station`. */
const plain: UnitColumns = { id: 'id', kind: 'kind', station: 'station' };

/**
 * Reads units. What a kind of vehicle can do is what `@clarion/dispatch` says of it; kinds that it does not know are
 * counted (`unknownUnitKind`), as are units whose station is not among the stations (`unitsWithoutStation`).
 * Errors: as `readTable`; a column that the table has not; an id that is empty or occurs twice.
 */
export async function readUnits(
  path: string,
  columns: UnitColumns | undefined,
  stations: Stations | undefined,
  agency: PackUnit['agency'],
): Promise<Result<Units, FileFault>> {
  const wanted = columns ?? plain;
  const table = await readTable(path, columns === undefined ? ['id', 'kind'] : []);
  if (!table.ok) return table;
  const missing = columns && missingColumn(table.value, [columns.id, columns.kind, columns.station]);
  if (missing) return missing;
  const units: PackUnit[] = [];
  const ignored = { unitsWithoutStation: 0, unknownUnitKind: 0 };
  const lines = new Map<string, number>();
  for (const row of table.value.rows) {
    const { line } = row;
    const id = cellId(table.value, row, wanted.id);
    if (!id.ok) return id;
    const first = lines.get(id.value);
    if (first !== undefined) {
      return fileFault('RowRepeated', path, { line, field: wanted.id }, { value: id.value, first });
    }
    lines.set(id.value, line);
    const word = cellId(table.value, row, wanted.kind);
    if (!word.ok) return word;
    const postId = stations?.byKey.get(stationKey(cellText(table.value, row, wanted.station)));
    if (postId === undefined) ignored.unitsWithoutStation++;
    const kind = wanted.kinds?.[word.value] ?? word.value;
    if (findKind(kind) === undefined) ignored.unknownUnitKind++;
    units.push(packUnit(id.value, kind, agency, postId));
  }
  return ok({ units, ignored });
}

/** Units that a record of calls names and the table of units does not; where they are stationed is not known. */
export function unitsOfCalls(
  calls: readonly RecordedCall[],
  known: readonly PackUnit[],
  agency: PackUnit['agency'],
): PackUnit[] {
  const ids = new Set(known.map(unit => unit.id));
  const kinds = new Map<string, Map<string, number>>();
  for (const { unitId, unitKind } of calls.flatMap(call => call.responses)) {
    if (ids.has(unitId)) continue;
    const counts = kinds.get(unitId) ?? new Map<string, number>();
    kinds.set(unitId, counts);
    counts.set(unitKind, (counts.get(unitKind) ?? 0) + 1);
  }
  return [...kinds]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([id, counts]) => {
      const kind = [...counts].reduce((best, entry) => (entry[1] > best[1] ? entry : best))[0];
      return packUnit(id, kind, agency, undefined);
    });
}

function packUnit(
  id: string,
  kind: string,
  agency: PackUnit['agency'],
  postId: string | undefined,
): PackUnit {
  const known = findKind(kind);
  return {
    id,
    label: id,
    kind,
    agency: known?.agency ?? agency,
    capabilities: [...(known?.capabilities ?? [])],
    ...(postId === undefined ? {} : { postId }),
  };
}
