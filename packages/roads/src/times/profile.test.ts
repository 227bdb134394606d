import { expect, test } from 'vitest';
import { buildGraph } from '../build.ts';
import { openGraph } from '../graph.ts';
import { nearest } from '../nearest.ts';
import { snapToId } from '../snap.ts';
import { digest } from '../testing/digest.ts';
import type { RoadClass, WayInput } from '../way.ts';
import { HOURS_OF_WEEK, type SpeedProfile, timesAtHour, WEEK_BANDS, withTimes } from './profile.ts';

const way = (from: string, to: string, lng: number, roadClass: RoadClass, timeMs: number): WayInput => ({
  nodes: [from, to],
  points: [
    [8 + lng, 49],
    [8.01, 49],
  ],
  forward: true,
  backward: false,
  speedKmh: 1,
  roadClass,
  travelTimeMs: { forward: timeMs },
});

/** A fire at X: one crew comes by the motorway, the other through a quarter. */
const opened = openGraph(
  buildGraph([way('M', 'X', 0, 'motorway', 90_000), way('R', 'X', 0.02, 'residential', 80_001)], { digest })
    .buffer,
);
if (!opened.ok) throw new Error(opened.error.code);
const graph = opened.value;
const profile: SpeedProfile = {
  overheadMs: 40_000,
  bands: ['night', 'rush'],
  bandOfHour: Array.from({ length: HOURS_OF_WEEK }, (_, hour) => (hour % 24 >= 15 && hour % 24 < 19 ? 1 : 0)),
  factors: { motorway: [0.8, 1.9] },
  otherFactors: [1.25, 1.5],
};
const soonest = (hour: number | undefined) => {
  const roads = hour === undefined ? graph : withTimes(graph, timesAtHour(graph, profile, hour));
  const units = ['M', 'R'].map(id => ({ id, snap: snapToId(roads, id)! }));
  return nearest(roads, units, snapToId(roads, 'X')!, 2);
};

test('who is soonest by the map is not who is soonest at the hour', () => {
  expect(soonest(undefined).map(({ unit }) => unit)).toEqual(['R', 'M']);
  expect(soonest(3)).toEqual([
    { unit: 'M', travelTimeMs: 72_000 },
    { unit: 'R', travelTimeMs: 100_001 },
  ]);
  expect(soonest(16)).toEqual([
    { unit: 'R', travelTimeMs: 120_002 },
    { unit: 'M', travelTimeMs: 171_000 },
  ]);
});

test('the graph itself keeps its times', () => {
  timesAtHour(graph, profile, 16);
  expect([...graph.arcTimeMs].sort()).toEqual([80_001, 90_000]);
  expect(withTimes(graph, timesAtHour(graph, profile, 16)).hash).toBe(graph.hash);
});

test('the bands of the week leave no hour out and take none twice', () => {
  for (let hour = 0; hour < HOURS_OF_WEEK; hour++) {
    const own = WEEK_BANDS.filter(
      band => band.weekend === hour >= 120 && band.fromHour <= hour % 24 && hour % 24 < band.toHour,
    );
    expect(own).toHaveLength(1);
  }
});
