import type { Instant } from '@clarion/measure';
import type { Actor } from '../command.ts';
import type { Names } from '../configuration.ts';
import type { AreaId, DeskId, LevelId, TypeId, UnitId } from '../ids.ts';
import type { CommandRole, OrderKind } from '../major.ts';

export type EmergencyPlanId = string;
export type PlanLevelId = string;
export type PlanStepId = string;

/** When a plan is proposed: all that is said must hold. `major` by itself is enough once the incident was declared a major one. */
export interface PlanTrigger {
  readonly typeIds?: readonly TypeId[];
  readonly areaIds?: readonly AreaId[];
  /** At this alarm, or a higher one. */
  readonly alarmFrom?: number;
  /** At these readiness levels of the incident's area. */
  readonly levelIds?: readonly LevelId[];
  readonly major?: true;
}

/** One line of the checklist, in the organisation's words. */
export interface PlanStep {
  readonly stepId: PlanStepId;
  readonly names: Names;
  /** Who does it at the scene; absent: nobody of the command structure. */
  readonly role?: CommandRole;
  /** Whose it is on the floor; absent: the incident's desk. */
  readonly deskId?: DeskId;
  /** To be done within, from when its level was activated; absent: at no time. */
  readonly dueMinutes?: number;
  /** What the unit that holds the role is ordered by it. */
  readonly order?: OrderKind;
}

/** A level of a plan has its own steps and those of the levels before it. */
export interface PlanLevel {
  readonly levelId: PlanLevelId;
  readonly names: Names;
  readonly steps: readonly PlanStep[];
}

/** A line of an organisation, never of a person. */
export interface PlanContact {
  readonly contactId: string;
  readonly names: Names;
  readonly line: string;
}

/** What a centre has prepared for a kind of emergency. */
export interface EmergencyPlan {
  readonly planId: EmergencyPlanId;
  readonly names: Names;
  readonly trigger: PlanTrigger;
  /** The lowest first; at least one. */
  readonly levels: readonly PlanLevel[];
  readonly contacts?: readonly PlanContact[];
}

/** Why a plan that was proposed is not followed. */
export const planDeclineReasons = ['notMet', 'lessThanThought', 'otherPlan', 'byOrder', 'other'] as const;
export type PlanDeclineReason = (typeof planDeclineReasons)[number];

/** Why a plan is not followed any more. */
export const planEndReasons = ['over', 'lessThanThought', 'handedOn', 'mistake', 'other'] as const;
export type PlanEndReason = (typeof planEndReasons)[number];

/** Why a step is not needed. */
export const stepReasons = ['notHere', 'doneBefore', 'others', 'notPossible', 'byOrder', 'other'] as const;
export type StepReason = (typeof stepReasons)[number];

export const stepMarks = ['taken', 'done', 'notNeeded'] as const;
export type StepMarkKind = (typeof stepMarks)[number];

/** What somebody has said of a step; the newest counts. */
export interface StepMark {
  readonly stepId: PlanStepId;
  readonly mark: StepMarkKind;
  /** Of one that is not needed. */
  readonly reason?: StepReason;
  /** Who has taken it. */
  readonly role?: CommandRole;
  /** The unit that said it, or from which it was heard. */
  readonly unitId?: UnitId;
  readonly by: Actor;
  readonly at: Instant;
}

/** A plan that an incident goes by, as it stood when it was activated. */
export interface ActivePlan {
  readonly plan: EmergencyPlan;
  /** The configuration that it is of. */
  readonly version: number;
  readonly levelId: PlanLevelId;
  readonly by: Actor;
  readonly since: Instant;
  /** Levels whose steps hold, each since when. */
  readonly levels: readonly { readonly levelId: PlanLevelId; readonly since: Instant }[];
  /** Also of levels that hold no more. */
  readonly marks: readonly StepMark[];
  readonly ended?: { readonly reason: PlanEndReason; readonly by: Actor; readonly at: Instant };
}

/** A plan that was proposed and is not followed. */
export interface DeclinedPlan {
  readonly planId: EmergencyPlanId;
  readonly reason: PlanDeclineReason;
  readonly by: Actor;
  readonly at: Instant;
}
