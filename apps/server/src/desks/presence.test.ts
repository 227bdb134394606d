import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { startPresence } from './presence.ts';

type Means = Parameters<typeof startPresence>;

beforeEach(() => void vi.useFakeTimers({ toFake: ['performance', 'setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** Somebody of another server sits at D1; the database may be away. */
function floor() {
  const stored = {
    isAway: false,
    silentMs: 1_000,
    known: new Set<string>(),
    async touch(ids: readonly string[]) {
      if (stored.isAway) throw new Error('away');
      for (const id of ids) stored.known.add(id);
    },
    async silence() {
      if (stored.isAway) throw new Error('away');
      return new Map([['other', stored.silentMs]]);
    },
    async forget(id: string) {
      stored.known.delete(id);
    },
    purge: async () => undefined,
  };
  const lost: unknown[] = [];
  const board = { desks: new Map([['D1', { deskId: 'D1', by: { kind: 'operator', id: 'other' } }]]) };
  const centre = {
    log: { board },
    clock: { now: () => 1e12, state: () => ({ rate: 1 }) },
    submit: async (asked: unknown) => void lost.push(asked),
  } as unknown as Means[0];
  const presence = startPresence(centre, stored, () => undefined);
  return { stored, lost, presence };
}

test('who is silent is missed; after an outage of the database only once every server had time to tell whom it heard', async () => {
  const { stored, lost, presence } = floor();
  await presence.look();
  stored.isAway = true;
  await vi.advanceTimersByTimeAsync(100_000);
  stored.isAway = false;
  stored.silentMs = 100_000;
  expect(await presence.look()).toBe(0);
  expect(lost).toEqual([]);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(lost).toEqual([]);
  await vi.advanceTimersByTimeAsync(15_000);
  expect(lost[0]).toMatchObject({ command: { type: 'LoseDesk', deskId: 'D1', operatorId: 'other' } });
  await presence.stop();
});

test('what was heard of somebody a moment before they signed off does not bring them back', async () => {
  const { stored, presence } = floor();
  presence.open({ operatorId: 'anna', token: 't' }, () => undefined).seen();
  await presence.signOff('anna', async () => undefined);
  await presence.look();
  expect([...stored.known]).not.toContain('anna');
  await presence.stop();
});
