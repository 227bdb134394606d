import type {
  EmergencyPlan,
  EmergencyPlanId,
  PlanDeclineReason,
  PlanEndReason,
  PlanLevelId,
  PlanStepId,
  StepMarkKind,
  StepReason,
} from './emergency-plan/plan.ts';
import type { IncidentId, UnitId } from './ids.ts';
import type { CommandRole } from './major.ts';

/** Entries about emergency plans. */
export type PlanEntryBody =
  | {
      readonly type: 'PlanActivated';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly planId: EmergencyPlanId;
        readonly levelId: PlanLevelId;
        /** The configuration that the plan is of. */
        readonly version: number;
        /** As it stands in it; absent where the incident goes by it already, and only the level is another. */
        readonly plan?: EmergencyPlan;
      };
    }
  | {
      readonly type: 'PlanDeclined';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly planId: EmergencyPlanId;
        readonly version: number;
        readonly reason: PlanDeclineReason;
      };
    }
  | {
      readonly type: 'PlanStepMarked';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly planId: EmergencyPlanId;
        readonly stepId: PlanStepId;
        readonly mark: StepMarkKind | 'open';
        readonly reason?: StepReason;
        readonly role?: CommandRole;
        readonly unitId?: UnitId;
      };
    }
  | {
      readonly type: 'PlanEnded';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly planId: EmergencyPlanId;
        readonly reason: PlanEndReason;
      };
    };
