import type { Unit } from '@clarion/dispatch';
import { type Bounds, type Instant, instant, type LngLat } from '@clarion/measure';
import { expect, test } from 'vitest';
import { judgeFix } from './judge.ts';

const now = instant(1_800_000_000_000);
const here: LngLat = [113.9, 30.4];
const bounds: Bounds = [113.8, 30.3, 114, 30.5];
const unit = (status: Unit['status'] = 'available'): Unit => ({
  unitId: 'E1',
  description: { unitId: 'E1', kind: 'ENGINE', agency: 'fire', capabilities: ['engine'] },
  status,
  statusSince: instant(now - 600_000),
  assignmentIds: [],
  changedSeq: 1,
});
const fix = (at: LngLat, fixAt: number = now, speedKmh?: number) => ({
  unitId: 'E1',
  at,
  fixAt: fixAt as Instant,
  ...(speedKmh === undefined ? {} : { speedKmh }),
});
const around = { unit: unit(), last: undefined, scene: undefined, bounds, now };

test('a fix of now, near the place, is good', () => {
  expect(judgeFix(fix(here), around)).toBeUndefined();
});

test('a fix of long ago is late, one of the future says that a clock is ahead', () => {
  expect(judgeFix(fix(here, now - 121_000), around)).toBe('late');
  expect(judgeFix(fix(here, now + 31_000), around)).toBe('clockAhead');
});

test('a fix on another continent, or faster than a vehicle, is absurd', () => {
  expect(judgeFix(fix([0, 0]), around)).toBe('absurd');
  expect(judgeFix(fix(here, now, 400), around)).toBe('absurd');
  const last = fix([113.9, 30.35], now - 10_000);
  expect(judgeFix(fix(here), { ...around, last })).toBe('absurd');
  expect(judgeFix(fix(here), { ...around, last: fix([113.9, 30.35], now - 100_000) })).toBeUndefined();
});

test('a unit that says it is on scene stands near the scene', () => {
  const scene = { at: here, uncertaintyM: 50, label: 'x', source: 'map', verified: true } as const;
  const onScene = { ...around, unit: unit('onScene'), scene };
  expect(judgeFix(fix([113.905, 30.4]), onScene)).toBeUndefined();
  expect(judgeFix(fix([113.93, 30.4]), onScene)).toBe('againstStatus');
  expect(judgeFix(fix(here, now, 60), onScene)).toBe('againstStatus');
  const justNow = { ...onScene, unit: { ...unit('onScene'), statusSince: instant(now - 5000) } };
  expect(judgeFix(fix([113.93, 30.4]), justNow)).toBeUndefined();
});
