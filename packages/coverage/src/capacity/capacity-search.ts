import type { Random } from '../random.ts';
import type { CapacityProblem } from './capacity-problem.ts';
import { CapacityState, type Served } from './capacity-state.ts';
import { SiteFill } from './site-fill.ts';

/** Below this share of a cost a difference is rounding. */
const TINY = 1e-10;
/** Share of the rounds in which demand is dealt out anew. */
const STIRRED = 0.5;

/** What the bound knows: how far its prices open each site on average, and the prices of the demand. */
export interface Told {
  readonly share: Float64Array;
  readonly prices: Float64Array;
}

/**
 * Looks for a good choice: some open sites of the best one are closed and others opened by what they would save and by chance,
 * then each is tried elsewhere as long as that helps, or demand is dealt out anew. What a site would save is its `SiteFill`.
 * Mutates its own arrays.
 */
export class CapacitySearch {
  best: Served;
  readonly #problem: CapacityProblem;
  readonly #random: Random;
  readonly #state: CapacityState;
  readonly #fill: SiteFill;
  #rounds = 0;

  constructor(problem: CapacityProblem, random: Random) {
    this.#problem = problem;
    this.#random = random;
    this.#state = new CapacityState(problem);
    this.#fill = new SiteFill(problem);
    this.best = this.#state.taken();
  }

  /** One start and what can be made of it, by what the bound's prices say. */
  round(told: Told): void {
    const state = this.#state;
    const isFirst = this.#rounds++ === 0;
    const stirs = !isFirst && this.#random() < STIRRED;
    if (!isFirst) state.put(this.best);
    if (!isFirst && (!stirs || this.#random() < 0.5)) this.#closeSome(this.#random() < 0.2 ? Infinity : 3);
    const chance = isFirst || this.#random() < 0.5 ? undefined : this.#random;
    const next = this.#way(isFirst, told);
    while (state.open.length < this.#problem.posts) state.openSite(next(), chance);
    if (stirs) state.stir(this.#random);
    this.#settle();
    if (!stirs) this.#exchange();
  }

  /**
   * How the next site is chosen: by what it saves where the prices open it, by what demand would pay (a site that saves nothing by
   * itself may relieve one that is full), or by chance alone.
   */
  #way(isFirst: boolean, { share, prices }: Told): () => number {
    const { costOf } = this.#state;
    const noise = isFirst ? 0 : this.#random();
    const way = isFirst ? 0 : this.#random();
    const vague = () => 1 - noise * this.#random();
    if (way < 0.4) return () => this.#bestSite(costOf, site => (0.1 + share[site]!) * vague());
    if (way < 0.7)
      return () =>
        this.#bestSite(
          costOf.map((cost, row) => Math.max(cost, prices[row]!)),
          vague,
        );
    return () => this.#bestSite(undefined, this.#random);
  }

  #settle(): void {
    const state = this.#state;
    do state.shift();
    while (state.displace());
    this.#note();
  }

  #note(): void {
    if (this.#state.value < this.best.value - TINY * Math.abs(this.best.value) || this.#isShort(this.best))
      this.best = this.#state.taken();
  }

  /** Not all posts are given yet. */
  #isShort({ open }: Served): boolean {
    return open.length < this.#problem.posts;
  }

  #closeSome(most: number): void {
    const free = this.#free();
    const count = Math.min(free.length, most, 1 + Math.floor(this.#random() * free.length));
    for (const site of this.#shuffled(free).slice(0, count)) this.#state.closeSite(site);
  }

  /** Each open site in turn is closed and the one opened that saves most then; kept where that helps. */
  #exchange(): void {
    const state = this.#state;
    for (let helped = true; helped; ) {
      helped = false;
      for (const site of this.#shuffled(this.#free())) {
        const before = state.taken();
        state.closeSite(site);
        state.openSite(this.#bestSite(state.costOf, other => (other === site ? 0 : 1)));
        state.shift();
        if (state.value >= before.value - TINY * Math.abs(before.value)) {
          state.put(before);
          continue;
        }
        helped = true;
        this.#settle();
      }
    }
  }

  #free(): number[] {
    return this.#state.open.filter(site => !this.#problem.fixed.includes(site));
  }

  /** The closed site with the largest worth × factor, by what demand would pay for being served; undefined: all are alike. */
  #bestSite(price: Float64Array | undefined, factor: (site: number) => number): number {
    let best = -1;
    let most = -Infinity;
    for (const site of this.#problem.permitted) {
      if (this.#state.isOpen(site)) continue;
      const saving = (price === undefined ? 1 : this.#fill.worth(site, price)) * factor(site);
      if (saving <= most) continue;
      most = saving;
      best = site;
    }
    return best;
  }

  #shuffled(sites: number[]): number[] {
    for (let i = sites.length - 1; i > 0; i--) {
      const at = Math.floor(this.#random() * (i + 1));
      [sites[i], sites[at]] = [sites[at]!, sites[i]!];
    }
    return sites;
  }
}
