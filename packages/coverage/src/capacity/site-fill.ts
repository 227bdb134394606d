import { thresholdOf } from '../cover/top-units.ts';
import type { CapacityProblem } from './capacity-problem.ts';

/**
 * What a site takes for itself when each demand offers a price for being served: what pays most for its weight comes first,
 * until the capacity is full; the last demand may come in part, so the worth is nowhere below that of whole ones (Dantzig 1957).
 * Mutates its own arrays.
 */
export class SiteFill {
  /** Of the site asked last: demand that pays more than this for each unit of weight is taken whole, what pays as much in part. */
  cut = 0;
  partAtCut = 1;
  readonly #problem: CapacityProblem;
  readonly #rate: Float64Array;
  readonly #weight: Float64Array;
  readonly #order: Uint32Array;

  constructor(problem: CapacityProblem) {
    this.#problem = problem;
    let longest = 0;
    for (let site = 0; site < problem.siteCount; site++)
      longest = Math.max(longest, problem.siteStart[site + 1]! - problem.siteStart[site]!);
    this.#rate = new Float64Array(longest);
    this.#weight = new Float64Array(longest);
    this.#order = new Uint32Array(longest);
  }

  /** The worth of a site: price − cost of all that it takes. */
  worth(site: number, price: Float64Array): number {
    const { siteStart, siteRow, siteCost, weight, capacity } = this.#problem;
    let worth = 0;
    let load = 0;
    let count = 0;
    const end = siteStart[site + 1]!;
    for (let at = siteStart[site]!; at < end; at++) {
      const row = siteRow[at]!;
      const pays = price[row]! - siteCost[at]!;
      if (pays <= 0) continue;
      const own = weight[row]!;
      worth += pays;
      load += own;
      this.#rate[count] = pays / own;
      this.#weight[count] = own;
      this.#order[count] = count;
      count++;
    }
    this.cut = 0;
    this.partAtCut = 1;
    const room = capacity[site]!;
    if (load <= room) return worth;
    if (room <= 0) {
      this.cut = Infinity;
      return 0;
    }
    return this.#cutAt(room, count);
  }

  #cutAt(room: number, count: number): number {
    const [rate, weight] = [this.#rate, this.#weight];
    const cut = thresholdOf(rate, weight, room, this.#order.subarray(0, count));
    let worth = 0;
    let load = 0;
    let equal = 0;
    for (let i = 0; i < count; i++) {
      if (rate[i]! > cut) {
        worth += rate[i]! * weight[i]!;
        load += weight[i]!;
      } else if (rate[i] === cut) equal += weight[i]!;
    }
    if (equal === 0) return worth;
    this.cut = cut;
    this.partAtCut = Math.min(1, Math.max(0, (room - load) / equal));
    return worth + cut * equal * this.partAtCut;
  }
}
