import type { Random } from '../random.ts';
import type { CoverProblem } from './cover-problem.ts';
import { CoverState } from './cover-state.ts';
import { ExchangeTable } from './exchange-table.ts';

/** Moves of a tabu walk without a better value of its own after which the walk ends. */
const WALK = 60;
/** A stamp that no column bears. */
const NOBODY = -2;
/** Differences below this share of all there is to win are rounding. */
const TINY = 1e-10;
/** Numbers in the largest table of exchanges: 64 MB. */
const LARGEST_TABLE = 8_000_000;

type Consider = (place: number, column: number, change: number, isClosed: boolean) => void;

/**
 * Looks for a good choice: greedy or shaken starts, each led to where no exchange of one unit helps, then a tabu walk of
 * best exchanges. `share` (a fractional solution) tells where units probably belong. Mutates its own arrays.
 */
export class CoverSearch {
  /** The best choice: one column for each unit. */
  best: number[] = [];
  value = -Infinity;
  readonly #problem: CoverProblem;
  readonly #share: Float64Array;
  readonly #random: Random;
  readonly #state: CoverState;
  /** Undefined where it would be too large. */
  readonly #table: ExchangeTable | undefined;
  readonly #closedUntil: Int32Array;
  readonly #after: Float64Array;
  readonly #seen: Int32Array;
  readonly #tiny: number;
  readonly #isConcave: boolean;
  #open: number[] = [];
  #stamp = 0;
  #move = 0;
  /** Exchanges below this are not the best. */
  #least = 0;
  #rounds = 0;

  constructor(problem: CoverProblem, share: Float64Array, random: Random, largestTable = LARGEST_TABLE) {
    const { columnCount, weight } = problem.rows;
    this.#problem = problem;
    this.#isConcave = problem.levels.gains.every((gain, k, all) => k === 0 || gain <= all[k - 1]!);
    const largestGain = Math.max(...problem.levels.gains);
    this.#tiny = TINY * (problem.base + largestGain * weight.reduce((sum, one) => sum + one, 0));
    this.#share = share;
    this.#random = random;
    this.#state = new CoverState(problem);
    if (ExchangeTable.sizeOf(problem) <= largestTable) this.#table = new ExchangeTable(problem, this.#state);
    this.#closedUntil = new Int32Array(columnCount);
    this.#after = new Float64Array(columnCount);
    this.#seen = new Int32Array(columnCount).fill(-1);
  }

  /** A choice that was found elsewhere. */
  offer(columns: readonly number[]): void {
    this.#load(columns);
    this.#note();
  }

  /** One start, by `share` if it is given, and what can be made of it. */
  round(share?: Float64Array): void {
    if (share !== undefined) this.#startGreedily(share, 0);
    else if (this.#rounds++ === 0) this.#startGreedily(this.#share, 0);
    else if (this.#random() < 0.15) this.#startGreedily(this.#share, 0.7);
    else this.#shake();
    this.#descend();
    if (share === undefined) this.#walk();
  }

  #load(columns: readonly number[]): void {
    this.#state.clear();
    this.#table?.clear();
    for (const column of columns) this.#add(column);
    this.#open = [...columns];
  }

  #add(column: number): void {
    this.#table?.beforeAdd(column);
    this.#state.add(column);
  }

  #remove(column: number): void {
    this.#table?.beforeRemove(column);
    this.#state.remove(column);
  }

  #note(): void {
    if (this.#state.value <= this.value + this.#tiny) return;
    this.value = this.#state.value;
    this.best = [...this.#open];
  }

  /** By gain times share, with some chance. */
  #startGreedily(share: Float64Array, noise: number): void {
    this.#load([]);
    this.#fill(column => 0.02 + share[column]! * (1 - noise * this.#random()));
  }

  #fill(factor: (column: number) => number): void {
    const { limit, units } = this.#problem;
    const { gain, units: placed } = this.#state;
    while (this.#open.length < units) {
      let chosen = -1;
      let highest = -Infinity;
      for (let column = 0; column < limit.length; column++) {
        if (placed[column]! >= limit[column]!) continue;
        const value = gain[column]! * factor(column);
        if (value > highest) {
          highest = value;
          chosen = column;
        }
      }
      if (chosen === -1) return;
      this.#add(chosen);
      this.#open.push(chosen);
    }
  }

  /** Takes some units of one neighbourhood away from the best choice and puts them back by chance. */
  #shake(): void {
    this.#load(this.best);
    const count = this.#open.length;
    if (count === 0) return;
    const wanted = Math.min(count, 2 + Math.floor(this.#random() * Math.max(2, Math.min(12, count / 4))));
    const near = this.#neighbours(this.#open[Math.floor(this.#random() * count)]!, wanted);
    for (const column of near) {
      this.#remove(column);
      this.#open.splice(this.#open.indexOf(column), 1);
    }
    this.#fill(column => (0.3 + this.#share[column]!) * (0.4 + this.#random()));
  }

  /** Columns with units, by steps from column to column over common rows, nearest first. */
  #neighbours(from: number, wanted: number): number[] {
    const { rowStart, rowColumns, columnStart, columnRows } = this.#problem.rows;
    const { units } = this.#state;
    const stamp = ++this.#stamp;
    const queue = [from];
    this.#seen[from] = stamp;
    const found: number[] = [from];
    for (let at = 0; at < queue.length && found.length < wanted; at++) {
      const column = queue[at]!;
      for (let i = columnStart[column]!; i < columnStart[column + 1]!; i++) {
        const row = columnRows[i]!;
        for (let k = rowStart[row]!; k < rowStart[row + 1]!; k++) {
          const other = rowColumns[k]!;
          if (this.#seen[other] === stamp) continue;
          this.#seen[other] = stamp;
          queue.push(other);
          if (units[other]! > 0 && found.length < wanted) found.push(other);
        }
      }
    }
    return found;
  }

  #descend(): void {
    while (this.#exchange(false));
    this.#note();
  }

  #walk(): void {
    this.#closedUntil.fill(0);
    this.#move = 0;
    let highest = this.#state.value;
    for (let idle = 0; idle < WALK; ) {
      if (!this.#exchange(true)) return;
      if (this.#state.value > highest + this.#tiny) {
        highest = this.#state.value;
        idle = 0;
      } else idle++;
      this.#note();
    }
  }

  /**
   * Moves one unit where it helps most (Resende and Werneck 2007: only columns that share a row with the one that is left
   * gain by it). Walking, the least harmful move is made, but none that undoes a recent one unless it beats the best.
   */
  #exchange(isWalk: boolean): boolean {
    const [closedUntil, move] = [this.#closedUntil, ++this.#move];
    const wanted = this.value - this.#state.value + this.#tiny;
    this.#least = isWalk ? -Infinity : this.#tiny;
    let from = -1;
    let to = -1;
    let ties = 1;
    const consider: Consider = (place, column, change, isClosed) => {
      if (change < this.#least || (isClosed && change <= wanted)) return;
      if (change > this.#least) ties = 1;
      else if (this.#random() * ++ties >= 1) return;
      this.#least = change;
      from = place;
      to = column;
    };
    if (this.#table === undefined) this.#eachShared(isWalk, consider);
    else this.#eachInTable(this.#table, isWalk, consider);
    if (from === -1) return false;
    const left = this.#open[from]!;
    this.#remove(left);
    this.#add(to);
    this.#open[from] = to;
    if (isWalk) {
      closedUntil[left] = move + 5 + Math.floor(this.#random() * 10);
      closedUntil[to] = move + 3 + Math.floor(this.#random() * 8);
    }
    return true;
  }

  /** Tells every exchange that may be the best: what the unit leaves, where it goes, and what that changes. */
  #eachInTable(table: ExchangeTable, isWalk: boolean, consider: Consider): void {
    const { limit } = this.#problem;
    const { gain, loss, units } = this.#state;
    const [closedUntil, move] = [this.#closedUntil, this.#move];
    for (let place = 0; place < this.#open.length; place++) {
      const column = this.#open[place]!;
      const isClosed = isWalk && closedUntil[column]! > move;
      const more = table.rowOf(column);
      const cost = loss[column]!;
      for (let other = 0; other < limit.length; other++) {
        const change = gain[other]! + more[other]! - cost;
        if (change < this.#least || other === column || units[other]! >= limit[other]!) continue;
        consider(place, other, change, isClosed || (isWalk && closedUntil[other]! > move));
      }
    }
  }

  /** As `#eachInTable`, by the rows that two columns share. */
  #eachShared(isWalk: boolean, consider: Consider): void {
    const { rows, limit, levels } = this.#problem;
    const { rowStart, rowColumns, columnStart, columnRows, weight } = rows;
    const { gains } = levels;
    const levelCount = gains.length - 1;
    const { gain, loss, units, counts } = this.#state;
    const [closedUntil, after, seen, move] = [this.#closedUntil, this.#after, this.#seen, this.#move];
    const anywhere = this.#freeColumn(isWalk, NOBODY);
    for (let place = 0; place < this.#open.length; place++) {
      const column = this.#open[place]!;
      const isClosed = isWalk && closedUntil[column]! > move;
      const stamp = ++this.#stamp;
      const cost = loss[column]!;
      const end = columnStart[column + 1]!;
      for (let at = columnStart[column]!; at < end; at++) {
        const row = columnRows[at]!;
        const count = counts[row]!;
        if (count > levelCount) continue;
        const more = weight[row]! * (gains[count - 1]! - gains[count]!);
        if (more === 0) continue;
        const rowEnd = rowStart[row + 1]!;
        for (let k = rowStart[row]!; k < rowEnd; k++) {
          const other = rowColumns[k]!;
          if (seen[other] !== stamp) {
            seen[other] = stamp;
            after[other] = gain[other]!;
          }
          after[other]! += more;
        }
      }
      // Where gains fall, a column that shares a row is worth more than before and is looked at below.
      const isShared = !this.#isConcave && anywhere !== -1 && seen[anywhere] === stamp;
      const free = isShared ? this.#freeColumn(isWalk, stamp) : anywhere;
      if (free !== -1 && free !== column) consider(place, free, gain[free]! - cost, isClosed);
      for (let at = columnStart[column]!; at < end; at++) {
        const row = columnRows[at]!;
        const count = counts[row]!;
        if (count > levelCount || gains[count - 1] === gains[count]) continue;
        const rowEnd = rowStart[row + 1]!;
        for (let k = rowStart[row]!; k < rowEnd; k++) {
          const other = rowColumns[k]!;
          if (seen[other] !== stamp) continue;
          seen[other] = -1;
          if (other === column || units[other]! >= limit[other]!) continue;
          consider(place, other, after[other]! - cost, isClosed || (isWalk && closedUntil[other]! > move));
        }
      }
    }
  }

  /** The column where one more unit adds most, but none that shares a row with the one that is left (`stamp`). */
  #freeColumn(isWalk: boolean, stamp: number): number {
    const { limit } = this.#problem;
    const { gain, units } = this.#state;
    let best = -1;
    for (let column = 0; column < limit.length; column++) {
      if (units[column]! >= limit[column]! || this.#seen[column] === stamp) continue;
      if (isWalk && this.#closedUntil[column]! > this.#move) continue;
      if (best === -1 || gain[column]! > gain[best]!) best = column;
    }
    return best;
  }
}
