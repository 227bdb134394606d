import type { Feature, FeatureCollection, LineString, Polygon, Position } from 'geojson';
import type { Ground } from './ground.ts';
import type { House } from './houses.ts';
import type { Landmark } from './landmarks.ts';
import { gridRing, layLanduse, layLines, type Patch } from './landuse.ts';
import { type Point, toLngLat } from './plane.ts';
import { districts } from './quarters.ts';
import type { Random } from './random.ts';
import type { TownBasemap } from './town.ts';

type Properties = Record<string, string | number>;

export function basemapOf(
  ground: Ground,
  random: Random,
  houses: readonly House[],
  landmarks: readonly Landmark[],
  water: readonly Patch[],
): TownBasemap {
  return {
    landuse: collect(
      layLanduse(ground, random, landmarks).map(patch => polygon(patch.ring, propertiesOf(patch))),
    ),
    water: collect(water.map(patch => polygon(patch.ring, propertiesOf(patch)))),
    buildings: collect([
      ...houses.map(({ print, kind, heightM }) => polygon([...print, print[0]], { kind, height: heightM })),
      ...landmarks.flatMap(({ print, kind, heightM, names }) =>
        print
          ? [
              polygon(
                [...print, print[0]],
                propertiesOf({ kind, names, ring: [] }, { height: heightM ?? 10 }),
              ),
            ]
          : [],
      ),
    ]),
    lines: collect(layLines(ground).map(patch => line(patch.ring, propertiesOf(patch)))),
  };
}

/** The districts as areas. */
export const districtAreas = (ground: Ground): FeatureCollection<Polygon> =>
  collect(
    districts.map(({ id, names, bank, columns, rows }) =>
      polygon(
        gridRing(ground, bank, [columns[0], rows[0]], [columns[1], rows[1]]),
        propertiesOf({ kind: 'district', names, ring: [] }, { id }),
      ),
    ),
  );

function propertiesOf({ kind, names }: Patch, rest: Properties = {}): Properties {
  return {
    kind,
    ...(names?.zh !== undefined && { name_zh: names.zh }),
    ...(names?.en !== undefined && { name_en: names.en }),
    ...rest,
  };
}

const collect = <G extends Polygon | LineString>(features: Feature<G>[]): FeatureCollection<G> => ({
  type: 'FeatureCollection',
  features,
});

const position = (p: Point): Position => [...toLngLat(p)];

/** Outer rings run anticlockwise (RFC 7946 §3.1.6). */
function polygon(ring: readonly Point[], properties: Properties): Feature<Polygon> {
  let twice = 0;
  for (let i = 1; i < ring.length; i++)
    twice += ring[i - 1]![0] * ring[i]![1] - ring[i]![0] * ring[i - 1]![1];
  const outer = twice >= 0 ? ring : [...ring].reverse();
  return {
    type: 'Feature',
    properties,
    geometry: { type: 'Polygon', coordinates: [outer.map(position)] },
  };
}

const line = (points: readonly Point[], properties: Properties): Feature<LineString> => ({
  type: 'Feature',
  properties,
  geometry: { type: 'LineString', coordinates: points.map(position) },
});
