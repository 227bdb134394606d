import { expect, test } from 'vitest';
import { littleTown, spot } from '../test/littleTown.ts';
import { indexOf } from '../test/open.ts';
import { buildPlaceIndex, crossStreetsAt, openPlaceIndex, searchPlaces } from './index.ts';
import { POOL_NAMES, SECTION_COUNTS } from './layout.ts';
import { packSections, unpackSections } from './sections.ts';

const bytes = buildPlaceIndex(littleTown);

test('the same input gives the same bytes', () => {
  expect(buildPlaceIndex(littleTown)).toEqual(bytes);
});

test('counts what it holds', () => {
  expect(indexOf(littleTown).counts).toMatchObject({ streets: 12, segments: 14, addresses: 3, places: 6 });
});

test('opens from anywhere in a larger buffer', () => {
  const shifted = new Uint8Array(bytes.length + 3);
  shifted.set(bytes, 3);
  expect(openPlaceIndex(shifted.subarray(3)).ok).toBe(true);
});

test('refuses what is no index, another version, a cut and an overwritten one', () => {
  const spoilt = (change: (copy: Uint8Array) => Uint8Array) => {
    const opened = openPlaceIndex(change(bytes.slice()));
    return opened.ok ? 'opened' : opened.error;
  };
  expect(spoilt(() => new Uint8Array(0))).toEqual({ code: 'NotAPlaceIndex' });
  expect(spoilt(() => new TextEncoder().encode('id,lng,lat\n1,2,3\n'))).toEqual({ code: 'NotAPlaceIndex' });
  expect(spoilt(copy => copy.subarray(0, copy.length - 8))).toEqual({ code: 'PlaceIndexDamaged' });
  expect(spoilt(copy => copy.subarray(0, copy.length - 3))).toEqual({ code: 'PlaceIndexDamaged' });
  const overwritten = (copy: Uint8Array) => copy.fill(7, copy.length >> 1, (copy.length >> 1) + 4);
  expect(spoilt(overwritten)).toEqual({ code: 'PlaceIndexDamaged' });
  const newer = (copy: Uint8Array) => copy.fill(9, 4, 5);
  expect(spoilt(newer)).toMatchObject({ code: 'PlaceIndexVersionUnknown', version: 9 });
});

test('an index of the version before is read, and found by pinyin all the same', () => {
  const unpacked = unpackSections(bytes, SECTION_COUNTS);
  if (!unpacked.ok) throw new Error(unpacked.error.code);
  const { sections } = unpacked.value;
  const pools = 2 + 2 * POOL_NAMES.length;
  const before = [...sections.slice(0, pools - 4), ...sections.slice(pools, -2)];
  const opened = openPlaceIndex(packSections(before, 2));
  if (!opened.ok) throw new Error(opened.error.code);
  const queries = ['renminlu', 'zsl', '人民路', '5th st & 5th ave', 'hauptstr 14'];
  for (const query of queries)
    expect(searchPlaces(opened.value, query)).toEqual(searchPlaces(indexOf(littleTown), query));
});

test('an empty gazetteer is an index that finds nothing but coordinates', () => {
  const index = indexOf({ segments: [] });
  expect(searchPlaces(index, 'main st')).toEqual([]);
  expect(searchPlaces(index, '37.77, -122.42')[0]?.kind).toBe('coordinates');
  expect(crossStreetsAt(index, [0, 0])).toBeUndefined();
});

test('streets that share an inner point cross there', () => {
  const index = indexOf({
    segments: [
      {
        street: { en: 'Long Road' },
        id: '1',
        from: 'a',
        to: 'b',
        points: [spot(0, 0), spot(100, 0), spot(200, 0)],
      },
      {
        street: { en: 'Cross Lane' },
        id: '2',
        from: 'c',
        to: 'd',
        points: [spot(100, -50), spot(100, 0), spot(100, 50)],
      },
    ],
  });
  expect(searchPlaces(index, 'long rd & cross ln')[0]).toMatchObject({
    kind: 'crossing',
    confidence: 'exact',
  });
});

test('a street interrupted by a hill stays one when its numbers go on, and becomes two when they begin again', () => {
  const piece = (id: string, from: number, eastM: number) => ({
    street: { en: 'Hill Street' },
    id,
    from: `${id}a`,
    to: `${id}b`,
    points: [spot(eastM, 0), spot(eastM + 100, 0)],
    left: { from, to: from + 98 },
  });
  const count = (second: number) =>
    indexOf({ segments: [piece('1', 1, 0), piece('2', second, 1500)] }).counts.streets;
  expect(count(201)).toBe(1);
  expect(count(1)).toBe(2);
});
