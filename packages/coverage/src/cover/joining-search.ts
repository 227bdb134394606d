import type { Random } from '../random.ts';
import { type Choice, ChoicePool } from './choice-pool.ts';
import type { CoverProblem } from './cover-problem.ts';
import { restrict } from './restrict.ts';
import { UnitExchanges } from './unit-exchanges.ts';

/** Choices that are kept to start from. */
const POOL = 24;
/** Coolings from a fresh start before any other work. */
const FIRST = 6;
/** Tries of a cooling over all columns, for each unit and column: in the first one; of each next one the multiple, up to the most. */
const FIRST_TRIES = 0.75;
const MORE_TRIES = 2;
const MOST_TRIES = 6;
/** In one over the columns of joined choices, which are few. */
const TRIES_OF_JOINED = 18;
/** Coolings over all columns before which there is more to be found, whatever was found. */
const ENOUGH = 24;
/**
 * How hot a fresh start is made, as a share of what a unit is worth; less where more than so many of the exchanges drawn would be
 * made, by this factor each time: where nearly all is covered, most exchanges cost nothing.
 */
const HOT = 0.06;
const MOST_MADE = 0.13;
const LESS_HOT = 0.75;
const LEAST_HOT = 0.002;
/** Of that heat: how hot a kept choice is made, and where a cooling ends. */
const WARM = 1 / 3;
const COLD = 1 / 20;
/** A column that a fractional solution uses less than this it does not use. */
const LEAST_SHARE = 0.01;
/** Tries of a cooling over few columns, at most; of those of a fractional solution so many of the most used are taken. */
const MOST_TRIES_OF_FEW = 300_000;
/** Heats in one cooling. */
const HEATS = 500;
/** Share of the work that goes to coolings over all columns; of those the share that starts afresh. */
const OVER_ALL = 0.75;
const FRESH = 0.5;
/** Kept choices that are joined. */
const FEWEST_JOINED = 2;
const MOST_JOINED = 6;
/**
 * Kept choices grow alike, and then lead nowhere new: once the work since a beginning is so many times that up to the best since, and
 * so many coolings are done, all begins anew.
 */
const PATIENCE = 3;
const FEWEST_COOLINGS = 12;
/** Work of one round. */
const WORK_OF_ROUND = 6_000_000;

/**
 * Looks for a good choice where demand is covered once (`UnitExchanges.fits`). Coolings over all columns give choices that are
 * good in different places; a cooling over the columns of some of them alone, a small problem, finds what of each goes
 * together best (the restricted problem of tour merging, Cook and Seymour 2003). Good choices that differ are kept, until they grow
 * alike and all begins anew. A round is a slice of that, so that a budget can end it anywhere. Mutates its own arrays.
 */
export class JoiningSearch {
  /** The best choice: one column for each unit. */
  best: readonly number[] = [];
  value = -Infinity;
  readonly #problem: CoverProblem;
  readonly #share: Float64Array;
  readonly #random: Random;
  readonly #all: UnitExchanges;
  /** Counts anew what a choice is worth, and does what comes between the slices. */
  readonly #aside: UnitExchanges;
  #pool = new ChoicePool(POOL);
  readonly #slices: Generator<void, void>;
  /** The choices being joined, and the work of those that were. */
  #few: UnitExchanges | undefined;
  #workOfJoined = 0;
  /** Of coolings around fractional solutions. */
  #workAround = 0;
  #coolings = 0;
  /** Heat of a fresh start, once it is known. */
  #hot: number | undefined;

  /** `share` (a fractional solution) tells where units probably belong. */
  constructor(problem: CoverProblem, share: Float64Array, random: Random) {
    this.#problem = problem;
    this.#share = share;
    this.#random = random;
    this.#all = new UnitExchanges(problem, random);
    this.#aside = new UnitExchanges(problem, random);
    this.#slices = this.#search();
  }

  /** Entries of rows walked through so far, about. */
  get work(): number {
    const own = this.#all.work + this.#aside.work + this.#workOfJoined + this.#workAround;
    return own + (this.#few?.work ?? 0);
  }

  /** It has looked in so many ways that what it has not found is rare. */
  get isExhausted(): boolean {
    return this.#coolings >= ENOUGH;
  }

  /** A choice that was found elsewhere. */
  offer(columns: readonly number[]): void {
    this.#pool.keep(this.#note([...columns].sort((a, b) => a - b)));
  }

  /** One more slice; or a cooling over the columns that `share` (a fractional solution) or the best choice uses, from one end to the other. */
  round(share?: Float64Array): void {
    if (share === undefined) {
      this.#slices.next();
      return;
    }
    const used = [...share.keys()].filter(column => share[column]! > LEAST_SHARE);
    used.sort((a, b) => share[b]! - share[a]!);
    const high = new Uint16Array(share.length);
    const most = Math.floor(MOST_TRIES_OF_FEW / (TRIES_OF_JOINED * this.#problem.units));
    for (const column of used.slice(0, most)) high[column] = 1;
    for (const column of this.best) high[column] = 1;
    // A join may be under way, and its work is no measure of this.
    const [few, joined] = [this.#few, this.#workOfJoined];
    const cooling = this.#coolOver(high);
    while (cooling.next().done !== true);
    this.#workAround += this.#workOfJoined - joined;
    [this.#few, this.#workOfJoined] = [few, joined];
  }

  *#search(): Generator<void, void> {
    this.#all.startGreedily(byShare(this.#share));
    this.#hot = this.#hottest();
    for (;;) {
      yield* this.#untilAlike(this.#hot);
      this.#pool = new ChoicePool(POOL);
    }
  }

  *#untilAlike(hot: number): Generator<void, void> {
    const all = this.#all;
    const begun = { work: this.work, all: all.work, joined: this.#workOfJoined };
    let [best, foundAfter] = [-Infinity, 0];
    let newest: readonly number[] = [];
    let tries = FIRST_TRIES;
    let isSame = false;
    for (let coolings = 0; ; ) {
      const isFirst = coolings < FIRST;
      const overAll = all.work - begun.all;
      let value: number;
      if (!isFirst && !isSame && overAll > OVER_ALL * (overAll + this.#workOfJoined - begun.joined)) {
        // What was cooled last may be too poor to be kept, and still be good where those that are kept are not.
        value = yield* this.#join(newest);
        newest = [];
        isSame = value === -Infinity;
      } else {
        const isFresh = isFirst || this.#random() < FRESH;
        if (!isFresh) all.load(this.#pool.any(this.#random).columns);
        else if (this.#coolings > 0) all.startGreedily();
        value = yield* this.#cool(all, this.#tries(tries), isFresh ? hot : WARM * hot, COLD * hot);
        newest = all.peakColumns();
        isSame = false;
        tries = Math.min(MOST_TRIES, tries * MORE_TRIES);
        this.#coolings++;
        coolings++;
      }
      const done = this.work - begun.work;
      if (value > best) [best, foundAfter] = [value, done];
      else if (coolings >= FEWEST_COOLINGS && done > PATIENCE * foundAfter) return;
    }
  }

  #tries(each: number, columnCount = this.#problem.rows.columnCount): number {
    return Math.ceil(each * this.#problem.units * columnCount);
  }

  /** The best of the columns that one choice and some kept ones have; −∞ where those are the same, and nothing is to be chosen. */
  *#join(one: readonly number[]): Generator<void, number> {
    const high = new Uint16Array(this.#problem.limit.length);
    for (const column of one) high[column] = 1;
    const count = FEWEST_JOINED + Math.floor(this.#random() * (MOST_JOINED - FEWEST_JOINED + 1));
    for (let i = 0; i < count; i++) {
      for (const column of this.#pool.any(this.#random).columns) high[column] = 1;
    }
    return yield* this.#coolOver(high);
  }

  /** The best of the columns that may have a unit; −∞ where nothing is to be chosen. */
  *#coolOver(high: Uint16Array): Generator<void, number> {
    const hot = this.#hot ?? HOT * this.#all.worthOfUnit();
    const { problem, columnOf } = restrict(this.#problem, new Uint16Array(high.length), high);
    this.#workOfJoined += high.length + this.#problem.rows.rowColumns.length;
    if (columnOf.length === problem.units) {
      yield;
      return -Infinity;
    }
    const few = new UnitExchanges(problem, this.#random);
    this.#few = few;
    few.startGreedily();
    const tries = Math.min(MOST_TRIES_OF_FEW, this.#tries(TRIES_OF_JOINED, columnOf.length));
    const value = yield* this.#cool(few, tries, hot, COLD * hot, columnOf);
    this.#few = undefined;
    this.#workOfJoined += few.work;
    return value;
  }

  /** The heat of a fresh start. */
  #hottest(): number {
    const all = this.#all;
    const draws = this.#problem.rows.columnCount;
    const worth = all.worthOfUnit();
    let heat = HOT * worth;
    while (heat > LEAST_HOT * worth && all.exchange(draws, heat) > MOST_MADE * draws) heat *= LESS_HOT;
    return heat;
  }

  /** Where `units` are those of a part of the columns, `columnOf` says which. */
  *#cool(
    units: UnitExchanges,
    tries: number,
    hot: number,
    cold: number,
    columnOf?: Uint32Array,
  ): Generator<void, number> {
    const peak = (): readonly number[] => {
      const columns = units.peakColumns();
      return columnOf === undefined ? columns : columns.map(place => columnOf[place]!);
    };
    const cooling = hot > 0 ? (cold / hot) ** (1 / HEATS) : 1;
    let heat = hot;
    let before = units.work;
    for (let done = 0; done < HEATS; done++) {
      units.exchange(Math.ceil(tries / HEATS), heat);
      heat *= cooling;
      if (units.work - before < WORK_OF_ROUND) continue;
      before = units.work;
      if (units.peak > this.value) this.#note(peak());
      yield;
    }
    const choice = this.#note(peak());
    this.#pool.keep(choice);
    yield;
    return choice.value;
  }

  /** Counts anew what a choice is worth, for sums of moves gather rounding. */
  #note(columns: readonly number[]): Choice {
    this.#aside.load(columns);
    const choice = { value: this.#aside.value, columns };
    if (choice.value > this.value) {
      this.value = choice.value;
      this.best = columns;
    }
    return choice;
  }
}

const byShare = (share: Float64Array) => (column: number) => 0.02 + share[column]!;
