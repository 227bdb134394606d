import { boundBelow } from '../gap.ts';
import { NodeHeap } from '../node-heap.ts';
import type { Nearest } from './cost-table.ts';
import { MedianDual, OPEN, SHUT } from './median-dual.ts';

interface Node {
  readonly fixed: Int8Array;
  readonly bound: number;
  readonly prices: Float64Array;
}

export const isLower = (bound: number, value: number): boolean => bound < value - 1e-9 * Math.abs(value);

/** Branch and bound for the p-median: opens or shuts the site that is most in doubt, the lowest bound first. */
export class MedianTree {
  /** Complete choices that nodes came to, to be judged by the search. */
  readonly leaves: number[][] = [];
  readonly #nearest: Nearest;
  readonly #posts: number;
  readonly #isWhole: boolean;
  readonly #nodes = new NodeHeap<Node>(node => -node.bound);

  constructor(nearest: Nearest, posts: number, isWhole: boolean, root: Node) {
    this.#nearest = nearest;
    this.#posts = posts;
    this.#isWhole = isWhole;
    this.#nodes.push(root);
  }

  /** No choice costs less than this or `value`. */
  bound(value: number): number {
    return Math.min(value, this.#nodes.peek()?.bound ?? value);
  }

  /** Splits the most promising node; true while there may be more. */
  split(value: number, steps: number): void {
    const node = this.#nodes.pop();
    if (node === undefined || !isLower(node.bound, value)) {
      this.#nodes.clear();
      return;
    }
    const looked = this.#look(node, value, steps);
    if (looked === undefined) return;
    const { share } = looked;
    let at = -1;
    for (let site = 0; site < share.length; site++) {
      if (looked.node.fixed[site] !== 0) continue;
      if (at === -1 || Math.abs(share[site]! - 0.5) < Math.abs(share[at]! - 0.5)) at = site;
    }
    for (const settled of [OPEN, SHUT]) {
      const fixed = looked.node.fixed.slice();
      fixed[at] = settled;
      const child = this.#look({ ...looked.node, fixed }, value, steps);
      if (child !== undefined) this.#nodes.push(child.node);
    }
  }

  #look(node: Node, value: number, steps: number) {
    const leaf = this.#leafOf(node.fixed);
    if (leaf !== 'open') {
      if (leaf !== undefined) this.leaves.push(leaf);
      return undefined;
    }
    const dual = new MedianDual(this.#nearest, node.fixed, this.#posts, node.prices, 0.05);
    const best = () => Math.max(node.bound, boundBelow(dual.bound, this.#isWhole));
    for (let step = 0; step < steps && !dual.done; step++) {
      dual.advance(value);
      if (!isLower(best(), value)) return undefined;
    }
    const fixed = settle(node.fixed, dual, value, this.#isWhole);
    const next = { fixed, bound: best(), prices: dual.prices };
    const end = this.#leafOf(fixed);
    if (end === 'open') return { node: next, share: dual.share };
    if (end !== undefined) this.leaves.push(end);
    return undefined;
  }

  /** The only choice that is left, undefined where none is, or that there are several. */
  #leafOf(fixed: Int8Array): number[] | 'open' | undefined {
    const opened: number[] = [];
    const possible: number[] = [];
    for (const [site, settled] of fixed.entries()) {
      if (settled === OPEN) opened.push(site);
      if (settled !== SHUT) possible.push(site);
    }
    if (opened.length > this.#posts || possible.length < this.#posts) return undefined;
    if (opened.length === this.#posts) return opened;
    return possible.length === this.#posts ? possible : 'open';
  }
}

/** Sites that cannot be opened, or cannot be left shut, in a choice better than `value`. */
export function settle(fixed: Int8Array, dual: MedianDual, value: number, isWhole: boolean): Int8Array {
  const { worth, threshold } = dual.worths();
  return fixed.map((settled, site) => {
    if (settled !== 0) return settled;
    const distance = worth[site]! - threshold;
    if (isLower(boundBelow(dual.bound + Math.abs(distance), isWhole), value) || distance === 0) return 0;
    return distance < 0 ? SHUT : OPEN;
  });
}
