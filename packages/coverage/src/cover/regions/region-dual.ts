import { boundAbove, isBetter, PROVEN_GAP } from '../../gap.ts';
import type { CoverProblem } from '../cover-problem.ts';
import { isOnce } from '../levels.ts';
import { Placing } from './placing.ts';
import { Region } from './region.ts';
import { RegionMaster } from './region-master.ts';
import { regionsOf } from './regions-of.ts';

/** Entries of rows that one evaluation may walk through, about, and the share of it for the first one, when prices are easy yet. */
const WORK = 800_000_000;
const FIRST_SHARE = 0.4;
/** Share of what is left of it that one region may have. */
const WORK_OF_ONE = 0.5;
/** Regions for each unit, at first: one that holds more than one unit knows how units overlap. */
const REGIONS = 0.5;
/** Share of what is between the bound and the known choice that regions may leave open before smaller ones are tried. */
const OPEN_SHARE = 0.02;
const FINER = 1.5;
/** Units times rows and columns, which is what dividing walks through. */
const MOST_TO_DIVIDE = 200_000_000;
const MOST_TRIES = 4;
/** Patterns that a region's search adds at most. */
const NEW_PATTERNS = 4;
/** How far prices move at first, as a share of what would close the gap at once. */
const FIRST_REACH = 0.3;
/** A step that brings less than this share of what the patterns promised is a miss; after one that brings so much prices move farther. */
const TAKEN = 0.1;
const GOOD = 0.5;
const FARTHER = 2;
/** After more misses in a row than this prices move less far, with each further one. */
const MISSES = 1;
const NEARER = 0.5;
/** Where the patterns promise nothing, for they were not mixed well or the reach is too little. */
const MUCH_NEARER = 0.25;
const MUCH_FARTHER = 4;
/** The reach stays within so many times the first, and the same part of it. */
const WIDEST = 1e6;
/** It stands still after so many steps that each brought less than this share of what is open; one that brought what was promised counts less. */
const PATIENCE = 3;
/** Where nothing is settled, since all that comes after begins from there. */
const PATIENCE_AT_FIRST = 8;
const LITTLE = 0.03;
const AS_PROMISED = 0.3;

/** Where a bound by regions stands: what is settled, and the prices. */
export interface RegionState {
  readonly settled: Int8Array;
  /** By region and place. Any prices bound, so these may be rounded: there are many states. */
  readonly center: readonly Float32Array[];
  /** By column: how much of a unit stands there. */
  readonly stands: Float64Array;
  readonly reach: number;
  /** No choice within what is settled is worth more. */
  readonly bound: number;
}

/**
 * A bound from above that is sharper than the linear relaxation's, for demand that is covered once: each region has a copy of the
 * units that touch it, at a price of its own for each column, and decides by whole units what they cover together there (`Region`);
 * the prices of all regions say where units really stand (Lagrangian decomposition, Guignard and Kim 1987). Any prices bound
 * the value; `RegionMaster` finds better ones. What the linear relaxation takes for granted (that quarters of four units
 * nowhere overlap) no region can. Columns may be settled; then the bound is that of choices which agree. Mutates its own arrays.
 */
export class RegionDual {
  /** No choice within what is settled is worth more than this, or than the known choice. */
  bound = Infinity;
  /** Steps bring little more. */
  isIdle = false;
  /** The regions are too large to be searched, however fine. */
  hasFailed = false;
  /** Entries of rows walked through so far, about. */
  work = 0;
  readonly #problem: CoverProblem;
  readonly #prices: Float64Array;
  readonly #most: number;
  #regions!: readonly Region[];
  #placing!: Placing;
  #master!: RegionMaster;
  #center!: Float64Array[];
  /** The bound at `#center`; none yet where nothing was evaluated. */
  #here = Infinity;
  #count: number;
  #tries = 0;
  #reach = 0;
  #firstReach = 0;
  #misses = 0;
  #idle = 0;
  #patience = PATIENCE_AT_FIRST;

  /**
   * `prices` of the rows by the linear relaxation; `work`: entries of rows that one evaluation may walk through, about. With less than
   * it needs bounds are higher, and right.
   */
  constructor(problem: CoverProblem, prices: Float64Array, work = WORK) {
    this.#problem = problem;
    this.#most = work;
    this.#prices = prices;
    this.#count = Math.ceil(REGIONS * problem.units);
    this.#divide();
  }

  /** Demand is covered once, none is covered already, each column may have a unit, and dividing ends within a second or so. */
  static fits({ levels, rows, units, head, limit }: CoverProblem): boolean {
    return (
      isOnce(levels) &&
      units * (rows.rowCount + rows.columnCount) <= MOST_TO_DIVIDE &&
      rows.rowColumns.length > 0 &&
      units > 0 &&
      head.every(given => given === 0) &&
      limit.every(most => most > 0)
    );
  }

  /** One more evaluation. `value` is that of a known choice. */
  advance(value: number): void {
    if (this.#here === Infinity) {
      this.#begin(value);
      return;
    }
    const before = this.bound;
    const isAsPromised = this.#step(value);
    const isLittle = before - this.bound < LITTLE * Math.max(0, before - value);
    if (!isLittle) this.#idle = 0;
    else this.#idle += isAsPromised ? AS_PROMISED : 1;
    this.isIdle = this.#idle >= this.#patience;
  }

  /** By column: how much of a unit stands there. */
  get stands(): Float64Array {
    return this.#master.stands;
  }

  /** To go on from later. */
  state(): RegionState {
    return {
      settled: this.#placing.settled,
      center: this.#center.map(own => Float32Array.from(own)),
      stands: this.#master.stands.slice(),
      reach: this.#reach,
      bound: this.bound,
    };
  }

  /** Goes on from a state, with one more column settled. */
  load({ settled, center, stands, reach, bound }: RegionState, column: number, way: -1 | 1): void {
    this.#placing.load(settled);
    this.#placing.settle(column, way);
    this.#center = center.map(own => Float64Array.from(own));
    this.#priceSettled();
    this.#master.stands.set(stands);
    this.#reach = reach;
    this.#here = Infinity;
    this.bound = bound;
    this.isIdle = false;
    this.#misses = this.#idle = 0;
    this.#patience = PATIENCE;
  }

  /** Settles the columns that a choice better than `value` cannot but have, or have not. */
  settleBy(value: number): void {
    this.#placing.pay(this.#center);
    if (this.#placing.settleBy(this.#here, value, this.#problem.isWhole) > 0) this.#priceSettled();
  }

  /** The columns of the one choice that is left, or fewer than there are units; undefined where something is open. */
  whole(): number[] | undefined {
    return this.#placing.whole();
  }

  #divide(): void {
    const { rows, units } = this.#problem;
    const lists = regionsOf(rows, [0], this.#count);
    this.#regions = lists.map(list => new Region(rows, list, this.#prices));
    const columnsOf = this.#regions.map(({ columns }) => columns);
    this.#center = this.#regions.map(({ cost }) => cost.slice());
    this.#placing = new Placing(columnsOf, rows.columnCount, units);
    this.#master = new RegionMaster(columnsOf, this.#placing);
  }

  #begin(value: number): void {
    const isFirst = this.bound === Infinity;
    const { bound, slack } = this.#evaluate(this.#center, isFirst ? FIRST_SHARE : 1);
    const isOpen = slack > OPEN_SHARE * Math.max(0, bound - value) + PROVEN_GAP * Math.abs(bound);
    if (isFirst && isOpen) {
      this.hasFailed = ++this.#tries >= MOST_TRIES;
      this.#count = Math.ceil(this.#count * FINER);
      if (!this.hasFailed) this.#divide();
      return;
    }
    this.#here = bound;
    this.#bounded(bound);
    if (isFirst) {
      this.#firstReach = this.#reachFor(value);
      this.#reach = this.#firstReach;
    }
  }

  /** Whether it brought most of what the patterns promised; then prices move farther next. */
  #step(value: number): boolean {
    const { base } = this.#problem;
    const promised = this.#here - base - this.#master.solve(this.#center, this.#reach);
    if (promised <= PROVEN_GAP * Math.abs(this.#here)) {
      const isUnmixed = promised < -PROVEN_GAP * Math.abs(this.#here);
      this.#reachOut(isUnmixed ? MUCH_NEARER : MUCH_FARTHER);
      return false;
    }
    const { bound } = this.#evaluate(this.#master.prices, 1);
    const gained = this.#here - bound;
    if (gained > 0) {
      for (const [region, own] of this.#center.entries()) own.set(this.#master.prices[region]!);
      this.#here = bound;
      this.#bounded(bound);
      if (isBetter(bound, value)) this.settleBy(value);
    }
    const isAsPromised = gained > GOOD * promised;
    if (isAsPromised) this.#reachOut(FARTHER);
    if (gained > TAKEN * promised) this.#misses = 0;
    else if (++this.#misses > MISSES) this.#reachOut(NEARER);
    return isAsPromised;
  }

  #reachOut(times: number): void {
    const [least, most] = [this.#firstReach / WIDEST, this.#firstReach * WIDEST];
    this.#reach = Math.min(most, Math.max(least, times * this.#reach));
  }

  #bounded(computed: number): void {
    const bound = boundAbove(computed, this.#problem.isWhole);
    if (bound < this.bound) this.bound = bound;
  }

  #evaluate(prices: readonly Float64Array[], share: number) {
    let left = share * this.#most;
    let bound = this.#problem.base + this.#placing.pay(prices);
    let slack = 0;
    for (const [i, region] of this.#regions.entries()) {
      const patterns = this.#master.patterns[i]!;
      region.cost.set(prices[i]!);
      region.best = patterns.best(region.cost).places;
      const found = region.most(Math.floor((WORK_OF_ONE * left) / region.size));
      left -= found.nodes * region.size;
      this.work += found.nodes * region.size;
      bound += found.value;
      slack += found.slack;
      for (const places of region.found.slice(-NEW_PATTERNS)) patterns.keep(places, region.weightOf(places));
    }
    return { bound, slack };
  }

  /** How far prices may move: where regions and units differ by this times the reach, the gap would be closed. */
  #reachFor(value: number): number {
    const { total } = this.#placing;
    const order = [...total.keys()].sort((a, b) => total[b]! - total[a]!);
    const { stands } = this.#master;
    for (const column of order.slice(0, this.#problem.units)) stands[column] = 1;
    let differing = 0;
    for (const { columns, best } of this.#regions) {
      const own = new Set(best);
      for (const [place, column] of columns.entries())
        if (own.has(place) !== (stands[column] === 1)) differing++;
    }
    return (
      (FIRST_REACH * Math.max(PROVEN_GAP * Math.abs(this.bound), this.bound - value)) / Math.max(1, differing)
    );
  }

  #priceSettled(): void {
    for (const [region, { columns }] of this.#regions.entries()) {
      const own = this.#center[region]!;
      for (const [place, column] of columns.entries())
        own[place] = this.#placing.priceOf(column) ?? own[place]!;
    }
  }
}
