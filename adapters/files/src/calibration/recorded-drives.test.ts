import { instant, type LngLat } from '@clarion/measure';
import { buildGraph, openGraph } from '@clarion/roads';
import { expect, test } from 'vitest';
import type { RecordedCall, RecordedResponse } from '../pack/parts.ts';
import { sha256 } from '../read-text.ts';
import { recordedDrives } from './recorded-drives.ts';

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
const graph = opened.value;
const street: LngLat = [8.01, 49];

/** Seconds after Monday 6 April 2020, 10:00 in Berlin. */
const at = (s: number) => instant(Date.UTC(2020, 3, 6, 8) + s * 1000);
let count = 0;
function call(
  sent: number,
  times: Partial<RecordedResponse> & { unitId?: string },
  place = street,
): RecordedCall {
  count++;
  const response: RecordedResponse = {
    unitId: 'E1',
    unitKind: 'ENGINE',
    sequence: 1,
    dispatchAt: at(sent),
    enRouteAt: at(sent + 80),
    onSceneAt: at(sent + 280),
    availableAt: at(sent + 600),
    ...times,
  };
  return {
    id: `C${count}`,
    receivedAt: at(sent - 60),
    priority: { original: '3', final: '3' },
    callType: 'x',
    group: '',
    address: '',
    at: place,
    responses: [response],
    flags: [],
  };
}
const read = (calls: readonly RecordedCall[]) =>
  recordedDrives(graph, {
    calls,
    posts: [{ id: 'p', name: {}, kind: 'fire', at: [8, 49] }],
    units: [
      { id: 'E1', label: 'E1', kind: 'ENGINE', agency: 'fire', capabilities: [], postId: 'p' },
      { id: 'M1', label: 'M1', kind: 'MEDIC', agency: 'ambulance', capabilities: [] },
    ],
    timeZone: 'Europe/Berlin',
  });
/** An hour apart, so that each begins at the post; the first of a record never counts. */
const later = (times: Partial<RecordedResponse>, place = street) =>
  read([call(0, {}), call(3600, times, place)]);

test('a drive from the post is read with its hour, turnout and time', () => {
  const { drives, responses, excluded } = later({});
  expect(responses).toBe(2);
  expect(excluded).toEqual({ firstOfRecord: 1 });
  expect(drives).toMatchObject([
    { day: 18_358, hourOfWeek: 11, kind: 'ENGINE', turnoutMs: 80_000, travelMs: 200_000 },
  ]);
});

test.each([
  ['missingTime', later({ onSceneAt: undefined } as never)],
  ['timesDoubtful', later({ flags: ['overlap'] })],
  ['timesDoubtful', later({ onSceneAt: at(3600) })],
  ['zeroTravel', later({ onSceneAt: at(3680), flags: ['zeroTravel'] })],
  ['noStation', later({ unitId: 'M1' })],
  ['notAtPost', later({ enRouteAt: at(3629) })],
  ['offRoad', later({}, [9, 49])],
  ['justFree', read([call(0, {}), call(600 + 1199, {})])],
  // Never said to be available again: busy until its last time at least.
  ['justFree', read([call(0, { availableAt: undefined } as never), call(280 + 1199, {})])],
])('%s', (reason, { drives, excluded, responses }) => {
  expect(drives).toEqual([]);
  expect(excluded).toEqual({ firstOfRecord: 1, [reason]: 1 });
  expect(responses).toBe(2);
});

test('turnout counts for every kind of unit, apart by where the crew was', () => {
  const medic = { unitId: 'M1', unitKind: 'MEDIC' };
  const { turnouts } = read([
    call(0, medic),
    call(600 + 299, medic),
    call(899 + 600 + 1200, medic),
    call(2699 + 600 + 700, medic),
  ]);
  expect(turnouts.map(({ kind, from, turnoutMs }) => [kind, from, turnoutMs])).toEqual([
    ['MEDIC', 'road', 80_000],
    ['MEDIC', 'post', 80_000],
  ]);
});
