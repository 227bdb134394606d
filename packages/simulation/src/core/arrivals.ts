import { callKey, type StreamKey, subKey, uniform } from '../chance/keyed.ts';
import type { Model } from '../model.ts';

/** Questions that chance answers about a call; those about its units add `PER_UNIT` times the number of the need. */
export const ask = {
  gap: 1,
  zone: 2,
  type: 3,
  turnout: 8,
  service: 9,
  transport: 10,
  turnRound: 11,
  drive: 12,
} as const;
export const PER_UNIT = 16;

const HOUR_S = 3600;
const WEEK_HOURS = 168;

/**
 * Calls in order: those of a record, or a Poisson process whose rate is constant within each hour of the week. Mutates itself; the same stream
 * gives the same calls whatever is done with them.
 */
export class Arrivals {
  /** The next call: its number from 0, time in seconds, zone, kind and key. */
  number = -1;
  at = 0;
  zone = 0;
  type = 0;
  key = 0;
  readonly #model: Model;
  readonly #stream: StreamKey;
  readonly #steady: boolean;
  readonly #oneType: boolean;

  constructor(model: Model, stream: StreamKey) {
    this.#model = model;
    this.#stream = stream;
    this.#steady = model.demand.ratePerSecond.length === 1;
    this.#oneType = model.types.length === 1;
    this.next();
  }

  next(): void {
    const { demand, recorded, typeSampler } = this.#model;
    this.number++;
    const key = callKey(this.#stream, this.number);
    this.key = key;
    if (recorded !== undefined) {
      this.at = recorded.atS[this.number] ?? Infinity;
      this.zone = recorded.zone[this.number] ?? 0;
      this.type = recorded.type[this.number] ?? 0;
      return;
    }
    const gap = -Math.log(uniform(subKey(key, ask.gap)));
    let pattern = 0;
    if (this.#steady) this.at += gap / demand.ratePerSecond[0]!;
    else pattern = this.#through(gap);
    this.zone = demand.zoneSampler[pattern]!.draw(subKey(key, ask.zone));
    this.type = this.#oneType ? 0 : typeSampler.draw(subKey(key, ask.type));
  }

  /** Spends `gap` expected calls, hour by hour; the hour of the week in which it is spent. */
  #through(gap: number): number {
    const { demand, startHour } = this.#model;
    let left = gap;
    let hour = Math.floor(this.at / HOUR_S);
    for (;;) {
      const ofWeek = (startHour + hour) % WEEK_HOURS;
      const rate = demand.ratePerSecond[ofWeek]!;
      const end = (hour + 1) * HOUR_S;
      const expected = (end - this.at) * rate;
      if (left < expected) {
        this.at += left / rate;
        return ofWeek;
      }
      left -= expected;
      this.at = end;
      hour++;
    }
  }
}
