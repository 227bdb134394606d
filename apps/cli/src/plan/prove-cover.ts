import {
  type Budget,
  type CoverAnswer,
  type CoverProblem,
  coverModel,
  gapOf,
  PROVEN_GAP,
  type Progress,
  solveCover,
} from '@clarion/coverage';
import { solveWhole } from '@clarion/solver';
import type { CliArguments } from '../arguments.ts';
import type { CliIo } from '../command.ts';
import { budgetOf, drive } from './drive.ts';

/** Numbers in the rows of the largest model that the general solver is given. */
const LARGEST = 400_000;
/** Above this it has no better bound in the time where the search's stays so far off. */
const ALWAYS_TRIED = 60_000;
const HOPELESS_GAP = 0.004;
/** Where proof may be had, the search ends after this share of the time. */
const SEARCH_SHARE = 0.35;
/** Relative, for the solver's own tolerances. */
const SAFE = 5e-10;

/**
 * The best choice by our own search; where the model is small enough for a general solver, the rest of the time goes to a
 * proof, or something better. A run by `--iterations` alone is the search's, since its result depends on input and
 * seed alone.
 */
export async function solveAndProve(
  problem: CoverProblem,
  args: CliArguments,
  io: CliIo,
): Promise<CoverAnswer> {
  const budget = budgetOf(args, io);
  const exact = budget.secondsLeft() === Infinity ? undefined : coverModel(problem);
  let share = exact !== undefined && exact.size <= LARGEST ? SEARCH_SHARE : 1;
  let last: Progress | undefined;
  const staged: Budget = {
    used: done => {
      const used = budget.used(done);
      const gap = last === undefined ? 1 : gapOf(last.value, last.bound);
      if (share < 1 && used >= share && exact!.size > ALWAYS_TRIED && gap > HOPELESS_GAP) share = 1;
      return used / share;
    },
  };
  function* watched(): Generator<Progress, CoverAnswer> {
    const steps = solveCover(problem, { seed: args.number('seed'), budget: staged });
    for (;;) {
      const step = steps.next();
      if (step.done) return step.value;
      last = step.value;
      yield step.value;
    }
  }
  const answer = await drive(watched(), io);
  const seconds = budget.secondsLeft();
  if (exact === undefined || share === 1 || gapOf(answer.value, answer.bound) <= PROVEN_GAP || seconds <= 0)
    return answer;
  io.progress('cli.plan.proving');
  const { model, base, valuesOf, choiceOf } = exact;
  const found = await solveWhole(model, { seconds, start: valuesOf(answer.columns), signal: io.signal });
  const chosen = found.values === undefined ? answer : choiceOf(found.values);
  const better = chosen.value > answer.value ? chosen : answer;
  const computed = found.bound + base;
  const safe = computed + SAFE * Math.abs(computed);
  const bound = Math.min(answer.bound, problem.isWhole ? Math.floor(safe + 1e-6) : safe);
  return { ...answer, columns: better.columns, value: better.value, bound: Math.max(bound, better.value) };
}
