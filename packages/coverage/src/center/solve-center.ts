import type { Progress } from '../budget.ts';
import { coverRowsOf } from '../cover/cover-rows.ts';
import type { CostTable } from '../median/cost-table.ts';
import { permittedSites } from '../median/permitted-sites.ts';
import type { SitesAnswer, SitesOptions } from '../median/solve-median.ts';
import { NOTHING_SETTLED } from '../settled-sites.ts';
import { coverAll } from './cover-all.ts';

/** Share of what is left of the budget that one radius may take before another is tried. */
const PART_FOR_ONE = 0.5;

/**
 * The p sites whose longest cost to any demand is shortest, weights aside (Minieka 1970): by halving the list of costs, each
 * tried as a radius within which all demand must be covered. The bound is the least radius that was not ruled out. `posts` is
 * at most the number of permitted sites, and at least that of the fixed ones.
 */
export function* solveCenter(
  given: CostTable,
  posts: number,
  options: SitesOptions,
): Generator<Progress, SitesAnswer> {
  const { table, fixed, siteOf } = permittedSites(given, options.settled ?? NOTHING_SETTLED);
  const { siteCount } = table;
  let best = spread(table, posts, fixed);
  let value = farthest(table, best);
  const radii = possibleRadii(table, value);
  let iterations = 0;
  /** `radii[low]` is the least that is not ruled out, `radii[high]` the least that is reached: past the end where none is. */
  // Where all posts are fixed there is one choice.
  let low = fixed.length === posts ? radii.length : 0;
  let high = value === Infinity ? radii.length : radii.length - 1;
  const undecided = new Set<number>();
  const bound = () => Math.min(value, radii[low] ?? value);
  while (low < high && options.budget.used(iterations) < 1) {
    const middle = untried(low, high, undecided);
    if (middle === undefined) break;
    const radius = radii[middle]!;
    const before = iterations;
    const used = options.budget.used(before);
    const ends = undecided.size > 0 ? 1 : used + (1 - used) * PART_FOR_ONE;
    const budget = { used: (done: number) => options.budget.used(before + done) / ends };
    const rows = leftWithin(table, radius, fixed);
    const steps = coverAll(rows, posts - fixed.length, { seed: options.seed, budget });
    for (;;) {
      const step = steps.next();
      if (!step.done) {
        iterations = before + step.value.iterations;
        yield { iterations, value, bound: bound() };
        continue;
      }
      const { verdict } = step.value;
      iterations = before + step.value.iterations + 1;
      if (verdict.can === true) {
        best = filled([...fixed, ...verdict.columns], posts, siteCount);
        value = Math.min(value, farthest(table, best));
        high = radii.findIndex(one => one >= value);
      } else if (verdict.can === false) low = middle + 1;
      else undecided.add(middle);
      break;
    }
    yield { iterations, value, bound: bound() };
  }
  const sites = best.map(place => siteOf[place]!).sort((a, b) => a - b);
  return { sites, value, bound: bound(), iterations };
}

/** The middle between the two, or what is next to it and was not given up before. */
function untried(low: number, high: number, undecided: ReadonlySet<number>): number | undefined {
  const middle = (low + high) >> 1;
  for (let away = 0; away <= high - low; away++) {
    for (const at of [middle + away, middle - away]) {
      if (at >= low && at < high && !undecided.has(at)) return at;
    }
  }
  return undefined;
}

/** Which sites are within the radius of which demand, but for that which the fixed ones cover. */
function leftWithin({ siteCount, demandCount, cost }: CostTable, radius: number, fixed: readonly number[]) {
  const isCovered = new Uint8Array(demandCount);
  for (const site of fixed) {
    for (let demand = 0; demand < demandCount; demand++)
      if (cost[site * demandCount + demand]! <= radius) isCovered[demand] = 1;
  }
  const demandOf: number[] = [];
  const siteOf: number[] = [];
  for (let site = 0; site < siteCount; site++) {
    for (let demand = 0; demand < demandCount; demand++) {
      if (cost[site * demandCount + demand]! > radius || isCovered[demand] === 1) continue;
      demandOf.push(demand);
      siteOf.push(site);
    }
  }
  const weight = new Float64Array(demandCount).fill(1);
  return coverRowsOf(Uint32Array.from(demandOf), Uint32Array.from(siteOf), weight, siteCount);
}

/** Costs that the answer can be, rising: none is below what the demand that is worst off needs, nor above `value`. */
function possibleRadii({ siteCount, demandCount, cost }: CostTable, value: number): Float64Array {
  let least = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    let nearest = Infinity;
    for (let site = 0; site < siteCount; site++)
      nearest = Math.min(nearest, cost[site * demandCount + demand]!);
    least = Math.max(least, nearest);
  }
  const sorted = cost.filter(one => one >= least && one <= value && one < Infinity).sort();
  return sorted.filter((one, at) => at === 0 || one !== sorted[at - 1]);
}

/** Each site beyond the fixed ones is in turn the one nearest to the demand that is worst off (Gonzalez 1985). */
function spread(
  { siteCount, demandCount, cost }: CostTable,
  posts: number,
  fixed: readonly number[],
): number[] {
  const least = new Float64Array(demandCount).fill(Infinity);
  const chosen: number[] = [];
  let worst = 0;
  const choose = (site: number): void => {
    chosen.push(site);
    for (let demand = 0; demand < demandCount; demand++)
      least[demand] = Math.min(least[demand]!, cost[site * demandCount + demand]!);
    worst = least.reduce((most, one, demand) => (one > least[most]! ? demand : most), 0);
  };
  for (const site of fixed) choose(site);
  while (chosen.length < posts) {
    let site = -1;
    for (let one = 0; one < siteCount; one++) {
      if (chosen.includes(one)) continue;
      if (site === -1 || cost[one * demandCount + worst]! < cost[site * demandCount + worst]!) site = one;
    }
    choose(site);
  }
  return chosen;
}

const filled = (sites: readonly number[], posts: number, siteCount: number): number[] => {
  const all = new Set(sites);
  for (let site = 0; site < siteCount && all.size < posts; site++) all.add(site);
  return [...all];
};

/** The longest cost from any demand to the nearest of the sites; Infinity where one is not reached. */
export function farthest({ demandCount, cost }: CostTable, sites: readonly number[]): number {
  let longest = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    let least = Infinity;
    for (const site of sites) least = Math.min(least, cost[site * demandCount + demand]!);
    longest = Math.max(longest, least);
  }
  return longest;
}
