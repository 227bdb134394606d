import type { Budget, Progress } from '../budget.ts';
import { type Random, seededRandom } from '../random.ts';
import { areaFigures, type Cells, leastImbalance } from './cells.ts';
import { growAreas } from './grow-areas.ts';

/** Moves tried in one iteration. */
const MOVES = 60_000;
/** Iterations in which the temperature falls to its end; more do not help. */
const ITERATIONS = 120;
/** What an area's squared deviation from the mean counts against the share of all borders that divide areas. */
const BALANCE = 60;
/** Temperatures at the start and the end, in common borders of middle length. */
const HOT = 1.5;
const COLD = 0.05;

export interface AreasAnswer {
  readonly areaOf: Uint16Array;
  readonly imbalance: number;
  /** No division can be more even than this. */
  readonly bound: number;
  readonly iterations: number;
}

/**
 * Divides cells that hang together into as many contiguous areas of even workload with short borders: grown from seeds far
 * apart, then simulated annealing (Kirkpatrick et al. 1983) that hands single cells over a border while both areas stay in
 * one piece. `from` is a division to start from, such as one made by hand.
 */
export function* solveAreas(
  cells: Cells,
  areaCount: number,
  options: { readonly seed: number; readonly budget: Budget; readonly from?: Uint16Array },
): Generator<Progress, AreasAnswer> {
  const random = seededRandom(options.seed);
  const state = new Division(cells, options.from?.slice() ?? growAreas(cells, areaCount, random), areaCount);
  const bound = leastImbalance(cells, areaCount);
  let best = state.areaOf.slice();
  let lowest = state.energy();
  let iterations = 0;
  const used = () => Math.max(options.budget.used(iterations), iterations / ITERATIONS);
  const imbalance = () => areaFigures(cells, best, areaCount).imbalance;
  while (used() < 1) {
    const temperature = (HOT * (COLD / HOT) ** Math.min(1, used())) / Math.max(1, cells.border.length / 2);
    for (let move = 0; move < MOVES; move++) state.tryMove(temperature, random);
    iterations++;
    const energy = state.energy();
    if (energy < lowest) {
      lowest = energy;
      best = state.areaOf.slice();
    }
    yield { iterations, value: imbalance(), bound };
  }
  return { areaOf: best, imbalance: imbalance(), bound, iterations };
}

/** A division that changes cell by cell. Mutates its own arrays. */
class Division {
  readonly areaOf: Uint16Array;
  readonly #cells: Cells;
  readonly #loads: Float64Array;
  readonly #sizes: Uint32Array;
  readonly #mean: number;
  readonly #allBorders: number;
  readonly #seen: Uint32Array;
  readonly #queue: Uint32Array;
  #stamp = 0;

  constructor(cells: Cells, areaOf: Uint16Array, areaCount: number) {
    const figures = areaFigures(cells, areaOf, areaCount);
    this.areaOf = areaOf;
    this.#cells = cells;
    this.#loads = figures.workload;
    this.#sizes = figures.cellCount;
    this.#mean = Math.max(1e-300, figures.workload.reduce((sum, one) => sum + one, 0) / areaCount);
    this.#allBorders = Math.max(1e-300, cells.border.reduce((sum, one) => sum + one, 0) / 2);
    this.#seen = new Uint32Array(areaOf.length);
    this.#queue = new Uint32Array(areaOf.length);
  }

  energy(): number {
    let sum = 0;
    for (const load of this.#loads) sum += BALANCE * (load / this.#mean - 1) ** 2;
    const { start, neighbours, border } = this.#cells;
    for (let cell = 0; cell < this.areaOf.length; cell++) {
      for (let i = start[cell]!; i < start[cell + 1]!; i++) {
        if (this.areaOf[neighbours[i]!] !== this.areaOf[cell]) sum += border[i]! / 2 / this.#allBorders;
      }
    }
    return sum;
  }

  tryMove(temperature: number, random: Random): void {
    const { start, neighbours, border, workload } = this.#cells;
    const cell = Math.floor(random() * this.areaOf.length);
    const degree = start[cell + 1]! - start[cell]!;
    if (degree === 0) return;
    const from = this.areaOf[cell]!;
    const to = this.areaOf[neighbours[start[cell]! + Math.floor(random() * degree)]!]!;
    if (to === from || this.#sizes[from] === 1) return;
    let longer = 0;
    for (let i = start[cell]!; i < start[cell + 1]!; i++) {
      const area = this.areaOf[neighbours[i]!];
      if (area === from) longer += border[i]!;
      else if (area === to) longer -= border[i]!;
    }
    const load = workload[cell]! / this.#mean;
    const [here, there] = [this.#loads[from]! / this.#mean - 1, this.#loads[to]! / this.#mean - 1];
    const uneven = (here - load) ** 2 - here ** 2 + (there + load) ** 2 - there ** 2;
    const change = BALANCE * uneven + longer / this.#allBorders;
    if (change > 0 && random() >= Math.exp(-change / temperature)) return;
    if (!this.#staysWhole(cell, from)) return;
    this.areaOf[cell] = to;
    this.#loads[from]! -= workload[cell]!;
    this.#loads[to]! += workload[cell]!;
    this.#sizes[from]!--;
    this.#sizes[to]!++;
  }

  /** Whether the cell's neighbours in its area can still reach one another without it. */
  #staysWhole(cell: number, area: number): boolean {
    const { start, neighbours } = this.#cells;
    const stamp = ++this.#stamp;
    const seen = this.#seen;
    const queue = this.#queue;
    let wanted = 0;
    let first = -1;
    for (let i = start[cell]!; i < start[cell + 1]!; i++) {
      if (this.areaOf[neighbours[i]!] !== area) continue;
      wanted++;
      first = neighbours[i]!;
    }
    if (wanted <= 1) return wanted === 1;
    seen[cell] = stamp;
    seen[first] = stamp;
    queue[0] = first;
    let found = 1;
    for (let at = 0, end = 1; at < end; at++) {
      const here = queue[at]!;
      for (let i = start[here]!; i < start[here + 1]!; i++) {
        const next = neighbours[i]!;
        if (seen[next] === stamp || this.areaOf[next] !== area) continue;
        seen[next] = stamp;
        queue[end++] = next;
        if (this.#isNeighbour(cell, next) && ++found === wanted) return true;
      }
    }
    return false;
  }

  #isNeighbour(cell: number, other: number): boolean {
    const { start, neighbours } = this.#cells;
    for (let i = start[cell]!; i < start[cell + 1]!; i++) if (neighbours[i] === other) return true;
    return false;
  }
}
