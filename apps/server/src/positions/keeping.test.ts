import { type Instant, instant, type LngLat } from '@clarion/measure';
import type { Fix } from '@clarion/protocol';
import fc from 'fast-check';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { createKeeping } from './keeping.ts';

const at: LngLat = [8, 47];
const fix = (unitId: string, fixAt: number): Fix => ({ unitId, at, fixAt: instant(fixAt) });
const AT_WORK = (unitId: string) => unitId.startsWith('w');

/** A database that answers after `delayMs`, or fails. */
function disk(delayMs: number) {
  const rows: Fix[][] = [];
  const state = { fails: false, atOnce: 0, most: 0 };
  const trouble: unknown[] = [];
  const keeping = createKeeping({
    stored: {
      async insert(fixes) {
        state.most = Math.max(state.most, ++state.atOnce);
        await new Promise(resolve => setTimeout(resolve, delayMs));
        state.atOnce -= 1;
        if (state.fails) throw new Error('away');
        rows.push([...fixes]);
        return { taken: fixes, known: 0 };
      },
    },
    now: () => instant(Date.now()),
    elapsedMs: () => Date.now(),
    onTrouble: error => void trouble.push(error),
  });
  return { rows, state, trouble, keeping, all: () => rows.flat() };
}

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

test('what is sent while a statement is under way goes with the next, and is answered when it is stored', async () => {
  const { rows, keeping, state } = disk(10);
  const answered: number[] = [];
  for (let i = 0; i < 5; i++) {
    void keeping.keep([fix(`u${i}`, i), fix(`w${i}`, i)], AT_WORK).then(() => answered.push(i));
  }
  await vi.advanceTimersByTimeAsync(11);
  expect([rows.length, answered]).toEqual([1, [0]]);
  await vi.advanceTimersByTimeAsync(11);
  expect([rows.length, answered]).toEqual([2, [0, 1, 2, 3, 4]]);
  expect(rows.flat()).toHaveLength(10);
  expect(state.most).toBe(1);
});

test('settled is said when what was handed over before is stored, whoever sent it', async () => {
  const { keeping, all } = disk(10);
  void keeping.keep([fix('u1', 1)], AT_WORK);
  void keeping.keep([fix('u2', 1)], AT_WORK);
  let stored: number | undefined;
  const settled = keeping.settled().then(() => {
    stored = all().length;
  });
  await vi.advanceTimersByTimeAsync(30);
  await settled;
  expect(stored).toBe(2);
});

test('of a fleet beyond what the disk is given, units at work are stored whole, free ones by turns, the newest at last', async () => {
  const { all, keeping } = disk(5);
  const FREE = 20_000;
  const at_work: Fix[] = [];
  for (let second = 0; second < 30; second += 5) {
    for (let from = 0; from < FREE; from += 5000) {
      const batch = Array.from({ length: 5000 }, (_, i) => fix(`u${from + i}`, second));
      const own = fix(`w${from}`, second);
      at_work.push(own);
      void keeping.keep([...batch, own], AT_WORK);
    }
    await vi.advanceTimersByTimeAsync(5000);
  }
  const before = all();
  expect(before.filter(({ unitId }) => AT_WORK(unitId))).toEqual(at_work);
  const free = before.filter(({ unitId }) => !AT_WORK(unitId));
  expect(free.length).toBeGreaterThan(33_000);
  expect(free.length).toBeLessThan(36_000);
  // By turns: nobody comes a third time before everybody came once.
  const times = new Map<string, number>();
  for (const { unitId } of free) times.set(unitId, (times.get(unitId) ?? 0) + 1);
  expect(times.size).toBe(FREE);
  expect(Math.max(...times.values())).toBeLessThanOrEqual(3);
  const stopped = keeping.stop();
  await vi.advanceTimersByTimeAsync(1000);
  await stopped;
  const newest = new Map(all().map(({ unitId, fixAt }) => [unitId, fixAt]));
  expect([...newest.values()].every(fixAt => fixAt === 25)).toBe(true);
});

test('who sent what could not be stored hears of it, and the next is stored again', async () => {
  const { keeping, state, all, trouble } = disk(5);
  state.fails = true;
  const first = keeping.keep([fix('u1', 1)], AT_WORK);
  const heard = expect(first).rejects.toThrow('away');
  await vi.advanceTimersByTimeAsync(6);
  await heard;
  expect(trouble).toHaveLength(1);
  state.fails = false;
  void keeping.keep([fix('u1', 2)], AT_WORK);
  await vi.advanceTimersByTimeAsync(6);
  expect(all()).toEqual([fix('u1', 2)]);
});

test('whatever comes in whatever order, each fix is stored once at most, in the order of its unit, the newest in the end', async () => {
  const sending = fc.record({
    free: fc.integer({ min: 0, max: 3000 }),
    first: fc.nat(4000),
    isAtWork: fc.boolean(),
    waitMs: fc.nat(400),
  });
  await fc.assert(
    fc.asyncProperty(fc.array(sending, { minLength: 1, maxLength: 12 }), async sendings => {
      const { all, keeping, state } = disk(7);
      const last = new Map<string, Instant>();
      const own: Fix[] = [];
      for (const [turn, { free, first, isAtWork, waitMs }] of sendings.entries()) {
        const batch = Array.from({ length: free }, (_, i) => fix(`u${(first + i) % 4000}`, turn));
        if (isAtWork) {
          batch.push(fix('w1', turn));
          own.push(fix('w1', turn));
        }
        for (const { unitId, fixAt } of batch) last.set(unitId, fixAt);
        void keeping.keep(batch, AT_WORK);
        await vi.advanceTimersByTimeAsync(waitMs);
      }
      const stopped = keeping.stop();
      await vi.advanceTimersByTimeAsync(1000);
      await stopped;
      const seen = new Map<string, Instant>();
      for (const { unitId, fixAt } of all()) {
        expect(fixAt).toBeGreaterThan(seen.get(unitId) ?? -1);
        seen.set(unitId, fixAt);
      }
      expect(seen).toEqual(last);
      expect(all().filter(({ unitId }) => unitId === 'w1')).toEqual(own);
      expect(state.most).toBeLessThanOrEqual(1);
    }),
    { numRuns: 30 },
  );
});
