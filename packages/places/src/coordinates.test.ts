import { distance, type LngLat } from '@clarion/measure';
import { expect, test } from 'vitest';
import { readCoordinates } from './coordinates.ts';

const city = [-122.52, 37.7, -122.35, 37.84] as const;
const there: LngLat = [-122.42, 37.775];

test.each([
  '37.775,-122.42',
  '37.775 -122.42',
  '-122.42, 37.775',
  'geo:37.775,-122.42',
  '37.775N 122.42W',
  'N 37.775 W 122.42',
  'W122.42, N37.775',
  'N37 46.5 W122 25.2',
  '37 46 30 N, 122 25 12 W',
  `37°46'30"N 122°25'12"W`,
  '37°46′30″N, 122°25′12″W',
  '北纬37.775度，西经122.42度',
  '北纬37度46分30秒 西经122度25分12秒',
  '３７．７７５，−１２２．４２',
])('%s', query => {
  const [reading, ...rest] = readCoordinates(query, city);
  expect(rest).toEqual([]);
  expect(reading?.sure).toBe(true);
  expect(distance(reading!.at, there)).toBeLessThan(1);
});

test.each([
  '12 Main St',
  '37',
  '12 34',
  '1200 block of 5th st',
  '人民路12号',
  '37.775',
  '99.5, 181.2',
  '37.7N 38.1N',
])('%s is no coordinate', query => {
  expect(readCoordinates(query, city)).toEqual([]);
});

test('longitude first is possible where only that is on earth', () => {
  expect(readCoordinates('113.9, 30.4', undefined)).toMatchObject([{ at: [113.9, 30.4], sure: true }]);
});

test('where both orders lie on the map, both are given and neither is sure', () => {
  const readings = readCoordinates('10.1, 10.2', [10, 10, 11, 11]);
  expect(readings.map(r => r.sure)).toEqual([false, false]);
});

test('off the map and either order possible: a guess', () => {
  expect(readCoordinates('10.1, 20.2', city)).toMatchObject([{ at: [20.2, 10.1], sure: false }]);
});

test('the uncertainty follows the digits given', () => {
  expect(readCoordinates('37.77, -122.42', city)[0]?.uncertaintyM).toBe(556);
  expect(readCoordinates('37.77512, -122.42001', city)[0]?.uncertaintyM).toBe(1);
});
