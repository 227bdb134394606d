import type { Bounds } from '@clarion/measure';
import type { Names } from './input.ts';
import { PLACE_INDEX_VERSION } from './sections.ts';
import type { TextPool } from './textPool.ts';

/** What is small and odd: one JSON section. */
export interface Texts {
  readonly districts: readonly Names[];
  readonly zips: readonly string[];
  readonly region: readonly string[];
  readonly countryCode?: string;
  /** Words for what a place is; `placeKind` numbers them. */
  readonly placeKinds: readonly string[];
  readonly bounds?: Bounds;
}

/** Degrees are stored in units of 1e-7 (about 1 cm). */
export const DEGREE = 1e7;
/** Stands for "no district", "no zip". */
export const NONE = 0xffffffff;

/**
 * The numbers of the index, one section each, in this order. Segments are grouped by street, addresses too:
 * `…Start[i]` to `…Start[i + 1]` is the share of i. Points, nodes, addresses and places are lng, lat pairs.
 */
export const COLUMNS = {
  /** Number of the street's name in the name pools; those of places come after those of streets. */
  streetName: Uint32Array,
  nameStreetStart: Uint32Array,
  nameStreets: Uint32Array,
  streetDistrict: Uint32Array,
  segmentStart: Uint32Array,
  segmentFrom: Uint32Array,
  segmentTo: Uint32Array,
  /** left from, left to, right from, right to; 0–0 is none. */
  segmentNumbers: Int32Array,
  segmentDistrict: Uint32Array,
  segmentZip: Uint32Array,
  pointStart: Uint32Array,
  points: Int32Array,
  nodeAt: Int32Array,
  nodeStreetStart: Uint32Array,
  nodeStreets: Uint32Array,
  streetNodeStart: Uint32Array,
  streetNodes: Uint32Array,
  addressStart: Uint32Array,
  addressAt: Int32Array,
  addressDistrict: Uint32Array,
  placeAt: Int32Array,
  placeDistrict: Uint32Array,
  placeUncertaintyM: Float32Array,
  placeName: Uint32Array,
  placeKind: Uint32Array,
  roadFirst: Uint32Array,
  postM: Uint32Array,
  postAt: Int32Array,
  keyBaseLength: Uint16Array,
  keyLooseFrom: Uint16Array,
  keyOf: Int32Array,
  keysByFull: Uint32Array,
  keysByBase: Uint32Array,
  keysByLoose: Uint32Array,
  keyLetters: Int32Array,
  wordFirst: Uint32Array,
  wordKeys: Uint32Array,
  keyWordCount: Uint8Array,
  wordLetters: Int32Array,
  soundKey: Uint32Array,
  initialsKey: Uint32Array,
} as const;

export type ColumnName = keyof typeof COLUMNS;
export const COLUMN_NAMES = Object.keys(COLUMNS) as ColumnName[];
export type Columns = { readonly [K in ColumnName]: InstanceType<(typeof COLUMNS)[K]> };

/** Texts by number, two sections each: UTF-16 units, and where each text begins. An absent name is empty. */
export const POOL_NAMES = [
  'nameEn',
  'nameZh',
  'nameLocal',
  'keyText',
  'keyFull',
  'word',
  'segmentId',
  'nodeId',
  'addressNumber',
  'placeId',
  'road',
  'roadText',
  'sound',
  'initials',
] as const;
export type PoolName = (typeof POOL_NAMES)[number];
export type Pools = { readonly [K in PoolName]: TextPool };

/** Pools and columns that version 2 did not have; each stands at the end of its list. */
export const SINCE_3 = { pools: 2, columns: 2 } as const;

/** texts, segment tree, then the pools, then the columns. */
const SECTION_COUNT = 2 + 2 * POOL_NAMES.length + COLUMN_NAMES.length;
export const SECTION_COUNTS: ReadonlyMap<number, number> = new Map([
  [PLACE_INDEX_VERSION, SECTION_COUNT],
  [2, SECTION_COUNT - 2 * SINCE_3.pools - SINCE_3.columns],
]);
