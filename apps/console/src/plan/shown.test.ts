import { expect, test } from 'vitest';
import { changeText } from './shown.ts';

test('a difference says its sign and its range, in tenths', () => {
  expect(changeText({ mean: -12.34, low: -14, high: 0.04 }, false)).toBe('−12.3 s (−14.0 … +0.0)');
  expect(changeText({ mean: 0.012, low: null, high: null }, true)).toBe('+1.2 %');
});
