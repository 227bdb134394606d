import type { Eta } from '@clarion/dispatch';
import { milliseconds } from '@clarion/measure';
import { expect, test } from 'vitest';
import { arrivalInShort, arrivalMs, basisInWords, turnoutInWords } from './arrival.ts';
import { createSpeech } from './speak.ts';

const eta: Eta = {
  ms: milliseconds(250_000),
  lowMs: milliseconds(200_000),
  highMs: milliseconds(365_000),
  turnoutMs: milliseconds(81_000),
  basis: 'calibrated',
};
const travelTimeMs = milliseconds(169_000);
const w = createSpeech('en', 'UTC');

test('an ETA stands with its range, short', () => {
  expect(arrivalInShort({ eta, travelTimeMs })).toBe('04:10 (03:20–06:05)');
  expect(arrivalMs({ eta, travelTimeMs })).toBe(250_000);
  expect(turnoutInWords(eta, w)).toBe('turnout 01:21');
});

test('one that is not calibrated says so where it stands and in words', () => {
  const guessed: Eta = { ms: eta.ms, lowMs: eta.lowMs, highMs: eta.highMs, basis: 'uncalibrated' };
  expect(arrivalInShort({ eta: guessed, travelTimeMs })).toBe('04:10 (03:20–06:05?)');
  expect(basisInWords(guessed, w)).toMatch(/not calibrated/);
  expect(turnoutInWords(guessed, w)).toBeUndefined();
});

test('an entry of before there were ranges shows what it has', () => {
  expect(arrivalInShort({ travelTimeMs })).toBe('02:49');
  expect(arrivalInShort({})).toBeUndefined();
  expect(basisInWords(undefined, w)).toBeUndefined();
});
