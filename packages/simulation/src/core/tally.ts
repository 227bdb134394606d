import type { Model } from '../model.ts';
import { binOf, countWithin, percentileOf, responseBins, worstTenthOf } from './response-bins.ts';

/** What is counted by the area in which a call lies. */
export interface AreaTally {
  readonly calls: Float64Array;
  readonly helped: Float64Array;
  /** Calls to which, when first somebody was sent, a unit of another area went. */
  readonly crossed: Float64Array;
  readonly responseS: Float64Array;
  readonly responses: readonly Uint32Array[];
  /** Unit seconds that its calls took. */
  readonly workS: Float64Array;
}

/** How long levels and minimums were in force. */
export interface ReadinessTally {
  /** By level of the whole service. */
  readonly levelS: Float64Array;
  /** By minimum: how long it was in force, and how long of that fewer were free. */
  readonly inForceS: Float64Array;
  readonly shortS: Float64Array;
  /** Calls to which nobody went at once, though somebody was free who could have. */
  held: number;
}

const areaTally = (areas: number): AreaTally => ({
  calls: new Float64Array(areas),
  helped: new Float64Array(areas),
  crossed: new Float64Array(areas),
  responseS: new Float64Array(areas),
  responses: Array.from({ length: areas }, responseBins),
  workS: new Float64Array(areas),
});

/**
 * What one replication counts, from the first call after the warm-up to the arrival of the last; calls that wait then
 * are followed until they are helped. Mutates its own arrays.
 */
export class Tally {
  calls = 0;
  noneFree = 0;
  lost = 0;
  helped = 0;
  waitS = 0;
  responseS = 0;
  dispatches = 0;
  notFirst = 0;
  short = 0;
  moves = 0;
  /** Calls by response. */
  readonly responses = responseBins();
  readonly priorityCalls = new Float64Array(5);
  readonly priorityNoneFree = new Float64Array(5);
  readonly priorityWaitS = new Float64Array(5);
  readonly priorityHelped = new Float64Array(5);
  /** By hour of the week. */
  readonly hourCalls = new Float64Array(168);
  readonly hourNoneFree = new Float64Array(168);
  readonly hourHelped = new Float64Array(168);
  readonly hourResponseS = new Float64Array(168);
  readonly zoneCalls: Float64Array;
  readonly zoneResponseS: Float64Array;
  readonly busyS: Float64Array;
  readonly dutyS: Float64Array;
  readonly unitDispatches: Float64Array;
  /** Undefined: no zone lies in an area. */
  readonly areas: AreaTally | undefined;
  /** Undefined: the scenario has no readiness levels. */
  readonly readiness: ReadinessTally | undefined;
  windowS = 0;
  readonly #areaOf: Int32Array | undefined;
  #open = false;
  #since = 0;
  readonly #busySince: Float64Array;
  readonly #dutySince: Float64Array;

  constructor(model: Model) {
    const units = model.unitIds.length;
    this.zoneCalls = new Float64Array(model.zoneIds.length);
    this.zoneResponseS = new Float64Array(model.zoneIds.length);
    this.busyS = new Float64Array(units);
    this.dutyS = new Float64Array(units);
    this.unitDispatches = new Float64Array(units);
    this.areas = model.areas && areaTally(model.areas.ids.length);
    this.#areaOf = model.areas?.ofZone;
    this.readiness = model.readiness && {
      levelS: new Float64Array(model.readiness.levels.length),
      inForceS: new Float64Array(model.readiness.minimums.length),
      shortS: new Float64Array(model.readiness.minimums.length),
      held: 0,
    };
    // NaN: not busy, not on duty.
    this.#busySince = new Float64Array(units).fill(NaN);
    this.#dutySince = new Float64Array(units).fill(NaN);
  }

  /** A tally that is closed, from a copy of its figures alone: what comes over from another thread. */
  static revive(model: Model, copy: Tally): Tally {
    return Object.assign(new Tally(model), copy);
  }

  get isOpen(): boolean {
    return this.#open;
  }

  /** From now on it counts: who is busy or on duty is so from here. */
  open(now: number): void {
    this.#open = true;
    this.#since = now;
    for (let u = 0; u < this.busyS.length; u++) {
      if (!Number.isNaN(this.#busySince[u]!)) this.#busySince[u] = now;
      if (!Number.isNaN(this.#dutySince[u]!)) this.#dutySince[u] = now;
    }
  }

  close(now: number): void {
    if (!this.#open) return;
    for (let u = 0; u < this.busyS.length; u++) {
      if (!Number.isNaN(this.#busySince[u]!)) this.busyS[u]! += now - this.#busySince[u]!;
      if (!Number.isNaN(this.#dutySince[u]!)) this.dutyS[u]! += now - this.#dutySince[u]!;
    }
    this.windowS = now - this.#since;
    this.#open = false;
  }

  busy(unit: number, now: number): void {
    this.#busySince[unit] = now;
  }

  idle(unit: number, now: number): void {
    if (this.#open) this.busyS[unit]! += now - this.#busySince[unit]!;
    this.#busySince[unit] = NaN;
  }

  onDuty(unit: number, now: number): void {
    this.#dutySince[unit] = now;
  }

  offDuty(unit: number, now: number): void {
    if (this.#open) this.dutyS[unit]! += now - this.#dutySince[unit]!;
    this.#dutySince[unit] = NaN;
  }

  called(zone: number, priority: number, hour: number): void {
    this.calls++;
    this.hourCalls[hour]!++;
    this.priorityCalls[priority]!++;
    if (this.areas) {
      const area = this.#areaOf![zone]!;
      if (area >= 0) this.areas.calls[area]!++;
    }
  }

  foundNoneFree(priority: number, hour: number): void {
    this.noneFree++;
    this.hourNoneFree[hour]!++;
    this.priorityNoneFree[priority]!++;
  }

  /**
   * Somebody was sent for the first time: after `waitS`, and there after `responseS` in all. `hour`: of the week, when the call
   * came; `crossed`: somebody from another area too.
   */
  responded(
    zone: number,
    priority: number,
    hour: number,
    waitS: number,
    responseS: number,
    crossed: boolean,
  ): void {
    this.helped++;
    this.waitS += waitS;
    this.responseS += responseS;
    this.hourHelped[hour]!++;
    this.hourResponseS[hour]! += responseS;
    this.priorityHelped[priority]!++;
    this.priorityWaitS[priority]! += waitS;
    this.zoneCalls[zone]!++;
    this.zoneResponseS[zone]! += responseS;
    this.responses[binOf(responseS)]!++;
    if (!this.areas) return;
    const area = this.#areaOf![zone]!;
    if (area < 0) return;
    this.areas.helped[area]!++;
    this.areas.responseS[area]! += responseS;
    this.areas.responses[area]![binOf(responseS)]!++;
    if (crossed) this.areas.crossed[area]!++;
  }

  /** A unit was sent, not to be free again for `busyS`; `first`: it is the zone's first choice. */
  dispatched(unit: number, zone: number, busyS: number, first: boolean): void {
    this.dispatches++;
    this.unitDispatches[unit]!++;
    if (!first) this.notFirst++;
    if (!this.areas) return;
    const area = this.#areaOf![zone]!;
    if (area >= 0) this.areas.workS[area]! += busyS;
  }

  /** The least whole second (beyond three hours: minute) within which this share of the calls was reached; 0 when none was. */
  percentileS(share: number): number {
    return percentileOf(this.responses, this.helped, share);
  }

  /** Calls reached within so many seconds (whole ones). */
  within(seconds: number): number {
    return countWithin(this.responses, seconds);
  }

  /** Mean of the slowest tenth of the calls, from whole seconds. */
  worstTenthS(): number {
    return worstTenthOf(this.responses, this.helped);
  }
}
