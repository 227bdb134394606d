import { mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { runCli } from '../apps/cli/src/run.ts';
import type { CoverRows } from '../packages/coverage/src/cover/cover-rows.ts';
import type { CostTable } from '../packages/coverage/src/median/cost-table.ts';
import { seededRandom } from '../packages/coverage/src/random.ts';
import { censusCases, readCensusBlocks } from '../packages/coverage/src/testing/siting-data.ts';
import { type BenchRow, summarise } from './row.ts';

const folder = mkdtempSync(join(tmpdir(), 'clarion-siting-'));

/** Files of an instance, as the command reads them. */
export interface InstanceFiles {
  readonly demand: string;
  readonly cover?: string;
  readonly matrix?: string;
}

/** A file for one run; its path. */
export function benchFile(name: string, text: string): string {
  const path = join(folder, name);
  writeFileSync(path, text);
  return path;
}

function written(name: string, heading: string, rows: Iterable<string>): string {
  return benchFile(`${name}.csv`, `${[heading, ...rows].join('\n')}\n`);
}

const demandFile = (name: string, weight: Float64Array) =>
  written(
    `${name}-demand`,
    'id,weight',
    [...weight].map((one, i) => `d${i},${one}`),
  );

export function coverFiles(name: string, rows: CoverRows): InstanceFiles {
  const pairs: string[] = [];
  for (let row = 0; row < rows.rowCount; row++) {
    for (let at = rows.rowStart[row]!; at < rows.rowStart[row + 1]!; at++) {
      pairs.push(`d${row},s${rows.rowColumns[at]}`);
    }
  }
  return { demand: demandFile(name, rows.weight), cover: written(`${name}-cover`, 'demand,site', pairs) };
}

export function matrixFiles(
  name: string,
  { siteCount, demandCount, weight, cost }: CostTable,
): InstanceFiles {
  const rows: string[] = [];
  for (let site = 0; site < siteCount; site++) {
    for (let demand = 0; demand < demandCount; demand++) {
      rows.push(`s${site},d${demand},${cost[site * demandCount + demand]}`);
    }
  }
  return {
    demand: demandFile(name, weight),
    matrix: written(`${name}-matrix`, 'from,to,travel_time_ms', rows),
  };
}

/**
 * The generator of random covers: demand and sites uniform in the unit square, weights whole and uniform from 1 to 100, a
 * site covers what is within the radius. In this order from mulberry32: x, y of each demand; x, y of each site; weights.
 */
export function uniformCover(
  seed: number,
  demandCount: number,
  siteCount: number,
  radius: number,
): InstanceFiles {
  const random = seededRandom(seed);
  const point = () => [random(), random()] as const;
  const demand = Array.from({ length: demandCount }, point);
  const sites = Array.from({ length: siteCount }, point);
  const weight = Float64Array.from({ length: demandCount }, () => 1 + Math.floor(random() * 100));
  const pairs: string[] = [];
  for (const [i, [x, y]] of demand.entries()) {
    for (const [j, [u, v]] of sites.entries()) {
      if (Math.hypot(x - u, y - v) <= radius) pairs.push(`d${i},s${j}`);
    }
  }
  const name = `uniform-${demandCount}-${siteCount}-${radius}-${seed}`;
  return { demand: demandFile(name, weight), cover: written(`${name}-cover`, 'demand,site', pairs) };
}

export interface PlanRun {
  readonly value: number;
  readonly gap: number;
  readonly proven: boolean;
  /** Processor seconds of all threads, reading of the files included. */
  readonly cpuSeconds: number;
}

/** Runs `clarion plan <verb>` in this process. */
export async function runPlan(
  verb: string,
  files: InstanceFiles | Readonly<Record<string, string>>,
  options: Record<string, number>,
): Promise<PlanRun> {
  const given = { ...files, ...options };
  const argv = Object.entries(given).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const out: string[] = [];
  const before = process.cpuUsage();
  const code = await runCli(['plan', verb, '--json', ...argv], {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out.push(text) }, err: { write: () => undefined } },
    // The limit is one of processor time here, so that a busy machine measures the same.
    now: () => {
      const used = process.cpuUsage(before);
      return (used.user + used.system) / 1000;
    },
  });
  const { user, system } = process.cpuUsage(before);
  if (code !== 0) throw new Error(`plan ${verb} ended with ${code}`);
  const result = JSON.parse(out.join('')) as {
    value?: number;
    covered?: number;
    coveredTwice?: number;
    cost?: number;
    gap: number;
    proven: boolean;
  };
  const value = result.value ?? result.coveredTwice ?? result.covered ?? result.cost!;
  return { value, gap: result.gap, proven: result.proven, cpuSeconds: (user + system) / 1e6 };
}

export const percent = (share: number) => 100 * share;

/** The twelve published cases of census blocks, by what the command finds in so many seconds. */
export async function censusRow(seconds: number): Promise<BenchRow> {
  const gaps: number[] = [];
  const proven: number[] = [];
  for (const { name, radiusM, posts, best } of censusCases()) {
    const files = coverFiles(`${name}-${radiusM}`, readCensusBlocks(name, radiusM));
    const run = await runPlan('cover', files, { posts, seconds });
    gaps.push(percent((best - run.value) / best));
    proven.push(run.gap);
  }
  const matched = gaps.filter(gap => gap <= 0).length;
  return summarise(
    `MCLP Manhattan and Bronx, 12 cases, ${seconds} s: below the best known`,
    '%',
    gaps,
    `${matched} matched; proven gap at most ${percent(Math.max(...proven)).toFixed(2)} %`,
  );
}
