import type { Random } from '../random.ts';
import { type Choice, ChoicePool } from './choice-pool.ts';
import type { CoverProblem } from './cover-problem.ts';
import { CoverState } from './cover-state.ts';
import { ExchangeTable } from './exchange-table.ts';

/** Moves of a tabu walk without a better value of its own after which the walk ends. */
const WALK = 60;
/** Choices that are kept to start from. */
const POOL = 24;
/** Share of rounds that start afresh; of the others those that join two kept choices. */
const FRESH_AT_FIRST = 0.7;
const FRESH = 0.1;
const JOINED = 0.5;
/** Rounds before which there is more to be found, whatever was found. */
const ENOUGH = 100;
/** What changing an entry, here and in the table, is in entries looked at. */
const WORK_OF_TOUCH = 5;
/** A stamp that no column bears. */
const NOBODY = -2;
/** Differences below this share of all there is to win are rounding. */
const TINY = 1e-10;
/** Numbers in the largest table of exchanges: 64 MB. */
const LARGEST_TABLE = 8_000_000;

type Consider = (place: number, column: number, change: number, isClosed: boolean) => void;

/**
 * Looks for a good choice: greedy starts, shaken ones, and ones joined out of two good choices, each led to where no exchange of
 * one unit helps, then a tabu walk of best exchanges. Good choices that differ are kept to start from (an elite set as in
 * Resende and Werneck 2004). `share` (a fractional solution) tells where units probably belong. Mutates its own arrays.
 */
export class CoverSearch {
  /** The best choice: one column for each unit. */
  best: number[] = [];
  value = -Infinity;
  /** Entries of rows walked through and exchanges looked at so far, about. */
  work = 0;
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
  /** By column: entries that a unit more or less there touches. */
  readonly #workOf: Float64Array;
  readonly #pool = new ChoicePool(POOL);
  /** The best of the round, and where its units stand. */
  #peak: Choice = { value: -Infinity, columns: [] };

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
    const { rowStart, columnStart, columnRows } = problem.rows;
    this.#workOf = new Float64Array(columnCount);
    for (let column = 0; column < columnCount; column++) {
      for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++) {
        const row = columnRows[at]!;
        this.#workOf[column]! += WORK_OF_TOUCH * (rowStart[row + 1]! - rowStart[row]!);
      }
    }
    this.#closedUntil = new Int32Array(columnCount);
    this.#after = new Float64Array(columnCount);
    this.#seen = new Int32Array(columnCount).fill(-1);
  }

  /** It has looked in so many ways that what it has not found is rare. */
  get isExhausted(): boolean {
    return this.#rounds >= ENOUGH;
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
    else if (this.#random() < this.#fresh()) this.#startGreedily(this.#share, 0.7);
    else if (this.#random() < JOINED) this.#join();
    else this.#shake();
    this.#peak = { value: -Infinity, columns: [] };
    this.#descend();
    if (share === undefined) this.#walk();
    this.#pool.keep(this.#peak);
  }

  /** One neighbourhood as in one of the kept choices, all around it as in another. */
  #join(): void {
    const { columns } = this.#pool.any(this.#random);
    const other = this.#pool.any(this.#random).columns;
    this.#load(columns);
    const wanted = Math.ceil(columns.length * (0.2 + 0.6 * this.#random()));
    const near = new Set(this.#neighbours(columns[this.#place(columns.length)]!, wanted));
    const beyond = other.filter(column => this.#seen[column] !== this.#stamp);
    this.#load([...columns.filter(column => near.has(column)), ...beyond]);
    const { loss } = this.#state;
    while (this.#open.length > this.#problem.units) {
      let least = 0;
      for (const [place, column] of this.#open.entries()) {
        if (loss[column]! < loss[this.#open[least]!]!) least = place;
      }
      this.#remove(this.#open[least]!);
      this.#open.splice(least, 1);
    }
    this.#fill(() => 1);
  }

  #fresh(): number {
    if (this.#pool.size === 0) return 1;
    return this.#pool.size < POOL ? FRESH_AT_FIRST : FRESH;
  }

  #place = (count: number): number => Math.floor(this.#random() * count);

  #load(columns: readonly number[]): void {
    this.#state.clear();
    this.#table?.clear();
    for (const column of columns) this.#add(column);
    this.#open = [...columns];
  }

  #add(column: number): void {
    this.work += this.#workOf[column]!;
    this.#table?.beforeAdd(column);
    this.#state.add(column);
  }

  #remove(column: number): void {
    this.work += this.#workOf[column]!;
    this.#table?.beforeRemove(column);
    this.#state.remove(column);
  }

  #note(): void {
    if (this.#state.value > this.#peak.value + this.#tiny) {
      this.#peak = { value: this.#state.value, columns: this.#open.toSorted((a, b) => a - b) };
    }
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
    this.#load(this.#pool.any(this.#random).columns);
    const count = this.#open.length;
    if (count === 0) return;
    const wanted = Math.min(count, 2 + Math.floor(this.#random() * Math.max(2, Math.min(12, count / 4))));
    const near = this.#neighbours(this.#open[this.#place(count)]!, wanted);
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
    this.work += this.#open.length * this.#problem.limit.length;
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
