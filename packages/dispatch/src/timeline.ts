import type { Instant } from '@clarion/measure';
import type { Actor } from './command.ts';
import type { Names } from './configuration.ts';
import type { EmergencyPlan } from './emergency-plan/plan.ts';
import type { Entry, EntryType } from './entry.ts';
import type { CallId, CommandId, IncidentId, UnitId } from './ids.ts';
import type { Place } from './place.ts';
import type { Schedule } from './schedule.ts';
import { subjectsOf } from './subjects.ts';

/** One line of an incident's story. `type` and `values` are codes; words come from the catalogue. */
export interface TimelineLine {
  readonly seq: number;
  /** When it happened. */
  readonly at: Instant;
  /** When it was written, where that was later: from paper, or from a phone that had no network. */
  readonly recordedAt: Instant;
  readonly type: EntryType;
  readonly by: Actor;
  readonly unitIds: readonly UnitId[];
  readonly callId?: CallId;
  /** Short facts of the line: status, outcome, disposition, priority, label of the place. */
  readonly values: { readonly [name: string]: string | number | boolean };
  readonly card?: string;
  /** The centre's words for the plan, its level or its step that the line is about, as they stood when it was activated. */
  readonly ofPlan?: { readonly plan: Names; readonly level?: Names; readonly step?: Names };
  /** Of an incident that is part of this one: its number. */
  readonly of?: IncidentId;
  /** The line's command was taken back by the entry with this number. */
  readonly undoneBy?: number;
}

/**
 * The incident's lines in the order in which things happened, then by number. Calls that were attached to it at any time
 * are told from their ring on. What is part of it at the end is told with it.
 */
export function timeline(entries: Iterable<Entry>, incidentId: IncidentId): readonly TimelineLine[] {
  const all = [...entries];
  const family = partsIn(all, incidentId);
  const callIds = new Set<CallId>();
  const undoneBy = new Map<CommandId, number>();
  const bySeq = new Map<number, Entry>();
  for (const entry of all) {
    bySeq.set(entry.seq, entry);
    const { callId, incidentId: about } = subjectsOf(entry);
    if (family.has(about ?? '') && callId !== undefined) callIds.add(callId);
    const undone = entry.type === 'EntryUndone' ? bySeq.get(entry.data.seq) : undefined;
    if (undone) undoneBy.set(undone.commandId, entry.seq);
  }
  const plans = new Map<string, EmergencyPlan>();
  const lines = all.flatMap(entry => {
    if (entry.type === 'PlanActivated' && entry.data.plan) plans.set(planKeyOf(entry.data), entry.data.plan);
    const { callId, incidentId: about, unitIds } = subjectsOf(entry);
    const ofCall = about === undefined && callId !== undefined && callIds.has(callId);
    const undone = entry.type === 'EntryUndone' ? bySeq.get(entry.data.seq) : undefined;
    const ofUndone = undone !== undefined && family.has(subjectsOf(undone).incidentId ?? '');
    const isOwn = about !== undefined && family.has(about);
    if (!isOwn && !ofCall && !ofUndone) return [];
    const takenBack = undoneBy.get(entry.commandId);
    return [
      {
        seq: entry.seq,
        at: entry.at,
        recordedAt: entry.recordedAt,
        type: entry.type,
        by: entry.actor,
        unitIds,
        ...(callId === undefined ? {} : { callId }),
        ...(isOwn && about !== incidentId ? { of: about } : {}),
        values: valuesOf(entry),
        ...wordsOfPlan(entry, plans),
        ...(entry.onPaper ? { card: entry.onPaper.card } : {}),
        ...(takenBack === undefined ? {} : { undoneBy: takenBack }),
      },
    ];
  });
  return lines.sort((a, b) => a.at - b.at || a.seq - b.seq);
}

const planKeyOf = ({ incidentId, planId }: { readonly incidentId: string; readonly planId: string }) =>
  `${incidentId} ${planId}`;

function wordsOfPlan(entry: Entry, plans: ReadonlyMap<string, EmergencyPlan>): Pick<TimelineLine, 'ofPlan'> {
  if (!('planId' in entry.data)) return {};
  const plan = plans.get(planKeyOf(entry.data));
  if (plan === undefined) return {};
  const { data } = entry;
  const level = 'levelId' in data ? plan.levels.find(one => one.levelId === data.levelId) : undefined;
  const step =
    'stepId' in data
      ? plan.levels.flatMap(one => one.steps).find(one => one.stepId === data.stepId)
      : undefined;
  return {
    ofPlan: {
      plan: plan.names,
      ...(level === undefined ? {} : { level: level.names }),
      ...(step === undefined ? {} : { step: step.names }),
    },
  };
}

/** The incident and whatever is part of it when all is told. */
function partsIn(entries: readonly Entry[], incidentId: IncidentId): ReadonlySet<IncidentId> {
  const into = new Map<IncidentId, IncidentId>();
  for (const entry of entries) {
    if (entry.type === 'IncidentMerged') into.set(entry.data.incidentId, entry.data.intoIncidentId);
    if (entry.type === 'IncidentSplit') into.delete(entry.data.incidentId);
    if (entry.type !== 'EntryUndone') continue;
    for (const step of entry.data.restore.steps) {
      if (step.kind === 'mergeBack') into.delete(step.incidentId);
      if (step.kind === 'splitBack') into.set(step.incidentId, step.merged.into);
    }
  }
  const family = new Set([incidentId]);
  for (const lead of family) for (const [one, led] of into) if (led === lead) family.add(one);
  return family;
}

function valuesOf(entry: Entry): TimelineLine['values'] {
  switch (entry.type) {
    case 'IncidentScheduled':
      return forLater(entry.data);
    case 'ScheduledReleased': {
      const { leadSeconds } = entry.data;
      return {
        byClock: entry.actor.kind === 'system',
        ...(leadSeconds === undefined ? {} : { leadSeconds }),
      };
    }
    case 'IncidentOpened':
    case 'IncidentAmended': {
      const { typeId, priority, place } = entry.data;
      const more = entry.type === 'IncidentAmended' ? entry.data : undefined;
      const schedule = entry.type === 'IncidentOpened' ? entry.data.schedule : undefined;
      return {
        ...(schedule ? forLater(schedule) : {}),
        ...(more?.hazards === undefined ? {} : { hazards: more.hazards.join(',') }),
        ...(more?.marked === undefined
          ? {}
          : {
              hazard: more.marked.hazard,
              hazardReason: more.marked.reason,
              hazardUntil: more.marked.expiresAt,
            }),
        ...(more?.stage === undefined ? {} : { stage: more.stage }),
        ...(more?.was?.place ? { oldPlace: more.was.place.label } : {}),
        ...(typeId === undefined ? {} : { typeId }),
        ...(priority === undefined ? {} : { priority }),
        ...placed(place),
      };
    }
    case 'CallReceived':
    case 'CallAmended': {
      const { typeId, place, language } = entry.data.fields;
      return {
        ...(typeId === undefined ? {} : { typeId }),
        ...(language === undefined ? {} : { language }),
        ...placed(place),
      };
    }
    case 'InterpreterStamped':
      return { interpreter: entry.data.step };
    case 'CallAttached': {
      const { likeness } = entry.data;
      return likeness === undefined ? {} : { likely: Math.round(likeness.probability * 1000) / 10 };
    }
    case 'RecordsFiled':
      return {
        numbers: [...entry.data.incidents.map(one => one.incidentId), ...entry.data.callIds].join(', '),
      };
    case 'StatusReported':
      return {
        status: entry.data.status,
        late: entry.data.late,
        ...(entry.data.beforeSafe ? { beforeSafe: true } : {}),
      };
    case 'IncidentLinked':
    case 'IncidentUnlinked':
      return { other: entry.data.otherIncidentId };
    case 'IncidentMerged':
      return { other: entry.data.intoIncidentId };
    case 'IncidentTookIn': {
      const { mergedIncidentId, takes } = entry.data;
      return { other: mergedIncidentId, ...takes };
    }
    case 'IncidentSplit':
      return { other: entry.data.fromIncidentId };
    case 'IncidentLetGo':
      return { other: entry.data.splitIncidentId };
    case 'PlaceMoved':
      return { told: entry.data.told };
    case 'StagingSet': {
      const { reason, place } = entry.data;
      return { stagingReason: reason, ...(place ? { stagingPlace: place.label } : {}) };
    }
    case 'MajorDeclared':
      return { majorReason: entry.data.reason };
    case 'MajorStoodDown':
      return { standDown: entry.data.reason };
    case 'CasualtiesCounted': {
      const { place, counts, told } = entry.data;
      return { collecting: place, ...counts, figure: told };
    }
    case 'CasualtiesAllocated': {
      const { postId, category, count, over = 0 } = entry.data;
      return { hospital: postId, triage: category, count, over };
    }
    case 'AllocationWithdrawn':
      return { number: entry.data.number };
    case 'RoleGiven':
    case 'RoleEnded':
      return { commandRole: entry.data.role };
    case 'OrderGiven':
    case 'OrderAcknowledged':
    case 'OrderWithdrawn':
      return { number: entry.data.number, order: entry.data.order };
    case 'PlanActivated':
    case 'PlanDeclined':
    case 'PlanEnded': {
      const { data } = entry;
      return {
        plan: data.planId,
        ...('levelId' in data ? { planLevel: data.levelId, version: data.version } : {}),
        ...('reason' in data
          ? { [entry.type === 'PlanEnded' ? 'planEnd' : 'planDecline']: data.reason }
          : {}),
      };
    }
    case 'PlanStepMarked': {
      const { planId, stepId, mark, reason, role } = entry.data;
      return {
        plan: planId,
        planStep: stepId,
        stepMark: mark,
        ...(reason === undefined ? {} : { stepReason: reason }),
        ...(role === undefined ? {} : { commandRole: role }),
      };
    }
    case 'AssignmentEnded':
      return {
        outcome: entry.data.outcome,
        ...(entry.data.reason === undefined ? {} : { preempted: entry.data.reason }),
        ...(entry.data.forIncidentId === undefined ? {} : { forIncident: entry.data.forIncidentId }),
      };
    case 'IncidentClosed':
      return { disposition: entry.data.disposition };
    case 'EntryUndone':
      return { undoes: entry.data.undoes, undoneSeq: entry.data.seq };
    case 'TimeCorrected': {
      const { step, from, to } = entry.data;
      return { step, to, ...(from === undefined ? {} : { from }) };
    }
    case 'CardOpened':
      return { protocol: entry.data.cardId, edition: entry.data.edition };
    case 'CardAnswered': {
      const { cardId, questionId, choiceId } = entry.data;
      return { protocol: cardId, question: questionId, choice: choiceId };
    }
    case 'TransferSent': {
      const { agencyId, reason, withContact } = entry.data;
      return { ref: refOf(entry.data), agencyId, transferReason: reason, withContact: withContact === true };
    }
    case 'TransferTold':
      return { ref: refOf(entry.data), agencyId: entry.data.agencyId, telling: entry.data.step };
    case 'TransferReceived': {
      const { agencyId, receipt = '' } = entry.data;
      return { ref: refOf(entry.data), agencyId, receipt };
    }
    case 'TransferEnded': {
      const { agencyId, result, reason } = entry.data;
      return {
        ref: refOf(entry.data),
        agencyId,
        result,
        ...(reason === undefined ? {} : { returned: reason }),
      };
    }
    case 'TransferWithdrawn':
      return { ref: refOf(entry.data), agencyId: entry.data.agencyId };
    case 'CallBackSet':
      return { callBackCause: entry.data.cause };
    case 'CallBackAttempted':
      return { attempt: entry.data.attempt, attempted: entry.data.outcome };
    case 'CallBackGivenUp':
      return { giveUp: entry.data.reason, attempts: entry.data.attempts };
    case 'CrewWrote':
      return { ready: entry.data.ready ?? '' };
    case 'MessageAcknowledged':
      return { message: entry.data.seq };
    case 'DeviceRefused': {
      const { asked, code } = entry.data;
      return { asked, refusal: code };
    }
    case 'ChangeRead':
      return { read: entry.data.seq };
    case 'PageMarked': {
      const { channelId, step, change } = entry.data;
      return { channel: channelId, page: step, ...(change === undefined ? {} : { change }) };
    }
    case 'DeskTaken':
    case 'DeskLeft':
    case 'HandOverOpened':
    case 'HandOverNoted':
    case 'HandOverWithdrawn':
    case 'DeskLost':
    case 'IncidentGiven':
      return { desk: entry.data.deskId };
    case 'DeskHandedOver':
      return { desk: entry.data.deskId, from: entry.data.fromId };
    case 'CrewCounted':
      return { people: entry.data.people };
    case 'UnitHeard':
      return { heardBy: entry.data.via, accounted: entry.data.accounted === true };
    case 'UnitStaged':
      return { staged: entry.data.staged };
    case 'EmergencyRaised':
      return { how: entry.data.via, late: entry.data.late === true };
    case 'FloorAlarmRaised':
    case 'FloorAlarmAcknowledged':
    case 'FloorAlarmEscalated':
    case 'FloorAlarmRepeated':
    case 'FloorAlarmSounded':
    case 'FloorAlarmCleared': {
      const { key, clock } = entry.data;
      return {
        alarmKind: key.slice(0, key.indexOf(':')),
        ...(clock === undefined ? {} : { clock }),
        ...('deskId' in entry.data && entry.data.deskId !== undefined ? { desk: entry.data.deskId } : {}),
        ...('how' in entry.data ? { sounding: entry.data.how } : {}),
      };
    }
    case 'AlarmRaised':
      return { alarm: entry.data.alarm };
    case 'OverrideExplained':
      return { reason: entry.data.reason, added: entry.data.added.join(', ') };
    case 'CordonSet': {
      const { cordonId, points, reason } = entry.data;
      return { cordon: cordonId, points: points.length, cordonReason: reason };
    }
    case 'CordonLifted':
      return { cordon: entry.data.cordonId };
    case 'PointGiven':
      return { cordon: entry.data.point.cordonId, point: entry.data.point.number };
    case 'UnitsAssigned':
      return {
        alsoAssigned: entry.data.alsoAssigned,
        ...(entry.data.joined ? { joined: true } : {}),
        ...(entry.data.assignments.some(one => one.stacked) ? { stacked: true } : {}),
      };
    default:
      return {};
  }
}

function forLater({ needAt, leadSeconds }: Pick<Schedule, 'needAt' | 'leadSeconds'>): TimelineLine['values'] {
  return { needAt, ...(leadSeconds === undefined ? {} : { leadSeconds }) };
}

const refOf = ({
  callId,
  incidentId,
  number,
}: {
  readonly callId?: CallId;
  readonly incidentId?: IncidentId;
  readonly number: number;
}): string => `${callId ?? incidentId}-${number}`;

function placed(place: Place | undefined): TimelineLine['values'] {
  return place ? { place: place.label, verified: place.verified } : {};
}
