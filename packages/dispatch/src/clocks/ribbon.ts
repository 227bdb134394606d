import type { Instant } from '@clarion/measure';
import type { Assignment, Board, Call, Incident } from '../board.ts';
import type { CallId, IncidentId, UnitId } from '../ids.ts';
import type { AssignmentStep } from '../status.ts';
import { type ClockTarget, type IncidentClock, incidentClocks, targetOf } from './target.ts';

/** One clock of an incident as it reads now. */
export interface ClockReading {
  readonly clock: IncidentClock;
  /** `waiting`: what it counts from has not happened; `notKnown`: nobody has said, and nobody will be guessed for. */
  readonly state: 'waiting' | 'running' | 'done' | 'notKnown';
  readonly since?: Instant;
  readonly until?: Instant;
  readonly elapsedMs?: number;
  /** One of its ends was typed by a person; a line or a device has not said it. */
  readonly typed: boolean;
  readonly target?: ClockTarget;
  readonly isOver: boolean;
  /** The unit that it was read from: the first to get there. */
  readonly unitId?: UnitId;
  /** The call that it was read from, where each call has its own. */
  readonly callId?: CallId;
}

interface Span {
  readonly since?: Instant | undefined;
  readonly until?: Instant | undefined;
  readonly typed?: boolean | undefined;
  readonly unitId?: UnitId | undefined;
  readonly notKnown?: boolean | undefined;
  readonly callId?: CallId | undefined;
}

/**
 * Every clock of an incident, in their order; that of the interpreter where one was asked for. What is missing in the log stays
 * missing: no end is guessed.
 */
export function ribbon(board: Board, incidentId: IncidentId, now: Instant): readonly ClockReading[] {
  const incident = board.incidents.get(incidentId);
  if (!incident) return [];
  const call = board.calls.get(incident.callIds[0] ?? '');
  const sent = incident.assignmentIds
    .flatMap(id => board.assignments.get(id) ?? [])
    .filter(({ outcome }) => outcome !== 'undone');
  const closed = incident.state === 'closed';
  const calls = incident.callIds.flatMap(id => board.calls.get(id) ?? []);
  return incidentClocks.flatMap(clock => {
    const span = clock === 'interpreter' ? interpreterSpan(calls) : spanOf(clock, incident, call, sent);
    return span === undefined ? [] : [reading(board, incident, clock, span, closed, now)];
  });
}

function spanOf(
  clock: Exclude<IncidentClock, 'interpreter'>,
  incident: Incident,
  call: Call | undefined,
  sent: readonly Assignment[],
): Span {
  const there = firstTo(sent, 'onScene');
  switch (clock) {
    case 'ring':
      if (!call) return { notKnown: true };
      return {
        since: call.receivedAt,
        until: there?.times.onScene,
        typed: call.typed,
        unitId: there?.unitId,
      };
    case 'answer':
      // Nobody said when it began to ring: it was typed when it was answered already.
      if (!call || call.typed) return { notKnown: true };
      return {
        since: call.receivedAt,
        until: call.lineAnsweredAt ?? call.answeredAt,
        // A line that tells of answers has not told of this one: a key was pressed.
        typed: call.onLine === true && call.lineAnsweredAt === undefined && call.answeredAt !== undefined,
      };
    case 'location':
      return ofCall(call, earliest(call?.placeAt, incident.placeAt));
    case 'type':
      return ofCall(call, earliest(call?.typeAt, incident.typeAt));
    case 'release':
      return ofCall(call, incident.openedAt);
    case 'notify':
      return { since: incident.openedAt, until: firstTo(sent, 'dispatched')?.times.dispatched };
    case 'acknowledge':
      return between(sent, 'dispatched', 'acknowledged');
    case 'turnout':
      return between(sent, 'dispatched', 'enRoute');
    case 'travel':
      return between(sent, 'enRoute', 'onScene');
    case 'onScene':
      return { since: there?.times.onScene, until: lastEnd(sent), typed: isTyped(there, 'onScene') };
    case 'clear':
      return { since: lastEnd(sent), until: incident.closedAt };
  }
}

/** Of all calls the one that waits longest; of none that waits, the one that waited longest. Undefined: nobody was asked for. */
function interpreterSpan(calls: readonly Call[]): Span | undefined {
  const spans = calls.flatMap(({ callId, state, endedAt, interpreter = [] }) =>
    interpreter.flatMap(({ askedAt, onLineAt, leftAt }): readonly Span[] => {
      if (askedAt === undefined) return [];
      // Given up, or hung up before anybody came: it has no end.
      const gone = leftAt ?? (state === 'ended' ? endedAt : undefined);
      return [
        { since: askedAt, until: onLineAt, callId, notKnown: onLineAt === undefined && gone !== undefined },
      ];
    }),
  );
  const waiting = spans.filter(({ until, notKnown }) => until === undefined && !notKnown);
  const known = spans.filter(({ until }) => until !== undefined);
  const ranked = [
    ...waiting.sort((a, b) => a.since! - b.since!),
    ...known.sort((a, b) => b.until! - b.since! - (a.until! - a.since!)),
    ...spans,
  ];
  return ranked[0];
}

function ofCall(call: Call | undefined, until: Instant | undefined): Span {
  return call?.answeredAt === undefined ? { notKnown: true } : { since: call.answeredAt, until };
}

/** From one step to another of the unit that reached the other first; of nobody yet, from the first at the one. */
function between(sent: readonly Assignment[], from: AssignmentStep, to: AssignmentStep): Span {
  const first = firstTo(sent, to);
  if (!first) {
    const passed = sent.some(({ times }) => (to === 'onScene' ? false : times.onScene !== undefined));
    const running = firstTo(sent, from);
    return passed
      ? { notKnown: true }
      : { since: running?.times[from], typed: isTyped(running, from), unitId: running?.unitId };
  }
  const since = first.times[from];
  return {
    since,
    until: first.times[to],
    notKnown: since === undefined,
    typed: isTyped(first, from) || isTyped(first, to),
    unitId: first.unitId,
  };
}

function reading(
  board: Board,
  incident: Incident,
  clock: IncidentClock,
  { since, until, typed, unitId, notKnown, callId }: Span,
  closed: boolean,
  now: Instant,
): ClockReading {
  const target = targetOf(board, clock, incident);
  const state = stateOf(since, until, notKnown === true, closed);
  const elapsedMs =
    since === undefined || state === 'waiting' || state === 'notKnown'
      ? undefined
      : Math.max(0, (until ?? now) - since);
  return {
    clock,
    state,
    ...(since === undefined ? {} : { since }),
    ...(until === undefined ? {} : { until }),
    ...(elapsedMs === undefined ? {} : { elapsedMs }),
    typed: typed === true,
    ...(target ? { target } : {}),
    isOver: target !== undefined && elapsedMs !== undefined && elapsedMs > target.seconds * 1000,
    ...(unitId === undefined ? {} : { unitId }),
    ...(callId === undefined ? {} : { callId }),
  };
}

function stateOf(
  since: Instant | undefined,
  until: Instant | undefined,
  notKnown: boolean,
  closed: boolean,
): ClockReading['state'] {
  if (notKnown) return 'notKnown';
  if (until !== undefined) return since === undefined ? 'notKnown' : 'done';
  // What has no end when all is over has none any more.
  if (closed) return 'notKnown';
  return since === undefined ? 'waiting' : 'running';
}

function firstTo(sent: readonly Assignment[], step: AssignmentStep): Assignment | undefined {
  let first: Assignment | undefined;
  for (const one of sent) {
    const time = one.times[step];
    if (time !== undefined && (first === undefined || time < first.times[step]!)) first = one;
  }
  return first;
}

/** When the last of those at the place was gone; undefined while one is there, or nobody was. */
function lastEnd(sent: readonly Assignment[]): Instant | undefined {
  if (sent.length === 0 || sent.some(({ endedAt }) => endedAt === undefined)) return undefined;
  return sent.reduce<Instant>((last, { endedAt }) => (endedAt! > last ? endedAt! : last), sent[0]!.endedAt!);
}

const isTyped = (assignment: Assignment | undefined, step: AssignmentStep) =>
  assignment?.typed?.includes(step) === true;

function earliest(a: Instant | undefined, b: Instant | undefined): Instant | undefined {
  if (a === undefined || b === undefined) return a ?? b;
  return a < b ? a : b;
}
