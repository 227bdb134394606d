import type { LngLat } from '@clarion/measure';
import { roadOf } from '@clarion/roads';
import type { Feature, LineString, MultiPolygon, Point, Polygon } from 'geojson';
import {
  type AreaFeature,
  type BasemapLayers,
  line,
  type MapProperties,
  mapNames,
  point,
  ROAD_MIN_ZOOM,
  type RoadProperties,
} from '../tiles/layers.ts';
import { placeMinZoom } from '../tiles/place-zoom.ts';
import type { OsmExtract } from './extract.ts';
import { osmNames } from './names.ts';
import type { OsmObject } from './objects.ts';
import type { Polygons } from './rings.ts';
import { knownRuns } from './roads.ts';
import type { OsmTags } from './sink.ts';

/** The map of an extract, in the layers of our basemap. */
export function osmLayers(extract: OsmExtract, objects: readonly OsmObject[]): BasemapLayers {
  const landuse: AreaFeature[] = [];
  const water: Feature<Polygon | MultiPolygon | LineString, MapProperties>[] = [];
  const buildings: AreaFeature[] = [];
  const boundaries: Feature<LineString, MapProperties>[] = [];
  const places: Feature<Point, MapProperties>[] = [];
  for (const object of objects) {
    const { tags, at, polygons } = object;
    const names = mapNames(osmNames(tags));
    const ground = polygons === undefined ? undefined : landuseKind(tags);
    const waterKind = waterKindOf(tags, polygons !== undefined);
    if (polygons !== undefined && waterKind !== undefined) {
      water.push({
        type: 'Feature',
        properties: { kind: waterKind, minzoom: 8, ...names },
        geometry: area(polygons),
      });
    } else if (object.line !== undefined && waterKind !== undefined) {
      const minzoom = waterKind === 'river' ? 8 : 12;
      water.push({
        type: 'Feature',
        properties: { kind: waterKind, minzoom, ...names },
        geometry: line(object.line),
      });
    } else if (polygons !== undefined && tags['building'] !== undefined && tags['building'] !== 'no') {
      buildings.push({
        type: 'Feature',
        properties: { kind: 'building', minzoom: 13 },
        geometry: area(polygons),
      });
    } else if (polygons !== undefined && ground !== undefined) {
      landuse.push({ type: 'Feature', properties: { kind: ground, minzoom: 9 }, geometry: area(polygons) });
    }
    if (polygons !== undefined && tags['boundary'] === 'administrative') {
      const minzoom = Number(tags['admin_level'] ?? '9') <= 8 ? 8 : 11;
      for (const ring of polygons.flat()) {
        boundaries.push({
          type: 'Feature',
          properties: { kind: 'district', minzoom, ...names },
          geometry: line(ring),
        });
      }
    }
    const kind = labelKind(tags);
    if (kind !== undefined && names.name !== undefined) {
      places.push({
        type: 'Feature',
        properties: { kind, minzoom: placeMinZoom(kind), ...names },
        geometry: point(at),
      });
    }
  }
  return { landuse, water, buildings, roads: osmRoadFeatures(extract), boundaries, places };
}

function area(polygons: Polygons): Polygon | MultiPolygon {
  const coordinates = polygons.map(rings => rings.map(ring => ring.map(([lng, lat]: LngLat) => [lng, lat])));
  return coordinates.length === 1
    ? { type: 'Polygon', coordinates: coordinates[0]! }
    : { type: 'MultiPolygon', coordinates };
}

const RAILS = new Set(['rail', 'light_rail', 'subway', 'tram', 'narrow_gauge']);

function osmRoadFeatures(extract: OsmExtract): Feature<LineString, RoadProperties>[] {
  const features: Feature<LineString, RoadProperties>[] = [];
  for (const way of extract.ways.values()) {
    const { tags } = way;
    if (tags === undefined) continue;
    const road = roadOf(tags);
    let roadClass: RoadProperties['class'];
    if (road.usable) roadClass = road.roadClass;
    else if (RAILS.has(tags['railway'] ?? '')) roadClass = 'rail';
    else if (road.reason === 'footOrCycle' || road.reason === 'roughTrack') roadClass = 'path';
    else if (road.reason === 'noAccess' && tags['highway'] !== undefined) roadClass = 'service';
    else continue;
    const isOn = (key: string) => tags[key] !== undefined && tags[key] !== 'no';
    const properties: RoadProperties = {
      class: roadClass,
      minzoom: ROAD_MIN_ZOOM[roadClass],
      ...mapNames(road.usable ? road.name : osmNames(tags)),
      ...(road.usable && !(road.forward && road.backward) ? { oneway: 1 } : {}),
      ...(isOn('bridge') ? { bridge: 1 } : {}),
      ...(isOn('tunnel') ? { tunnel: 1 } : {}),
      ...(tags['highway']?.endsWith('_link') ? { link: 1 } : {}),
    };
    for (const { points } of knownRuns(way, extract)) {
      if (points.length < 2) continue;
      const against = road.usable && !road.forward;
      features.push({ type: 'Feature', properties, geometry: line(against ? points.toReversed() : points) });
    }
  }
  return features;
}

function waterKindOf(tags: OsmTags, isArea: boolean): string | undefined {
  const waterway = tags['waterway'];
  if (isArea) {
    if (tags['natural'] === 'water') return tags['water'] === 'river' ? 'river' : 'lake';
    if (waterway === 'riverbank' || waterway === 'dock') return 'river';
    if (tags['landuse'] === 'reservoir' || tags['landuse'] === 'basin') return 'lake';
    return tags['natural'] === 'bay' ? 'bay' : undefined;
  }
  if (tags['tunnel'] !== undefined && tags['tunnel'] !== 'no') return undefined;
  if (waterway === 'river' || waterway === 'canal') return 'river';
  return waterway === 'stream' || waterway === 'ditch' || waterway === 'drain' ? 'stream' : undefined;
}

const GROUND: Readonly<Record<string, string>> = {
  'landuse=residential': 'residential',
  'landuse=commercial': 'commercial',
  'landuse=retail': 'commercial',
  'landuse=industrial': 'industrial',
  'landuse=railway': 'industrial',
  'landuse=quarry': 'industrial',
  'landuse=forest': 'forest',
  'natural=wood': 'forest',
  'natural=scrub': 'forest',
  'landuse=grass': 'grass',
  'landuse=meadow': 'grass',
  'landuse=village_green': 'grass',
  'natural=grassland': 'grass',
  'natural=heath': 'grass',
  'landuse=farmland': 'farmland',
  'landuse=farmyard': 'farmland',
  'landuse=orchard': 'farmland',
  'landuse=vineyard': 'farmland',
  'landuse=allotments': 'farmland',
  'landuse=cemetery': 'cemetery',
  'amenity=grave_yard': 'cemetery',
  'leisure=park': 'park',
  'leisure=garden': 'park',
  'leisure=golf_course': 'park',
  'leisure=nature_reserve': 'park',
  'leisure=pitch': 'recreation',
  'leisure=sports_centre': 'recreation',
  'leisure=stadium': 'recreation',
  'leisure=playground': 'recreation',
  'landuse=recreation_ground': 'recreation',
  'amenity=hospital': 'hospital',
  'amenity=school': 'school',
  'amenity=university': 'university',
  'amenity=college': 'university',
  'amenity=parking': 'parking',
  'natural=beach': 'beach',
  'natural=sand': 'beach',
  'aeroway=aerodrome': 'airport',
};

function landuseKind(tags: OsmTags): string | undefined {
  for (const key of ['amenity', 'leisure', 'aeroway', 'natural', 'landuse']) {
    const kind = GROUND[`${key}=${tags[key] ?? ''}`];
    if (kind !== undefined) return kind;
  }
  return tags['highway'] === 'pedestrian' && tags['area'] === 'yes' ? 'pedestrian' : undefined;
}

const LABELLED_AMENITIES = new Set(
  'hospital fire_station police school university college townhall library theatre marketplace bus_station clinic'.split(
    ' ',
  ),
);
const LABELLED_LEISURE = new Set(['park', 'stadium', 'sports_centre']);

function labelKind(tags: OsmTags): string | undefined {
  if (tags['place'] !== undefined) return tags['place'];
  if (tags['emergency'] === 'ambulance_station') return 'ambulance_station';
  const amenity = tags['amenity'];
  if (amenity !== undefined && LABELLED_AMENITIES.has(amenity)) return amenity;
  if (tags['railway'] === 'station' || tags['railway'] === 'halt') return 'station';
  if (tags['aeroway'] === 'aerodrome') return 'airport';
  const leisure = tags['leisure'];
  if (leisure !== undefined && LABELLED_LEISURE.has(leisure)) return leisure;
  if (tags['man_made'] === 'bridge') return 'bridge';
  return tags['tourism'] === 'museum' || tags['tourism'] === 'attraction' ? tags['tourism'] : undefined;
}
