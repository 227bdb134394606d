import type { Instant, LngLat } from '@clarion/measure';
import type { Answer, CardId, ChoiceId, ProtocolCard, QuestionId } from './cards/card.ts';
import type { ClosedStreet } from './closure.ts';
import type { CallBackCommand } from './command-call-back.ts';
import type { CrewCommand } from './command-crew.ts';
import type { LanguageCommand } from './command-language.ts';
import type { MajorCommand } from './command-major.ts';
import type { MoveUpCommand } from './command-move-up.ts';
import type { PlanCommand } from './command-plan.ts';
import type { RulesCommand } from './command-rules.ts';
import type { TransferCommand } from './command-transfer.ts';
import type { WatchCommand } from './command-watch.ts';
import type { Configuration, Need, Priority } from './configuration.ts';
import type { HeldArea } from './cordon.ts';
import type { DeploymentBody } from './deployment.ts';
import type { ShownLikeness } from './duplicates/shown.ts';
import type { Evidence } from './evidence.ts';
import type { Hazard, HazardReason } from './hazard.ts';
import type {
  AreaId,
  AssignmentId,
  CallId,
  Capability,
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
import type { MovedBy } from './moving.ts';
import type { OverrideReason } from './override.ts';
import type { ChannelId, PageStep } from './paging.ts';
import type { PhoneLocation, Place } from './place.ts';
import type { ReadinessReason } from './readiness.ts';
import type { Schedule } from './schedule.ts';
import type { PacedStreet, SpeedFeed } from './speed.ts';
import type { StagingPlace, StagingReason } from './staging.ts';
import type { Disposition, PreemptionReason, UnitStatus } from './status.ts';

export type Role =
  | 'callTaker'
  | 'dispatcher'
  | 'commander'
  | 'responder'
  | 'auditor'
  | 'administrator'
  | 'planner';

/**
 * Who did it. A unit acts through its own device, and its `id` is the unit's; `exercise` plays callers and crews
 * in a drill.
 */
export interface Actor {
  readonly kind: 'operator' | 'unit' | 'exercise' | 'system';
  readonly id: string;
  readonly role?: Role;
}

export type CallKind = 'report' | 'help' | 'complaint';

export interface CallFields {
  readonly kind?: CallKind;
  readonly typeId?: TypeId;
  readonly place?: Place;
  /** Of older logs alone; where a phone is, is sealed (`RecordLocation`), and what comes here stays out. */
  readonly phoneLocation?: PhoneLocation;
  /** BCP 47 tag of the language that the caller speaks. */
  readonly language?: string;
  /** What a protocol card has found; these come from answers alone. */
  readonly priority?: Priority;
  readonly hazards?: readonly Hazard[];
  readonly stage?: true;
  readonly needs?: readonly Need[];
}

/** What people and devices ask for. Imperative; `decide` accepts or refuses. */
export type Command =
  | WatchCommand
  | MajorCommand
  | LanguageCommand
  | PlanCommand
  | MoveUpCommand
  | CrewCommand
  | CallBackCommand
  | TransferCommand
  | RulesCommand
  | { readonly type: 'AdoptConfiguration'; readonly configuration: Configuration }
  | {
      readonly type: 'ReceiveCall';
      readonly channel: 'phone' | 'text' | 'walkIn' | 'alarm';
      readonly fields?: CallFields;
      readonly contact?: SealedRef;
      readonly words?: SealedRef;
      /** The line that it came by says also when it is answered. */
      readonly onLine?: true;
    }
  /** The caller of a call that is not over rings again. */
  | { readonly type: 'RingAgain'; readonly callId: CallId }
  /** On the line somebody has answered; who, is said by who takes the call. */
  | { readonly type: 'TellAnswered'; readonly callId: CallId }
  /** Where the call's recording is kept, as the line names it. */
  | { readonly type: 'RecordRecording'; readonly callId: CallId; readonly recording: SealedRef }
  | {
      readonly type: 'AnswerCall';
      readonly callId?: CallId /* absent: a call nobody announced, e.g. typed in */;
      /** Only for a call nobody announced; phone when absent. */
      readonly channel?: 'phone' | 'text' | 'walkIn' | 'alarm';
    }
  | { readonly type: 'AmendCall'; readonly callId: CallId; readonly fields: CallFields }
  /** A protocol card stands beside the call, in its live edition. */
  | { readonly type: 'OpenCard'; readonly callId: CallId; readonly cardId: CardId }
  /** To the question at `position` of those asked: the next one, or one before that is answered anew. */
  | {
      readonly type: 'AnswerCard';
      readonly callId: CallId;
      readonly position: number;
      readonly questionId: QuestionId;
      readonly choiceId: ChoiceId;
      readonly words?: SealedRef;
    }
  /** What the card proposes is set. */
  | { readonly type: 'TakeAdvice'; readonly callId: CallId }
  | { readonly type: 'BeginCompressions'; readonly callId: CallId }
  | { readonly type: 'EndCompressions'; readonly callId: CallId }
  | { readonly type: 'ProposeCard'; readonly card: ProtocolCard }
  /** The draft was walked to its end with these answers; the paths of past calls are walked by the law. */
  | {
      readonly type: 'TestCard';
      readonly cardId: CardId;
      /** The entry that proposed it. */
      readonly proposal: number;
      readonly answers: readonly Answer[];
    }
  | { readonly type: 'PublishCard'; readonly cardId: CardId; readonly proposal: number }
  /** An older edition is in use again; without one the card is in use no more. */
  | { readonly type: 'RollBackCard'; readonly cardId: CardId; readonly edition?: number }
  | { readonly type: 'RecordWords'; readonly callId: CallId; readonly words: SealedRef }
  | { readonly type: 'RecordContact'; readonly callId: CallId; readonly contact: SealedRef }
  /** What the caller's phone, or its network, says of where it is. */
  | { readonly type: 'RecordLocation'; readonly callId: CallId; readonly location: SealedRef }
  | {
      readonly type: 'EndCall';
      readonly callId: CallId;
      /** Why no incident comes of it. An abandoned call stays in the queue until somebody says so. */
      readonly disposition?: Disposition;
    }
  | {
      readonly type: 'OpenIncident';
      readonly callId?: CallId;
      readonly typeId?: TypeId;
      readonly place?: Place;
      readonly priority?: Priority;
      /** Help is needed later. */
      readonly schedule?: Pick<Schedule, 'needAt' | 'leadSeconds'>;
    }
  | ({ readonly type: 'ScheduleIncident'; readonly incidentId: IncidentId } & Pick<
      Schedule,
      'needAt' | 'leadSeconds'
    >)
  /** Into the queue, whatever its time. */
  | { readonly type: 'ReleaseScheduled'; readonly incidentId: IncidentId; readonly leadSeconds?: number }
  | {
      readonly type: 'AmendIncident';
      readonly incidentId: IncidentId;
      readonly typeId?: TypeId;
      readonly place?: Place;
      readonly priority?: Priority;
      readonly hazards?: readonly Hazard[];
      /** Whether crews are advised to wait at a distance. */
      readonly stage?: boolean;
      readonly needs?: readonly Need[];
    }
  /** A hazard that somebody knows of; said again, with another reason or expiry. */
  | {
      readonly type: 'SetHazard';
      readonly incidentId: IncidentId;
      readonly hazard: Hazard;
      readonly reason: HazardReason;
      readonly expiresAt: Instant;
    }
  /** By hand at any time; by the machine when it has expired. */
  | { readonly type: 'EndHazard'; readonly incidentId: IncidentId; readonly hazard: Hazard }
  /** A crew, or somebody for it, has read what changed, up to the entry `seq`. */
  | {
      readonly type: 'ReadChange';
      readonly unitId: UnitId;
      readonly incidentId: IncidentId;
      readonly seq: number;
      /** By the crew's own clock, of a phone that had no network. */
      readonly happenedAt?: Instant;
    }
  /** How far telling the crew has come on one channel; delivered on the phone is said by the phone itself. */
  | {
      readonly type: 'MarkPage';
      readonly unitId: UnitId;
      readonly assignmentId: AssignmentId;
      readonly channelId: ChannelId;
      readonly step: PageStep;
      /** The entry of the change that it tells of; absent: that the unit is sent. */
      readonly change?: number;
    }
  | {
      readonly type: 'AttachCall';
      readonly callId: CallId;
      readonly incidentId: IncidentId;
      /** What stood on the screen; absent when somebody typed it. */
      readonly likeness?: ShownLikeness;
    }
  | { readonly type: 'DetachCall'; readonly callId: CallId }
  /** Somebody has looked at a call that nobody answered. */
  | { readonly type: 'ReadCall'; readonly callId: CallId }
  | { readonly type: 'AddNote'; readonly incidentId: IncidentId; readonly note: SealedRef }
  | {
      readonly type: 'AssignUnits';
      readonly incidentId: IncidentId;
      readonly unitIds: readonly UnitId[];
      /** What stood on the screen when the key was pressed; `unitIds` must come from here unless typed by hand. */
      readonly displayed: readonly UnitId[];
      readonly evidence?: Evidence;
      /** Said on purpose: the unit keeps its other assignment too. */
      readonly alsoAssigned?: boolean;
      /** Said on purpose: the unit leaves its other assignments for this one. */
      readonly diverted?: boolean;
      /** Why it was diverted. */
      readonly divertedFor?: PreemptionReason;
      /** Said on purpose: a unit that is busy goes when it has ended what it is on; a free one goes now. */
      readonly stacked?: boolean;
      /** Said on purpose: the unit is taken from less urgent incidents for this one, and why. */
      readonly preempted?: PreemptionReason;
      /** The point of the incident's cordon that they are to hold; who is on the incident already is given it. */
      readonly point?: { readonly cordonId: CordonId; readonly node: string };
    }
  /** A crew has gone there by itself, and says so. */
  | { readonly type: 'JoinIncident'; readonly unitId: UnitId; readonly incidentId: IncidentId }
  /** Each goes to what the other was on. */
  | { readonly type: 'SwapUnits'; readonly unitId: UnitId; readonly otherUnitId: UnitId }
  /** One that is free takes the place of one that is on the incident. */
  | {
      readonly type: 'ExchangeUnit';
      readonly incidentId: IncidentId;
      readonly outUnitId: UnitId;
      readonly inUnitId: UnitId;
    }
  /** A further alarm: what its run cards need is asked for beside what was needed before. */
  | { readonly type: 'RaiseAlarm'; readonly incidentId: IncidentId; readonly alarm: number }
  | {
      readonly type: 'StaffUnit';
      readonly unitId: UnitId;
      /** People aboard; absent: as the configuration says. */
      readonly people?: number;
      /** What it cannot do for now. */
      readonly without: readonly Capability[];
    }
  /** Why others were sent than recommended; `seq` is the entry that sent them. */
  | { readonly type: 'ExplainOverride'; readonly seq: number; readonly reason: OverrideReason }
  | { readonly type: 'ReleaseUnit'; readonly unitId: UnitId; readonly incidentId: IncidentId }
  | {
      readonly type: 'ReportStatus';
      readonly unitId: UnitId;
      readonly status: UnitStatus;
      /** Which assignment it is about; absent: the unit's current one. */
      readonly incidentId?: IncidentId;
      /** When it happened, by the reporter's own clock; a late report never overrides a newer status. */
      readonly happenedAt?: Instant;
    }
  /** They have to do with each other; both remain. */
  | { readonly type: 'LinkIncidents'; readonly incidentId: IncidentId; readonly otherId: IncidentId }
  | { readonly type: 'UnlinkIncidents'; readonly incidentId: IncidentId; readonly otherId: IncidentId }
  /** The first becomes part of the second, which leads. */
  | { readonly type: 'MergeIncidents'; readonly incidentId: IncidentId; readonly intoId: IncidentId }
  /** It is one of its own again; units that came afterwards go along when they are named. */
  | {
      readonly type: 'SplitIncident';
      readonly incidentId: IncidentId;
      readonly unitIds?: readonly UnitId[];
    }
  /** A caller or a crew has told where it is now; who is on it stays on it. */
  | {
      readonly type: 'MovePlace';
      readonly incidentId: IncidentId;
      readonly place: SealedRef;
      readonly told: MovedBy;
    }
  /** Units wait short of the scene until they are told that it is safe. */
  | {
      readonly type: 'SetStaging';
      readonly incidentId: IncidentId;
      /** Absent: all that are on it, and all that are sent. */
      readonly unitIds?: readonly UnitId[];
      readonly reason: StagingReason;
      /** Absent: short of the scene. */
      readonly place?: StagingPlace;
    }
  | {
      readonly type: 'TellSafe';
      readonly incidentId: IncidentId;
      /** Absent: all that wait. */
      readonly unitIds?: readonly UnitId[];
    }
  /** The unit has heard that it is safe. */
  | {
      readonly type: 'AcknowledgeSafe';
      readonly unitId: UnitId;
      readonly incidentId: IncidentId;
      readonly happenedAt?: Instant;
    }
  /** The unit is at its staging place. */
  | {
      readonly type: 'ReportStaged';
      readonly unitId: UnitId;
      readonly incidentId: IncidentId;
      readonly happenedAt?: Instant;
    }
  | {
      readonly type: 'PlaceUnit';
      readonly unitId: UnitId;
      readonly at: LngLat;
      readonly label?: string;
      readonly expiresAt: Instant;
    }
  | { readonly type: 'DoubtPosition'; readonly unitId: UnitId; readonly reason: PositionDoubt }
  | { readonly type: 'TrustPosition'; readonly unitId: UnitId }
  /** Nobody is sent through it until it is reopened or `expiresAt` has passed. */
  | ({ readonly type: 'CloseStreet' } & ClosedStreet)
  | { readonly type: 'ReopenStreet'; readonly closureId: ClosureId }
  /** The incident's area is closed off until it is lifted, its incident is closed, or `expiresAt` has passed. */
  | ({
      readonly type: 'SetCordon';
      readonly incidentId: IncidentId;
      /** Said on purpose: the incident's cordon that this one takes the place of. */
      readonly replaces?: CordonId;
    } & HeldArea)
  | { readonly type: 'LiftCordon'; readonly cordonId: CordonId }
  /** It is driven at this pace until that is taken back or `expiresAt` has passed. */
  | ({ readonly type: 'ChangeSpeed' } & PacedStreet)
  | { readonly type: 'RestoreSpeed'; readonly speedId: SpeedId }
  /** Measured speeds of many roads take the place of the usual ones, until `expiresAt` or the next. */
  | { readonly type: 'AdoptSpeeds'; readonly feed: SpeedFeed }
  /** A level holds for the area, or the whole centre, until it is ended or `expiresAt` has passed. */
  | {
      readonly type: 'SetReadiness';
      readonly areaId?: AreaId;
      readonly levelId: LevelId;
      readonly reason: ReadinessReason;
      readonly expiresAt: Instant;
    }
  | { readonly type: 'EndReadiness'; readonly areaId?: AreaId }
  /** A deployment is laid before the floor; it counts from its start, once somebody else has approved it. */
  | { readonly type: 'DraftDeployment'; readonly deployment: DeploymentBody }
  | { readonly type: 'ApproveDeployment'; readonly deploymentId: DeploymentId }
  /** Its start has come. */
  | { readonly type: 'BeginDeployment'; readonly deploymentId: DeploymentId }
  | { readonly type: 'WithdrawDeployment'; readonly deploymentId: DeploymentId }
  /** Back to the one before it, or to the configuration as it is. */
  | { readonly type: 'RollBackDeployment'; readonly deploymentId: DeploymentId }
  | { readonly type: 'CloseIncident'; readonly incidentId: IncidentId; readonly disposition: Disposition }
  | { readonly type: 'ReopenIncident'; readonly incidentId: IncidentId }
  /** Closed incidents, and ended calls that came to none, leave the board; all of it stays in the log. */
  | {
      readonly type: 'FileRecords';
      readonly incidentIds: readonly IncidentId[];
      readonly callIds: readonly CallId[];
    }
  /**
   * Writes what takes back the whole command that wrote the entry; only the newest that touches the same
   * thing can be undone, by its own author or a commander.
   */
  | { readonly type: 'Undo'; readonly seq: number }
  /** A wrong time in the record, put right by an entry that names the old one; `available` is the end. */
  | {
      readonly type: 'CorrectTime';
      readonly assignmentId: AssignmentId;
      readonly step: UnitStatus;
      readonly at: Instant;
    };

export type PositionDoubt = 'late' | 'clockAhead' | 'absurd' | 'againstStatus' | 'silent';

export interface CommandEnvelope {
  readonly commandId: CommandId;
  readonly actor: Actor;
  /** Done on paper while the link was gone: when, and on which card. Absent: now. */
  readonly onPaper?: { readonly happenedAt: Instant; readonly card: string };
  readonly command: Command;
}
