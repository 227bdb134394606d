import { gunzipSync } from 'node:zlib';
import { PMTiles, type RangeResponse, type Source } from 'pmtiles';
import { expect, test } from 'vitest';
import { drawBasemap } from './basemap.ts';
import { type BasemapLayers, line, point } from './layers.ts';
import { pmtiles } from './pmtiles.ts';

/** Reads an archive from memory, as a browser reads it over HTTP. */
class MemorySource implements Source {
  private readonly bytes: Uint8Array;
  constructor(pieces: readonly Uint8Array[]) {
    this.bytes = Buffer.concat(pieces);
  }
  getKey(): string {
    return 'memory';
  }
  async getBytes(offset: number, length: number): Promise<RangeResponse> {
    return { data: Uint8Array.from(this.bytes.subarray(offset, offset + length)).buffer };
  }
}

const empty: BasemapLayers = { landuse: [], water: [], buildings: [], roads: [], boundaries: [], places: [] };

test('tiles that are drawn are read back by the PMTiles reader, from the zoom of each feature', async () => {
  const layers: BasemapLayers = {
    ...empty,
    roads: [
      {
        type: 'Feature',
        properties: { class: 'residential', minzoom: 12, name: '人民路', oneway: 1 },
        geometry: line([
          [8.01, 49.01],
          [8.02, 49.01],
        ]),
      },
    ],
    places: [
      {
        type: 'Feature',
        properties: { kind: 'city', minzoom: 8, name: 'Stadt' },
        geometry: point([8.01, 49.01]),
      },
    ],
  };
  const bounds = [8, 49, 8.03, 49.03] as const;
  const { pieces, tiles } = await drawBasemap(layers, { bounds, center: [8.01, 49.01], attribution: 'us' });
  const archive = new PMTiles(new MemorySource(pieces));
  const header = await archive.getHeader();
  expect(header).toMatchObject({
    specVersion: 3,
    minZoom: 8,
    maxZoom: 14,
    numAddressedTiles: tiles,
    tileType: 1,
  });
  expect([header.minLon, header.minLat, header.maxLon, header.maxLat]).toEqual(bounds);
  expect(await archive.getMetadata()).toMatchObject({ attribution: 'us' });

  const column = (z: number) => Math.floor(((8.011 + 180) / 360) * 2 ** z);
  const radians = (49.0099 * Math.PI) / 180;
  const row = (z: number) => Math.floor(((1 - Math.asinh(Math.tan(radians)) / Math.PI) / 2) * 2 ** z);
  const words = async (z: number) => {
    const tile = await archive.getZxy(z, column(z), row(z));
    return tile === undefined ? '' : Buffer.from(tile.data).toString('utf8');
  };
  expect(await words(14)).toContain('人民路');
  expect(await words(14)).not.toContain('minzoom');
  expect(await words(12)).toContain('residential');
  expect(await words(8)).toContain('Stadt');
  expect(await words(8)).not.toContain('residential');
});

test('an archive of many tiles is read through leaf directories, equal tiles stored once', async () => {
  const tiles = Array.from({ length: 150 * 150 }, (_, i) => ({
    z: 12,
    x: i % 150,
    y: Math.floor(i / 150),
    // Lengths without a pattern make the directory hard to pack.
    bytes: Buffer.from(`tile ${scatter(i) % 50_021}`.padEnd(12 + (scatter(i) % 4093), '.')),
  }));
  const pieces = pmtiles(tiles, {
    bounds: [0, 0, 1, 1],
    center: [0, 0],
    centerZoom: 12,
    minZoom: 12,
    maxZoom: 12,
    metadata: {},
  });
  const archive = new PMTiles(
    new MemorySource(pieces),
    undefined,
    async data => Uint8Array.from(isPacked(data) ? gunzipSync(data) : Buffer.from(data)).buffer,
  );
  const header = await archive.getHeader();
  expect(header.leafDirectoryLength).toBeGreaterThan(0);
  expect(header.numTileContents).toBe(new Set(tiles.map(tile => tile.bytes.toString())).size);
  for (const i of [0, 1, 149, 150, 12_345, 22_499]) {
    const tile = tiles[i]!;
    const read = await archive.getZxy(12, tile.x, tile.y);
    expect(Buffer.from(read!.data).toString()).toBe(tile.bytes.toString());
  }
  expect(await archive.getZxy(12, 301, 0)).toBeUndefined();
});

const isPacked = (data: ArrayBuffer) => new Uint8Array(data)[0] === 0x1f;
const scatter = (i: number) => Math.imul(i ^ (i >>> 7), 0x9e3779b1) >>> 8;
