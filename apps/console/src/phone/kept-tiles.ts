import type { LngLat } from '@clarion/measure';
import { boundsOf } from '@clarion/measure';
import { clear, createStore, get, set } from 'idb-keyval';
import { FetchSource, PMTiles, type RangeResponse, type Source } from 'pmtiles';

/** Some kilobytes each; a town with all that lies around it is far below. */
const MOST_TILES = 300;
/** Beyond the way on every side, in degrees: about a kilometre. */
const AROUND_DEGREES = 0.01;

interface KeptRange {
  readonly data: ArrayBuffer;
  readonly etag?: string;
}

export interface Ranges {
  get(key: string): Promise<KeptRange | undefined>;
  set(key: string, range: KeptRange): Promise<void>;
  clear(): Promise<void>;
}

/** On this machine, apart from what else is kept. */
export function rangesHere(): Ranges {
  const store = createStore('clarion-phone-map', 'ranges');
  return {
    get: key => get<KeptRange>(key, store),
    set: (key, range) => set(key, range, store),
    clear: () => clear(store),
  };
}

/**
 * The map's file as far as it is kept, then from the server. The head is asked of the server first, so that a map which has
 * changed is not mixed with its older parts; without a network the kept head stands.
 */
export function keptSource(from: Source, ranges: Ranges, keeps: boolean): Source {
  return {
    getKey: () => from.getKey(),
    async getBytes(offset, length, signal, etag): Promise<RangeResponse> {
      const key = `${offset}+${length}`;
      const kept = await ranges.get(key);
      if (kept !== undefined && etag !== undefined && kept.etag === etag) return kept;
      try {
        const found = await from.getBytes(offset, length, signal, etag);
        const { data } = found;
        if (keeps) await ranges.set(key, found.etag === undefined ? { data } : { data, etag: found.etag });
        return found;
      } catch (error) {
        if (kept === undefined || signal?.aborted) throw error;
        return kept;
      }
    },
  };
}

export const mapUrl = () => `${location.origin}/tiles/basemap.pmtiles`;

export const keptMap = (url: string): PMTiles =>
  new PMTiles(keptSource(new FetchSource(url), rangesHere(), false));

/** Keeps the part of the map around a way, and nothing of any other. */
export async function keepAround(
  points: readonly LngLat[],
  from: Source,
  ranges: Ranges,
  signal: AbortSignal,
): Promise<number> {
  await ranges.clear();
  const map = new PMTiles(keptSource(from, ranges, true));
  const { minZoom, maxZoom } = await map.getHeader();
  const wanted = tilesAround(points, minZoom, maxZoom);
  for (const [z, x, y] of wanted) {
    if (signal.aborted) break;
    await map.getZxy(z, x, y, signal);
  }
  return wanted.length;
}

export type Tile = readonly [z: number, x: number, y: number];

/** The tiles of the box around the way, the coarse ones first, at most so many. */
export function tilesAround(
  points: readonly LngLat[],
  minZoom: number,
  maxZoom: number,
  most = MOST_TILES,
): readonly Tile[] {
  const bounds = boundsOf(points);
  if (bounds === undefined) return [];
  const [west, south, east, north] = bounds;
  const tiles: Tile[] = [];
  for (let z = minZoom; z <= maxZoom; z++) {
    const [x0, y0] = tileAt([west - AROUND_DEGREES, north + AROUND_DEGREES], z);
    const [x1, y1] = tileAt([east + AROUND_DEGREES, south - AROUND_DEGREES], z);
    for (let x = x0; x <= x1; x++)
      for (let y = y0; y <= y1; y++) {
        if (tiles.length === most) return tiles;
        tiles.push([z, x, y]);
      }
  }
  return tiles;
}

/** Web Mercator's tile at a place. */
function tileAt([lng, lat]: LngLat, z: number): readonly [number, number] {
  const n = 2 ** z;
  const radians = (Math.max(-85, Math.min(85, lat)) * Math.PI) / 180;
  const y = ((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * n;
  return [Math.floor(((lng + 180) / 360) * n), Math.floor(y)];
}
