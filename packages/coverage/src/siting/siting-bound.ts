import { minimumsOfRows, type RowMinimums, type SitingProblem } from './siting-problem.ts';

/** Steps without a lower bound after which they become shorter. */
const PATIENCE = 12;
const SHORTEST = 1e-4;
/** What of the direction before goes into the next one. */
const MEMORY = 0.6;
const HALVINGS = 24;

/**
 * What no choice can be worth (Lagrangian relaxation): each row pays a price for each covering unit, each minimum, kind and the
 * budget have a price too; rows and sites then decide for themselves. Any prices bound the value from above; steps along
 * the deflected subgradient move them. Below 0 no choice is permitted at all. Mutates its own arrays.
 */
export class SitingBound {
  bound = Infinity;
  readonly #problem: SitingProblem;
  readonly #byRow: RowMinimums;
  readonly #reach: Uint16Array;
  readonly #price: Float64Array;
  readonly #minimumPrice: Float64Array;
  readonly #kindPrice: Float64Array;
  #moneyPrice = 0;
  readonly #bestPrice: Float64Array;
  readonly #bestMinimumPrice: Float64Array;
  readonly #income: Float64Array;
  readonly #units: Uint16Array;
  readonly #way: Float64Array;
  readonly #minimumWay: Float64Array;
  #step = 1;
  #idle = 0;

  constructor(problem: SitingProblem) {
    const { rows, most, kindCount, minimums, worth, depth } = problem;
    this.#problem = problem;
    this.#byRow = minimumsOfRows(problem);
    this.#reach = new Uint16Array(rows.rowCount);
    for (let row = 0; row < rows.rowCount; row++) {
      let sum = 0;
      for (let at = rows.rowStart[row]!; at < rows.rowStart[row + 1]!; at++)
        sum += most[rows.rowColumns[at]!]!;
      this.#reach[row] = Math.min(65_535, sum);
    }
    this.#price = new Float64Array(rows.rowCount);
    for (let row = 0; row < rows.rowCount; row++) this.#price[row] = 0.5 * worth[row * depth]!;
    this.#minimumPrice = new Float64Array(minimums.length);
    this.#kindPrice = new Float64Array(kindCount);
    this.#bestPrice = this.#price.slice();
    this.#bestMinimumPrice = this.#minimumPrice.slice();
    this.#income = new Float64Array(rows.columnCount);
    this.#units = new Uint16Array(rows.columnCount);
    this.#way = new Float64Array(rows.rowCount);
    this.#minimumWay = new Float64Array(minimums.length);
  }

  get settled(): boolean {
    return this.#step < SHORTEST;
  }

  /** One step; `value` is what is known to be possible, −Infinity where nothing is. */
  advance(value: number): void {
    const { rows, minimums } = this.#problem;
    this.#earn();
    const sites = this.#settlePrices();
    const gradient = new Float64Array(rows.rowCount);
    const minimumGradient = new Float64Array(minimums.length);
    const bound = this.#decideRows(gradient, minimumGradient) + sites;
    this.#remember(bound);
    for (let column = 0; column < this.#units.length; column++) {
      const units = this.#units[column]!;
      if (units === 0) continue;
      for (let at = rows.columnStart[column]!; at < rows.columnStart[column + 1]!; at++)
        gradient[rows.columnRows[at]!]! += units;
    }
    let square = 0;
    const turn = (way: Float64Array, given: Float64Array, price: Float64Array): void => {
      for (let i = 0; i < way.length; i++) {
        // Where the price is nothing already, less is no way.
        const own = price[i] === 0 && given[i]! > 0 ? 0 : given[i]!;
        way[i] = own + MEMORY * way[i]!;
        square += way[i]! * way[i]!;
      }
    };
    turn(this.#way, gradient, this.#price);
    turn(this.#minimumWay, minimumGradient, this.#minimumPrice);
    if (square === 0) {
      this.#step = 0;
      return;
    }
    const target = value > -Infinity ? value : this.bound - 0.1 * Math.abs(this.bound);
    const length = (this.#step * Math.max(bound - target, 1e-9 * Math.abs(bound))) / square;
    const move = (price: Float64Array, way: Float64Array): void => {
      for (let i = 0; i < price.length; i++) price[i] = Math.max(0, price[i]! - length * way[i]!);
    };
    move(this.#price, this.#way);
    move(this.#minimumPrice, this.#minimumWay);
  }

  #remember(bound: number): void {
    if (bound < this.bound) {
      if (this.bound - bound > 1e-6 * Math.abs(bound)) this.#idle = 0;
      this.bound = bound;
      this.#bestPrice.set(this.#price);
      this.#bestMinimumPrice.set(this.#minimumPrice);
    }
    if (++this.#idle <= PATIENCE) return;
    this.#idle = 0;
    this.#step *= 0.6;
    this.#price.set(this.#bestPrice);
    this.#minimumPrice.set(this.#bestMinimumPrice);
    this.#way.fill(0);
    this.#minimumWay.fill(0);
  }

  #earn(): void {
    const { columnStart, columnRows } = this.#problem.rows;
    for (let column = 0; column < this.#income.length; column++) {
      let sum = 0;
      for (let at = columnStart[column]!; at < columnStart[column + 1]!; at++)
        sum += this.#price[columnRows[at]!]!;
      this.#income[column] = sum;
    }
  }

  /** Prices of kinds and money, one after the other at the least of the bound, which is convex in each; the sites' part of it. */
  #settlePrices(): number {
    const { kindCount, budget } = this.#problem;
    const highest = this.#income.reduce((most, one) => Math.max(most, one), 0);
    for (let kind = 0; kind < kindCount; kind++) {
      this.#kindPrice[kind] = least(highest, price => {
        this.#kindPrice[kind] = price;
        return this.#sites();
      });
    }
    if (budget < Infinity) {
      const { unitCost, siteCost } = this.#problem;
      const costs = [...unitCost, ...siteCost].filter(cost => cost > 0);
      const cheapest = costs.reduce((low, one) => Math.min(low, one), Infinity);
      if (cheapest < Infinity) {
        this.#moneyPrice = least((2 * highest) / cheapest, price => {
          this.#moneyPrice = price;
          return this.#sites();
        });
      }
    }
    return this.#sites();
  }

  /** Each site takes what pays there; what that is worth, and what the kinds and the money are paid. */
  #sites(): number {
    const { siteCount, kindCount, least: low, most, room, siteCost, unitCost, budget, units } = this.#problem;
    const chosen = this.#units;
    chosen.fill(0);
    const money = this.#moneyPrice;
    let sum = budget < Infinity ? money * budget : 0;
    for (let kind = 0; kind < kindCount; kind++) sum += this.#kindPrice[kind]! * units[kind]!;
    const pays = new Float64Array(kindCount);
    for (let site = 0; site < siteCount; site++) {
      let here = -money * siteCost[site]!;
      let left = room[site]!;
      let isHeld = false;
      for (let kind = 0; kind < kindCount; kind++) {
        const column = kind * siteCount + site;
        pays[kind] = this.#income[column]! - this.#kindPrice[kind]! - money * unitCost[kind]!;
        const fixed = low[column]!;
        if (fixed === 0) continue;
        isHeld = true;
        chosen[column] = fixed;
        here += pays[kind]! * fixed;
        left -= fixed;
      }
      while (left > 0) {
        let best = 0;
        for (let kind = 1; kind < kindCount; kind++) if (pays[kind]! > pays[best]!) best = kind;
        const own = pays[best]!;
        if (own <= 0) break;
        pays[best] = 0;
        const column = best * siteCount + site;
        const taken = Math.min(left, most[column]! - chosen[column]!);
        chosen[column]! += taken;
        here += own * taken;
        left -= taken;
      }
      if (here > 0 || isHeld) sum += here;
      else for (let kind = 0; kind < kindCount; kind++) chosen[kind * siteCount + site] = 0;
    }
    return sum;
  }

  /** Each row takes as many units as pay; writes how far it is from that into the gradients. */
  #decideRows(gradient: Float64Array, minimumGradient: Float64Array): number {
    const { rows, worth, depth, must, minimums } = this.#problem;
    const { start, minimum, weight } = this.#byRow;
    let sum = 0;
    for (let one = 0; one < minimums.length; one++) {
      const { atLeast, total } = minimums[one]!;
      const all = Math.max(total, atLeast);
      if (all === 0) continue;
      sum -= (this.#minimumPrice[one]! * atLeast) / all;
      minimumGradient[one] = -atLeast / all;
    }
    for (let row = 0; row < rows.rowCount; row++) {
      const price = this.#price[row]!;
      let deepest = Math.max(depth, must[row]!);
      for (let i = start[row]!; i < start[row + 1]!; i++)
        deepest = Math.max(deepest, minimums[minimum[i]!]!.times);
      deepest = Math.min(deepest, this.#reach[row]!);
      let value = 0;
      let best = must[row] === 0 ? 0 : -Infinity;
      let bestCount = 0;
      for (let count = 1; count <= deepest; count++) {
        if (count <= depth) value += worth[row * depth + count - 1]!;
        value -= price;
        for (let i = start[row]!; i < start[row + 1]!; i++) {
          const { times, total, atLeast } = minimums[minimum[i]!]!;
          if (times === count)
            value += (this.#minimumPrice[minimum[i]!]! * weight[i]!) / Math.max(total, atLeast);
        }
        if (count < must[row]! || value <= best) continue;
        best = value;
        bestCount = count;
      }
      sum += best;
      gradient[row] = -bestCount;
      for (let i = start[row]!; i < start[row + 1]!; i++) {
        const { times, total, atLeast } = minimums[minimum[i]!]!;
        if (bestCount >= times) minimumGradient[minimum[i]!]! += weight[i]! / Math.max(total, atLeast);
      }
    }
    return sum;
  }
}

/** Where a convex function from 0 on is least, by golden sections. */
function least(highest: number, of: (price: number) => number): number {
  const golden = (Math.sqrt(5) - 1) / 2;
  let [low, high] = [0, highest];
  let a = high - golden * (high - low);
  let b = low + golden * (high - low);
  let [atA, atB] = [of(a), of(b)];
  for (let i = 0; i < HALVINGS; i++) {
    if (atA <= atB) {
      [high, b, atB] = [b, a, atA];
      a = high - golden * (high - low);
      atA = of(a);
    } else {
      [low, a, atA] = [a, b, atB];
      b = low + golden * (high - low);
      atB = of(b);
    }
  }
  const middle = (low + high) / 2;
  const candidates = [0, middle];
  return candidates.reduce((best, one) => (of(one) < of(best) ? one : best));
}
