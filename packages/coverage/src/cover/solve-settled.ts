import type { Budget, Progress } from '../budget.ts';
import type { SettledSites } from '../settled-sites.ts';
import type { CoverProblem } from './cover-problem.ts';
import { restrict } from './restrict.ts';
import { type CoverChoice, solveCover } from './solve-cover.ts';

export interface Settled {
  /** What is left to decide. */
  readonly problem: CoverProblem;
  /** An answer to what is left as one to the whole. */
  whole(choice: CoverChoice): CoverChoice;
}

/**
 * The problem with a unit that stands at each of the `fixed` columns whatever else is chosen, and none at the `forbidden` ones.
 * There are at least as many units as fixed columns, and room for all of them elsewhere.
 */
export function settle(given: CoverProblem, settled: SettledSites): Settled {
  const low = new Uint16Array(given.limit.length);
  const high = given.limit.slice();
  for (const column of settled.forbidden) high[column] = 0;
  for (const column of settled.fixed) low[column] = 1;
  const { problem, columnOf } = restrict(given, low, high);
  return {
    problem,
    whole: ({ columns, value, bound, iterations }) => {
      const chosen = columns.map(column => columnOf[column]!);
      return { columns: [...settled.fixed, ...chosen].sort((a, b) => a - b), value, bound, iterations };
    },
  };
}

/** As `solveCover`, with some columns settled beforehand (`settle`). */
export function* solveSettled(
  given: CoverProblem,
  settled: SettledSites,
  options: { readonly seed: number; readonly budget: Budget },
): Generator<Progress, CoverChoice> {
  const { problem, whole } = settle(given, settled);
  return whole(yield* solveCover(problem, options));
}
