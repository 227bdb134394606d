import { expect, test } from 'vitest';
import { changeText, differenceText, figureRows } from './shown.ts';

test('a difference says its sign and its range, in tenths', () => {
  expect(changeText({ mean: -12.34, low: -14, high: 0.04 }, false)).toBe('−12.3 s (−14.0 … +0.0)');
  expect(changeText({ mean: 0.012, low: null, high: null }, true)).toBe('+1.2 %');
});

test('a change of time is never shown as none: less than half a second is the same, more is a second', () => {
  const median = figureRows([]).find(row => row.key === 'plan.median')!;
  const change = (before: number, after: number) => differenceText(before, after, median);
  expect(change(134_100, 133_400)).toEqual({ text: '▲ −0:01', better: true });
  expect(change(134_000, 134_400)).toEqual({ text: '=', better: undefined });
  expect(change(90_000, 152_700)).toEqual({ text: '▼ +1:03', better: false });
});
