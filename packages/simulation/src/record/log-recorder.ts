import {
  type Actor,
  type Board,
  type Command,
  type Configuration,
  decide,
  defaultConfiguration,
  type Entry,
  emptyBoard,
  evolve,
  type IncidentId,
  type UnitStatus,
} from '@clarion/dispatch';
import { type Instant, instant, type LngLat } from '@clarion/measure';
import type { CoreState, JobTimes, Recorder } from '../core/recorder.ts';
import type { Model, Readiness } from '../model.ts';

export interface LogRecorderOptions {
  /** When second 0 of the replication is. */
  readonly from: Instant;
  /** Where a zone is, for whoever draws it. */
  readonly placeOf?: (zone: number) => LngLat;
  readonly homeOf?: (unit: number) => LngLat;
  /** Told of each entry as it is written. */
  readonly onEntry?: (entry: Entry) => void;
  /** After everything that happened at one time. */
  readonly onSettled?: (board: Board, state: CoreState, at: Instant) => void;
}

/** Callers, crews and the desk of a simulation: what the log names. */
const actor: Actor = { kind: 'exercise', id: 'simulation' };
const system: Actor = { kind: 'system', id: 'simulation' };
/** Levels are a commander's to set: the law lets nobody else. */
const commander: Actor = { kind: 'operator', id: 'simulation', role: 'commander' };

/** For how long a level is set. */
const LEVEL_MS = 30 * 24 * 3_600_000;

interface Job {
  readonly incidentId: IncidentId;
  /** Steps that are still to be reported, the next one last. */
  readonly steps: { readonly status: UnitStatus; readonly atS: number }[];
}

/**
 * Writes what the core does as a log of dispatch: every step is a command that the law of dispatch decides, so the entries
 * are those of a live centre. A command that is refused is a bug of the core and throws.
 */
export class LogRecorder implements Recorder {
  board: Board = emptyBoard();
  readonly #model: Model;
  readonly #options: LogRecorderOptions;
  readonly #jobs = new Map<number, Job>();
  /** Of open calls: the incident, how many units are on it, and how many it still lacks. */
  readonly #open = new Map<
    number,
    { incidentId: IncidentId; units: number; missing: number; transported: boolean }
  >();
  #pending:
    | { readonly call: number; readonly zone: number; readonly type: number; readonly callId: string }
    | undefined;
  #commands = 0;
  #levels: readonly number[] = [];

  constructor(model: Model, options: LogRecorderOptions) {
    this.#model = model;
    this.#options = options;
    const configuration = configurationOf(model, options);
    this.#say(0, { type: 'AdoptConfiguration', configuration }, system);
  }

  called(atS: number, call: number, zone: number, type: number): void {
    this.#reportUntil(atS);
    this.#say(atS, { type: 'AnswerCall' });
    this.#pending = { call, zone, type, callId: `C${this.board.lastCall}` };
  }

  lost(atS: number): void {
    const { callId } = this.#pending!;
    this.#pending = undefined;
    this.#say(atS, { type: 'EndCall', callId, disposition: 'transferred' });
  }

  assigned(
    atS: number,
    call: number,
    units: readonly number[],
    times: readonly JobTimes[],
    missing: number,
  ): void {
    this.#reportUntil(atS);
    this.#openIncident(atS);
    const open = this.#open.get(call)!;
    const { incidentId } = open;
    const unitIds = units.map(unit => this.#model.unitIds[unit]!);
    this.#say(atS, { type: 'AssignUnits', incidentId, unitIds, displayed: unitIds });
    open.units += units.length;
    open.missing = missing;
    for (const [i, unit] of units.entries()) {
      this.#jobs.set(unit, { incidentId, steps: stepsOf(times[i]!) });
      if (times[i]!.transportingS !== undefined) open.transported = true;
    }
  }

  freed(atS: number, call: number, unit: number): void {
    this.#reportUntil(atS);
    const { incidentId } = this.#jobs.get(unit)!;
    this.#jobs.delete(unit);
    this.#report(atS, unit, 'available', incidentId);
    const open = this.#open.get(call)!;
    open.units--;
    if (open.units > 0 || open.missing > 0) return;
    this.#open.delete(call);
    const disposition = open.transported ? 'transported' : 'handled';
    this.#say(atS, { type: 'CloseIncident', incidentId, disposition });
  }

  inService(atS: number, unit: number, yes: boolean): void {
    this.#reportUntil(atS);
    this.#report(atS, unit, yes ? 'available' : 'outOfService');
  }

  levels(atS: number, levels: Int32Array): void {
    this.#reportUntil(atS);
    this.#levels = [...levels];
    for (const [place, level] of levels.entries()) {
      const areaId = place === 0 ? undefined : this.#model.areas!.ids[place - 1]!;
      const set = this.board.readiness.get(areaId ?? '');
      const levelId = level === 0 ? undefined : this.#model.readiness!.levels[level]!;
      if (set?.levelId === levelId) continue;
      const area = areaId === undefined ? {} : { areaId };
      if (levelId === undefined) this.#say(atS, { type: 'EndReadiness', ...area }, commander);
      else this.#setLevel(atS, levelId, area);
    }
  }

  moved(atS: number, unit: number, post: number): void {
    this.#reportUntil(atS);
    const { unitIds, postIds } = this.#model;
    this.#say(atS, { type: 'OrderMoveUp', unitId: unitIds[unit]!, postId: postIds[post]! });
  }

  settled(atS: number, state: CoreState): void {
    this.#reportUntil(atS);
    this.#openIncident(atS);
    this.#renewLevels(atS);
    this.#options.onSettled?.(this.board, state, this.#instant(atS));
  }

  /** The incident of a call of the core; undefined when it has ended. */
  incidentOf(call: number): IncidentId | undefined {
    return this.#open.get(call)?.incidentId;
  }

  /** A call that was not lost becomes an incident, with or without units. */
  #openIncident(atS: number): void {
    if (!this.#pending) return;
    const { call, zone, type, callId } = this.#pending;
    this.#pending = undefined;
    const at = this.#options.placeOf?.(zone) ?? [0, 0];
    const label = this.#model.zoneIds[zone]!;
    this.#say(atS, {
      type: 'OpenIncident',
      callId,
      typeId: this.#model.types[type]!.id,
      place: { at, uncertaintyM: 0, label, source: 'recorded', verified: true },
    });
    this.#say(atS, { type: 'EndCall', callId });
    const missing = this.#model.types[type]!.slots.length;
    this.#open.set(call, {
      incidentId: `I${this.board.lastIncident}`,
      units: 0,
      missing,
      transported: false,
    });
  }

  /** A level is set for a month at most: one that still holds is set again before it ends. */
  #renewLevels(atS: number): void {
    for (const [place, level] of this.#levels.entries()) {
      if (level === 0) continue;
      const areaId = place === 0 ? undefined : this.#model.areas!.ids[place - 1]!;
      const { expiresAt } = this.board.readiness.get(areaId ?? '')!;
      if (expiresAt - this.#instant(atS) > LEVEL_MS / 2) continue;
      this.#setLevel(atS, this.#model.readiness!.levels[level]!, areaId === undefined ? {} : { areaId });
    }
  }

  #setLevel(atS: number, levelId: string, area: { readonly areaId?: string }): void {
    const expiresAt = instant(this.#instant(atS) + LEVEL_MS);
    this.#say(atS, { type: 'SetReadiness', levelId, reason: 'demand', expiresAt, ...area }, commander);
  }

  /** What crews report on their way, in order of time. */
  #reportUntil(atS: number): void {
    for (;;) {
      let first = -1;
      let soonest = atS;
      for (const [unit, { steps }] of this.#jobs) {
        const next = steps.at(-1);
        if (!next || next.atS > soonest) continue;
        if (first >= 0 && next.atS === soonest) continue;
        soonest = next.atS;
        first = unit;
      }
      if (first < 0) return;
      const job = this.#jobs.get(first)!;
      const { status } = job.steps.pop()!;
      this.#report(soonest, first, status, job.incidentId);
    }
  }

  #report(atS: number, unit: number, status: UnitStatus, incidentId?: IncidentId): void {
    const unitId = this.#model.unitIds[unit]!;
    const happenedAt = this.#instant(atS);
    this.#say(atS, {
      type: 'ReportStatus',
      unitId,
      status,
      happenedAt,
      ...(incidentId === undefined ? {} : { incidentId }),
    });
  }

  #instant(atS: number): Instant {
    return instant(Math.max(this.board.at, this.#options.from + Math.round(atS * 1000)));
  }

  #say(atS: number, command: Command, by: Actor = actor): void {
    const now = this.#instant(atS);
    const decision = decide(this.board, { commandId: `s${this.#commands++}`, actor: by, command }, now);
    if (!decision.ok)
      throw new Error(`the law refuses ${JSON.stringify(command)}: ${JSON.stringify(decision.error)}`);
    for (const written of decision.value) {
      const entry: Entry = { ...written, seq: this.board.head + 1, recordedAt: now };
      this.board = evolve(this.board, entry);
      this.#options.onEntry?.(entry);
    }
  }
}

function stepsOf({ enRouteS, onSceneS, transportingS, atDestinationS }: JobTimes): Job['steps'] {
  const steps: Job['steps'] = [];
  if (atDestinationS !== undefined) steps.push({ status: 'atDestination', atS: atDestinationS });
  if (transportingS !== undefined) steps.push({ status: 'transporting', atS: transportingS });
  steps.push({ status: 'onScene', atS: onSceneS }, { status: 'enRoute', atS: enRouteS });
  return steps;
}

/** Units, run cards and posts of the model as a centre would have them. A unit that can do anything has every capability asked for. */
function configurationOf(model: Model, { homeOf }: LogRecorderOptions): Configuration {
  const { readiness } = model;
  const anything = [
    ...new Set([...model.capabilities, ...(readiness?.minimums.map(({ capability }) => capability) ?? [])]),
  ];
  const units = model.unitIds.map((unitId, unit) => ({
    unitId,
    kind: 'SIMULATED',
    agency: 'fire' as const,
    capabilities: model.ownCapabilities[unit] ?? anything,
    postId: model.postIds[model.unitPost[unit]!]!,
    home: homeOf?.(unit) ?? ([0, 0] as const),
    ...(model.crewIds[unit] === undefined ? {} : { crewId: model.crewIds[unit] }),
  }));
  const types = model.types.map(({ id, priority, slots }) => ({
    typeId: id,
    names: { en: id },
    category: 'simulated',
    priority: priority as 1 | 2 | 3 | 4,
    needs: [...new Set(slots)].map(need => ({
      capability: model.capabilities[need]!,
      count: slots.filter(slot => slot === need).length,
    })),
  }));
  const usual = defaultConfiguration({ placeName: { en: 'Simulation' }, units, posts: [] });
  return { ...usual, types, ...(readiness && levelsOf(model, readiness)) };
}

/** Areas side by side, each with its posts in the middle; levels and minimums as the scenario has them. */
function levelsOf(
  { areas, postIds }: Model,
  { levels, minimums, areaOfPost }: Readiness,
): Pick<Configuration, 'posts' | 'areas' | 'readiness'> {
  return {
    posts: postIds.map((postId, post) => ({
      postId,
      names: { en: postId },
      kind: 'simulated',
      at: areaOfPost[post]! < 0 ? ([-1, -1] as const) : ([areaOfPost[post]! + 0.5, 0.5] as const),
    })),
    areas: (areas?.ids ?? []).map((areaId, i) => ({
      areaId,
      names: { en: areaId },
      rings: [
        [
          [i, 0],
          [i + 0.9, 0],
          [i + 0.9, 0.9],
          [i, 0.9],
          [i, 0],
        ],
      ],
    })),
    readiness: {
      levels: levels.map(levelId => ({ levelId, names: { en: levelId } })),
      minimums: minimums.map(({ capability, count, area, inForceAt }) => ({
        capability,
        count,
        levelIds: levels.filter((_, level) => inForceAt[level] === 1),
        ...(area < 0 ? {} : { areaIds: [areas!.ids[area]!] }),
      })),
    },
  };
}
