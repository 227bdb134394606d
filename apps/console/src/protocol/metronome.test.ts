import { expect, test } from 'vitest';
import { beatsBetween } from './metronome.ts';

test('a minute has 110 beats, and windows that meet leave none out and double none', () => {
  const all = beatsBetween(0, 60_000);
  expect(all).toHaveLength(110);
  const parts: number[] = [];
  for (let at = 0; at < 60_000; at += 370) parts.push(...beatsBetween(at, Math.min(at + 370, 60_000)));
  expect(parts).toEqual(all);
});
