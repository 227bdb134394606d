/** Columns of a region that are good there together, by place in its list, and the weight that they cover there. */
export interface Pattern {
  readonly places: readonly number[];
  readonly weight: number;
  /** Of the mixture: all shares together are 1. */
  share: number;
}

/** The most patterns that a region keeps. */
const MOST = 60;
/** Those that are never dropped: they may not have been mixed yet. */
const NEWEST = 8;
/** Moves of share in one step, at most. */
const MOVES = 4;
/** Shares below this are none. */
const LEAST_SHARE = 1e-12;

/**
 * What is known of a region: patterns that it once answered prices with, and the mixture of them that stands for it now. What the best of
 * them wins bounds what the region can win from below, so more patterns tell better how it will answer. Mutates its own list.
 */
export class Patterns {
  /** The first is the newest. */
  #list: Pattern[] = [{ places: [], weight: 0, share: 1 }];

  /** The one that wins most at these prices (by place). */
  best(prices: Float64Array): Pattern {
    return this.#extremes(prices).best;
  }

  keep(places: readonly number[], weight: number): void {
    const isSame = (one: Pattern) =>
      one.places.length === places.length && one.places.every(place => places.includes(place));
    if (this.#list.some(isSame)) return;
    this.#list.unshift({ places, weight, share: 0 });
    if (this.#list.length > MOST) this.#drop();
  }

  /** The oldest without a share goes; where all have one, the one with the least, which the largest takes over. The newest stay. */
  #drop(): void {
    const old = this.#list.slice(NEWEST).filter(({ places }) => places.length > 0);
    const least = old.reduce((one, other) => (other.share <= one.share ? other : one));
    const largest = this.#list.reduce((one, other) => (other.share > one.share ? other : one));
    largest.share += least.share;
    this.#list.splice(this.#list.indexOf(least), 1);
  }

  /** By place: in which share of the mixture it is. */
  standing(into: Float64Array): void {
    into.fill(0);
    for (const { share, places } of this.#list) {
      if (share > 0) for (const place of places) into[place]! += share;
    }
  }

  /** Moves shares to what wins more, as far as the prices' answer (`reach` for each share of a place) lets it. Calls `changed` after each move. */
  mix(prices: Float64Array, standing: Float64Array, reach: number, changed: () => void): void {
    for (let move = 0; move < MOVES; move++) {
      const { best, most, worst, least } = this.#extremes(prices);
      if (best === worst || !(most - least > 1e-9 * Math.abs(most))) return;
      let differing = 0;
      for (const place of best.places) if (!worst.places.includes(place)) differing++;
      for (const place of worst.places) if (!best.places.includes(place)) differing++;
      const share = Math.min(worst.share, (most - least) / (reach * differing));
      best.share += share;
      worst.share -= share;
      if (worst.share < LEAST_SHARE) worst.share = 0;
      for (const place of best.places) standing[place]! += share;
      for (const place of worst.places) standing[place]! -= share;
      changed();
    }
  }

  /** What the best pattern wins at these prices, and the worst of those in the mixture. */
  #extremes(prices: Float64Array) {
    let best = this.#list[0]!;
    let worst = best;
    let most = -Infinity;
    let least = Infinity;
    for (const pattern of this.#list) {
      const { places, weight, share } = pattern;
      let worth = weight;
      for (let i = 0; i < places.length; i++) worth -= prices[places[i]!]!;
      if (worth > most) [best, most] = [pattern, worth];
      if (share > 0 && worth < least) [worst, least] = [pattern, worth];
    }
    return { best, most, worst, least };
  }

  /** What the best pattern wins at these prices. */
  most(prices: Float64Array): number {
    return this.#extremes(prices).most;
  }
}
