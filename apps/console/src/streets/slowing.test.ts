import { emptyBoard, type SpeedChange } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { closureFeatures } from '../map/features.ts';
import { readSlowing } from './slowing.ts';

test.each([
  ['', '', 10, 60, 'jam'],
  ['Mill Lane', 'Mill Lane', 10, 60, 'jam'],
  ['Mill Lane 20km/h', 'Mill Lane', 20, 60, 'jam'],
  ['Mill Lane 20 km/h 90 crash', 'Mill Lane', 20, 90, 'crash'],
  ['Mill Lane weather 90min 5kmh', 'Mill Lane', 5, 90, 'weather'],
  ['文化路 30公里 45分钟 施工', '文化路', 30, 45, 'roadworks'],
  ['5th Street 12 30', '5th Street 12', 10, 30, 'jam'],
  ['Route 300km/h', 'Route 300km/h', 10, 60, 'jam'],
])('“%s” is %s at %i km/h for %i minutes, %s', (rest, query, kmh, minutes, reason) => {
  expect(readSlowing(rest)).toEqual({ query, kmh, minutes, reason });
});

test('the map draws what is slowed now with its pace and expiry', () => {
  const board = emptyBoard();
  const change: SpeedChange = {
    speedId: 'V3',
    pairs: [{ from: 'a', to: 'b' }],
    lines: [
      [
        [1, 2],
        [3, 4],
      ],
    ],
    label: {},
    pace: { kmh: 10 },
    reason: 'jam',
    expiresAt: instant(500),
    by: { kind: 'operator', id: 'anna' },
    since: instant(0),
  };
  board.speeds.set('V3', change);
  board.speeds.set('V4', { ...change, speedId: 'V4', pace: { factor: 0.5 } });
  const drawn = (now: number) =>
    closureFeatures(board, instant(now), undefined, () => '14:30:00').features.map(
      feature => feature.properties,
    );
  expect(drawn(100)).toEqual([
    { kind: 'slowed', label: '~ V3 10 km/h → 14:30' },
    { kind: 'slowed', label: '~ V4 50 % → 14:30' },
  ]);
  expect(drawn(500)).toEqual([]);
});
