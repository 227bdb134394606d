import type { Budget, Progress } from '../budget.ts';
import { problemOf } from '../cover/cover-problem.ts';
import type { CoverRows } from '../cover/cover-rows.ts';
import { coveredOnce } from '../cover/levels.ts';
import { solveCover } from '../cover/solve-cover.ts';
import { withoutDominated } from './dominance.ts';

export type Verdict =
  | { readonly can: true; readonly columns: readonly number[] }
  | { readonly can: false }
  | { readonly can: undefined };

/**
 * Can `units` columns cover every row? As many rows as possible are covered: it ends as soon as all are, or as the bound
 * says that not all can be. `can` is undefined where the budget ended first. Every row has a column.
 */
export function* coverAll(
  given: CoverRows,
  units: number,
  options: { readonly seed: number; readonly budget: Budget },
): Generator<Progress, { readonly verdict: Verdict; readonly iterations: number }> {
  const equal = { ...given, weight: new Float64Array(given.rowCount).fill(1) };
  const { rows, columnOf } = withoutDominated(equal);
  const chosen = (columns: readonly number[]) => columns.map(column => columnOf[column]!);
  if (rows.columnCount <= units) {
    return { verdict: { can: true, columns: [...columnOf] }, iterations: 0 };
  }
  // Rows of equal weight leave the bound sharp: one row short is enough.
  const even = { ...rows, weight: new Float64Array(rows.rowCount).fill(1) };
  const limit = new Uint16Array(rows.columnCount).fill(1);
  const steps = solveCover(problemOf(even, coveredOnce, units, limit), { ...options, enough: rows.rowCount });
  const answer = yield* steps;
  const { iterations } = answer;
  if (answer.value >= rows.rowCount)
    return { verdict: { can: true, columns: chosen(answer.columns) }, iterations };
  return { verdict: { can: answer.bound < rows.rowCount ? false : undefined }, iterations };
}
