import { describe, expect, test } from 'vitest';
import type { Interval } from './interval.ts';
import { replicate, type SimulationResult, summarise } from './simulate.ts';
import { alike, modelOf, type RawScenario, smallest, threeServerCity } from './testing/scenarios.ts';

/** With a 99.99 % interval: a right simulator fails here once in ten thousand seeds, and the seed is fixed. */
function run(raw: RawScenario): SimulationResult {
  const model = modelOf(raw);
  const tallies = Array.from({ length: model.replications }, (_, i) => replicate(model, i));
  return summarise(model, tallies, 0.9999);
}

function holds({ low, high, mean }: Interval, truth: number, within: number): void {
  expect(low!).toBeLessThanOrEqual(truth);
  expect(high!).toBeGreaterThanOrEqual(truth);
  // An interval so wide that it holds everything proves nothing.
  expect(Math.abs(mean - truth) / truth).toBeLessThan(within);
}

test('one server: M/M/1 at half load, as the smallest scenario stands', () => {
  const result = run(smallest);
  holds(result.probabilityOfWait, 0.5, 0.01);
  holds(result.meanWaitSeconds, 3600, 0.03);
  holds(result.units['u1']!.workload, 0.5, 0.01);
});

test('five servers: M/M/c by Erlang’s C formula', () => {
  // erlang.csv: 5 servers, 4 erlang.
  const result = run(alike(5, 4));
  holds(result.probabilityOfWait, 0.5541125541, 0.02);
  holds(result.meanWaitSeconds, 0.5541125541 * 3600, 0.05);
});

describe.each([
  { distribution: 'exponential', meanSeconds: 3600 },
  { distribution: 'deterministic', meanSeconds: 3600 },
  { distribution: 'lognormal', meanSeconds: 3600, coefficientOfVariation: 1.5 },
  { distribution: 'gamma', meanSeconds: 3600, coefficientOfVariation: 0.6 },
] as const)('lost calls with $distribution service', service => {
  test('Erlang’s B formula holds for every law of service', () => {
    const short = { callsPerReplication: 50_000 };
    const { probabilityOfWait, unhelpedShare } = run(alike(3, 1.5, { service, queue: 'none', ...short }));
    // erlang.csv: 3 servers, 1.5 erlang.
    holds(probabilityOfWait, 0.1343283582, 0.03);
    expect(unhelpedShare).toEqual(probabilityOfWait);
  });
});

test('the three-server city: the exact workloads, waiting and share of foreign dispatches', () => {
  const result = run(threeServerCity);
  const workloads = ['u1', 'u2', 'u3'].map(id => result.units[id]!.workload);
  // The book's answers to four digits: half a unit of the last is theirs.
  for (const [i, truth] of [0.5574, 0.4734, 0.4693].entries()) holds(workloads[i]!, truth, 0.01);
  holds(result.probabilityOfWait, 0.23684, 0.01);
  holds(result.interdispatchShare, 0.43529, 0.01);
});
