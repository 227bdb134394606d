import type { Budget, Progress } from '../budget.ts';
import { boundBelow } from '../gap.ts';
import { seededRandom } from '../random.ts';
import { NOTHING_SETTLED, type SettledSites } from '../settled-sites.ts';
import { type CostTable, nearestOf, weighted } from './cost-table.ts';
import { MedianDual, OPEN } from './median-dual.ts';
import { MedianSearch } from './median-search.ts';
import { isLower, MedianTree, settle } from './median-tree.ts';
import { permittedSites } from './permitted-sites.ts';

const DUAL_STEPS = 50;
const NODE_STEPS = 60;
const NODES_AT_ONCE = 4;
/** Share of the budget after which the search goes on even if the bound has not settled. */
const BOUND_FIRST = 0.5;

export interface SitesOptions {
  readonly seed: number;
  readonly budget: Budget;
  /** Absent: every site may hold a post, and none must. */
  readonly settled?: SettledSites;
}

export interface SitesAnswer {
  /** In rising order. */
  readonly sites: readonly number[];
  /** Infinity where no choice was found that reaches all demand. */
  readonly value: number;
  readonly bound: number;
  readonly iterations: number;
}

/**
 * The p sites with the least sum of weight × cost to the nearest of them (Hakimi 1964), and what no choice can be below.
 * `posts` is at most the number of permitted sites, and at least that of the fixed ones.
 */
export function* solveMedian(
  given: CostTable,
  posts: number,
  options: SitesOptions,
): Generator<Progress, SitesAnswer> {
  const { budget } = options;
  const permitted = permittedSites(given, options.settled ?? NOTHING_SETTLED);
  const { fixed } = permitted;
  const { table, noWay } = weighted(permitted.table);
  const nearest = nearestOf(table);
  const { siteCount, demandCount } = table;
  const isWhole = table.cost.every(Number.isSafeInteger);
  const all = Array.from({ length: siteCount }, (_, site) => site);
  const search = new MedianSearch(table, nearest, posts, all, fixed, seededRandom(options.seed));
  search.improve(greedy(table, posts, fixed));
  let iterations = 0;
  // Where all posts are fixed there is one choice.
  let bound = fixed.length === posts ? search.value : 0;
  const isOpen = () => isLower(bound, search.value) && budget.used(iterations) < 1;
  const progress = (): Progress => ({ iterations, value: search.value, bound });

  const prices = Float64Array.from({ length: demandCount }, (_, demand) => {
    const worst = demand * siteCount + Math.min(siteCount - 1, Math.ceil(siteCount / posts));
    return nearest.cost[worst]!;
  });
  const free = new Int8Array(siteCount);
  for (const site of fixed) free[site] = OPEN;
  const dual = new MedianDual(nearest, free, posts, prices);
  while (isOpen() && !dual.done && budget.used(iterations) < BOUND_FIRST) {
    for (let step = 0; step < DUAL_STEPS; step++) dual.advance(search.value);
    bound = Math.max(bound, boundBelow(dual.bound, isWhole));
    search.improve(largest(dual.share, posts));
    iterations++;
    yield progress();
  }
  let tree: MedianTree | undefined;
  while (isOpen()) {
    search.shake();
    for (let step = 0; step < DUAL_STEPS && !dual.done; step++) dual.advance(search.value);
    bound = Math.max(bound, boundBelow(dual.bound, isWhole));
    if (tree === undefined && dual.done) {
      const root = { fixed: settle(free, dual, search.value, isWhole), bound, prices: dual.prices };
      tree = new MedianTree(nearest, posts, isWhole, root);
    }
    for (let node = 0; tree !== undefined && node < NODES_AT_ONCE; node++) {
      tree.split(search.value, NODE_STEPS);
      for (const leaf of tree.leaves.splice(0)) search.improve(leaf);
    }
    if (tree !== undefined) bound = Math.max(bound, tree.bound(search.value));
    iterations++;
    yield progress();
  }
  const sites = search.best.map(place => permitted.siteOf[place]!).sort((a, b) => a - b);
  if (search.value >= noWay) return { sites, value: Infinity, bound, iterations };
  const value = costOf(given, sites);
  return { sites, value, bound: isLower(bound, search.value) ? bound : value, iterations };
}

/** Weight × cost to the nearest site, summed in the order of the table. */
export function costOf(
  { siteCount, demandCount, weight, cost }: CostTable,
  sites: readonly number[],
): number {
  if (sites.some(site => site >= siteCount)) throw new Error('no such site');
  let sum = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    if (weight[demand] === 0) continue;
    let least = Infinity;
    for (const site of sites) least = Math.min(least, cost[site * demandCount + demand]!);
    sum += weight[demand]! * least;
  }
  return sum;
}

function greedy(
  { siteCount, demandCount, cost }: CostTable,
  posts: number,
  fixed: readonly number[],
): number[] {
  const least = new Float64Array(demandCount).fill(Infinity);
  const chosen: number[] = [];
  const choose = (site: number): void => {
    chosen.push(site);
    for (let demand = 0; demand < demandCount; demand++)
      least[demand] = Math.min(least[demand]!, cost[site * demandCount + demand]!);
  };
  for (const site of fixed) choose(site);
  while (chosen.length < posts) {
    let best = -1;
    let lowest = Infinity;
    for (let site = 0; site < siteCount; site++) {
      if (chosen.includes(site)) continue;
      let sum = 0;
      for (let demand = 0; demand < demandCount; demand++) {
        const here = cost[site * demandCount + demand]!;
        sum += here < least[demand]! ? here : least[demand]!;
      }
      if (sum < lowest) {
        lowest = sum;
        best = site;
      }
    }
    choose(best);
  }
  return chosen;
}

const largest = (share: Float64Array, count: number): number[] =>
  [...share.keys()].sort((a, b) => share[b]! - share[a]! || a - b).slice(0, count);
