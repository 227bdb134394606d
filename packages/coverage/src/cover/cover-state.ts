import type { CoverProblem } from './cover-problem.ts';
import type { CoverRows } from './cover-rows.ts';

/**
 * Units on columns, with what one more and one less at each column would change, kept up at every move: a move costs the
 * rows of its column times the columns of those rows. Mutates its own arrays.
 */
export class CoverState {
  readonly rows: CoverRows;
  readonly units: Uint16Array;
  /** What one more unit at the column would add. */
  readonly gain: Float64Array;
  /** What one unit less at the column would cost; means nothing where there is none. */
  readonly loss: Float64Array;
  value = 0;
  /** Units that cover each row. */
  readonly counts: Uint16Array;
  readonly #problem: CoverProblem;
  readonly #gains: Float64Array;

  constructor(problem: CoverProblem) {
    const { rows } = problem;
    this.#problem = problem;
    this.rows = rows;
    this.units = new Uint16Array(rows.columnCount);
    this.gain = new Float64Array(rows.columnCount);
    this.loss = new Float64Array(rows.columnCount);
    this.counts = new Uint16Array(rows.rowCount);
    this.#gains = problem.levels.gains;
    this.clear();
  }

  /** No unit anywhere. */
  clear(): void {
    const { rowCount, rowStart, rowColumns, weight } = this.rows;
    const gains = this.#gains;
    this.units.fill(0);
    this.counts.set(this.#problem.head);
    this.gain.fill(0);
    this.loss.fill(0);
    this.value = this.#problem.base;
    for (let row = 0; row < rowCount; row++) {
      const count = this.counts[row]!;
      const gain = weight[row]! * (gains[count] ?? 0);
      const loss = count > 0 ? weight[row]! * (gains[count - 1] ?? 0) : 0;
      for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
        this.gain[rowColumns[at]!]! += gain;
        this.loss[rowColumns[at]!]! += loss;
      }
    }
  }

  add(column: number): void {
    const { rowStart, rowColumns, columnStart, columnRows, weight } = this.rows;
    const { gain, loss } = this;
    const gains = this.#gains;
    const last = gains.length - 1;
    this.value += gain[column]!;
    this.units[column]!++;
    const end = columnStart[column + 1]!;
    for (let at = columnStart[column]!; at < end; at++) {
      const row = columnRows[at]!;
      const count = this.counts[row]!++;
      if (count > last) continue;
      const here = gains[count]!;
      const gainDelta = weight[row]! * ((count < last ? gains[count + 1]! : 0) - here);
      const lossDelta = weight[row]! * (here - (count > 0 ? gains[count - 1]! : 0));
      const rowEnd = rowStart[row + 1]!;
      for (let i = rowStart[row]!; i < rowEnd; i++) {
        const other = rowColumns[i]!;
        gain[other]! += gainDelta;
        loss[other]! += lossDelta;
      }
    }
  }

  remove(column: number): void {
    const { rowStart, rowColumns, columnStart, columnRows, weight } = this.rows;
    const { gain, loss } = this;
    const gains = this.#gains;
    const last = gains.length - 1;
    this.value -= loss[column]!;
    this.units[column]!--;
    const end = columnStart[column + 1]!;
    for (let at = columnStart[column]!; at < end; at++) {
      const row = columnRows[at]!;
      const count = --this.counts[row]!;
      if (count > last) continue;
      const here = gains[count]!;
      const gainDelta = weight[row]! * (here - (count < last ? gains[count + 1]! : 0));
      const lossDelta = weight[row]! * ((count > 0 ? gains[count - 1]! : 0) - here);
      const rowEnd = rowStart[row + 1]!;
      for (let i = rowStart[row]!; i < rowEnd; i++) {
        const other = rowColumns[i]!;
        gain[other]! += gainDelta;
        loss[other]! += lossDelta;
      }
    }
  }
}
