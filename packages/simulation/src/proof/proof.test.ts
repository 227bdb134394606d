import { expect, test } from 'vitest';
import { replicate } from '../simulate.ts';
import { modelOf } from '../testing/scenarios.ts';
import { square } from '../testing/square-city.ts';
import { distanceOf, fitOf } from './fit.ts';
import { gainsOf } from './gain.ts';
import { type Responses, responsesOf } from './responses.ts';

const base = { callsPerReplication: 600, warmUpCalls: 50, replications: 12 };
/** Ten days of calls that come as they came once. */
const record = Array.from({ length: 650 }, (_, i) => ({ atSeconds: i * 1300, zone: `z${(i * 17) % 40}` }));
const runs = (more: Parameters<typeof square>[0]) => {
  const model = modelOf(square({ ...base, ...more }));
  return Array.from({ length: model.replications }, (_, i) => responsesOf(model, i));
};

test('call by call is the same as the tally', () => {
  const model = modelOf(square(base));
  const { responseS, atS, zone } = responsesOf(model, 3);
  const tally = replicate(model, 3);
  expect(responseS).toHaveLength(600);
  expect(responseS.reduce((sum, one) => sum + one, 0)).toBeCloseTo(tally.responseS, 6);
  expect([...atS]).toEqual([...atS].sort((a, b) => a - b));
  const perZone = Array.from(tally.zoneCalls, (_, z) => zone.filter(one => one === z).length);
  expect(perZone).toEqual([...tally.zoneCalls]);
});

test('a record drawn from the simulation itself fits; one that is five minutes slower does not', () => {
  const [record, ...others] = runs({ replications: 41 }).map(({ responseS }) => [...responseS]);
  const fit = fitOf(record!, others)!;
  const figures = [fit.meanSeconds, ...Object.values(fit.quantileSeconds)];
  expect(figures.filter(({ fits }) => fits).length).toBeGreaterThanOrEqual(6);
  expect(fit.distance).toBeLessThan(0.08);
  const slower = fitOf(
    record!.map(seconds => seconds + 300),
    others,
  )!;
  expect(slower.meanSeconds.fits).toBe(false);
  expect(slower.quantileSeconds['0.5']!.fits).toBe(false);
  expect(slower.distance).toBeGreaterThan(fit.distance);
  expect(fitOf([], others)).toBeUndefined();
});

test('the distance of two distributions is that of counting at every value', () => {
  expect(distanceOf([1, 2, 3], [1, 2, 3])).toBe(0);
  expect(distanceOf([1, 2, 3], [4, 5])).toBe(1);
  expect(distanceOf([1, 1, 2, 9], [1, 2, 2, 2])).toBeCloseTo(0.25, 12);
});

test('A against A gains nothing; a tenth less driving gains, proven, on every figure', () => {
  const [a, b] = [runs({ calls: record }), runs({ calls: record, travelFactor: 0.9 })];
  const same = gainsOf(a, a, [480], 1);
  expect(same.meanSeconds).toMatchObject({ difference: 0, low: 0, high: 0, proven: false });
  const gained = gainsOf(a, b, [480], 1);
  expect(gained.blocks).toBeGreaterThan(10);
  expect(gained.meanSeconds.proven).toBe(true);
  expect(gained.meanSeconds.high).toBeLessThan(0);
  expect(gained.within['480']!.low).toBeGreaterThan(0);
  expect(gained.meanSeconds.difference).toBeCloseTo(gained.meanSeconds.second - gained.meanSeconds.first, 9);
  for (const { low, high, difference } of [gained.meanSeconds, gained.p90Seconds, gained.worstTenthSeconds]) {
    expect(low).toBeLessThanOrEqual(difference);
    expect(high).toBeGreaterThanOrEqual(difference);
  }
});

test('differences that chance makes from call to call are not proven', () => {
  // Half of the blocks a minute better, half a minute worse.
  const responses = (sign: number): Responses => {
    const atS = Float64Array.from({ length: 240 }, (_, i) => i * 900);
    const block = (at: number) => Math.floor(at / (6 * 3600));
    return {
      atS,
      zone: new Int32Array(240),
      responseS: atS.map(at => 300 + (block(at) % 2 === 0 ? 60 : -60) * sign),
    };
  };
  const gained = gainsOf([responses(0)], [responses(1)], [300], 1);
  expect(gained.blocks).toBe(10);
  expect(gained.meanSeconds).toMatchObject({ difference: 0, proven: false });
  expect(gained.meanSeconds.high).toBeGreaterThan(20);
});
