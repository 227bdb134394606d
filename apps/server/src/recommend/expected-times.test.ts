import type { FixNow, Unit } from '@clarion/dispatch';
import { instant, milliseconds } from '@clarion/measure';
import { buildHierarchy } from '@clarion/roads';
import { expect, test } from 'vitest';
import { createRoadsNow } from '../streets/roads-now.ts';
import { calibrationOf } from '../testing/calibration.ts';
import { at, gridGraph } from '../testing/grid.ts';
import { createExpectedTimes } from './expected-times.ts';

const graph = gridGraph(3);
const hierarchy = buildHierarchy(graph);
const roadsOf = (roads: typeof graph) =>
  createRoadsNow({ graph: roads, hierarchy, closures: { at: () => undefined } });
const calibration = calibrationOf({
  overheadMs: 40_000,
  factor: 1,
  atRush: 2,
  turnoutMs: { ENGINE: 80_000 },
});
const timesOf = (known: typeof calibration | undefined) =>
  createExpectedTimes({
    graph,
    roads: roadsOf(graph),
    roadsOf,
    calibration: known,
    timeZone: 'America/Los_Angeles',
  });
/** Monday 6 April 2020 there. */
const [noon, rush] = ['19:00', '23:30'].map(time => instant(Date.parse(`2020-04-06T${time}:00Z`))) as [
  ReturnType<typeof instant>,
  ReturnType<typeof instant>,
];
const crew = (kind: string, status = 'available') =>
  ({ unitId: 'E1', status, description: { unitId: 'E1', kind, home: at(1, 1) } }) as unknown as Unit;
const fix = (source: FixNow['source'], here = at(1, 1)): FixNow => ({ at: here, ageMs: 0, source });

test('the roads of an hour are driven as that hour is, at the clock of the place, and made anew only when it changes', () => {
  const times = timesOf(calibration);
  const timeAt = (now: typeof noon) => times.roadsAt(now).at(now).roads.arcTimeMs[0]!;
  expect(timeAt(noon)).toBe(graph.arcTimeMs[0]);
  const atNoon = times.roadsAt(noon);
  expect(times.roadsAt(instant(noon + 3_600_000))).toBe(atNoon);
  expect(timeAt(rush)).toBe(2 * graph.arcTimeMs[0]!);
  expect(timeAt(noon)).toBe(graph.arcTimeMs[0]);
});

test('a crew that is not yet on the road must first turn out; what is not known of its kind is not made up', () => {
  const times = timesOf(calibration);
  const eta = (unit: Unit, where: FixNow) => times.etaOf(60_000, unit, where, noon);
  expect(eta(crew('ENGINE'), fix('post'))).toEqual({
    travelTimeMs: 100_000,
    eta: {
      ms: 180_000,
      lowMs: 144_000,
      highMs: 270_000,
      turnoutMs: 80_000,
      basis: 'calibrated',
    },
  });
  const turnout = (unit: Unit, where: FixNow) => eta(unit, where).eta.turnoutMs;
  expect(turnout(crew('ENGINE'), fix('device'))).toBe(80_000);
  // Told, and not yet en route: still to turn out.
  expect(turnout(crew('ENGINE', 'dispatched'), fix('device'))).toBe(80_000);
  expect(turnout(crew('ENGINE', 'enRoute'), fix('device'))).toBeUndefined();
  expect(turnout(crew('ENGINE'), fix('device', at(2, 2)))).toBeUndefined();
  expect(turnout(crew('BOAT'), fix('post'))).toBeUndefined();
});

test('without a calibration times are the roads’ own, with a stated range that says so', () => {
  const times = timesOf(undefined);
  expect(times.roadsAt(rush)).toBe(times.roadsAt(noon));
  expect(times.calibrationHash).toBeUndefined();
  expect(times.etaOf(60_000, crew('ENGINE'), fix('post'), rush)).toEqual({
    travelTimeMs: 60_000,
    eta: { ms: 60_000, lowMs: 54_000, highMs: 240_000, basis: 'uncalibrated' },
  });
});

test('who cannot get there, or is nowhere, has no ETA', () => {
  const travel = new Map([
    ['E1', milliseconds(60_000)],
    ['E2', undefined],
    ['E3', milliseconds(60_000)],
  ]);
  const units = new Map(['E1', 'E2', 'E3'].map(id => [id, crew('ENGINE')]));
  const fixOf = (unitId: string) => (unitId === 'E3' ? undefined : fix('post'));
  const found = timesOf(calibration).expect(travel, units, fixOf, noon);
  expect([...found.etas.keys()]).toEqual(['E1']);
  expect([...found.travel]).toEqual([
    ['E1', 100_000],
    ['E2', undefined],
    ['E3', 60_000],
  ]);
});
