import {
  type Board,
  type Call,
  changesConfiguration,
  type Entry,
  type Incident,
  subjectsOf,
  type UnitId,
} from '@clarion/dispatch';
import { type Instant, instant, type LngLat } from '@clarion/measure';
import type { CrewWorld } from './crew.ts';
import { createCrews } from './crews.ts';
import { createDesk } from './desk.ts';
import { commandOf } from './generated-calls.ts';
import { type CrewFix, callerActor, type Happening } from './happening.ts';
import type { CallScript, ScriptedCall, Sent, Stay } from './script.ts';

export interface ExerciseOptions extends Omit<CrewWorld, 'spokenFor'> {
  readonly script: CallScript;
  /** The board as it is now, after every entry that `observe` was told of. */
  readonly board: () => Board;
  /** Calls received before are not played; those already in the log are not played again. */
  readonly from: Instant;
  /** People answer and dispatch: calls only ring, crews answer. Otherwise the desk works by itself. */
  readonly attended: boolean;
  /** The log so far, for an exercise that goes on after a restart. */
  readonly past?: Iterable<Entry>;
  readonly lastSeen?: (unitId: UnitId) => LngLat | undefined;
}

/**
 * An exercise has no clock and touches nothing. Whoever runs it asks `next`, waits or jumps, `advance`s to that time,
 * puts the happenings to the log, and tells of every entry by `observe`, its own and other people's.
 */
export interface Exercise {
  /** Time of the next happening; may be in the past when something was observed late. undefined: nothing more comes. */
  next(): Instant | undefined;
  /** What happens up to and including `to`, in order. */
  advance(to: Instant): Happening[];
  observe(entry: Entry): void;
  /** Where every crew is at `t`, which is not before the last `advance`. */
  positionsAt(t: Instant): CrewFix[];
  /** Scripted calls played so far, those of the past included. */
  callsDone(): number;
  /** The scripted call behind an incident; undefined when people opened it by themselves. */
  scriptOfIncident(incidentId: string): ScriptedCall | undefined;
}

export function createExercise(options: ExerciseOptions): Exercise {
  const { script, board, seed } = options;
  const scripted = new Map<string, ScriptedCall>();
  const played = new Map<string, string>();

  const spokenFor = new Set<string>();

  const learn = (entry: Entry): void => {
    if (
      entry.type === 'StatusReported' &&
      entry.actor.kind === 'unit' &&
      entry.data.assignmentId !== undefined
    )
      spokenFor.add(entry.data.assignmentId);
    if (entry.type !== 'CallReceived' || entry.actor.kind !== 'exercise') return;
    const call = script.findByCommand(entry.commandId, entry.at);
    if (!call) return;
    scripted.set(entry.data.callId, call);
    played.set(call.id, entry.data.callId);
  };
  for (const entry of options.past ?? []) learn(entry);

  const scriptOf = (call: Call): ScriptedCall | undefined => scripted.get(call.callId);
  const scriptOfCalls = (incident: Incident): ScriptedCall | undefined =>
    incident.callIds.flatMap(id => scripted.get(id) ?? [])[0];
  const stayOf = (incident: Incident, sent: readonly Sent[]): Stay =>
    script.stayOf(scriptOfCalls(incident), sent, incident.typeId);
  const crews = createCrews({ ...options, stayOf, spokenFor });
  const desk = options.attended
    ? undefined
    : createDesk({
        seed,
        board,
        from: options.from,
        scriptOf,
        callOf: id => board().calls.get(played.get(id) ?? ''),
      });

  const calls = script.from(options.from);
  let coming = nextCall();
  /** The next one that is not in the log yet. */
  function nextCall(): ScriptedCall | undefined {
    for (;;) {
      const { value, done } = calls.next();
      if (done) return undefined;
      if (!played.has(value.id)) return value;
    }
  }

  return {
    next() {
      const times = [coming?.receivedAt, crews.next(), desk?.next()].filter(time => time !== undefined);
      return times.length === 0 ? undefined : instant(Math.min(...times));
    },
    advance(to) {
      const ringing: Happening[] = [];
      for (; coming && coming.receivedAt <= to; coming = nextCall()) {
        ringing.push(received(coming, seed));
        // Told to the log, though the log may not have said so yet.
        played.set(coming.id, played.get(coming.id) ?? '');
      }
      return [...ringing, ...crews.advance(to), ...(desk?.advance(to) ?? [])].sort((a, b) => a.at - b.at);
    },
    observe(entry) {
      learn(entry);
      desk?.noticed();
      for (const unitId of unitsOf(entry, board())) crews.noticed(unitId, entry.type === 'EntryUndone');
    },
    positionsAt: t => crews.positionsAt(t),
    callsDone: () => played.size,
    scriptOfIncident(incidentId) {
      const incident = board().incidents.get(incidentId);
      return incident && scriptOfCalls(incident);
    },
  };
}

export function received(call: ScriptedCall, seed: number): Happening {
  const { channel, phone, language, receivedAt } = call;
  return {
    kind: 'command',
    at: receivedAt,
    actor: callerActor,
    commandId: commandOf(seed, call.id),
    command: {
      type: 'ReceiveCall',
      channel,
      fields: {
        ...(language !== undefined && { language }),
      },
    },
    speech: call.speech,
    ...(phone && { phone: { at: phone.at, radiusM: phone.uncertaintyM } }),
    ...(call.contact !== undefined && { contact: call.contact }),
  };
}

/** Whose crew has something new: the entry's units, all that an amended incident holds, all of a new configuration. */
function unitsOf(entry: Entry, board: Board): Iterable<UnitId> {
  if (changesConfiguration(entry)) return board.units.keys();
  const { unitIds, incidentId } = subjectsOf(entry);
  if (entry.type !== 'IncidentAmended' && entry.type !== 'EntryUndone') return unitIds;
  const incident = board.incidents.get(incidentId ?? '');
  const held = incident?.assignmentIds.flatMap(id => board.assignments.get(id) ?? []) ?? [];
  return new Set([
    ...unitIds,
    ...held.filter(({ endedAt }) => endedAt === undefined).map(({ unitId }) => unitId),
  ]);
}
