import { type LngLat, ok, type Result } from '@clarion/measure';
import { type AreaFault, checkArea, type HazardArea, type Ring } from '@clarion/roads';
import { z } from 'zod';
import { type FileFault, fileFault } from './fault.ts';
import { jsonLine } from './json-line.ts';
import { readJson, readText } from './read-text.ts';

const position = z.array(z.number()).min(2);
const rings = z.array(z.array(position));
const geometrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('Point'), coordinates: position }),
  z.object({ type: z.literal('Polygon'), coordinates: rings }),
  z.object({ type: z.literal('MultiPolygon'), coordinates: z.array(rings) }),
]);
const featureSchema = z.object({
  type: z.literal('Feature'),
  properties: z.looseObject({ radiusM: z.number().optional() }).nullish(),
  geometry: geometrySchema,
});
const collectionSchema = z.object({
  type: z.literal('FeatureCollection'),
  features: z.array(featureSchema).min(1),
});
type Geometry = z.infer<typeof geometrySchema>;
type Path = readonly (string | number)[];

interface Piece {
  readonly geometry: Geometry;
  readonly radiusM: number | undefined;
  readonly path: Path;
}

/**
 * Reads an area from GeoJSON (RFC 7946): polygons, bare, as a feature, or several in a collection, which together are the
 * area; or one Point feature whose property `radiusM` makes it a circle. Heights are passed over. Errors: as `readJson`;
 * not such an area; a ring that is none. Line and field name the place in the file.
 */
export async function readHazardArea(path: string): Promise<Result<HazardArea, FileFault>> {
  const json = await readJson(path);
  if (!json.ok) return json;
  const text = await readText(path);
  if (!text.ok) return text;
  const unfit = (code: string, at: Path, reason: string | number) =>
    fileFault(code, path, { line: jsonLine(text.value, at), field: at.join('.') || '.' }, { reason });
  const kind = z.object({ type: z.string() }).safeParse(json.value);
  const type = kind.success ? kind.data.type : '';
  const schema =
    type === 'FeatureCollection' ? collectionSchema : type === 'Feature' ? featureSchema : geometrySchema;
  const parsed = schema.safeParse(json.value);
  if (!parsed.success) {
    const issue = parsed.error.issues[0];
    const at = (issue?.path ?? []).map(step => (typeof step === 'symbol' ? String(step) : step));
    return unfit('JsonUnfit', at, issue?.message ?? '');
  }
  const pieces = piecesOf(parsed.data);
  const circle = pieces.find(piece => piece.geometry.type === 'Point');
  if (circle) {
    if (pieces.length > 1) return unfit('AreaMixed', circle.path, pieces.length);
    if (circle.radiusM === undefined)
      return unfit('AreaRadiusMissing', [...circle.path.slice(0, -1), 'properties'], '');
  }
  const places: Path[] = [];
  const area = circle
    ? ({
        kind: 'circle',
        centre: lngLat(circle.geometry.coordinates as number[]),
        radiusM: circle.radiusM!,
      } as const)
    : ({ kind: 'polygons', polygons: pieces.flatMap(piece => polygonsOf(piece, places)) } as const);
  const fault = checkArea(area);
  if (!fault) return ok(area);
  return unfit(AREA_CODES[fault.code], faultPath(fault, pieces, places), reasonOf(fault));
}

/** Words for what can be wrong with an area: `cli.fault.<code>`. */
const AREA_CODES = {
  areaEmpty: 'AreaEmpty',
  radiusUnfit: 'AreaRadiusUnfit',
  centreUnfit: 'AreaPositionUnfit',
  positionUnfit: 'AreaPositionUnfit',
  ringNotClosed: 'AreaRingNotClosed',
  ringTooShort: 'AreaRingTooShort',
  ringSelfTouching: 'AreaRingTouchesItself',
  ringsCross: 'AreaRingsCross',
} as const satisfies Record<AreaFault['code'], string>;

function piecesOf(
  data: z.infer<typeof collectionSchema | typeof featureSchema | typeof geometrySchema>,
): Piece[] {
  if (data.type === 'FeatureCollection') {
    return data.features.map(({ geometry, properties }, i) => ({
      geometry,
      radiusM: properties?.radiusM,
      path: ['features', i, 'geometry'],
    }));
  }
  if (data.type === 'Feature')
    return [{ geometry: data.geometry, radiusM: data.properties?.radiusM, path: ['geometry'] }];
  return [{ geometry: data, radiusM: undefined, path: [] }];
}

/** The polygons of a piece; `places` takes for each where it stands in the file. */
function polygonsOf({ geometry, path }: Piece, places: Path[]): Ring[][] {
  const coordinates = [...path, 'coordinates'];
  if (geometry.type === 'MultiPolygon') {
    return geometry.coordinates.map((polygon, i) => {
      places.push([...coordinates, i]);
      return polygon.map(ring => ring.map(lngLat));
    });
  }
  if (geometry.type === 'Point') return [];
  places.push(coordinates);
  return [geometry.coordinates.map(ring => ring.map(lngLat))];
}

const lngLat = ([lng, lat]: readonly number[]): LngLat => [lng!, lat!];

function faultPath(fault: AreaFault, pieces: readonly Piece[], places: readonly Path[]): Path {
  const first = pieces[0]?.path ?? [];
  if (fault.code === 'centreUnfit') return [...first, 'coordinates'];
  if (fault.code === 'radiusUnfit') return [...first.slice(0, -1), 'properties', 'radiusM'];
  if (fault.code === 'areaEmpty') return [...first, 'coordinates'];
  const ring = [...places[fault.polygon]!, fault.ring];
  return fault.code === 'positionUnfit' ? [...ring, fault.position] : ring;
}

function reasonOf(fault: AreaFault): string | number {
  if (fault.code === 'radiusUnfit') return fault.radiusM;
  return 'at' in fault ? fault.at.map(degrees => degrees.toFixed(6)).join(', ') : '';
}
