import { type Bounds, type LngLat, ok, type Result } from '@clarion/measure';
import Flatbush from 'flatbush';
import { fold } from './fold.ts';
import type { Names } from './input.ts';
import type { KeyTable } from './keyTable.ts';
import type { KilometreTable } from './kilometre.ts';
import {
  COLUMN_NAMES,
  COLUMNS,
  type ColumnName,
  type Columns,
  DEGREE,
  POOL_NAMES,
  type Pools,
  SECTION_COUNTS,
  SINCE_3,
  type Texts,
} from './layout.ts';
import { type PlaceIndexFault, unpackSections } from './sections.ts';
import { buildSounds, type SoundTable } from './soundTable.ts';
import { textAt } from './textPool.ts';
import { openWordIndex, type WordIndex } from './wordIndex.ts';

/** A search index in memory: read-only, safe to share. Its insides belong to this package. */
export interface PlaceIndex {
  readonly bounds: Bounds | undefined;
  readonly counts: {
    readonly streets: number;
    readonly segments: number;
    readonly crossings: number;
    readonly addresses: number;
    readonly places: number;
  };
  readonly inside: Inside;
}

export interface Inside {
  readonly texts: Texts;
  readonly pools: Pools;
  readonly columns: Columns;
  readonly keys: KeyTable;
  readonly words: WordIndex;
  readonly sounds: SoundTable;
  readonly kilometres: KilometreTable;
  readonly tree: Flatbush | undefined;
  readonly districtsByName: ReadonlyMap<string, number>;
}

/** Opens what `buildPlaceIndex` wrote: views of its bytes, which must not change afterwards. */
export function openPlaceIndex(bytes: Uint8Array): Result<PlaceIndex, PlaceIndexFault> {
  const unpacked = unpackSections(bytes, SECTION_COUNTS);
  if (!unpacked.ok) return unpacked;
  const { version, sections } = unpacked.value;
  const [textBytes, treeBytes, ...rest] = sections as [Uint8Array, Uint8Array, ...Uint8Array[]];
  const absent = version < 3;
  if (absent) {
    const none = Array.from({ length: 2 * SINCE_3.pools }, () => new Uint8Array(0));
    rest.splice(2 * (POOL_NAMES.length - SINCE_3.pools), 0, ...none);
    rest.push(...none.slice(0, SINCE_3.columns));
  }
  // A copy: text decoders refuse shared memory.
  const texts = JSON.parse(new TextDecoder().decode(textBytes.slice())) as Texts;
  const pools = Object.fromEntries(
    POOL_NAMES.map((name, i) => [
      name,
      { codes: viewOf(Uint16Array, rest[2 * i]!), start: viewOf(Uint32Array, rest[2 * i + 1]!) },
    ]),
  ) as unknown as Pools;
  const columns = Object.fromEntries(
    COLUMN_NAMES.map((name, i) => [name, viewOf(COLUMNS[name], rest[2 * POOL_NAMES.length + i]!)]),
  ) as unknown as Columns;
  const tree = treeBytes.byteLength === 0 ? undefined : Flatbush.from(treeBytes.buffer, treeBytes.byteOffset);
  const firstPlaceKey = columns.keyOf.findIndex(of => of < 0);
  const keys: KeyTable = {
    text: pools.keyText,
    full: pools.keyFull,
    baseLength: columns.keyBaseLength,
    looseFrom: columns.keyLooseFrom,
    of: columns.keyOf,
    streetKeys: firstPlaceKey === -1 ? columns.keyOf.length : firstPlaceKey,
    order: { full: columns.keysByFull, base: columns.keysByBase, loose: columns.keysByLoose },
    letters: columns.keyLetters,
  };
  return ok({
    bounds: texts.bounds,
    counts: {
      streets: columns.streetName.length,
      segments: columns.segmentFrom.length,
      crossings: columns.nodeAt.length / 2,
      addresses: columns.addressDistrict.length,
      places: columns.placeName.length,
    },
    inside: {
      texts,
      pools,
      columns,
      keys,
      words: openWordIndex({
        words: pools.word,
        first: columns.wordFirst,
        keys: columns.wordKeys,
        lengths: columns.keyWordCount,
        letters: columns.wordLetters,
      }),
      // An index from before names had sounds is given them now.
      sounds: absent
        ? buildSounds(keys)
        : {
            full: { text: pools.sound, key: columns.soundKey },
            initials: { text: pools.initials, key: columns.initialsKey },
          },
      kilometres: {
        road: pools.road,
        roadText: pools.roadText,
        roadFirst: columns.roadFirst,
        postM: columns.postM,
        postAt: columns.postAt,
      },
      tree,
      districtsByName: new Map(
        texts.districts.flatMap((names, i) => Object.values(names).map(n => [fold(n), i] as const)),
      ),
    },
  });
}

type Kind = (typeof COLUMNS)[ColumnName];

function viewOf<K extends Kind>(kind: K, section: Uint8Array): InstanceType<K> {
  const length = section.byteLength / kind.BYTES_PER_ELEMENT;
  return new kind(section.buffer as ArrayBuffer, section.byteOffset, length) as InstanceType<K>;
}

/** Name number n in each language that has it. */
export function namesAt({ pools }: Inside, n: number): Names {
  const [en, zh, local] = [textAt(pools.nameEn, n), textAt(pools.nameZh, n), textAt(pools.nameLocal, n)];
  return {
    ...(en === '' ? {} : { en }),
    ...(zh === '' ? {} : { zh }),
    ...(local === '' ? {} : { local }),
  };
}

/** The streets of a name, ascending. */
export const streetsNamed = ({ columns }: Inside, name: number): readonly number[] => [
  ...columns.nameStreets.subarray(columns.nameStreetStart[name]!, columns.nameStreetStart[name + 1]!),
];

export const pairAt = (pairs: Int32Array, i: number): LngLat => [
  pairs[2 * i]! / DEGREE,
  pairs[2 * i + 1]! / DEGREE,
];
