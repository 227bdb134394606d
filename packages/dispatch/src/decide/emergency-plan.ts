import { fail, ok, type Result } from '@clarion/measure';
import type { Incident } from '../board.ts';
import type { Command } from '../command.ts';
import type { ActivePlan } from '../emergency-plan/plan.ts';
import { findPlanInForce, findStep, plansOf } from '../emergency-plan/standing.ts';
import type { EntryBody } from '../entry.ts';
import { rolesHeld } from '../major.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import {
  type Context,
  type Decision,
  nothing,
  openIncident,
  refused,
  saidAfter,
  written,
} from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type Data<T extends EntryBody['type']> = Extract<EntryBody, { type: T }>['data'];

/** The plan as it stands in force is kept with the incident: what the centre changes later changes nothing of it. */
export function activatePlan(context: Context, command: Of<'ActivatePlan'>): Decision {
  const { board } = context;
  const { incidentId, planId } = command;
  const incident = openIncident(board, incidentId);
  if (!incident.ok) return incident;
  const active = findPlanInForce(incident.value, planId);
  const plan = active?.plan ?? plansOf(board).find(one => one.planId === planId);
  const level = plan?.levels.find(({ levelId }, i) =>
    command.levelId === undefined ? i === 0 : levelId === command.levelId,
  );
  if (plan === undefined || level === undefined)
    return refused({
      code: 'PlanUnknown',
      planId,
      ...(plan && command.levelId ? { levelId: command.levelId } : {}),
    });
  const { levelId } = level;
  if (active !== undefined && (command.levelId === undefined || active.levelId === levelId)) return nothing;
  const version = active?.version ?? board.configuration?.version ?? 0;
  const kept = active === undefined ? { plan } : {};
  return ok([
    written(context, { type: 'PlanActivated', data: { incidentId, planId, levelId, version, ...kept } }),
  ]);
}

export function declinePlan(context: Context, { incidentId, planId, reason }: Of<'DeclinePlan'>): Decision {
  const { board } = context;
  const incident = openIncident(board, incidentId);
  if (!incident.ok) return incident;
  if (findPlanInForce(incident.value, planId)) return refused({ code: 'PlanStands', incidentId, planId });
  if (!plansOf(board).some(one => one.planId === planId)) return refused({ code: 'PlanUnknown', planId });
  const before = incident.value.declinedPlans?.find(one => one.planId === planId);
  const { major } = incident.value;
  if (before?.reason === reason && (major?.since ?? 0) <= before.at) return nothing;
  const version = board.configuration?.version ?? 0;
  return ok([written(context, { type: 'PlanDeclined', data: { incidentId, planId, version, reason } })]);
}

export function endPlan(context: Context, { incidentId, planId, reason }: Of<'EndPlan'>): Decision {
  const found = inForce(context, incidentId, planId);
  if (!found.ok) return found;
  return ok([written(context, { type: 'PlanEnded', data: { incidentId, planId, reason } })]);
}

/** A crew says it of the steps of its own role alone, and says only that it has taken or done one. */
export function markPlanStep(context: Context, command: Of<'MarkPlanStep'>): Decision {
  const { board, envelope } = context;
  const { incidentId, planId, stepId, mark, unitId, happenedAt } = command;
  const found = inForce(context, incidentId, planId);
  if (!found.ok) return found;
  const { incident, active } = found.value;
  const standing = findStep(incident, active, stepId);
  if (standing === undefined) return refused({ code: 'PlanStepUnknown', incidentId, planId, stepId });
  const isCrew = envelope.actor.kind === 'unit';
  if (isCrew && mark !== 'taken' && mark !== 'done') return refused({ code: 'NotAllowed' });
  const role = mark === 'taken' ? (command.role ?? standing.step.role) : undefined;
  const holder = rolesHeld(board, incident).find(one => one.role === standing.step.role);
  if (
    isCrew &&
    (holder === undefined ||
      holder.unitId !== unitId ||
      role !== (mark === 'taken' ? holder.role : undefined))
  )
    return refused({ code: 'StepNotYours', incidentId, stepId });
  if (mark === 'notNeeded' && command.reason === undefined)
    return refused({ code: 'StepReasonMissing', stepId });
  const reason = mark === 'notNeeded' ? command.reason : undefined;
  const was = standing.mark;
  if ((was?.mark ?? 'open') === mark && was?.reason === reason && was?.role === role) return nothing;
  const since = active.levels.find(one => one.levelId === standing.levelId)?.since ?? active.since;
  const said = saidAfter(context, happenedAt, since);
  if (!said.ok) return said;
  const data = present<Data<'PlanStepMarked'>>({ incidentId, planId, stepId, mark, reason, role, unitId });
  return ok([written(context, { type: 'PlanStepMarked', data }, said.value)]);
}

function inForce(
  { board }: Context,
  incidentId: string,
  planId: string,
): Result<{ readonly incident: Incident; readonly active: ActivePlan }, Refusal> {
  const incident = openIncident(board, incidentId);
  if (!incident.ok) return incident;
  const active = findPlanInForce(incident.value, planId);
  return active
    ? ok({ incident: incident.value, active })
    : fail({ code: 'PlanNotInForce', incidentId, planId });
}
