import { describe, expect, test } from 'vitest';
import { streamKey } from './chance/keyed.ts';
import { compare } from './compare.ts';
import { Arrivals } from './core/arrivals.ts';
import type { Interval } from './interval.ts';
import { replicate, type SimulationResult, summarise } from './simulate.ts';
import { alike, modelOf, type RawScenario } from './testing/scenarios.ts';
import { square } from './testing/square-city.ts';

const tallies = (raw: RawScenario) => {
  const model = modelOf(raw);
  return Array.from({ length: model.replications }, (_, i) => replicate(model, i));
};
const run = (raw: RawScenario): SimulationResult => summarise(modelOf(raw), tallies(raw), 0.9999);
const short = { callsPerReplication: 20_000 };

function holds({ low, high, mean }: Interval, truth: number, within = 0.03): void {
  expect(low!).toBeLessThanOrEqual(truth);
  expect(high!).toBeGreaterThanOrEqual(truth);
  expect(Math.abs(mean - truth)).toBeLessThan(within * truth);
}

test('urgent calls go first: waits by priority are those of Cobham’s formula', () => {
  const result = run(
    alike(1, 0.8, {
      ...short,
      queue: 'priority',
      callTypes: [
        { id: 'urgent', share: 1, priority: 1 },
        { id: 'other', share: 3, priority: 3 },
      ],
    }),
  );
  const residual = 0.8 * 3600;
  holds(result.priorities!['1']!.meanWaitSeconds, residual / (1 - 0.2), 0.03);
  holds(result.priorities!['3']!.meanWaitSeconds, residual / ((1 - 0.2) * (1 - 0.8)), 0.15);
});

test('units kept free for urgent calls: losses are those of a birth and death process with a threshold', () => {
  const result = run(
    alike(5, 4, {
      ...short,
      queue: 'none',
      callTypes: [
        { id: 'urgent', share: 1, priority: 1 },
        { id: 'other', share: 1, priority: 2 },
      ],
      dispatch: { rule: 'closest', keepFree: [{ priority: 2, units: 2 }] },
    }),
  );
  const weight = [1];
  for (let busy = 0; busy < 5; busy++) weight.push((weight[busy]! * (5 - busy > 2 ? 4 : 2)) / (busy + 1));
  const sum = weight.reduce((total, one) => total + one, 0);
  holds(result.priorities!['1']!.probabilityOfWait, weight[5]! / sum, 0.06);
  holds(result.priorities!['2']!.probabilityOfWait, (weight[3]! + weight[4]! + weight[5]!) / sum);
});

test('what a readiness level keeps free is kept in its hours, and who waited goes when they end', () => {
  // One unit, one call that is not urgent half an hour into the level, one after it; nothing takes any time but the service.
  const of = (hours: { from: number; until: number }[] | undefined) =>
    run({
      ...alike(2, 1, { replications: 1, warmUpCalls: 0 }),
      calls: [
        { atSeconds: 1800, zone: 'z1' },
        { atSeconds: 5 * 3600, zone: 'z1' },
      ],
      service: { distribution: 'deterministic', meanSeconds: 60 },
      dispatch: {
        rule: 'closest',
        keepFree: [
          { priority: 1, units: 1, ...(hours && { hours }) },
          { priority: 1, units: 0 },
        ],
      },
      callTypes: [{ id: 'c', share: 1, priority: 1 }],
      units: [
        { id: 'u0', post: 'p1' },
        { id: 'u1', post: 'p1', shifts: [{ from: 3, until: 168 }] },
      ],
    }).meanWaitSeconds.mean;
  // u1 comes at 3:00, and with two free one may go.
  expect(of(undefined)).toBeCloseTo((3 * 3600 - 1800) / 2, 6);
  expect(of([{ from: 0, until: 2 }])).toBeCloseTo((2 * 3600 - 1800) / 2, 6);
  expect(of([{ from: 10, until: 12 }])).toBe(0);
});

test('two vehicles of one crew are as busy as one', () => {
  const result = run({
    ...alike(2, 1, { ...short, queue: 'none' }),
    units: [
      { id: 'u0', post: 'p1', crew: 'both' },
      { id: 'u1', post: 'p1', crew: 'both' },
    ],
  });
  holds(result.probabilityOfWait, 1 / 2);
});

test('calls that need two units take what there is', () => {
  const result = run(
    alike(2, 0.5, {
      callsPerReplication: 3000,
      queue: 'none',
      callTypes: [{ id: 'two', share: 1, needs: [{ capability: 'any', count: 2 }] }],
    }),
  );
  // States 0, 1 and 2 busy: up from 0 and 1 to 2, down one by one.
  const one = 0.5;
  const two = (0.5 * (1 + one)) / 2;
  holds(result.probabilityOfWait, two / (1 + one + two), 0.06);
  holds(result.shortShare, one / (1 + one + two), 0.06);
});

test('who is transported keeps the unit longer', () => {
  const exponential = (meanSeconds: number) => ({ distribution: 'exponential', meanSeconds }) as const;
  const result = run(
    alike(1, 0.5, {
      ...short,
      queue: 'none',
      service: exponential(1800),
      turnout: { distribution: 'deterministic', meanSeconds: 60 },
      travelSeconds: { p1: { z1: 240 } },
      callTypes: [{ id: 't', share: 1, transportShare: 0.25 }],
      hospital: { travelSeconds: { z1: 600 }, turnRound: exponential(1200) },
    }),
  );
  const load = (0.5 * (60 + 240 + 1800 + 0.25 * 1800)) / 3600;
  holds(result.probabilityOfWait, load / (1 + load));
  holds(result.response.meanSeconds, 300, 1e-9);
});

describe('hours of the week', () => {
  const week = Array.from({ length: 168 }, (_, hour) => (hour % 24 < 8 ? 0 : 1 + (hour % 5)));

  test('calls come at each hour as often as its rate says', () => {
    const model = modelOf(alike(1, 1, { zones: [{ id: 'z1', callsPerHour: week }], startHourOfWeek: 30 }));
    const arrivals = new Arrivals(model, streamKey(5, 0));
    const counts = new Float64Array(168);
    const weeks = 300;
    for (; arrivals.at < weeks * 168 * 3600; arrivals.next())
      counts[(30 + Math.floor(arrivals.at / 3600)) % 168]!++;
    let chiSquare = 0;
    for (const [hour, rate] of week.entries()) {
      if (rate === 0) expect(counts[hour]).toBe(0);
      else chiSquare += (counts[hour]! - weeks * rate) ** 2 / (weeks * rate);
    }
    // 112 hours with calls: 99.99 % lie between 62 and 176.
    expect(chiSquare).toBeGreaterThan(62);
    expect(chiSquare).toBeLessThan(176);
  });

  test('a unit that is on duty every other hour loses half of the calls, and finishes what it began', () => {
    const shifts = Array.from({ length: 84 }, (_, i) => ({ from: 2 * i, until: 2 * i + 1 }));
    const result = run({
      ...alike(1, 1, { ...short, queue: 'none', service: { distribution: 'deterministic', meanSeconds: 1 } }),
      units: [{ id: 'u0', post: 'p1', shifts }],
      warmUpCalls: 0,
    });
    holds(result.probabilityOfWait, 0.5 + 0.5 / 3600);
    const long = run({
      ...alike(1, 0.25, {
        ...short,
        queue: 'none',
        service: { distribution: 'deterministic', meanSeconds: 5400 },
      }),
      units: [{ id: 'u0', post: 'p1', shifts }],
    });
    expect(long.units['u0']!.workload.mean).toBeGreaterThan(0.2);
  });

  test('a unit that is on for a quarter of each hour is on duty for a quarter of the time', () => {
    const raw = alike(1, 0.2, { callsPerReplication: 4000, replications: 10, queue: 'none' });
    const shifts = Array.from({ length: 168 }, (_, hour) => ({ from: hour + 0.25, until: hour + 0.5 }));
    const { probabilityOfWait } = run({
      ...raw,
      units: raw.units.map(unit => ({ ...unit, shifts })),
      service: { distribution: 'deterministic', meanSeconds: 0 },
    });
    holds(probabilityOfWait, 0.75);
  });

  test('driving takes as much longer as the hour says', () => {
    const factor = Array.from({ length: 168 }, (_, hour) => (hour % 2 === 0 ? 1 : 3));
    const quick = { service: { distribution: 'deterministic', meanSeconds: 1 } } as const;
    const result = run(
      alike(9, 1, { ...short, ...quick, travelSeconds: { p1: { z1: 100 } }, travelFactor: factor }),
    );
    holds(result.response.meanSeconds, 200, 0.01);
  });
});

describe('move-up', () => {
  test('a unit that goes where it adds most cover makes fewer calls late', () => {
    const still = tallies(square());
    const moving = tallies(square({ moveUp: { rule: 'dmexclp', busyShare: 0.4, standardSeconds: 480 } }));
    const late = (all: typeof still) => all.map(tally => 1 - tally.within(480) / tally.calls);
    const saved = late(still).map((share, i) => share - late(moving)[i]!);
    expect(Math.min(...saved)).toBeGreaterThan(0);
    expect(moving[0]!.moves).toBeGreaterThan(100);
  });

  test('by a compliance table the one that is left stands in the middle', () => {
    const raw: RawScenario = {
      ...alike(2, 0.02),
      ...short,
      callsPerReplication: 3000,
      zones: [
        { id: 'west', callsPerHour: 0.01 },
        { id: 'east', callsPerHour: 0.01 },
      ],
      units: [
        { id: 'a', post: 'middle' },
        { id: 'b', post: 'middle' },
      ],
      travelSeconds: {
        middle: { west: 300, east: 300 },
        w: { west: 0, east: 600 },
        e: { west: 600, east: 0 },
      },
      dispatch: { rule: 'closest' },
      moveUp: { rule: 'compliance', posts: [['middle'], ['w', 'e']] },
      service: { distribution: 'deterministic', meanSeconds: 60 },
    };
    const { response, movesPerCall } = run(raw);
    // Nearly always both are free and stand at the ends.
    expect(response.p50Seconds.mean).toBe(0);
    expect(response.meanSeconds.mean).toBeLessThan(10);
    expect(movesPerCall.mean).toBeGreaterThan(0.9);
  });
});

describe('comparing', () => {
  const faster = {
    service: { distribution: 'lognormal', meanSeconds: 2600, coefficientOfVariation: 0.7 },
  } as const;

  test('A against A: nothing with the same seed, and by chance alone with others', () => {
    const same = compare(tallies(square()), tallies(square()));
    expect(same.meanResponseSeconds).toEqual({ mean: 0, low: 0, high: 0, proven: false });
    const small = { callsPerReplication: 500, warmUpCalls: 100 };
    const found = Array.from({ length: 20 }, (_, i) =>
      compare(tallies(square({ ...small, seed: 2 * i })), tallies(square({ ...small, seed: 2 * i + 1 }))),
    ).filter(({ meanResponseSeconds }) => meanResponseSeconds.proven).length;
    // Of 20 at 95 % one is expected; more than five come once in three thousand.
    expect(found).toBeLessThanOrEqual(5);
  });

  test('the same calls cut the variance of a difference to a third and less', () => {
    const base = tallies(square());
    const width = ({ low, high }: Interval) => high! - low!;
    const common = compare(base, tallies(square(faster))).meanResponseSeconds;
    const apart = compare(base, tallies(square({ ...faster, seed: 99 }))).meanResponseSeconds;
    expect((width(apart) / width(common)) ** 2).toBeGreaterThan(3);
    expect(common.proven).toBe(true);
  });
});

test('a record is played call by call in every replication, and who weighs demand weighs the record', () => {
  const calls = [
    { atSeconds: 10, zone: 'z1' },
    { atSeconds: 30, zone: 'z2', type: 'far' },
    { atSeconds: 30, zone: 'z1' },
    { atSeconds: 5000, zone: 'z1' },
  ];
  const raw: RawScenario = {
    ...alike(2, 0, { warmUpCalls: 0, replications: 3 }),
    zones: [
      { id: 'z1', callsPerHour: 0 },
      { id: 'z2', callsPerHour: 0 },
    ],
    calls,
    callTypes: [
      { id: 'usual', share: 1 },
      { id: 'far', share: 0 },
    ],
    travelSeconds: { p1: { z1: 60, z2: 120 } },
    service: { distribution: 'deterministic', meanSeconds: 1000 },
    dispatch: { rule: 'closest' },
    standardsSeconds: [60, 120],
  };
  for (const tally of tallies(raw)) {
    expect(tally.calls).toBe(4);
    // The third finds both away until the first is free at 10 + 60 + 1000.
    expect(tally.noneFree).toBe(1);
    expect(tally.responseS).toBe(60 + 120 + (1070 - 30 + 60) + 60);
    expect([tally.within(60), tally.within(120)]).toEqual([2, 3]);
  }
  const { demand } = modelOf(raw);
  expect(demand.ratePerSecond[0]! * 3600).toBeCloseTo(4 / 2, 12);
});

test('turnout takes as much longer as the hour says', () => {
  const byHour = Array.from({ length: 168 }, (_, hour) => (hour % 2 === 0 ? 1 : 3));
  const result = run({
    ...alike(1, 0.01, { callsPerReplication: 4000, replications: 5 }),
    service: { distribution: 'deterministic', meanSeconds: 1 },
    turnout: { distribution: 'deterministic', meanSeconds: 60 },
    turnoutFactor: byHour,
  });
  holds(result.response.meanSeconds, 120, 0.02);
  expect(result.response.p90Seconds.mean).toBe(180);
});

test('a unit with a turnout of its own takes that, the others the scenario’s', () => {
  const result = run({
    ...alike(2, 0.01, { callsPerReplication: 4000, replications: 5 }),
    zones: [
      { id: 'z1', callsPerHour: 0.01 },
      { id: 'z2', callsPerHour: 0.01 },
    ],
    units: [
      { id: 'u0', post: 'p1' },
      {
        id: 'u1',
        post: 'p1',
        turnout: { distribution: 'deterministic', meanSeconds: 100 },
        turnoutFactor: 2,
      },
    ],
    travelSeconds: { p1: { z1: 0, z2: 0 } },
    service: { distribution: 'deterministic', meanSeconds: 1 },
    turnout: { distribution: 'deterministic', meanSeconds: 60 },
    dispatch: { rule: 'preference', order: { z1: ['u0'], z2: ['u1'] } },
    zoneFigures: true,
  });
  holds(result.zones!['z1']!.meanResponseSeconds, 60, 0.01);
  holds(result.zones!['z2']!.meanResponseSeconds, 200, 0.01);
});

test('drives vary by what was observed, and who is nearest is reckoned without it', () => {
  const steady: RawScenario = {
    ...alike(1, 0.01, { callsPerReplication: 4000, replications: 5 }),
    travelSeconds: { p1: { z1: 100 } },
    service: { distribution: 'deterministic', meanSeconds: 1 },
  };
  const varied = run({ ...steady, travelVariation: [0.5, 1, 3] });
  holds(varied.response.meanSeconds, 150, 0.02);
  expect(run({ ...steady, travelVariation: [2] }).response.p50Seconds.mean).toBe(200);
  const twoPosts: RawScenario = {
    ...steady,
    units: [
      { id: 'u0', post: 'p1' },
      { id: 'u1', post: 'p2' },
    ],
    travelSeconds: { p1: { z1: 100 }, p2: { z1: 110 } },
    travelVariation: [0.1, 10],
    dispatch: { rule: 'closest' },
  };
  expect(run(twoPosts).units['u1']!.workload.mean).toBeLessThan(0.01);
});
