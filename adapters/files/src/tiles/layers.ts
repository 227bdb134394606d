import type { LngLat } from '@clarion/measure';
import type { RoadClass } from '@clarion/roads';
import type { Feature, LineString, MultiPolygon, Point, Polygon } from 'geojson';

/** Names as the map shows them: `name` is the local one. */
export interface MapNames {
  readonly name?: string;
  readonly name_en?: string;
  readonly name_zh?: string;
}

/** What every feature carries; `minzoom` is taken out before the tile is written. */
export interface MapProperties extends MapNames {
  readonly kind: string;
  readonly minzoom: number;
}

export interface RoadProperties extends MapNames {
  /** A road class, or `path` (walking and cycling) or `rail`. */
  readonly class: RoadClass | 'path' | 'rail';
  readonly minzoom: number;
  readonly oneway?: 1;
  readonly bridge?: 1;
  readonly tunnel?: 1;
  readonly link?: 1;
}

export type AreaFeature = Feature<Polygon | MultiPolygon, MapProperties>;

/** The layers of our basemap, from the ground up. */
export interface BasemapLayers {
  readonly landuse: readonly AreaFeature[];
  readonly water: readonly Feature<Polygon | MultiPolygon | LineString, MapProperties>[];
  readonly buildings: readonly AreaFeature[];
  readonly roads: readonly Feature<LineString, RoadProperties>[];
  readonly boundaries: readonly Feature<LineString, MapProperties>[];
  readonly places: readonly Feature<Point, MapProperties>[];
}

export const LAYERS = ['landuse', 'water', 'buildings', 'roads', 'boundaries', 'places'] as const;

/** Zoom from which a road is drawn: the wide view shows the ways through, the near view every street. */
export const ROAD_MIN_ZOOM: Readonly<Record<RoadProperties['class'], number>> = {
  motorway: 8,
  trunk: 8,
  primary: 8,
  secondary: 10,
  tertiary: 11,
  ferry: 10,
  rail: 11,
  unclassified: 12,
  residential: 12,
  other: 12,
  living_street: 13,
  pedestrian: 13,
  service: 13,
  track: 13,
  path: 14,
};

const HAN = /\p{Script=Han}/u;

/** Names for the map; a local name in Chinese script is also the Chinese one. */
export function mapNames(names: { en?: string; zh?: string; local?: string } | undefined): MapNames {
  if (names === undefined) return {};
  const name = names.local ?? names.zh ?? names.en;
  const zh = names.zh ?? (name !== undefined && HAN.test(name) ? name : undefined);
  return {
    ...(name === undefined ? {} : { name }),
    ...(names.en === undefined || names.en === name ? {} : { name_en: names.en }),
    ...(zh === undefined || zh === name ? {} : { name_zh: zh }),
  };
}

export const line = (points: readonly LngLat[]): LineString => ({
  type: 'LineString',
  coordinates: points.map(([lng, lat]) => [lng, lat]),
});

export const polygon = (rings: readonly (readonly LngLat[])[]): Polygon => ({
  type: 'Polygon',
  coordinates: rings.map(ring => ring.map(([lng, lat]) => [lng, lat])),
});

export const point = ([lng, lat]: LngLat): Point => ({ type: 'Point', coordinates: [lng, lat] });
