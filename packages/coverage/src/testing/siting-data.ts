import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { type CoverRows, coverRowsOf } from '../cover/cover-rows.ts';
import type { CostTable } from '../median/cost-table.ts';

const data = resolve(process.env['CLARION_DATA'] ?? join(import.meta.dirname, '../../../../../shared/data'));
const folder = join(data, 'siting');

/** The folder of the published siting instances; undefined where there is none. */
export const sitingFolder: string | undefined = existsSync(join(folder, 'pmed')) ? folder : undefined;
export const needsSiting = '(needs CLARION_DATA with siting)';

const linesOf = (...path: string[]) =>
  readFileSync(join(folder, ...path), 'utf8')
    .trim()
    .split(/\r?\n/)
    .map(line => line.trim());

/** One of OR-Library's p-median instances: shortest ways between the nodes of a graph. */
export interface Pmed {
  readonly name: string;
  readonly posts: number;
  readonly table: CostTable;
  readonly median: number;
  readonly center: number;
}

export function readPmed(number: number): Pmed {
  const rows = linesOf('pmed', `pmed${number}.txt`).map(line => line.split(/\s+/).map(Number));
  const [n, , posts] = rows[0] as [number, number, number];
  const cost = new Float64Array(n * n).fill(Infinity);
  for (let i = 0; i < n; i++) cost[i * n + i] = 0;
  // Of repeated edges the last one counts.
  for (const [a, b, length] of rows.slice(1) as [number, number, number][]) {
    cost[(a - 1) * n + b - 1] = length;
    cost[(b - 1) * n + a - 1] = length;
  }
  for (let via = 0; via < n; via++) {
    for (let i = 0; i < n; i++) {
      const first = cost[i * n + via]!;
      if (first === Infinity) continue;
      for (let j = 0; j < n; j++) {
        const whole = first + cost[via * n + j]!;
        if (whole < cost[i * n + j]!) cost[i * n + j] = whole;
      }
    }
  }
  const name = `pmed${number}`;
  const [, , , , median, center] = linesOf('pmed', 'optima.csv')
    .find(line => line.startsWith(`${name},`))!
    .split(',')
    .map(Number);
  const weight = new Float64Array(n).fill(1);
  return {
    name,
    posts,
    table: { siteCount: n, demandCount: n, weight, cost },
    median: median!,
    center: center!,
  };
}

const EARTH_RADIUS_M = 6_378_100;

/** Census blocks as demand and as sites, within the radius (AILS-MCLP: law of cosines, the angle rounded to 32 bits). */
export function readCensusBlocks(name: 'NewYork' | 'Bronx', radiusM: number): CoverRows {
  const lines = linesOf('mclp', `${name}.txt`);
  const from = lines.findIndex(line => line.startsWith('NODE_COORD'));
  const to = lines.findIndex(line => line.startsWith('DEMAND_S'));
  const places = lines
    .slice(from + 1, to)
    .filter(line => line !== '')
    .map(line => line.split(/\s+/).map(degrees => (Number(degrees) * Math.PI) / 180));
  const weight = Float64Array.from(
    lines.slice(to + 1).filter(line => /^\d/.test(line)),
    Number,
  );
  const pairs: [number[], number[]] = [[], []];
  for (const [i, [latA, lngA]] of places.entries()) {
    for (const [j, [latB, lngB]] of places.entries()) {
      const cosine =
        Math.sin(latA!) * Math.sin(latB!) + Math.cos(latA!) * Math.cos(latB!) * Math.cos(lngA! - lngB!);
      const angle = i === j ? 0 : Math.fround(Math.acos(Math.min(1, cosine)));
      if (EARTH_RADIUS_M * angle > radiusM) continue;
      pairs[0].push(i);
      pairs[1].push(j);
    }
  }
  return coverRowsOf(Uint32Array.from(pairs[0]), Uint32Array.from(pairs[1]), weight, places.length);
}

export interface CensusCase {
  readonly name: 'NewYork' | 'Bronx';
  readonly radiusM: number;
  readonly posts: number;
  readonly best: number;
}

export const censusCases = (): CensusCase[] =>
  linesOf('mclp', 'known.csv')
    .slice(1)
    .map(line => line.split(','))
    .map(cells => ({
      name: cells[1] as 'NewYork' | 'Bronx',
      radiusM: Number(cells[3]),
      posts: Number(cells[4]),
      best: Number(cells[5]),
    }));

export interface TractOptimum {
  readonly model: string;
  readonly radius: number;
  readonly posts: number;
  readonly value: number;
}

/** San Francisco's census tracts and 16 sites (spopt), with what enumeration found. */
export function readTracts(): {
  table: CostTable;
  siteIds: string[];
  demandIds: string[];
  optima: TractOptimum[];
} {
  const rows = linesOf('spopt', 'SF_network_distance_candidateStore_16_censusTract_205_new.csv')
    .slice(1)
    .map(line => line.split(','));
  const siteIds = [...new Set(rows.map(row => row[1]!))];
  const demandIds = [...new Set(rows.map(row => row[2]!))];
  const weight = new Float64Array(demandIds.length);
  const cost = new Float64Array(siteIds.length * demandIds.length).fill(Infinity);
  for (const [distance, site, demand, people] of rows as [string, string, string, string][]) {
    const place = demandIds.indexOf(demand);
    weight[place] = Number(people);
    cost[siteIds.indexOf(site) * demandIds.length + place] = Number(distance);
  }
  const optima = linesOf('spopt', 'optima_bruteforce.csv')
    .slice(1)
    .map(line => line.split(','))
    .map(([model, radius, posts, value]) => ({
      model: model!,
      radius: Number(radius),
      // Of the fewest sites that cover all, the number is the value.
      posts: Number(posts === '' ? value : posts),
      value: Number(value),
    }));
  return {
    table: { siteCount: siteIds.length, demandCount: demandIds.length, weight, cost },
    siteIds,
    demandIds,
    optima,
  };
}
