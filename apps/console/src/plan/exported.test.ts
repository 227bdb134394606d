import type { CompareResult, CoverageAnswer } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { csvOf, csvRow, exportOf } from './exported.ts';

const figures = (within: number): CoverageAnswer => {
  const all = {
    within: [within],
    medianMs: 90_000,
    p90Ms: null,
    meanMs: 1,
    worstTenthMs: 600_500,
    unreached: 0,
  };
  return { all, areas: [{ areaId: 'old', weight: 1, ...all }], offRoad: [], reckoned: 0 };
};
const spread = { mean: -12.5, low: -14, high: -11 };
const judged = {
  pairs: [
    {
      of: [0, 1],
      verdicts: [
        { figure: 'mean', a: spread, b: spread, difference: spread, better: 'b' },
        {
          figure: 'worstTenth',
          a: spread,
          b: spread,
          difference: spread,
          better: 'none',
          because: 'unitLost',
        },
      ],
      changes: [{ change: 'unitLost', mean: spread }],
      areas: [{ areaId: 'old', a: spread, b: spread, difference: spread }],
    },
  ],
  reached: [[0.1, 0.9]],
  reachedStepSeconds: 30,
} as unknown as CompareResult;
const made = exportOf(
  [
    { name: 'As it is now', figures: figures(0.8), cost: { missing: ['ENGINE'] } },
    { name: 'Plan 1', figures: figures(0.9), cost: { posts: 10, units: 20, total: 30, currency: 'CNY' } },
  ],
  { service: 'fire', minutes: [8], inputs: { graph: 'g', demand: 'd' }, judged },
);

test('one figure a line: coverage whole and by area, cost, verdicts with their ranges, retests, the curve', () => {
  const lines = csvOf(made).split('\r\n');
  expect(lines[0]).toBe('part,figure,area,plan,value,low,high,unit,word');
  expect(lines).toContain('coverage,within 8 min,,A,0.8,,,share,');
  expect(lines).toContain('coverage,worst tenth,old,B,600.5,,,s,');
  expect(lines).toContain('coverage,90 % within,,A,,,,s,');
  expect(lines).toContain('judged,mean,,B-A,-12.5,-14,-11,s,B is better');
  expect(lines).toContain('judged,worstTenth,,B-A,-12.5,-14,-11,s,no proven difference');
  expect(lines).toContain('judged,mean,old,B-A,-12.5,-14,-11,s,');
  expect(lines).toContain('retest,unitLost,,B-A,-12.5,-14,-11,s,');
  expect(lines).toContain('reached,within 60 s,,A,0.9,,,share,');
});

test('a cost that is not set has no value, nowhere a nought', () => {
  const costs = csvOf(made)
    .split('\r\n')
    .filter(line => line.startsWith('cost,'));
  expect(costs).toEqual([
    ...['posts', 'units', 'total'].map(part => `cost,${part},,A,,,,,no cost set: ENGINE`),
    'cost,posts,,B,10,,,CNY a year,',
    'cost,units,,B,20,,,CNY a year,',
    'cost,total,,B,30,,,CNY a year,',
  ]);
  expect(made.plans[0]!.cost).toEqual({ missing: ['ENGINE'] });
});

test('no cell becomes a formula, numbers below zero stay numbers, and separators are quoted', () => {
  expect(csvRow(['=1+1', '-x', '-12_4', -1.5, 'a,b', 'say "a"', null])).toBe(
    '\'=1+1,\'-x,-12_4,-1.5,"a,b","say ""a""",\r\n',
  );
});
