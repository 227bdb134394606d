import { type Entry, emptyBoard, evolve } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { advance, boardOfReplay, positionsAt, type Replay, seek } from './replay.ts';

const entry = (seq: number, at: number, body: object, recordedAt = at): Entry =>
  ({
    seq,
    at: instant(at),
    recordedAt: instant(recordedAt),
    actor: { kind: 'operator', id: 'me' },
    commandId: `c${seq}`,
    ...body,
  }) as Entry;

const entries = [
  entry(1, 1_000, { type: 'CallReceived', data: { callId: 'C1', channel: 'phone', fields: {} } }),
  entry(2, 3_000, { type: 'IncidentOpened', data: { incidentId: 'I1', callId: 'C1', priority: 2 } }),
  entry(3, 4_000, { type: 'IncidentClosed', data: { incidentId: 'I1', disposition: 'handled' } }, 9_000),
];
const replay: Replay = {
  incidentId: 'I1',
  entries,
  from: 1_000,
  to: 10_000,
  at: 1_000,
  playing: true,
  rate: 5,
  positions: [],
};

test('the board of a moment is what the centre had written down by then', () => {
  expect(boardOfReplay(entries, 2_999, undefined).incidents.size).toBe(0);
  expect(boardOfReplay(entries, 3_000, undefined).incidents.get('I1')?.state).toBe('open');
  // It happened at 4 s and was entered at 9 s.
  expect(boardOfReplay(entries, 8_999, undefined).incidents.get('I1')?.state).toBe('open');
  expect(boardOfReplay(entries, 9_000, undefined).incidents.get('I1')?.state).toBe('closed');
});

test('the last moment is the board itself', () => {
  const whole = entries.reduce(evolve, emptyBoard());
  expect(boardOfReplay(entries, 10_000, undefined).incidents).toEqual(whole.incidents);
});

test('a replay neither leaves its ends nor plays on past the last', () => {
  fc.assert(
    fc.property(fc.integer({ min: -20_000, max: 20_000 }), fc.integer({ min: 0, max: 5_000 }), (to, step) => {
      const at = advance(seek(replay, to), step).at;
      expect(at).toBeGreaterThanOrEqual(replay.from);
      expect(at).toBeLessThanOrEqual(replay.to);
    }),
  );
  expect(advance({ ...replay, at: 9_999 }, 1_000)).toMatchObject({ at: 10_000, playing: false });
  expect(advance({ ...replay, playing: false }, 1_000).at).toBe(1_000);
});

test('units stand where they were last seen by that moment', () => {
  const fix = (fixAt: number, lng: number) => ({
    unitId: 'E1',
    at: [lng, 0] as const,
    fixAt: instant(fixAt),
    source: 'device' as const,
  });
  const all = [fix(3_000, 3), fix(1_000, 1), fix(9_000, 9)];
  expect(positionsAt(all, 500).size).toBe(0);
  expect(positionsAt(all, 5_000).get('E1')?.at[0]).toBe(3);
});
