import {
  type CapacityAnswer,
  type CapacityProblem,
  capacityModel,
  capacityModelSize,
  gapOf,
  isAllowed,
  PROVEN_GAP,
  solveCapacity,
} from '@clarion/coverage';
import { safeBound, searchAndProve, solveWhole } from '@clarion/solver';
import type { CliArguments } from '../arguments.ts';
import type { CliIo } from '../command.ts';
import { searchTerms } from './drive.ts';

export interface ProvenCapacity extends CapacityAnswer {
  /** Proven: no choice serves all that must be. */
  readonly isImpossible: boolean;
}

/** The cheapest choice within the capacities that the time allows: `searchAndProve`. */
export async function solveCapacityAndProve(
  problem: CapacityProblem,
  args: CliArguments,
  io: CliIo,
): Promise<ProvenCapacity> {
  const isServed = ({ siteOf }: CapacityAnswer) => isAllowed(problem, siteOf);
  const answer = await searchAndProve<CapacityAnswer>(
    {
      size: () => capacityModelSize(problem),
      search: budget => solveCapacity(problem, { seed: args.number('seed'), budget }),
      isDone: one => isServed(one) && gapOf(one.value, one.bound) <= PROVEN_GAP,
      async prove(known, seconds) {
        const { model, base, valuesOf, choiceOf } = capacityModel(problem);
        const start = isServed(known) ? valuesOf(known.sites, known.siteOf) : undefined;
        const found = await solveWhole(model, { seconds, start, signal: io.signal });
        if (found.impossible && start === undefined) return { ...known, bound: Infinity };
        const chosen = found.values === undefined ? known : choiceOf(found.values);
        const isBetter = isAllowed(problem, chosen.siteOf) && chosen.value < known.value;
        const better = isBetter ? chosen : known;
        const safe = base - safeBound(found.bound);
        const own = problem.isWhole ? Math.ceil(safe - 1e-6) : safe;
        return { ...known, ...better, bound: Math.min(better.value, Math.max(known.bound, own)) };
      },
    },
    searchTerms(args, io),
  );
  return { ...answer, isImpossible: answer.bound === Infinity };
}
