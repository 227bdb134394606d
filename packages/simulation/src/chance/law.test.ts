import { describe, expect, test } from 'vitest';
import { Alias } from './alias.ts';
import { callKey, streamKey, subKey, uniform } from './keyed.ts';
import { gammaTail, Law, type LawDescription, logGamma } from './law.ts';
import { normalQuantile } from './normal.ts';

const stream = streamKey(11, 3);
const keys = (n: number) => Array.from({ length: n }, (_, call) => subKey(callKey(stream, call), 9));

test('the same key draws the same, other seeds and replications others', () => {
  const first = (seed: number, replication: number) =>
    uniform(subKey(callKey(streamKey(seed, replication), 5), 1));
  expect(first(1, 2)).toBe(first(1, 2));
  const all = [first(1, 2), first(1, 3), first(2, 2), first(2 ** 40 + 1, 2), first(2 ** 41 + 1, 2)];
  expect(new Set(all).size).toBe(all.length);
});

test('numbers of chance are spread evenly and do not follow each other', () => {
  const n = 200_000;
  for (const question of [1, 2, 9]) {
    const bins = new Float64Array(100);
    let product = 0;
    let before = 0.5;
    for (let call = 0; call < n; call++) {
      const u = uniform(subKey(callKey(stream, call), question));
      bins[Math.floor(u * 100)]!++;
      product += (u - 0.5) * (before - 0.5);
      before = u;
    }
    const chiSquare = bins.reduce((sum, count) => sum + (count - n / 100) ** 2 / (n / 100), 0);
    // 99 degrees of freedom: 99.99 % lie between 51 and 161.
    expect(chiSquare).toBeGreaterThan(51);
    expect(chiSquare).toBeLessThan(161);
    expect(Math.abs(product / n)).toBeLessThan((4 / 12) * n ** -0.5);
  }
});

test('quantiles of the normal distribution', () => {
  // Wichura's own check values, and the usual one.
  expect(normalQuantile(0.25)).toBeCloseTo(-0.6744897501960817, 13);
  expect(normalQuantile(0.001)).toBeCloseTo(-3.090232306167814, 12);
  expect(normalQuantile(1e-20)).toBeCloseTo(-9.262340089798409, 11);
  expect(normalQuantile(0.975)).toBeCloseTo(1.959963984540054, 13);
});

test('gamma functions', () => {
  expect(logGamma(0.5)).toBeCloseTo(Math.log(Math.PI) / 2, 12);
  expect(logGamma(11)).toBeCloseTo(Math.log(3_628_800), 12);
  for (const x of [0.01, 0.5, 1, 3, 20]) {
    expect(gammaTail(1, x)).toBeCloseTo(Math.exp(-x), 13);
    expect(gammaTail(3, x)).toBeCloseTo(Math.exp(-x) * (1 + x + (x * x) / 2), 13);
  }
});

describe.each<[LawDescription, number]>([
  [{ distribution: 'exponential', meanSeconds: 60 }, 1],
  [{ distribution: 'deterministic', meanSeconds: 60 }, 0],
  [{ distribution: 'lognormal', meanSeconds: 60, coefficientOfVariation: 0.8 }, 0.8],
  [{ distribution: 'lognormal', meanSeconds: 60 }, 1],
  [{ distribution: 'gamma', meanSeconds: 60, coefficientOfVariation: 0.5 }, 0.5],
  [{ distribution: 'gamma', meanSeconds: 60, coefficientOfVariation: 1.5 }, 1.5],
  [{ distribution: 'erlang', meanSeconds: 60, stages: 4 }, 0.5],
  [{ distribution: 'empirical', valuesSeconds: [30, 90] }, 0.5],
])('%j', (description, variation) => {
  const law = new Law(description);
  const n = 200_000;
  const drawn = keys(n).map(key => law.draw(key));

  test('has its mean and its spread', () => {
    const mean = drawn.reduce((sum, value) => sum + value, 0) / n;
    const squares = drawn.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n;
    expect(law.meanSeconds).toBe(60);
    expect(Math.abs(mean - 60)).toBeLessThanOrEqual(4 * 60 * variation * n ** -0.5 + 1e-9);
    expect(Math.sqrt(squares) / 60).toBeCloseTo(variation, 1);
  });

  test('lasts longer than some time as often as it says', () => {
    for (const seconds of [10, 45, 60.5, 150]) {
      const share = drawn.filter(value => value > seconds).length / n;
      expect(Math.abs(share - law.longerThan(seconds))).toBeLessThan(0.005);
    }
  });
});

test('an index is drawn in proportion to its weight, one without weight never', () => {
  const alias = new Alias([0, 1, 3, 0, 6, 0.0001]);
  const n = 100_000;
  const counts = [0, 0, 0, 0, 0, 0];
  for (const key of keys(n)) counts[alias.draw(key)]!++;
  expect(counts[0]! + counts[3]!).toBe(0);
  for (const [i, weight] of [0, 1, 3, 0, 6, 0.0001].entries())
    expect(Math.abs(counts[i]! / n - weight / 10.0001)).toBeLessThan(0.006);
});
