import { type Instant, instant } from '@clarion/measure';
import type { Board, Incident } from '../board.ts';
import { deskOfIncident, desksOf, supervisorDesk } from '../desk.ts';
import type { DeskId, UnitId } from '../ids.ts';
import { isMajor, rolesHeld } from '../major.ts';
import { levelOf } from '../readiness.ts';
import { areaOf } from '../run-card.ts';
import type {
  ActivePlan,
  EmergencyPlan,
  EmergencyPlanId,
  PlanLevelId,
  PlanStep,
  PlanStepId,
  PlanTrigger,
  StepMark,
} from './plan.ts';

/** One step of a plan in force, with what was said of it. */
export interface StandingStep {
  readonly incident: Incident;
  readonly active: ActivePlan;
  readonly step: PlanStep;
  /** Of the whole checklist, from 1. */
  readonly number: number;
  readonly levelId: PlanLevelId;
  readonly dueAt?: Instant;
  readonly mark?: StepMark;
  /** Neither done nor found not to be needed. */
  readonly isOpen: boolean;
}

/** Plans that the incident goes by now, in the order of activation. */
export const plansInForce = ({ plans = [], state }: Incident): readonly ActivePlan[] =>
  state === 'open' ? plans.filter(one => one.ended === undefined) : [];

/** The checklist of a plan in force: its steps of all levels that hold, in their order. */
export function standingSteps(incident: Incident, active: ActivePlan): readonly StandingStep[] {
  let number = 0;
  return active.plan.levels.flatMap(({ levelId, steps }) => {
    const held = active.levels.find(one => one.levelId === levelId);
    if (held === undefined) return [];
    return steps.map((step): StandingStep => {
      const mark = active.marks.find(one => one.stepId === step.stepId);
      number++;
      return {
        incident,
        active,
        step,
        number,
        levelId,
        ...(step.dueMinutes === undefined
          ? {}
          : { dueAt: instant(held.since + Math.round(step.dueMinutes * 60_000)) }),
        ...(mark === undefined ? {} : { mark }),
        isOpen: mark === undefined || mark.mark === 'taken',
      };
    });
  });
}

/** Every open step of the floor, incident by incident. */
export function* openSteps(board: Board): Generator<StandingStep> {
  for (const incidentId of board.openIncidents) {
    const incident = board.incidents.get(incidentId);
    for (const active of incident ? plansInForce(incident) : [])
      for (const one of standingSteps(incident!, active)) if (one.isOpen) yield one;
  }
}

export const isOverdue = ({ isOpen, dueAt }: StandingStep, now: Instant): boolean =>
  isOpen && dueAt !== undefined && now >= dueAt;

/** Whose a step is on the floor: its own desk where the centre has that, else the incident's, else the supervisor's. */
export function deskOfStep(board: Board, { incident, step }: StandingStep): DeskId | undefined {
  const { deskId } = step;
  if (deskId !== undefined && desksOf(board).some(one => one.deskId === deskId)) return deskId;
  return deskOfIncident(board, incident) ?? supervisorDesk(board);
}

/** The unit whose crew does it: that which holds its role, or which has taken it. */
export function unitOfStep(board: Board, { incident, step, mark }: StandingStep): UnitId | undefined {
  const role = mark?.role ?? step.role;
  if (role === undefined) return undefined;
  return rolesHeld(board, incident).find(one => one.role === role)?.unitId;
}

/**
 * Plans whose trigger holds for the incident, in the configuration's order. One that it goes by, or went by, is proposed no
 * more; nor is one that was declined, unless the incident was declared a major one since and that is what the plan is for.
 */
export function proposedPlans(board: Board, incident: Incident, now: Instant): readonly EmergencyPlan[] {
  if (incident.state !== 'open') return [];
  return plansOf(board).filter(({ planId, trigger }) => {
    if (incident.plans?.some(one => one.plan.planId === planId)) return false;
    const declined = incident.declinedPlans?.find(one => one.planId === planId);
    const isNew = trigger.major === true && (incident.major?.since ?? 0) > (declined?.at ?? 0);
    return (declined === undefined || isNew) && holds(board, trigger, incident, now);
  });
}

export const plansOf = (board: Board): readonly EmergencyPlan[] => board.configuration?.plans ?? [];

/** The plan that the incident goes by under that number. */
export const findPlanInForce = (incident: Incident, planId: EmergencyPlanId): ActivePlan | undefined =>
  plansInForce(incident).find(one => one.plan.planId === planId);

export const findStep = (
  incident: Incident,
  active: ActivePlan,
  stepId: PlanStepId,
): StandingStep | undefined => standingSteps(incident, active).find(one => one.step.stepId === stepId);

function holds(board: Board, trigger: PlanTrigger, incident: Incident, now: Instant): boolean {
  const { typeIds, areaIds, alarmFrom, levelIds, major } = trigger;
  if (major && isMajor(incident)) return true;
  const areaId = areaOf(board, incident.place?.at);
  const said: readonly (boolean | undefined)[] = [
    typeIds && incident.typeId !== undefined && typeIds.includes(incident.typeId),
    areaIds && areaId !== undefined && areaIds.includes(areaId),
    alarmFrom === undefined ? undefined : (incident.alarm ?? 1) >= alarmFrom,
    levelIds?.includes(levelOf(board, areaId, now) ?? ''),
  ];
  // A plan of which nothing is said is for somebody to choose.
  return said.some(one => one !== undefined) && said.every(one => one !== false);
}
