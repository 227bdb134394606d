import type { Random } from '../random.ts';
import type { CoverProblem } from './cover-problem.ts';

/** Differences below this share of all there is to win are rounding. */
const TINY = 1e-10;
/** A column drawn is walked through twice, and what its rows name lies anywhere. */
const WORK_OF_ENTRY = 4;

/**
 * Units on columns where demand is covered once, at most one on each column, and random exchanges of them: a column is drawn, and
 * takes over the unit that is missed least once the column has one. Each row that is covered by one unit alone names it, so
 * that looking at the exchange with every unit costs the rows of the column drawn, and what a move changes elsewhere is kept up
 * at the rows that become covered or cease to be (as Resende and Werneck 2007 keep the p-median's). Mutates its own arrays.
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
  /** By column with a unit: what would be lost without it. One place more, for no unit: nothing can take it away. */
  readonly #loss: Float64Array;
  /** By row: units that cover it, the sum of their columns, and the column of the only one, or that of no unit. */
  readonly #count: Int32Array;
  readonly #sum: Int32Array;
  readonly #only: Int32Array;
  /** Columns with units, in no order, and by column its place among them, or −1. */
  readonly #open: Int32Array;
  readonly #placeOf: Int32Array;
  /** By column with a unit: what the column drawn would cover instead. */
  readonly #shared: Float64Array;
  readonly #tiny: number;
  readonly #peakOpen: Int32Array;

  constructor(problem: CoverProblem, random: Random) {
    const { rows, units } = problem;
    this.#problem = problem;
    this.#random = random;
    this.#columnCount = rows.columnCount;
    this.#rowStart = Int32Array.from(rows.rowStart);
    this.#rowColumns = Int32Array.from(rows.rowColumns);
    this.#columnStart = Int32Array.from(rows.columnStart);
    this.#columnRows = Int32Array.from(rows.columnRows);
    this.#weight = rows.weight;
    this.#gain = new Float64Array(rows.columnCount);
    this.#loss = new Float64Array(rows.columnCount + 1);
    this.#count = new Int32Array(rows.rowCount);
    this.#sum = new Int32Array(rows.rowCount);
    this.#only = new Int32Array(rows.rowCount);
    this.#open = new Int32Array(units);
    this.#placeOf = new Int32Array(rows.columnCount);
    this.#shared = new Float64Array(rows.columnCount + 1);
    this.#peakOpen = new Int32Array(units);
    this.#tiny = TINY * (problem.base + rows.weight.reduce((sum, one) => sum + one, 0));
  }

  /** Demand is covered once, none is covered already, and each unit has a column of its own. */
  static fits({ levels, units, rows, head, limit }: CoverProblem): boolean {
    return (
      levels.gains.length === 2 &&
      units > 0 &&
      rows.columnCount >= units &&
      head.every(given => given === 0) &&
      limit.every(most => most === 1)
    );
  }

  /** One unit on each of these columns, which differ; as many as there are units. */
  load(columns: ArrayLike<number>): void {
    this.#clear();
    for (let place = 0; place < columns.length; place++) this.#place(place, columns[place]!);
    this.#notePeak();
  }

  /** One unit after the other where its gain times `factor` is highest. */
  startGreedily(factor: (column: number) => number = () => 1): void {
    this.#clear();
    for (let place = 0; place < this.#open.length; place++) {
      let chosen = -1;
      let highest = -Infinity;
      for (let column = 0; column < this.#columnCount; column++) {
        if (this.#placeOf[column] !== -1) continue;
        const value = this.#gain[column]! * factor(column);
        if (value > highest) {
          highest = value;
          chosen = column;
        }
      }
      this.#place(place, chosen);
    }
    this.#notePeak();
  }

  /** What three of four units are worth more than. */
  worthOfUnit(): number {
    const losses = Float64Array.from(this.#open, column => this.#loss[column]!).sort();
    return losses[losses.length >> 2]!;
  }

  /** Draws so many columns; an exchange that is worse by d is made with the probability e^(−d / heat) (Kirkpatrick et al. 1983). */
  exchange(tries: number, heat: number): void {
    const [columnStart, columnRows, weight, only] = [
      this.#columnStart,
      this.#columnRows,
      this.#weight,
      this.#only,
    ];
    const [gain, loss, placeOf, shared] = [this.#gain, this.#loss, this.#placeOf, this.#shared];
    const random = this.#random;
    const columnCount = this.#columnCount;
    let least = this.#leastMissed();
    let walked = 0;
    for (let done = 0; done < tries; done++) {
      const column = Math.floor(random() * columnCount);
      if (placeOf[column] !== -1) continue;
      const [start, end] = [columnStart[column]!, columnStart[column + 1]!];
      walked += end - start;
      for (let at = start; at < end; at++) {
        const row = columnRows[at]!;
        shared[only[row]!]! += weight[row]!;
      }
      let out = least;
      let missed = loss[least]!;
      for (let at = start; at < end; at++) {
        const unit = only[columnRows[at]!]!;
        const cost = loss[unit]! - shared[unit]!;
        shared[unit] = 0;
        if (cost < missed) {
          missed = cost;
          out = unit;
        }
      }
      const change = gain[column]! - missed;
      if (change < 0 && random() >= Math.exp(change / heat)) continue;
      const place = placeOf[out]!;
      this.#remove(out);
      this.#place(place, column);
      least = this.#leastMissed();
      if (this.value > this.peak + this.#tiny) this.#notePeak();
    }
    this.work += tries + WORK_OF_ENTRY * walked;
  }

  /** The columns that were worth the most, in rising order. */
  peakColumns(): number[] {
    return [...this.#peakOpen.slice().sort()];
  }

  #leastMissed(): number {
    const [open, loss] = [this.#open, this.#loss];
    let least = open[0]!;
    let missed = loss[least]!;
    for (let place = 1; place < open.length; place++) {
      const column = open[place]!;
      if (loss[column]! < missed) {
        missed = loss[column]!;
        least = column;
      }
    }
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
    this.#only.fill(this.#columnCount);
    this.#gain.fill(0);
    this.#loss.fill(0);
    this.#loss[this.#columnCount] = Infinity;
    this.#placeOf.fill(-1);
    this.value = base;
    for (let row = 0; row < rows.rowCount; row++) {
      for (let at = this.#rowStart[row]!; at < this.#rowStart[row + 1]!; at++)
        this.#gain[this.#rowColumns[at]!]! += this.#weight[row]!;
    }
    this.work += this.#rowColumns.length;
  }

  #place(place: number, column: number): void {
    this.#open[place] = column;
    this.#placeOf[column] = place;
    const [rowStart, rowColumns, columnRows, weight] = [
      this.#rowStart,
      this.#rowColumns,
      this.#columnRows,
      this.#weight,
    ];
    const [count, sum, only, gain, loss] = [this.#count, this.#sum, this.#only, this.#gain, this.#loss];
    this.value += gain[column]!;
    let own = 0;
    let walked = 0;
    for (let at = this.#columnStart[column]!; at < this.#columnStart[column + 1]!; at++) {
      const row = columnRows[at]!;
      const before = count[row]!++;
      sum[row]! += column;
      if (before === 0) {
        only[row] = column;
        own += weight[row]!;
        const end = rowStart[row + 1]!;
        walked += end - rowStart[row]!;
        for (let k = rowStart[row]!; k < end; k++) gain[rowColumns[k]!]! -= weight[row]!;
      } else if (before === 1) {
        loss[only[row]!]! -= weight[row]!;
        only[row] = this.#columnCount;
      }
    }
    loss[column] = own;
    this.work += walked;
  }

  #remove(column: number): void {
    this.#placeOf[column] = -1;
    const [rowStart, rowColumns, columnRows, weight] = [
      this.#rowStart,
      this.#rowColumns,
      this.#columnRows,
      this.#weight,
    ];
    const [count, sum, only, gain, loss] = [this.#count, this.#sum, this.#only, this.#gain, this.#loss];
    this.value -= loss[column]!;
    let walked = 0;
    for (let at = this.#columnStart[column]!; at < this.#columnStart[column + 1]!; at++) {
      const row = columnRows[at]!;
      const left = --count[row]!;
      sum[row]! -= column;
      if (left === 0) {
        only[row] = this.#columnCount;
        const end = rowStart[row + 1]!;
        walked += end - rowStart[row]!;
        for (let k = rowStart[row]!; k < end; k++) gain[rowColumns[k]!]! += weight[row]!;
      } else if (left === 1) {
        only[row] = sum[row]!;
        loss[sum[row]!]! += weight[row]!;
      }
    }
    this.work += walked;
  }
}
