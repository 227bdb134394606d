import { boundAbove, isBetter } from '../gap.ts';
import { NodeHeap } from '../node-heap.ts';
import { CoverDual } from './cover-dual.ts';
import type { CoverProblem } from './cover-problem.ts';
import { CoverState } from './cover-state.ts';
import { inheritedPrices, restrict } from './restrict.ts';

const FIRST_STEP_IN_NODE = 0.05;
/** Steps of the bound at a node. */
const NODE_STEPS = 60;
/** Columns tried before a node is split at the one that brings the bound down most, and steps of each trial. */
const TRIALS = 5;
const TRIAL_STEPS = 15;

interface Node {
  readonly low: Uint16Array;
  readonly high: Uint16Array;
  readonly bound: number;
  /** Prices of the root's rows. */
  readonly prices: Float64Array;
  /** Columns to split at, the most doubtful first, and the fractional solution; unknown before the node was looked at. */
  readonly branch?: { readonly columns: readonly number[]; readonly share: Float64Array };
}

/**
 * Branch and bound: the node with the highest bound is split at the column whose number of units is most in doubt, until no
 * node is left that could beat the known choice. Each node's bound is the Lagrangian one with the prices of its parent to
 * begin with; columns whose reduced earnings settle them are fixed.
 */
export class CoverTree {
  /** The best choice among those that the tree came to by itself, in the root's columns. */
  found: { readonly columns: readonly number[]; readonly value: number } = { columns: [], value: -Infinity };
  /** Entries of rows walked through so far, about. */
  work = 0;
  readonly #root: CoverProblem;
  readonly #nodes = new NodeHeap<Node>(node => node.bound);
  readonly #steps: Generator<void, void>;
  /** Of the node that is being split. */
  #bound = -Infinity;
  #value = -Infinity;
  #start: Float64Array | undefined;

  constructor(root: CoverProblem, bound: number, prices: Float64Array) {
    this.#root = root;
    const { columnCount } = root.rows;
    this.#nodes.push({ low: new Uint16Array(columnCount), high: root.limit.slice(), bound, prices });
    this.#steps = this.#grow();
  }

  /** No choice is worth more than this or `value`. */
  bound(value: number): number {
    return Math.max(value, this.#bound, this.#nodes.peek()?.bound ?? value);
  }

  /** One more node is bounded. */
  advance(value: number): void {
    this.#value = value;
    this.#steps.next();
  }

  /** The fractional solution, in the root's columns, of a node that was split since this was last asked. */
  start(): Float64Array | undefined {
    const start = this.#start;
    this.#start = undefined;
    return start;
  }

  *#grow(): Generator<void, void> {
    for (;;) {
      const node = this.#nodes.pop();
      if (node === undefined || !isBetter(node.bound, this.#value)) break;
      this.#bound = node.bound;
      yield* this.#split(node);
      this.#bound = -Infinity;
    }
    this.#nodes.clear();
    this.#bound = -Infinity;
  }

  *#split(popped: Node): Generator<void, void> {
    let node: Node | undefined = popped;
    if (node.branch === undefined) {
      node = this.#look(node, NODE_STEPS);
      yield;
    }
    if (node?.branch === undefined) return;
    const { branch, bound } = node;
    let best: readonly (Node | undefined)[] | undefined;
    let most = -Infinity;
    for (const column of branch.columns) {
      const tried: (Node | undefined)[] = [];
      for (const child of this.#children(node, column)) {
        tried.push(this.#look(child, TRIAL_STEPS));
        yield;
      }
      // Both sides must come down: the less of the two counts most.
      const falls = tried.map(child => (child === undefined ? Infinity : bound - child.bound));
      const score = Math.min(...falls) + 0.1 * Math.min(Math.max(...falls), bound - this.#value);
      if (score <= most) continue;
      most = score;
      best = tried;
      if (tried.every(child => child === undefined)) break;
    }
    for (const child of best ?? []) {
      const looked = child === undefined ? undefined : this.#look(child, NODE_STEPS);
      if (looked !== undefined) this.#nodes.push(looked);
      yield;
    }
    this.#start = branch.share;
  }

  /** The column has fewer units than the fractional solution gives it, or more. */
  #children({ low, high, branch, ...rest }: Node, column: number): Node[] {
    const part = Math.floor(branch!.share[column]!);
    const middle = Math.min(high[column]! - 1, Math.max(low[column]!, part));
    const under = high.slice();
    under[column] = middle;
    const over = low.slice();
    over[column] = middle + 1;
    return [
      { ...rest, low, high: under },
      { ...rest, low: over, high },
    ];
  }

  /** Bounds the node and finds where to split it; undefined where nothing better is left below it. */
  #look(node: Node, steps: number): Node | undefined {
    const root = this.#root;
    const value = this.#value;
    let given = 0;
    let room = 0;
    for (let column = 0; column < node.low.length; column++) {
      given += node.low[column]!;
      room += node.high[column]!;
    }
    if (given > root.units || room < root.units) return undefined;
    if (given === root.units || room === root.units) {
      this.#evaluate(given === root.units ? node.low : node.high);
      return undefined;
    }
    const restricted = restrict(root, node.low, node.high);
    const { problem, columnOf, rowOf } = restricted;
    const dual = new CoverDual(problem, inheritedPrices(restricted, node.prices), FIRST_STEP_IN_NODE);
    const best = () => Math.min(node.bound, boundAbove(dual.bound, root.isWhole));
    for (let step = 0; step < steps && !dual.settled; step++) {
      dual.advance(value);
      this.work += problem.rows.rowColumns.length;
      if (!isBetter(best(), value)) return undefined;
    }
    const prices = node.prices.slice();
    spread(prices, dual.prices, rowOf);
    const low = node.low.slice();
    const high = node.high.slice();
    const { income, threshold } = dual.earnings();
    const share = new Float64Array(root.rows.columnCount);
    for (let column = 0; column < share.length; column++) share[column] = low[column]!;
    const doubts: { readonly column: number; readonly doubt: number }[] = [];
    for (let place = 0; place < columnOf.length; place++) {
      const column = columnOf[place]!;
      share[column]! += dual.share[place]!;
      const distance = income[place]! - threshold;
      // Forced against its earnings, the column lowers the bound by at least the distance.
      const isSettled = !isBetter(boundAbove(dual.bound - Math.abs(distance), root.isWhole), value);
      if (isSettled && distance < 0) high[column] = low[column]!;
      else if (isSettled && distance > 0) low[column] = high[column]!;
      else {
        // Of equally doubtful columns the one whose earnings are nearest to the threshold is first.
        const part = share[column]! - Math.floor(share[column]!);
        const closeness = 1 / (1 + Math.abs(distance) / (Math.abs(threshold) + 1));
        doubts.push({ column, doubt: Math.min(part, 1 - part) + 1e-3 * closeness });
      }
    }
    if (doubts.length === 0) {
      this.#evaluate(low);
      return undefined;
    }
    doubts.sort((a, b) => b.doubt - a.doubt || a.column - b.column);
    const columns = doubts.slice(0, TRIALS).map(one => one.column);
    return { low, high, bound: best(), prices, branch: { columns, share } };
  }

  /** A node where nothing is left to decide is a choice. */
  #evaluate(units: Uint16Array): void {
    const state = new CoverState(this.#root);
    const columns = [...units].flatMap((count, column) => Array<number>(count).fill(column));
    for (const column of columns) state.add(column);
    if (columns.length === this.#root.units && state.value > this.found.value)
      this.found = { columns, value: state.value };
  }
}

/** Gives rows that were merged their part of the merged row's price, in proportion to what they paid before. */
function spread(prices: Float64Array, merged: Float64Array, rowOf: Int32Array): void {
  const before = new Float64Array(merged.length);
  const count = new Uint32Array(merged.length);
  for (const [row, place] of rowOf.entries()) {
    if (place === -1) continue;
    before[place]! += prices[row]!;
    count[place]!++;
  }
  for (const [row, place] of rowOf.entries()) {
    if (place === -1) continue;
    const part = before[place]! > 0 ? prices[row]! / before[place]! : 1 / count[place]!;
    prices[row] = part * merged[place]!;
  }
}
