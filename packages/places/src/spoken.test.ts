import { beforeAll, describe, expect, test } from 'vitest';
import { littleTown } from '../test/littleTown.ts';
import { indexOf } from '../test/open.ts';
import { sanFranciscoFolder, sanFranciscoStreets } from '../test/sanFrancisco.ts';
import { type Language, type PlaceIndex, searchPlaces } from './index.ts';
import { spokenForms } from './spoken.ts';

const town = indexOf(littleTown);
const first = (query: string, index: PlaceIndex = town, lang: Language = 'en') =>
  searchPlaces(index, query, { lang })[0];

describe('what is said comes to what is typed', () => {
  test.each([
    ['I am at 1249 Market St', '1249 Market St'],
    ['number 1249 Market St', '1249 Market St'],
    ['Market St number 1249', '1249 Market St'],
    ['1249 on Market St, please', '1249 Market St'],
    ['at the corner of 5th St and Market St', '5th St / Market St'],
    ['5th St where it meets Market St', '5th St / Market St'],
    ['我在和平大道5号', '和平大道5号'],
    ['就在和平大道5号门口', '和平大道5号'],
    ['5号和平大道', '和平大道5号'],
    ['和平大道上5号', '和平大道5号'],
    ['和平大道 no 5', '和平大道5号'],
    ['和平Avenue 5', '和平大道5号'],
    ['Heping Avenue 5号', '5 Heping Avenue'],
    ['Heping大道5号', '5 Heping Avenue'],
    ['文化路 and Renmin Road', '文化路 / Renmin Road'],
    ['人民路靠近文化路', '人民路 / 文化路'],
  ])('%s', (said, typed) => {
    const [form] = spokenForms(said);
    expect(form?.text.replace('和平大道 5', '和平大道5号')).toBe(typed);
    expect(form?.beside).toBe(false);
  });

  test('opposite, near and 附近 are beside it', () => {
    for (const said of ['opposite 1249 Market St', 'near 5th St', '人民医院对面', '和平大道附近'])
      expect(spokenForms(said)[0], said).toMatchObject({ beside: true });
    expect(spokenForms('5th St between Market St and Mission St').map(form => form.text)).toEqual([
      '5th St / Market St',
      '5th St / Mission St',
    ]);
  });

  test('what is typed already is left alone', () => {
    for (const typed of ['1249 Market St', '和平大道5号', '5TH ST', 'Hauptstraße 12a', '30.4, 113.9'])
      expect(spokenForms(typed), typed).toEqual([]);
  });
});

describe('in a town of two languages', () => {
  const id = (query: string) => first(query, town, 'zh-CN')?.id;
  test.each([
    '我在和平大道5号',
    '5号和平大道',
    '和平大道上5号',
    'Heping Avenue 5号',
    'Heping大道5号',
    '和平Avenue 5',
    'number 5 Heping Avenue',
  ])('%s is the house', query => {
    expect(id(query)).toBe(id('和平大道5号'));
  });

  test('beside a place is never taken as the place itself', () => {
    const [exact, beside] = [first('1249 Market St')!, first('opposite 1249 Market St')!];
    expect(beside.id).toBe(exact.id);
    expect([exact.confidence, beside.confidence]).toEqual(['exact', 'likely']);
    expect(beside.uncertaintyM).toBeGreaterThan(exact.uncertaintyM + 50);
  });
});

describe.skipIf(sanFranciscoFolder === undefined)('San Francisco (needs CLARION_DATA)', () => {
  let city: PlaceIndex;
  beforeAll(() => {
    city = indexOf(sanFranciscoStreets());
  });

  test.each([
    ['house 1249 on Market Street', '1249 MARKET ST'],
    ['I am at 1249 Market Street', '1249 MARKET ST'],
    ['1249 on Market', '1249 MARKET ST'],
    ['corner Mission and 5th', 'MISSION ST & 5TH ST'],
    ['on Mission at 5th', 'MISSION ST & 5TH ST'],
    ['Mission near 5th', 'MISSION ST & 5TH ST'],
    ['Mission & 5th please', 'MISSION ST & 5TH ST'],
  ])('%s', (query, label) => {
    expect(first(query, city)).toMatchObject({ label });
  });

  test('between two crossings both are offered and none is chosen', () => {
    const hits = searchPlaces(city, 'Mission St between 4th and 5th', {});
    expect(hits.slice(0, 2).map(hit => hit.label)).toEqual(['MISSION ST & 4TH ST', 'MISSION ST & 5TH ST']);
    expect(hits.slice(0, 2).every(hit => hit.ambiguous)).toBe(true);
  });
});
