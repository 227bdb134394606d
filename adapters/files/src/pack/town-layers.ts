import type { Town } from '@clarion/town';
import type { Feature, LineString } from 'geojson';
import {
  type BasemapLayers,
  type MapNames,
  type MapProperties,
  mapNames,
  point,
  ROAD_MIN_ZOOM,
  type RoadProperties,
} from '../tiles/layers.ts';
import { placeMinZoom } from '../tiles/place-zoom.ts';
import { wayFeatures } from '../tiles/way-features.ts';
import type { PackAreas } from './parts.ts';
import { areaOutlines } from './place-layers.ts';

/** The generated town's districts in the form of a pack. */
export function townAreas(town: Town): PackAreas {
  return {
    type: 'FeatureCollection',
    features: town.areas.features.map((feature, i) => ({
      type: 'Feature',
      properties: {
        id: textOf(feature.properties, 'id') ?? `area-${i + 1}`,
        name: namesOf(feature.properties),
      },
      geometry: feature.geometry,
    })),
  };
}

/** The generated town's map. */
export function townLayers(town: Town): BasemapLayers {
  const { landuse, water, buildings, lines } = town.basemap;
  return {
    landuse: landuse.features.map(feature => ({ ...feature, properties: properties(feature.properties, 8) })),
    water: water.features.map(feature => ({ ...feature, properties: properties(feature.properties, 8) })),
    buildings: buildings.features.map(feature => ({
      ...feature,
      properties: properties(feature.properties, 13),
    })),
    roads: [...wayFeatures(town.ways), ...lines.features.map(trackFeature)],
    boundaries: areaOutlines(townAreas(town)),
    places: (town.gazetteer.places ?? []).map(place => ({
      type: 'Feature',
      properties: { kind: place.kind, minzoom: placeMinZoom(place.kind), ...mapNames(place.names) },
      geometry: point(place.at),
    })),
  };
}

function trackFeature(feature: Feature<LineString>): Feature<LineString, RoadProperties> {
  const kind = textOf(feature.properties, 'kind') === 'rail' ? 'rail' : 'path';
  return {
    type: 'Feature',
    properties: { class: kind, minzoom: ROAD_MIN_ZOOM[kind], ...mapNames(namesOf(feature.properties)) },
    geometry: feature.geometry,
  };
}

function properties(given: unknown, minzoom: number): MapProperties & { height?: number } {
  const names: MapNames = mapNames(namesOf(given));
  const height = field(given, 'height');
  return {
    kind: textOf(given, 'kind') ?? 'other',
    minzoom,
    ...names,
    ...(typeof height === 'number' ? { height } : {}),
  };
}

const field = (given: unknown, name: string): unknown =>
  typeof given === 'object' && given !== null ? (given as Record<string, unknown>)[name] : undefined;

function textOf(given: unknown, name: string): string | undefined {
  const value = field(given, name);
  return typeof value === 'string' ? value : undefined;
}

function namesOf(given: unknown): { en?: string; zh?: string } {
  const en = textOf(given, 'name_en');
  const zh = textOf(given, 'name_zh');
  return { ...(en === undefined ? {} : { en }), ...(zh === undefined ? {} : { zh }) };
}
