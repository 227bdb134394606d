import type { Instant } from '@clarion/measure';
import type { Board, Incident } from '../board.ts';
import type {
  ActivePlan,
  DeclinedPlan,
  EmergencyPlanId,
  PlanLevelId,
  StepMark,
} from '../emergency-plan/plan.ts';
import type { Entry } from '../entry.ts';
import type { PlanEntryBody } from '../entry-plan.ts';
import { present } from '../present.ts';
import { remember, touch } from '../undo-keys.ts';
import { changeIncident } from './change.ts';
import { hearActor } from './heard.ts';

type PlanEntry = Extract<Entry, { type: PlanEntryBody['type'] }>;

export function evolvePlan(board: Board, entry: PlanEntry): void {
  const { actor: by, at, seq } = entry;
  const { incidentId, planId } = entry.data;
  const before = board.incidents.get(incidentId);
  if (before === undefined) return;
  const was = newestOf(before, planId) ?? null;
  const declined = before.declinedPlans?.find(one => one.planId === planId) ?? null;
  if (entry.type === 'PlanStepMarked') {
    const { stepId, mark, reason, role, unitId } = entry.data;
    if (was === null) return;
    hearActor(board, entry);
    const marked = mark === 'open' ? null : present<StepMark>({ stepId, mark, reason, role, unitId, by, at });
    // What was marked since stands against taking back the plan's activation, and not against other steps.
    touch(board, entry, [planKey(incidentId, planId)]);
    const known = was.marks.find(one => one.stepId === stepId) ?? null;
    const counts = isSettledLater(known, marked) ? known : marked;
    changeIncident(board, incidentId, seq, one => withMark(one, planId, stepId, counts));
    remember(board, entry, { kind: 'planStepBack', incidentId, planId, stepId, mark: known });
    return;
  }
  changeIncident(board, incidentId, seq, one => changed(one, entry));
  remember(board, entry, { kind: 'planBack', incidentId, planId, active: was, declined });
}

/** That it was taken, told late by a device without a network, does not open again what was settled since. */
const isSettledLater = (known: StepMark | null, marked: StepMark | null): boolean =>
  marked?.mark === 'taken' && known !== null && known.mark !== 'taken' && known.at > marked.at;

export const planKey = (incidentId: string, planId: string): string => `plan:${incidentId}:${planId}`;

/** The plan as it was then; `null`: the incident went by none of that number, or had declined none. */
export function withPlan(
  incident: Incident,
  planId: EmergencyPlanId,
  active: ActivePlan | null,
  declined: DeclinedPlan | null,
): Incident {
  const { plans: _, declinedPlans: __, ...rest } = incident;
  const plans = replaced(incident.plans ?? [], one => one.plan.planId === planId, active);
  const declinedPlans = replaced(incident.declinedPlans ?? [], one => one.planId === planId, declined);
  return {
    ...rest,
    ...(plans.length === 0 ? {} : { plans }),
    ...(declinedPlans.length === 0 ? {} : { declinedPlans }),
  };
}

export function withMark(
  incident: Incident,
  planId: EmergencyPlanId,
  stepId: string,
  mark: StepMark | null,
): Incident {
  return {
    ...incident,
    plans: (incident.plans ?? []).map(one =>
      one.plan.planId === planId
        ? { ...one, marks: replaced(one.marks, known => known.stepId === stepId, mark) }
        : one,
    ),
  };
}

function changed(incident: Incident, entry: Exclude<PlanEntry, { type: 'PlanStepMarked' }>): Incident {
  const { actor: by, at } = entry;
  const { planId } = entry.data;
  const was = newestOf(incident, planId);
  const declined = incident.declinedPlans?.find(one => one.planId === planId) ?? null;
  switch (entry.type) {
    case 'PlanActivated': {
      const { plan, levelId, version } = entry.data;
      if (plan === undefined) {
        if (was === undefined) return incident;
        return withPlan(incident, planId, { ...was, levelId, levels: levelsAt(was, levelId, at) }, declined);
      }
      const fresh = { plan, version, levelId, by, since: at, levels: [], marks: [] };
      return withPlan(incident, planId, { ...fresh, levels: levelsAt(fresh, levelId, at) }, null);
    }
    case 'PlanDeclined':
      return withPlan(incident, planId, was ?? null, { planId, reason: entry.data.reason, by, at });
    case 'PlanEnded':
      return withPlan(
        incident,
        planId,
        was ? { ...was, ended: { reason: entry.data.reason, by, at } } : null,
        declined,
      );
  }
}

/** A level holds with all before it; those that held already hold since then. */
function levelsAt({ plan, levels }: ActivePlan, levelId: PlanLevelId, at: Instant): ActivePlan['levels'] {
  const upTo = plan.levels.findIndex(one => one.levelId === levelId);
  return plan.levels
    .slice(0, upTo + 1)
    .map(one => levels.find(held => held.levelId === one.levelId) ?? { levelId: one.levelId, since: at });
}

const newestOf = ({ plans }: Incident, planId: EmergencyPlanId): ActivePlan | undefined =>
  plans?.find(one => one.plan.planId === planId);

/** At its place in the list, at the end where it is new, or gone. */
function replaced<T>(all: readonly T[], isIt: (one: T) => boolean, by: T | null): readonly T[] {
  const at = all.findIndex(isIt);
  const others = all.filter(one => !isIt(one));
  if (by === null) return others;
  return at < 0 ? [...all, by] : [...others.slice(0, at), by, ...others.slice(at)];
}
