import { fail, ok, type Result } from '@clarion/measure';
import type { Assignment, Incident } from '../board.ts';
import type { Command } from '../command.ts';
import type { EntryBody } from '../entry.ts';
import type { AssignmentId, UnitId } from '../ids.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import { same } from '../same.ts';
import { isAdvisedToWait, isStaged, proposedStaging, stagingAhead, wantsHearing } from '../staging.ts';
import {
  type Context,
  type Decision,
  noIncident,
  nothing,
  openIncident,
  refused,
  saidAfter,
  written,
} from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type SetData = Extract<EntryBody, { type: 'StagingSet' }>['data'];
type ToldData = Extract<EntryBody, { type: 'SafeTold' }>['data'];

/** The whole incident, with whoever is on it and whoever is sent from now on; or the named units of it alone. */
export function setStaging(context: Context, command: Of<'SetStaging'>): Decision {
  const { incidentId, reason, place } = command;
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  const found = among(context, incident.value, command.unitIds);
  if (!found.ok) return found;
  const order = present<Pick<SetData, 'reason' | 'place'>>({ reason, place });
  const stands = (staging: Assignment['staging'] | Incident['staging']) =>
    staging !== undefined &&
    staging.safe === undefined &&
    same(present<Pick<SetData, 'reason' | 'place'>>({ reason: staging.reason, place: staging.place }), order);
  const whole = command.unitIds === undefined;
  if (found.value.every(one => stands(one.staging)) && (!whole || stands(incident.value.staging)))
    return nothing;
  const data: SetData = {
    incidentId,
    ...order,
    assignments: named(found.value),
    ...(whole ? { whole } : {}),
  };
  return ok([written(context, { type: 'StagingSet', data })]);
}

/**
 * Told to every unit that waits or is advised to, or to the named ones; whoever is sent later does not wait any more. It is the
 * answer no to a card's advice too.
 */
export function tellSafe(context: Context, command: Of<'TellSafe'>): Decision {
  const { incidentId } = command;
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  const found = among(context, incident.value, command.unitIds);
  if (!found.ok) return found;
  const staged = found.value.filter(one => isStaged(one) || isAdvisedToWait(incident.value, one));
  const isAhead = stagingAhead(incident.value) !== undefined || proposedStaging(incident.value) !== undefined;
  const whole = command.unitIds === undefined && isAhead;
  if (staged.length === 0 && !whole) return refused({ code: 'NotStaged', incidentId });
  const data: ToldData = { incidentId, assignments: named(staged), ...(whole ? { whole } : {}) };
  return ok([written(context, { type: 'SafeTold', data })]);
}

export function acknowledgeSafe(context: Context, command: Of<'AcknowledgeSafe'>): Decision {
  const { unitId, incidentId, happenedAt } = command;
  const held = holding(context, unitId, incidentId);
  if (!held.ok) return held;
  if (!wantsHearing(held.value)) {
    return held.value.staging?.heardAt === undefined ? refused({ code: 'NotStaged', incidentId }) : nothing;
  }
  const { assignmentId, staging } = held.value;
  const said = saidAfter(context, happenedAt, staging?.safe?.at ?? context.at);
  if (!said.ok) return said;
  const data = { assignmentId, unitId, incidentId };
  return ok([written(context, { type: 'SafeAcknowledged', data }, said.value)]);
}

export function reportStaged(context: Context, command: Of<'ReportStaged'>): Decision {
  const { unitId, incidentId, happenedAt } = command;
  const held = holding(context, unitId, incidentId);
  if (!held.ok) return held;
  const { assignmentId, staging } = held.value;
  if (!isStaged(held.value)) return refused({ code: 'NotStaged', incidentId });
  if (staging?.reachedAt !== undefined) return nothing;
  const said = saidAfter(context, happenedAt, staging?.since ?? context.at);
  if (!said.ok) return said;
  const data = { assignmentId, unitId, incidentId };
  return ok([written(context, { type: 'StagingReached', data }, said.value)]);
}

const named = (assignments: readonly Assignment[]) =>
  assignments.map(({ assignmentId, unitId }): { assignmentId: AssignmentId; unitId: UnitId } => ({
    assignmentId,
    unitId,
  }));

/** Open assignments of the incident: all, or those of the named units, each of which must have one. */
function among(
  { board }: Context,
  { incidentId, assignmentIds }: Incident,
  unitIds: readonly UnitId[] | undefined,
): Result<readonly Assignment[], Refusal> {
  const open = assignmentIds
    .flatMap(id => board.assignments.get(id) ?? [])
    .filter(({ endedAt }) => endedAt === undefined);
  if (unitIds === undefined) return ok(open);
  const missing = unitIds.find(unitId => !open.some(one => one.unitId === unitId));
  if (missing !== undefined) return fail({ code: 'UnitNotAssigned', unitId: missing, incidentId });
  return ok(open.filter(({ unitId }) => unitIds.includes(unitId)));
}

function holding(context: Context, unitId: UnitId, incidentId: string): Result<Assignment, Refusal> {
  const incident = context.board.incidents.get(incidentId);
  if (!incident) return fail(noIncident(context.board, incidentId));
  const found = among(context, incident, [unitId]);
  if (!found.ok) return found;
  return ok(found.value[0]!);
}
