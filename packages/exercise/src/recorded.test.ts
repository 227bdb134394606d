import { type Instant, instant } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import type { RecordedCall, RecordedResponse } from './recorded-call.ts';
import { recordedCalls } from './recorded-calls.ts';
import { recordedStays, responseOf } from './recorded-stays.ts';
import { recordedType } from './recorded-types.ts';

const start = Date.UTC(2020, 3, 7, 12);
const at = (minutes: number): Instant => instant(start + minutes * 60_000);

const response = (
  unitId: string,
  unitKind: string,
  sequence: number,
  times: Partial<RecordedResponse> = {},
): RecordedResponse => ({ unitId, unitKind, sequence, dispatchAt: at(2), ...times });

const call = (id: string, responses: RecordedResponse[], rest: Partial<RecordedCall> = {}): RecordedCall => ({
  id,
  receivedAt: at(0),
  entryAt: at(1),
  dispatchAt: at(2),
  priority: { original: '3', final: '3' },
  callType: 'Medical Incident',
  group: '',
  address: '100 Block of TEST ST',
  at: [0, 0],
  responses,
  flags: [],
  ...rest,
});

describe('stays', () => {
  const engine = response('E1', 'ENGINE', 1, { onSceneAt: at(6), availableAt: at(16) });
  const medic = response('M1', 'MEDIC', 2, {
    onSceneAt: at(8),
    transportAt: at(28),
    hospitalAt: at(38),
    availableAt: at(68),
  });
  const second = response('M2', 'MEDIC', 3, { onSceneAt: at(9), availableAt: at(12) });
  const one = call('1', [second, medic, engine]);
  const stays = recordedStays([one]);

  test('a unit that was there takes its own times', () => {
    expect(stays.stayOf(one, [{ unitId: 'M1', kind: 'MEDIC' }])).toEqual({
      sceneMs: 20 * 60_000,
      transport: { recordedMs: 10 * 60_000, hospitalMs: 30 * 60_000 },
    });
    expect(stays.stayOf(one, [{ unitId: 'E1', kind: 'ENGINE' }])).toEqual({ sceneMs: 10 * 60_000 });
  });

  test('substitutes take the times of their kind in order of dispatch, each once', () => {
    const sent = [
      { unitId: 'M7', kind: 'MEDIC' },
      { unitId: 'M8', kind: 'MEDIC' },
    ];
    expect(responseOf(one, sent.slice(0, 1))).toBe(medic);
    expect(responseOf(one, sent)).toBe(second);
  });

  test('what an earlier unit took of its own is not given again', () => {
    expect(
      responseOf(one, [
        { unitId: 'M1', kind: 'MEDIC' },
        { unitId: 'M9', kind: 'MEDIC' },
      ]),
    ).toBe(second);
  });

  test('when none is left it is the median of the kind, and nobody is taken along', () => {
    const sent = ['M7', 'M8', 'M9'].map(unitId => ({ unitId, kind: 'MEDIC' }));
    expect(responseOf(one, sent)).toBeUndefined();
    expect(stays.stayOf(one, sent)).toEqual({ sceneMs: 3 * 60_000 });
    expect(stays.stayOf(one, [{ unitId: 'X', kind: 'NEW KIND' }])).toEqual({ sceneMs: 10 * 60_000 });
  });

  test('times that run backwards or are missing are not believed', () => {
    const odd = call('2', [
      response('M1', 'MEDIC', 1, { onSceneAt: at(30), availableAt: at(20) }),
      response('M2', 'MEDIC', 2, {}),
    ]);
    const both = recordedStays([one, odd]);
    expect(both.stayOf(odd, [{ unitId: 'M1', kind: 'MEDIC' }])).toEqual({ sceneMs: 3 * 60_000 });
    expect(both.stayOf(odd, [{ unitId: 'M2', kind: 'MEDIC' }])).toEqual({ sceneMs: 3 * 60_000 });
  });
});

describe('script', () => {
  test('calls come in the order in which they were received, at their recorded times', () => {
    const script = recordedCalls([
      call('b', [], { receivedAt: at(5), entryAt: at(6), dispatchAt: at(7) }),
      call('a', []),
    ]);
    expect([...{ [Symbol.iterator]: () => script.from(at(0)) }].map(({ id }) => id)).toEqual(['a', 'b']);
    expect([...{ [Symbol.iterator]: () => script.from(at(1)) }].map(({ id }) => id)).toEqual(['b']);
    expect(script.total).toBe(2);
  });

  test('the delays of the desk add up to the recorded entry and dispatch', () => {
    const { answerMs, entryMs, dispatchMs } = recordedCalls([call('a', [])]).find('a')!;
    expect(answerMs + entryMs).toBe(60_000);
    expect(answerMs + entryMs + dispatchMs).toBe(120_000);
  });

  test('a record without those times, or with them backwards, gets usual ones', () => {
    const { entryAt: _, dispatchAt: __, ...bare } = call('a', []);
    const usual = recordedCalls([bare]).find('a')!;
    expect(usual.answerMs + usual.entryMs + usual.dispatchMs).toBe(120_000);
    const backwards = recordedCalls([call('a', [], { entryAt: at(-3), dispatchAt: at(-2) })]).find('a')!;
    expect(backwards).toEqual(usual);
  });
});

test.each([
  ['Medical Incident', 'Potentially Life-Threatening', '3', 'medicalCritical'],
  ['Medical Incident', 'Non Life-threatening', '2', 'medicalMinor'],
  ['Medical Incident', 'Non Life-threatening', '3', 'medical'],
  ['Medical Incident', '', '3', 'medical'],
  ['Alarms', 'Alarm', '3', 'fireAlarm'],
  ['Gas Leak (Natural and LP Gases)', 'Alarm', '3', 'gasLeak'],
  ['Never heard of', '', '3', 'other'],
])('%s, %s, priority %s is %s', (callType, group, final, typeId) => {
  expect(recordedType(call('1', [], { callType, group, priority: { original: final, final } }))).toBe(typeId);
});
