import type { Instant, LngLat } from '@clarion/measure';
import type { Cordon, Staffing } from './board.ts';
import type { Answer, CardId, ChoiceId, ProtocolCard, QuestionId } from './cards/card.ts';
import type { ToldBefore } from './change.ts';
import type { ClosedStreet } from './closure.ts';
import type { Actor, CallFields, PositionDoubt } from './command.ts';
import type { Configuration, Need, Priority } from './configuration.ts';
import type { HeldArea, HeldPoint } from './cordon.ts';
import type { DeploymentBody } from './deployment.ts';
import type { ShownLikeness } from './duplicates/shown.ts';
import type { ActivePlan, DeclinedPlan, StepMark } from './emergency-plan/plan.ts';
import type { CallBackEntryBody } from './entry-call-back.ts';
import type { CrewEntryBody } from './entry-crew.ts';
import type { LanguageEntryBody } from './entry-language.ts';
import type { MajorEntryBody } from './entry-major.ts';
import type { MoveUpEntryBody } from './entry-move-up.ts';
import type { PlanEntryBody } from './entry-plan.ts';
import type { RulesEntryBody } from './entry-rules.ts';
import type { StateEntryBody } from './entry-state.ts';
import type { TransferEntryBody } from './entry-transfer.ts';
import type { WatchEntryBody } from './entry-watch.ts';
import type { Evidence } from './evidence.ts';
import type { FiledIncident } from './filing.ts';
import type { Hazard, HazardMark } from './hazard.ts';
import type {
  AreaId,
  AssignmentId,
  CallId,
  ClosureId,
  CommandId,
  CordonId,
  DeploymentId,
  IncidentId,
  LevelId,
  SealedRef,
  SpeedId,
  TypeId,
  UnitId,
} from './ids.ts';
import type { Merged, TakenIn } from './merge.ts';
import type { OverrideReason } from './override.ts';
import type { ChannelId, PageStep } from './paging.ts';
import type { Place } from './place.ts';
import type { ReadinessReason } from './readiness.ts';
import type { Schedule } from './schedule.ts';
import type { PacedStreet, SpeedFeed } from './speed.ts';
import type { Staging, UnitStaging } from './staging.ts';
import type {
  AssignmentOutcome,
  AssignmentStep,
  Disposition,
  PreemptionReason,
  UnitStatus,
} from './status.ts';

/** What the log holds. Past tense. Never changed, never deleted; a correction is another entry. */
export type EntryBody =
  | WatchEntryBody
  | StateEntryBody
  | MajorEntryBody
  | LanguageEntryBody
  | PlanEntryBody
  | MoveUpEntryBody
  | CrewEntryBody
  | CallBackEntryBody
  | TransferEntryBody
  | RulesEntryBody
  | { readonly type: 'ConfigurationAdopted'; readonly data: { readonly configuration: Configuration } }
  | {
      readonly type: 'CallReceived';
      readonly data: {
        readonly callId: CallId;
        readonly channel: 'phone' | 'text' | 'walkIn' | 'alarm';
        readonly fields: CallFields;
        readonly contact?: SealedRef;
        readonly words?: SealedRef;
        readonly onLine?: true;
      };
    }
  | { readonly type: 'CallRangAgain'; readonly data: { readonly callId: CallId } }
  | { readonly type: 'AnsweredOnLine'; readonly data: { readonly callId: CallId } }
  | {
      readonly type: 'RecordingReferenced';
      readonly data: { readonly callId: CallId; readonly recording: SealedRef };
    }
  | { readonly type: 'CallAnswered'; readonly data: { readonly callId: CallId } }
  | { readonly type: 'CallAmended'; readonly data: { readonly callId: CallId; readonly fields: CallFields } }
  | { readonly type: 'WordsRecorded'; readonly data: { readonly callId: CallId; readonly words: SealedRef } }
  | {
      readonly type: 'CardProposed';
      readonly data: { readonly cardId: CardId; readonly edition: number; readonly card: ProtocolCard };
    }
  | {
      readonly type: 'CardTested';
      readonly data: {
        readonly cardId: CardId;
        readonly edition: number;
        readonly proposal: number;
        readonly answers: readonly Answer[];
        /** Paths of past calls that were walked again, and those whose result differs. */
        readonly paths: number;
        readonly differing: number;
      };
    }
  | {
      readonly type: 'CardPublished';
      readonly data: { readonly cardId: CardId; readonly edition: number; readonly proposal: number };
    }
  | {
      readonly type: 'CardRolledBack';
      readonly data: { readonly cardId: CardId; readonly edition?: number };
    }
  | {
      readonly type: 'CardOpened';
      readonly data: {
        readonly callId: CallId;
        readonly cardId: CardId;
        readonly edition: number;
        /** What other cards of the call had asked already. */
        readonly carried: readonly Answer[];
      };
    }
  | {
      readonly type: 'CardAnswered';
      readonly data: {
        readonly callId: CallId;
        readonly cardId: CardId;
        readonly position: number;
        readonly questionId: QuestionId;
        readonly choiceId: ChoiceId;
        readonly words?: SealedRef;
      };
    }
  | { readonly type: 'CompressionsBegun'; readonly data: { readonly callId: CallId } }
  | { readonly type: 'CompressionsEnded'; readonly data: { readonly callId: CallId } }
  | {
      readonly type: 'ContactRecorded';
      readonly data: { readonly callId: CallId; readonly contact: SealedRef };
    }
  | {
      readonly type: 'LocationReported';
      readonly data: { readonly callId: CallId; readonly location: SealedRef };
    }
  | {
      readonly type: 'CallEnded';
      readonly data: { readonly callId: CallId; readonly disposition?: Disposition };
    }
  | {
      readonly type: 'IncidentOpened';
      readonly data: {
        readonly incidentId: IncidentId;
        /** The configuration in force; absent in old logs. */
        readonly configurationVersion?: number;
        readonly callId?: CallId;
        readonly typeId?: TypeId;
        readonly priority: Priority;
        readonly place?: Place;
        readonly hazards?: readonly Hazard[];
        readonly stage?: true;
        readonly needs?: readonly Need[];
        /** Help is needed later; until its time it is kept apart from the queue. */
        readonly schedule?: Schedule;
      };
    }
  | {
      readonly type: 'IncidentAmended';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly typeId?: TypeId;
        readonly priority?: Priority;
        readonly place?: Place;
        readonly hazards?: readonly Hazard[];
        /** One of them was entered by hand, or its reason or expiry is another now. */
        readonly marked?: Pick<HazardMark, 'hazard' | 'reason' | 'expiresAt'>;
        readonly stage?: boolean;
        readonly needs?: readonly Need[];
        /** What the crews on it had been told; there when some were, and one of it changed. They are to read the new. */
        readonly was?: ToldBefore;
      };
    }
  /** The crew has read what changed, up to the entry `seq`. */
  | {
      readonly type: 'ChangeRead';
      readonly data: {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly incidentId: IncidentId;
        readonly seq: number;
      };
    }
  /** How far telling the crew has come on one channel; `change` names the entry that it is told of, absent: that it is sent. */
  | {
      readonly type: 'PageMarked';
      readonly data: {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly incidentId: IncidentId;
        readonly channelId: ChannelId;
        readonly step: PageStep;
        readonly change?: number;
      };
    }
  | {
      readonly type: 'CallAttached';
      readonly data: {
        readonly callId: CallId;
        readonly incidentId: IncidentId;
        readonly likeness?: ShownLikeness;
      };
    }
  | { readonly type: 'CallRead'; readonly data: { readonly callId: CallId } }
  | {
      readonly type: 'CallDetached';
      readonly data: { readonly callId: CallId; readonly incidentId: IncidentId };
    }
  | {
      readonly type: 'NoteAdded';
      readonly data: { readonly incidentId: IncidentId; readonly note: SealedRef };
    }
  | {
      readonly type: 'UnitsAssigned';
      readonly data: {
        readonly incidentId: IncidentId;
        readonly assignments: readonly {
          readonly assignmentId: AssignmentId;
          readonly unitId: UnitId;
          /** Behind what the unit is on. */
          readonly stacked?: true;
          readonly point?: HeldPoint;
        }[];
        readonly displayed: readonly UnitId[];
        readonly alsoAssigned: boolean;
        /** The crew went by itself. */
        readonly joined?: true;
        readonly evidence?: Evidence;
      };
    }
  | {
      readonly type: 'AlarmRaised';
      readonly data: { readonly incidentId: IncidentId; readonly alarm: number };
    }
  | { readonly type: 'UnitStaffed'; readonly data: { readonly unitId: UnitId } & Staffing }
  | {
      readonly type: 'OverrideExplained';
      readonly data: {
        readonly seq: number;
        readonly incidentId: IncidentId;
        readonly reason: OverrideReason;
        readonly added: readonly UnitId[];
      };
    }
  | {
      readonly type: 'AssignmentEnded';
      readonly data: {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly incidentId: IncidentId;
        readonly outcome: AssignmentOutcome;
        /** Of a unit that was pre-empted or diverted: why, and for which incident. */
        readonly reason?: PreemptionReason;
        readonly forIncidentId?: IncidentId;
      };
    }
  | {
      readonly type: 'StatusReported';
      readonly data: {
        readonly unitId: UnitId;
        readonly status: UnitStatus;
        readonly assignmentId?: AssignmentId;
        readonly incidentId?: IncidentId;
        readonly happenedAt: Instant;
        /** Came after a newer status: kept in the record, changes no status. */
        readonly late: boolean;
        /** On scene though the unit was to wait until it is told that it is safe. */
        readonly beforeSafe?: true;
      };
    }
  | {
      readonly type: 'UnitPlaced';
      readonly data: {
        readonly unitId: UnitId;
        readonly at: LngLat;
        readonly label?: string;
        readonly expiresAt: Instant;
      };
    }
  | {
      readonly type: 'PositionDoubted';
      readonly data: { readonly unitId: UnitId; readonly reason: PositionDoubt };
    }
  | { readonly type: 'PositionTrusted'; readonly data: { readonly unitId: UnitId } }
  | { readonly type: 'StreetClosed'; readonly data: { readonly closureId: ClosureId } & ClosedStreet }
  | { readonly type: 'StreetReopened'; readonly data: { readonly closureId: ClosureId } }
  | { readonly type: 'SpeedChanged'; readonly data: { readonly speedId: SpeedId } & PacedStreet }
  | { readonly type: 'SpeedRestored'; readonly data: { readonly speedId: SpeedId } }
  | { readonly type: 'SpeedsAdopted'; readonly data: { readonly feed: SpeedFeed } }
  | {
      readonly type: 'CordonSet';
      readonly data: { readonly cordonId: CordonId; readonly incidentId: IncidentId } & HeldArea;
    }
  | {
      readonly type: 'CordonLifted';
      readonly data: { readonly cordonId: CordonId; readonly incidentId: IncidentId };
    }
  /** To a unit that was on the incident already, or on another point. */
  | {
      readonly type: 'PointGiven';
      readonly data: {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly incidentId: IncidentId;
        readonly point: HeldPoint;
      };
    }
  | {
      readonly type: 'ReadinessSet';
      readonly data: {
        readonly areaId?: AreaId;
        readonly levelId: LevelId;
        readonly reason: ReadinessReason;
        readonly expiresAt: Instant;
      };
    }
  | { readonly type: 'ReadinessEnded'; readonly data: { readonly areaId?: AreaId } }
  | {
      readonly type: 'DeploymentDrafted';
      readonly data: { readonly deploymentId: DeploymentId } & DeploymentBody;
    }
  | { readonly type: 'DeploymentApproved'; readonly data: { readonly deploymentId: DeploymentId } }
  | { readonly type: 'DeploymentBegun'; readonly data: { readonly deploymentId: DeploymentId } }
  | { readonly type: 'DeploymentWithdrawn'; readonly data: { readonly deploymentId: DeploymentId } }
  | { readonly type: 'DeploymentRolledBack'; readonly data: { readonly deploymentId: DeploymentId } }
  | {
      readonly type: 'RecordsFiled';
      readonly data: { readonly incidents: readonly FiledIncident[]; readonly callIds: readonly CallId[] };
    }
  | {
      readonly type: 'IncidentClosed';
      readonly data: { readonly incidentId: IncidentId; readonly disposition: Disposition };
    }
  | { readonly type: 'IncidentReopened'; readonly data: { readonly incidentId: IncidentId } }
  | {
      readonly type: 'EntryUndone';
      readonly data: {
        readonly seq: number;
        /** Type of the entry at `seq`. */
        readonly undoes: EntryType;
        readonly restore: Restore;
      };
    }
  | {
      readonly type: 'TimeCorrected';
      readonly data: {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly incidentId: IncidentId;
        readonly step: UnitStatus;
        readonly from?: Instant;
        readonly to: Instant;
      };
    };

export type EntryType = EntryBody['type'];

/** What an undone command goes back to: everything `evolve` needs, so that the log folds without looking back. */
export interface Restore {
  /** Newest first. */
  readonly steps: readonly RestoreStep[];
  readonly callId?: CallId;
  readonly incidentId?: IncidentId;
  readonly unitIds?: readonly UnitId[];
}

/** `null` says that there was no value before. */
export type RestoreStep =
  | {
      readonly kind: 'assignmentsUndone';
      readonly incidentId: IncidentId;
      readonly assignments: readonly {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly status: UnitStatus;
        readonly stacked?: true;
        readonly statusSince: Instant;
      }[];
    }
  | {
      readonly kind: 'assignmentReopened';
      readonly assignmentId: AssignmentId;
      readonly incidentId: IncidentId;
      readonly unitId: UnitId;
      readonly status: UnitStatus;
      readonly statusSince: Instant;
      readonly assignmentIds: readonly AssignmentId[];
    }
  | {
      readonly kind: 'statusBack';
      readonly unitId: UnitId;
      readonly status: UnitStatus;
      readonly statusSince: Instant;
      readonly assignmentIds: readonly AssignmentId[];
      /** The time that the undone report had put into the record. */
      readonly step?: { readonly assignmentId: AssignmentId; readonly step: AssignmentStep };
    }
  | { readonly kind: 'cordonGone'; readonly cordonId: CordonId; readonly incidentId: IncidentId }
  | { readonly kind: 'cordonBack'; readonly cordon: Cordon }
  | {
      readonly kind: 'pointBack';
      readonly assignmentId: AssignmentId;
      readonly incidentId: IncidentId;
      readonly point: HeldPoint | null;
    }
  | { readonly kind: 'incidentReopened'; readonly incidentId: IncidentId }
  | {
      readonly kind: 'incidentFields';
      readonly incidentId: IncidentId;
      readonly typeId: TypeId | null;
      readonly priority: Priority;
      readonly place: Place | null;
      /** Where one of these was changed too. */
      readonly beside?: {
        readonly hazards: readonly Hazard[] | null;
        readonly marks?: readonly HazardMark[];
        readonly stage: boolean;
        readonly needs: readonly Need[] | null;
      };
      /** Crews were told of it; they are told of the way back too. */
      readonly told?: true;
    }
  | {
      readonly kind: 'stagingBack';
      readonly incidentId: IncidentId;
      readonly staging: Staging | null;
      readonly assignments: readonly {
        readonly assignmentId: AssignmentId;
        readonly unitId: UnitId;
        readonly staging: UnitStaging | null;
      }[];
    }
  | {
      readonly kind: 'linkBack';
      readonly incidentId: IncidentId;
      readonly otherIncidentId: IncidentId;
      readonly linked: boolean;
    }
  | { readonly kind: 'mergeBack'; readonly incidentId: IncidentId; readonly merged: Merged }
  | { readonly kind: 'takenBack'; readonly incidentId: IncidentId; readonly taken: TakenIn }
  | {
      readonly kind: 'splitBack';
      readonly incidentId: IncidentId;
      readonly merged: Merged;
      readonly parts: Merged;
    }
  | {
      readonly kind: 'letGoBack';
      readonly incidentId: IncidentId;
      readonly taken: TakenIn;
      readonly priority: Priority;
      readonly alarm: number | null;
    }
  | {
      readonly kind: 'moveBack';
      readonly incidentId: IncidentId;
      readonly sealedId: string;
      readonly unitIds: readonly UnitId[];
    }
  | { readonly kind: 'scheduleBack'; readonly incidentId: IncidentId; readonly schedule: Schedule | null }
  /** What was said of a plan and of a step of it before; `null`: nothing. */
  | {
      readonly kind: 'planBack';
      readonly incidentId: IncidentId;
      readonly planId: string;
      readonly active: ActivePlan | null;
      readonly declined: DeclinedPlan | null;
    }
  | {
      readonly kind: 'planStepBack';
      readonly incidentId: IncidentId;
      readonly planId: string;
      readonly stepId: string;
      readonly mark: StepMark | null;
    }
  | { readonly kind: 'alarmBack'; readonly incidentId: IncidentId; readonly alarm: number | null }
  | {
      readonly kind: 'callMoved';
      readonly callId: CallId;
      readonly from: IncidentId | null;
      readonly to: IncidentId | null;
    };

/** What `decide` returns: an entry before it has its place in the log. `at` is when it happened. */
export type NewEntry = EntryBody & {
  readonly at: Instant;
  readonly actor: Actor;
  readonly commandId: CommandId;
  readonly onPaper?: { readonly card: string };
};

/** An entry in the log. `recordedAt` is when it was written, `at` when it happened. */
export type Entry = NewEntry & { readonly seq: number; readonly recordedAt: Instant };
