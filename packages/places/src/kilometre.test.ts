import { distance } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { littleTown, spot } from '../test/littleTown.ts';
import { indexOf } from '../test/open.ts';
import { searchPlaces } from './index.ts';
import { readKilometre } from './kilometre.ts';

test.each([
  ['A41 km 12', 'a41', 12_000],
  ['A 41 km 12.3', 'a41', 12_300],
  ['A 41, km 12,35', 'a41', 12_350],
  ['A41 12.3 km', 'a41', 12_300],
  ['A41 km 12+300', 'a41', 12_300],
  ['A41 K12+300', 'a41', 12_300],
  ['km 12.3 on the A41', 'a41', 12_300],
  ['kilometre 12 A41', 'a41', 12_000],
  ['EN 12 pk 4', 'en12', 4_000],
  ['G107国道12公里300米处', 'g107', 12_300],
  ['国道107 K1203+50', 'g107', 1_203_050],
  ['g107 12公里', 'g107', 12_000],
  ['沿江高速 K12+300', '沿江高速', 12_300],
  ['沿江高速12公里附近', '沿江高速', 12_000],
  ['Yanjiang Expressway km 3', 'yanjiang expressway', 3_000],
])('%s is %s at %i m', (query, road, m) => {
  expect(readKilometre(query)).toContainEqual({ road, m });
});

test.each(['12 Main Street', 'A41', 'km 12', '12 km', '人民路12号', 'Kilimanjaro 12', ''])(
  '%s names no kilometre of a road',
  query => {
    expect(readKilometre(query)).toEqual([]);
  },
);

/** Posts a kilometre apart on a straight road to the east, and one of the other carriageway. */
const index = indexOf({
  ...littleTown,
  kilometrePosts: [
    ...[3, 4, 5, 7].map(km => ({ roads: ['A 41', '沿江高速'], km, at: spot(1000 * (km - 3), 300) })),
    { roads: ['A 41'], km: 4, at: spot(1000, 320) },
    { roads: ['B 1'], km: 1, at: spot(0, 0) },
    { roads: ['B 1'], km: 1, at: spot(9000, 0) },
    { roads: ['B 2'], km: 1, at: spot(0, 0) },
    { roads: ['B 2'], km: 2, at: spot(600, 0) },
    { roads: ['B 3'], km: 1, at: spot(0, 0) },
    { roads: ['B 3'], km: 2, at: spot(5000, 0) },
  ],
});
const find = (query: string, lang: 'en' | 'zh-CN' = 'en') => searchPlaces(index, query, { lang });

describe('a kilometre of a road', () => {
  test('is at its post, the two carriageways being one place', () => {
    expect(find('a41 km 4')).toMatchObject([
      {
        kind: 'kilometre',
        label: 'A 41 km 4.0',
        confidence: 'exact',
        uncertaintyM: 50,
        district: 'Northside',
      },
    ]);
    expect(distance(find('a41 km 4')[0]!.at, spot(1000, 300))).toBeLessThan(25);
  });

  test('lies between its posts in proportion, by number or name, and says so in Chinese as signs do', () => {
    const [hit] = find('沿江高速4公里500米', 'zh-CN');
    expect(hit).toMatchObject({ label: '沿江高速 K4+500', confidence: 'exact' });
    expect(distance(hit!.at, spot(1500, 300))).toBeLessThan(30);
    expect(find('A41 km 6')[0]).toMatchObject({ uncertaintyM: expect.closeTo(50, -2) });
  });

  test('is as uncertain as the road may wind between its posts', () => {
    const [hit] = find('B2 km 1.5');
    // 1,000 m of road between posts 600 m apart: 400 m aside at most, and what a post itself is off.
    expect(hit!.uncertaintyM).toBe(450);
    expect(distance(hit!.at, spot(300, 0))).toBeLessThan(2);
  });

  test('is a guess beyond the last post, and nothing far beyond', () => {
    expect(find('A41 km 8')[0]).toMatchObject({ confidence: 'unsure', uncertaintyM: 1050 });
    expect(find('A41 km 80').filter(hit => hit.kind === 'kilometre')).toEqual([]);
  });

  test('is a guess where the posts lie farther apart than their numbers say', () => {
    expect(find('B3 km 1.5')[0]!.confidence).toBe('unsure');
  });

  test('is two candidates where two roads share number and kilometre, and none is preselected', () => {
    expect(find('B1 km 1').map(hit => [hit.confidence, hit.ambiguous])).toEqual([
      ['likely', true],
      ['likely', true],
    ]);
  });

  test('of a road without posts is answered by the road', () => {
    expect(find('A42 km 4').some(hit => hit.kind === 'kilometre')).toBe(false);
  });
});

test('a street is found by its number, with and without a space, and by an old name', () => {
  const [first, ...rest] = littleTown.segments;
  const named = indexOf({
    ...littleTown,
    segments: [{ ...first!, otherNames: ['A 41', 'Old Post Road'] }, ...rest],
  });
  for (const query of ['A41', 'a 41', 'old post rd']) {
    expect(searchPlaces(named, query)[0]).toMatchObject({ kind: 'street', names: { en: 'Renmin Road' } });
  }
});
