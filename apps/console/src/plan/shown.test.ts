import { expect, test } from 'vitest';
import { changeText, differenceText, figureRows } from './shown.ts';

test('a difference says its sign and its range, in tenths', () => {
  expect(changeText({ mean: -12.34, low: -14, high: 0.04 }, false)).toBe('−12.3 s (−14.0 … +0.0)');
  expect(changeText({ mean: 0.012, low: null, high: null }, true)).toBe('+1.2 %');
});

test('a change is what is between the figures as they are shown', () => {
  const rows = figureRows([3]);
  const change = (key: string, before: number, after: number) =>
    differenceText(before, after, rows.find(row => row.key === key)!);
  expect(change('plan.median', 134_100, 133_400)).toEqual({ text: '▲ −0:01', better: true });
  expect(change('plan.median', 134_000, 134_900)).toEqual({ text: '=', better: undefined });
  expect(change('plan.median', 90_000, 152_700)).toEqual({ text: '▼ +1:02', better: false });
  expect(change('plan.within', 0.98651, 0.99149)).toEqual({ text: '▲ +0.4', better: true });
});
