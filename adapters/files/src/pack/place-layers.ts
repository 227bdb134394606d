import type { LngLat } from '@clarion/measure';
import type { Feature, LineString, Point } from 'geojson';
import { ringArea, ringCentre } from '../osm/rings.ts';
import { type AreaFeature, type MapProperties, mapNames, point } from '../tiles/layers.ts';
import { placeMinZoom } from '../tiles/place-zoom.ts';
import type { PackArea, PackAreas, PackPost } from './parts.ts';

const polygonsOf = ({ geometry }: PackArea): number[][][][] =>
  geometry.type === 'Polygon' ? [geometry.coordinates] : geometry.coordinates;

/** The outlines of areas, as lines for the map. */
export function areaOutlines(areas: PackAreas): Feature<LineString, MapProperties>[] {
  return areas.features.flatMap(area =>
    polygonsOf(area)
      .flat()
      .map(
        (ring): Feature<LineString, MapProperties> => ({
          type: 'Feature',
          properties: { kind: 'district', minzoom: 10, ...mapNames(area.properties.name) },
          geometry: { type: 'LineString', coordinates: ring },
        }),
      ),
  );
}

/** Areas as ground, for a place of which nothing else is known to be land. */
export function areaGround(areas: PackAreas): AreaFeature[] {
  return areas.features.map(({ geometry }) => ({
    type: 'Feature',
    properties: { kind: 'district', minzoom: 8 },
    geometry,
  }));
}

/** Names of areas, in the middle of each one's largest part. */
export function areaLabels(areas: PackAreas): Feature<Point, MapProperties>[] {
  return areas.features.map(area => {
    const rings = polygonsOf(area).map(polygon => polygon[0]!.map(([lng, lat]): LngLat => [lng!, lat!]));
    const largest = rings.reduce((best, ring) => (ringArea(ring) > ringArea(best) ? ring : best));
    return {
      type: 'Feature',
      properties: {
        kind: 'neighbourhood',
        minzoom: placeMinZoom('suburb'),
        ...mapNames(area.properties.name),
      },
      geometry: point(ringCentre(largest)),
    };
  });
}

const LABEL_KIND = {
  fire: 'fire_station',
  police: 'police',
  ambulance: 'ambulance_station',
  hospital: 'hospital',
} as const;

/** Stations and hospitals as labels. */
export function postLabels(posts: readonly PackPost[]): Feature<Point, MapProperties>[] {
  return posts.map(post => {
    const kind = LABEL_KIND[post.kind];
    return {
      type: 'Feature',
      properties: { kind, minzoom: placeMinZoom(kind), ...mapNames(post.name) },
      geometry: point(post.at),
    };
  });
}
