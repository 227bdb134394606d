import { ofIterations, type Progress } from '../budget.ts';
import { type CoverChoice, solveCover } from '../cover/solve-cover.ts';
import { type RushDemand, type RushWindow, rushProblem } from './rush-problem.ts';

export interface RushTerms {
  /** Units on in each window, at most so many at one post. */
  readonly units: number;
  readonly perPost: number;
  readonly busy: number;
  /** Windows, no two of which overlap. */
  readonly count: number;
  readonly seed: number;
  /** Of the search in each window. */
  readonly iterations: number;
}

export interface RushAnswer {
  /** In order of the day; posts one for each unit. */
  readonly windows: readonly (RushWindow & { readonly posts: readonly number[]; readonly value: number })[];
  /** Calls a week that find a free unit in time, and would not without. */
  readonly value: number;
  /** No windows and posts add more. */
  readonly bound: number;
}

/**
 * Which hours and which posts: in each window that could be, the posts that add most expected cover; then the windows that
 * add most together without overlapping (weighted interval scheduling, exact). The bound is the same choice by the windows'
 * bounds. `windows` are in order of their beginning, all on the same days.
 */
export function* solveRush(
  demand: RushDemand,
  windows: readonly RushWindow[],
  terms: RushTerms,
): Generator<Progress, RushAnswer> {
  const answers: CoverChoice[] = [];
  let iterations = 0;
  for (const window of windows) {
    const problem = rushProblem(demand, window, terms);
    const options = { seed: terms.seed, budget: ofIterations(terms.iterations) };
    const steps = solveCover(problem, options);
    for (;;) {
      const step = steps.next();
      if (step.done) {
        answers.push(step.value);
        break;
      }
      iterations++;
      yield { ...step.value, iterations };
    }
  }
  const values = answers.map(({ value }) => value);
  const chosen = bestApart(windows, values, terms.count);
  const sumOf = (of: readonly number[], which: readonly number[]) =>
    which.reduce((sum, i) => sum + of[i]!, 0);
  const bounds = answers.map(({ bound }) => bound);
  return {
    windows: chosen.map(i => ({ ...windows[i]!, posts: answers[i]!.columns, value: values[i]! })),
    value: sumOf(values, chosen),
    bound: sumOf(bounds, bestApart(windows, bounds, terms.count)),
  };
}

/** Which windows, at most `count` and no two overlapping, are worth most together; in order. */
function bestApart(
  windows: readonly { readonly from: number; readonly until: number }[],
  values: readonly number[],
  count: number,
): readonly number[] {
  // best[k][i]: of the first i windows at most k.
  const best = Array.from({ length: count + 1 }, () => new Float64Array(windows.length + 1));
  const before = windows.map(({ from }, i) => {
    let last = i;
    while (last > 0 && windows[last - 1]!.until > from) last--;
    return last;
  });
  for (let k = 1; k <= count; k++)
    for (let i = 1; i <= windows.length; i++)
      best[k]![i] = Math.max(best[k]![i - 1]!, values[i - 1]! + best[k - 1]![before[i - 1]!]!);
  const chosen: number[] = [];
  for (let k = count, i = windows.length; k > 0 && i > 0; ) {
    if (best[k]![i] === best[k]![i - 1]) i--;
    else {
      chosen.push(i - 1);
      i = before[i - 1]!;
      k--;
    }
  }
  return chosen.reverse();
}
