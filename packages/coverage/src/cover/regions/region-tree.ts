import { isBetter } from '../../gap.ts';
import { NodeHeap } from '../../node-heap.ts';
import type { CoverProblem } from '../cover-problem.ts';
import { CoverState } from '../cover-state.ts';
import { RegionDual, type RegionState } from './region-dual.ts';

/**
 * Branch and bound by `RegionDual`: the node with the highest bound is split at the column where most nearly half a unit stands, until no
 * node is left that could beat the known choice. Mutates its own nodes.
 */
export class RegionTree {
  /** The best choice among those that the tree came to by itself. */
  found: { readonly columns: readonly number[]; readonly value: number } = { columns: [], value: -Infinity };
  readonly #problem: CoverProblem;
  readonly #dual: RegionDual;
  readonly #nodes = new NodeHeap<RegionState>(node => node.bound);
  readonly #steps: Generator<void, void>;
  /** Of the node that is being split. */
  #bound = Infinity;
  #value = -Infinity;

  /** `prices` of the rows by the linear relaxation; `work` as for `RegionDual`. */
  constructor(problem: CoverProblem, prices: Float64Array, work?: number) {
    this.#problem = problem;
    this.#dual = new RegionDual(problem, prices, work);
    this.#steps = this.#grow();
  }

  static fits = (problem: CoverProblem): boolean => RegionDual.fits(problem);

  /** Entries of rows walked through so far, about. */
  get work(): number {
    return this.#dual.work;
  }

  /** No bound of this kind is to be had. */
  get hasFailed(): boolean {
    return this.#dual.hasFailed;
  }

  /** No choice is worth more than this or `value`; Infinity where no bound of this kind is to be had. */
  bound(value: number): number {
    return Math.max(value, this.#bound, this.#nodes.peek()?.bound ?? value);
  }

  /** One more evaluation of the bound. */
  advance(value: number): void {
    this.#value = value;
    this.#steps.next();
  }

  /** By column: how much of a unit stands there, as the tree sees it now. */
  start(): Float64Array {
    return this.#dual.stands;
  }

  *#grow(): Generator<void, void> {
    yield* this.#look();
    if (this.#dual.hasFailed) return;
    for (;;) {
      const node = this.#nodes.pop();
      if (node === undefined || !isBetter(node.bound, this.#value)) break;
      this.#bound = node.bound;
      const column = mostDoubtful(node);
      for (const way of [1, -1] as const) {
        this.#dual.load(node, column, way);
        yield* this.#look();
      }
      this.#bound = -Infinity;
    }
    this.#nodes.clear();
    this.#bound = -Infinity;
  }

  /** Bounds what the dual stands at, and keeps it as a node where something better may be left below it. */
  *#look(): Generator<void, void> {
    const dual = this.#dual;
    const isOpen = () => isBetter(dual.bound, this.#value);
    const isRoot = this.#bound === Infinity;
    do {
      dual.advance(this.#value);
      if (isRoot) this.#bound = dual.bound;
      yield;
    } while (isOpen() && !dual.isIdle && !dual.hasFailed);
    if (dual.hasFailed || !isOpen()) return;
    dual.settleBy(this.#value);
    const whole = dual.whole();
    if (whole !== undefined) {
      this.#evaluate(whole);
      return;
    }
    this.#nodes.push(dual.state());
    if (isRoot) this.#bound = -Infinity;
  }

  #evaluate(columns: readonly number[]): void {
    const { units, rows } = this.#problem;
    const full = new Set(columns);
    for (let column = 0; full.size < Math.min(units, rows.columnCount); column++) full.add(column);
    const state = new CoverState(this.#problem);
    for (const column of full) state.add(column);
    if (state.value > this.found.value) this.found = { columns: [...full], value: state.value };
  }
}

function mostDoubtful({ settled, stands }: RegionState): number {
  let [column, most] = [-1, -1];
  for (const [one, stand] of stands.entries()) {
    const doubt = Math.max(0, Math.min(stand, 1 - stand));
    if (settled[one] === 0 && doubt > most) [column, most] = [one, doubt];
  }
  return column;
}
