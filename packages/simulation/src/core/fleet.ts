import { type Model, NOBODY } from '../model.ts';

const WEEK_HOURS = 168;

/** Units as they are now. Mutates its own arrays; `free` is on duty, on nothing, and with a crew. */
export class Fleet {
  freeCount = 0;
  readonly free: Uint8Array;
  readonly busy: Uint8Array;
  readonly onDuty: Uint8Array;
  readonly callOf: Int32Array;
  readonly zoneOf: Int32Array;
  /** Where it stands, or drives to. */
  readonly post: Int32Array;
  /** When it is there. */
  readonly atPostAt: Float64Array;
  readonly #model: Model;

  constructor(model: Model) {
    const units = model.unitIds.length;
    this.#model = model;
    this.free = new Uint8Array(units);
    this.busy = new Uint8Array(units);
    this.onDuty = dutyAtStart(model);
    this.callOf = new Int32Array(units).fill(-1);
    this.zoneOf = new Int32Array(units).fill(-1);
    this.post = Int32Array.from(model.unitPost);
    this.atPostAt = new Float64Array(units);
    for (let unit = 0; unit < units; unit++) this.refresh(unit);
  }

  /** Works out again whether it is free. */
  refresh(unit: number): void {
    let is: 0 | 1 = this.onDuty[unit] === 1 && this.busy[unit] === 0 ? 1 : 0;
    const mates = this.#model.crewmates?.[unit];
    if (is === 1 && mates) for (const mate of mates) if (this.busy[mate] === 1) is = 0;
    if (is === this.free[unit]) return;
    this.free[unit] = is;
    this.freeCount += is === 1 ? 1 : -1;
  }

  take(unit: number, call: number, zone: number): void {
    this.busy[unit] = 1;
    this.free[unit] = 0;
    this.freeCount--;
    this.callOf[unit] = call;
    this.zoneOf[unit] = zone;
  }

  /** Off its call, and on its way home where units drive; `refresh` makes it free. */
  finish(unit: number, now: number): void {
    this.busy[unit] = 0;
    this.callOf[unit] = -1;
    if (this.#model.drives) this.headFor(unit, this.#model.unitPost[unit]!, now);
  }

  /** From the zone of its last call to the post. */
  headFor(unit: number, post: number, now: number): void {
    const { travelS, zoneIds } = this.#model;
    this.post[unit] = post;
    const way = travelS[post * zoneIds.length + this.zoneOf[unit]!]!;
    this.atPostAt[unit] = now + (way === Infinity ? 0 : way * this.factor(now));
  }

  /** From where it is: a unit on its way to a post is taken to pass by there. Without turnout. */
  travelS(unit: number, zone: number, now: number, factor: number): number {
    const drive = this.#model.travelS[this.post[unit]! * this.#model.zoneIds.length + zone]! * factor;
    const left = this.atPostAt[unit]! - now;
    return left > 0 ? drive + left : drive;
  }

  factor(now: number): number {
    const { travelFactor, startHour } = this.#model;
    if (travelFactor.length === 1) return travelFactor[0]!;
    return travelFactor[(startHour + Math.floor(now / 3600)) % WEEK_HOURS]!;
  }
}

function dutyAtStart({ duty, startHour, unitIds }: Model): Uint8Array {
  if (!duty) return new Uint8Array(unitIds.length).fill(1);
  const onDuty = Uint8Array.from(duty.atStart);
  for (let i = 0; i < duty.atS.length && duty.atS[i]! <= startHour * 3600; i++)
    if (duty.unit[i] !== NOBODY) onDuty[duty.unit[i]!] = duty.on[i]!;
  return onDuty;
}
