import { emptyBoard } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { generatedCalls } from './generated-calls.ts';
import type { RecordedCall, RecordedResponse } from './recorded-call.ts';
import { responseIntervals } from './response-intervals.ts';
import { play } from './testing/play.ts';
import { generatedOptions, hospitals, morning, units } from './testing/town.ts';

const s = (seconds: number) => instant(1_600_000_000_000 + seconds * 1000);
const response = (
  unitId: string,
  dispatch?: number,
  enRoute?: number,
  onScene?: number,
): RecordedResponse => ({
  unitId,
  unitKind: 'ENGINE',
  sequence: 1,
  ...(dispatch !== undefined && { dispatchAt: s(dispatch) }),
  ...(enRoute !== undefined && { enRouteAt: s(enRoute) }),
  ...(onScene !== undefined && { onSceneAt: s(onScene) }),
});
const call = (id: string, responses: RecordedResponse[]): RecordedCall => ({
  id,
  receivedAt: s(0),
  priority: { original: '3', final: '3' },
  callType: 'Other',
  group: '',
  address: '',
  at: [0, 0],
  responses,
  flags: [],
});

describe('of a record', () => {
  const report = responseIntervals({
    board: emptyBoard(),
    recorded: [
      call('1', [response('E1', 60, 120, 300), response('E2', 50, 110, 400)]),
      call('2', [response('E1', 90, 90, 90), response('E3', 95)]),
      call('3', [response('E9')]),
    ],
  });
  const all = report.groups.find(({ group }) => group === 'all')!.recorded;
  const figure = (step: string) => all.find(one => one.step === step)!;

  test('call processing and total count once a call, by the first sent and the first there', () => {
    expect(figure('callProcessing')).toEqual({
      step: 'callProcessing',
      n: 2,
      medianSeconds: 50,
      p90Seconds: 90,
      excluded: { missingTime: 1 },
    });
    expect(figure('total')).toEqual({
      step: 'total',
      n: 2,
      medianSeconds: 90,
      p90Seconds: 300,
      excluded: { missingTime: 1 },
    });
  });

  test('turnout and travel count each response; what is left out is said', () => {
    expect(figure('turnout')).toEqual({
      step: 'turnout',
      n: 3,
      medianSeconds: 60,
      p90Seconds: 60,
      excluded: { missingTime: 2 },
    });
    expect(figure('travel')).toEqual({
      step: 'travel',
      n: 2,
      medianSeconds: 180,
      p90Seconds: 290,
      excluded: { zeroTravel: 1, missingTime: 2 },
    });
  });

  test('units whose station nobody knows are apart', () => {
    const unknown = report.groups.find(({ group }) => group === 'assumedHome')!;
    expect(unknown.recorded).toEqual(all);
  });
});

test('units that both sent are compared with themselves, the others apart', () => {
  const script = generatedCalls({ ...generatedOptions, callsPerHour: 1, types: new Set(['medical']) });
  const p = play([units[8]!], { seed: 7, script, hospitals, from: morning, attended: false });
  p.run(instant(morning + 6 * 3_600_000));
  const recorded = [...p.board.incidents.keys()].map(id =>
    call(id, [response('M1', 60, 90, 100), response('X', 60)]),
  );
  const { groups } = responseIntervals({ board: p.board, recorded, recordOf: id => id });
  const turnouts = (name: string) => {
    const { ours, recorded } = groups.find(({ group }) => group === name)!;
    return [ours[1]!.n, recorded[1]!.n + (recorded[1]!.excluded['missingTime'] ?? 0)];
  };
  const n = p.board.incidents.size;
  expect(n).toBeGreaterThan(2);
  expect(turnouts('ownUnit')).toEqual([turnouts('all')[0], p.board.assignments.size]);
  expect(turnouts('substitute')).toEqual([0, 2 * n - p.board.assignments.size]);
});

test('of an exercise: total is what the steps of the first unit there add up to', () => {
  const p = play([units[0]!, units[8]!], {
    seed: 7,
    script: generatedCalls({ ...generatedOptions, callsPerHour: 1, types: new Set(['medical']) }),
    hospitals,
    from: morning,
    attended: false,
  });
  p.run(instant(morning + 8 * 3_600_000));
  const { groups, method } = responseIntervals({ board: p.board });
  expect(method).toBe('nearestRank');
  expect(groups.map(({ group }) => group)).toEqual(['all', 'knownHome', 'assumedHome']);
  const ours = groups[0]!.ours;
  expect(ours.map(({ step }) => step)).toEqual(['callProcessing', 'turnout', 'travel', 'total']);
  for (const { n, medianSeconds, p90Seconds } of ours) {
    expect(n).toBeGreaterThan(2);
    expect(medianSeconds!).toBeLessThanOrEqual(p90Seconds!);
  }
  const total = ours[3]!;
  expect(total.medianSeconds!).toBeGreaterThan(ours[0]!.medianSeconds!);
  expect(groups[1]!.ours).toEqual(ours);
  expect(groups[2]!.ours.every(({ n }) => n === 0)).toBe(true);
});
