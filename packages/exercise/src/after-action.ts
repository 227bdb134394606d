import {
  type Actor,
  type Board,
  type CallId,
  type Entry,
  type IncidentId,
  leadOf,
  subjectsOf,
  type UnitId,
} from '@clarion/dispatch';
import type { Instant } from '@clarion/measure';
import { type DoneToDrill, drillState } from './drill-control.ts';
import {
  type DrillScript,
  type Expected,
  type Inject,
  type InjectKind,
  injectCommandOf,
  kindOfInject,
} from './drill-script.ts';
import type { Bilingual } from './script.ts';

/** Who did it, by position: nobody's name is in an after-action timeline, and nobody is scored. */
export type Position = NonNullable<Actor['role']> | 'crew' | 'drill' | 'server';

export interface ExpectationSeen {
  readonly expectation: keyof Expected;
  /** Absent: it has no time, it is right or not. */
  readonly withinSeconds?: number;
  /** Seconds after the inject, by the drill's time; absent: it has not come about. */
  readonly tookSeconds?: number;
  readonly by?: Position;
  /** open: its time is not over yet. */
  readonly state: 'met' | 'missed' | 'open';
}

export interface InjectSeen {
  readonly injectId: string;
  readonly names: Bilingual;
  readonly kind: InjectKind;
  readonly state: 'waiting' | 'fired' | 'refused' | 'skipped';
  readonly at?: Instant;
  readonly callId?: CallId;
  readonly incidentId?: IncidentId;
  readonly expectations: readonly ExpectationSeen[];
}

export interface TimelineLine {
  readonly at: Instant;
  /** Of the log, or of what was done to the drill (`drill.pace`, `drill.pause` …). */
  readonly what: string;
  readonly by: Position;
  readonly injectId?: string;
  readonly callId?: CallId;
  readonly incidentId?: IncidentId;
  readonly unitIds?: readonly UnitId[];
}

export interface AfterAction {
  readonly scriptId: string;
  readonly names: Bilingual;
  readonly beganAt?: Instant;
  /** Reckoned up to here, by the drill's time. */
  readonly until: Instant;
  readonly expected: number;
  readonly met: number;
  readonly missed: number;
  readonly injects: readonly InjectSeen[];
  readonly timeline: readonly TimelineLine[];
}

export interface AfterActionQuestion {
  readonly script: DrillScript;
  readonly seed: number;
  readonly done: readonly DoneToDrill[];
  readonly entries: readonly Entry[];
  /** As the entries left it. */
  readonly board: Board;
  readonly until: Instant;
}

/** What happened in a drill against what its script expected, and the story of its injects. All times are the drill's. */
export function afterAction(question: AfterActionQuestion): AfterAction {
  const { script, done, until } = question;
  const state = drillState(done);
  const facts = factsOf(question);
  const injects = script.injects.map((inject): InjectSeen => {
    const what = state?.injects.get(inject.id);
    const callId = facts.callOf.get(inject.id);
    const incidentId = callId === undefined ? undefined : facts.incidentOf(callId);
    const at = (callId === undefined ? undefined : facts.rangAt.get(callId)) ?? what?.at;
    return {
      injectId: inject.id,
      names: inject.names,
      kind: kindOfInject(inject),
      state: what?.state ?? 'waiting',
      ...(at === undefined ? {} : { at }),
      ...(callId === undefined ? {} : { callId }),
      ...(incidentId === undefined ? {} : { incidentId }),
      expectations:
        what?.state === 'fired' && at !== undefined ? expectationsOf(inject, at, until, facts) : [],
    };
  });
  const seen = injects.flatMap(({ expectations }) => expectations);
  return {
    scriptId: script.id,
    names: script.names,
    ...(state?.beganAt === undefined ? {} : { beganAt: state.beganAt }),
    until,
    expected: seen.length,
    met: seen.filter(one => one.state === 'met').length,
    missed: seen.filter(one => one.state === 'missed').length,
    injects,
    timeline: timelineOf(question, injects),
  };
}

interface Moment {
  readonly at: Instant;
  readonly by: Position;
}

interface Facts {
  readonly board: Board;
  /** By inject. */
  readonly callOf: ReadonlyMap<string, CallId>;
  readonly rangAt: ReadonlyMap<CallId, Instant>;
  readonly answered: ReadonlyMap<CallId, Moment>;
  readonly opened: ReadonlyMap<CallId, Moment>;
  readonly attached: ReadonlyMap<CallId, Moment>;
  readonly sent: ReadonlyMap<IncidentId, Moment>;
  readonly acknowledged: readonly (Moment & { readonly key: string })[];
  /** The incident that a call belongs to now; of a merged one, that which leads. */
  incidentOf(callId: CallId): IncidentId | undefined;
}

function factsOf({ script, seed, entries, board }: AfterActionQuestion): Facts {
  const byCommand = new Map(script.injects.map(({ id }) => [injectCommandOf(seed, id), id]));
  const callOf = new Map<string, CallId>();
  const rangAt = new Map<CallId, Instant>();
  const answered = new Map<CallId, Moment>();
  const opened = new Map<CallId, Moment>();
  const attached = new Map<CallId, Moment>();
  const sent = new Map<IncidentId, Moment>();
  const acknowledged: (Moment & { readonly key: string })[] = [];
  const first = <K>(map: Map<K, Moment>, key: K, entry: Entry) => {
    if (!map.has(key)) map.set(key, { at: entry.at, by: positionOf(entry.actor) });
  };
  for (const entry of entries) {
    const injectId = byCommand.get(entry.commandId);
    if (entry.type === 'CallReceived' && injectId !== undefined) {
      callOf.set(injectId, entry.data.callId);
      rangAt.set(entry.data.callId, entry.at);
    } else if (entry.type === 'CallAnswered') first(answered, entry.data.callId, entry);
    else if (entry.type === 'IncidentOpened' && entry.data.callId !== undefined)
      first(opened, entry.data.callId, entry);
    else if (entry.type === 'CallAttached') {
      first(attached, entry.data.callId, entry);
      first(opened, entry.data.callId, entry);
    } else if (entry.type === 'UnitsAssigned') first(sent, entry.data.incidentId, entry);
    else if (entry.type === 'FloorAlarmAcknowledged')
      acknowledged.push({ at: entry.at, by: positionOf(entry.actor), key: entry.data.key });
  }
  const incidentOf = (callId: CallId) => {
    const incidentId = board.calls.get(callId)?.incidentId;
    return incidentId === undefined ? undefined : leadOf(board, incidentId);
  };
  return { board, callOf, rangAt, answered, opened, attached, sent, acknowledged, incidentOf };
}

const timed = [
  'answeredWithinSeconds',
  'openedWithinSeconds',
  'unitSentWithinSeconds',
  'unitThereWithinSeconds',
  'attachedWithinSeconds',
  'emergencyAnsweredWithinSeconds',
] as const;

function expectationsOf(inject: Inject, at: Instant, until: Instant, facts: Facts): ExpectationSeen[] {
  const { expect = {} } = inject;
  const seen = timed.flatMap((expectation): ExpectationSeen[] => {
    const withinSeconds = expect[expectation];
    if (withinSeconds === undefined) return [];
    const moment = momentOf(expectation, inject, at, facts);
    const tookSeconds = moment && Math.round((moment.at - at) / 1000);
    const isMet = moment !== undefined && moment.at - at <= withinSeconds * 1000;
    const isOver = moment !== undefined || until - at > withinSeconds * 1000;
    return [
      {
        expectation,
        withinSeconds,
        ...(tookSeconds === undefined ? {} : { tookSeconds }),
        ...(moment === undefined ? {} : { by: moment.by }),
        state: isMet ? 'met' : isOver ? 'missed' : 'open',
      },
    ];
  });
  if (expect.typeRight !== true) return seen;
  const incidentId = facts.incidentOf(facts.callOf.get(inject.id) ?? '');
  const incident = facts.board.incidents.get(incidentId ?? '');
  const right = incident?.typeId === inject.call?.typeId;
  return [
    ...seen,
    { expectation: 'typeRight', state: incident === undefined ? 'open' : right ? 'met' : 'missed' },
  ];
}

function momentOf(
  expectation: (typeof timed)[number],
  inject: Inject,
  at: Instant,
  facts: Facts,
): Moment | undefined {
  const callId = facts.callOf.get(inject.id) ?? '';
  const incidentId = facts.incidentOf(callId) ?? '';
  switch (expectation) {
    case 'answeredWithinSeconds':
      return facts.answered.get(callId);
    case 'openedWithinSeconds':
      return facts.opened.get(callId);
    case 'unitSentWithinSeconds':
      return facts.sent.get(incidentId);
    case 'unitThereWithinSeconds':
      return thereOf(incidentId, facts.board);
    case 'attachedWithinSeconds': {
      const other = facts.incidentOf(facts.callOf.get(inject.call?.sameAs ?? '') ?? '');
      return incidentId === other ? facts.attached.get(callId) : undefined;
    }
    case 'emergencyAnsweredWithinSeconds': {
      const key = `emergency:${inject.crewEmergency?.unitId}`;
      return facts.acknowledged.find(one => one.at >= at && one.key === key);
    }
  }
}

/** The first unit at the scene. */
function thereOf(incidentId: IncidentId, board: Board): Moment | undefined {
  const times = (board.incidents.get(incidentId)?.assignmentIds ?? []).flatMap(
    id => board.assignments.get(id)?.times.onScene ?? [],
  );
  return times.length === 0 ? undefined : { at: times.reduce((a, b) => (b < a ? b : a)), by: 'crew' };
}

function timelineOf({ done, entries }: AfterActionQuestion, injects: readonly InjectSeen[]): TimelineLine[] {
  const ofCall = new Map(
    injects.flatMap(one => (one.callId === undefined ? [] : [[one.callId, one.injectId]])),
  );
  const incidents = new Set(injects.flatMap(({ incidentId }) => incidentId ?? []));
  const lines = done.map(({ at, byRole, control }): TimelineLine => {
    const by: Position =
      byRole === 'server' ? 'server' : byRole === 'script' ? 'drill' : (byRole as Position);
    return {
      at,
      what: `drill.${control.act}`,
      by,
      ...('injectId' in control ? { injectId: control.injectId } : {}),
    };
  });
  for (const entry of entries) {
    const { callId, incidentId, unitIds } = subjectsOf(entry);
    const injectId = callId === undefined ? undefined : ofCall.get(callId);
    const isEmergency = entry.type === 'EmergencyRaised' || entry.type === 'EmergencyEnded';
    const wanted =
      injectId !== undefined || isEmergency || (incidentId !== undefined && incidents.has(incidentId));
    if (!wanted) continue;
    lines.push({
      at: entry.at,
      what: entry.type,
      by: positionOf(entry.actor),
      ...(injectId === undefined ? {} : { injectId }),
      ...(callId === undefined ? {} : { callId }),
      ...(incidentId === undefined ? {} : { incidentId }),
      ...(unitIds.length === 0 ? {} : { unitIds }),
    });
  }
  return lines.sort((a, b) => a.at - b.at);
}

function positionOf({ kind, role }: Actor): Position {
  if (kind === 'operator') return role ?? 'server';
  if (kind === 'unit') return 'crew';
  return kind === 'exercise' ? 'drill' : 'server';
}
