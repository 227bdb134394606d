import { fail, ok } from '@clarion/measure';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createQueue, isOnItsWay, type Queued, type QueueStore, statusesOf, waitingOf } from './queue.ts';
import { fromBefore } from './queue-store.ts';
import { sizeFor } from './reduce-photo.ts';

/** A machine that keeps what it is given over a new start of the page. */
function machine() {
  const kept = new Map<string, Queued>();
  const pictures = new Map<string, Blob>();
  const store: QueueStore = {
    all: async () => [...kept.values()],
    async put(item, picture) {
      if (state.full) throw new DOMException('full', 'QuotaExceededError');
      kept.set(item.id, structuredClone(item));
      if (picture !== undefined) pictures.set(item.id, picture);
    },
    picture: async id => pictures.get(id),
    async remove(id) {
      kept.delete(id);
      pictures.delete(id);
    },
  };
  const state = { full: false, now: 1000, count: 0, unitId: 'E1' as string | undefined };
  return { kept, pictures, store, state };
}

/** A phone on it, and what the centre has received. */
function phone(on: ReturnType<typeof machine>, status: (item: Queued) => number = () => 200) {
  const received: Queued[] = [];
  const told = { full: 0, sent: [] as string[] };
  let items: readonly Queued[] = [];
  const queue = createQueue({
    store: on.store,
    send: async (item, picture) => {
      const answer = status(item);
      if (answer !== 0) received.push(picture === undefined ? item : { ...item, why: await picture.text() });
      return answer === 200
        ? ok({ head: 1 })
        : fail({ status: answer, code: answer === 403 ? 'UnitNotYours' : 'X', message: '' });
    },
    unitId: () => on.state.unitId,
    newId: () => `id${++on.state.count}`,
    now: () => on.state.now,
    onChange: next => {
      items = next;
    },
    onSent: item => void told.sent.push(item.name),
    why: fault => `why ${fault.status}`,
    onFull: () => {
      told.full += 1;
    },
  });
  return { queue, received, told, items: () => items };
}
const status = (one: 'enRoute' | 'onScene' | 'available') =>
  ({ kind: 'command', command: { type: 'ReportStatus', unitId: 'E1', status: one } }) as const;
const words = {
  kind: 'command',
  command: { type: 'WriteToFloor', unitId: 'E1', incidentId: 'I1', text: 'secret' },
} as const;

describe('what a crew does without a network', () => {
  test('is kept with its own time over a new start, and sent in order with the same ids', async () => {
    const on = machine();
    const first = phone(on, () => 0);
    await first.queue.add(status('enRoute'));
    on.state.now = 2000;
    await first.queue.add(words);
    await first.queue.add({ kind: 'photo', incidentId: 'I1', happenedAt: 2000 }, new Blob(['picture']));
    expect(statusesOf(first.items()).map(one => one.status)).toEqual(['enRoute']);
    expect(isOnItsWay(first.items(), command => command.type === 'WriteToFloor')).toBe(true);

    const second = phone(on);
    await second.queue.flush();
    expect(second.received.map(({ id, at, name }) => [id, at, name])).toEqual([
      ['id1', 1000, 'status'],
      ['id2', 2000, 'WriteToFloor'],
      ['id3', 2000, 'photo'],
    ]);
    expect(second.received[2]?.why).toBe('picture');
    expect(waitingOf(second.items())).toEqual([]);
    // Nothing that was said or seen stays on the phone.
    expect([on.kept.size, on.pictures.size]).toEqual([0, 0]);
    expect(JSON.stringify(second.items())).not.toContain('secret');
  });

  test('is refused with a reason that stays until it is seen, and holds nothing up', async () => {
    const on = machine();
    const first = phone(on, item => (item.name === 'WriteToFloor' ? 409 : 200));
    await first.queue.add(words);
    await first.queue.add(status('available'));
    expect(first.items().map(({ state, why }) => [state, why])).toEqual([
      ['refused', 'why 409'],
      ['sent', undefined],
    ]);
    const second = phone(on);
    await second.queue.flush();
    expect(second.items().map(one => one.state)).toEqual(['refused']);
    expect(JSON.stringify([...on.kept.values()])).not.toContain('secret');
    await second.queue.dismiss('id1');
    expect(on.kept.size).toBe(0);
    expect(second.received).toEqual([]);
  });

  test('waits where the session has ended, the server is busy, or another crew has the phone', async () => {
    for (const answer of [0, 401, 408, 429, 500, 503]) {
      const on = machine();
      const { queue, items } = phone(on, () => answer);
      await queue.add(status('onScene'));
      expect(
        items().map(one => one.state),
        `${answer}`,
      ).toEqual(['waiting']);
    }
    const on = machine();
    const first = phone(on, () => 0);
    await first.queue.add(status('onScene'));
    on.state.unitId = 'M11';
    const second = phone(on);
    await second.queue.flush();
    expect(second.received).toEqual([]);
    expect(second.items().map(one => one.unitId)).toEqual(['E1']);
  });

  test('goes out at once where the phone has no room to keep it, and the crew is told', async () => {
    const on = machine();
    on.state.full = true;
    const { queue, received, told } = phone(on);
    await queue.add({ kind: 'photo', incidentId: 'I1', happenedAt: 1 }, new Blob(['picture']));
    expect(told.full).toBe(1);
    expect(received[0]?.why).toBe('picture');
  });

  test('whatever the network does, each arrives, in order, and counts once', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.constantFrom('add', 'flush', 'restart'), { maxLength: 30 }),
        fc.array(fc.constantFrom('ok', 'lost', 'answerLost'), { minLength: 1, maxLength: 20 }),
        async (steps, weather) => {
          const on = machine();
          const log: string[] = [];
          let turn = 0;
          const open = () => {
            const one = phone(on, item => {
              const now = weather[turn++ % weather.length];
              if (now === 'lost') return 0;
              if (!log.includes(item.id)) log.push(item.id);
              return now === 'answerLost' ? 0 : 200;
            });
            return one;
          };
          let at = open();
          for (const step of steps) {
            if (step === 'restart') at = open();
            else if (step === 'flush') await at.queue.flush();
            else await at.queue.add(status('enRoute'));
          }
          weather.fill('ok');
          at = open();
          await at.queue.flush();
          expect(log).toEqual(Array.from({ length: on.state.count }, (_, i) => `id${i + 1}`));
          expect(on.kept.size).toBe(0);
        },
      ),
      { numRuns: 60 },
    );
  });
});

test('what an older version of the page has left is sent too', () => {
  const taps = [{ commandId: 'a', unitId: 'E1', status: 'onScene', incidentId: 'I1', happenedAt: 7 }];
  const [item] = fromBefore({ getItem: () => JSON.stringify(taps) });
  expect(item).toMatchObject({
    id: 'a',
    at: 7,
    status: 'onScene',
    action: { command: { type: 'ReportStatus', happenedAt: 7, incidentId: 'I1' } },
  });
  expect(fromBefore({ getItem: () => null })).toEqual([]);
});

test('a photo is drawn with its longer side at most so long, and never larger than it was', () => {
  expect(sizeFor(4000, 3000)).toEqual({ width: 1600, height: 1200 });
  expect(sizeFor(300, 900)).toEqual({ width: 300, height: 900 });
  expect(sizeFor(9000, 2)).toEqual({ width: 1600, height: 1 });
});
