import type { CoverProblem } from './cover-problem.ts';
import { thresholdOf } from './top-units.ts';

const FIRST_STEP = 0.1;
const SMALLEST_STEP = 0.0005;
const LARGEST_STEP = 2;
/** Steps without gain after which the step becomes shorter. */
const PATIENCE = 20;

/**
 * A bound from above by Lagrangian relaxation: each row pays its price for every unit that covers it, so rows and columns
 * decide for themselves, and any prices give a valid bound; the best equal the linear relaxation's. Prices are moved by the
 * volume algorithm (Barahona and Anbil 2000), whose averages of the choices also tell the search where to look. Mutates
 * its own arrays.
 */
export class CoverDual {
  /** The least bound so far, as computed: not rounded. */
  bound = Infinity;
  /** Prices of the rows that gave it. */
  readonly prices: Float64Array;
  /** For each column the averaged number of units. */
  readonly share: Float64Array;
  /** Steps have become too short to matter. */
  settled = false;
  readonly #problem: CoverProblem;
  readonly #tried: Float64Array;
  readonly #income: Float64Array;
  readonly #order: Uint32Array;
  readonly #cover: Float64Array;
  readonly #meanCover: Float64Array;
  readonly #meanDemand: Float64Array;
  #step = FIRST_STEP;
  #weightOfNew = 0.1;
  #idle = 0;
  /** Inner product of the newest slope and the averaged one along which the prices were moved. */
  #ahead = 0;

  /** `prices` to begin with, such as those of a larger problem. */
  constructor(problem: CoverProblem, prices?: Float64Array, step = FIRST_STEP) {
    const { rowCount, columnCount, weight } = problem.rows;
    this.#problem = problem;
    const { concave, stride } = problem.levels;
    this.prices = prices ?? weight.map((w, row) => 0.5 * w * concave[problem.head[row]! * (stride + 1)]!);
    this.#tried = this.prices.slice();
    this.share = new Float64Array(columnCount);
    this.#income = new Float64Array(columnCount);
    this.#order = Uint32Array.from({ length: columnCount }, (_, column) => column);
    this.#cover = new Float64Array(rowCount);
    this.#meanCover = new Float64Array(rowCount);
    this.#meanDemand = new Float64Array(rowCount);
    this.#step = step;
  }

  /** One more evaluation, and new prices to try. `value` is that of a known choice. */
  advance(value: number): void {
    const isFirst = this.bound === Infinity;
    const bound = this.#evaluate(isFirst ? 1 : this.#weightOfNew, isFirst);
    if (bound < this.bound) {
      // Where the slope still points ahead after the step, the step was too short.
      if (this.#ahead > 0 && !isFirst) this.#step = Math.min(LARGEST_STEP, this.#step * 1.1);
      this.#idle = this.bound - bound > 1e-6 * Math.abs(bound) ? 0 : this.#idle + 1;
      this.bound = bound;
      this.prices.set(this.#tried);
    } else this.#idle++;
    if (this.#idle >= PATIENCE) {
      this.settled = this.#step <= SMALLEST_STEP;
      this.#step = Math.max(SMALLEST_STEP, this.#step * 0.66);
      this.#weightOfNew = Math.max(0.005, this.#weightOfNew * 0.9);
      this.#idle = 0;
    }
    this.#move(value);
  }

  /**
   * What a unit at each column earns at the best prices, and the earning at which units end: a column far below the
   * threshold is not in a good choice, one far above it is in each.
   */
  earnings(): { readonly income: Float64Array; readonly threshold: number } {
    const { rowCount, columnCount, rowStart, rowColumns } = this.#problem.rows;
    const income = new Float64Array(columnCount);
    for (let row = 0; row < rowCount; row++) {
      for (let at = rowStart[row]!; at < rowStart[row + 1]!; at++)
        income[rowColumns[at]!]! += this.prices[row]!;
    }
    return { income, threshold: thresholdOf(income, this.#problem.limit, this.#problem.units, this.#order) };
  }

  /** The bound at the tried prices; mixes the choices made at them into the averages. */
  #evaluate(weightOfNew: number, isFirst: boolean): number {
    const { rows, limit, units, base, levels, head } = this.#problem;
    const { rowCount, columnCount, rowStart, rowColumns, columnStart, columnRows, weight } = rows;
    const income = this.#income;
    const tried = this.#tried;
    income.fill(0);
    for (let row = 0; row < rowCount; row++) {
      const price = tried[row]!;
      if (price === 0) continue;
      const end = rowStart[row + 1]!;
      for (let at = rowStart[row]!; at < end; at++) income[rowColumns[at]!]! += price;
    }
    const threshold = thresholdOf(income, limit, units, this.#order);
    let bound = base;
    let taken = 0;
    let equal = 0;
    for (let column = 0; column < columnCount; column++) {
      if (income[column]! > threshold) {
        taken += limit[column]!;
        bound += income[column]! * limit[column]!;
      } else if (income[column] === threshold) equal += limit[column]!;
    }
    if (equal > 0) bound += threshold * (units - taken);
    const partOfEqual = equal > 0 ? (units - taken) / equal : 0;
    const cover = this.#cover;
    const [kept, added] = [1 - weightOfNew, weightOfNew];
    cover.fill(0);
    for (let column = 0; column < columnCount; column++) {
      const price = income[column]!;
      const part =
        price > threshold ? limit[column]! : price === threshold ? partOfEqual * limit[column]! : 0;
      this.share[column] = isFirst ? part : kept * this.share[column]! + added * part;
      if (part === 0) continue;
      const end = columnStart[column + 1]!;
      for (let at = columnStart[column]!; at < end; at++) cover[columnRows[at]!]! += part;
    }
    const { concave, stride } = levels;
    const levelCount = levels.gains.length - 1;
    let ahead = 0;
    for (let row = 0; row < rowCount; row++) {
      const price = tried[row]!;
      const full = weight[row]!;
      let demand = 0;
      const first = head[row]! * stride;
      for (let level = head[row]!; level < levelCount; level++) {
        const surplus = full * concave[first + level]! - price;
        if (surplus <= 0) break;
        bound += surplus;
        demand++;
      }
      ahead += (cover[row]! - demand) * (this.#meanCover[row]! - this.#meanDemand[row]!);
      this.#meanCover[row] = isFirst ? cover[row]! : kept * this.#meanCover[row]! + added * cover[row]!;
      this.#meanDemand[row] = isFirst ? demand : kept * this.#meanDemand[row]! + added * demand;
    }
    this.#ahead = ahead;
    return bound;
  }

  #move(value: number): void {
    const { rows, levels, head } = this.#problem;
    const { rowCount, weight } = rows;
    const { concave, stride } = levels;
    const prices = this.prices;
    let norm = 0;
    for (let row = 0; row < rowCount; row++) {
      const slope = this.#meanCover[row]! - this.#meanDemand[row]!;
      const highest = weight[row]! * concave[head[row]! * (stride + 1)]!;
      if (!(slope < 0 && prices[row]! >= highest) && !(slope > 0 && prices[row]! <= 0)) norm += slope * slope;
    }
    if (norm === 0) {
      this.settled = true;
      return;
    }
    const length = (this.#step * Math.max(this.bound - value, 1e-4 * Math.abs(this.bound))) / norm;
    for (let row = 0; row < rowCount; row++) {
      const highest = weight[row]! * concave[head[row]! * (stride + 1)]!;
      const price = prices[row]! - length * (this.#meanCover[row]! - this.#meanDemand[row]!);
      this.#tried[row] = price < 0 ? 0 : price > highest ? highest : price;
    }
  }
}
