import type { Budget, Progress } from '../budget.ts';
import type { CoverRows } from '../cover/cover-rows.ts';
import { coverAll } from './cover-all.ts';

export interface FewestAnswer {
  readonly columns: readonly number[];
  /** No smaller number of columns covers all that can be covered. */
  readonly bound: number;
  readonly iterations: number;
}

/**
 * The fewest columns that cover every row that a column covers at all (set covering, Toregas et al. 1971): what cannot be
 * covered is not asked for. Numbers between a simple bound and a greedy choice are halved.
 */
export function* solveFewest(
  given: CoverRows,
  options: { readonly seed: number; readonly budget: Budget },
): Generator<Progress, FewestAnswer> {
  // Rows count by being there, whether anybody asks for help in them or not.
  const rows = { ...given, weight: new Float64Array(given.rowCount).fill(1) };
  let best = greedyCover(rows);
  let low = lowestCount(rows);
  let iterations = 0;
  while (low < best.length && options.budget.used(iterations) < 1) {
    const middle = (low + best.length - 1) >> 1;
    const before = iterations;
    const budget = { used: (done: number) => options.budget.used(before + done) };
    const steps = coverAll(rows, middle, { seed: options.seed, budget });
    for (;;) {
      const step = steps.next();
      if (!step.done) {
        iterations = before + step.value.iterations;
        yield { iterations, value: best.length, bound: low };
        continue;
      }
      iterations = before + step.value.iterations + 1;
      const { verdict } = step.value;
      if (verdict.can === true) best = [...verdict.columns];
      else if (verdict.can === false) low = middle + 1;
      break;
    }
    yield { iterations, value: best.length, bound: low };
  }
  return { columns: best.sort((a, b) => a - b), bound: Math.min(low, best.length), iterations };
}

function greedyCover({ rowCount, columnCount, rowStart, columnStart, columnRows }: CoverRows): number[] {
  const covered = new Uint8Array(rowCount);
  let left = 0;
  for (let row = 0; row < rowCount; row++) if (rowStart[row] !== rowStart[row + 1]) left++;
  const chosen: number[] = [];
  while (left > 0) {
    let best = -1;
    let most = 0;
    for (let column = 0; column < columnCount; column++) {
      let fresh = 0;
      for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
        if (covered[columnRows[at]!] === 0) fresh++;
      }
      if (fresh > most) {
        most = fresh;
        best = column;
      }
    }
    for (let at = columnStart[best]!; at < columnStart[best + 1]!; at++) covered[columnRows[at]!] = 1;
    left -= most;
    chosen.push(best);
  }
  return chosen;
}

/** Rows that can be covered, over what the largest column covers. */
function lowestCount({ rowCount, columnCount, rowStart, columnStart }: CoverRows): number {
  let rows = 0;
  let largest = 1;
  for (let row = 0; row < rowCount; row++) if (rowStart[row] !== rowStart[row + 1]) rows++;
  for (let column = 0; column < columnCount; column++) {
    largest = Math.max(largest, columnStart[column + 1]! - columnStart[column]!);
  }
  return Math.ceil(rows / largest);
}
