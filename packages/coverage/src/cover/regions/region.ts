import type { CoverRows } from '../cover-rows.ts';

/** Of what a column's rows once paid, kept in its share of the cost, so that rounding never makes a bound too low. */
const GUARD = 1e-9;
/** Columns chosen together after which what more could be won is bounded and not searched, for the stack has an end. */
const DEEPEST = 1000;

/**
 * Some rows with all columns that cover any of them, and the most that columns can win there: the weight of the rows that they
 * cover together less what each column costs here. Found by branch and bound. `cost[k]` is of `columns[k]`, and for the caller to set.
 * Mutates its own arrays.
 */
export class Region {
  readonly columns: Uint32Array;
  readonly cost: Float64Array;
  /** The columns of the best choice found, by place in `columns`; before a search, of one to begin with. */
  best: readonly number[] = [];
  /** The choices that were the best so far in the last search, the best last. */
  found: (readonly number[])[] = [];
  readonly size: number;
  readonly #weight: Float64Array;
  /** How a column's cost is shared out among the rows that it could still win: in proportion to these. */
  readonly #pay: Float64Array;
  readonly #rowStart: Uint32Array;
  readonly #rowColumns: Uint32Array;
  readonly #columnStart: Uint32Array;
  readonly #columnRows: Uint32Array;
  readonly #covered: Uint16Array;
  readonly #isOut: Uint8Array;
  /** What a column would win now, and what the rows that it would win pay. */
  readonly #open: Float64Array;
  readonly #paid: Float64Array;
  readonly #paidAtFirst: Float64Array;
  readonly #rate: Float64Array;
  readonly #chosen: number[] = [];
  #value = 0;
  #slack = 0;
  #nodesLeft = 0;

  /** `prices`: of all rows, such as those of a linear relaxation. */
  constructor(given: CoverRows, rows: readonly number[], prices: Float64Array) {
    const place = new Map<number, number>();
    const rowColumns: number[] = [];
    this.#rowStart = new Uint32Array(rows.length + 1);
    for (const [i, row] of rows.entries()) {
      for (let at = given.rowStart[row]!; at < given.rowStart[row + 1]!; at++) {
        const column = given.rowColumns[at]!;
        if (!place.has(column)) place.set(column, place.size);
        rowColumns.push(place.get(column)!);
      }
      this.#rowStart[i + 1] = rowColumns.length;
    }
    const count = place.size;
    this.columns = Uint32Array.from(place.keys());
    this.size = rowColumns.length;
    this.#rowColumns = Uint32Array.from(rowColumns);
    this.#weight = Float64Array.from(rows, row => given.weight[row]!);
    this.#pay = Float64Array.from(rows, row => Math.max(prices[row]!, 1e-6 * given.weight[row]!));
    [this.#columnStart, this.#columnRows] = turned(this.#rowStart, this.#rowColumns, count);
    this.cost = new Float64Array(count);
    for (const [i, row] of rows.entries()) {
      for (let at = this.#rowStart[i]!; at < this.#rowStart[i + 1]!; at++)
        this.cost[this.#rowColumns[at]!]! += prices[row]!;
    }
    this.#covered = new Uint16Array(rows.length);
    this.#isOut = new Uint8Array(count);
    this.#open = new Float64Array(count);
    this.#paid = new Float64Array(count);
    this.#paidAtFirst = new Float64Array(count);
    this.#rate = new Float64Array(count);
    for (let column = 0; column < count; column++) {
      for (let at = this.#columnStart[column]!; at < this.#columnStart[column + 1]!; at++)
        this.#paidAtFirst[column]! += this.#pay[this.#columnRows[at]!]!;
    }
  }

  /**
   * What no columns can win more than, at the present costs: exact where `nodes` are enough, else what is not yet looked at is
   * bounded. `slack` is by how much it may be too high, `nodes` how many were used.
   */
  most(nodes: number): { readonly value: number; readonly slack: number; readonly nodes: number } {
    const count = this.columns.length;
    this.#covered.fill(0);
    this.#isOut.fill(0);
    this.#chosen.length = 0;
    this.#paid.set(this.#paidAtFirst);
    this.#open.fill(0);
    for (let column = 0; column < count; column++) {
      for (let at = this.#columnStart[column]!; at < this.#columnStart[column + 1]!; at++)
        this.#open[column]! += this.#weight[this.#columnRows[at]!]!;
    }
    this.#value = 0;
    this.#slack = 0;
    this.#nodesLeft = nodes;
    this.#keepBest();
    this.found = [];
    this.#branch(0);
    return { value: this.#value + this.#slack, slack: this.#slack, nodes: nodes - this.#nodesLeft };
  }

  /** The weight of the rows that these columns cover together, by place. */
  weightOf(places: readonly number[]): number {
    let weight = 0;
    const covered = new Uint8Array(this.#weight.length);
    for (const place of places) {
      for (let at = this.#columnStart[place]!; at < this.#columnStart[place + 1]!; at++) {
        const row = this.#columnRows[at]!;
        if (covered[row] === 0) weight += this.#weight[row]!;
        covered[row] = 1;
      }
    }
    return weight;
  }

  /** What is known is a good one to begin with. */
  #keepBest(): void {
    let value = 0;
    for (const column of this.best) {
      value += this.#open[column]! - this.cost[column]!;
      this.#put(column);
    }
    for (const column of this.best) this.#take(column);
    if (value > 0) this.#value = value;
    else this.best = [];
  }

  /** With the column that wins most, then without it, as long as more than the best may be won. */
  #branch(value: number): void {
    const out: number[] = [];
    for (;;) {
      this.#nodesLeft--;
      const column = this.#look();
      if (column === -1) break;
      const gain = this.#open[column]! - this.cost[column]!;
      if (value + gain > this.#value) {
        this.#value = value + gain;
        this.best = [...this.#chosen, column];
        this.found.push(this.best);
      }
      const goal = this.#value + this.#slack;
      const isOver = this.#nodesLeft < 0 || this.#chosen.length >= DEEPEST;
      const bound = value + this.#winnable(isOver ? Infinity : goal - value);
      if (bound <= goal) break;
      if (isOver) {
        this.#slack = bound - this.#value;
        break;
      }
      this.#isOut[column] = 1;
      out.push(column);
      this.#put(column);
      this.#chosen.push(column);
      this.#branch(value + gain);
      this.#chosen.pop();
      this.#take(column);
    }
    for (const column of out) this.#isOut[column] = 0;
  }

  /** The column that wins most, −1 where none wins; what the rows of each have to pay for it. */
  #look(): number {
    let best = -1;
    let most = 0;
    for (let column = 0; column < this.columns.length; column++) {
      const gain = this.#open[column]! - this.cost[column]!;
      if (this.#isOut[column] === 1 || gain <= 0) {
        this.#rate[column] = Infinity;
        continue;
      }
      this.#rate[column] = this.cost[column]! / (this.#paid[column]! + GUARD * this.#paidAtFirst[column]!);
      if (gain > most) {
        most = gain;
        best = column;
      }
    }
    return best;
  }

  /**
   * What all columns together cannot win more than: each row is won once, and bears at least its share of the cheapest column's
   * cost. Infinity as soon as it is above `enough`: a part of the sum is no bound.
   */
  #winnable(enough: number): number {
    const [rate, covered, rowStart, rowColumns] = [
      this.#rate,
      this.#covered,
      this.#rowStart,
      this.#rowColumns,
    ];
    let sum = 0;
    for (let row = 0; row < covered.length; row++) {
      if (covered[row] !== 0) continue;
      let least = Infinity;
      const end = rowStart[row + 1]!;
      for (let at = rowStart[row]!; at < end; at++) {
        const own = rate[rowColumns[at]!]!;
        if (own < least) least = own;
      }
      if (least === Infinity) continue;
      const net = this.#weight[row]! - least * this.#pay[row]!;
      if (net <= 0) continue;
      sum += net;
      if (sum > enough) return Infinity;
    }
    return sum;
  }

  #put(column: number): void {
    const end = this.#columnStart[column + 1]!;
    for (let at = this.#columnStart[column]!; at < end; at++) {
      const row = this.#columnRows[at]!;
      if (this.#covered[row]!++ === 0) this.#give(row, -1);
    }
  }

  #take(column: number): void {
    const end = this.#columnStart[column + 1]!;
    for (let at = this.#columnStart[column]!; at < end; at++) {
      const row = this.#columnRows[at]!;
      if (--this.#covered[row]! === 0) this.#give(row, 1);
    }
  }

  /** A row is there to be won again, or no longer. */
  #give(row: number, sign: 1 | -1): void {
    const [weight, pay] = [sign * this.#weight[row]!, sign * this.#pay[row]!];
    const end = this.#rowStart[row + 1]!;
    for (let at = this.#rowStart[row]!; at < end; at++) {
      const column = this.#rowColumns[at]!;
      this.#open[column]! += weight;
      this.#paid[column]! += pay;
    }
  }
}

/** The other direction of lists. */
function turned(start: Uint32Array, items: Uint32Array, count: number): [Uint32Array, Uint32Array] {
  const ownStart = new Uint32Array(count + 1);
  for (const item of items) ownStart[item + 1]!++;
  for (let i = 0; i < count; i++) ownStart[i + 1]! += ownStart[i]!;
  const own = new Uint32Array(items.length);
  const next = ownStart.slice(0, count);
  for (let list = 0; list + 1 < start.length; list++) {
    for (let at = start[list]!; at < start[list + 1]!; at++) own[next[items[at]!]!++] = list;
  }
  return [ownStart, own];
}
