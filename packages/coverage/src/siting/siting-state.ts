import { kindOf, minimumsOfRows, type RowMinimums, type SitingProblem, siteOf } from './siting-problem.ts';

const ROUNDING = 1e-9;
/** Below this numbers lose their digits. */
const LEAST_WORTH = 1e-200;

/**
 * Units as they stand, what they are worth and what they owe. Mutates its own arrays. A choice that owes something is worth
 * less by `penalty` × all there is to win, for each minimum's whole.
 */
export class SitingState {
  readonly units: Uint16Array;
  readonly counts: Uint16Array;
  value = 0;
  cost = 0;
  penalty = 1;
  readonly #problem: SitingProblem;
  readonly #byRow: RowMinimums;
  readonly #atSite: Uint16Array;
  readonly #ofKind: Uint16Array;
  readonly #covered: Float64Array;
  readonly #change: Float64Array;
  /** All there is to win; 1 where that is nothing. */
  readonly scale: number;
  readonly #mustShare: number;
  #missing = 0;

  constructor(problem: SitingProblem) {
    const { rows, minimums, worth, must } = problem;
    this.#problem = problem;
    this.#byRow = minimumsOfRows(problem);
    this.units = new Uint16Array(rows.columnCount);
    this.counts = new Uint16Array(rows.rowCount);
    this.#atSite = new Uint16Array(problem.siteCount);
    this.#ofKind = new Uint16Array(problem.kindCount);
    this.#covered = new Float64Array(minimums.length);
    this.#change = new Float64Array(minimums.length);
    const all = worth.reduce((sum, one) => sum + one, 0);
    this.scale = all > LEAST_WORTH ? all : 1;
    const owed = must.reduce((sum, one) => sum + one, 0);
    this.#missing = owed;
    this.#mustShare = owed > 0 ? 1 / owed : 0;
  }

  /** What is owed: shares of the minimums, and of the units without which nothing is permitted, summed. 0: permitted. */
  get owed(): number {
    let sum = this.#missing * this.#mustShare;
    for (let one = 0; one < this.#covered.length; one++) sum += this.#shortShare(one, this.#covered[one]!);
    return sum;
  }

  /** What is compared between choices. */
  get score(): number {
    return this.value - this.penalty * this.scale * this.owed;
  }

  /** Weight that each minimum has now. */
  coveredOf(minimum: number): number {
    return this.#covered[minimum]!;
  }

  fits(column: number): boolean {
    const { most, room, units, budget } = this.#problem;
    const site = siteOf(this.#problem, column);
    const kind = kindOf(this.#problem, column);
    return (
      this.units[column]! < most[column]! &&
      this.#atSite[site]! < room[site]! &&
      this.#ofKind[kind]! < units[kind]! &&
      this.cost + this.costOf(column) <= budget * (1 + ROUNDING)
    );
  }

  /** Of one more unit there. */
  costOf(column: number): number {
    const { siteCost, unitCost } = this.#problem;
    const site = siteOf(this.#problem, column);
    return unitCost[kindOf(this.#problem, column)]! + (this.#atSite[site] === 0 ? siteCost[site]! : 0);
  }

  add(column: number): void {
    this.cost += this.costOf(column);
    this.units[column]!++;
    this.#atSite[siteOf(this.#problem, column)]!++;
    this.#ofKind[kindOf(this.#problem, column)]!++;
    const { columnStart, columnRows } = this.#problem.rows;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const row = columnRows[at]!;
      this.#count(row, this.counts[row]!, 1);
      this.counts[row]!++;
    }
  }

  remove(column: number): void {
    this.units[column]!--;
    this.#atSite[siteOf(this.#problem, column)]!--;
    this.#ofKind[kindOf(this.#problem, column)]!--;
    this.cost -= this.costOf(column);
    const { columnStart, columnRows } = this.#problem.rows;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const row = columnRows[at]!;
      this.counts[row]!--;
      this.#count(row, this.counts[row]!, -1);
    }
  }

  /**
   * What one more unit there would add to the score, and `ahead` × what it lets the next one add beyond that: where a first unit
   * alone is worth nothing, the way to two leads over it.
   */
  gainOf(column: number, ahead: number): number {
    const { rows, worth, depth, must, minimums } = this.#problem;
    const { columnStart, columnRows } = rows;
    const { start, minimum, weight } = this.#byRow;
    const change = this.#change;
    let value = 0;
    let fewer = 0;
    let isTouched = false;
    for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
      const row = columnRows[at]!;
      const count = this.counts[row]!;
      if (count < depth) {
        const own = worth[row * depth + count]!;
        value += own;
        if (count + 1 < depth) value += ahead * Math.max(0, worth[row * depth + count + 1]! - own);
      }
      if (count < must[row]!) fewer++;
      for (let i = start[row]!; i < start[row + 1]!; i++) {
        const left = minimums[minimum[i]!]!.times - count;
        if (left !== 1 && left !== 2) continue;
        change[minimum[i]!]! += left === 1 ? weight[i]! : ahead * weight[i]!;
        isTouched = true;
      }
    }
    let owed = fewer * this.#mustShare;
    if (isTouched) {
      for (let one = 0; one < change.length; one++) {
        if (change[one] === 0) continue;
        const now = this.#covered[one]!;
        owed += this.#shortShare(one, now) - this.#shortShare(one, now + change[one]!);
        change[one] = 0;
      }
    }
    return value + this.penalty * this.scale * owed;
  }

  #shortShare(one: number, covered: number): number {
    const { atLeast, total } = this.#problem.minimums[one]!;
    const short = atLeast - covered;
    return short > ROUNDING * Math.max(atLeast, total) ? short / Math.max(total, atLeast) : 0;
  }

  /** A row goes from `count` covering units to one more, or back from there. */
  #count(row: number, count: number, sign: 1 | -1): void {
    const { worth, depth, must, minimums } = this.#problem;
    const { start, minimum, weight } = this.#byRow;
    if (count < depth) this.value += sign * worth[row * depth + count]!;
    if (count < must[row]!) this.#missing -= sign;
    for (let i = start[row]!; i < start[row + 1]!; i++) {
      const one = minimum[i]!;
      if (count + 1 === minimums[one]!.times) this.#covered[one]! += sign * weight[i]!;
    }
  }
}
