import { describe, expect, test } from 'vitest';
import { readScenario } from '../scenario/read.ts';
import { replicate, summarise } from '../simulate.ts';
import { randomCity } from '../testing/cities.ts';
import { alike, modelOf, type RawScenario, threeServerCity } from '../testing/scenarios.ts';
import { busyCounts, erlangB, erlangC } from './erlang.ts';
import { hypercube } from './hypercube.ts';
import { correction, hypercubeApproximate } from './hypercube-approximate.ts';
import { hypercubeExact } from './hypercube-exact.ts';

function solve(raw: RawScenario, options: Parameters<typeof hypercube>[2] = {}) {
  const scenario = readScenario(raw);
  if (!scenario.ok) throw new Error(scenario.error.field);
  return hypercube(scenario.value, modelOf(raw), options);
}

function answer(raw: RawScenario, options: Parameters<typeof hypercube>[2] = {}) {
  const solved = solve(raw, options);
  if (!solved.ok) throw new Error(JSON.stringify(solved.error));
  const { units, ...rest } = solved.value;
  return { ...rest, workloads: Object.values(units).map(({ workload }) => workload) };
}

describe('the three-server city of Larson and Odoni, to the printed digits', () => {
  test('exactly: table 5-2 and § 5.4.4', () => {
    const { workloads, probabilityOfWait, interdispatchShare } = answer(threeServerCity);
    expect(workloads.map(share => share.toFixed(4))).toEqual(['0.5574', '0.4734', '0.4693']);
    expect(probabilityOfWait.toFixed(5)).toBe('0.23684');
    // Printed as 0.43529, the sum of 0.2774 and 0.15789: the first of them rounded.
    expect(interdispatchShare - 0.157_895).toBeCloseTo(0.2774, 4);
  });

  test('approximately: § 5.5.3, with its correction factors', () => {
    const { workloads } = answer(threeServerCity, { method: 'approximate' });
    // The book's rounds end before the fourth digit stands.
    for (const [i, printed] of [0.5627, 0.4716, 0.4657].entries())
      expect(Math.abs(workloads[i]! - printed)).toBeLessThan(1.5e-4);
    const factors = [...correction(3, busyCounts(3, 1.5, true))].slice(0, 3);
    expect(factors.map(factor => factor.toFixed(5))).toEqual(['1.00000', '0.73684', '0.63158']);
  });
});

test('units alike wait and lose as Erlang says', () => {
  expect(answer(alike(8, 6)).probabilityOfWait).toBeCloseTo(erlangC(8, 6), 10);
  expect(answer(alike(8, 6, { queue: 'none' })).probabilityOfWait).toBeCloseTo(erlangB(8, 6), 10);
  expect(answer(alike(20, 15)).method).toBe('approximate');
  expect(answer(alike(20, 15)).probabilityOfWait).toBeCloseTo(erlangC(20, 15), 10);
});

test('the approximation is off by 2 % at most in the mean over instances, and the work done is the same', () => {
  for (const queue of [true, false]) {
    const errors = [1, 2, 3, 4, 5].flatMap(seed =>
      [0.3, 0.5, 0.7].flatMap(load => {
        const problem = randomCity(seed, 9, load, queue);
        const hours = new Float64Array(9).fill(1);
        const exact = hypercubeExact(problem, hours).workload;
        return [...hypercubeApproximate(problem, hours).workload].map((share, i) =>
          Math.abs(share / exact[i]! - 1),
        );
      }),
    );
    expect(errors.reduce((sum, error) => sum + error, 0) / errors.length).toBeLessThan(0.02);
  }
});

test('a unit that drives farther is busy longer: the shares are those of the simulation', () => {
  const raw: RawScenario = {
    ...threeServerCity,
    units: ['u1', 'u2', 'u3'].map((id, i) => ({ id, post: `p${i}` })),
    travelSeconds: {
      p0: { a: 200, b: 300, c: 900, d: 1200 },
      p1: { a: 700, b: 900, c: 100, d: 800 },
      p2: { a: 900, b: 600, c: 900, d: 250 },
    },
    turnout: { distribution: 'deterministic', meanSeconds: 30 },
    turnoutFactor: 2,
    callsPerReplication: 40_000,
  };
  const { workloads, probabilityOfWait, meanTravelSeconds } = answer(raw);
  const model = modelOf(raw);
  const simulated = summarise(
    model,
    Array.from({ length: 20 }, (_, i) => replicate(model, i)),
  );
  // Busy times are not quite exponential here, which the model takes them to be.
  for (const [i, unit] of model.unitIds.entries())
    expect(Math.abs(workloads[i]! / simulated.units[unit]!.workload.mean - 1)).toBeLessThan(0.01);
  expect(Math.abs(probabilityOfWait / simulated.probabilityOfWait.mean - 1)).toBeLessThan(0.05);
  const travel = simulated.response.meanSeconds.mean - simulated.meanWaitSeconds.mean;
  expect(Math.abs(meanTravelSeconds / travel - 1)).toBeLessThan(0.01);
});

test('zones that only some units serve lose calls while others stand idle, as in the simulation', () => {
  const raw: RawScenario = {
    ...threeServerCity,
    dispatch: { rule: 'preference', order: { a: ['u1'], b: ['u1', 'u3'], c: ['u2', 'u1'], d: ['u3'] } },
    queue: 'none',
    callsPerReplication: 30_000,
  };
  const model = modelOf(raw);
  const tallies = Array.from({ length: 20 }, (_, i) => replicate(model, i));
  const { probabilityOfWait, units } = summarise(model, tallies, 0.9999);
  const exact = answer(raw);
  expect(exact.probabilityOfWait).toBeGreaterThan(probabilityOfWait.low!);
  expect(exact.probabilityOfWait).toBeLessThan(probabilityOfWait.high!);
  for (const [i, { workload }] of Object.values(units).entries()) {
    expect(exact.workloads[i]!).toBeGreaterThan(workload.low!);
    expect(exact.workloads[i]!).toBeLessThan(workload.high!);
  }
});

test.each<[string, Partial<RawScenario>, string]>([
  ['move-up', { moveUp: { rule: 'dmexclp', busyShare: 0.3, standardSeconds: 300 } }, 'NotModelled moveUp'],
  ['a record', { calls: [{ atSeconds: 1, zone: 'z1' }], warmUpCalls: 0 }, 'NotModelled calls'],
  ['drives that vary', { travelVariation: [1, 2] }, 'NotModelled travelVariation'],
  [
    'shifts',
    { units: [{ id: 'u0', post: 'p1', shifts: [{ from: 0, until: 8 }] }] },
    'NotModelled units[0].shifts',
  ],
  [
    'several units a call',
    {
      callTypes: [{ id: 't', share: 1, needs: [{ capability: 'any', count: 2 }] }],
      units: ['u0', 'u1'].map(id => ({ id, post: 'p1' })),
    },
    'NotModelled callTypes[0].needs',
  ],
  [
    'a queue of some units only',
    { units: ['u0', 'u1'].map(id => ({ id, post: 'p1' })) },
    'NotModelled dispatch.order.z1',
  ],
  ['more work than hands', { zones: [{ id: 'z1', callsPerHour: 1.2 }] }, 'Overloaded zones'],
])('%s is named', (_, change, fault) => {
  const solved = solve(alike(1, 0.5, change));
  expect(solved.ok ? 'fine' : `${solved.error.code} ${solved.error.field}`).toBe(fault);
});
