import {
  type CoverChoice,
  type CoverProblem,
  coverModel,
  coverModelSize,
  solveCover,
} from '@clarion/coverage';
import { safeBound, searchAndProve, solveWhole } from '@clarion/solver';
import type { CliArguments } from '../arguments.ts';
import type { CliIo } from '../command.ts';
import { searchTerms } from './drive.ts';

/** The best cover that the time allows: `searchAndProve`. */
export async function solveAndProve(
  problem: CoverProblem,
  args: CliArguments,
  io: CliIo,
): Promise<CoverChoice> {
  return searchAndProve<CoverChoice>(
    {
      size: () => coverModelSize(problem),
      search: budget => solveCover(problem, { seed: args.number('seed'), budget }),
      async prove(answer, seconds) {
        const { model, base, valuesOf, choiceOf } = coverModel(problem);
        const start = valuesOf(answer.columns);
        const found = await solveWhole(model, { seconds, start, signal: io.signal });
        const chosen = found.values === undefined ? answer : choiceOf(found.values);
        const better = chosen.value > answer.value ? chosen : answer;
        const safe = safeBound(found.bound + base);
        const bound = Math.min(answer.bound, problem.isWhole ? Math.floor(safe + 1e-6) : safe);
        return {
          ...answer,
          columns: better.columns,
          value: better.value,
          bound: Math.max(bound, better.value),
        };
      },
    },
    searchTerms(args, io),
  );
}
