import { type Closure, emptyBoard } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { closureFeatures } from '../map/features.ts';
import { readClosing } from './closing.ts';

test.each([
  ['', '', 60, 'incident'],
  ['Mill Lane', 'Mill Lane', 60, 'incident'],
  ['Mill Lane 90', 'Mill Lane', 90, 'incident'],
  ['Mill Lane 90min flood', 'Mill Lane', 90, 'flood'],
  ['Mill Lane flood 90', 'Mill Lane', 90, 'flood'],
  ['文化路 45分钟 积水', '文化路', 45, 'flood'],
  ['5th Street 12 30', '5th Street 12', 30, 'incident'],
  ['Route 99999', 'Route 99999', 60, 'incident'],
  ['30', '', 30, 'incident'],
])('“%s” is %s for %i minutes, %s', (rest, query, minutes, reason) => {
  expect(readClosing(rest)).toEqual({ query, minutes, reason });
});

test('the map draws what is closed now with its expiry, and what is offered', () => {
  const board = emptyBoard();
  const closure: Closure = {
    closureId: 'X3',
    pairs: [{ from: 'a', to: 'b' }],
    lines: [
      [
        [1, 2],
        [3, 4],
      ],
    ],
    label: {},
    reason: 'fire',
    expiresAt: instant(500),
    by: { kind: 'operator', id: 'anna' },
    since: instant(0),
  };
  board.closures.set('X3', closure);
  const offered = { pairs: [], lines: closure.lines, names: {}, lengthM: 1, at: [1, 2] as const };
  const drawn = (now: number) =>
    closureFeatures(
      board,
      instant(now),
      { reason: 'fire', minutes: 60, streets: [offered] },
      () => '14:30:00',
    ).features.map(feature => feature.properties);
  expect(drawn(100)).toEqual([
    { kind: 'closed', label: '✕ X3 → 14:30' },
    { kind: 'offered', label: '' },
  ]);
  expect(drawn(500)).toEqual([{ kind: 'offered', label: '' }]);
});
