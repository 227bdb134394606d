import { randomUUID } from 'node:crypto';
import { boardFromJson } from '@clarion/dispatch';
import { createLive, type Live } from '../../apps/console/src/link/live.ts';
import { createPicture, replaceBoard } from '../../apps/console/src/link/picture.ts';
import { createReceive } from '../../apps/console/src/link/receive.ts';
import { createSending, type Sent } from '../../apps/console/src/link/sending.ts';
import type { Wire } from './wire.ts';

/** Time of a console: stands until it is moved, and then what is due is done in order. */
export function createHandClock(start: number) {
  let now = start;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  return {
    now: () => now,
    later: (run: () => void, ms: number) => {
      const timer = { at: now + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter(one => one !== timer);
      };
    },
    move: (ms: number) => {
      const end = now + ms;
      for (;;) {
        const due = timers.filter(one => one.at <= end).sort((a, b) => a.at - b.at)[0];
        if (due === undefined) break;
        timers = timers.filter(one => one !== due);
        now = Math.max(now, due.at);
        due.run();
      }
      now = end;
    },
  };
}

/** A console without a screen: the page's own picture, live line and sending, at the end of a wire. */
export function createTestConsole(
  operatorId: string,
  wire: Wire,
  load: () => Promise<Parameters<typeof boardFromJson>[0]>,
) {
  const clock = createHandClock(1_000_000);
  const picture = createPicture();
  const ends: Sent[] = [];
  const sending = createSending({
    post: wire.post,
    head: () => picture.board.get().board.head,
    wall: clock.now,
    newId: randomUUID,
    later: clock.later,
    keep: () => undefined,
    onRefused: () => undefined,
  });
  const live: Live = createLive({
    open: wire.open,
    wall: clock.now,
    later: clock.later,
    cursor: () => picture.board.get().board.head,
    onLiveness: () => undefined,
    onMessage: createReceive({
      picture,
      live: () => live,
      sending,
      wall: clock.now,
      load: async () => {
        const board = boardFromJson(await load());
        if (board.ok) replaceBoard(picture, board.value);
      },
    }),
  });
  live.start();
  return {
    operatorId,
    wire,
    clock,
    sending,
    live,
    /** What the person has been told about each command that came to an end. */
    ends,
    board: () => picture.board.get().board,
    send: (command: Parameters<typeof sending.send>[0]) => {
      void sending.send(command).then(end => ends.push(end));
    },
  };
}

export type TestConsole = ReturnType<typeof createTestConsole>;
