import type { Budget, Progress } from '../budget.ts';
import { boundBelow } from '../gap.ts';
import { isLower } from '../median/median-tree.ts';
import { seededRandom } from '../random.ts';
import { CapacityDual } from './capacity-dual.ts';
import { type CapacityProblem, fits } from './capacity-problem.ts';
import { CapacitySearch } from './capacity-search.ts';
import { NOBODY } from './capacity-state.ts';

/** Steps of the bound in one iteration. */
const DUAL_STEPS = 25;
/** Rounds without anything better after which a bound that has settled ends the search. */
const PATIENT_ROUNDS = 300;

export interface CapacityAnswer {
  /** In rising order. */
  readonly sites: readonly number[];
  /** Site that serves each demand; `NOBODY` where none does. */
  readonly siteOf: Int32Array;
  /** Sum of costs, with those of demand that nobody serves. */
  readonly value: number;
  /** No choice costs less. */
  readonly bound: number;
  readonly iterations: number;
}

/**
 * The cheapest choice that the budget allows, and what no choice can be below: a search of our own (`CapacitySearch`) beside a
 * bound from prices (`CapacityDual`). Ends early where both meet, or when both have long stood still.
 */
export function* solveCapacity(
  problem: CapacityProblem,
  options: { readonly seed: number; readonly budget: Budget },
): Generator<Progress, CapacityAnswer> {
  const dual = new CapacityDual(problem);
  const search = new CapacitySearch(problem, seededRandom(options.seed));
  let bound = 0;
  let iterations = 0;
  let idle = 0;
  // One round in any case: whoever asks in a hurry gets a choice.
  while (iterations === 0 || (isLower(bound, search.best.value) && options.budget.used(iterations) < 1)) {
    const before = search.best;
    search.round(dual);
    const known = isAllowed(problem, search.best.siteOf) ? search.best.value : Infinity;
    for (let step = 0; step < DUAL_STEPS && !dual.done; step++) dual.advance(known);
    bound = Math.max(bound, boundBelow(dual.bound, problem.isWhole));
    idle = search.best === before ? idle + 1 : 0;
    if (dual.done && idle >= PATIENT_ROUNDS) break;
    iterations++;
    yield { iterations, value: search.best.value, bound };
  }
  const { siteOf, open } = search.best;
  const value = servedCost(problem, siteOf);
  const sites = [...open].sort((a, b) => a - b);
  return { sites, siteOf, value, bound: isLower(bound, value) ? bound : value, iterations };
}

/** Whether all is served that must be, and nothing above a capacity. */
export function isAllowed(problem: CapacityProblem, siteOf: Int32Array): boolean {
  const { capacity, weight, mustServeAll } = problem;
  if (!loadsOf(problem, siteOf).every((load, site) => fits(load, capacity[site]!))) return false;
  return !mustServeAll || siteOf.every((site, row) => site !== NOBODY || weight[row] === 0);
}

/** Weight that each site serves. */
export function loadsOf({ siteCount, weight }: CapacityProblem, siteOf: Int32Array): Float64Array {
  const loads = new Float64Array(siteCount);
  for (const [row, site] of siteOf.entries()) if (site !== NOBODY) loads[site]! += weight[row]!;
  return loads;
}

/** What it costs to serve demand like this, reckoned anew. */
export function servedCost(problem: CapacityProblem, siteOf: Int32Array): number {
  const { rowStart, rowSite, rowCost, unserved } = problem;
  let sum = 0;
  for (const [row, site] of siteOf.entries()) {
    if (site === NOBODY) sum += unserved[row]!;
    else sum += rowCost[rowSite.indexOf(site, rowStart[row]!)]!;
  }
  return sum;
}
