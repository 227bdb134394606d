import type { Random } from '../random.ts';
import type { CoverProblem } from './cover-problem.ts';
import { isOnce } from './levels.ts';

/** Differences below this share of all there is to win are rounding. */
const TINY = 1e-10;
/** In entries that are read one after the other: looking at an exchange, and an entry of a row of which a unit has more or less alone. */
const WORK_OF_TRY = 20;
const WORK_OF_ENTRY = 4;
/** Pairs of a unit and a column, beyond which what they share would not fit into memory well. */
const MOST_PAIRS = 8_000_000;
const NONE = -1;

/**
 * Units on columns where demand is covered once, at most one on each column, and random exchanges of them: a column is drawn, and
 * takes over the unit that is missed least once the column has one. For each unit and column it is kept up what the column
 * covers that is covered by that unit alone, so that looking at a column costs only the units near it, and a move only the rows
 * where the two columns differ (as Resende and Werneck 2007 keep the p-median's). Mutates its own arrays.
 */
export class UnitExchanges {
  /** Entries of rows walked through so far, about. */
  work = 0;
  value = 0;
  /** The most that a choice was worth since the last start. */
  peak = -Infinity;
  readonly #problem: CoverProblem;
  readonly #random: Random;
  readonly #columnCount: number;
  readonly #rowStart: Int32Array;
  readonly #rowColumns: Int32Array;
  readonly #columnStart: Int32Array;
  readonly #columnRows: Int32Array;
  readonly #weight: Float64Array;
  /** By column: what a unit there would add. */
  readonly #gain: Float64Array;
  /** By unit: its column, and what would be lost without it. */
  readonly #open: Int32Array;
  readonly #loss: Float64Array;
  /** By column: its unit, or none. */
  readonly #unitOf: Int32Array;
  /** By row: units that cover it, and the sum of their numbers; where that is one, it is this unit's. */
  readonly #count: Int32Array;
  readonly #sum: Int32Array;
  /** By unit, then column: weight and number of the column's rows that this unit alone covers. */
  readonly #shared: Float64Array;
  readonly #sharedRows: Uint16Array;
  /** By column: the units with such rows, in no order: so many from here on. */
  readonly #near: Int32Array;
  readonly #nearStart: Int32Array;
  readonly #nearCount: Int32Array;
  /** By row: the last move whose new column has it. */
  readonly #movedTo: Int32Array;
  #moves = 0;
  readonly #tiny: number;
  readonly #peakOpen: Int32Array;

  constructor(problem: CoverProblem, random: Random) {
    const { rows, units } = problem;
    const { columnCount, rowCount } = rows;
    this.#problem = problem;
    this.#random = random;
    this.#columnCount = columnCount;
    this.#rowStart = Int32Array.from(rows.rowStart);
    this.#rowColumns = Int32Array.from(rows.rowColumns);
    this.#columnStart = Int32Array.from(rows.columnStart);
    this.#columnRows = Int32Array.from(rows.columnRows);
    this.#weight = rows.weight;
    this.#gain = new Float64Array(columnCount);
    this.#open = new Int32Array(units);
    this.#loss = new Float64Array(units);
    this.#unitOf = new Int32Array(columnCount);
    this.#count = new Int32Array(rowCount);
    this.#sum = new Int32Array(rowCount);
    this.#shared = new Float64Array(units * columnCount);
    this.#sharedRows = new Uint16Array(units * columnCount);
    this.#nearStart = new Int32Array(columnCount + 1);
    for (let column = 0; column < columnCount; column++) {
      const size = this.#columnStart[column + 1]! - this.#columnStart[column]!;
      this.#nearStart[column + 1] = this.#nearStart[column]! + Math.min(units, size);
    }
    this.#near = new Int32Array(this.#nearStart[columnCount]!);
    this.#nearCount = new Int32Array(columnCount);
    this.#movedTo = new Int32Array(rowCount).fill(NONE);
    this.#peakOpen = new Int32Array(units);
    this.#tiny = TINY * (problem.base + rows.weight.reduce((sum, one) => sum + one, 0));
  }

  /** Demand is covered once, none is covered already, and each unit has a column of its own. */
  static fits({ levels, units, rows, head, limit }: CoverProblem): boolean {
    return (
      units * rows.columnCount <= MOST_PAIRS &&
      isOnce(levels) &&
      units > 0 &&
      rows.columnCount >= units &&
      head.every(given => given === 0) &&
      limit.every(most => most === 1)
    );
  }

  /** One unit on each of these columns, which differ; as many as there are units. */
  load(columns: ArrayLike<number>): void {
    this.#clear();
    for (let unit = 0; unit < columns.length; unit++) this.#place(unit, columns[unit]!);
    this.#notePeak();
  }

  /** One unit after the other where its gain times `factor` is highest. */
  startGreedily(factor: (column: number) => number = () => 1): void {
    this.#clear();
    for (let unit = 0; unit < this.#open.length; unit++) {
      let chosen = NONE;
      let highest = -Infinity;
      for (let column = 0; column < this.#columnCount; column++) {
        if (this.#unitOf[column] !== NONE) continue;
        const value = this.#gain[column]! * factor(column);
        if (value > highest) {
          highest = value;
          chosen = column;
        }
      }
      this.#place(unit, chosen);
    }
    this.#notePeak();
  }

  /** What three of four units are worth more than. */
  worthOfUnit(): number {
    const losses = this.#loss.slice().sort();
    return losses[losses.length >> 2]!;
  }

  /**
   * Draws so many columns; an exchange that is worse by d is made with the probability e^(−d / heat) (Kirkpatrick et al. 1983).
   * How many were made.
   */
  exchange(tries: number, heat: number): number {
    const before = this.#moves;
    const [gain, loss, unitOf, shared] = [this.#gain, this.#loss, this.#unitOf, this.#shared];
    const [near, nearStart, nearCount] = [this.#near, this.#nearStart, this.#nearCount];
    const random = this.#random;
    const columnCount = this.#columnCount;
    let least = this.#leastMissed();
    for (let done = 0; done < tries; done++) {
      const column = Math.floor(random() * columnCount);
      if (unitOf[column] !== NONE) continue;
      let out = least;
      let missed = loss[least]!;
      const start = nearStart[column]!;
      for (let at = start + nearCount[column]! - 1; at >= start; at--) {
        const unit = near[at]!;
        const cost = loss[unit]! - shared[unit * columnCount + column]!;
        if (cost < missed) {
          missed = cost;
          out = unit;
        }
      }
      const change = gain[column]! - missed;
      if (change < 0 && random() >= Math.exp(change / heat)) continue;
      this.#move(out, column);
      this.value += change;
      least = this.#leastMissed();
      if (this.value > this.peak + this.#tiny) this.#notePeak();
    }
    this.work += WORK_OF_TRY * tries;
    return this.#moves - before;
  }

  /** The columns that were worth the most, in rising order. */
  peakColumns(): number[] {
    return [...this.#peakOpen.slice().sort()];
  }

  #leastMissed(): number {
    const loss = this.#loss;
    let least = 0;
    for (let unit = 1; unit < loss.length; unit++) if (loss[unit]! < loss[least]!) least = unit;
    return least;
  }

  #notePeak(): void {
    this.peak = this.value;
    this.#peakOpen.set(this.#open);
  }

  #clear(): void {
    const { base, rows } = this.#problem;
    this.#count.fill(0);
    this.#sum.fill(0);
    this.#gain.fill(0);
    this.#loss.fill(0);
    this.#unitOf.fill(NONE);
    this.#shared.fill(0);
    this.#sharedRows.fill(0);
    this.#nearCount.fill(0);
    this.value = base;
    for (let row = 0; row < rows.rowCount; row++) {
      for (let at = this.#rowStart[row]!; at < this.#rowStart[row + 1]!; at++)
        this.#gain[this.#rowColumns[at]!]! += this.#weight[row]!;
    }
    this.work += this.#rowColumns.length;
  }

  #place(unit: number, column: number): void {
    this.value += this.#gain[column]!;
    this.#open[unit] = column;
    this.#unitOf[column] = unit;
    for (let at = this.#columnStart[column]!; at < this.#columnStart[column + 1]!; at++)
      this.#enter(unit, this.#columnRows[at]!);
  }

  /** Rows that both columns have stay as they are: the unit keeps its number. */
  #move(unit: number, to: number): void {
    const columnStart = this.#columnStart;
    const columnRows = this.#columnRows;
    const movedTo = this.#movedTo;
    const from = this.#open[unit]!;
    const move = ++this.#moves;
    for (let at = columnStart[to]!; at < columnStart[to + 1]!; at++) movedTo[columnRows[at]!] = move;
    for (let at = columnStart[from]!; at < columnStart[from + 1]!; at++) {
      const row = columnRows[at]!;
      if (movedTo[row] === move) movedTo[row] = NONE;
      else this.#leave(unit, row);
    }
    for (let at = columnStart[to]!; at < columnStart[to + 1]!; at++) {
      const row = columnRows[at]!;
      if (movedTo[row] === move) this.#enter(unit, row);
    }
    this.#unitOf[from] = NONE;
    this.#unitOf[to] = unit;
    this.#open[unit] = to;
  }

  #enter(unit: number, row: number): void {
    const before = this.#count[row]!++;
    const other = this.#sum[row]!;
    this.#sum[row] = other + unit;
    if (before === 0) this.#coverAlone(unit, row, 1);
    else if (before === 1) this.#shareNoMore(other, row, 0);
  }

  #leave(unit: number, row: number): void {
    const left = --this.#count[row]!;
    const other = this.#sum[row]! - unit;
    this.#sum[row] = other;
    if (left === 0) this.#shareNoMore(unit, row, 1);
    else if (left === 1) this.#coverAlone(other, row, 0);
  }

  /** `newly` is 1 where the row was not covered at all. Not one method with the next: by a sign, hot moves take a quarter longer. */
  #coverAlone(unit: number, row: number, newly: number): void {
    const rowStart = this.#rowStart;
    const rowColumns = this.#rowColumns;
    const gain = this.#gain;
    const shared = this.#shared;
    const sharedRows = this.#sharedRows;
    const near = this.#near;
    const nearStart = this.#nearStart;
    const nearCount = this.#nearCount;
    const weight = this.#weight[row]!;
    const first = unit * this.#columnCount;
    this.#loss[unit]! += weight;
    const end = rowStart[row + 1]!;
    for (let at = rowStart[row]!; at < end; at++) {
      const column = rowColumns[at]!;
      gain[column]! -= newly * weight;
      shared[first + column]! += weight;
      if (sharedRows[first + column]!++ === 0) near[nearStart[column]! + nearCount[column]!++] = unit;
    }
    this.work += WORK_OF_ENTRY * (end - rowStart[row]!);
  }

  /** `uncovered` is 1 where the row is not covered at all any more. */
  #shareNoMore(unit: number, row: number, uncovered: number): void {
    const rowStart = this.#rowStart;
    const rowColumns = this.#rowColumns;
    const gain = this.#gain;
    const shared = this.#shared;
    const sharedRows = this.#sharedRows;
    const near = this.#near;
    const nearStart = this.#nearStart;
    const nearCount = this.#nearCount;
    const weight = this.#weight[row]!;
    const first = unit * this.#columnCount;
    this.#loss[unit]! -= weight;
    const end = rowStart[row + 1]!;
    for (let at = rowStart[row]!; at < end; at++) {
      const column = rowColumns[at]!;
      gain[column]! += uncovered * weight;
      shared[first + column]! -= weight;
      if (--sharedRows[first + column]! > 0) continue;
      shared[first + column] = 0;
      let place = nearStart[column]!;
      while (near[place] !== unit) place++;
      near[place] = near[nearStart[column]! + --nearCount[column]!]!;
    }
    this.work += WORK_OF_ENTRY * (end - rowStart[row]!);
  }
}
