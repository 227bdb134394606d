import type { Instant } from '@clarion/measure';
import type {
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

/** What is asked about emergency plans. Codes alone: the words are the centre's own, and stand in its configuration. */
export type PlanCommand =
  /** Goes by the plan at that level, or at that level from now on. */
  | {
      readonly type: 'ActivatePlan';
      readonly incidentId: IncidentId;
      readonly planId: EmergencyPlanId;
      /** Absent: the lowest. */
      readonly levelId?: PlanLevelId;
    }
  | {
      readonly type: 'DeclinePlan';
      readonly incidentId: IncidentId;
      readonly planId: EmergencyPlanId;
      readonly reason: PlanDeclineReason;
    }
  | {
      readonly type: 'MarkPlanStep';
      readonly incidentId: IncidentId;
      readonly planId: EmergencyPlanId;
      readonly stepId: PlanStepId;
      /** `open`: nothing that was said of it holds. */
      readonly mark: StepMarkKind | 'open';
      readonly reason?: StepReason;
      readonly role?: CommandRole;
      /** The crew that says it, or of which it was heard. */
      readonly unitId?: UnitId;
      /** When the crew's device was tapped. */
      readonly happenedAt?: Instant;
    }
  | {
      readonly type: 'EndPlan';
      readonly incidentId: IncidentId;
      readonly planId: EmergencyPlanId;
      readonly reason: PlanEndReason;
    };
