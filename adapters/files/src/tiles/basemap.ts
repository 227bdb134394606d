import { setImmediate } from 'node:timers/promises';
import { gzipSync } from 'node:zlib';
import type { Bounds, LngLat } from '@clarion/measure';
import { fromGeojsonVt } from '@maplibre/vt-pbf';
import GeoJSONVT, { type LegacyFeature, type LegacyTile } from 'geojson-vt';
import { type BasemapLayers, LAYERS } from './layers.ts';
import { pmtiles, type Tile } from './pmtiles.ts';

export const BASEMAP_MIN_ZOOM = 8;
/** 4,096 steps of a zoom-14 tile are 0.6 m at the equator; the map enlarges these tiles for nearer views. */
export const BASEMAP_MAX_ZOOM = 14;
const EXTENT = 4096;
const TURN_EVERY = 64;

/** Draws the layers into a PMTiles archive and returns its pieces and how many tiles it has. */
export async function drawBasemap(
  layers: BasemapLayers,
  place: { readonly bounds: Bounds; readonly center: LngLat; readonly attribution?: string },
): Promise<{ pieces: Uint8Array[]; tiles: number }> {
  const indexes = LAYERS.map(name => ({ name, index: sliced(layers[name]) }));
  const tiles: Tile[] = [];
  let turn = 0;
  for (let z = BASEMAP_MIN_ZOOM; z <= BASEMAP_MAX_ZOOM; z++) {
    const { west, east, north, south } = tileRange(place.bounds, z);
    for (let x = west; x <= east; x++) {
      for (let y = north; y <= south; y++) {
        // An interrupt is heard only when the loop gives way.
        if (++turn % TURN_EVERY === 0) await setImmediate();
        const content: Record<string, LegacyTile> = {};
        for (const { name, index } of indexes) {
          const features = shown(index?.getTile(z, x, y)?.features ?? [], z);
          if (features.length > 0) content[name] = { features };
        }
        if (Object.keys(content).length === 0) continue;
        const bytes = fromGeojsonVt(content as never, { version: 2, extent: EXTENT });
        tiles.push({ z, x, y, bytes: gzipSync(bytes) });
      }
    }
  }
  const pieces = pmtiles(tiles, {
    bounds: place.bounds,
    center: place.center,
    centerZoom: 13,
    minZoom: BASEMAP_MIN_ZOOM,
    maxZoom: BASEMAP_MAX_ZOOM,
    metadata: {
      name: 'Clarion basemap',
      type: 'baselayer',
      attribution: place.attribution ?? '',
      vector_layers: LAYERS.map(id => ({ id, fields: fieldsOf(layers[id]) })),
    },
  });
  return { pieces, tiles: tiles.length };
}

function sliced(features: BasemapLayers[keyof BasemapLayers]): GeoJSONVT | undefined {
  if (features.length === 0) return undefined;
  return new GeoJSONVT(
    { type: 'FeatureCollection', features: [...features] },
    {
      maxZoom: BASEMAP_MAX_ZOOM,
      indexMaxZoom: BASEMAP_MAX_ZOOM,
      indexMaxPoints: 0,
      extent: EXTENT,
      buffer: 64,
    },
  );
}

function shown(features: readonly LegacyFeature[], z: number): LegacyFeature[] {
  const drawn: LegacyFeature[] = [];
  for (const feature of features) {
    const { minzoom, ...tags } = feature.tags ?? {};
    if (typeof minzoom === 'number' && minzoom > z) continue;
    drawn.push({ ...feature, tags });
  }
  return drawn;
}

/** Web Mercator tile numbers that cover the bounds. */
function tileRange([west, south, east, north]: Bounds, z: number) {
  const count = 2 ** z;
  const column = (lng: number) => clamp(Math.floor(((lng + 180) / 360) * count), count);
  const row = (lat: number) => {
    const sin = Math.sin((Math.max(-85, Math.min(85, lat)) * Math.PI) / 180);
    return clamp(Math.floor((0.5 - Math.log((1 + sin) / (1 - sin)) / (4 * Math.PI)) * count), count);
  };
  return { west: column(west), east: column(east), north: row(north), south: row(south) };
}

const clamp = (tile: number, count: number) => Math.max(0, Math.min(count - 1, tile));

function fieldsOf(features: BasemapLayers[keyof BasemapLayers]): Record<string, string> {
  const fields: Record<string, string> = {};
  for (const { properties } of features) {
    for (const [name, value] of Object.entries(properties)) {
      if (name !== 'minzoom') fields[name] ??= typeof value === 'number' ? 'Number' : 'String';
    }
  }
  return fields;
}
