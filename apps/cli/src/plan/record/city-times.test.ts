import type { Calibration, Pack, RecordedCall, RecordedResponse } from '@clarion/files';
import { sha256 } from '@clarion/files';
import { instant, type LngLat } from '@clarion/measure';
import { buildGraph, HOURS_OF_WEEK, openGraph } from '@clarion/roads';
import { expect, test } from 'vitest';
import { cityRecord } from './city-record.ts';
import { cityTimes } from './city-times.ts';
import { turnoutByKind } from './kind-turnout.ts';

const opened = openGraph(
  buildGraph(
    [
      {
        nodes: ['a', 'b'],
        points: [
          [8, 49],
          [8.02, 49],
        ],
        forward: true,
        backward: true,
        speedKmh: 50,
        roadClass: 'residential',
      },
    ],
    { digest: sha256 },
  ).buffer,
);
if (!opened.ok) throw new Error(opened.error.code);
const street: LngLat = [8.01, 49];
const pack = {
  roads: opened.value,
  manifest: { timeZone: 'UTC' },
  posts: [{ id: 'p', name: {}, kind: 'fire', at: [8, 49] }],
  units: [
    { id: 'E1', label: 'E1', kind: 'ENGINE', agency: 'fire', capabilities: [], postId: 'p' },
    { id: 'M1', label: 'M1', kind: 'MEDIC', agency: 'ambulance', capabilities: [] },
  ],
} as unknown as Pack;
const calibration = {
  profile: {
    overheadMs: 0,
    bands: ['always'],
    bandOfHour: new Array(HOURS_OF_WEEK).fill(0),
    factors: {},
    otherFactors: [1],
  },
} as unknown as Calibration;

/** Monday 6 April 2020. */
const at = (s: number) => instant(Date.UTC(2020, 3, 6) + s * 1000);
const DAY_S = 86_400;
let count = 0;
function call(sentS: number, turnoutS: number, times: Partial<RecordedResponse> = {}): RecordedCall {
  count++;
  const response: RecordedResponse = {
    unitId: 'E1',
    unitKind: 'ENGINE',
    sequence: 1,
    dispatchAt: at(sentS),
    enRouteAt: at(sentS + turnoutS),
    onSceneAt: at(sentS + turnoutS + 200),
    availableAt: at(sentS + turnoutS + 900),
    ...times,
  };
  return {
    id: `C${count}`,
    receivedAt: at(sentS - 60),
    priority: { original: '3', final: '3' },
    callType: 'x',
    group: '',
    address: '',
    at: street,
    responses: [response],
    flags: [],
  };
}
/** Recalled on the way: it rolled, and never came. */
const recalled = { onSceneAt: undefined } as unknown as Partial<RecordedResponse>;

function learnt(calls: readonly RecordedCall[], days: number): readonly number[] {
  const record = cityRecord(pack, calls, 500);
  const { turnout } = cityTimes(pack, calibration, record, [record.posts[0]!.snap], calls, days);
  const { valuesS, factor } = turnout.get('ENGINE')!;
  expect(factor).toEqual(new Array(HOURS_OF_WEEK).fill(1));
  return valuesS;
}

test('every turnout of the days that teach is learnt, also to calls that nobody came to, and none of the days that judge', () => {
  const calls = [
    call(3600, 60),
    call(3 * 3600, 70),
    call(5 * 3600, 40, recalled),
    call(7 * 3600, 80),
    call(DAY_S + 3600, 500),
    call(DAY_S + 3 * 3600, 600, recalled),
  ];
  expect(learnt(calls, 1)).toEqual([70, 40, 80]);
});

test('a crew that comes from a call which nobody came to is not taken to have been at its post', () => {
  const calls = [
    call(3600, 60),
    call(3 * 3600, 70),
    call(5 * 3600, 40, { ...recalled, availableAt: at(5 * 3600 + 1000) }),
    // A minute after it was recalled: it was on the street.
    call(5 * 3600 + 1060, 3),
    call(DAY_S + 3600, 500),
  ];
  expect(learnt(calls, 1)).toEqual([70, 40]);
});

test('by kind and hour: crews that sleep take longer, and each kind has its own', () => {
  const seen = Array.from({ length: 14 * 24 }, (_, hour) => {
    const night = hour % 24 < 6;
    return [
      { kind: 'ENGINE', hourOfWeek: hour % 168, turnoutMs: night ? 120_000 : 60_000 },
      { kind: 'TRUCK', hourOfWeek: hour % 168, turnoutMs: night ? 100_000 : 80_000 },
      { kind: 'MEDIC', hourOfWeek: hour % 168, turnoutMs: 8000 },
    ];
  }).flat();
  const turnout = turnoutByKind(new Set(['ENGINE', 'TRUCK', 'BOAT']), seen);
  const [engine, truck] = [turnout.get('ENGINE')!, turnout.get('TRUCK')!];
  expect([engine.factor[3], engine.factor[12], engine.factor[24 * 6 + 3]]).toEqual([2, 1, 2]);
  expect([truck.factor[3], truck.factor[12]]).toEqual([1.25, 1]);
  expect(new Set(engine.valuesS.map(one => Math.round(one)))).toEqual(new Set([60]));
  expect(new Set(truck.valuesS.map(one => Math.round(one)))).toEqual(new Set([80]));
  // Of a kind that was hardly seen: those of all of the kinds asked for.
  expect(turnout.get('BOAT')!.valuesS).toHaveLength(2 * 14 * 24);
  expect(turnoutByKind(new Set(['ENGINE']), [])).toEqual(new Map());
});
