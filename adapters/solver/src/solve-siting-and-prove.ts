import {
  gapOf,
  PROVEN_GAP,
  type SitingAnswer,
  type SitingProblem,
  sitingAnswer,
  sitingModel,
  solveSiting,
} from '@clarion/coverage';
import { type SearchTerms, safeBound, searchAndProve } from './search-and-prove.ts';
import { solveWhole } from './solve-whole.ts';

/** The best permitted siting that the time allows: `searchAndProve`. */
export async function solveSitingAndProve(problem: SitingProblem, terms: SearchTerms): Promise<SitingAnswer> {
  let made: ReturnType<typeof sitingModel> | undefined;
  const exact = () => {
    made ??= sitingModel(problem);
    return made;
  };
  return searchAndProve<SitingAnswer>(
    {
      size: () => exact().size,
      search: budget => solveSiting(problem, { seed: terms.seed, budget }),
      isDone: ({ value, bound, isPermitted, isImpossible }) =>
        isImpossible || (isPermitted && gapOf(value, bound) <= PROVEN_GAP),
      async prove(answer, seconds) {
        const { model, valuesOf, columnsOf } = exact();
        const start = answer.isPermitted ? valuesOf(answer.columns) : undefined;
        const found = await solveWhole(model, { seconds, start, signal: terms.signal });
        if (found.impossible && !answer.isPermitted) return { ...answer, isImpossible: true };
        const bound = Math.min(answer.bound, safeBound(found.bound));
        const columns = found.values === undefined ? answer.columns : columnsOf(found.values);
        const other = sitingAnswer(problem, columns, bound);
        const isBetter = other.isPermitted && (!answer.isPermitted || other.value > answer.value);
        if (isBetter) return { ...answer, ...other };
        return { ...answer, bound: answer.isPermitted ? Math.max(bound, answer.value) : bound };
      },
    },
    terms,
  );
}
