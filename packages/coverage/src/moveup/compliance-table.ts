import { problemOf } from '../cover/cover-problem.ts';
import type { CoverRows } from '../cover/cover-rows.ts';
import { CoverState } from '../cover/cover-state.ts';
import { expectedCover } from '../cover/levels.ts';

export interface ComplianceRow {
  readonly units: number;
  /** Posts to be held with so many free units; one with several units comes several times. */
  readonly posts: readonly number[];
  /** Expected covered demand. */
  readonly covered: number;
}

/**
 * The alternative to advice move by move: for every number of free units the posts to be held. Nested: each row holds the
 * posts of the one before and one more, so that a unit that is sent or comes back asks for one move at most (each row is
 * within 1 − 1/e of the best for its number, since expected cover is submodular: Nemhauser, Wolsey and Fisher 1978).
 */
export function complianceTable(rows: CoverRows, busy: number, units: number): ComplianceRow[] {
  const limit = new Uint16Array(rows.columnCount).fill(units);
  const state = new CoverState(problemOf(rows, expectedCover(busy, units), units, limit));
  const posts: number[] = [];
  return Array.from({ length: units }, (_, i) => {
    let best = 0;
    for (let column = 1; column < rows.columnCount; column++) {
      if (state.gain[column]! > state.gain[best]!) best = column;
    }
    state.add(best);
    posts.push(best);
    return { units: i + 1, posts: [...posts], covered: state.value };
  });
}
