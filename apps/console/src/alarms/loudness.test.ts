import { expect, test } from 'vitest';
import { loudnessOf } from './loudness.ts';
import { tones } from './tones.ts';

test('muting is by severity, and never of an emergency or of what sounds in the whole room', () => {
  const quiet = { volume: 0, muted: ['emergency', 'high', 'medium', 'low'] } as const;
  expect(loudnessOf(quiet, { severity: 'emergency' })).toBe(0.5);
  expect(loudnessOf(quiet, { severity: 'high', room: true })).toBe(0.5);
  expect(loudnessOf(quiet, { severity: 'high' })).toBeUndefined();
  expect(loudnessOf({ volume: 80, muted: ['low'] }, { severity: 'low' })).toBeUndefined();
  expect(loudnessOf({ volume: 80, muted: ['low'] }, { severity: 'medium' })).toBe(0.8);
  expect(loudnessOf({ volume: 100, muted: [] }, { severity: 'emergency' })).toBe(1);
});

test('every severity has a tone that is told from the others by rhythm alone', () => {
  const rhythms = Object.values(tones).map(notes => notes.map(note => note.from.toFixed(2)).join());
  expect(new Set(rhythms).size).toBe(4);
});
