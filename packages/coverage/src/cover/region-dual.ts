import { PROVEN_GAP } from '../gap.ts';
import type { CoverProblem } from './cover-problem.ts';
import { Region } from './region.ts';
import { regionsOf } from './regions-of.ts';
import { thresholdOf } from './top-units.ts';

const FIRST_STEP = 0.03;
const SMALLEST_STEP = 0.0005;
const LARGEST_STEP = 0.3;
const PATIENCE = 12;
/** Entries of rows that one step may walk through, about. */
const WORK = 300_000_000;
/** Share of what is between the bound and the known choice that regions may leave open before smaller ones are tried. */
const OPEN_SHARE = 0.2;
const FINER = 1.5;
const MOST_TRIES = 4;

/**
 * A bound from above that is sharper than the linear relaxation's, for demand that is covered once: each region has a copy of the
 * units that touch it, at a price of its own for each column, and decides by whole units what they cover together there (`Region`);
 * the prices of all regions say where units really stand (Lagrangian decomposition, Guignard and Kim 1987). Any prices bound
 * the value; the volume algorithm moves them. What the linear relaxation takes for granted (that quarters of four units
 * nowhere overlap) no region can. Mutates its own arrays.
 */
export class RegionDual {
  /** The least bound so far, as computed: not rounded. */
  bound = Infinity;
  settled = false;
  /** Entries of rows walked through so far, about. */
  work = 0;
  readonly #problem: CoverProblem;
  readonly #prices: Float64Array;
  readonly #seeds: readonly number[];
  #regions: readonly Region[] = [];
  /** By region: the prices that gave the bound, and the averaged slopes. */
  #kept: readonly Float64Array[] = [];
  #slopes: readonly Float64Array[] = [];
  readonly #total: Float64Array;
  readonly #part: Float64Array;
  readonly #order: Uint32Array;
  readonly #limit: Uint16Array;
  /** That one step may look at. */
  #nodes = 0;
  /** Entries of a region, in the middle. */
  #size = 0;
  #count: number;
  #tries = 0;
  #step = FIRST_STEP;
  #weightOfNew = 0.2;
  #idle = 0;
  #ahead = 0;

  /** `prices` of the rows by the linear relaxation; `choice`: the columns of a good choice. */
  constructor(problem: CoverProblem, prices: Float64Array, choice: readonly number[]) {
    this.#problem = problem;
    this.#prices = prices;
    this.#seeds = choice;
    this.#count = new Set(choice).size;
    const { columnCount } = problem.rows;
    this.#total = new Float64Array(columnCount);
    this.#part = new Float64Array(columnCount);
    this.#order = Uint32Array.from({ length: columnCount }, (_, column) => column);
    // Where demand is covered once, a second unit at the same column wins nothing.
    this.#limit = columnCount >= problem.units ? new Uint16Array(columnCount).fill(1) : problem.limit;
    this.#divide();
  }

  static fits({ levels, rows }: CoverProblem): boolean {
    return levels.gains.length === 2 && rows.rowCount > 0;
  }

  /** One more evaluation, and new prices to try. `value` is that of a known choice. */
  advance(value: number): void {
    const isFirst = this.bound === Infinity;
    const { bound, slack } = this.#evaluate(isFirst ? 1 : this.#weightOfNew);
    const isOpen = slack > OPEN_SHARE * Math.max(0, bound - value) + PROVEN_GAP * Math.abs(bound);
    if (isFirst && isOpen) {
      this.settled = ++this.#tries >= MOST_TRIES;
      this.#count = Math.ceil(this.#count * FINER);
      if (!this.settled) this.#divide();
      return;
    }
    if (bound < this.bound) {
      if (this.#ahead > 0 && !isFirst) this.#step = Math.min(LARGEST_STEP, this.#step * 1.1);
      this.#idle = this.bound - bound > 1e-6 * Math.abs(bound) ? 0 : this.#idle + 1;
      this.bound = bound;
      for (const [i, region] of this.#regions.entries()) this.#kept[i]!.set(region.cost);
    } else this.#idle++;
    if (this.#idle >= PATIENCE) {
      this.settled = this.#step <= SMALLEST_STEP;
      this.#step *= 0.66;
      this.#weightOfNew = Math.max(0.02, this.#weightOfNew * 0.9);
      this.#idle = 0;
    }
    this.#move(value);
  }

  #divide(): void {
    const { rows } = this.#problem;
    const lists = regionsOf(rows, this.#seeds, this.#count);
    this.#regions = lists.map(list => new Region(rows, list, this.#prices));
    this.#kept = this.#regions.map(({ cost }) => cost.slice());
    this.#slopes = this.#regions.map(({ cost }) => new Float64Array(cost.length));
    const size = this.#regions.reduce((sum, region) => sum + region.size, 0);
    this.#size = Math.max(1, size) / this.#regions.length;
    this.#nodes = Math.ceil(WORK / this.#size);
  }

  #evaluate(weightOfNew: number): { readonly bound: number; readonly slack: number } {
    let bound = this.#problem.base + this.#place();
    let slack = 0;
    let ahead = 0;
    let nodes = this.#nodes;
    for (const [i, region] of this.#regions.entries()) {
      const most = region.most(nodes);
      nodes -= most.nodes;
      bound += most.value;
      slack += most.slack;
      const slopes = this.#slopes[i]!;
      const stands = new Uint8Array(slopes.length);
      for (const place of region.best) stands[place] = 1;
      for (let place = 0; place < slopes.length; place++) {
        const slope = this.#part[region.columns[place]!]! - stands[place]!;
        ahead += slope * slopes[place]!;
        slopes[place] = (1 - weightOfNew) * slopes[place]! + weightOfNew * slope;
      }
    }
    this.work += (this.#nodes - nodes) * this.#size;
    this.#ahead = ahead;
    return { bound, slack };
  }

  /** Units stand where all regions together pay most: what they are paid. */
  #place(): number {
    const { units } = this.#problem;
    const [total, part] = [this.#total, this.#part];
    total.fill(0);
    for (const { columns, cost } of this.#regions) {
      for (let place = 0; place < cost.length; place++) total[columns[place]!]! += cost[place]!;
    }
    const threshold = thresholdOf(total, this.#limit, units, this.#order);
    let [paid, taken, equal] = [0, 0, 0];
    for (let column = 0; column < total.length; column++) {
      const most = this.#limit[column]!;
      part[column] = total[column]! > threshold ? most : 0;
      taken += part[column]!;
      paid += part[column]! * total[column]!;
      if (total[column] === threshold) equal += most;
    }
    if (equal === 0) return paid;
    const share = (units - taken) / equal;
    for (let column = 0; column < total.length; column++)
      if (total[column] === threshold) part[column] = share * this.#limit[column]!;
    return paid + threshold * (units - taken);
  }

  #move(value: number): void {
    let norm = 0;
    for (const [i, slopes] of this.#slopes.entries()) {
      const kept = this.#kept[i]!;
      for (let place = 0; place < slopes.length; place++)
        if (!(slopes[place]! > 0 && kept[place]! <= 0)) norm += slopes[place]! ** 2;
    }
    if (norm < 1e-18) {
      this.settled = true;
      return;
    }
    const length = (this.#step * Math.max(this.bound - value, 1e-4 * Math.abs(this.bound))) / norm;
    for (const [i, { cost }] of this.#regions.entries()) {
      const [kept, slopes] = [this.#kept[i]!, this.#slopes[i]!];
      for (let place = 0; place < cost.length; place++)
        cost[place] = Math.max(0, kept[place]! - length * slopes[place]!);
    }
  }
}
