import type { FiledIncident } from '@clarion/dispatch';
import { instant, type LngLat } from '@clarion/measure';
import { expect, test } from 'vitest';
import type { PlaceAtHand } from '../place/place-at-hand.ts';
import { callsPerHour } from './calls-per-hour.ts';
import { demandGround } from './ground.ts';

const HOUR_MS = 3_600_000;
const square = (west: number, east: number): LngLat[][] => [
  [
    [west, 0],
    [east, 0],
    [east, 1],
    [west, 1],
    [west, 0],
  ],
];
const place = (more: Partial<PlaceAtHand>): PlaceAtHand =>
  ({
    areas: {
      features: [
        { properties: { id: 'w', name: {} }, geometry: { type: 'Polygon', coordinates: square(0, 0.5) } },
        {
          properties: { id: 'e', name: {} },
          geometry: { type: 'MultiPolygon', coordinates: [square(0.5, 1)] },
        },
      ],
    },
    ...more,
  }) as PlaceAtHand;

/** So many incidents at a place, an hour apart; with a call each, or begun by a unit. */
function incidentsOf(
  ...groups: { count: number; at: LngLat; called: boolean; sent?: boolean }[]
): FiledIncident[] {
  return groups.flatMap(({ count, at, called, sent }) =>
    Array.from({ length: count }, (_, i) => ({
      incidentId: `I${i}`,
      openedAt: instant(i * HOUR_MS),
      closedAt: instant(i * HOUR_MS),
      priority: 2 as const,
      place: { at, label: '' },
      called,
      agencies: sent ? ['ambulance' as const] : [],
    })),
  );
}

test('people are the demand where the pack tells of them, each in the area that holds the place', () => {
  const people = [
    { at: [0.25, 0.5] as LngLat, people: 30 },
    { at: [0.75, 0.5] as LngLat, people: 10 },
    { at: [5, 5] as LngLat, people: 2 },
    { at: [0.1, 0.1] as LngLat, people: 0 },
  ];
  const ground = demandGround(place({ people }), [])!;
  expect([ground.source, ground.total, [...ground.weight]]).toEqual(['people', 42, [30, 10, 2]]);
  expect([...ground.areaOf]).toEqual([0, 1, -1]);
  const other = demandGround(place({ people: people.with(0, { ...people[0]!, people: 31 }) }), [])!;
  expect(other.hash).not.toBe(ground.hash);
});

test('else the calls for help of the log, gathered by place; what units began themselves is no demand', () => {
  const called = { count: 60, at: [0.2, 0.5] as LngLat, called: true };
  const begun = { count: 500, at: [0.8, 0.5] as LngLat, called: false };
  const ground = demandGround(place({}), incidentsOf(called, begun))!;
  expect([ground.source, ground.total, ground.at.length]).toEqual(['calls', 60, 1]);
  expect(ground.at[0]![0]).toBeCloseTo(0.2, 9);
  expect(demandGround(place({}), incidentsOf({ ...called, count: 49 }, begun))).toBeUndefined();
});

test('calls an hour are those of calls for help to which the service was sent, where there are enough', () => {
  const at: LngLat = [0, 0];
  const sent = { count: 100, at, called: true, sent: true };
  const now = instant(100 * HOUR_MS);
  expect(callsPerHour(incidentsOf(sent), ['ambulance', 'fire'], now)).toEqual({ ambulance: 1 });
  expect(callsPerHour(incidentsOf({ ...sent, called: false }), ['ambulance'], now)).toEqual({});
  expect(callsPerHour(incidentsOf({ ...sent, count: 49 }), ['ambulance'], now)).toEqual({});
});
