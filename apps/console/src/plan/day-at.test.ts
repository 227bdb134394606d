import type { DayResult } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { countsAt, dayAt } from './day-at.ts';

const day: DayResult = {
  seconds: 86_400,
  seed: 1,
  units: [{ id: 'M1', at: [0, 0] }],
  calls: [{ at: [2, 0], callS: 100, sceneS: 300, freeS: 900 }],
  drives: [
    {
      unit: 'M1',
      call: 0,
      atS: [160, 230, 300],
      points: [
        [0, 0],
        [1, 0],
        [2, 0],
      ],
    },
    {
      unit: 'M1',
      call: null,
      atS: [900, 1000],
      points: [
        [2, 0],
        [0, 0],
      ],
    },
  ],
};

test('a unit is at its post, on the way, on scene, on the way back, and at its post again', () => {
  const states = [0, 195, 300, 899, 950, 1000].map(atS => dayAt(day, atS).units[0]!);
  expect(states.map(one => one.state)).toEqual(['free', 'out', 'scene', 'scene', 'back', 'free']);
  expect(states.map(one => one.at)).toEqual([
    [0, 0],
    [0.5, 0],
    [2, 0],
    [2, 0],
    [1, 0],
    [0, 0],
  ]);
});

test('a call waits until somebody is there, and is gone when it has ended', () => {
  expect(dayAt(day, 99).calls).toEqual([]);
  expect(dayAt(day, 200).calls.map(one => one.state)).toEqual(['waiting']);
  expect(dayAt(day, 300).calls.map(one => one.state)).toEqual(['helped']);
  expect(dayAt(day, 900).calls).toEqual([]);
  expect(countsAt(day, 200)).toEqual({ calls: 1, waiting: 1, busy: 1 });
});
