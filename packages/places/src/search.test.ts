import { distance } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { littleTown, spot } from '../test/littleTown.ts';
import { indexOf } from '../test/open.ts';
import { type Language, type PlaceHit, searchPlaces } from './index.ts';

const index = indexOf(littleTown);
const search = (query: string, lang: Language = 'en') => searchPlaces(index, query, { lang });
const first = (query: string, lang: Language = 'en'): PlaceHit => {
  const hit = search(query, lang)[0];
  if (hit === undefined) throw new Error(`nothing found for "${query}"`);
  return hit;
};
const labels = (query: string, lang: Language = 'en') => search(query, lang).map(h => h.label);

describe('a street has many spellings', () => {
  test.each(['5TH ST', '05th st', 'Fifth Street', 'fifth st.', '５ＴＨ ＳＴ'])('%s', query => {
    expect(first(query)).toMatchObject({
      kind: 'street',
      label: '5TH ST',
      confidence: 'exact',
      ambiguous: false,
    });
  });
  test.each(['buena vista av e', 'Buena Vista East Ave', 'BUENA VISTA AVE EAST'])('%s', query => {
    expect(first(query)).toMatchObject({ label: 'BUENA VISTA AVE EAST', confidence: 'exact' });
  });
  test.each(['OFARRELL ST', 'O’Farrell Street', "o'farrell st"])('%s', query => {
    expect(first(query)).toMatchObject({ label: "O'FARRELL ST", confidence: 'exact' });
  });
  test.each(['hauptstr.', 'Hauptstrasse', 'HAUPTSTRAẞE'])('%s', query => {
    expect(first(query)).toMatchObject({ label: 'Hauptstraße', confidence: 'exact' });
  });
  test('each language leads to the same street', () => {
    expect(first('Heping Avenue').id).toBe(first('和平大道').id);
    expect(first('heping ave', 'zh-CN').label).toBe('和平大道');
  });
});

describe('house numbers', () => {
  test('are interpolated along the side that has them', () => {
    const hit = first('1249 Market St');
    expect(hit).toMatchObject({ kind: 'address', label: '1249 MARKET ST', confidence: 'exact' });
    expect(distance(hit.at, spot(1300, 100))).toBeLessThan(5);
  });
  test('are taken from a survey where there is one', () => {
    const hit = first('Hauptstr. 12a, Linjiang');
    expect(hit).toMatchObject({ label: 'Hauptstraße 12a', confidence: 'exact' });
    expect(distance(hit.at, spot(2010, 10))).toBeLessThan(1);
  });
  test.each(['和平大道５号', '和平大道五号', '和平大道5号3栋2单元', '和平大道 5'])('%s', query => {
    expect(first(query, 'zh-CN')).toMatchObject({
      label: '和平大道5号',
      confidence: 'exact',
      district: '江北区',
    });
  });
  test('a number that is not known is a proposal near the next one, never an answer', () => {
    expect(first('Hauptstraße 16')).toMatchObject({ kind: 'address', confidence: 'unsure' });
    expect(first('9999 Market St')).toMatchObject({
      kind: 'street',
      label: 'MARKET ST',
      confidence: 'unsure',
    });
  });
  test('a block is drawn whole, and its uncertainty reaches its ends', () => {
    const hit = first('1200 Block of MARKET ST');
    expect(hit).toMatchObject({ kind: 'block', label: '1200 block of MARKET ST', confidence: 'exact' });
    expect(distance(hit.at, spot(1300, 100))).toBeLessThan(1);
    expect(hit.uncertaintyM).toBeGreaterThanOrEqual(141);
    expect(hit.shape?.coordinates).toHaveLength(1);
  });
  test('a block known by its doors only lies among them', () => {
    expect(distance(first('100 block of Hauptstr').at, spot(2150, 10))).toBeLessThan(1);
  });
});

describe('crossings', () => {
  test.each([
    '人民路与中山路路口',
    '人民路中山路交叉口',
    '中山路和人民路',
    '人民路 / 中山路',
    '人民路 & Zhongshan Road',
    'corner of renmin rd and zhongshan rd',
    'Zhongshan Rd @ Renmin Rd',
  ])('%s', query => {
    const hit = first(query);
    expect(hit).toMatchObject({ kind: 'crossing', confidence: 'exact', ambiguous: false });
    expect(distance(hit.at, spot(200, 0))).toBeLessThan(1);
  });
  test('和 inside a name does not cut it', () => {
    expect(distance(first('人民路和和平大道口').at, spot(400, 0))).toBeLessThan(1);
    expect(first('和平大道').kind).toBe('street');
  });
  test('a crossing finds the type that was left out', () => {
    expect(first('5th & market')).toMatchObject({ label: '5TH ST & MARKET ST', kind: 'crossing' });
  });
  test('streets that do not cross are both proposed', () => {
    const hits = search('5th ave & hauptstrasse');
    expect(hits.map(h => h.kind)).toEqual(['street', 'street']);
    expect(hits.every(h => h.confidence === 'unsure')).toBe(true);
  });
});

describe('namesakes', () => {
  test('none is preselected, and district and cross street tell them apart', () => {
    const hits = search('人民路12号', 'zh-CN');
    expect(hits.map(h => [h.label, h.district, h.ambiguous, h.confidence])).toEqual([
      ['人民路12号', '江北区', true, 'likely'],
      ['人民路12号', '江南区', true, 'likely'],
    ]);
    expect(hits[0]?.crossStreets).toBe('中山路');
  });
  test.each(['江北区人民路12号', '临江市江北区人民路12号', '12 Renmin Road, Northside'])(
    '%s is one',
    query => {
      expect(first(query, 'zh-CN')).toMatchObject({
        district: '江北区',
        confidence: 'exact',
        ambiguous: false,
      });
    },
  );
  test('only one of them has the number: likely, not exact', () => {
    expect(first('人民路150号')).toMatchObject({
      confidence: 'likely',
      ambiguous: false,
      district: 'Northside',
    });
  });
  test('a city that this map does not know makes everything unsure', () => {
    expect(first('江城市和平大道5号').confidence).toBe('unsure');
    expect(first('1249 Market St, Springfield').confidence).toBe('unsure');
  });
  test('the nearer of two comes first, and stays ambiguous', () => {
    const hits = searchPlaces(index, 'corner cafe', { near: spot(2000, 0) });
    expect(hits.map(h => [h.id, h.ambiguous])).toEqual([
      ['place:k2', true],
      ['place:k1', true],
    ]);
  });
  test('a type left out where two types exist', () => {
    expect(search('12 5th').map(h => [h.label, h.ambiguous])).toEqual([
      ['12 5TH ST', true],
      ['12 5TH AVE', true],
    ]);
  });
  test('a direction left out', () => {
    const hits = search('buena vista ave');
    expect(hits.slice(0, 2).every(h => h.ambiguous && h.confidence === 'unsure')).toBe(true);
  });
});

describe('misspelt and unfinished', () => {
  test.each([
    ['hauptstrase 14', 'Hauptstraße 14'],
    ['markt st', 'MARKET ST'],
    ['1249 makret', '1249 MARKET ST'],
    ['人名路', '人民路'],
    ['heping avenu', 'Heping Avenue'],
  ])('%s', (query, label) => {
    const hit = first(query, label.startsWith('人') ? 'zh-CN' : 'en');
    expect(hit.label).toBe(label);
    expect(hit.confidence).not.toBe('exact');
  });
  test('as somebody types, the street comes up', () => {
    for (const query of ['buena', 'buena v', 'buena vist'])
      expect(first(query).label).toContain('BUENA VISTA');
  });
  test('a word that nobody can read may be half of a name', () => {
    const street = (id: string, en: string, y: number) => ({
      street: { en },
      id,
      from: `${id}a`,
      to: `${id}b`,
      points: [spot(0, y), spot(90, y)],
    });
    const index = indexOf({ segments: [street('1', 'LAGUNA ST', 0), street('2', 'LAGUNA HONDA BLVD', 900)] });
    expect(searchPlaces(index, 'laguna hondablvd')[0]?.confidence).toBe('unsure');
  });
  test('a wrong ordinal is no ordinal: 5ND may be any number', () => {
    expect(first('5nd st').confidence).toBe('unsure');
  });
  test('nothing near it, nothing found', () => {
    expect(search('qqqqqq zzzzzz')).toEqual([]);
    expect(search('')).toEqual([]);
    expect(search('路')).toBeInstanceOf(Array);
  });
});

describe('places', () => {
  test.each(['人民公园', 'People’s Park', 'peoples park'])('%s', query => {
    expect(first(query)).toMatchObject({ id: 'place:p', confidence: 'exact', district: 'Northside' });
  });
  test('by alias and by part of the name', () => {
    expect(first('一医院')).toMatchObject({ id: 'place:h', confidence: 'exact' });
    expect(first('人民医院')).toMatchObject({ id: 'place:h', confidence: 'unsure' });
    expect(first('hospital')).toMatchObject({ id: 'place:h', confidence: 'unsure' });
  });
  test('a district is a place', () => {
    expect(first('江南区', 'zh-CN')).toMatchObject({ kind: 'place', label: '江南区', confidence: 'exact' });
  });
  test('a place and a street that both answer are two candidates', () => {
    const index = indexOf({
      segments: [
        { street: { en: 'MISSION ST' }, id: '1', from: 'a', to: 'b', points: [spot(0, 0), spot(90, 0)] },
      ],
      places: [{ id: 'm', names: { en: 'Mission' }, kind: 'district', at: spot(50, 900) }],
    });
    expect(searchPlaces(index, 'mission').map(h => [h.kind, h.confidence, h.ambiguous])).toEqual([
      ['place', 'likely', true],
      ['street', 'likely', true],
    ]);
    expect(searchPlaces(index, 'mission st')[0]).toMatchObject({ kind: 'street', confidence: 'exact' });
  });
  test('a bridge drawn as a street and named as a place is one answer', () => {
    const index = indexOf({
      segments: [
        { street: { zh: '人民桥' }, id: '1', from: 'a', to: 'b', points: [spot(0, 0), spot(200, 0)] },
      ],
      places: [{ id: 'm', names: { zh: '人民桥' }, kind: 'bridge', at: spot(100, 0) }],
    });
    expect(searchPlaces(index, '人民桥')).toMatchObject([
      { kind: 'place', confidence: 'exact', ambiguous: false },
    ]);
  });
  test.each(['Peter- und Paul-Strasse', 'Duxgass/Kresta', 'Post, Vaduz', 'Market & Market'])(
    'marks inside a name do not cut it: %s',
    name => {
      const index = indexOf({
        ...littleTown,
        places: [{ id: 's', names: { local: name }, kind: 'x', at: spot(9, 9) }],
      });
      expect(searchPlaces(index, name)[0]).toMatchObject({
        id: 'place:s',
        confidence: 'exact',
        ambiguous: false,
      });
    },
  );
  test('a number may belong to the name', () => {
    const station = { id: 's', names: { en: 'Fire Station 12' }, kind: 'fire_station', at: spot(50, 50) };
    const index = indexOf({ ...littleTown, places: [station] });
    expect(searchPlaces(index, 'station 12').map(h => h.id)).toContain('place:s');
    expect(searchPlaces(index, 'fire station 12')[0]).toMatchObject({ id: 'place:s', confidence: 'exact' });
  });
  test('no more than asked for', () => {
    expect(searchPlaces(index, '人民', { limit: 2 })).toHaveLength(2);
    expect(labels('人民', 'zh-CN')).toContain('人民公园');
  });
});
