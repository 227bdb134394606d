import { Patterns } from './patterns.ts';
import type { Placing } from './placing.ts';

/** Times that all regions and the units answer each other. */
const ROUNDS = 60;

/**
 * Which prices to try next, by what is known of the regions: the lowest bound that their patterns tell, not far from a centre
 * (the proximal bundle method with a model for each region, Lemaréchal 1975; its dual solved by moves of shares: each region's mixture
 * of patterns and the units' places come together, and what they differ by, times `reach`, is how far prices move). Mutates its
 * own arrays.
 */
export class RegionMaster {
  /** By region and place: the prices to try. */
  readonly prices: readonly Float64Array[];
  /** By column: how much of a unit stands there. */
  readonly stands: Float64Array;
  readonly patterns: readonly Patterns[];
  readonly #columnsOf: readonly Uint32Array[];
  readonly #placing: Placing;
  readonly #standing: readonly Float64Array[];

  constructor(columnsOf: readonly Uint32Array[], placing: Placing) {
    this.#columnsOf = columnsOf;
    this.#placing = placing;
    this.prices = columnsOf.map(columns => new Float64Array(columns.length));
    this.#standing = columnsOf.map(columns => new Float64Array(columns.length));
    this.patterns = columnsOf.map(() => new Patterns());
    this.stands = new Float64Array(placing.total.length);
  }

  /** Sets `prices`; what the known patterns bound there. */
  solve(center: readonly Float64Array[], reach: number): number {
    const [patterns, prices, placing] = [this.patterns, this.prices, this.#placing];
    for (const [region, own] of patterns.entries()) own.standing(this.#standing[region]!);
    for (let round = 0; round < ROUNDS; round++) {
      for (const [region, own] of patterns.entries()) {
        const answer = () => this.#answer(region, center[region]!, reach);
        answer();
        own.mix(prices[region]!, this.#standing[region]!, reach, answer);
      }
      placing.move(this.stands, prices, reach);
    }
    let bound = 0;
    for (const [region, own] of patterns.entries()) {
      this.#answer(region, center[region]!, reach);
      bound += own.most(prices[region]!);
    }
    return bound + placing.pay(prices);
  }

  /** Prices fall where more of a unit stands than the region's mixture has, and rise where less does. */
  #answer(region: number, center: Float64Array, reach: number): void {
    const [prices, standing, columns] = [
      this.prices[region]!,
      this.#standing[region]!,
      this.#columnsOf[region]!,
    ];
    for (let place = 0; place < prices.length; place++) {
      const column = columns[place]!;
      prices[place] =
        this.#placing.priceOf(column) ??
        Math.max(0, center[place]! - reach * (this.stands[column]! - standing[place]!));
    }
  }
}
