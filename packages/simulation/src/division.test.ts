import { expect, test } from 'vitest';
import { compare } from './compare.ts';
import type { Interval } from './interval.ts';
import { hypercube } from './queue/hypercube.ts';
import { compile } from './scenario/compile.ts';
import { readScenario } from './scenario/read.ts';
import { replicate, summarise } from './simulate.ts';
import { modelOf, type RawScenario, smallest } from './testing/scenarios.ts';
import { square } from './testing/square-city.ts';

const tallies = (raw: RawScenario) => {
  const model = modelOf(raw);
  return Array.from({ length: model.replications }, (_, i) => replicate(model, i));
};
const run = (raw: RawScenario) => summarise(modelOf(raw), tallies(raw), 0.9999);

/** Two areas with a unit each, an hour a call, calls that nobody can take are lost. The way between takes no time. */
const two = (a: number, b: number): RawScenario => ({
  ...smallest,
  callsPerReplication: 20_000,
  zones: [
    { id: 'a', callsPerHour: a, area: 'A' },
    { id: 'b', callsPerHour: b, area: 'B' },
  ],
  units: [
    { id: 'ua', post: 'pa' },
    { id: 'ub', post: 'pb' },
  ],
  travelSeconds: { pa: { a: 0, b: 1 }, pb: { a: 1, b: 0 } },
  dispatch: { rule: 'closest', areas: {} },
  queue: 'none',
});

function holds({ low, high, mean }: Interval, truth: number, within = 0.03): void {
  expect(low!).toBeLessThanOrEqual(truth);
  expect(high!).toBeGreaterThanOrEqual(truth);
  expect(Math.abs(mean - truth)).toBeLessThan(within * truth);
}

test('two areas, two units: the share that crosses is that of the two-server system solved by hand', () => {
  // States by who is busy, the service rate 1: by symmetry p(one busy) = a p(none), so of what is served (a/2)/(1 + a) crosses.
  const a = 1.2;
  const { division, interdispatchShare } = run(two(a / 2, a / 2));
  holds(division!.crossedShare, a / 2 / (1 + a));
  holds(interdispatchShare, a / 2 / (1 + a));
  for (const area of ['A', 'B']) {
    const { crossedShare, unitsBusy, units } = division!.areas[area]!;
    expect(units).toBe(1);
    holds(crossedShare, a / 2 / (1 + a), 0.05);
    // What is served of the area, Erlang's loss with two servers left out.
    const lost = (a * a) / 2 / (1 + a + (a * a) / 2);
    holds(unitsBusy, (a / 2) * (1 - lost), 0.05);
  }
});

test('uneven areas: shares, work and imbalance are those of the four states', () => {
  const [a, b] = [0.9, 0.3];
  // Balance of (none, A's unit, B's unit, both) busy.
  // p10 (1 + a + b) = p00 a + p11; p01 (1 + a + b) = p00 b + p11; p11 2 = (p10 + p01)(a + b).
  const all = a + b;
  const [p00, p11] = [1, (all * all) / 2];
  const p10 = (a * p00 + p11) / (1 + all);
  const p01 = (b * p00 + p11) / (1 + all);
  const sum = p00 + p10 + p01 + p11;
  const served = 1 - p11 / sum;
  const { division } = run(two(a, b));
  holds(division!.areas['A']!.crossedShare, p10 / sum / served, 0.05);
  holds(division!.areas['B']!.crossedShare, p01 / sum / served, 0.05);
  holds(division!.areas['A']!.workload, (p10 + p11) / sum);
  holds(division!.areas['B']!.workload, (p01 + p11) / sum);
  holds(division!.areas['A']!.unitsBusy, a * served);
  holds(division!.areas['A']!.balanced, (all / 2) * served);
  holds(division!.imbalance, (a - b) / all, 0.05);
  const scenario = readScenario(two(a, b));
  if (!scenario.ok) throw new Error(scenario.error.code);
  const model = compile(scenario.value);
  if (!model.ok) throw new Error(model.error.code);
  const queue = hypercube(scenario.value, model.value);
  expect(queue.ok && queue.value.interdispatchShare).toBeCloseTo((a * p10 + b * p01) / sum / all / served, 5);
});

/** The square city, cut down the middle or across. */
const cut = (side: (x: number, y: number) => string, areas: object | undefined): RawScenario => {
  const raw = square({ replications: 12 });
  // Which of two facing posts is nearer says on which side a place lies.
  const way = (zone: string, post: string) => raw.travelSeconds[post]![zone]!;
  return {
    ...raw,
    zones: raw.zones.map(zone => ({
      ...zone,
      area: side(way(zone.id, 'p3') - way(zone.id, 'p5'), way(zone.id, 'p1') - way(zone.id, 'p7')),
    })),
    dispatch: { rule: 'closest', ...(areas && { areas }) },
  };
};
const west = (x: number) => (x < 0 ? 'west' : 'east');
const south = (_: number, y: number) => (y < 0 ? 'south' : 'north');

test('the more nearer a unit of another area must be, the fewer cross; no margin is no preference', () => {
  const crossed = [
    undefined,
    { nearerBySeconds: 0 },
    { nearerBySeconds: 120 },
    { nearerBySeconds: 600 },
    {},
  ].map(areas => summarise(modelOf(cut(west, areas)), tallies(cut(west, areas))).division!.crossedShare.mean);
  expect(crossed[1]).toBe(crossed[0]);
  for (let i = 2; i < crossed.length; i++) expect(crossed[i]!).toBeLessThan(crossed[i - 1]!);
  expect(crossed.at(-1)!).toBeGreaterThan(0);
});

test('two divisions meet the same calls: against itself nothing differs, against another the difference has its interval', () => {
  const [first, second] = [tallies(cut(west, {})), tallies(cut(south, {}))];
  const same = compare(first, tallies(cut(west, {})));
  expect(same.crossedShare).toMatchObject({ mean: 0, low: 0, high: 0, proven: false });
  const other = compare(first, second);
  for (const one of [other.crossedShare!, other.imbalance!, other.meanResponseSeconds]) {
    expect(one.low!).toBeLessThan(one.mean);
    expect(one.high!).toBeGreaterThan(one.mean);
  }
  const apart = compare(first, tallies({ ...cut(south, {}), seed: 1004 }));
  const width = ({ low, high }: Interval) => high! - low!;
  expect(width(other.meanResponseSeconds)).toBeLessThan(width(apart.meanResponseSeconds) / 1.5);
});

test('areas add up to the whole, and without areas there are no such figures', () => {
  const raw = cut(west, {});
  const model = modelOf(raw);
  for (const tally of tallies({ ...raw, replications: 3 })) {
    expect(tally.areas!.calls.reduce((sum, one) => sum + one, 0)).toBe(tally.calls);
    expect(tally.areas!.responseS.reduce((sum, one) => sum + one, 0)).toBeCloseTo(tally.responseS, 3);
    for (const [second, count] of tally.responses.entries())
      expect(tally.areas!.responses.reduce((sum, bins) => sum + bins[second]!, 0)).toBe(count);
  }
  expect([...model.areas!.ofUnit].map(area => model.areas!.ids[area])).toEqual(
    [...model.areas!.ofUnit.keys()].map(unit => {
      const nearest = Object.entries(raw.travelSeconds[`p${unit}`]!).sort(([, a], [, b]) => a - b)[0]![0];
      return raw.zones.find(({ id }) => id === nearest)!.area;
    }),
  );
  expect(summarise(modelOf(square()), tallies({ ...square(), replications: 2 })).division).toBeUndefined();
});

test.each([
  [
    'areas first by lists',
    { dispatch: { rule: 'preference', order: { a: ['ua'], b: ['ub'] }, areas: {} } },
    'FieldUnfit dispatch.rule',
  ],
  [
    'no zone in an area',
    {
      zones: [
        { id: 'a', callsPerHour: 1 },
        { id: 'b', callsPerHour: 1 },
      ],
    },
    'FieldMissing zones[0].area',
  ],
  [
    'a unit of an area that is none',
    { units: [{ id: 'ua', post: 'pa', area: 'C' }] },
    'NameUnknown units[0].area',
  ],
] as const)('%s is named', (_, change, fault) => {
  const scenario = readScenario({ ...two(1, 1), ...change });
  const model = scenario.ok ? compile(scenario.value) : scenario;
  expect(model.ok ? 'fine' : `${model.error.code} ${model.error.field}`).toBe(fault);
});
