import { type CoverRows, coverRowsOf, withColumns } from '../cover/cover-rows.ts';
import { mergeRows } from '../cover/merge-rows.ts';
import type { SitingMinimum, SitingProblem } from './siting-problem.ts';

type Stock = Omit<SitingProblem, 'rows' | 'worth' | 'depth' | 'must' | 'minimums'>;

interface Goal {
  readonly cover: number;
  readonly weight: ArrayLike<number>;
  readonly gains: readonly number[];
}

interface Asked {
  readonly cover: number;
  readonly weight: ArrayLike<number>;
  readonly times: number;
  readonly atLeast: number;
}

/** A share that is asked for is reached by rounding too. */
const ROUNDING = 1e-9;

/** Puts goals and minimums over several standards together; demand that the same columns cover becomes one row. */
export class SitingBuilder {
  readonly #stock: Stock;
  readonly #covers: { readonly rows: CoverRows; readonly mergedOf: Int32Array; readonly first: number }[] =
    [];
  readonly #goals: Goal[] = [];
  readonly #asked: Asked[] = [];
  #rowCount = 0;

  constructor(stock: Stock) {
    this.#stock = stock;
  }

  /** Which columns cover which demand by one standard; its number. */
  cover(given: CoverRows): number {
    const { rows, mergedOf } = mergeRows(usable(given, this.#stock.most));
    this.#covers.push({ rows, mergedOf, first: this.#rowCount });
    this.#rowCount += rows.rowCount;
    return this.#covers.length - 1;
  }

  /** Whether so many units could cover the demand if they stood wherever they may. */
  canReach(cover: number, demand: number, times: number): boolean {
    const { rows, mergedOf } = this.#covers[cover]!;
    const row = mergedOf[demand]!;
    if (row === -1) return false;
    let units = 0;
    for (let at = rows.rowStart[row]!; at < rows.rowStart[row + 1]!; at++)
      units += this.#stock.most[rows.rowColumns[at]!]!;
    return units >= times;
  }

  /** Demand is worth its weight × the sum of the first k gains where k units cover it. */
  goal(cover: number, weight: ArrayLike<number>, gains: readonly number[]): void {
    this.#goals.push({ cover, weight, gains });
  }

  /** Demand that `times` units cover at least is to weigh `atLeast`; weight 0 keeps demand out of it. */
  minimum(cover: number, weight: ArrayLike<number>, times: number, atLeast: number): void {
    this.#asked.push({ cover, weight, times, atLeast });
  }

  build(): SitingProblem {
    const depth = Math.max(1, ...this.#goals.map(({ gains }) => gains.length));
    const worth = new Float64Array(this.#rowCount * depth);
    for (const { cover, weight, gains } of this.#goals) {
      this.#eachRow(cover, weight, (row, share) => {
        for (const [k, gain] of gains.entries()) worth[row * depth + k]! += share * gain;
      });
    }
    const must = new Uint16Array(this.#rowCount);
    const minimums = this.#asked.map(({ cover, weight, times, atLeast }): SitingMinimum => {
      const sums = new Map<number, number>();
      this.#eachRow(cover, weight, (row, share) => sums.set(row, (sums.get(row) ?? 0) + share));
      const total = [...sums.values()].reduce((sum, one) => sum + one, 0);
      // Nothing may be missing: each row owes its units by itself, which a bound can hold to.
      if (atLeast >= total * (1 - ROUNDING)) {
        for (const row of sums.keys()) must[row] = Math.max(must[row]!, times);
      }
      return {
        times,
        atLeast,
        rows: Uint32Array.from(sums.keys()),
        weight: Float64Array.from(sums.values()),
        total,
      };
    });
    return { ...this.#stock, rows: this.#rows(), worth, depth, must, minimums };
  }

  #eachRow(cover: number, weight: ArrayLike<number>, tell: (row: number, weight: number) => void): void {
    const { mergedOf, first } = this.#covers[cover]!;
    for (const [given, merged] of mergedOf.entries()) {
      if (merged !== -1 && weight[given]! > 0) tell(first + merged, weight[given]!);
    }
  }

  #rows(): CoverRows {
    const rowStart = new Uint32Array(this.#rowCount + 1);
    const sizes = this.#covers.reduce((sum, { rows }) => sum + rows.rowColumns.length, 0);
    const rowColumns = new Uint32Array(sizes);
    let at = 0;
    for (const { rows, first } of this.#covers) {
      rowColumns.set(rows.rowColumns, at);
      for (let row = 0; row < rows.rowCount; row++) rowStart[first + row + 1] = at + rows.rowStart[row + 1]!;
      at += rows.rowColumns.length;
    }
    const weight = new Float64Array(this.#rowCount).fill(1);
    return withColumns(weight, rowStart, rowColumns, this.#stock.least.length);
  }
}

/** Without the columns at which nothing may stand; all demand weighs the same. */
function usable({ rowCount, rowStart, rowColumns, columnCount }: CoverRows, most: Uint16Array): CoverRows {
  const rows: number[] = [];
  const columns: number[] = [];
  for (let row = 0; row < rowCount; row++) {
    for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) {
      if (most[rowColumns[at]!] === 0) continue;
      rows.push(row);
      columns.push(rowColumns[at]!);
    }
  }
  const weight = new Float64Array(rowCount).fill(1);
  return coverRowsOf(Uint32Array.from(rows), Uint32Array.from(columns), weight, columnCount);
}
