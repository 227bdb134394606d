import { distance, instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { arrivalOf, type Motion, straightDrive, whereabouts } from './motion.ts';

const motion: Motion = {
  kind: 'driving',
  since: instant(1000),
  to: [0.002, 0.001],
  drive: {
    points: [
      [0, 0],
      [0.002, 0],
      [0.002, 0.001],
    ],
    atMs: [0, 20_000, 30_000],
    travelTimeMs: 30_000,
  },
};

test('a crew is where the drive has it', () => {
  expect(whereabouts(motion, instant(0)).at).toEqual([0, 0]);
  const half = whereabouts(motion, instant(11_000));
  expect(half.at[0]).toBeCloseTo(0.001, 9);
  expect(half.headingDegrees).toBeCloseTo(90, 3);
  expect(half.speedMps).toBeCloseTo(distance([0, 0], [0.002, 0]) / 20, 6);
  expect(whereabouts(motion, instant(26_000)).at[1]).toBeCloseTo(0.0005, 9);
  expect(whereabouts(motion, instant(31_000))).toEqual({ at: [0.002, 0.001], moving: false });
  expect(arrivalOf(motion)).toBe(31_000);
});

test('a gap in the map is crossed straight at 30 km/h', () => {
  const { travelTimeMs } = straightDrive([0, 0], [0.01, 0]);
  expect(travelTimeMs / 1000).toBeCloseTo(distance([0, 0], [0.01, 0]) / (30 / 3.6), 2);
});
