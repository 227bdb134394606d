import { thresholdOf } from '../cover/top-units.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import { SiteFill } from './site-fill.ts';

const FIRST_STEP = 0.1;
const SMALLEST_STEP = 0.0005;
const LARGEST_STEP = 2;
const PATIENCE = 20;
/** As far as that the best choice is thought to be from the bound while none is known. */
const UNKNOWN_GAP = 0.1;

/**
 * A bound from below by Lagrangian relaxation of "served at most once" (Pirkul and Schilling 1991): each demand offers a price,
 * each site fills itself with what pays (`SiteFill`), and the worthiest sites are opened. Since a site may take its last demand
 * in part, the bound also holds where demand may be divided among sites. Prices move by the volume algorithm (Barahona and Anbil
 * 2000). Mutates its own arrays.
 */
export class CapacityDual {
  bound = -Infinity;
  /** For each site how far it is open on average. */
  readonly share: Float64Array;
  done = false;
  readonly #problem: CapacityProblem;
  readonly #fill: SiteFill;
  /** Prices of the demand that gave the bound. */
  readonly prices: Float64Array;
  readonly #tried: Float64Array;
  readonly #worth: Float64Array;
  readonly #cut: Float64Array;
  readonly #partAtCut: Float64Array;
  readonly #part: Float64Array;
  readonly #served: Float64Array;
  readonly #mean: Float64Array;
  readonly #free: Uint32Array;
  readonly #ones: Uint16Array;
  readonly #isFixed: Uint8Array;
  #step = FIRST_STEP;
  #weightOfNew = 0.1;
  #idle = 0;
  #ahead = 0;

  constructor(problem: CapacityProblem) {
    const { siteCount, demandCount, fixed, permitted } = problem;
    this.#problem = problem;
    this.#fill = new SiteFill(problem);
    this.prices = firstPrices(problem);
    this.#tried = this.prices.slice();
    this.share = new Float64Array(siteCount);
    this.#worth = new Float64Array(siteCount);
    this.#cut = new Float64Array(siteCount);
    this.#partAtCut = new Float64Array(siteCount);
    this.#part = new Float64Array(siteCount);
    this.#served = new Float64Array(demandCount);
    this.#mean = new Float64Array(demandCount);
    this.#isFixed = new Uint8Array(siteCount);
    for (const site of fixed) this.#isFixed[site] = 1;
    this.#free = Uint32Array.from(permitted.filter(site => this.#isFixed[site] === 0));
    this.#ones = new Uint16Array(siteCount).fill(1);
  }

  /** One more evaluation, and new prices to try. `value` is the cost of a known choice, Infinity where none is known. */
  advance(value: number): void {
    const isFirst = this.bound === -Infinity;
    const bound = this.#evaluate(isFirst ? 1 : this.#weightOfNew);
    if (bound > this.bound) {
      if (this.#ahead > 0 && !isFirst) this.#step = Math.min(LARGEST_STEP, this.#step * 1.1);
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

  #evaluate(weightOfNew: number): number {
    this.#openWorthiest();
    const { siteStart, siteRow, siteCost, weight } = this.#problem;
    const [served, tried, kept] = [this.#served, this.#tried, 1 - weightOfNew];
    served.fill(0);
    let bound = 0;
    for (let site = 0; site < this.#part.length; site++) {
      const part = this.#part[site]!;
      this.share[site] = kept * this.share[site]! + weightOfNew * part;
      if (part === 0) continue;
      bound -= part * this.#worth[site]!;
      const [cut, partAtCut] = [this.#cut[site]!, this.#partAtCut[site]!];
      const end = siteStart[site + 1]!;
      for (let at = siteStart[site]!; at < end; at++) {
        const row = siteRow[at]!;
        const pays = tried[row]! - siteCost[at]!;
        if (pays <= 0) continue;
        const rate = pays / weight[row]!;
        if (rate > cut) served[row]! += part;
        else if (rate === cut) served[row]! += part * partAtCut;
      }
    }
    let ahead = 0;
    for (let row = 0; row < tried.length; row++) {
      bound += tried[row]!;
      ahead += (1 - served[row]!) * (1 - this.#mean[row]!);
      this.#mean[row] = kept * this.#mean[row]! + weightOfNew * served[row]!;
    }
    this.#ahead = ahead;
    return bound;
  }

  /** What each site is worth at the tried prices, and how far each is open: all places are given away. */
  #openWorthiest(): void {
    const { posts, fixed } = this.#problem;
    const [worth, part] = [this.#worth, this.#part];
    for (const site of this.#problem.permitted) {
      worth[site] = this.#fill.worth(site, this.#tried);
      this.#cut[site] = this.#fill.cut;
      this.#partAtCut[site] = this.#fill.partAtCut;
    }
    part.fill(0);
    for (const site of fixed) part[site] = 1;
    let left = posts - fixed.length;
    if (left === 0) return;
    const threshold = thresholdOf(worth, this.#ones, left, this.#free);
    let equal = 0;
    for (const site of this.#free) {
      if (worth[site]! > threshold) {
        part[site] = 1;
        left--;
      } else if (worth[site] === threshold) equal++;
    }
    for (const site of this.#free) if (worth[site] === threshold) part[site] = left / equal;
  }

  #move(value: number): void {
    const { unserved } = this.#problem;
    const { prices } = this;
    let norm = 0;
    for (let row = 0; row < prices.length; row++) {
      const slope = 1 - this.#mean[row]!;
      const isHeld = (slope > 0 && prices[row]! >= unserved[row]!) || (slope < 0 && prices[row]! <= 0);
      if (!isHeld) norm += slope * slope;
    }
    if (norm < 1e-18) {
      this.done = true;
      return;
    }
    const target = value < Infinity ? value : this.bound + UNKNOWN_GAP * Math.abs(this.bound);
    const length = (this.#step * Math.max(target - this.bound, 1e-4 * Math.abs(this.bound))) / norm;
    for (let row = 0; row < prices.length; row++) {
      const price = prices[row]! + length * (1 - this.#mean[row]!);
      this.#tried[row] = Math.min(unserved[row]!, Math.max(0, price));
    }
  }
}

/**
 * Where all is served: the cost at a site that is about as near as open ones are. Else half of what leaving it costs; all of it
 * where no site can serve it.
 */
function firstPrices(problem: CapacityProblem): Float64Array {
  const { unserved, mustServeAll, rowStart, rowCost, siteCount, posts } = problem;
  return unserved.map((all, row) => {
    const [from, end] = [rowStart[row]!, rowStart[row + 1]!];
    if (from === end) return all;
    return mustServeAll ? rowCost[Math.min(end - 1, from + Math.ceil(siteCount / posts))]! : 0.5 * all;
  });
}
