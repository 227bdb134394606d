import type { Model, MoveUp } from '../model.ts';
import type { Fleet } from './fleet.ts';
import type { Tally } from './tally.ts';

/** Who stands where while others are busy. Mutates the fleet and its own arrays; does nothing without a rule. */
export class MoveUpDesk {
  readonly #model: Model;
  readonly #fleet: Fleet;
  readonly #tally: Tally;
  readonly #rule: MoveUp | undefined;
  /** How many free units' posts cover each zone. */
  readonly #covered: Int32Array;
  /** Whether the unit counts in `#covered`, and from which post. */
  readonly #countedAt: Int32Array;

  constructor(model: Model, fleet: Fleet, tally: Tally) {
    this.#model = model;
    this.#fleet = fleet;
    this.#tally = tally;
    this.#rule = model.moveUp;
    this.#covered = new Int32Array(model.zoneIds.length);
    this.#countedAt = new Int32Array(model.unitIds.length).fill(-1);
  }

  started(): void {
    for (let unit = 0; unit < this.#model.unitIds.length; unit++) this.#recount(unit);
    this.settle(0);
  }

  /** Whether the unit is free, or where it stands, has changed. */
  changed(unit: number): void {
    if (this.#rule?.rule === 'dmexclp') this.#recount(unit);
  }

  /** Called before the unit counts as free: where should it go from here? */
  freed(unit: number, now: number): void {
    if (this.#rule?.rule !== 'dmexclp') return;
    const { gainOfNext, weight, covers, minimumGain } = this.#rule;
    const covered = this.#covered;
    const home = this.#model.unitPost[unit]!;
    let best = home;
    let bestGain = 0;
    let homeGain = 0;
    for (let post = 0; post < covers.length; post++) {
      const zones = covers[post]!;
      let gain = 0;
      for (let i = 0; i < zones.length; i++) {
        const zone = zones[i]!;
        gain += weight[zone]! * gainOfNext[covered[zone]!]!;
      }
      if (post === home) homeGain = gain;
      if (gain > bestGain) {
        best = post;
        bestGain = gain;
      }
    }
    if (best !== home && bestGain - homeGain > minimumGain) {
      this.#fleet.headFor(unit, best, now);
      this.#tally.moves++;
    }
  }

  /** After a change in who is free: the table's posts are filled by the nearest unit that stands at none of them. */
  settle(now: number): void {
    if (this.#rule?.rule !== 'compliance') return;
    const { posts } = this.#rule;
    const { free, freeCount, post } = this.#fleet;
    if (freeCount === 0) return;
    const wanted = [...posts[Math.min(freeCount, posts.length) - 1]!];
    const idle: number[] = [];
    for (let unit = 0; unit < free.length; unit++) {
      if (free[unit] === 0) continue;
      const at = wanted.indexOf(post[unit]!);
      if (at >= 0) wanted.splice(at, 1);
      else idle.push(unit);
    }
    for (const target of wanted) {
      if (idle.length === 0) return;
      const way = (unit: number) => this.#wayS(unit, target, now);
      const nearest = idle.reduce((best, unit) => (way(unit) < way(best) ? unit : best));
      if (way(nearest) === Infinity) continue;
      this.#fleet.atPostAt[nearest] = now + way(nearest);
      this.#fleet.post[nearest] = target;
      idle.splice(idle.indexOf(nearest), 1);
      this.#tally.moves++;
    }
  }

  #wayS(unit: number, target: number, now: number): number {
    const { postTravelS, postIds } = this.#model;
    const left = Math.max(0, this.#fleet.atPostAt[unit]! - now);
    return left + postTravelS[this.#fleet.post[unit]! * postIds.length + target]! * this.#fleet.factor(now);
  }

  #recount(unit: number): void {
    this.#count(unit, this.#fleet.free[unit] === 1 ? this.#fleet.post[unit]! : -1);
  }

  #count(unit: number, post: number): void {
    if (this.#rule?.rule !== 'dmexclp') return;
    const before = this.#countedAt[unit]!;
    if (before === post) return;
    const { covers } = this.#rule;
    if (before >= 0) for (const zone of covers[before]!) this.#covered[zone]!--;
    if (post >= 0) for (const zone of covers[post]!) this.#covered[zone]!++;
    this.#countedAt[unit] = post;
  }
}
