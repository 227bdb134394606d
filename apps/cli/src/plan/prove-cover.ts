import {
  type CoverAnswer,
  type CoverProblem,
  coverModel,
  gapOf,
  PROVEN_GAP,
  PricedCover,
  solveCover,
} from '@clarion/coverage';
import { safeBound, searchAndProve, solveWhole } from '@clarion/solver';
import type { CliArguments } from '../arguments.ts';
import type { CliIo } from '../command.ts';
import { searchTerms } from './drive.ts';

/** Where rows have prices the search alone needs no more before the general solver may begin. */
const SEARCH_SECONDS = 4;
/** Good choices to learn from before the general solver begins, and the share of the time that is left for them. */
const COOLINGS = 200;
const COOLING_SHARE = 0.1;
/** The solver may leave so much of the gap open while rows are missing. */
const OPEN_SHARE = 0.1;

/** The best cover that the time allows: `searchAndProve`. */
export async function solveAndProve(
  problem: CoverProblem,
  args: CliArguments,
  io: CliIo,
): Promise<CoverAnswer> {
  let made: ReturnType<typeof coverModel> | undefined;
  const exact = () => {
    made ??= coverModel(problem);
    return made;
  };
  const terms = searchTerms(args, io);
  const secondsLeft = () => terms.budget.secondsLeft();

  async function provePriced(answer: CoverAnswer): Promise<CoverAnswer> {
    const begun = secondsLeft();
    const priced = new PricedCover(problem, answer, args.number('seed'));
    const isOpen = () => gapOf(priced.value, priced.bound) > PROVEN_GAP && secondsLeft() > 0;
    for (let done = 0; done < COOLINGS && isOpen() && secondsLeft() > (1 - COOLING_SHARE) * begun; done++)
      priced.cool();
    for (let isMissing = true, isExact = false; isOpen() && !(isExact && !isMissing); ) {
      isExact = !isMissing;
      const { model, base, start } = priced.model();
      const found = await solveWhole(model, {
        seconds: secondsLeft(),
        start,
        gap: isExact ? 0 : OPEN_SHARE * (priced.bound - priced.value),
        restarts: false,
        signal: io.signal,
      });
      isMissing = priced.take(found.values, safeBound(found.bound + base));
    }
    const { columns, value, bound } = priced;
    return { ...answer, columns, value, bound };
  }

  async function proveWhole(answer: CoverAnswer, seconds: number): Promise<CoverAnswer> {
    const { model, base, valuesOf, choiceOf } = exact();
    const start = valuesOf(answer.columns);
    const found = await solveWhole(model, { seconds, start, signal: io.signal });
    const chosen = found.values === undefined ? answer : choiceOf(found.values);
    const better = chosen.value > answer.value ? chosen : answer;
    const safe = safeBound(found.bound + base);
    const bound = Math.min(answer.bound, problem.isWhole ? Math.floor(safe + 1e-6) : safe);
    return { ...answer, columns: better.columns, value: better.value, bound: Math.max(bound, better.value) };
  }

  return searchAndProve<CoverAnswer>(
    {
      size: () => exact().size,
      ...(PricedCover.fits(problem) ? { searchSeconds: SEARCH_SECONDS } : {}),
      search: budget => solveCover(problem, { seed: args.number('seed'), budget }),
      prove: (answer, seconds) =>
        PricedCover.fits(problem) ? provePriced(answer) : proveWhole(answer, seconds),
    },
    terms,
  );
}
