import { fail, ok, type Result } from '@clarion/measure';
import type { Assignment, Incident } from '../board.ts';
import { openAssignments } from '../change.ts';
import type { Command } from '../command.ts';
import { cordonsInForce } from '../cordon.ts';
import { plansInForce } from '../emergency-plan/standing.ts';
import type { EntryBody, NewEntry } from '../entry.ts';
import type { IncidentId } from '../ids.ts';
import { isMajor } from '../major.ts';
import { leadOf, type Parts, type TakenIn } from '../merge.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import { isStaged, type Staging, stagingAhead } from '../staging.ts';
import {
  type Context,
  type Decision,
  noIncident,
  nothing,
  openIncident,
  refused,
  written,
} from './context.ts';
import { released } from './schedule.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type StagingData = Extract<EntryBody, { type: 'StagingSet' }>['data'];

/** Two incidents that have to do with each other; both remain. */
export function linkIncidents(context: Context, { incidentId, otherId }: Of<'LinkIncidents'>): Decision {
  const found = both(context, incidentId, otherId);
  if (!found.ok) return found;
  if (found.value.linked?.includes(otherId)) return nothing;
  return ok(linking(context, 'IncidentLinked', incidentId, otherId));
}

export function unlinkIncidents(context: Context, { incidentId, otherId }: Of<'UnlinkIncidents'>): Decision {
  const found = both(context, incidentId, otherId);
  if (!found.ok) return found;
  if (!found.value.linked?.includes(otherId)) return nothing;
  return ok(linking(context, 'IncidentUnlinked', incidentId, otherId));
}

/** One of them leads: calls, units and clocks of the other go over, and its number leads there. */
export function mergeIncidents(context: Context, { incidentId, intoId }: Of<'MergeIncidents'>): Decision {
  const { board } = context;
  const merged = openIncident(board, incidentId);
  if (!merged.ok) return merged;
  const into = leadOf(board, intoId);
  const lead = openIncident(board, into);
  if (!lead.ok) return lead;
  if (into === incidentId) return refused({ code: 'SameIncident', incidentId });
  if (isMajor(merged.value)) return refused({ code: 'MajorStands', incidentId });
  const [plan] = plansInForce(merged.value);
  if (plan) return refused({ code: 'PlanStands', incidentId, planId: plan.plan.planId });
  const cordon = cordonsInForce(board, context.now).find(one => one.incidentId === incidentId);
  if (cordon) {
    const { cordonId, by, since } = cordon;
    return refused({ code: 'CordonStandsAlready', incidentId, cordonId, by, at: since });
  }
  const parts = partsOf(context, merged.value, lead.value);
  const takes = present<TakenIn['takes']>({
    priority: merged.value.priority < lead.value.priority ? merged.value.priority : undefined,
    alarm: (merged.value.alarm ?? 1) > (lead.value.alarm ?? 1) ? merged.value.alarm : undefined,
  });
  const had = { priority: lead.value.priority, alarm: lead.value.alarm ?? null };
  return ok([
    ...released(context, lead.value),
    written(context, { type: 'IncidentMerged', data: { incidentId, intoIncidentId: into, ...parts } }),
    written(context, {
      type: 'IncidentTookIn',
      data: { incidentId: into, mergedIncidentId: incidentId, takes, had },
    }),
    ...stagingOfBoth(context, merged.value, lead.value, parts),
  ]);
}

/**
 * As it was before: what went over goes back, with what has become of it. Who was sent afterwards stays with the lead,
 * unless named.
 */
export function splitIncident(context: Context, command: Of<'SplitIncident'>): Decision {
  const { board } = context;
  const { incidentId } = command;
  const incident = board.incidents.get(incidentId);
  if (!incident) return refused(noIncident(board, incidentId));
  const { merged } = incident;
  if (!merged) return refused({ code: 'NotMerged', incidentId });
  const lead = openIncident(board, merged.into);
  if (!lead.ok) return lead;
  const at = lead.value;
  const open = openAssignments(board, at);
  const missing = command.unitIds?.find(unitId => !open.some(one => one.unitId === unitId));
  if (missing !== undefined)
    return refused({ code: 'UnitNotAssigned', unitId: missing, incidentId: at.incidentId });
  const doubles = merged.doubles.filter(one =>
    board.units.get(one.unitId)?.assignmentIds.includes(one.beside),
  );
  const chosen = open.filter(
    ({ assignmentId, unitId }) =>
      command.unitIds?.includes(unitId) &&
      !merged.assignments.some(one => one.assignmentId === assignmentId) &&
      !doubles.some(one => one.beside === assignmentId),
  );
  const assignments = [
    ...merged.assignments.filter(one => at.assignmentIds.includes(one.assignmentId)),
    ...chosen.map(({ assignmentId, unitId }) => ({ assignmentId, unitId })),
  ];
  const callIds = merged.callIds.filter(callId => at.callIds.includes(callId));
  const taken = at.takenIn?.find(one => one.incidentId === incidentId);
  const gives = present<{ priority?: Incident['priority']; alarm?: number | null }>({
    priority: taken?.takes.priority === at.priority ? taken.had.priority : undefined,
    alarm: taken?.takes.alarm !== undefined && taken.takes.alarm === at.alarm ? taken.had.alarm : undefined,
  });
  const alsoAssigned = doubles.map(({ unitId }) => unitId);
  const data = { incidentId, fromIncidentId: at.incidentId, callIds, assignments, doubles, alsoAssigned };
  return ok([
    written(context, { type: 'IncidentSplit', data }),
    written(context, {
      type: 'IncidentLetGo',
      data: { incidentId: at.incidentId, splitIncidentId: incidentId, gives },
    }),
  ]);
}

function both({ board }: Context, incidentId: IncidentId, otherId: IncidentId): Result<Incident, Refusal> {
  const incident = board.incidents.get(incidentId);
  if (!incident) return fail(noIncident(board, incidentId));
  if (!board.incidents.has(otherId)) return fail(noIncident(board, otherId));
  return incidentId === otherId ? fail({ code: 'SameIncident', incidentId }) : ok(incident);
}

const linking = (
  context: Context,
  type: 'IncidentLinked' | 'IncidentUnlinked',
  incidentId: IncidentId,
  otherIncidentId: IncidentId,
): readonly NewEntry[] => [
  written(context, { type, data: { incidentId, otherIncidentId } }),
  written(context, { type, data: { incidentId: otherIncidentId, otherIncidentId: incidentId } }),
];

function partsOf({ board }: Context, merged: Incident, lead: Incident): Parts {
  const named = ({ assignmentId, unitId }: Assignment) => ({ assignmentId, unitId });
  const doubles = openAssignments(board, merged).flatMap(one => {
    const other = openAssignments(board, lead).find(({ unitId }) => unitId === one.unitId);
    const held = board.units.get(one.unitId)?.assignmentIds;
    if (!other || !held) return [];
    const [mine, theirs] = [held.indexOf(one.assignmentId), held.indexOf(other.assignmentId)];
    const ends = mine < theirs ? one : other;
    const beside = mine < theirs ? other : one;
    return [{ ...named(ends), beside: beside.assignmentId, index: Math.min(mine, theirs) }];
  });
  return {
    callIds: merged.callIds,
    assignments: merged.assignmentIds.flatMap(id => {
      const one = board.assignments.get(id);
      return one ? [named(one)] : [];
    }),
    doubles,
  };
}

/** It is one scene: where either was staged, whoever is on either waits, until somebody tells that it is safe. */
function stagingOfBoth(
  context: Context,
  merged: Incident,
  lead: Incident,
  { doubles }: Parts,
): readonly NewEntry[] {
  const { board } = context;
  const staging: Staging | undefined = stagingAhead(lead) ?? stagingAhead(merged);
  if (!staging) return [];
  const on = [...openAssignments(board, lead), ...openAssignments(board, merged)].filter(
    one => !isStaged(one) && !doubles.some(({ assignmentId }) => assignmentId === one.assignmentId),
  );
  const whole = stagingAhead(lead) === undefined;
  if (on.length === 0 && !whole) return [];
  const data = present<StagingData>({
    incidentId: lead.incidentId,
    reason: staging.reason,
    place: staging.place,
    assignments: on.map(({ assignmentId, unitId }) => ({ assignmentId, unitId })),
    whole: whole || undefined,
  });
  return [written(context, { type: 'StagingSet', data })];
}
