import type { Random } from '../random.ts';
import type { SitingProblem } from './siting-problem.ts';
import { SitingState } from './siting-state.ts';

/** A choice that owes less than this owes nothing. */
export const NOTHING_OWED = 1e-12;
/** Gains below this share of all there is to win are rounding. */
const TINY = 1e-11;
const DEAREST = 1e6;

/** A choice: units by column, its worth, and what it owes. */
export interface SitingChoice {
  readonly units: Uint16Array;
  readonly value: number;
  readonly owed: number;
}

/**
 * Looks for a good choice: some units of the best one so far are taken away and put back by gain and chance, then each unit
 * moves where it adds most as long as that helps. What is owed costs more while nothing permitted is found, less while
 * everything is, so that the search walks along the edge of what is permitted. Mutates its own arrays.
 */
export class SitingSearch {
  best: SitingChoice;
  readonly #problem: SitingProblem;
  readonly #random: Random;
  readonly #state: SitingState;
  #current: Uint16Array;
  #rounds = 0;
  /** Of this round: how far the next unit is looked ahead to. */
  #ahead = 0.3;

  constructor(problem: SitingProblem, random: Random) {
    this.#problem = problem;
    this.#random = random;
    this.#state = new SitingState(problem);
    for (const [column, least] of problem.least.entries()) {
      for (let i = 0; i < least; i++) this.#state.add(column);
    }
    this.#current = this.#state.units.slice();
    this.best = this.#choice();
  }

  round(): void {
    const state = this.#state;
    const fresh = this.#rounds++ === 0;
    if (!fresh) {
      this.#load(this.#random() < 0.3 ? this.best.units : this.#current);
      this.#takeSome();
    }
    this.#ahead = this.#random() < 0.5 ? 0.1 : 0.5;
    const before = fresh ? -Infinity : this.#scoreOf(this.#current);
    const noise = fresh ? 0 : 0.6 * this.#random();
    const perCost = this.#problem.budget < Infinity && this.#random() < 0.5;
    this.#fill(noise, perCost);
    this.#note();
    this.#descend(perCost);
    this.#note();
    if (state.score >= before - 0.01 * this.#random() * Math.abs(before)) this.#current = state.units.slice();
    const isPermitted = state.owed <= NOTHING_OWED;
    state.penalty = Math.min(DEAREST, Math.max(0.05, state.penalty * (isPermitted ? 0.93 : 1.25)));
  }

  #choice(): SitingChoice {
    const { units, value, owed } = this.#state;
    return { units: units.slice(), value, owed };
  }

  #note(): void {
    const { value, owed } = this.#state;
    const { best } = this;
    const isSame = Math.abs(owed - best.owed) <= NOTHING_OWED;
    if (isSame ? value > best.value : owed < best.owed) this.best = this.#choice();
  }

  #load(units: Uint16Array): void {
    const state = this.#state;
    for (let column = 0; column < units.length; column++)
      while (state.units[column]! > units[column]!) state.remove(column);
    for (let column = 0; column < units.length; column++)
      while (state.units[column]! < units[column]!) state.add(column);
  }

  /** The score at today's penalty. */
  #scoreOf(units: Uint16Array): number {
    const here = this.#state.units.slice();
    this.#load(units);
    const { score } = this.#state;
    this.#load(here);
    return score;
  }

  /** Columns whose units may go, each as often as it holds such. */
  #movable(): number[] {
    const { least } = this.#problem;
    const found: number[] = [];
    for (let column = 0; column < least.length; column++) {
      for (let i = least[column]!; i < this.#state.units[column]!; i++) found.push(column);
    }
    return found;
  }

  #takeSome(): void {
    const movable = this.#movable();
    const most = Math.max(2, Math.min(12, movable.length / 3));
    let left = 1 + Math.floor(this.#random() * most);
    while (left-- > 0 && movable.length > 0) {
      const at = Math.floor(this.#random() * movable.length);
      this.#state.remove(movable[at]!);
      movable.splice(at, 1);
    }
  }

  /** The column that adds most, by cost if asked; −1 where none adds anything. */
  #bestColumn(noise: number, perCost: boolean): number {
    const state = this.#state;
    let best = -1;
    let highest = TINY * state.scale;
    for (let column = 0; column < state.units.length; column++) {
      if (!state.fits(column)) continue;
      let gain = state.gainOf(column, this.#ahead);
      if (gain <= 0) continue;
      if (noise > 0) gain *= 1 - noise * this.#random();
      if (perCost) gain /= Math.max(1e-9, state.costOf(column));
      if (gain > highest) {
        highest = gain;
        best = column;
      }
    }
    return best;
  }

  #fill(noise: number, perCost: boolean): void {
    for (;;) {
      const column = this.#bestColumn(noise, perCost);
      if (column === -1) return;
      this.#state.add(column);
    }
  }

  /** Each unit in turn is taken away and the room is filled again; what does not help is undone. */
  #descend(perCost: boolean): void {
    const state = this.#state;
    for (let helped = true; helped; ) {
      helped = false;
      for (const column of this.#shuffled(this.#movable())) {
        if (state.units[column]! <= this.#problem.least[column]!) continue;
        const before = state.score;
        const kept = state.units.slice();
        state.remove(column);
        this.#fill(0, perCost);
        const gained = state.score - before;
        if (gained > TINY * state.scale) helped = true;
        else if (gained < 0) this.#load(kept);
      }
    }
  }

  #shuffled(columns: number[]): number[] {
    for (let i = columns.length - 1; i > 0; i--) {
      const at = Math.floor(this.#random() * (i + 1));
      [columns[i], columns[at]] = [columns[at]!, columns[i]!];
    }
    return columns;
  }
}
