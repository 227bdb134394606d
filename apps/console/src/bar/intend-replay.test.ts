import { expect, test } from 'vitest';
import { replayIntention } from './intend-replay.ts';
import type { Situation } from './intention.ts';
import type { Parsed } from './parse.ts';

const now = Date.UTC(2026, 4, 1, 15, 0, 0);
const situation = { now, timeZone: 'UTC', incidentId: 'I9' } as Situation;
const read = (rest: string, more: Partial<Parsed> = {}, at = situation) =>
  replayIntention({ verb: 'replay', unitIds: [], rest, ...more }, at);
const fivePastTwo = Date.UTC(2026, 4, 1, 14, 5, 0);

test('an incident, a time, or both are replayed; nothing said is the one in hand', () => {
  expect(read('')).toEqual({ kind: 'replay', incidentId: 'I9' });
  expect(read('', { incidentId: 'I17' })).toEqual({ kind: 'replay', incidentId: 'I17' });
  expect(read('14:05')).toEqual({ kind: 'replay', since: fivePastTwo });
  expect(read('14:05', { incidentId: 'I17' })).toEqual({
    kind: 'replay',
    incidentId: 'I17',
    since: fivePastTwo,
  });
  // What is later than now was yesterday.
  expect(read('15:01')).toEqual({ kind: 'replay', since: Date.UTC(2026, 3, 30, 15, 1, 0) });
});

test('a number that is not on the board any more is asked for all the same', () => {
  expect(read('i3')).toEqual({ kind: 'replay', incidentId: 'I3' });
  expect(read('I3 14:05')).toEqual({ kind: 'replay', incidentId: 'I3', since: fivePastTwo });
});

test('what cannot be read says what can be', () => {
  for (const wrong of ['25:00', 'yesterday', 'I3 I4', '14:05 soon'])
    expect(read(wrong)).toMatchObject({ kind: 'problem', code: 'replayForm' });
  const { incidentId: _, ...nothingInHand } = situation;
  expect(read('', {}, nothingInHand as Situation)).toMatchObject({ code: 'incidentMissing' });
});
