import type { Random } from '../random.ts';
import type { CostTable, Nearest } from './cost-table.ts';

const TINY = 1e-10;

/**
 * Looks for p sites with a low sum of costs: fast interchange (Whitaker 1983; Hansen and Mladenović 1997) from given or
 * shaken starts. Mutates its own arrays.
 */
export class MedianSearch {
  best: number[] = [];
  value = Infinity;
  readonly #table: CostTable;
  readonly #nearest: Nearest;
  readonly #random: Random;
  readonly #candidates: readonly number[];
  /** Sites that stay open: they have the first places. */
  readonly #fixed: readonly number[];
  /** Place among the open ones, −1 for a closed site. */
  readonly #placeOf: Int32Array;
  #open: number[] = [];
  readonly #first: Uint32Array;
  readonly #firstCost: Float64Array;
  readonly #secondCost: Float64Array;
  readonly #posts: number;
  #tiny = 0;

  /** `candidates`: the only sites that may be opened by an exchange; `fixed` ones are open in every choice. */
  constructor(
    table: CostTable,
    nearest: Nearest,
    posts: number,
    candidates: readonly number[],
    fixed: readonly number[],
    random: Random,
  ) {
    this.#table = table;
    this.#nearest = nearest;
    this.#posts = posts;
    this.#candidates = candidates;
    this.#fixed = fixed;
    this.#random = random;
    this.#placeOf = new Int32Array(table.siteCount).fill(-1);
    this.#first = new Uint32Array(table.demandCount);
    this.#firstCost = new Float64Array(table.demandCount);
    this.#secondCost = new Float64Array(table.demandCount);
  }

  /** From these sites to where no exchange helps. */
  improve(sites: readonly number[]): void {
    this.#load(sites);
    this.#descend();
  }

  /** Exchanges some sites of the best choice by chance, for ones nearby. */
  shake(): void {
    const sites = [...this.best];
    const settled = this.#fixed.length;
    const free = sites.length - settled;
    const count = Math.min(free, 1 + Math.floor(this.#random() * Math.max(2, Math.min(10, free / 3))));
    const open = new Set(sites);
    for (let i = 0; i < count; i++) {
      const to = this.#candidates[Math.floor(this.#random() * this.#candidates.length)]!;
      if (open.has(to)) continue;
      const place = settled + Math.floor(this.#random() * free);
      open.delete(sites[place]!);
      open.add(to);
      sites[place] = to;
    }
    this.improve(sites);
  }

  #load(sites: readonly number[]): void {
    this.#placeOf.fill(-1);
    const given = new Set([...this.#fixed, ...sites]);
    this.#open = [...given].slice(0, this.#posts);
    // Sites without a use are open all the same: exactly so many were asked for.
    for (const site of this.#candidates) {
      if (this.#open.length >= this.#posts) break;
      if (!given.has(site)) this.#open.push(site);
    }
    for (const [place, site] of this.#open.entries()) this.#placeOf[site] = place;
    for (let demand = 0; demand < this.#table.demandCount; demand++) this.#serve(demand);
  }

  /** Finds the nearest two open sites. */
  #serve(demand: number): void {
    const { order, cost } = this.#nearest;
    const start = demand * this.#table.siteCount;
    let at = start;
    while (this.#placeOf[order[at]!] === -1) at++;
    this.#first[demand] = order[at]!;
    this.#firstCost[demand] = cost[at]!;
    const end = start + this.#table.siteCount;
    for (at++; at < end && this.#placeOf[order[at]!] === -1; ) at++;
    this.#secondCost[demand] = at < end ? cost[at]! : Infinity;
  }

  #descend(): void {
    this.#tiny = TINY * this.#value();
    while (this.#exchange());
    const value = this.#value();
    if (value >= this.value - this.#tiny) return;
    this.value = value;
    this.best = [...this.#open];
  }

  #value(): number {
    let sum = 0;
    for (const cost of this.#firstCost) sum += cost;
    return sum;
  }

  #exchange(): boolean {
    const { demandCount, cost } = this.#table;
    const [first, firstCost, secondCost, placeOf] = [
      this.#first,
      this.#firstCost,
      this.#secondCost,
      this.#placeOf,
    ];
    const loss = new Float64Array(this.#open.length);
    let best = this.#tiny;
    let from = -1;
    let to = -1;
    for (const site of this.#candidates) {
      if (placeOf[site] !== -1) continue;
      loss.fill(0);
      loss.fill(Infinity, 0, this.#fixed.length);
      let gain = 0;
      const start = site * demandCount;
      for (let demand = 0; demand < demandCount; demand++) {
        const here = cost[start + demand]!;
        const now = firstCost[demand]!;
        if (here < now) gain += now - here;
        else {
          const then = secondCost[demand]!;
          loss[placeOf[first[demand]!]!]! += (here < then ? here : then) - now;
        }
      }
      if (gain <= best) continue;
      for (let place = 0; place < loss.length; place++) {
        const change = gain - loss[place]!;
        if (change > best) {
          best = change;
          from = place;
          to = site;
        }
      }
    }
    if (from === -1) return false;
    this.#placeOf[this.#open[from]!] = -1;
    this.#placeOf[to] = from;
    this.#open[from] = to;
    for (let demand = 0; demand < demandCount; demand++) this.#serve(demand);
    return true;
  }
}
