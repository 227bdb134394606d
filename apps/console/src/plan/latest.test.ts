import { expect, test } from 'vitest';
import { latest } from './latest.ts';

test('one run of a key at a time; of wishes that come meanwhile the newest is done', async () => {
  const begun: string[] = [];
  const ends: (() => void)[] = [];
  let value = 'a';
  const run = latest(async (_key: string) => {
    begun.push(value);
    await new Promise<void>(resolve => ends.push(resolve));
  });
  const first = run('x');
  for (const next of ['b', 'c', 'd']) {
    value = next;
    void run('x');
  }
  expect(begun).toEqual(['a']);
  ends[0]!();
  await Promise.resolve();
  await Promise.resolve();
  expect(begun).toEqual(['a', 'd']);
  ends[1]!();
  await first;
  expect(begun).toEqual(['a', 'd']);
});

test('after a run that broke the next wish is done', async () => {
  let breaks = true;
  const run = latest(async () => {
    if (breaks) throw new Error('broken');
  });
  await expect(run('x')).rejects.toThrow('broken');
  breaks = false;
  await expect(run('x')).resolves.toBeUndefined();
});
