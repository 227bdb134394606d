import { boundAbove, isBetter } from '../../gap.ts';

/** Of a column: a unit stands there in every choice that is looked at, in none, or that is open. */
export type Settled = -1 | 0 | 1;

/** Halvings of the range in which the price of a unit lies. */
const HALVINGS = 50;

/**
 * Where units stand, seen from all regions together: each region has a price for each of its columns, and a unit at a column is
 * paid by all regions that have it. At most one unit stands at a column. Mutates its own arrays.
 */
export class Placing {
  /** By column: what a unit there is paid by all regions; −∞ where nothing is open. */
  readonly total: Float64Array;
  readonly #columnsOf: readonly Uint32Array[];
  /** By column: how many regions have it, at least 1. */
  readonly #regions: Float64Array;
  readonly #settled: Int8Array;
  readonly #units: number;
  #left: number;

  /** `columnsOf`: the columns of each region. */
  constructor(columnsOf: readonly Uint32Array[], columnCount: number, units: number) {
    this.#columnsOf = columnsOf;
    this.#units = Math.min(units, columnCount);
    this.#left = this.#units;
    this.total = new Float64Array(columnCount);
    this.#settled = new Int8Array(columnCount);
    this.#regions = new Float64Array(columnCount);
    for (const columns of columnsOf) for (const column of columns) this.#regions[column]!++;
    for (let column = 0; column < columnCount; column++)
      this.#regions[column] = Math.max(1, this.#regions[column]!);
  }

  get settled(): Int8Array {
    return this.#settled.slice();
  }

  load(settled: Int8Array): void {
    this.#settled.set(settled);
    this.#left = this.#units;
    for (const way of settled) if (way === 1) this.#left--;
  }

  settle(column: number, way: -1 | 1): void {
    if (way === 1) this.#left--;
    this.#settled[column] = way;
  }

  /** The price of a settled column in any region; undefined where it is open. */
  priceOf(column: number): number | undefined {
    const way = this.#settled[column];
    if (way === 0) return undefined;
    return way === 1 ? 0 : Infinity;
  }

  /** The columns where units stand, once no more are open than there are units left, fewer than all units perhaps; undefined before. */
  whole(): number[] | undefined {
    let open = 0;
    for (const way of this.#settled) if (way === 0) open++;
    if (open > this.#left && this.#left > 0) return undefined;
    const fill = this.#left > 0 ? 0 : 1;
    return [...this.#settled.keys()].filter(column => this.#settled[column]! >= fill);
  }

  /** Adds up what the regions pay at these prices (by region and place), and gives what units are paid at most. */
  pay(prices: readonly Float64Array[]): number {
    this.#add(prices);
    const dearest = this.total.slice().sort();
    let paid = 0;
    for (let i = 1; i <= this.#left; i++) paid += Math.max(0, dearest[dearest.length - i]!);
    return paid;
  }

  /**
   * Settles columns by what the last `pay` added up: to stand there against what is paid brings the bound down by what is missing.
   * `bound` is that of the same prices, or of those before settled columns had theirs, which is not below it. How many it settled.
   */
  settleBy(bound: number, value: number, isWhole: boolean): number {
    const dearest = this.total.slice().sort();
    const last = dearest[dearest.length - this.#left] ?? -Infinity;
    const next = Math.max(0, dearest[dearest.length - this.#left - 1] ?? 0);
    let count = 0;
    for (let column = 0; column < this.total.length; column++) {
      const own = this.total[column]!;
      if (this.#settled[column] !== 0 || this.#left === 0) continue;
      const way = own >= last ? 1 : -1;
      const loss = way === 1 ? own - next : last - own;
      if (isBetter(boundAbove(bound - Math.max(0, loss), isWhole), value)) continue;
      this.settle(column, way);
      count++;
    }
    return count;
  }

  /**
   * Moves `stands` (by column, 0 to 1, together no more than there are units) along what is paid at these prices, with regions that answer a
   * move by `reach` × as much of their price.
   */
  move(stands: Float64Array, prices: readonly Float64Array[], reach: number): void {
    this.#add(prices);
    const [total, regions, settled, left] = [this.total, this.#regions, this.#settled, this.#left];
    let low = Infinity;
    let high = 0;
    for (let column = 0; column < total.length; column++) {
      if (settled[column] !== 0) {
        stands[column] = settled[column] === 1 ? 1 : 0;
        continue;
      }
      const often = reach * regions[column]!;
      total[column]! += stands[column]! * often;
      low = Math.min(low, total[column]! - often);
      high = Math.max(high, total[column]!);
    }
    // The price of a unit: above it as many stand as there are.
    low = Math.max(0, low);
    for (let time = 0; time < HALVINGS && low < high; time++) {
      const middle = (low + high) / 2;
      let sum = 0;
      for (let column = 0; column < total.length; column++) {
        if (settled[column] === 0)
          sum += Math.min(1, Math.max(0, total[column]! - middle) / (reach * regions[column]!));
      }
      if (sum > left) low = middle;
      else high = middle;
    }
    for (let column = 0; column < total.length; column++) {
      if (settled[column] === 0)
        stands[column] = Math.min(1, Math.max(0, total[column]! - high) / (reach * regions[column]!));
    }
  }

  #add(prices: readonly Float64Array[]): void {
    const { total } = this;
    total.fill(0);
    for (const [region, columns] of this.#columnsOf.entries()) {
      const own = prices[region]!;
      for (let place = 0; place < own.length; place++) total[columns[place]!]! += own[place]!;
    }
    for (let column = 0; column < total.length; column++)
      if (this.#settled[column] !== 0) total[column] = -Infinity;
  }
}
