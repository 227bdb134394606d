import type { LngLat } from '@clarion/measure';
import type { GazetteerInput, Names, StreetSegmentInput } from '../src/index.ts';

/** A point some metres east and north of the town's corner. */
export const spot = (eastM: number, northM: number): LngLat => [
  113.9 + eastM / 96_000,
  30.4 + northM / 111_195,
];

const segment = (
  id: string,
  street: Names,
  nodes: string,
  from: readonly [number, number],
  to: readonly [number, number],
  first: number,
  district: Names,
): StreetSegmentInput => ({
  id,
  street,
  from: nodes.split('-')[0]!,
  to: nodes.split('-')[1]!,
  points: [spot(...from), spot(...to)],
  ...(first > 0 ? { left: { from: first, to: first + 98 }, right: { from: first + 1, to: first + 99 } } : {}),
  district,
});

const north = { zh: '江北区', en: 'Northside' };
const south = { zh: '江南区', en: 'Southside' };
const renmin = { zh: '人民路', en: 'Renmin Road' };
const zhongshan = { zh: '中山路', en: 'Zhongshan Road' };

/**
 * Two districts, five kilometres apart, each with a 人民路. In the north: 人民路 west to east (a–b–c), 中山路 north
 * from b, 中山东路 above, 和平大道 north from c, 5th Street and 5th Avenue, Buena Vista Avenue East and West,
 * Hauptstraße with surveyed doors only.
 */
export const littleTown: GazetteerInput = {
  segments: [
    segment('r1', renmin, 'a-b', [0, 0], [200, 0], 1, north),
    segment('r2', renmin, 'b-c', [200, 0], [400, 0], 101, north),
    segment('s1', renmin, 'x-y', [0, -5000], [200, -5000], 1, south),
    segment('z1', zhongshan, 'b-d', [200, 0], [200, 200], 1, north),
    segment('e1', { zh: '中山东路', en: 'Zhongshan East Road' }, 'd-e', [200, 200], [400, 200], 1, north),
    segment('h1', { zh: '和平大道', en: 'Heping Avenue' }, 'c-e', [400, 0], [400, 200], 1, north),
    segment('f1', { en: '05TH ST' }, 'p-q', [1000, 0], [1200, 0], 1, north),
    segment('f2', { en: '05TH ST' }, 'q-r', [1200, 0], [1400, 0], 101, north),
    segment('g1', { en: '05TH AVE' }, 'q-s', [1200, 0], [1200, 200], 1, north),
    segment('m1', { en: 'MARKET ST' }, 'r-s', [1400, 0], [1200, 200], 1200, north),
    segment('v1', { en: 'BUENA VISTA AVE EAST' }, 's-t', [1200, 200], [1200, 400], 1, north),
    segment('v2', { en: 'BUENA VISTA AVE WEST' }, 's-u', [1200, 200], [1000, 400], 1, north),
    segment('o1', { en: "O'FARRELL ST" }, 't-u', [1200, 400], [1000, 400], 0, north),
    segment('k1', { local: 'Hauptstraße' }, 'v-w', [2000, 0], [2200, 0], 0, north),
  ],
  addresses: [
    { street: { local: 'Hauptstraße' }, number: '12a', at: spot(2010, 10) },
    { street: { local: 'Hauptstraße' }, number: '14', at: spot(2050, 10) },
    { street: { local: 'Hauptstraße' }, number: '114', at: spot(2150, 10) },
  ],
  places: [
    {
      id: 'h',
      names: { zh: '市第一人民医院', en: 'First People’s Hospital' },
      aliases: ['一医院'],
      kind: 'hospital',
      at: spot(100, 20),
    },
    { id: 'p', names: { zh: '人民公园', en: 'People’s Park' }, kind: 'park', at: spot(300, 20) },
    { id: 'k1', names: { en: 'Corner Café' }, kind: 'cafe', at: spot(1000, 10) },
    { id: 'k2', names: { en: 'Corner Café' }, kind: 'cafe', at: spot(2000, 10) },
  ],
  districts: [
    { name: north, rings: [[spot(-100, -500), spot(3000, -500), spot(3000, 600), spot(-100, 600)]] },
    { name: south, rings: [[spot(-100, -6000), spot(3000, -6000), spot(3000, -4500), spot(-100, -4500)]] },
  ],
  region: [{ zh: '临江', en: 'Linjiang' }],
};
