import { expect, test } from 'vitest';
import { readHazardArea } from './hazard-area.ts';
import { jsonLine } from './json-line.ts';
import { fileWith } from './testing/folder.ts';

const square = (west: number, size = 1): number[][] => [
  [west, 0],
  [west + size, 0, 12],
  [west + size, size],
  [west, size],
  [west, 0],
];
const feature = (geometry: unknown, properties: unknown = null) => ({
  type: 'Feature',
  properties,
  geometry,
});
const read = async (value: unknown) =>
  readHazardArea(
    await fileWith('a.geojson', typeof value === 'string' ? value : JSON.stringify(value, null, 1)),
  );

test('polygons are read bare, as a feature and from a collection, heights passed over', async () => {
  const flat = (west: number) => [square(west).map(([lng, lat]) => [lng, lat])];
  const one = { type: 'Polygon', coordinates: [square(0)] };
  const two = { type: 'MultiPolygon', coordinates: [[square(0)], [square(5)]] };
  expect(await read(one)).toEqual({ ok: true, value: { kind: 'polygons', polygons: [flat(0)] } });
  expect(await read(feature(two))).toEqual({
    ok: true,
    value: { kind: 'polygons', polygons: [flat(0), flat(5)] },
  });
  const all = { type: 'FeatureCollection', features: [feature(one), feature(two)] };
  expect(await read(all)).toMatchObject({ value: { polygons: [flat(0), flat(0), flat(5)] } });
});

test('a point with a radius is a circle', async () => {
  const point = { type: 'Point', coordinates: [8, 41] };
  expect(await read(feature(point, { radiusM: 500, name: 'works' }))).toEqual({
    ok: true,
    value: { kind: 'circle', centre: [8, 41], radiusM: 500 },
  });
});

const polygon = (ring: unknown) => ({
  type: 'FeatureCollection',
  features: [feature({ type: 'Polygon', coordinates: ring })],
});
test.each([
  ['{\n"type": "Feature",\n}', 'JsonBroken', 3, undefined],
  ['', 'FileEmpty', undefined, undefined],
  [[], 'JsonUnfit', 1, '.'],
  [{ type: 'LineString', coordinates: [] }, 'JsonUnfit', 2, 'type'],
  [{ type: 'FeatureCollection', features: [] }, 'JsonUnfit', 3, 'features'],
  [feature(null), 'JsonUnfit', 4, 'geometry'],
  [
    polygon([
      [
        [0, 0],
        [1, 'x'],
      ],
    ]),
    'JsonUnfit',
    17,
    'features.0.geometry.coordinates.0.1.1',
  ],
  [polygon([]), 'AreaEmpty', 9, 'features.0.geometry.coordinates'],
  [polygon([square(0).slice(1)]), 'AreaRingNotClosed', 10, 'features.0.geometry.coordinates.0'],
  [
    polygon([
      [
        [0, 0],
        [1, 1],
        [0, 0],
      ],
    ]),
    'AreaRingTooShort',
    10,
    'features.0.geometry.coordinates.0',
  ],
  [
    polygon([
      [
        [0, 0],
        [1, 1],
        [1, 0],
        [0, 1],
        [0, 0],
      ],
    ]),
    'AreaRingTouchesItself',
    10,
    'features.0.geometry.coordinates.0',
  ],
  [polygon([square(0), square(0.5, 0.7)]), 'AreaRingsCross', 33, 'features.0.geometry.coordinates.1'],
  [
    polygon([
      [
        [0, 0],
        [1, 95],
        [1, 1],
        [0, 0],
      ],
    ]),
    'AreaPositionUnfit',
    15,
    'features.0.geometry.coordinates.0.1',
  ],
  [feature({ type: 'Point', coordinates: [0, 0] }), 'AreaRadiusMissing', 3, 'properties'],
  [{ type: 'Point', coordinates: [0, 0] }, 'AreaRadiusMissing', 1, 'properties'],
  [
    feature({ type: 'Point', coordinates: [0, 0] }, { radiusM: -1 }),
    'AreaRadiusUnfit',
    4,
    'properties.radiusM',
  ],
  [
    feature({ type: 'Point', coordinates: [0, 99] }, { radiusM: 1 }),
    'AreaPositionUnfit',
    8,
    'geometry.coordinates',
  ],
] as const)('%j is %s in line %s', async (value, code, line, field) => {
  const found = await read(value);
  expect(found.ok ? undefined : found.error).toMatchObject({
    code,
    ...(line ? { line } : {}),
    ...(field ? { field } : {}),
  });
});

test('several pieces, one of them a point, are no area', async () => {
  const point = feature({ type: 'Point', coordinates: [0, 0] }, { radiusM: 5 });
  expect(await read({ type: 'FeatureCollection', features: [point, point] })).toMatchObject({
    error: { code: 'AreaMixed', field: 'features.0.geometry' },
  });
});

test('the line of a value is found past strings that look like structure', () => {
  const text = '{"a": "\\"}]",\n "b": [1, {"c":\n true}],\n "d": []}';
  expect(jsonLine(text, ['a'])).toBe(1);
  expect(jsonLine(text, ['b', 1, 'c'])).toBe(3);
  expect(jsonLine(text, ['d'])).toBe(4);
  expect(jsonLine(text, ['b', 7])).toBe(2);
});
