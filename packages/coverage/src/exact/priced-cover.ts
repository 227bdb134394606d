import { CoverDual } from '../cover/cover-dual.ts';
import type { CoverProblem } from '../cover/cover-problem.ts';
import { isBetter } from '../cover/cover-tree.ts';
import { limitWithoutDominated } from '../cover/dominated.ts';
import { inheritedPrices, type Restricted, restrict } from '../cover/restrict.ts';
import type { CoverAnswer } from '../cover/solve-cover.ts';
import { UnitExchanges } from '../cover/unit-exchanges.ts';
import { boundAbove } from '../gap.ts';
import { seededRandom } from '../random.ts';
import { type WholeModel, WholeModelBuilder } from './whole-model.ts';

/** Steps of the bound over all columns, and over those that are left. */
const FIRST_STEPS = 200;
const STEPS = 1500;
/** A row whose price is neither nothing nor all of its weight, within this share of it, stays a row of the model. */
const CLEAR_PRICE = 0.02;
/** So does one that the fractional solution covers about once. */
const ABOUT_ONCE = 0.3;
/** So does one that a choice would be paid too much for, by more than this share of its weight. */
const OVERPAID = 0.02;
/** Up to this share of its weight it is paid rightly. */
const ROUNDING = 1e-9;
/** Of a quick cooling: from how hot to how cold, as shares of what a unit is worth, in so many heats; tries for each unit and column. */
const HOT = 0.06;
const COLD = 0.003;
const HEATS = 60;
const TRIES = 2;
/** How much worse than the best a choice may be to be learnt from. */
const POOR = 0.015;

/**
 * A cover where demand is covered once, as models for a general solver that are a good part smaller than the whole and end
 * with the same answer. Of most rows the linear relaxation knows the price, for they are far from being covered just once: each
 * unit is paid that price for them, which bounds what they are worth (Lagrangian relaxation, Geoffrion 1974), and only the others
 * are rows of the model. A choice that is paid too much for a row brings that row into the model. Mutates its own lists.
 */
export class PricedCover {
  /** The best choice, columns of the given problem in rising order. */
  columns: readonly number[];
  value: number;
  /** No choice is worth more. */
  bound: number;
  readonly #isWhole: boolean;
  readonly #outer: Restricted;
  readonly #inner: Restricted;
  /** Columns of the outer problem that every better choice has. */
  readonly #low: readonly number[];
  readonly #prices: Float64Array;
  readonly #isRow: Uint8Array;
  readonly #exchanges: UnitExchanges | undefined;

  /** `answer`: of `solveCover`. */
  constructor(given: CoverProblem, answer: CoverAnswer, seed: number) {
    this.columns = answer.columns;
    this.value = answer.value;
    this.bound = answer.bound;
    this.#isWhole = given.isWhole;
    const none = new Uint16Array(given.limit.length);
    this.#outer = restrict(given, none, limitWithoutDominated(given));
    const outer = this.#outer.problem;
    const first = new CoverDual(outer, inheritedPrices(this.#outer, answer.prices));
    for (let step = 0; step < FIRST_STEPS && !first.settled; step++) first.advance(this.value);
    this.#take(first.bound);
    const { income, threshold } = first.earnings();
    const low = new Uint16Array(outer.limit.length);
    const high = outer.limit.slice();
    // Where nothing can be better there is nothing to settle: the bound is met.
    const isOpen = isBetter(this.bound, this.value);
    for (let column = 0; isOpen && column < high.length; column++) {
      const distance = income[column]! - threshold;
      if (isBetter(boundAbove(first.bound - Math.abs(distance), given.isWhole), this.value)) continue;
      if (distance < 0) high[column] = 0;
      else low[column] = 1;
    }
    this.#low = [...low.keys()].filter(column => low[column] === 1);
    this.#inner = restrict(outer, low, high);
    const { problem } = this.#inner;
    const dual = new CoverDual(problem, inheritedPrices(this.#inner, first.prices));
    for (let step = 0; step < STEPS && !dual.settled; step++) dual.advance(this.value);
    this.#take(dual.bound);
    this.#prices = dual.prices;
    const { rowCount, rowStart, rowColumns, weight } = problem.rows;
    this.#isRow = new Uint8Array(rowCount);
    for (let row = 0; row < rowCount; row++) {
      const clear = CLEAR_PRICE * weight[row]!;
      const price = this.#prices[row]!;
      let cover = 0;
      for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++) cover += dual.share[rowColumns[at]!]!;
      const isUnclear = price > clear && price < weight[row]! - clear;
      if (isUnclear || Math.abs(cover - 1) < ABOUT_ONCE) this.#isRow[row] = 1;
    }
    const here = this.#here(this.columns);
    if (here !== undefined) this.#learn(here, OVERPAID);
    if (problem.rows.columnCount > problem.units && problem.units > 0)
      this.#exchanges = new UnitExchanges(problem, seededRandom(seed));
    else {
      // Every better choice has all that is left.
      this.#offer([...this.#inner.columnOf.keys()], OVERPAID);
      this.bound = this.value;
    }
  }

  /** Demand is covered once, by units at columns of their own. */
  static fits = (problem: CoverProblem): boolean => UnitExchanges.fits(problem);

  /** Looks for a good choice, and learns from it which rows the model needs. */
  cool(): void {
    const exchanges = this.#exchanges;
    if (exchanges === undefined) return;
    const { units, rows } = this.#inner.problem;
    exchanges.startGreedily();
    let heat = HOT * exchanges.worthOfUnit();
    const tries = Math.ceil((TRIES * units * rows.columnCount) / HEATS);
    for (let done = 0; done < HEATS; done++) {
      exchanges.exchange(tries, heat);
      heat *= (COLD / HOT) ** (1 / HEATS);
    }
    if (exchanges.peak > this.value - POOR * Math.abs(this.value))
      this.#offer(exchanges.peakColumns(), OVERPAID);
  }

  /** What is to be solved next; `base` is to be added to its value. */
  model(): { readonly model: WholeModel; readonly base: number; readonly start: Float64Array | undefined } {
    const { rows, units, base: given } = this.#inner.problem;
    const { rowCount, columnCount, rowStart, rowColumns, weight } = rows;
    const pay = new Float64Array(columnCount);
    const own: number[] = [];
    let base = given;
    for (let row = 0; row < rowCount; row++) {
      if (this.#isRow[row] === 1) {
        own.push(row);
        continue;
      }
      base += weight[row]! - this.#prices[row]!;
      for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++)
        pay[rowColumns[at]!]! += this.#prices[row]!;
    }
    const builder = new WholeModelBuilder();
    const place = Array.from(pay, gain => builder.column(gain, 0, 1, true));
    builder.row(
      place.map(column => [column, 1] as const),
      -Infinity,
      units,
    );
    for (const row of own) {
      const covered = builder.column(weight[row]!, 0, 1, false);
      const columns = rowColumns.subarray(rowStart[row]!, rowStart[row + 1]!);
      builder.row([[covered, 1], ...Array.from(columns, column => [column, -1] as const)], -Infinity, 0);
    }
    const here = this.#here(this.columns);
    let start: Float64Array | undefined;
    if (here !== undefined) {
      const stands = new Uint8Array(columnCount);
      for (const column of here) stands[column] = 1;
      const isCovered = (row: number) =>
        rowColumns.subarray(rowStart[row]!, rowStart[row + 1]!).some(column => stands[column] === 1);
      start = Float64Array.from([...stands, ...own.map(row => (isCovered(row) ? 1 : 0))]);
    }
    return { model: builder.build(), base, start };
  }

  /**
   * What a solver made of the model: its values, and a safe bound with `base`. Whether rows were missing; otherwise the model tells
   * the worth of these values rightly.
   */
  take(values: Float64Array | undefined, bound: number): boolean {
    this.#take(bound);
    if (values === undefined) return false;
    const columns = [...this.#inner.columnOf.keys()];
    const chosen = columns.filter(column => values[column]! > 0.5);
    return this.#offer(chosen, OVERPAID) > 0 || this.#offer(chosen, ROUNDING) > 0;
  }

  #take(bound: number): void {
    this.bound = Math.max(this.value, Math.min(this.bound, boundAbove(bound, this.#isWhole)));
  }

  /** A choice of the inner problem; units that are left stand anywhere. How many rows it brought (`#learn`). */
  #offer(columns: readonly number[], overpaid: number): number {
    const { units, rows, base } = this.#inner.problem;
    const full = new Set(columns);
    for (let column = 0; full.size < units; column++) full.add(column);
    const covered = new Uint8Array(rows.rowCount);
    for (const column of full) {
      for (let at = rows.columnStart[column]!; at < rows.columnStart[column + 1]!; at++)
        covered[rows.columnRows[at]!] = 1;
    }
    const value = rows.weight.reduce((sum, weight, row) => sum + weight * covered[row]!, base);
    if (isBetter(value, this.value)) {
      this.value = value;
      this.columns = this.#given([...full]);
      this.bound = Math.max(this.bound, value);
    }
    return this.#learn([...full], overpaid);
  }

  #given(inner: readonly number[]): number[] {
    const outer = [...inner.map(column => this.#inner.columnOf[column]!), ...this.#low];
    return outer.map(column => this.#outer.columnOf[column]!).sort((a, b) => a - b);
  }

  /** Columns of the inner problem, where it has all but those of every better choice. */
  #here(given: readonly number[]): number[] | undefined {
    const outerOf = new Map([...this.#outer.columnOf].map((column, place) => [column, place]));
    const innerOf = new Map([...this.#inner.columnOf].map((column, place) => [column, place]));
    const outer = given.map(column => outerOf.get(column) ?? -1);
    const inner = outer
      .filter(column => !this.#low.includes(column))
      .map(column => innerOf.get(column) ?? -1);
    const isWithin = !inner.includes(-1) && inner.length === this.#inner.problem.units;
    return isWithin ? inner : undefined;
  }

  /** Rows for which a choice is paid more than they are worth, by more than so much of their weight, come into the model. */
  #learn(columns: readonly number[], overpaid: number): number {
    const { rowCount, columnStart, columnRows, weight } = this.#inner.problem.rows;
    const counts = new Uint16Array(rowCount);
    for (const column of columns) {
      for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) counts[columnRows[at]!]!++;
    }
    let brought = 0;
    for (let row = 0; row < rowCount; row++) {
      if (this.#isRow[row] === 1) continue;
      const price = this.#prices[row]!;
      const paid = weight[row]! - price + price * counts[row]!;
      const worth = counts[row]! > 0 ? weight[row]! : 0;
      if (paid - worth <= overpaid * weight[row]!) continue;
      this.#isRow[row] = 1;
      brought++;
    }
    return brought;
  }
}
