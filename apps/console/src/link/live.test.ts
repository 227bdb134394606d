import { describe, expect, test } from 'vitest';
import { createLive, type Liveness, SILENCE_MS, type Socket } from './live.ts';

function line() {
  let wall = 1_000;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const sockets: (Socket & { readonly sent: string[]; closed: boolean })[] = [];
  const told: Liveness[] = [];
  let cursor = 0;
  const live = createLive({
    open: () => {
      const socket = {
        sent: [] as string[],
        closed: false,
        send(text: string) {
          this.sent.push(text);
        },
        close() {
          this.closed = true;
        },
        onopen: null,
        onmessage: null,
        onclose: null,
        onerror: null,
      };
      sockets.push(socket);
      return socket;
    },
    wall: () => wall,
    later: (run, ms) => {
      const timer = { at: wall + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter(one => one !== timer);
      };
    },
    cursor: () => cursor,
    onMessage: message => {
      if (message.type === 'hello') live.caughtUp();
    },
    onLiveness: next => told.push(next),
  });
  const wait = (ms: number) => {
    const end = wall + ms;
    for (;;) {
      const next = timers.filter(one => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      timers = timers.filter(one => one !== next);
      wall = next.at;
      next.run();
    }
    wall = end;
  };
  const hello = () =>
    sockets.at(-1)!.onmessage?.({
      data: JSON.stringify({
        type: 'hello',
        logId: 'l',
        kind: 'drill',
        head: 0,
        clock: { at: 0, wall: 0, rate: 1 },
        version: '',
      }),
    });
  return {
    live,
    sockets,
    told,
    wait,
    hello,
    setCursor: (next: number) => {
      cursor = next;
    },
  };
}

describe('the live line', () => {
  test('opens again from the page’s own cursor after a cut, and says since when it was not live', () => {
    const { live, sockets, told, wait, hello, setCursor } = line();
    live.start();
    sockets[0]!.onopen?.();
    expect(JSON.parse(sockets[0]!.sent[0]!)).toEqual({ type: 'follow', from: 0 });
    hello();
    expect(told.at(-1)).toEqual({ state: 'live' });
    setCursor(42);
    sockets[0]!.onclose?.();
    expect(told.at(-1)).toEqual({ state: 'lost', since: 1_000 });
    wait(300);
    sockets[1]!.onopen?.();
    expect(JSON.parse(sockets[1]!.sent[0]!)).toEqual({ type: 'follow', from: 42 });
    hello();
    expect(told.at(-1)).toEqual({ state: 'live' });
  });

  test('a line that is open and silent is not live', () => {
    const { live, sockets, told, wait, hello } = line();
    live.start();
    sockets[0]!.onopen?.();
    hello();
    wait(SILENCE_MS + 2_500);
    expect(told.at(-1)?.state).toBe('lost');
    expect(sockets[0]!.closed).toBe(true);
  });

  test('nothing is said into a line that is not live', () => {
    const { live } = line();
    live.start();
    expect(live.say({ type: 'draft', callId: 'C1', words: 'x' })).toBe(false);
  });

  test('a stopped line stays closed', () => {
    const { live, sockets, wait } = line();
    live.start();
    live.stop();
    wait(60_000);
    expect(sockets.length).toBe(1);
  });
});
