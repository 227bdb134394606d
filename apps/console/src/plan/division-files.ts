import type { Area } from '@clarion/dispatch';
import { fail, isLngLat, type LngLat, ok, type Result, ringContains } from '@clarion/measure';
import type { CellsAnswer } from '@clarion/protocol';
import { areasOfDivision, type Division, divisionBy } from './division.ts';
import { csvRow } from './exported.ts';

/** What is wrong with a file, in a word of the catalogue (`plan.areas.fault.*`) and its facts. */
export interface FileProblem {
  readonly code:
    | 'notJson'
    | 'noPolygons'
    | 'ringWrong'
    | 'tooMany'
    | 'columns'
    | 'cellUnknown'
    | 'cellTwice'
    | 'areaEmpty'
    | 'cellMissing';
  readonly facts: Readonly<Record<string, string | number>>;
}
export interface Imported {
  readonly division: Division;
  /** Cells that no outline has: they were given to the nearest area. */
  readonly outside: number;
}

const AREAS_AT_MOST = 500;
const POINTS_AT_MOST = 5000;
const problem = (code: FileProblem['code'], facts: FileProblem['facts'] = {}) => fail({ code, facts });

/** By its first sign a file is JSON or a table. */
export const readDivision = (
  text: string,
  ground: CellsAnswer,
  before: Division,
): Result<Imported, FileProblem> =>
  /^\s*[{[]/.test(text) ? readOutlines(text, ground) : readCells(text, ground, before);

/**
 * `cell,area`, as `clarion plan areas` writes it: every cell once. An area goes by its code or a name of it; what nobody knows
 * is a new one.
 */
export function readCells(
  text: string,
  ground: CellsAnswer,
  before: Division,
): Result<Imported, FileProblem> {
  const [head = [], ...rows] = csvRows(text);
  const [cellColumn, areaColumn] = [head.indexOf('cell'), head.indexOf('area')];
  if (cellColumn === -1 || areaColumn === -1) return problem('columns');
  const cellOf = new Map(ground.ids.map((id, cell) => [id, cell]));
  const areas: Division['areas'][number][] = [];
  const placeOf = new Map<string, number>();
  const areaOf = new Array<number>(ground.ids.length).fill(-1);
  for (const [i, row] of rows.entries()) {
    const line = i + 2;
    const [id, name] = [row[cellColumn] ?? '', row[areaColumn] ?? ''];
    const cell = cellOf.get(id);
    if (cell === undefined) return problem('cellUnknown', { line, cell: id });
    if (areaOf[cell] !== -1) return problem('cellTwice', { line, cell: id });
    if (name === '') return problem('areaEmpty', { line });
    let area = placeOf.get(name);
    if (area === undefined) {
      area = areas.length;
      placeOf.set(name, area);
      areas.push(
        before.areas.find(
          ({ areaId, names }) => areaId === name || [names.en, names.zh, names.local].includes(name),
        ) ?? { areaId: name.slice(0, 80), names: { local: name.slice(0, 120) } },
      );
    }
    areaOf[cell] = area;
  }
  if (areas.length > AREAS_AT_MOST) return problem('tooMany', { areas: areas.length, most: AREAS_AT_MOST });
  const missing = areaOf.indexOf(-1);
  if (missing !== -1) return problem('cellMissing', { cell: ground.ids[missing]! });
  return ok({ division: { of: ground.hash, areas, areaOf }, outside: 0 });
}

/** GeoJSON with polygons; `id` and `name` (a text, or one by language) of their properties. */
export function readOutlines(text: string, ground: CellsAnswer): Result<Imported, FileProblem> {
  let raw: unknown;
  try {
    raw = JSON.parse(text);
  } catch {
    return problem('notJson');
  }
  const features = (raw as { features?: unknown }).features;
  if (!Array.isArray(features) || features.length === 0) return problem('noPolygons');
  if (features.length > AREAS_AT_MOST)
    return problem('tooMany', { areas: features.length, most: AREAS_AT_MOST });
  const areas: Area[] = [];
  for (const [i, feature] of features.entries()) {
    const { geometry, properties, id } = (feature ?? {}) as {
      geometry?: { type?: unknown; coordinates?: unknown };
      properties?: Record<string, unknown> | null;
      id?: unknown;
    };
    const rings =
      geometry?.type === 'Polygon'
        ? geometry.coordinates
        : geometry?.type === 'MultiPolygon' && Array.isArray(geometry.coordinates)
          ? geometry.coordinates.flat(1)
          : undefined;
    if (rings === undefined) return problem('noPolygons');
    if (!isRings(rings)) return problem('ringWrong', { number: i + 1, most: POINTS_AT_MOST });
    const areaId = String(properties?.['areaId'] ?? properties?.['id'] ?? id ?? i + 1).slice(0, 80);
    areas.push({ areaId, names: namesOf(properties?.['name'] ?? properties?.['names'], areaId), rings });
  }
  return ok(divisionBy(ground, areas));
}

function isRings(raw: unknown): raw is LngLat[][] {
  return (
    Array.isArray(raw) &&
    raw.length > 0 &&
    raw.length <= 100 &&
    raw.every(
      ring =>
        Array.isArray(ring) && ring.length >= 3 && ring.length <= POINTS_AT_MOST && ring.every(isLngLat),
    )
  );
}

function namesOf(raw: unknown, areaId: string): Area['names'] {
  const short = (value: unknown) =>
    typeof value === 'string' && value !== '' ? value.slice(0, 120) : undefined;
  const [en, zh, local] = ['en', 'zh', 'local'].map(language =>
    short((raw as Record<string, unknown> | undefined)?.[language]),
  );
  if (en === undefined && zh === undefined && local === undefined) return { local: short(raw) ?? areaId };
  return {
    ...(en === undefined ? {} : { en }),
    ...(zh === undefined ? {} : { zh }),
    ...(local === undefined ? {} : { local }),
  };
}

export const cellsCsv = ({ ids, workload }: CellsAnswer): string =>
  [['id', 'workload'], ...ids.map((id, cell) => [id, workload[cell]!])].map(csvRow).join('');

export const edgesCsv = ({ ids, edges }: CellsAnswer): string =>
  [['a', 'b', 'border_m'], ...edges.map(([a, b, length]) => [ids[a]!, ids[b]!, length])].map(csvRow).join('');

export const areasCsv = ({ ids }: CellsAnswer, { areas, areaOf }: Division): string =>
  [['cell', 'area'], ...ids.map((id, cell) => [id, areas[areaOf[cell]!]!.areaId])].map(csvRow).join('');

export const areasGeoJson = (ground: CellsAnswer, division: Division): string =>
  JSON.stringify({
    type: 'FeatureCollection',
    features: areasOfDivision(ground, division).map(({ areaId, names, rings }) => ({
      type: 'Feature',
      properties: { id: areaId, name: names },
      geometry: { type: 'MultiPolygon', coordinates: polygonsOf(rings) },
    })),
  });

/** Rings as polygons with their holes, each closed: a ring that an odd number of others goes around is a hole of the innermost. */
export function polygonsOf(rings: readonly (readonly LngLat[])[]): LngLat[][][] {
  const around = rings.map((ring, i) =>
    rings.flatMap((other, j) => (i !== j && goesAround(other, ring) ? [j] : [])),
  );
  return rings.flatMap((ring, i) => {
    if (around[i]!.length % 2 === 1) return [];
    const holes = rings.filter(
      (_, j) => around[j]!.includes(i) && around[j]!.length === around[i]!.length + 1,
    );
    return [[closed(ring), ...holes.map(closed)]];
  });
}

function goesAround(outer: readonly LngLat[], inner: readonly LngLat[]): boolean {
  // In the middle of a side: corners may be shared.
  const [a, b] = [inner[0]!, inner[1]!];
  return ringContains(outer, [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]);
}

const closed = (ring: readonly LngLat[]): LngLat[] => {
  const [first, last] = [ring[0]!, ring.at(-1)!];
  return first[0] === last[0] && first[1] === last[1] ? [...ring] : [...ring, first];
};

/** RFC 4180, with or without carriage returns; lines without anything are passed over. */
function csvRows(text: string): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  for (const [, quoted, plain, end] of text
    .replace(/^\uFEFF/, '')
    .matchAll(/(?:"((?:[^"]|"")*)"|([^,\r\n]*))(,|\r?\n|$)/g)) {
    row.push((quoted?.replaceAll('""', '"') ?? plain ?? '').trim());
    if (end === ',') continue;
    if (row.length > 1 || row[0] !== '') rows.push(row);
    row = [];
  }
  return rows;
}
