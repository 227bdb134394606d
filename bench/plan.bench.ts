import { runCli } from '../apps/cli/src/run.ts';
import type { CostTable } from '../packages/coverage/src/median/cost-table.ts';
import { seededRandom } from '../packages/coverage/src/random.ts';
import { type BenchRow, summarise } from './row.ts';
import { bigCity } from './simulation.bench.ts';
import { benchFile, matrixFiles, type PlanRun, percent, runPlan } from './siting-instances.ts';

const SEEDS = [1, 2, 3, 4, 5];
const DEMAND = 2000;
const SITES = 100;
/** Driving across the city takes so long. */
const ACROSS_MS = 2_400_000;

/** Demand and sites uniform in the unit square, weights whole from 1 to 100, drives as the crow flies. */
function uniformDrives(seed: number): CostTable {
  const random = seededRandom(seed);
  const point = () => [random(), random()] as const;
  const demand = Array.from({ length: DEMAND }, point);
  const sites = Array.from({ length: SITES }, point);
  const weight = Float64Array.from(demand, () => 1 + Math.floor(random() * 100));
  const cost = sites.flatMap(([u, v]) =>
    demand.map(([x, y]) => Math.round(ACROSS_MS * Math.hypot(x - u, y - v))),
  );
  return { siteCount: SITES, demandCount: DEMAND, weight, cost: Float64Array.from(cost) };
}

/** Engines and ambulances with costs and a budget; ambulances count by their busy share, and a minimum holds for all demand. */
const sitingOf = (demand: string, travel: string) => ({
  demand,
  travel,
  kinds: [
    { id: 'engine', units: 12, perSite: 1, cost: 3 },
    { id: 'ambulance', units: 15, perSite: 2, cost: 2 },
  ],
  sites: Array.from({ length: SITES }, (_, i) => ({ id: `s${i}`, room: 2, cost: 1 + (i % 3) })),
  budget: 90,
  goals: [
    { kinds: ['engine'], withinSeconds: 360 },
    { kinds: ['ambulance'], withinSeconds: 480, counts: { busy: 0.35 } },
  ],
  minimums: [{ kinds: ['engine', 'ambulance'], withinSeconds: 720, share: 0.9 }],
});

const gapsAndTimes = (name: string, runs: readonly PlanRun[]): BenchRow[] => [
  summarise(
    `${name}: proven gap`,
    '%',
    runs.map(run => percent(run.gap)),
    'seeds 1–5',
  ),
  summarise(
    `${name}: processor time`,
    's',
    runs.map(run => run.cpuSeconds),
  ),
];

async function sitingRows(): Promise<BenchRow[]> {
  const [site, double]: [PlanRun[], PlanRun[]] = [[], []];
  for (const seed of SEEDS) {
    const { demand, matrix } = matrixFiles(`drives-${seed}`, uniformDrives(seed));
    const siting = benchFile(`siting-${seed}.json`, JSON.stringify(sitingOf(demand, matrix!)));
    site.push(await runPlan('site', { siting }, { seconds: 10 }));
    const standards = { posts: 30, inner: 300, outer: 900, share: 0.6, seconds: 10 };
    double.push(await runPlan('double', { demand, matrix: matrix! }, standards));
  }
  return [
    ...gapsAndTimes('plan site, 2,000 × 100, 27 units of two kinds, budget, minimum, 10 s', site),
    ...gapsAndTimes('plan double, 2,000 × 100, 30 units, 5 and 15 min, 10 s', double),
  ];
}

async function busyRows(): Promise<BenchRow[]> {
  const runs: PlanRun[] = [];
  for (const seed of SEEDS) {
    const scenario = benchFile(`busy-${seed}.json`, JSON.stringify(bigCity({ seed })));
    runs.push(await runPlan('busy', { scenario }, { within: 300, seed }));
  }
  return gapsAndTimes('plan busy, 50 units, 50 posts, 200 zones, hypercube', runs);
}

/** By the clock: threads share the same work. */
async function threadRows(): Promise<BenchRow[]> {
  const scenario = benchFile('threads.json', JSON.stringify(bigCity({ replications: 100 })));
  const rows: BenchRow[] = [];
  for (const threads of ['1', '2']) {
    const times: number[] = [];
    for (let run = 0; run < 3; run++) {
      const started = performance.now();
      const code = await runCli(['simulate', '--scenario', scenario, '--threads', threads, '--json'], {
        lang: 'en',
        signal: new AbortController().signal,
        environment: {},
        streams: { out: { write: () => undefined }, err: { write: () => undefined } },
        now: () => performance.now(),
      });
      if (code !== 0) throw new Error(`simulate ended with ${code}`);
      times.push((performance.now() - started) / 1000);
    }
    rows.push(
      summarise(`simulate --threads ${threads}, five million calls, 50 units`, 's', times, 'by the clock'),
    );
  }
  return rows;
}

export const rows = async (): Promise<BenchRow[]> => [
  ...(await sitingRows()),
  ...(await busyRows()),
  ...(await threadRows()),
];
