import { type LngLat, ok, type Result } from '@clarion/measure';
import type { StreetSegmentInput } from '@clarion/places';
import type { WayInput } from '@clarion/roads';
import type { Feature, LineString } from 'geojson';
import { cellId, cellNumber, cellText } from '../cell.ts';
import { type FileFault, fileFault } from '../fault.ts';
import type { RoadSource } from '../plain-tables.ts';
import { readTable, type Table, type TableRow } from '../table.ts';
import { line, mapNames, ROAD_MIN_ZOOM, type RoadProperties } from '../tiles/layers.ts';
import { alignEnds } from './align-ends.ts';
import { missingColumn, type StreetColumns } from './columns.ts';
import { mapStreetName } from './street-name.ts';
import { parseLineString } from './wkt.ts';

/** Roads, searchable streets and map lines of a street-centreline table. */
export interface StreetTable {
  readonly roads: RoadSource;
  readonly segments: readonly StreetSegmentInput[];
  readonly features: readonly Feature<LineString, RoadProperties>[];
  readonly rows: number;
}

interface Street {
  readonly row: TableRow;
  readonly id: string;
  readonly from: string;
  readonly to: string;
  points: readonly LngLat[];
}

/**
 * Reads a street table through its mapping: one row a segment between two nodes. A line drawn against the order of its
 * nodes is turned. Errors: as `readTable`; a column of the mapping that the table has not; a cell that is empty, not a
 * line or not a number; a class that the mapping does not know.
 */
export async function readStreets(
  path: string,
  columns: StreetColumns,
): Promise<Result<StreetTable, FileFault>> {
  const table = await readTable(path, []);
  if (!table.ok) return table;
  const missing = missingColumn(table.value, [
    ...[columns.id, columns.from, columns.to, columns.geometry, columns.name, columns.lengthM, columns.zip],
    ...[columns.class.column, columns.speed?.column, columns.oneway?.column, columns.district],
    ...[columns.left?.from, columns.left?.to, columns.right?.from, columns.right?.to],
    ...(columns.notDriven ?? []).map(rule => rule.column),
  ]);
  if (missing) return missing;
  const streets = readGeometry(table.value, columns);
  if (!streets.ok) return streets;
  const ignored = { ...alignEnds(streets.value), notDriven: 0 };

  const ways: WayInput[] = [];
  const segments: StreetSegmentInput[] = [];
  const features: Feature<LineString, RoadProperties>[] = [];
  for (const street of streets.value) {
    const segment = readSegment(table.value, street, columns);
    if (!segment.ok) return segment;
    if (segment.value !== undefined) segments.push(segment.value);
    const notDriven = (columns.notDriven ?? []).some(rule =>
      rule.values.includes(cellText(table.value, street.row, rule.column)),
    );
    const way = readWay(table.value, street, columns);
    if (!way.ok) return way;
    if (notDriven) ignored.notDriven++;
    else ways.push(way.value);
    features.push(feature(way.value, notDriven, isLink(table.value, street.row, columns)));
  }
  return ok({ roads: { ways, ignored }, segments, features, rows: streets.value.length });
}

function readGeometry(table: Table, columns: StreetColumns): Result<Street[], FileFault> {
  const streets: Street[] = [];
  const lines = new Map<string, number>();
  for (const row of table.rows) {
    const ids: string[] = [];
    for (const column of [columns.id, columns.from, columns.to]) {
      const id = cellId(table, row, column);
      if (!id.ok) return id;
      ids.push(id.value);
    }
    const [id, from, to] = ids as [string, string, string];
    const first = lines.get(id);
    const at = { line: row.line, field: columns.id };
    if (first !== undefined) return fileFault('RowRepeated', table.file, at, { value: id, first });
    lines.set(id, row.line);
    const text = cellText(table, row, columns.geometry);
    const points = parseLineString(text);
    if (points === undefined) {
      const value = text.length > 60 ? `${text.slice(0, 60)}…` : text;
      return fileFault('WktBroken', table.file, { line: row.line, field: columns.geometry }, { value });
    }
    streets.push({ row, id, from, to, points });
  }
  return ok(streets);
}

const classOf = (table: Table, row: TableRow, columns: StreetColumns) =>
  columns.class.values[cellText(table, row, columns.class.column)];

const isLink = (table: Table, row: TableRow, columns: StreetColumns): boolean =>
  classOf(table, row, columns)?.link === true;

const KMH_PER_MPH = 1.609344;

function readWay(table: Table, street: Street, columns: StreetColumns): Result<WayInput, FileFault> {
  const { row } = street;
  const road = classOf(table, row, columns);
  if (road === undefined) {
    const field = columns.class.column;
    return fileFault(
      'CellNotKnown',
      table.file,
      { line: row.line, field },
      { value: cellText(table, row, field) },
    );
  }
  let speed = road.speed;
  if (columns.speed !== undefined && cellText(table, row, columns.speed.column) !== '') {
    const posted = cellNumber(table, row, columns.speed.column, { minimum: 0, maximum: 200 });
    if (!posted.ok) return posted;
    if (posted.value > 0 && !columns.speed.none?.includes(posted.value)) speed = posted.value;
  }
  let lengthM: number | undefined;
  if (columns.lengthM !== undefined && cellText(table, row, columns.lengthM) !== '') {
    const length = cellNumber(table, row, columns.lengthM, { minimum: 0, maximum: 1e7 });
    if (!length.ok) return length;
    if (length.value > 0) lengthM = length.value;
  }
  const oneway = columns.oneway === undefined ? '' : cellText(table, row, columns.oneway.column);
  const name = cellText(table, row, columns.name);
  return ok({
    // Bends have no ids in such a table.
    nodes: street.points.map((_, i) =>
      i === 0 ? street.from : i === street.points.length - 1 ? street.to : '',
    ),
    points: street.points,
    forward: !columns.oneway?.backward.includes(oneway),
    backward: !columns.oneway?.forward.includes(oneway),
    speedKmh: columns.speed?.unit === 'mph' ? speed * KMH_PER_MPH : speed,
    roadClass: road.class,
    name: name === '' ? undefined : { en: mapStreetName(name) },
    lengthM,
  });
}

function readSegment(
  table: Table,
  street: Street,
  columns: StreetColumns,
): Result<StreetSegmentInput | undefined, FileFault> {
  const { row, id, from, to, points } = street;
  const name = cellText(table, row, columns.name);
  if (name === '') return ok(undefined);
  const sides: { left?: { from: number; to: number }; right?: { from: number; to: number } } = {};
  for (const side of ['left', 'right'] as const) {
    const range = columns[side];
    if (range === undefined) continue;
    const ends: number[] = [];
    for (const column of [range.from, range.to]) {
      if (cellText(table, row, column) === '') continue;
      const number = cellNumber(table, row, column, { minimum: 0, maximum: 1e6 });
      if (!number.ok) return number;
      ends.push(number.value);
    }
    if (ends.length === 2) sides[side] = { from: ends[0]!, to: ends[1]! };
  }
  const zip = columns.zip === undefined ? '' : cellText(table, row, columns.zip);
  const district = columns.district === undefined ? '' : cellText(table, row, columns.district);
  return ok({
    street: { en: name },
    id,
    from,
    to,
    points,
    ...sides,
    ...(zip === '' ? {} : { zip }),
    ...(district === '' ? {} : { district: { en: district } }),
  });
}

function feature(way: WayInput, notDriven: boolean, link: boolean): Feature<LineString, RoadProperties> {
  const roadClass = notDriven ? 'path' : way.roadClass;
  return {
    type: 'Feature',
    properties: {
      class: roadClass,
      minzoom: ROAD_MIN_ZOOM[roadClass],
      ...mapNames(way.name),
      ...(way.forward && way.backward ? {} : { oneway: 1 }),
      ...(link ? { link: 1 } : {}),
    },
    geometry: line(way.forward ? way.points : way.points.toReversed()),
  };
}
