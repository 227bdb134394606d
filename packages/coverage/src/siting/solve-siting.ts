import type { Budget, Progress } from '../budget.ts';
import { boundAbove } from '../gap.ts';
import { seededRandom } from '../random.ts';
import { SitingBound } from './siting-bound.ts';
import type { SitingProblem } from './siting-problem.ts';
import { NOTHING_OWED, SitingSearch } from './siting-search.ts';
import { SitingState } from './siting-state.ts';

/** Steps of the bound in one iteration. */
const BOUND_STEPS = 10;
/** Rounds without anything better after which a bound that has settled ends the search. */
const PATIENT_ROUNDS = 400;

export interface SitingAnswer {
  /** Column of each unit that stands, in rising order: kind × sites + site. */
  readonly columns: readonly number[];
  readonly value: number;
  /** No permitted choice is worth more. */
  readonly bound: number;
  readonly cost: number;
  /** Whether every minimum is met. Otherwise the columns are those that owe least. */
  readonly isPermitted: boolean;
  /** No choice at all meets the minimums: proven. */
  readonly isImpossible: boolean;
  /** Weight that each minimum has. */
  readonly covered: readonly number[];
  readonly iterations: number;
}

/**
 * The best permitted choice that the budget allows, and what no permitted choice can beat: a search of our own (`SitingSearch`)
 * beside a bound from prices (`SitingBound`). Ends early where both meet, or when both have long stood still.
 */
export function* solveSiting(
  problem: SitingProblem,
  options: { readonly seed: number; readonly budget: Budget },
): Generator<Progress, SitingAnswer> {
  const search = new SitingSearch(problem, seededRandom(options.seed));
  const prices = new SitingBound(problem);
  let iterations = 0;
  let idle = 0;
  const bound = () => (Number.isFinite(prices.bound) ? boundAbove(prices.bound, false) : prices.bound);
  const isPermitted = () => search.best.owed <= NOTHING_OWED;
  const isProven = () => isPermitted() && bound() <= search.best.value + 1e-9 * Math.abs(search.best.value);
  // One round in any case: whoever asks in a hurry gets a choice.
  while ((iterations === 0 || options.budget.used(iterations) < 1) && !isProven() && bound() >= 0) {
    const before = search.best;
    search.round();
    idle = search.best === before ? idle + 1 : 0;
    for (let step = 0; step < BOUND_STEPS && !prices.settled; step++)
      prices.advance(isPermitted() ? search.best.value : -Infinity);
    if (prices.settled && idle >= PATIENT_ROUNDS) break;
    iterations++;
    yield { iterations, value: search.best.value, bound: bound() };
  }
  const answer = sitingAnswer(problem, columnsOf(search.best.units), bound());
  return { ...answer, isImpossible: bound() < 0, iterations };
}

const columnsOf = (units: Uint16Array): number[] =>
  [...units].flatMap((count, column) => Array<number>(count).fill(column));

/** What a choice is, reckoned anew. */
export function sitingAnswer(
  problem: SitingProblem,
  columns: readonly number[],
  bound: number,
): Omit<SitingAnswer, 'isImpossible' | 'iterations'> {
  const state = new SitingState(problem);
  for (const column of columns) state.add(column);
  const isPermitted = state.owed <= NOTHING_OWED;
  return {
    columns,
    value: state.value,
    bound: isPermitted ? Math.max(bound, state.value) : bound,
    cost: state.cost,
    isPermitted,
    covered: problem.minimums.map((_, one) => state.coveredOf(one)),
  };
}
