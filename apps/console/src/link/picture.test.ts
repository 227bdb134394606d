import type { Entry } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { createPicture, takeEntries, takeMessage } from './picture.ts';

const received = (seq: number): Entry => ({
  seq,
  recordedAt: instant(seq),
  at: instant(seq),
  actor: { kind: 'exercise', id: 'caller' },
  commandId: `c${seq}`,
  type: 'CallReceived',
  data: { callId: `C${seq}`, channel: 'phone', fields: {} },
});
const hello = (logId: string, head: number) =>
  ({ type: 'hello', logId, kind: 'drill', head, clock: { at: 0, wall: 0, rate: 1 }, version: '1' }) as const;

describe('the picture of the centre', () => {
  test('folds what follows its head and passes over what it has', () => {
    const picture = createPicture();
    expect(takeEntries(picture, [received(1), received(2)])).toBe('ok');
    expect(takeEntries(picture, [received(2), received(3)])).toBe('ok');
    expect([...picture.board.get().board.calls.keys()]).toEqual(['C1', 'C2', 'C3']);
  });

  test('stops at a gap: a board with a hole is worse than an old board', () => {
    const picture = createPicture();
    expect(takeEntries(picture, [received(1), received(3), received(4)])).toBe('gap');
    expect(picture.board.get().board.head).toBe(1);
  });

  test('tells the followers once for a batch, and not at all for nothing new', () => {
    const picture = createPicture();
    let told = 0;
    picture.board.follow(() => told++);
    takeEntries(picture, [received(1), received(2), received(3)]);
    takeEntries(picture, [received(1)]);
    expect(told).toBe(1);
  });

  test('knows another log, and a log that is shorter than its own board', () => {
    const picture = createPicture();
    expect(takeMessage(picture, hello('a', 0), 0)).toBe('ok');
    expect(takeMessage(picture, hello('b', 0), 0)).toBe('otherLog');
    takeEntries(picture, [received(1), received(2)]);
    expect(takeMessage(picture, hello('a', 1), 0)).toBe('otherLog');
  });

  test('an older fix never takes the place of a newer one', () => {
    const picture = createPicture();
    const fix = (fixAt: number) => ({
      unitId: 'E1',
      at: [0, 0] as const,
      fixAt: instant(fixAt),
      source: 'device' as const,
    });
    takeMessage(picture, { type: 'positions', positions: [fix(10)] }, 0);
    takeMessage(picture, { type: 'positions', positions: [fix(5)] }, 0);
    expect(picture.positions.get().get('E1')?.fixAt).toBe(10);
  });

  test('typing is forgotten when its call ends', () => {
    const picture = createPicture();
    takeEntries(picture, [
      received(1),
      { ...received(2), type: 'CallAnswered', data: { callId: 'C1' } } as Entry,
    ]);
    takeMessage(picture, { type: 'draft', callId: 'C1', by: 'x', words: 'private' }, 0);
    takeEntries(picture, [{ ...received(3), type: 'CallEnded', data: { callId: 'C1' } } as Entry]);
    expect(picture.drafts.get().size).toBe(0);
  });
});
