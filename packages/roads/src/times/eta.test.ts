import { expect, test } from 'vitest';
import type { TimesModel } from './calibrate.ts';
import { expectedArrival } from './eta.ts';
import { fitFigures } from './figures.ts';
import { HOURS_OF_WEEK } from './profile.ts';
import { fitTurnout, partOfDay, turnoutAtPost } from './turnout.ts';

const responses = Array.from({ length: 120 }, (_, i) => ({
  kind: i < 100 ? 'ENGINE' : 'BOAT',
  priority: i % 2 === 0 ? '3' : '2',
  hourOfWeek: i % 4 === 0 ? 26 : 36,
  from: 'post' as const,
  turnoutMs: i % 4 === 0 ? 110_000 : 60_000 + i,
}));
const turnout = fitTurnout(responses);

test('turnout is told by kind, part of the day and priority, where thirty responses say it', () => {
  expect([partOfDay(26), partOfDay(36), partOfDay(167), partOfDay(7)]).toEqual([
    'night',
    'day',
    'night',
    'day',
  ]);
  expect(turnout.filter(row => row.kind === 'BOAT')).toEqual([]);
  expect(turnout.map(({ part, priority, n }) => [part ?? priority ?? 'all', n])).toEqual([
    ['all', 100],
    ['2', 50],
    ['3', 50],
    ['day', 75],
  ]);
  expect(turnoutAtPost(turnout, 'ENGINE', 36)).toBe(60_050);
  // Of nights there are too few: all hours speak for them.
  expect(turnoutAtPost(turnout, 'ENGINE', 26)).toBe(60_066);
  expect(turnoutAtPost(turnout, 'BOAT', 36)).toBeUndefined();
});

const model: TimesModel = {
  profile: {
    overheadMs: 80_000,
    bands: ['always'],
    bandOfHour: Array.from({ length: HOURS_OF_WEEK }, () => 0),
    factors: {},
    otherFactors: [1],
  },
  ranges: {
    onRoad: [{ atMs: 150_000, low: 0.7, high: 1.7 }],
    fromPost: [{ atMs: 220_000, low: 0.8, high: 1.5 }],
  },
  turnout,
};

test('a crew at its post must first turn out; one on the road, or of a kind unknown, is not said to', () => {
  expect(expectedArrival(model, 60_000, 36, { kind: 'ENGINE' })).toEqual({
    ms: 200_050,
    lowMs: 160_040,
    highMs: 300_075,
    travelTimeMs: 140_000,
    turnoutMs: 60_050,
  });
  const onRoad = { ms: 140_000, lowMs: 98_000, highMs: 238_000, travelTimeMs: 140_000 };
  expect(expectedArrival(model, 60_000, 36, undefined)).toEqual(onRoad);
  expect(expectedArrival(model, 60_000, 36, { kind: 'BOAT' })).toEqual(onRoad);
});

test('figures of a record', () => {
  const pairs = [
    [100, 110],
    [200, 180],
    [300, 900],
    [400, 400],
  ] as const;
  const all = pairs.map(([expectedMs, tookMs]) => ({
    expectedMs,
    tookMs,
    range: { ms: expectedMs, lowMs: 0.9 * expectedMs, highMs: 1.1 * expectedMs },
  }));
  expect(fitFigures(all)).toEqual({
    n: 4,
    correlation: 0.575,
    rankCorrelation: 0.8,
    medianRatio: 1.05,
    meanAbsoluteErrorMs: 158,
    medianAbsoluteErrorMs: 15,
    coverage: 0.75,
    coverageByThird: [1, 1, 0.5],
    medianWidthMs: 50,
  });
  expect(fitFigures([])).toBeUndefined();
  expect(fitFigures([{ expectedMs: 5, tookMs: 7 }])).toMatchObject({ correlation: null, n: 1 });
});
