import { type Budget, finish, type Progress } from '../budget.ts';
import { boundBelow } from '../gap.ts';
import type { CostTable } from '../median/cost-table.ts';
import { solveMedian } from '../median/solve-median.ts';
import { DEPTH, expectedResponse, sharesOf } from './expected-response.ts';

export interface PostMove {
  readonly unit: number;
  readonly from: number;
  readonly to: number;
  /** The value once this and the moves before it are made. */
  readonly value: number;
}

export interface ImprovedPosts {
  /** One site for each unit. */
  readonly sites: readonly number[];
  readonly value: number;
  /** No choice of sites for as many units is below, however many of them moved. */
  readonly bound: number;
  readonly moves: readonly PostMove[];
  readonly iterations: number;
}

/** Less than this share of the value is no gain. */
const LEAST_GAIN = 1e-9;

/**
 * Better sites for units by few moves: each time the one unit goes to the one site that lowers the expected response most
 * (`expectedResponse`), until none helps or `moves` units stand elsewhere than at first. A unit that has moved may move
 * again, or back. All travel must be possible (no Infinity).
 */
export function* improvePosts(
  table: CostTable,
  first: readonly number[],
  options: {
    readonly busy: number;
    readonly moves: number;
    /** Whether the unit may be asked to move; absent: all. */
    readonly mayMove?: (unit: number) => boolean;
    /** Steps of the bound. */
    readonly boundIterations: number;
    readonly budget: Budget;
  },
): Generator<Progress, ImprovedPosts> {
  const { busy, budget, mayMove = () => true } = options;
  const bound = boundOf(table, first.length, busy, options.boundIterations);
  const sites = [...first];
  const moves: PostMove[] = [];
  let value = expectedResponse(table, sites, busy);
  let iterations = 0;
  while (budget.used(iterations) < 1) {
    yield { iterations, value, bound };
    const elsewhere = sites.filter((site, unit) => site !== first[unit]).length;
    const canMove = (unit: number) =>
      mayMove(unit) && (elsewhere < options.moves || sites[unit] !== first[unit]);
    const best = bestMove(table, sites, busy, canMove);
    iterations++;
    if (best === undefined || best.value >= value * (1 - LEAST_GAIN)) break;
    moves.push({ unit: best.unit, from: sites[best.unit]!, to: best.to, value: best.value });
    sites[best.unit] = best.to;
    ({ value } = best);
  }
  return { sites, value, bound, moves, iterations };
}

/** The nearest unit's part is at least that of the best p sites, and no later one comes from nearer than the nearest site. */
function boundOf(table: CostTable, units: number, busy: number, iterations: number): number {
  const { siteCount, demandCount, weight, cost } = table;
  const shares = sharesOf(busy, units);
  const budget: Budget = { used: done => done / Math.max(1, iterations) };
  const nearest = finish(solveMedian(table, Math.min(units, siteCount), { seed: 1, budget })).bound;
  let least = 0;
  for (let demand = 0; demand < demandCount; demand++) {
    let lowest = Infinity;
    for (let site = 0; site < siteCount; site++)
      lowest = Math.min(lowest, cost[site * demandCount + demand]!);
    if (weight[demand]! > 0) least += weight[demand]! * lowest;
  }
  return boundBelow(shares[0]! * nearest + (1 - shares[0]!) * least, false);
}

/** Every unit that may, at every site: what is left of the others' times is kept sorted, so that one comparison a level is enough. */
function bestMove(
  { siteCount, demandCount, weight, cost }: CostTable,
  sites: readonly number[],
  busy: number,
  canMove: (unit: number) => boolean,
): { readonly unit: number; readonly to: number; readonly value: number } | undefined {
  const shares = sharesOf(busy, sites.length);
  const depth = shares.length;
  const others = new Float64Array(demandCount * DEPTH);
  let best: { unit: number; to: number; value: number } | undefined;
  for (const [unit, own] of sites.entries()) {
    if (!canMove(unit)) continue;
    othersTimes(others, cost, demandCount, sites, unit, depth);
    for (let site = 0; site < siteCount; site++) {
      if (site === own) continue;
      let sum = 0;
      for (let demand = 0; demand < demandCount; demand++) {
        let here = cost[site * demandCount + demand]!;
        let part = 0;
        for (let k = 0; k < depth; k++) {
          const other = others[demand * DEPTH + k]!;
          if (here <= other) {
            part += shares[k]! * here;
            // From here on the others follow, each one place later.
            here = other;
          } else part += shares[k]! * other;
        }
        sum += weight[demand]! * part;
        if (best !== undefined && sum >= best.value) break;
      }
      if (best === undefined || sum < best.value) best = { unit, to: site, value: sum };
    }
  }
  return best;
}

/** For each demand the times of all units but one, the shortest `depth` in order, Infinity where there are fewer. */
function othersTimes(
  into: Float64Array,
  cost: Float64Array,
  demandCount: number,
  sites: readonly number[],
  without: number,
  depth: number,
): void {
  into.fill(Infinity);
  for (const [unit, site] of sites.entries()) {
    if (unit === without) continue;
    for (let demand = 0; demand < demandCount; demand++) {
      let here = cost[site * demandCount + demand]!;
      for (let k = 0; k < depth; k++) {
        const at = demand * DEPTH + k;
        const there = into[at]!;
        if (here >= there) continue;
        into[at] = here;
        here = there;
      }
    }
  }
}
