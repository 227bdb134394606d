import { type Entry, emptyBoard } from '@clarion/dispatch';
import type { Log } from '@clarion/store';
import { expect, test, vi } from 'vitest';
import { createFollower, TOO_SLOW } from './follower.ts';
import { createRecent } from './recent.ts';

const entry = (seq: number) => ({ seq, type: 'CallEnded', data: { callId: 'C1' } }) as Entry;
const entries = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => entry(from + index));

/** A line whose reader can be made to stand still. */
function slowLine() {
  const sent: string[] = [];
  const socket = {
    readyState: 1,
    bufferedAmount: 0,
    closed: undefined as number | undefined,
    send: (text: string) => void sent.push(text),
    close(code?: number) {
      socket.closed = code;
      socket.readyState = 3;
    },
  };
  const board = emptyBoard();
  let wall = 0;
  const log = {
    board,
    read: async (from: number, to: number) => entries(from, Math.min(to, board.head)),
  } as unknown as Log;
  const follower = createFollower(
    socket,
    { role: 'dispatcher' },
    {
      log,
      recent: createRecent(log, { kept: 10, page: 4 }),
      hello: () => ({ type: 'exercise', state: 'running' }),
      allPositions: () => JSON.stringify({ type: 'positions', positions: [] }),
      wall: () => wall,
    },
  );
  const append = (count: number) => {
    const news = entries(board.head + 1, board.head + count);
    board.head += count;
    follower.onEntries(news, JSON.stringify({ type: 'entries', entries: news }), new Set());
  };
  const seqs = () =>
    sent
      .map(text => JSON.parse(text) as { type: string; entries?: Entry[] })
      .flatMap(message => message.entries?.map(one => one.seq) ?? []);
  return { socket, follower, append, seqs, sent, pass: (ms: number) => (wall += ms), board };
}

test('a reader that stands still gets no positions, and every entry once it moves again', async () => {
  vi.useFakeTimers();
  const line = slowLine();
  line.board.head = 6;
  await line.follower.follow(0);
  expect(line.seqs()).toEqual([1, 2, 3, 4, 5, 6]);
  line.socket.bufferedAmount = 600 * 1024;
  const before = line.sent.length;
  line.follower.onPositions('positions');
  expect(line.sent).toHaveLength(before);
  line.socket.bufferedAmount = 9 * 1024 * 1024;
  line.append(3);
  line.append(2);
  expect(line.seqs()).toHaveLength(6);
  line.socket.bufferedAmount = 0;
  await vi.advanceTimersByTimeAsync(500);
  expect(line.seqs()).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  line.append(1);
  expect(line.seqs().at(-1)).toBe(12);
  vi.useRealTimers();
});

test('a reader that never moves again is let go', async () => {
  vi.useFakeTimers();
  const line = slowLine();
  await line.follower.follow(0);
  line.socket.bufferedAmount = 9 * 1024 * 1024;
  line.append(1);
  line.pass(31_000);
  await vi.advanceTimersByTimeAsync(500);
  expect(line.socket.closed).toBe(TOO_SLOW);
  vi.useRealTimers();
});

test('entries that come while older ones are read are neither lost nor sent twice', async () => {
  const line = slowLine();
  line.board.head = 30;
  const following = line.follower.follow(3);
  line.append(2);
  await Promise.resolve();
  line.append(1);
  await following;
  line.append(1);
  expect(line.seqs()).toEqual(Array.from({ length: 31 }, (_, index) => index + 4));
});
