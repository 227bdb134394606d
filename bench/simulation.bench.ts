import {
  compare,
  erlangB,
  erlangC,
  hypercubeApproximate,
  hypercubeExact,
  type Interval,
  intervalOf,
  type Model,
  replicate,
  summarise,
} from '@clarion/simulation';
import { randomCity } from '../packages/simulation/src/testing/cities.ts';
import {
  alike,
  modelOf,
  type RawScenario,
  threeServerCity,
} from '../packages/simulation/src/testing/scenarios.ts';
import { square } from '../packages/simulation/src/testing/square-city.ts';
import { type BenchRow, summarise as summariseRow } from './row.ts';

/** CPU seconds of this process, all threads. */
function cpuSeconds(work: () => void): number {
  const before = process.cpuUsage();
  work();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1e6;
}

const run = (model: Model) => Array.from({ length: model.replications }, (_, i) => replicate(model, i));

export const rows = async (): Promise<BenchRow[]> => [
  ...speed(),
  ...commonNumbers(),
  ...hypercubes(),
  ...coverage(),
];

/** 50 units, 200 zones, by travel time; six of ten busy. */
export function bigCity(more: Partial<RawScenario> = {}): RawScenario {
  const zones = Array.from({ length: 200 }, (_, i) => ({ id: `z${i}`, callsPerHour: 30 / 200 }));
  const posts = Array.from({ length: 50 }, (_, i) => `p${i}`);
  return {
    seed: 1,
    replications: 20,
    callsPerReplication: 50_000,
    warmUpCalls: 1000,
    zones,
    units: posts.map((post, i) => ({ id: `u${i}`, post })),
    travelSeconds: Object.fromEntries(
      posts.map((post, p) => [
        post,
        Object.fromEntries(zones.map(({ id }, z) => [id, Math.abs(4 * p - z) * 10])),
      ]),
    ),
    service: { distribution: 'exponential', meanSeconds: 3600 },
    dispatch: { rule: 'closest' },
    queue: 'first-come',
    standardsSeconds: [200],
    ...more,
  };
}

/** Four areas side by side, each to keep two units free once fewer than fifteen are. */
function withMinimums(raw: RawScenario): RawScenario {
  const areas = ['a0', 'a1', 'a2', 'a3'];
  return {
    ...raw,
    callTypes: [
      { id: 'urgent', share: 1, priority: 1 },
      { id: 'other', share: 1, priority: 3 },
    ],
    zones: raw.zones.map((zone, i) => ({ ...zone, area: areas[Math.floor((4 * i) / raw.zones.length)]! })),
    readiness: {
      levels: ['normal', 'raised'],
      rules: [{ level: 'raised', freeBelow: 15 }],
      minimums: areas.map(area => ({
        capability: 'any',
        count: 2,
        area,
        levels: ['raised'],
        heldFrom: 3,
        moveUp: true,
      })),
    },
  };
}

const dmexclp = { rule: 'dmexclp', busyShare: 0.6, standardSeconds: 200 } as const;

function speed(): BenchRow[] {
  const perSecond = (raw: RawScenario): number[] => {
    const model = modelOf(raw);
    return Array.from({ length: 5 }, () => (model.calls * model.replications) / cpuSeconds(() => run(model)));
  };
  return [
    summariseRow(
      'simulated calls, 50 units',
      '/s',
      perSecond(bigCity()),
      'per CPU second; 200 zones, by travel time',
    ),
    summariseRow(
      'simulated calls, 50 units, move-up',
      '/s',
      perSecond(bigCity({ callsPerReplication: 10_000, moveUp: dmexclp })),
      'per CPU second; 200 zones, 50 posts',
    ),
    summariseRow(
      'simulated calls, 50 units, levels and minimums',
      '/s',
      perSecond(withMinimums(bigCity({ callsPerReplication: 10_000 }))),
      'per CPU second; four areas, two levels by a rule, a minimum in each that holds back and moves up',
    ),
  ];
}

/** How much surer a difference is when both meet the same calls; and what move-up saves. */
function commonNumbers(): BenchRow[] {
  const base = bigCity({ callsPerReplication: 5000, returning: 'drive' });
  const faster: Partial<RawScenario> = { service: { distribution: 'exponential', meanSeconds: 3500 } };
  const width = ({ low, high }: Interval) => high! - low!;
  const ratios = [1, 2, 3, 4, 5].map(seed => {
    const first = run(modelOf({ ...base, seed }));
    const common = compare(first, run(modelOf({ ...base, ...faster, seed })));
    const apart = compare(first, run(modelOf({ ...base, ...faster, seed: seed + 1000 })));
    return (width(apart.meanResponseSeconds) / width(common.meanResponseSeconds)) ** 2;
  });
  const saved = [1, 2, 3, 4, 5].map(seed => {
    const late = (more: Partial<RawScenario>) => {
      const model = modelOf(square({ seed, ...more }));
      return 1 - summarise(model, run(model)).response.within['480']!.mean;
    };
    return 100 * (1 - late({ moveUp: { rule: 'dmexclp', busyShare: 0.4, standardSeconds: 480 } }) / late({}));
  });
  return [
    summariseRow(
      'variance of a difference, other calls over the same calls',
      '×',
      ratios,
      'seeds 1–5; service 3,600 against 3,500 s',
    ),
    summariseRow(
      'late share that move-up saves',
      '%',
      saved,
      'seeds 1–5; square city, 9 units, 9 posts, 480 s',
    ),
  ];
}

function hypercubes(): BenchRow[] {
  const hour = (units: number) => new Float64Array(units).fill(1);
  const exact: number[] = [];
  const errors: number[] = [];
  for (const seed of [1, 2, 3, 4, 5])
    for (const [load, queue] of [
      [0.3, true],
      [0.5, true],
      [0.7, true],
      [0.5, false],
    ] as const) {
      const problem = randomCity(seed, 15, load, queue);
      let answer = new Float64Array();
      exact.push(
        cpuSeconds(() => {
          answer = Float64Array.from(hypercubeExact(problem, hour(15)).workload);
        }),
      );
      const close = hypercubeApproximate(problem, hour(15)).workload;
      errors.push(100 * answer.reduce((sum, share, i) => sum + Math.abs(close[i]! / share - 1) / 15, 0));
    }
  return [
    summariseRow('hypercube, exact, 15 units', 's', exact, 'CPU; 100 zones, seeds 1–5, loads 0.3–0.7'),
    summariseRow(
      'hypercube, mean error of the approximation',
      '%',
      errors,
      'workloads of 15 units, each row an instance',
    ),
  ];
}

/** Over 200 preset seeds: in how many of 100 the 95 % interval holds the truth. */
function coverage(): BenchRow[] {
  const seeds = Array.from({ length: 200 }, (_, i) => 10_000 + i);
  const held = (
    raw: RawScenario,
    truths: readonly [(tallies: ReturnType<typeof run>) => Interval, number][],
  ) => {
    const counts = truths.map(() => 0);
    for (const seed of seeds) {
      const tallies = run(modelOf({ ...raw, seed }));
      for (const [i, [figure, truth]] of truths.entries()) {
        const { low, high } = figure(tallies);
        if (low! <= truth && truth <= high!) counts[i]!++;
      }
    }
    return counts.map(count => (100 * count) / seeds.length);
  };
  const share = (tallies: ReturnType<typeof run>) =>
    intervalOf(tallies.map(({ noneFree, calls }) => noneFree / calls));
  const workload = (unit: number) => (tallies: ReturnType<typeof run>) =>
    intervalOf(tallies.map(({ busyS, dutyS }) => busyS[unit]! / dutyS[unit]!));
  const short = { callsPerReplication: 25_000 };
  const service = { distribution: 'lognormal', meanSeconds: 3600, coefficientOfVariation: 1.5 } as const;
  const city = hypercubeExact(
    {
      units: 3,
      queue: true,
      zones: [
        [0.5, 0, 1, 2],
        [0.25, 0, 2, 1],
        [0.35, 1, 0, 2],
        [0.4, 2, 0, 1],
      ].map(([rate, ...order]) => ({
        rate: rate!,
        order: Int32Array.from(order),
      })),
    },
    new Float64Array(3).fill(1),
  );
  return [
    summariseRow(
      'M/M/5 at 4 erlang: intervals that hold the truth',
      '%',
      held(alike(5, 4, short), [[share, erlangC(5, 4)]]),
      '200 seeds, 20 × 25,000 calls, nominal 95',
    ),
    summariseRow(
      'Erlang B, lognormal service: intervals that hold the truth',
      '%',
      held(alike(3, 1.5, { ...short, service, queue: 'none' }), [[share, erlangB(3, 1.5)]]),
      '200 seeds, 20 × 25,000 calls, nominal 95',
    ),
    summariseRow(
      'three-server city: intervals that hold the truth',
      '%',
      held(threeServerCity, [
        [share, city.probabilityOfWait],
        ...[0, 1, 2].map(unit => [workload(unit), city.workload[unit]!] as [typeof share, number]),
      ]),
      '200 seeds, 20 × 100,000 calls; waiting and three workloads, nominal 95',
    ),
  ];
}
