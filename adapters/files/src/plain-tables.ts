import { type LngLat, ok, type Result } from '@clarion/measure';
import {
  type GraphNodeInput,
  isRoadClass,
  MAX_ARC_TIME_MS,
  type Signals,
  type TurnRuleInput,
  type WayInput,
} from '@clarion/roads';
import { cellId, cellLngLat, cellNumber, cellText } from './cell.ts';
import { type FileFault, fileFault } from './fault.ts';
import { readTable, type Table, type TableRow } from './table.ts';

/** Streets as a source has them, with what was passed over, by reason. */
export interface RoadSource {
  readonly ways: readonly WayInput[];
  /** Nodes that the graph must have even if no way ends there. */
  readonly nodes?: readonly GraphNodeInput[];
  readonly ignored: Readonly<Record<string, number>>;
  /** What it says of turns, where it says something. */
  readonly turns?: SourceTurns;
}

export interface SourceTurns {
  readonly rules: readonly TurnRuleInput[];
  readonly signals: Signals;
  /** Restrictions that are no rule for us, by reason. */
  readonly ignored: Readonly<Record<string, number>>;
}

/**
 * Reads `nodes.csv` (`id,lng,lat`) and `arcs.csv` (`from,to,travel_time_ms[,length_m,name,class]`): each row one straight
 * arc in one direction. Errors: as `readTable`; an id twice; an arc from or to no node; a time that is not a whole number
 * of milliseconds from 0.
 */
export async function readPlainTables(
  nodesPath: string,
  arcsPath: string,
): Promise<Result<RoadSource, FileFault>> {
  const places = await readNodes(nodesPath);
  if (!places.ok) return places;
  const table = await readTable(arcsPath, ['from', 'to', 'travel_time_ms']);
  if (!table.ok) return table;
  const ways: WayInput[] = [];
  const ignored: Record<string, number> = {};
  for (const row of table.value.rows) {
    const way = readArc(table.value, row, places.value);
    if (!way.ok) return way;
    const roadClass = cellText(table.value, row, 'class');
    if (roadClass !== '' && !isRoadClass(roadClass))
      ignored['unknownClass'] = (ignored['unknownClass'] ?? 0) + 1;
    ways.push(way.value);
  }
  const nodes = [...places.value].map(([id, at]): GraphNodeInput => ({ id, at }));
  return ok({ ways, nodes, ignored });
}

async function readNodes(path: string): Promise<Result<ReadonlyMap<string, LngLat>, FileFault>> {
  const table = await readTable(path, ['id', 'lng', 'lat']);
  if (!table.ok) return table;
  const places = new Map<string, LngLat>();
  const lines = new Map<string, number>();
  for (const row of table.value.rows) {
    const id = cellId(table.value, row, 'id');
    if (!id.ok) return id;
    const first = lines.get(id.value);
    if (first !== undefined) {
      return fileFault('RowRepeated', path, { line: row.line, field: 'id' }, { value: id.value, first });
    }
    const at = cellLngLat(table.value, row, 'lng', 'lat');
    if (!at.ok) return at;
    lines.set(id.value, row.line);
    places.set(id.value, at.value);
  }
  return ok(places);
}

function readArc(
  table: Table,
  row: TableRow,
  places: ReadonlyMap<string, LngLat>,
): Result<WayInput, FileFault> {
  const ends: { readonly id: string; readonly at: LngLat }[] = [];
  for (const field of ['from', 'to']) {
    const id = cellId(table, row, field);
    if (!id.ok) return id;
    const at = places.get(id.value);
    if (at === undefined)
      return fileFault('NodeUnknown', table.file, { line: row.line, field }, { value: id.value });
    ends.push({ id: id.value, at });
  }
  const time = cellNumber(table, row, 'travel_time_ms', {
    minimum: 0,
    maximum: MAX_ARC_TIME_MS,
    whole: true,
  });
  if (!time.ok) return time;
  let lengthM: number | undefined;
  if (cellText(table, row, 'length_m') !== '') {
    const length = cellNumber(table, row, 'length_m', { minimum: 0, maximum: 1e8 });
    if (!length.ok) return length;
    lengthM = length.value;
  }
  const name = cellText(table, row, 'name');
  const roadClass = cellText(table, row, 'class');
  return ok({
    nodes: ends.map(end => end.id),
    points: ends.map(end => end.at),
    forward: true,
    backward: false,
    speedKmh: 1,
    roadClass: isRoadClass(roadClass) ? roadClass : 'other',
    name: name === '' ? undefined : { local: name },
    travelTimeMs: { forward: time.value },
    lengthM,
  });
}
