import type { Model } from '../model.ts';

/** Responses are counted by the second up to three hours, then by the minute up to two days more. */
const FINE_S = 3 * 3600;
const MINUTE_S = 60;
const BINS = FINE_S + 1 + 2 * 24 * 60;

/** Rounded up, so that a bin says within which time. */
const binOf = (s: number): number =>
  s <= FINE_S ? Math.ceil(s) : Math.min(BINS - 1, FINE_S + Math.ceil((s - FINE_S) / MINUTE_S));
const secondsOf = (bin: number): number => (bin <= FINE_S ? bin : FINE_S + (bin - FINE_S) * MINUTE_S);

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
  readonly responses = new Uint32Array(BINS);
  readonly priorityCalls = new Float64Array(5);
  readonly priorityNoneFree = new Float64Array(5);
  readonly priorityWaitS = new Float64Array(5);
  readonly priorityHelped = new Float64Array(5);
  /** By hour of the week. */
  readonly hourCalls = new Float64Array(168);
  readonly hourNoneFree = new Float64Array(168);
  readonly zoneCalls: Float64Array;
  readonly zoneResponseS: Float64Array;
  readonly busyS: Float64Array;
  readonly dutyS: Float64Array;
  readonly unitDispatches: Float64Array;
  windowS = 0;
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
    // NaN: not busy, not on duty.
    this.#busySince = new Float64Array(units).fill(NaN);
    this.#dutySince = new Float64Array(units).fill(NaN);
  }

  /** A tally that is closed, from a copy of its figures alone: what comes over from another thread. */
  static revive(model: Model, copy: Tally): Tally {
    return Object.assign(new Tally(model), copy);
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

  called(priority: number, hour: number): void {
    this.calls++;
    this.hourCalls[hour]!++;
    this.priorityCalls[priority]!++;
  }

  foundNoneFree(priority: number, hour: number): void {
    this.noneFree++;
    this.hourNoneFree[hour]!++;
    this.priorityNoneFree[priority]!++;
  }

  /** Somebody was sent for the first time: after `waitS`, and there after `responseS` in all. */
  responded(zone: number, priority: number, waitS: number, responseS: number): void {
    this.helped++;
    this.waitS += waitS;
    this.responseS += responseS;
    this.priorityHelped[priority]!++;
    this.priorityWaitS[priority]! += waitS;
    this.zoneCalls[zone]!++;
    this.zoneResponseS[zone]! += responseS;
    this.responses[binOf(responseS)]!++;
  }

  dispatched(unit: number, first: boolean): void {
    this.dispatches++;
    this.unitDispatches[unit]!++;
    if (!first) this.notFirst++;
  }

  /** The least whole second (beyond three hours: minute) within which this share of the calls was reached; 0 when none was. */
  percentileS(share: number): number {
    const wanted = share * this.helped;
    let seen = 0;
    for (let bin = 0; bin < BINS && this.helped > 0; bin++) {
      seen += this.responses[bin]!;
      if (seen >= wanted) return secondsOf(bin);
    }
    return 0;
  }

  /** Calls reached within so many seconds (whole ones). */
  within(seconds: number): number {
    let seen = 0;
    for (let bin = 0; bin < BINS && secondsOf(bin) <= seconds; bin++) seen += this.responses[bin]!;
    return seen;
  }

  /** Mean of the slowest tenth of the calls, from whole seconds. */
  worstTenthS(): number {
    let left = this.helped / 10;
    if (left === 0) return 0;
    let sum = 0;
    for (let bin = BINS - 1; bin >= 0 && left > 0; bin--) {
      const taken = Math.min(left, this.responses[bin]!);
      sum += taken * secondsOf(bin);
      left -= taken;
    }
    return sum / (this.helped / 10);
  }
}
