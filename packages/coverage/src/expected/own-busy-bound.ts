import type { CoverRows } from '../cover/cover-rows.ts';

const PATIENCE = 12;
const SHORTEST = 1e-4;
const MEMORY = 0.6;

/**
 * What no choice of sites can be worth where each site makes its units busy for a share of its own. With u = Σ −ln(busy) over the covering units a
 * row is worth weight × (1 − e^−u), concave in u; a price for each row's u lets rows and units decide for themselves
 * (Lagrangian relaxation). Any prices bound the value from above. Mutates its own arrays.
 */
export class OwnBusyBound {
  bound = Infinity;
  readonly #rows: CoverRows;
  /** −ln of each site's busy share. */
  readonly #strength: Float64Array;
  readonly #most: number;
  readonly #units: number;
  readonly #perSite: number;
  readonly #price: Float64Array;
  readonly #bestPrice: Float64Array;
  readonly #way: Float64Array;
  #step = 1;
  #idle = 0;

  constructor(
    rows: CoverRows,
    busy: Float64Array,
    { units, perSite }: { readonly units: number; readonly perSite: number },
  ) {
    this.#rows = rows;
    this.#strength = busy.map(share => -Math.log(share));
    this.#most = units * this.#strength.reduce((most, one) => Math.max(most, one), 0);
    this.#units = units;
    this.#perSite = perSite;
    this.#price = rows.weight.map(weight => weight / 2);
    this.#bestPrice = this.#price.slice();
    this.#way = new Float64Array(rows.rowCount);
  }

  get settled(): boolean {
    return this.#step < SHORTEST;
  }

  /** One step; `value` is what is known to be possible. */
  advance(value: number): void {
    const { rowCount, columnCount, columnStart, columnRows, weight } = this.#rows;
    const price = this.#price;
    const income = new Float64Array(columnCount);
    for (let site = 0; site < columnCount; site++)
      for (let at = columnStart[site]!; at < columnStart[site + 1]!; at++)
        income[site]! += price[columnRows[at]!]!;
    const gradient = new Float64Array(rowCount);
    let bound = 0;
    const most = this.#most;
    for (let row = 0; row < rowCount; row++) {
      if (weight[row] === 0) continue;
      // weight × e^−u = price at the best u.
      const u = price[row]! <= 0 ? most : Math.min(most, Math.max(0, Math.log(weight[row]! / price[row]!)));
      bound += weight[row]! * (1 - Math.exp(-u)) - price[row]! * u;
      gradient[row] = -u;
    }
    const pays = income.map((one, site) => one * this.#strength[site]!);
    const order = Uint32Array.from(pays.keys()).sort((a, b) => pays[b]! - pays[a]!);
    for (let unit = 0; unit < this.#units; unit++) {
      const site = order[Math.floor(unit / this.#perSite)]!;
      bound += pays[site]!;
      for (let at = columnStart[site]!; at < columnStart[site + 1]!; at++)
        gradient[columnRows[at]!]! += this.#strength[site]!;
    }
    this.#remember(bound);
    let square = 0;
    for (let row = 0; row < rowCount; row++) {
      const own = price[row] === 0 && gradient[row]! > 0 ? 0 : gradient[row]!;
      this.#way[row] = own + MEMORY * this.#way[row]!;
      square += this.#way[row]! ** 2;
    }
    if (square === 0) {
      this.#step = 0;
      return;
    }
    const length = (this.#step * Math.max(bound - value, 1e-9 * bound)) / square;
    for (let row = 0; row < rowCount; row++)
      price[row] = Math.min(weight[row]!, Math.max(0, price[row]! - length * this.#way[row]!));
  }

  #remember(bound: number): void {
    if (bound < this.bound) {
      if (this.bound - bound > 1e-6 * bound) this.#idle = 0;
      this.bound = bound;
      this.#bestPrice.set(this.#price);
    }
    if (++this.#idle <= PATIENCE) return;
    this.#idle = 0;
    this.#step *= 0.6;
    this.#price.set(this.#bestPrice);
    this.#way.fill(0);
  }
}
