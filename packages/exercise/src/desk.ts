import {
  type Board,
  type Call,
  type Command,
  canFill,
  type Evidence,
  type Incident,
  type Unit,
} from '@clarion/dispatch';
import { type Instant, instant } from '@clarion/measure';
import { deskActor, type Happening } from './happening.ts';
import { chanceOf, uuidOf } from './keyed-chance.ts';
import type { ScriptedCall } from './script.ts';

export interface DeskOptions {
  readonly seed: number;
  readonly board: () => Board;
  /** When it began, or began again. */
  readonly from: Instant;
  /** The scripted call behind a call on the board. */
  readonly scriptOf: (call: Call) => ScriptedCall | undefined;
  /** The call on the board that a scripted call became. */
  readonly callOf: (scriptedId: string) => Call | undefined;
}

/** The unattended desk: answers, opens, sends what is recommended, closes. Reads the board, so it survives a restart. */
export interface Desk {
  next(): Instant | undefined;
  advance(to: Instant): Happening[];
  /** There is something new on the board, or behind it. */
  noticed(): void;
}

/** Nobody was free: asked again so much later. */
const RETRY_MS = 30_000;
/** A unit that was missing and is free now is sent within this time. */
const MORE_MS = 10_000;
/** Help that was missing is asked for again for so long after the opening. */
const KEEP_ASKING_MS = 15 * 60_000;
const TALK_MS = 12_000;
const CLOSE_MS = 20_000;

interface Chore {
  readonly key: string;
  readonly at: Instant;
  readonly command?: Command;
  readonly dispatch?: string;
  readonly beatMs?: number;
}

export function createDesk(options: DeskOptions): Desk {
  /** When each chore was last put forward; kept until the board shows that it was done. */
  const tried = new Map<string, Instant>();
  let clock = options.from;
  let known: Chore[] | undefined;
  /** Asked before and after every happening, so it is worked out once until something changes. */
  const chores = (): Chore[] => {
    known ??= found();
    return known;
  };
  const found = (): Chore[] => {
    const board = options.board();
    const free = [...board.units.values()].filter(
      ({ status, assignmentIds }) => status === 'available' && assignmentIds.length === 0,
    );
    const all = [
      ...[...board.openCalls].flatMap(id => choreOfCall(board.calls.get(id), options) ?? []),
      ...[...board.openIncidents].flatMap(
        id => choreOfIncident(board.incidents.get(id), free, options) ?? [],
      ),
    ];
    const keys = new Set(all.map(({ key }) => key));
    for (const key of tried.keys()) if (!keys.has(key)) tried.delete(key);
    return all.map(chore => ({ ...chore, at: again(chore) }));
  };
  /** A dispatch is tried at fixed beats from its first time, so that a restart falls into the same beat. */
  const again = ({ key, at, dispatch, beatMs = RETRY_MS }: Chore): Instant => {
    const before = tried.get(key);
    if (dispatch === undefined) return before === undefined ? at : later(before, RETRY_MS);
    const since = before !== undefined ? before + 1 : beatMs === RETRY_MS ? options.from : clock;
    return since <= at ? at : later(at, Math.ceil((since - at) / beatMs) * beatMs);
  };
  return {
    noticed() {
      known = undefined;
    },
    next() {
      const times = chores().map(({ at }) => at);
      return times.length === 0 ? undefined : times.reduce((a, b) => (b < a ? b : a));
    },
    advance(to) {
      const due = chores().filter(({ at }) => at <= to);
      known = undefined;
      clock = instant(Math.max(clock, to));
      due.sort((a, b) => a.at - b.at || (a.key < b.key ? -1 : 1));
      return due.map(({ key, at, command, dispatch }): Happening => {
        tried.set(key, to);
        const commandId = uuidOf(options.seed, 'desk', key, at);
        return command
          ? { kind: 'command', at, actor: deskActor, commandId, command }
          : { kind: 'dispatch', at, actor: deskActor, commandId, incidentId: dispatch! };
      });
    },
  };
}

function choreOfCall(call: Call | undefined, options: DeskOptions): Chore | undefined {
  const script = call && options.scriptOf(call);
  if (!call || !script) return undefined;
  const { callId } = call;
  if (call.state === 'ringing')
    return {
      key: `answer ${callId}`,
      at: later(call.receivedAt, script.answerMs),
      command: { type: 'AnswerCall', callId },
    };
  if (call.state === 'ended') return undefined;
  const answeredAt = call.answeredAt ?? call.receivedAt;
  if (call.incidentId === undefined) {
    const first = script.sameAs === undefined ? undefined : options.callOf(script.sameAs);
    const same = first && options.board().incidents.get(first.incidentId ?? '');
    return {
      key: `place ${callId}`,
      at: later(answeredAt, script.entryMs),
      command:
        same?.state === 'open'
          ? { type: 'AttachCall', callId, incidentId: same.incidentId }
          : { type: 'OpenIncident', callId, typeId: script.typeId, place: script.place },
    };
  }
  return {
    key: `end ${callId}`,
    at: later(answeredAt, script.entryMs + TALK_MS * (0.5 + chanceOf(options.seed, callId, 'talk'))),
    command: { type: 'EndCall', callId },
  };
}

function choreOfIncident(
  incident: Incident | undefined,
  free: readonly Unit[],
  options: DeskOptions,
): Chore | undefined {
  const board = options.board();
  const calls = incident?.callIds.flatMap(id => board.calls.get(id) ?? []) ?? [];
  const script = calls.flatMap(call => options.scriptOf(call) ?? [])[0];
  if (!incident || !script) return undefined;
  const { incidentId, openedAt } = incident;
  const assignments = incident.assignmentIds.flatMap(id => board.assignments.get(id) ?? []);
  const dispatchAt = later(openedAt, script.dispatchMs);
  const first: Chore = { key: `dispatch ${incidentId}`, at: dispatchAt, dispatch: incidentId };
  if (assignments.length === 0) return first;
  const ends = assignments.flatMap(({ endedAt }) => endedAt ?? []);
  if (ends.length < assignments.length) {
    const asking = board.at - openedAt < KEEP_ASKING_MS && lacks(board, incident, free);
    return asking ? { ...first, key: `more ${incidentId}`, beatMs: MORE_MS } : undefined;
  }
  const last = ends.reduce((a, b) => (b > a ? b : a));
  const helped = assignments.some(({ times }) => times.onScene !== undefined);
  // Everybody was taken away again before anybody arrived.
  if (!helped && assignments.every(({ outcome }) => outcome !== 'completed'))
    return { ...first, key: `again ${incidentId} ${assignments.length}`, at: later(last, MORE_MS) };
  const transported = assignments.some(({ times }) => times.transporting !== undefined);
  return {
    key: `close ${incidentId}`,
    at: later(last, CLOSE_MS),
    command: {
      type: 'CloseIncident',
      incidentId,
      disposition: transported ? 'transported' : 'handled',
    },
  };
}

/** Whether the run card asks for more than was sent, and somebody who is free now could bring it. */
function lacks(board: Board, incident: Incident, free: readonly Unit[]): boolean {
  const needs = board.configuration?.types.find(({ typeId }) => typeId === incident.typeId)?.needs ?? [];
  const wanted = needs.reduce((sum, { count }) => sum + count, 0);
  if (incident.assignmentIds.length >= wanted) return false;
  const sent = incident.assignmentIds.flatMap(
    id => board.units.get(board.assignments.get(id)?.unitId ?? '')?.description ?? [],
  );
  return needs.some(
    ({ capability, count }) =>
      sent.filter(({ capabilities }) => canFill(capabilities, capability)).length < count &&
      free.some(({ description }) => canFill(description.capabilities, capability)),
  );
}

/** The command that sends what the evidence recommends; undefined when it recommends nobody. */
export function assignmentFrom(incidentId: string, evidence: Evidence): Command | undefined {
  const unitIds = evidence.candidates.flatMap(({ unitId, recommended }) => (recommended ? unitId : []));
  if (unitIds.length === 0) return undefined;
  return {
    type: 'AssignUnits',
    incidentId,
    unitIds,
    displayed: evidence.candidates.map(({ unitId }) => unitId),
    evidence,
  };
}

const later = (at: Instant, byMs: number): Instant => instant(Math.round(at + byMs));
