import { boardToJson, defaultConfiguration } from '@clarion/dispatch';
import { type Instant, instant, type LngLat, milliseconds } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { firstUnits, spreadOf } from './first-units.ts';
import type { RecordedCall, RecordedResponse } from './recorded-call.ts';
import { recordedCalls } from './recorded-calls.ts';
import { straight } from './testing/play.ts';
import { hospitals, units } from './testing/town.ts';
import { playUnattended, type Unattended } from './unattended.ts';

const start = Date.UTC(2020, 3, 7, 12);
const at = (minutes: number): Instant => instant(start + minutes * 60_000);
const response = (unitId: string, times: Partial<RecordedResponse>): RecordedResponse => ({
  unitId,
  unitKind: 'ALS',
  sequence: 1,
  ...times,
});
const drive = (from: number, to: number) => ({
  dispatchAt: at(2),
  enRouteAt: at(from),
  onSceneAt: at(to),
  availableAt: at(to + 20),
});
const call = (id: string, place: LngLat, minute: number, responses: RecordedResponse[]): RecordedCall => ({
  id,
  receivedAt: at(minute),
  entryAt: at(minute + 1),
  dispatchAt: at(minute + 2),
  priority: { original: '3', final: '3' },
  callType: 'Medical Incident',
  group: 'Potentially Life-Threatening',
  address: '100 Block of TEST ST',
  area: 'West',
  at: place,
  responses,
  flags: [],
});

/** M1 stands at [0.01, 0.01], M2 at [0.03, 0.01]. */
const recorded = [
  call('near M1', [0.011, 0.01], 0, [response('M1', drive(3, 5))]),
  call('near M2, the record sent M1', [0.031, 0.01], 120, [response('M1', drive(123, 130))]),
  call('a button', [0.011, 0.01], 240, [response('M1', drive(243, 243))]),
  call('nobody there', [0.011, 0.01], 360, [response('M1', { dispatchAt: at(362) })]),
  call('from nowhere', [0.011, 0.01], 480, [response('M9', drive(483, 485))]),
  call('two, the second there first', [0.011, 0.01], 600, [
    response('M2', drive(603, 612)),
    response('M1', drive(603, 606)),
  ]),
];
const posted = units.map(unit => ({ ...unit, postId: `post of ${unit.unitId}` }));

const played = (): Unattended =>
  playUnattended({
    configuration: defaultConfiguration({ placeName: { en: 'Test' }, units: posted, posts: [] }, 1),
    script: recordedCalls(recorded, 1),
    seed: 1,
    hospitals,
    routeTo: straight,
    travelTo: (place, fixes) =>
      new Map(fixes.map(fix => [fix.unitId, milliseconds(straight(fix.at, place).travelTimeMs)])),
    graphHash: 'straight',
  });
const compare = ({ board, exercise, sentFrom }: Unattended) =>
  firstUnits({
    board,
    recorded,
    recordOf: incidentId => exercise.scriptOfIncident(incidentId)?.id,
    sentFrom,
  });

describe('a record played unattended', () => {
  const once = played();

  test('the same question has the same answer, entry for entry', () => {
    expect(boardToJson(played().board)).toEqual(boardToJson(once.board));
    expect(once.exercise.callsDone()).toBe(recorded.length);
    expect([...once.board.incidents.values()].map(({ state }) => state)).toEqual(
      recorded.map(() => 'closed'),
    );
  });

  test('the first there is set beside the first of the record, and what cannot be is counted', () => {
    const { compared, excluded } = compare(once);
    expect(excluded).toEqual({ noneThere: 1, noDrive: 1, noStation: 1, oursNobody: 0 });
    const shown = compared.map(one => [one.callId, one.recordedUnit, one.ourUnit, one.sameStation]);
    expect(shown).toEqual([
      ['near M1', 'M1', 'M1', true],
      ['near M2, the record sent M1', 'M1', 'M2', false],
      ['two, the second there first', 'M1', 'M1', true],
    ]);
    expect(compared.map(one => one.recordedSeconds)).toEqual([120, 420, 180]);
    for (const one of compared) {
      const from = posted.find(unit => unit.unitId === one.ourUnit)!.home!;
      expect(one.ourFrom?.[0]).toBeCloseTo(from[0], 5);
      expect(one.ourSeconds).toBeCloseTo(straight(from, one.at).travelTimeMs / 1000, 0);
    }
  });
});

test('a spread is by nearest rank, with its n', () => {
  expect(spreadOf([])).toEqual({ n: 0 });
  expect(spreadOf([-10, 0, 10, 20])).toEqual({
    n: 4,
    p10: -10,
    p25: -10,
    median: 0,
    p75: 10,
    p90: 20,
    mean: 5,
    meanAbsolute: 10,
  });
});
