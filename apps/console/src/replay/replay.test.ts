import { boardToJson, type Entry, emptyBoard, evolve } from '@clarion/dispatch';
import { instant, type LngLat } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  advance,
  boardOfReplay,
  byKey,
  paced,
  positionsAt,
  type Replay,
  readStretch,
  type Stretch,
  seek,
  stretchNow,
  withStretch,
} from './replay.ts';

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
const fold = (some: readonly Entry[]) => some.reduce(evolve, emptyBoard());
/** As the server sends it, of `from`..`to`. */
const stretch = (from: number, to: number): Stretch =>
  readStretch({
    from,
    to,
    board: boardToJson(fold(entries.filter(({ recordedAt }) => recordedAt <= from))),
    entries: entries.filter(({ recordedAt }) => recordedAt > from && recordedAt <= to),
    positions: [],
    positionsFrom: 0,
  })!;
const replay: Replay = {
  incidentId: 'I1',
  entries,
  from: 1_000,
  to: 10_000,
  at: 1_000,
  playing: true,
  rate: 5,
  stretches: [stretch(0, 10_000)],
};

test('the board of a moment is what the centre had written down by then', () => {
  const whole = stretch(0, 10_000);
  expect(boardOfReplay(whole, 2_999).incidents.size).toBe(0);
  expect(boardOfReplay(whole, 3_000).incidents.get('I1')?.state).toBe('open');
  // It happened at 4 s and was entered at 9 s.
  expect(boardOfReplay(whole, 8_999).incidents.get('I1')?.state).toBe('open');
  expect(boardOfReplay(whole, 9_000).incidents.get('I1')?.state).toBe('closed');
});

test('whichever stretch a moment is looked at in, the board is the same, and looking changes none', () => {
  fc.assert(
    fc.property(fc.nat(10_000), fc.nat(10_000), fc.nat(10_000), (a, b, c) => {
      const [from, at, to] = [a, b, c].sort((x, y) => x - y) as [number, number, number];
      const part = stretch(from, to);
      for (const moment of [to, at]) {
        const truth = fold(entries.filter(({ recordedAt }) => recordedAt <= moment));
        expect(boardOfReplay(part, moment)).toEqual(truth);
      }
    }),
  );
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

test('what has not come yet is waited for, and a few stretches are kept', () => {
  const waits = { ...replay, at: 5_000, stretches: [stretch(0, 4_000)] };
  expect(stretchNow(waits)).toBeUndefined();
  expect(advance(waits, 1_000)).toBe(waits);
  expect(advance(withStretch(waits, stretch(4_000, 10_000)), 200).at).toBe(6_000);
  const many = Array.from({ length: 20 }, (_, i) => stretch(i * 100, i * 100 + 99)).reduce(
    withStretch,
    replay,
  );
  expect(many.stretches.length).toBeLessThan(10);
  expect(many.stretches.at(-1)?.from).toBe(1_900);
});

test('keys step by a second and a minute, go to the ends, play, and change the pace within its bounds', () => {
  const still = { ...replay, playing: false, at: 5_000 };
  expect(byKey(still, 'ArrowRight', false)).toMatchObject({ at: 6_000, playing: false });
  expect(byKey({ ...still, playing: true }, 'ArrowLeft', false)).toMatchObject({ at: 4_000, playing: false });
  expect(byKey(still, 'ArrowLeft', true)?.at).toBe(1_000);
  expect([byKey(still, 'Home', false)?.at, byKey(still, 'End', false)?.at]).toEqual([1_000, 10_000]);
  expect(byKey(still, ' ', false)).toMatchObject({ at: 5_000, playing: true });
  expect(byKey({ ...still, at: 10_000 }, ' ', false)).toMatchObject({ at: 1_000, playing: true });
  expect(byKey(still, '+', true)?.rate).toBe(20);
  expect([paced({ ...still, rate: 60 }, 1).rate, paced({ ...still, rate: 1 }, -1).rate]).toEqual([60, 1]);
  expect(byKey(still, 'q', false)).toBeUndefined();
});

test('units stand where they were last seen by that moment, and nowhere where that is erased', () => {
  const fix = (fixAt: number, lng: number) => ({
    unitId: 'E1',
    at: [lng, 0] as LngLat,
    fixAt: instant(fixAt),
    source: 'device' as const,
  });
  const positions = [fix(3_000, 3), fix(1_000, 1), fix(9_000, 9)];
  expect(positionsAt({ positions, positionsFrom: 0 }, 500).size).toBe(0);
  expect(positionsAt({ positions, positionsFrom: 0 }, 5_000).get('E1')?.at[0]).toBe(3);
  expect(positionsAt({ positions, positionsFrom: 5_001 }, 5_000).size).toBe(0);
});
