import { type Actor, emptyBoard, type FloorAlarm } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { alarmsHere, firstUnacknowledged, toSound } from './here.ts';

const by: Actor = { kind: 'operator', id: 'anna', role: 'dispatcher' };
const alarm = (key: string, more: Partial<FloorAlarm> = {}): FloorAlarm => ({
  key,
  kind: 'unacknowledged',
  severity: 'high',
  since: instant(0),
  raisedAt: instant(1),
  deskId: 'D1',
  about: {},
  repeats: 0,
  sounded: [],
  ...more,
});

function floor(...alarms: readonly FloorAlarm[]) {
  const board = emptyBoard();
  board.configuration = {
    desks: [
      { deskId: 'D1', names: {}, work: 'dispatch' },
      { deskId: 'S1', names: {}, work: 'supervision' },
    ],
  } as never;
  for (const [deskId, id] of [
    ['D1', 'anna'],
    ['S1', 'cleo'],
  ] as const)
    board.desks.set(deskId, { deskId, by: { ...by, id }, since: instant(0) });
  for (const one of alarms) board.alarms.set(one.key, one);
  return board;
}

test('an alarm stands at its owner’s desk alone, one for the room at every desk', () => {
  const board = floor(alarm('a'), alarm('b', { room: true, severity: 'emergency' }));
  expect(alarmsHere(board, 'anna').map(one => one.key)).toEqual(['b', 'a']);
  expect(alarmsHere(board, 'cleo').map(one => one.key)).toEqual(['b']);
  expect(alarmsHere(board, 'nobody at a desk').map(one => one.key)).toEqual(['b']);
});

test('the key takes the most severe that nobody has acknowledged', () => {
  const acknowledged = { by, at: instant(2) };
  const board = floor(
    alarm('a', { severity: 'low' }),
    alarm('b'),
    alarm('c', { severity: 'emergency', acknowledged }),
  );
  expect(firstUnacknowledged(board, 'anna')?.key).toBe('b');
  expect(alarmsHere(board, 'anna').map(one => one.key)).toEqual(['b', 'a', 'c']);
});

test('each is sounded once a round, and again when it is raised again or was blocked', () => {
  const board = floor(alarm('a'));
  const [first] = toSound(board, 'anna', new Set());
  expect(toSound(board, 'anna', new Set([first!.id]))).toEqual([]);
  board.alarms.set('a', alarm('a', { repeats: 1 }));
  expect(toSound(board, 'anna', new Set([first!.id]))).toHaveLength(1);
  const played = { by, deskId: 'D1', at: instant(2), round: 0 };
  // A page that was loaded anew does not sound what its desk has sounded.
  expect(toSound(floor(alarm('a', { sounded: [{ ...played, how: 'sounded' }] })), 'anna', new Set())).toEqual(
    [],
  );
  expect(
    toSound(floor(alarm('a', { sounded: [{ ...played, how: 'blocked' }] })), 'anna', new Set()),
  ).toHaveLength(1);
});
