import type { Model, ModelMinimum, Readiness } from '../model.ts';
import type { Fleet } from './fleet.ts';
import type { Tally } from './tally.ts';

export interface OrderedMove {
  readonly unit: number;
  readonly post: number;
}

/**
 * Which level is in force, who may go at it, and who is moved to where too few are free. Mutates the fleet's posts and its own arrays.
 * Counting is the floor's: crews that are free and can do it, by the area of the post where they stand.
 */
export class ReadinessDesk {
  /** By area, after the whole service: index of the level that was set there. */
  readonly levels: Int32Array;
  readonly #model: Model;
  readonly #readiness: Readiness;
  readonly #fleet: Fleet;
  readonly #tally: Tally;
  /** When each rule's level was set; NaN: it is not. */
  readonly #since: Float64Array;
  readonly #may: Uint8Array;
  /** Whether a unit was told to stand at another post than its own. */
  readonly #movedUp: Uint8Array;
  #countedUntil = 0;

  constructor(model: Model, readiness: Readiness, fleet: Fleet, tally: Tally) {
    this.#model = model;
    this.#readiness = readiness;
    this.#fleet = fleet;
    this.#tally = tally;
    this.levels = new Int32Array(1 + (model.areas?.ids.length ?? 0));
    this.#since = new Float64Array(readiness.rules.length).fill(NaN);
    this.#may = new Uint8Array(model.unitIds.length);
    this.#movedUp = new Uint8Array(model.unitIds.length);
  }

  /** Counts the time since the last event, in which nothing has changed. */
  pass(now: number): void {
    const spanS = now - this.#countedUntil;
    this.#countedUntil = now;
    const { readiness: counts } = this.#tally;
    if (!this.#tally.isOpen || counts === undefined) return;
    counts.levelS[this.levels[0]!]! += spanS;
    for (const [i, minimum] of this.#readiness.minimums.entries()) {
      if (!this.#isInForce(minimum)) continue;
      counts.inForceS[i]! += spanS;
      if (this.#crews(minimum) < minimum.count) counts.shortS[i]! += spanS;
    }
  }

  /** Sets and ends levels as the time table and the rules say; whether any is another now. */
  look(now: number): boolean {
    const { schedule, rules } = this.#readiness;
    const hour = (this.#model.startHour + Math.floor(now / 3600)) % 168;
    for (const [i, { area, freeBelow, endsAt, atLeastS }] of rules.entries()) {
      const free = this.#free(area);
      const since = this.#since[i]!;
      if (Number.isNaN(since)) {
        if (free < freeBelow) this.#since[i] = now;
        // Not in the moment in which it was set: what it moved or let go must not end it, to and fro for ever.
      } else if (free >= endsAt && now > since && now - since >= atLeastS) this.#since[i] = NaN;
    }
    let isOther = false;
    for (let area = -1; area < this.levels.length - 1; area++) {
      let level = 0;
      for (const one of schedule)
        if (one.area === area && one.holds[hour] === 1) level = Math.max(level, one.level);
      for (const [i, one] of rules.entries())
        if (one.area === area && !Number.isNaN(this.#since[i]!)) level = Math.max(level, one.level);
      if (this.levels[area + 1] === level) continue;
      this.levels[area + 1] = level;
      isOther = true;
    }
    return isOther;
  }

  /** Who is free and leaves enough behind for a call of this priority; 1 each. The same array each time. */
  mayGo(priority: number): Uint8Array {
    this.#may.set(this.#fleet.free);
    for (const minimum of this.#readiness.minimums) {
      if (!this.#holds(minimum, priority) || this.#crews(minimum) > minimum.count) continue;
      for (let unit = 0; unit < this.#may.length; unit++)
        if (this.#counts(minimum, unit)) this.#may[unit] = 0;
    }
    return this.#may;
  }

  /** Of units that would go together: one that leaves too few behind; −1: none does. */
  tooMany(units: readonly number[], priority: number): number {
    for (const minimum of this.#readiness.minimums) {
      if (!this.#holds(minimum, priority)) continue;
      if (this.#crews(minimum) - this.#gone(minimum, units) >= minimum.count) continue;
      const counted = units.filter(unit => this.#counts(minimum, unit));
      if (counted.length > 0) return counted.at(-1)!;
    }
    return -1;
  }

  /** Off its call or off duty: it belongs to its own post again. */
  released(unit: number, now: number): void {
    if (this.#movedUp[unit] === 0) return;
    this.#movedUp[unit] = 0;
    if (this.#fleet.onDuty[unit] === 1) return;
    this.#fleet.post[unit] = this.#model.unitPost[unit]!;
    this.#fleet.atPostAt[unit] = now;
  }

  /** Who is moved where too few are free, and goes home where enough are without it; the fleet stands so from here on. */
  moves(now: number): readonly OrderedMove[] {
    const made: OrderedMove[] = [];
    const order = (unit: number, post: number, away: 0 | 1): void => {
      this.#fleet.atPostAt[unit] = now + this.#wayS(unit, post, now);
      this.#fleet.post[unit] = post;
      this.#movedUp[unit] = away;
      made.push({ unit, post });
    };
    for (let unit = 0; unit < this.#movedUp.length; unit++) {
      if (this.#movedUp[unit] === 0 || this.#fleet.free[unit] === 0 || !this.#isSpare(unit)) continue;
      order(unit, this.#model.unitPost[unit]!, 0);
    }
    for (const minimum of this.#readiness.minimums) {
      if (!minimum.moveUp || !this.#isInForce(minimum)) continue;
      while (this.#crews(minimum) < minimum.count) {
        const [unit, post] = this.#nearestSpare(minimum, now);
        if (unit < 0) break;
        order(unit, post, 1);
        this.#tally.moves++;
      }
    }
    return made;
  }

  /** Of the free units elsewhere that can do it and that are spare there: the soonest at one of the area's posts. */
  #nearestSpare(minimum: ModelMinimum, now: number): readonly [unit: number, post: number] {
    const { areaOfPost } = this.#readiness;
    const { free, post: stands } = this.#fleet;
    let best: [number, number] = [-1, -1];
    let least = Infinity;
    for (let unit = 0; unit < free.length; unit++) {
      if (free[unit] === 0 || minimum.able[unit] === 0) continue;
      if (areaOfPost[stands[unit]!] === minimum.area || !this.#isSpare(unit)) continue;
      for (let post = 0; post < areaOfPost.length; post++) {
        if (areaOfPost[post] !== minimum.area) continue;
        const way = this.#wayS(unit, post, now);
        if (way >= least) continue;
        least = way;
        best = [unit, post];
      }
    }
    return best;
  }

  /** Whether its leaving makes no area short that it is counted in. */
  #isSpare(unit: number): boolean {
    return this.#readiness.minimums.every(
      one =>
        one.area < 0 || !this.#isInForce(one) || !this.#counts(one, unit) || this.#crews(one) > one.count,
    );
  }

  #wayS(unit: number, post: number, now: number): number {
    const { postTravelS, postIds } = this.#model;
    const left = Math.max(0, this.#fleet.atPostAt[unit]! - now);
    return left + postTravelS[this.#fleet.post[unit]! * postIds.length + post]! * this.#fleet.factor(now);
  }

  #free(area: number): number {
    if (area < 0) return this.#fleet.freeCount;
    const { free, post } = this.#fleet;
    let count = 0;
    for (let unit = 0; unit < free.length; unit++)
      if (free[unit] === 1 && this.#readiness.areaOfPost[post[unit]!] === area) count++;
    return count;
  }

  /** The level of an area is the highest of its own and the whole service's. */
  #isInForce({ area, inForceAt }: ModelMinimum): boolean {
    const whole = this.levels[0]!;
    return inForceAt[area < 0 ? whole : Math.max(whole, this.levels[area + 1]!)] === 1;
  }

  #holds(minimum: ModelMinimum, priority: number): boolean {
    return priority >= minimum.heldFrom && this.#isInForce(minimum);
  }

  /** Whether the unit is one of those who are counted. */
  #counts({ able, area }: ModelMinimum, unit: number): boolean {
    const { free, post } = this.#fleet;
    if (free[unit] === 0 || able[unit] === 0) return false;
    return area < 0 || this.#readiness.areaOfPost[post[unit]!] === area;
  }

  /** Of units that share a crew one counts: the first. */
  #crews(minimum: ModelMinimum): number {
    const { crewmates } = this.#model;
    let count = 0;
    for (let unit = 0; unit < minimum.able.length; unit++) {
      if (!this.#counts(minimum, unit)) continue;
      const isSecond = crewmates?.[unit]?.some(mate => mate < unit && this.#counts(minimum, mate)) ?? false;
      if (!isSecond) count++;
    }
    return count;
  }

  /** How many counted crews these units take with them. */
  #gone(minimum: ModelMinimum, units: readonly number[]): number {
    const gone = new Set<number>();
    for (const unit of units) {
      const crew = [unit, ...(this.#model.crewmates?.[unit] ?? [])];
      if (crew.some(one => this.#counts(minimum, one))) gone.add(Math.min(...crew));
    }
    return gone.size;
  }
}
