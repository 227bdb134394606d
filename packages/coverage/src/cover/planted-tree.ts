import { boundAbove, isBetter } from '../gap.ts';
import type { CoverDual } from './cover-dual.ts';
import type { CoverProblem } from './cover-problem.ts';
import { CoverTree } from './cover-tree.ts';
import { inheritedPrices, restrict } from './restrict.ts';

/** A `CoverTree` over the columns that could be part of a better choice than the known one; it speaks of the whole problem's columns. */
export class PlantedTree {
  readonly hasFailed = false;
  readonly #columnCount: number;
  readonly #tree: CoverTree;
  readonly #columnOf: Uint32Array;
  /** Columns that every better choice has. */
  readonly #fixed: readonly number[];

  /** `dual` has settled; `bound` is known for the whole, `value` that of the known choice. */
  constructor(problem: CoverProblem, dual: CoverDual, bound: number, value: number) {
    const { income, threshold } = dual.earnings();
    const low = new Uint16Array(problem.limit.length);
    const high = problem.limit.slice();
    for (let column = 0; column < high.length; column++) {
      const distance = income[column]! - threshold;
      if (isBetter(boundAbove(dual.bound - Math.abs(distance), problem.isWhole), value)) continue;
      if (distance < 0) high[column] = 0;
      else low[column] = high[column]!;
    }
    const root = restrict(problem, low, high);
    this.#tree = new CoverTree(root.problem, bound, inheritedPrices(root, dual.prices));
    this.#columnOf = root.columnOf;
    this.#columnCount = high.length;
    this.#fixed = [...low].flatMap((count, column) => Array<number>(count).fill(column));
  }

  get work(): number {
    return this.#tree.work;
  }

  /** The best choice among those that the tree came to by itself. */
  get found(): { readonly columns: readonly number[]; readonly value: number } {
    const { columns, value } = this.#tree.found;
    return { columns: columns.map(column => this.#columnOf[column]!).concat(this.#fixed), value };
  }

  bound(value: number): number {
    return this.#tree.bound(value);
  }

  advance(value: number): void {
    this.#tree.advance(value);
  }

  start(): Float64Array | undefined {
    const own = this.#tree.start();
    if (own === undefined) return undefined;
    const start = new Float64Array(this.#columnCount);
    for (const [place, share] of own.entries()) start[this.#columnOf[place]!] = share;
    return start;
  }
}
