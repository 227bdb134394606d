import { distance, type LngLat } from '@clarion/measure';
import fc from 'fast-check';
import { encode, shorten } from 'pluscodes';
import { expect, test } from 'vitest';
import { readPlusCode } from './plusCode.ts';

const cityHall: LngLat = [-122.4194, 37.7749];
const bounds = [-122.52, 37.7, -122.35, 37.84] as const;

test.each([
  '849VQHFJ+X6',
  '849vqhfj+x6',
  ' 849VQHFJ+X6 ',
  '849VQHFJ+X6, San Francisco',
  '８４９ＶＱＨＦＪ＋Ｘ６',
])('%s is a code in full, and sure', query => {
  const reading = readPlusCode(query, {});
  expect(reading).toMatchObject({ code: '849VQHFJ+X6', sure: true, uncertaintyM: 9 });
  expect(distance(reading!.at, cityHall)).toBeLessThan(10);
});

test.each(['QHFJ+X6', 'QHFJ+X6 San Francisco', 'VQHFJ+X6'.slice(1)])(
  '%s is read around the map, and a guess',
  query => {
    expect(readPlusCode(query, { bounds })).toMatchObject({ code: '849VQHFJ+X6', sure: false });
  },
);

test('a short code means the cell nearest to where somebody looks', () => {
  expect(readPlusCode('QHFJ+X6', { near: [8.5, 47.4], bounds })?.at[0]).toBeCloseTo(8.58, 1);
});

test('a coarse code says how coarse it is', () => {
  expect(readPlusCode('849VQH00+', {})!.uncertaintyM).toBeGreaterThan(2000);
});

test.each(['C+ Bar', 'QHFJ', '12+34', 'A2B3+CD', 'QH00+', '', '+', '849VQHFJX+6', 'QHFJ+X6'])(
  '%s alone is no code',
  query => {
    expect(readPlusCode(query, {})).toBeUndefined();
  },
);

test('any place is found again within the cell, in full and short', () => {
  fc.assert(
    fc.property(
      fc.double({ min: -122.5, max: -122.36, noNaN: true }),
      fc.double({ min: 37.71, max: 37.83, noNaN: true }),
      (lng, lat) => {
        const code = encode({ longitude: lng, latitude: lat })!;
        const short = shorten(code, { longitude: cityHall[0], latitude: cityHall[1] })!;
        // Two places before the plus are left to neighbours: no phone shows so few, and sums are typed so.
        for (const query of short.indexOf('+') < 4 ? [code] : [code, short]) {
          const reading = readPlusCode(query, { bounds })!;
          expect(reading.code).toBe(code);
          expect(distance(reading.at, [lng, lat])).toBeLessThanOrEqual(reading.uncertaintyM);
        }
      },
    ),
  );
});
