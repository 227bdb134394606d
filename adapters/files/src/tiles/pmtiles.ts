import { createHash } from 'node:crypto';
import { gzipSync } from 'node:zlib';
import type { Bounds, LngLat } from '@clarion/measure';
import { zxyToTileId } from 'pmtiles';

export interface Tile {
  readonly z: number;
  readonly x: number;
  readonly y: number;
  /** Vector tile, packed with gzip. */
  readonly bytes: Uint8Array;
}

export interface PmtilesHeading {
  readonly bounds: Bounds;
  readonly center: LngLat;
  readonly centerZoom: number;
  readonly minZoom: number;
  readonly maxZoom: number;
  readonly metadata: Readonly<Record<string, unknown>>;
}

interface Entry {
  readonly tileId: number;
  readonly offset: number;
  readonly length: number;
  runLength: number;
}

const HEADER_BYTES = 127;
/** Readers fetch the first 16 KiB at once; header and root directory must fit. */
const FIRST_READ_BYTES = 16_384;
const GZIP = 2;
const VECTOR_TILE = 1;

/**
 * The pieces of a PMTiles archive, version 3 (github.com/protomaps/PMTiles/blob/main/spec/v3/spec.md): clustered, equal
 * tiles stored once.
 */
export function pmtiles(tiles: readonly Tile[], heading: PmtilesHeading): Uint8Array[] {
  const sorted = tiles
    .map(tile => ({ id: zxyToTileId(tile.z, tile.x, tile.y), bytes: tile.bytes }))
    .sort((a, b) => a.id - b.id);
  const contents: Uint8Array[] = [];
  const entries: Entry[] = [];
  const known = new Map<string, { offset: number; length: number }>();
  let dataBytes = 0;
  for (const { id, bytes } of sorted) {
    const key = createHash('sha256').update(bytes).digest('base64');
    let place = known.get(key);
    if (place === undefined) {
      place = { offset: dataBytes, length: bytes.length };
      known.set(key, place);
      contents.push(bytes);
      dataBytes += bytes.length;
    }
    const last = entries.at(-1);
    if (last !== undefined && last.offset === place.offset && last.tileId + last.runLength === id)
      last.runLength++;
    else entries.push({ tileId: id, ...place, runLength: 1 });
  }
  const { root, leaves } = directories(entries);
  const metadata = gzipSync(JSON.stringify(heading.metadata));
  const header = writeHeader(heading, {
    root: root.length,
    metadata: metadata.length,
    leaves: leaves.length,
    data: dataBytes,
    tiles: sorted.length,
    entries: entries.length,
    contents: contents.length,
  });
  return [header, root, metadata, leaves, ...contents];
}

/** A root directory that fits into the first read, and leaf directories when it would not. */
function directories(entries: readonly Entry[]): { root: Uint8Array; leaves: Uint8Array } {
  const limit = FIRST_READ_BYTES - HEADER_BYTES;
  const whole = directory(entries);
  if (whole.length <= limit) return { root: whole, leaves: new Uint8Array(0) };
  for (let leafSize = 4096; ; leafSize = Math.ceil(leafSize * 1.5)) {
    const leaves: Uint8Array[] = [];
    const rootEntries: Entry[] = [];
    let offset = 0;
    for (let start = 0; start < entries.length; start += leafSize) {
      const leaf = directory(entries.slice(start, start + leafSize));
      rootEntries.push({ tileId: entries[start]!.tileId, offset, length: leaf.length, runLength: 0 });
      leaves.push(leaf);
      offset += leaf.length;
    }
    const root = directory(rootEntries);
    if (root.length <= limit) return { root, leaves: Buffer.concat(leaves) };
  }
}

function directory(entries: readonly Entry[]): Uint8Array {
  const bytes: number[] = [];
  pushVarint(bytes, entries.length);
  entries.forEach((entry, i) => {
    pushVarint(bytes, entry.tileId - (i === 0 ? 0 : entries[i - 1]!.tileId));
  });
  for (const entry of entries) pushVarint(bytes, entry.runLength);
  for (const entry of entries) pushVarint(bytes, entry.length);
  entries.forEach((entry, i) => {
    const before = entries[i - 1];
    const follows = before !== undefined && entry.offset === before.offset + before.length;
    pushVarint(bytes, follows ? 0 : entry.offset + 1);
  });
  return gzipSync(Uint8Array.from(bytes));
}

function pushVarint(bytes: number[], value: number): void {
  let rest = value;
  while (rest >= 128) {
    bytes.push((rest % 128) | 128);
    rest = Math.floor(rest / 128);
  }
  bytes.push(rest);
}

interface Sizes {
  readonly root: number;
  readonly metadata: number;
  readonly leaves: number;
  readonly data: number;
  readonly tiles: number;
  readonly entries: number;
  readonly contents: number;
}

function writeHeader(heading: PmtilesHeading, sizes: Sizes): Uint8Array {
  const header = new DataView(new ArrayBuffer(HEADER_BYTES));
  for (const [i, letter] of [...'PMTiles'].entries()) header.setUint8(i, letter.charCodeAt(0));
  header.setUint8(7, 3);
  const metadataAt = HEADER_BYTES + sizes.root;
  const leavesAt = metadataAt + sizes.metadata;
  const dataAt = leavesAt + sizes.leaves;
  const longs = [
    ...[HEADER_BYTES, sizes.root, metadataAt, sizes.metadata, leavesAt, sizes.leaves, dataAt, sizes.data],
    ...[sizes.tiles, sizes.entries, sizes.contents],
  ];
  longs.forEach((value, i) => {
    header.setBigUint64(8 + 8 * i, BigInt(value), true);
  });
  [1, GZIP, GZIP, VECTOR_TILE, heading.minZoom, heading.maxZoom].forEach((value, i) => {
    header.setUint8(96 + i, value);
  });
  heading.bounds.forEach((degrees, i) => {
    header.setInt32(102 + 4 * i, Math.round(degrees * 1e7), true);
  });
  header.setUint8(118, heading.centerZoom);
  heading.center.forEach((degrees, i) => {
    header.setInt32(119 + 4 * i, Math.round(degrees * 1e7), true);
  });
  return new Uint8Array(header.buffer);
}
