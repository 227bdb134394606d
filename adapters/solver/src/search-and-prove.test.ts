import { finish, type Progress } from '@clarion/coverage';
import { expect, test } from 'vitest';
import { searchAndProve } from './search-and-prove.ts';

interface Found {
  readonly value: number;
  readonly bound: number;
  readonly by: 'search' | 'solver';
}

/** A search of 100 steps at most, each telling the same; how many it made, and who had the last word. */
async function run(size: number, told: Omit<Progress, 'iterations'>, isTimed = true) {
  let steps = 0;
  const answer = await searchAndProve<Found>(
    {
      size: () => size,
      *search(budget) {
        for (; budget.used(steps) < 1; steps++) yield { iterations: steps, ...told };
        return { value: told.value, bound: told.bound, by: 'search' };
      },
      prove: async found => ({ ...found, by: 'solver' }),
    },
    {
      budget: { used: done => done / 100, secondsLeft: () => (isTimed ? 100 - steps : Infinity) },
      seed: 1,
      drive: async made => finish(made),
      onProving: () => undefined,
    },
  );
  return { steps, by: answer.by };
}

test('a small model goes to the solver after a third of the time, however wide the gap', async () => {
  expect(await run(1000, { value: 90, bound: 100 })).toEqual({ steps: 35, by: 'solver' });
});

test('a large one does so where few sites are in doubt for so narrow a gap; else the search has all the time', async () => {
  const [solver, search] = [
    { steps: 35, by: 'solver' },
    { steps: 100, by: 'search' },
  ];
  const large = (value: number, doubts?: number) =>
    run(100_000, { value, bound: 1000, ...(doubts === undefined ? {} : { doubts }) });
  expect(await large(994, 80)).toEqual(solver);
  expect(await large(980, 80)).toEqual(search);
  expect(await large(996, 271)).toEqual(solver);
  expect(await large(992, 271)).toEqual(search);
  expect(await large(999, 800)).toEqual(search);
  expect(await large(999, Infinity)).toEqual(search);
  expect(await large(997)).toEqual(solver);
  expect(await large(995)).toEqual(search);
});

test('a search that stands still hands over at once, but not to a solver that has no hope', async () => {
  const still = { value: 999, bound: 1000, isStalled: true };
  expect(await run(100_000, { ...still, doubts: 80 })).toEqual({ steps: 1, by: 'solver' });
  expect(await run(100_000, { ...still, doubts: 800 })).toEqual({ steps: 100, by: 'search' });
});

test('a search that is at a proof itself keeps all the time', async () => {
  const proving = { value: 999, bound: 1000, doubts: 80, isProving: true };
  expect(await run(100_000, proving)).toEqual({ steps: 100, by: 'search' });
  expect(await run(1000, { ...proving, isStalled: true })).toEqual({ steps: 100, by: 'search' });
});

test('a run by iterations is the search’s alone, and what is too large for the solver as well', async () => {
  expect(await run(1000, { value: 90, bound: 100 }, false)).toEqual({ steps: 100, by: 'search' });
  expect(await run(1_000_000, { value: 999, bound: 1000 })).toEqual({ steps: 100, by: 'search' });
});
