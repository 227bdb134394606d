import { thresholdOf } from '../cover/top-units.ts';
import type { Nearest } from './cost-table.ts';

const FIRST_STEP = 0.1;
const SMALLEST_STEP = 0.0005;
const PATIENCE = 20;

/** What is settled about a site. */
export const OPEN = 1;
export const SHUT = -1;

/**
 * A bound from below for the p-median: each demand offers a price for being served, a site's worth is what the offers
 * exceed the costs, and the p worthiest are opened (Lagrangian relaxation of "served once"). Prices move by the volume
 * algorithm (Barahona and Anbil 2000). `settled[site]` fixes a site OPEN or SHUT. Mutates its own arrays.
 */
export class MedianDual {
  bound = -Infinity;
  readonly prices: Float64Array;
  readonly share: Float64Array;
  done = false;
  readonly #nearest: Nearest;
  readonly #fixed: Int8Array;
  readonly #posts: number;
  readonly #tried: Float64Array;
  readonly #worth: Float64Array;
  readonly #limit: Uint16Array;
  readonly #free: Uint32Array;
  readonly #part: Float64Array;
  readonly #mean: Float64Array;
  #step: number;
  #weightOfNew = 0.1;
  #idle = 0;

  constructor(nearest: Nearest, fixed: Int8Array, posts: number, prices: Float64Array, step = FIRST_STEP) {
    const siteCount = fixed.length;
    this.#nearest = nearest;
    this.#fixed = fixed;
    this.#posts = posts;
    this.prices = prices.slice();
    this.#tried = prices.slice();
    this.share = new Float64Array(siteCount);
    this.#worth = new Float64Array(siteCount);
    this.#limit = new Uint16Array(siteCount).fill(1);
    this.#free = Uint32Array.from([...fixed.keys()].filter(site => fixed[site] === 0));
    this.#part = new Float64Array(siteCount);
    this.#mean = new Float64Array(prices.length);
    this.#step = step;
  }

  /** One more evaluation, and new prices to try. `value` is the cost of a known choice. */
  advance(value: number): void {
    const isFirst = this.bound === -Infinity;
    const bound = this.#evaluate(isFirst ? 1 : this.#weightOfNew);
    if (bound > this.bound) {
      this.#idle = bound - this.bound > 1e-6 * Math.abs(bound) ? 0 : this.#idle + 1;
      this.bound = bound;
      this.prices.set(this.#tried);
    } else this.#idle++;
    if (this.#idle >= PATIENCE) {
      this.done = this.#step <= SMALLEST_STEP;
      this.#step = Math.max(SMALLEST_STEP, this.#step * 0.66);
      this.#weightOfNew = Math.max(0.005, this.#weightOfNew * 0.9);
      this.#idle = 0;
    }
    this.#move(value);
  }

  /** What each site is worth at the best prices, and the worth at which the open ones end. */
  worths(): { readonly worth: Float64Array; readonly threshold: number } {
    this.#tried.set(this.prices);
    const threshold = this.#sumWorth();
    return { worth: this.#worth.slice(), threshold };
  }

  #sumWorth(): number {
    const { order, cost } = this.#nearest;
    const siteCount = this.#fixed.length;
    const worth = this.#worth;
    worth.fill(0);
    for (let demand = 0; demand < this.#tried.length; demand++) {
      const price = this.#tried[demand]!;
      const end = (demand + 1) * siteCount;
      for (let at = demand * siteCount; at < end && cost[at]! < price; at++) {
        worth[order[at]!]! += price - cost[at]!;
      }
    }
    let left = this.#posts;
    for (const settled of this.#fixed) if (settled === OPEN) left--;
    return thresholdOf(worth, this.#limit, left, this.#free);
  }

  #evaluate(weightOfNew: number): number {
    const { order, cost } = this.#nearest;
    const fixed = this.#fixed;
    const siteCount = fixed.length;
    const threshold = this.#sumWorth();
    const [worth, part] = [this.#worth, this.#part];
    let bound = 0;
    let left = this.#posts;
    let equal = 0;
    for (let site = 0; site < siteCount; site++) {
      part[site] = fixed[site] === OPEN || (fixed[site] === 0 && worth[site]! > threshold) ? 1 : 0;
      if (part[site] === 1) {
        bound -= worth[site]!;
        left--;
      } else if (fixed[site] === 0 && worth[site] === threshold) equal++;
    }
    if (equal > 0) {
      bound -= left * threshold;
      for (let site = 0; site < siteCount; site++) {
        if (fixed[site] === 0 && worth[site] === threshold) part[site] = left / equal;
      }
    }
    const kept = 1 - weightOfNew;
    for (let site = 0; site < siteCount; site++) {
      this.share[site] = kept * this.share[site]! + weightOfNew * part[site]!;
    }
    for (let demand = 0; demand < this.#tried.length; demand++) {
      const price = this.#tried[demand]!;
      bound += price;
      let served = 0;
      const end = (demand + 1) * siteCount;
      for (let at = demand * siteCount; at < end && cost[at]! < price; at++) served += part[order[at]!]!;
      this.#mean[demand] = kept * this.#mean[demand]! + weightOfNew * served;
    }
    return bound;
  }

  #move(value: number): void {
    let norm = 0;
    for (const served of this.#mean) norm += (1 - served) ** 2;
    if (norm < 1e-18) {
      this.done = true;
      return;
    }
    const length = (this.#step * Math.max(value - this.bound, 1e-4 * Math.abs(this.bound))) / norm;
    for (let demand = 0; demand < this.prices.length; demand++) {
      this.#tried[demand] = Math.max(0, this.prices[demand]! + length * (1 - this.#mean[demand]!));
    }
  }
}
