import { streamKey, subKey, uniform } from '../chance/keyed.ts';
import { type CallType, isOutside, type Model, NOBODY } from '../model.ts';
import { Arrivals, ask, PER_UNIT } from './arrivals.ts';
import { type Chosen, chooseOne, chooseSet, stillMissing } from './choice.ts';
import { DutyClock } from './duty-clock.ts';
import { EventHeap } from './event-heap.ts';
import { Fleet } from './fleet.ts';
import { MoveUpDesk } from './move-up-desk.ts';
import { ReadinessDesk } from './readiness-desk.ts';
import type { JobTimes, Recorder } from './recorder.ts';
import { Tally } from './tally.ts';
import { Waiting, type WaitingCall } from './waiting.ts';

/** 1 to 4; 0 is nothing's. */
const PRIORITIES = 5;
const ONE_NEED: readonly number[] = [0];
const NO_MATES: readonly number[] = [];

/**
 * One replication of a model. The only state is in its own typed arrays, which it mutates. Units that become free do so
 * before calls that come at the same moment.
 */
export class Replication {
  readonly tally: Tally;
  readonly fleet: Fleet;
  readonly #model: Model;
  readonly #arrivals: Arrivals;
  readonly #waiting: Waiting;
  readonly #ends: EventHeap;
  readonly #duty: DutyClock;
  readonly #moveUp: MoveUpDesk;
  readonly #readiness: ReadinessDesk | undefined;
  readonly #recorder: Recorder | undefined;
  readonly #total: number;
  #now = 0;

  constructor(model: Model, replication: number, recorder?: Recorder) {
    this.#model = model;
    this.tally = new Tally(model);
    this.#arrivals = new Arrivals(model, streamKey(model.seed, replication));
    this.#waiting = new Waiting(model.queue === 'priority' ? 5 : 1);
    this.#ends = new EventHeap(model.unitIds.length);
    this.fleet = new Fleet(model);
    this.#duty = new DutyClock(model);
    this.#moveUp = new MoveUpDesk(model, this.fleet, this.tally);
    this.#readiness = model.readiness && new ReadinessDesk(model, model.readiness, this.fleet, this.tally);
    this.#recorder = recorder;
    this.#total = model.warmUp + model.calls;
    for (let unit = 0; unit < model.unitIds.length; unit++) {
      if (this.fleet.onDuty[unit] === 1) this.tally.onDuty(unit, 0);
      else recorder?.inService(0, unit, false);
    }
    this.#moveUp.started();
    this.#lookAround();
  }

  run(): Tally {
    const arrivals = this.#arrivals;
    while (arrivals.number < this.#total) {
      const soonest = Math.min(this.#ends.soonest, this.#duty.soonest);
      if (soonest <= arrivals.at) this.#happen(soonest);
      else {
        this.#arrive();
        arrivals.next();
      }
      this.#lookAround();
      this.#settled();
    }
    this.tally.close(this.#now);
    this.#drain();
    return this.tally;
  }

  /** Follows the calls that wait to their first unit; gives up when for a week nothing but duty has changed. */
  #drain(): void {
    let quietUntil = this.#now + 168 * 3600;
    while (this.#waiting.count > 0 || (this.#recorder && this.#ends.soonest < Infinity)) {
      const end = this.#ends.soonest;
      const soonest = Math.min(end, this.#duty.soonest);
      if (soonest === Infinity || soonest > quietUntil) return;
      if (end === soonest) quietUntil = end + 168 * 3600;
      this.#happen(soonest);
      this.#lookAround();
      this.#settled();
    }
  }

  /** After what has happened: levels, who may go now that waited, and who is moved. */
  #lookAround(): void {
    const readiness = this.#readiness;
    if (readiness === undefined) return;
    for (;;) {
      const isOther = readiness.look(this.#now);
      if (isOther) this.#recorder?.levels(this.#now, readiness.levels);
      const moves = readiness.moves(this.#now);
      for (const { unit, post } of moves) this.#recorder?.moved(this.#now, unit, post);
      if (!isOther && moves.length === 0) return;
      this.#serveWaiting(NOBODY);
    }
  }

  #happen(at: number): void {
    this.#now = at;
    this.#readiness?.pass(at);
    if (this.#duty.soonest <= at && this.#duty.soonest <= this.#ends.soonest) this.#changeDuty();
    else this.#finish(this.#ends.pop());
  }

  #changeDuty(): void {
    const { unit, on } = this.#duty.next();
    if (unit === NOBODY) {
      // Who was kept free may go now.
      this.#serveWaiting(unit);
      return;
    }
    this.fleet.onDuty[unit] = on ? 1 : 0;
    if (on) this.tally.onDuty(unit, this.#now);
    else this.tally.offDuty(unit, this.#now);
    if (!on && this.fleet.busy[unit] === 0) this.#readiness?.released(unit, this.#now);
    this.fleet.refresh(unit);
    this.#moveUp.changed(unit);
    this.#moveUp.settle(this.#now);
    if (this.fleet.busy[unit] === 0) this.#recorder?.inService(this.#now, unit, on);
    if (on) this.#serveWaiting(unit);
  }

  #finish(unit: number): void {
    const { fleet } = this;
    const call = fleet.callOf[unit]!;
    this.tally.idle(unit, this.#now);
    fleet.finish(unit, this.#now);
    this.#readiness?.released(unit, this.#now);
    this.#recorder?.freed(this.#now, call, unit);
    if (fleet.onDuty[unit] === 0) this.#recorder?.inService(this.#now, unit, false);
    if (fleet.onDuty[unit] === 1) this.#moveUp.freed(unit, this.#now);
    fleet.refresh(unit);
    this.#moveUp.changed(unit);
    this.#moveUp.settle(this.#now);
    for (const mate of this.#model.crewmates?.[unit] ?? NO_MATES) {
      fleet.refresh(mate);
      this.#moveUp.changed(mate);
    }
    this.#serveWaiting(unit);
  }

  #arrive(): void {
    const { number, at, zone, type, key } = this.#arrivals;
    const model = this.#model;
    this.#now = at;
    this.#readiness?.pass(at);
    const callType = model.types[type]!;
    const counted = number >= model.warmUp;
    if (number === model.warmUp) this.tally.open(at);
    const hour = this.#hourOf(at);
    if (counted) this.tally.called(zone, callType.priority, hour);
    this.#recorder?.called(at, number, zone, type);
    const { slots, priority } = callType;
    let missing: readonly number[] = slots.length === 1 ? ONE_NEED : slots.map((_, i) => i);
    const sent: number[] = [];
    if (this.fleet.freeCount > this.#keptFree(priority)) {
      if (slots.length === 1) {
        const unit = chooseOne(model, this.fleet, zone, slots[0]!, at, this.#mayGo(priority));
        if (unit >= 0) {
          const response = this.#send(unit, number, key, zone, callType, slots[0]!, 0);
          if (counted) this.tally.responded(zone, priority, hour, 0, response, this.#isOutside(unit, zone));
          this.#moveUp.settle(at);
          return;
        }
      } else {
        missing = this.#sendSet(number, key, at, zone, callType, missing, sent);
        if (missing.length === 0) return;
      }
    }
    const helped = sent.length > 0;
    if (counted && !helped && this.#readiness && this.#couldGo(zone, slots, missing))
      this.tally.readiness!.held++;
    if (counted && !helped) this.tally.foundNoneFree(priority, hour);
    if (counted && helped) this.tally.short++;
    if (model.queue === 'none') {
      if (counted && !helped) this.tally.lost++;
      if (!helped) this.#recorder?.lost(at, number);
      return;
    }
    const call: WaitingCall = { number, key, at, zone, type, missing, sent, next: undefined };
    this.#waiting.add(call, model.queue === 'priority' ? priority : 0);
  }

  /** Somebody became free: who has waited longest of the most urgent is asked first. */
  #serveWaiting(unit: number): void {
    const model = this.#model;
    const { fleet } = this;
    if (this.#waiting.count === 0 || fleet.freeCount === 0) return;
    // Alone in being free for them, it is this unit or none; but a crew frees several, and some were kept for others.
    const several = model.keeps || model.crewmates !== undefined || this.#readiness !== undefined;
    if (!several && fleet.free[unit] === 0) return;
    this.#waiting.offer(call => {
      const callType = model.types[call.type]!;
      if (fleet.freeCount <= this.#keptFree(callType.priority)) return 'keep';
      if (!several && !this.#canTake(unit, call, callType)) return 'keep';
      if (callType.slots.length === 1) {
        const chosen = several
          ? chooseOne(model, fleet, call.zone, callType.slots[0]!, this.#now, this.#mayGo(callType.priority))
          : unit;
        if (chosen < 0) return 'keep';
        const response = this.#send(
          chosen,
          call.number,
          call.key,
          call.zone,
          callType,
          callType.slots[0]!,
          0,
        );
        this.#responded(call, callType, response, this.#isOutside(chosen, call.zone));
        call.missing = [];
      } else {
        const { number, key, at, zone, missing, sent } = call;
        call.missing = this.#sendSet(number, key, at, zone, callType, missing, sent);
      }
      const done = call.missing.length === 0;
      const over = several ? fleet.freeCount === 0 : fleet.free[unit] === 0;
      return done ? (over ? 'doneAndStop' : 'done') : over ? 'keepAndStop' : 'keep';
    });
    this.#moveUp.settle(this.#now);
  }

  #hourOf(at: number): number {
    return (this.#model.startHour + Math.floor(at / 3600)) % 168;
  }

  /** Units that calls of this priority may not take now. */
  #keptFree(priority: number): number {
    const { keepFree } = this.#model;
    if (keepFree.length === PRIORITIES) return keepFree[priority]!;
    return keepFree[this.#hourOf(this.#now) * PRIORITIES + priority]!;
  }

  /** Who is free, and leaves enough behind. */
  #mayGo(priority: number): Uint8Array {
    return this.#readiness?.mayGo(priority) ?? this.fleet.free;
  }

  /** As many of the needs as can be, by units that together leave enough behind: who leaves too few stays. */
  #chooseSet(zone: number, { slots, priority }: CallType, missing: readonly number[]): readonly Chosen[] {
    const may = this.#mayGo(priority);
    for (;;) {
      const chosen = chooseSet(this.#model, this.fleet, zone, slots, missing, this.#now, may);
      if (this.#readiness === undefined || chosen.length === 0) return chosen;
      const units = chosen.map(({ unit }) => unit);
      const stays = this.#readiness.tooMany(units, priority);
      if (stays < 0) return chosen;
      may[stays] = 0;
    }
  }

  #couldGo(zone: number, slots: readonly number[], missing: readonly number[]): boolean {
    if (slots.length === 1) return chooseOne(this.#model, this.fleet, zone, slots[0]!, this.#now) >= 0;
    return chooseSet(this.#model, this.fleet, zone, slots, missing, this.#now).length > 0;
  }

  #canTake(unit: number, call: WaitingCall, { slots }: CallType): boolean {
    const { serves, zoneIds, fills, capabilities, allServeAll } = this.#model;
    if (allServeAll) return true;
    if (serves[unit * zoneIds.length + call.zone] === 0) return false;
    return call.missing.some(slot => fills[unit * capabilities.length + slots[slot]!] !== 0);
  }

  /** Sends whom it can; the needs that are left. `sent` are those who went before, and whoever goes now. */
  #sendSet(
    number: number,
    key: number,
    calledAt: number,
    zone: number,
    callType: CallType,
    missing: readonly number[],
    sent: number[],
  ): readonly number[] {
    const model = this.#model;
    const { slots, priority } = callType;
    const chosen = this.#chooseSet(zone, callType, missing);
    if (chosen.length === 0) return missing;
    const first = sent.length === 0;
    let soonest = Infinity;
    const times: JobTimes[] = [];
    for (const { unit, slot } of chosen) {
      const response = this.#send(unit, number, key, zone, callType, slots[slot]!, sent.length, times);
      soonest = Math.min(soonest, response);
      sent.push(unit);
    }
    if (first && number >= model.warmUp) {
      const waitS = this.#now - calledAt;
      const crossed = sent.some(unit => this.#isOutside(unit, zone));
      const hour = this.#hourOf(calledAt);
      this.tally.responded(zone, priority, hour, waitS, waitS + soonest, crossed);
    }
    const left = stillMissing(model, slots, sent);
    const units = chosen.map(({ unit }) => unit);
    this.#recorder?.assigned(this.#now, number, units, times, model.queue === 'none' ? 0 : left.length);
    this.#moveUp.settle(this.#now);
    return left;
  }

  #isOutside(unit: number, zone: number): boolean {
    const { areas } = this.#model;
    return areas !== undefined && isOutside(areas, unit, zone);
  }

  #responded(call: WaitingCall, callType: CallType, response: number, crossed: boolean): void {
    if (call.number < this.#model.warmUp) return;
    const waitS = this.#now - call.at;
    const hour = this.#hourOf(call.at);
    this.tally.responded(call.zone, callType.priority, hour, waitS, waitS + response, crossed);
  }

  /** The unit goes, as the `place`-th one of the call; seconds until it is there. With `times` the caller records, else it is recorded here. */
  #send(
    unit: number,
    number: number,
    key: number,
    zone: number,
    callType: CallType,
    need: number,
    place: number,
    times?: JobTimes[],
  ): number {
    const model = this.#model;
    const now = this.#now;
    const chance = place * PER_UNIT;
    const turnout = model.turnout[unit];
    const turnoutS = turnout
      ? turnout.draw(subKey(key, ask.turnout + chance)) * this.#turnoutFactor(unit, now)
      : 0;
    const factor = model.travelFactor.length === 1 ? model.travelFactor[0]! : this.fleet.factor(now);
    const { travelVariation: variation } = model;
    const varied = variation?.[Math.floor(uniform(subKey(key, ask.drive + chance)) * variation.length)] ?? 1;
    const arrivesS = turnoutS + this.fleet.travelS(unit, zone, now, factor) * varied;
    const sceneS = arrivesS + callType.service.draw(subKey(key, ask.service + chance));
    let freeS = sceneS;
    let hospitalS: number | undefined;
    if (callType.transportShare > 0 && model.hospital) {
      if (uniform(subKey(key, ask.transport + chance)) < callType.transportShare) {
        hospitalS = sceneS + model.hospital.travelS[zone]! * factor;
        freeS = hospitalS + model.hospital.turnRound.draw(subKey(key, ask.turnRound + chance));
      }
    }
    this.fleet.take(unit, number, zone);
    this.#moveUp.changed(unit);
    this.tally.busy(unit, now);
    this.#ends.push(now + freeS, unit);
    if (number >= model.warmUp) {
      const first = model.order[model.orderStart[zone * model.capabilities.length + need]!];
      this.tally.dispatched(unit, zone, freeS, first === unit);
    }
    if (model.crewmates) this.#blockMates(unit);
    if (this.#recorder) {
      const job: JobTimes = {
        enRouteS: now + turnoutS,
        onSceneS: now + arrivesS,
        transportingS: hospitalS === undefined ? undefined : now + sceneS,
        atDestinationS: hospitalS === undefined ? undefined : now + hospitalS,
        freeS: now + freeS,
      };
      if (times) times.push(job);
      else this.#recorder.assigned(now, number, [unit], [job], 0);
    }
    return arrivesS;
  }

  #turnoutFactor(unit: number, now: number): number {
    const factor = this.#model.turnoutFactor[unit]!;
    return factor.length === 1 ? factor[0]! : factor[this.#hourOf(now)]!;
  }

  #blockMates(unit: number): void {
    for (const mate of this.#model.crewmates![unit]!) {
      this.fleet.refresh(mate);
      this.#moveUp.changed(mate);
    }
  }

  #settled(): void {
    if (!this.#recorder) return;
    const waiting: number[] = [];
    this.#waiting.offer(call => {
      waiting.push(call.number);
      return 'keep';
    });
    const { busy, free, callOf, post } = this.fleet;
    const levels = this.#readiness?.levels;
    this.#recorder.settled(this.#now, { busy, free, callOf, post, levels, waiting });
  }
}
