import type { CoverProblem } from './cover-problem.ts';
import type { CoverState } from './cover-state.ts';

const CLOSED = -1;

/**
 * For each column with units and each other column: what the other one is worth more once a unit of the first is gone, since they
 * share rows. Kept up at every move at the cost of the rows whose last covering unit changes (Resende and Werneck 2007), so that
 * looking at every exchange is one pass over the table. Follows a state: told before the state moves. Mutates its own arrays.
 */
export class ExchangeTable {
  readonly #problem: CoverProblem;
  readonly #state: CoverState;
  /** Row of the table of each column with units. */
  readonly #slotOf: Int32Array;
  readonly #free: number[] = [];
  readonly #more: Float64Array;

  constructor(problem: CoverProblem, state: CoverState) {
    const { columnCount } = problem.rows;
    this.#problem = problem;
    this.#state = state;
    this.#slotOf = new Int32Array(columnCount);
    this.#more = new Float64Array(slots(problem) * columnCount);
    this.clear();
  }

  /** Numbers in the table of such a problem. */
  static sizeOf = (problem: CoverProblem): number => slots(problem) * problem.rows.columnCount;

  /** No unit anywhere. */
  clear(): void {
    this.#slotOf.fill(CLOSED);
    this.#free.length = 0;
    for (let slot = slots(this.#problem) - 1; slot >= 0; slot--) this.#free.push(slot);
  }

  /** By column, for one with units: what each is worth more without a unit of it. */
  rowOf(column: number): Float64Array {
    const { columnCount } = this.#problem.rows;
    const from = this.#slotOf[column]! * columnCount;
    return this.#more.subarray(from, from + columnCount);
  }

  beforeAdd(column: number): void {
    this.#shift(column, 1, CLOSED);
    if (this.#slotOf[column] !== CLOSED) return;
    const slot = this.#free.pop()!;
    this.#slotOf[column] = slot;
    const own = this.rowOf(column);
    own.fill(0);
    const { rowStart, rowColumns, columnStart, columnRows } = this.#problem.rows;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const row = columnRows[at]!;
      const part = this.#fallAt(row, this.#state.counts[row]! + 1);
      if (part === 0) continue;
      for (let i = rowStart[row]!; i < rowStart[row + 1]!; i++) own[rowColumns[i]!]! += part;
    }
  }

  beforeRemove(column: number): void {
    const isLast = this.#state.units[column] === 1;
    this.#shift(column, -1, isLast ? column : CLOSED);
    if (!isLast) return;
    this.#free.push(this.#slotOf[column]!);
    this.#slotOf[column] = CLOSED;
  }

  /** Rows of a column are covered by one unit more or less: what they are to the others with units. */
  #shift(column: number, by: 1 | -1, but: number): void {
    const { rowStart, rowColumns, columnStart, columnRows, columnCount } = this.#problem.rows;
    const more = this.#more;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const row = columnRows[at]!;
      const count = this.#state.counts[row]!;
      const change = this.#fallAt(row, count + by) - this.#fallAt(row, count);
      if (change === 0) continue;
      const [from, end] = [rowStart[row]!, rowStart[row + 1]!];
      for (let i = from; i < end; i++) {
        const open = rowColumns[i]!;
        const slot = this.#slotOf[open]!;
        if (slot === CLOSED || open === but) continue;
        const base = slot * columnCount;
        for (let k = from; k < end; k++) more[base + rowColumns[k]!]! += change;
      }
    }
  }

  /** By how much a row is worth more to a newcomer when one of its so many units goes; 0 where it has none. */
  #fallAt(row: number, count: number): number {
    const { gains } = this.#problem.levels;
    if (count === 0 || count >= gains.length) return 0;
    return this.#problem.rows.weight[row]! * (gains[count - 1]! - gains[count]!);
  }
}

/** Columns that may have units at once. */
const slots = ({ units, rows }: CoverProblem): number => Math.min(units, rows.columnCount);
