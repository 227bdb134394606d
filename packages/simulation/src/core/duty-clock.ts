import type { Model } from '../model.ts';

const WEEK_S = 168 * 3600;

/** The changes of duty in order, week after week. Mutates itself. */
export class DutyClock {
  /** Second of the next change; Infinity when nobody ever changes. */
  soonest = Infinity;
  readonly #model: Model;
  #index = 0;
  #weekS = 0;

  constructor(model: Model) {
    this.#model = model;
    const { duty, startHour } = model;
    if (!duty || duty.atS.length === 0) return;
    this.#weekS = -startHour * 3600;
    // What changed before the start has happened: the fleet begins with it.
    while (this.#index < duty.atS.length && duty.atS[this.#index]! <= startHour * 3600) this.#index++;
    this.#look();
  }

  next(): { readonly unit: number; readonly on: boolean } {
    const { duty } = this.#model;
    if (!duty) throw new Error('nobody changes');
    const change = { unit: duty.unit[this.#index]!, on: duty.on[this.#index] === 1 };
    this.#index++;
    this.#look();
    return change;
  }

  #look(): void {
    const { duty } = this.#model;
    if (!duty) return;
    if (this.#index >= duty.atS.length) {
      this.#index = 0;
      this.#weekS += WEEK_S;
    }
    this.soonest = this.#weekS + duty.atS[this.#index]!;
  }
}
