import type { Instant } from '@clarion/measure';
import type { AgencyId } from './agency.ts';
import type { CallBackCause } from './call-back.ts';
import type { RuleFaultCode } from './centre-rules/faults.ts';
import type { Actor } from './command.ts';
import type {
  AreaId,
  AssignmentId,
  CallId,
  Capability,
  ClosureId,
  CordonId,
  DeploymentId,
  DeskId,
  IncidentId,
  LevelId,
  PostId,
  RulesId,
  SpeedId,
  UnitId,
} from './ids.ts';
import type { TriageCategory } from './major.ts';

/** Facts that stand against a command. Words for people come from the catalogue by `code`. */
export type Refusal =
  | {
      readonly code: 'UnitAlreadyAssigned';
      readonly unitId: UnitId;
      readonly incidentId: IncidentId;
      readonly by: Actor;
      readonly at: Instant;
      readonly place?: string;
    }
  | { readonly code: 'UnitOutOfService'; readonly unitId: UnitId }
  /** Its crew is out with the other vehicle that it has. */
  | {
      readonly code: 'CrewAway';
      readonly unitId: UnitId;
      readonly withUnitId: UnitId;
      readonly incidentId: IncidentId;
    }
  /** One crew cannot go with both. */
  | { readonly code: 'CrewShared'; readonly unitIds: readonly UnitId[] }
  | { readonly code: 'AlarmRaisedAlready'; readonly incidentId: IncidentId; readonly alarm: number }
  | { readonly code: 'CapabilityUnknown'; readonly unitId: UnitId; readonly capability: Capability }
  | { readonly code: 'UnitUnknown'; readonly unitId: UnitId }
  | { readonly code: 'UnitNotAssigned'; readonly unitId: UnitId; readonly incidentId?: IncidentId }
  | { readonly code: 'UnitHasAssignment'; readonly unitId: UnitId; readonly incidentId: IncidentId }
  | {
      readonly code: 'StatusNotPossible';
      readonly unitId: UnitId;
      readonly from: string;
      readonly to: string;
    }
  | { readonly code: 'IncidentUnknown'; readonly incidentId: IncidentId }
  /** It has left the board; the log has it. */
  | { readonly code: 'FiledAlready'; readonly number: IncidentId | CallId }
  /** It, or what belongs to it, is not over. */
  | { readonly code: 'RecordInUse'; readonly number: IncidentId | CallId }
  | { readonly code: 'IncidentClosedAlready'; readonly incidentId: IncidentId; readonly at: Instant }
  | { readonly code: 'IncidentOpenAlready'; readonly incidentId: IncidentId }
  | {
      readonly code: 'IncidentHasUnits';
      readonly incidentId: IncidentId;
      readonly unitIds: readonly UnitId[];
    }
  | { readonly code: 'IncidentWithoutPlace'; readonly incidentId?: IncidentId }
  | { readonly code: 'CallUnknown'; readonly callId: CallId }
  | { readonly code: 'CallAnsweredAlready'; readonly callId: CallId; readonly by: Actor }
  | { readonly code: 'CallEndedAlready'; readonly callId: CallId }
  /** It is answered, not read. */
  | { readonly code: 'CallRingsStill'; readonly callId: CallId }
  /** Nobody is to be called back: it was never so, or something has ended it. */
  | { readonly code: 'CallBackOver'; readonly callId: CallId }
  | { readonly code: 'CallBackUnfit'; readonly callId: CallId; readonly cause: CallBackCause }
  /** Before as many attempts who supervises alone gives up. */
  | {
      readonly code: 'CallBackTooFew';
      readonly callId: CallId;
      readonly attempts: number;
      readonly needed: number;
    }
  | { readonly code: 'AgencyUnknown'; readonly agencyId: AgencyId }
  | { readonly code: 'TransferOpenAlready'; readonly number: string; readonly agencyId: AgencyId }
  | { readonly code: 'TransferUnknown'; readonly number: string }
  | { readonly code: 'TransferOverAlready'; readonly number: string; readonly state: string }
  /** It is not ended as transferred before the agency has received it. */
  | { readonly code: 'TransferNotReceived'; readonly number: string; readonly agencyId: AgencyId }
  /** No number, but words. */
  | { readonly code: 'ReceiptUnfit' }
  /** Done has no reason; refused and returned have one. */
  | { readonly code: 'ResultUnfit'; readonly number: string }
  | { readonly code: 'CallAttachedAlready'; readonly callId: CallId; readonly incidentId: IncidentId }
  | { readonly code: 'CallNotAttached'; readonly callId: CallId }
  | { readonly code: 'TypeUnknown'; readonly typeId: string }
  | { readonly code: 'AssignmentUnknown'; readonly assignmentId: AssignmentId }
  | { readonly code: 'CardUnknown'; readonly cardId: string }
  | { readonly code: 'CardFaulty'; readonly cardId: string; readonly fault: string; readonly where?: string }
  /** There is another draft by now, or none. */
  | { readonly code: 'CardDraftGone'; readonly cardId: string }
  | { readonly code: 'CardUntested'; readonly cardId: string }
  /** Who proposed it does not approve it. */
  | { readonly code: 'CardOwnProposal'; readonly cardId: string }
  | { readonly code: 'CardEditionUnknown'; readonly cardId: string; readonly edition: number }
  | {
      readonly code: 'TranslationFaulty';
      readonly cardId: string;
      readonly tag: string;
      readonly fault: string;
      readonly where?: string;
    }
  /** There is another draft by now, or none, or its edition of the card is gone. */
  | { readonly code: 'TranslationDraftGone'; readonly cardId: string; readonly tag: string }
  | { readonly code: 'TranslationUntried'; readonly cardId: string; readonly tag: string }
  /** Who proposed it does not approve it. */
  | { readonly code: 'TranslationOwn'; readonly cardId: string; readonly tag: string }
  | { readonly code: 'WalkUnfinished'; readonly cardId: string }
  | { readonly code: 'InterpreterNotThere'; readonly callId: CallId }
  | { readonly code: 'CardNotOpen'; readonly callId: CallId }
  /** Something else is asked there by now. */
  | { readonly code: 'QuestionMoved'; readonly callId: CallId; readonly questionId: string }
  | { readonly code: 'ChoiceUnknown'; readonly questionId: string; readonly choiceId: string }
  /** It has ended, was answered, or is too old: a crew is not told late. */
  | { readonly code: 'PageOver'; readonly unitId: UnitId }
  | { readonly code: 'ChannelUnknown'; readonly channelId: string }
  | { readonly code: 'ClosureUnknown'; readonly closureId: ClosureId }
  /** It was reopened, or its time has passed. */
  | { readonly code: 'StreetOpenAlready'; readonly closureId: ClosureId }
  | { readonly code: 'CordonUnknown'; readonly cordonId: CordonId }
  /** It was lifted, its time has passed, or its incident is closed. */
  | { readonly code: 'CordonOverAlready'; readonly cordonId: CordonId }
  | {
      readonly code: 'CordonStandsAlready';
      readonly incidentId: IncidentId;
      readonly cordonId: CordonId;
      readonly by: Actor;
      readonly at: Instant;
    }
  | { readonly code: 'CordonWithoutWayOut'; readonly incidentId: IncidentId }
  | {
      readonly code: 'CordonPointUnknown';
      readonly incidentId: IncidentId;
      readonly cordonId: CordonId;
      readonly node: string;
    }
  | { readonly code: 'SpeedUnknown'; readonly speedId: SpeedId }
  /** It was taken back, or its time has passed. */
  | { readonly code: 'SpeedUsualAlready'; readonly speedId: SpeedId }
  /** No speed that a street is driven at; what cannot be driven is closed. */
  | { readonly code: 'SpeedImplausible'; readonly kmh?: number; readonly factor?: number }
  | { readonly code: 'NotDisplayed'; readonly unitIds: readonly UnitId[] }
  | { readonly code: 'NotUndoable'; readonly seq: number }
  /** What the unit would leave is more urgent; a commander may order it all the same. */
  | { readonly code: 'LeavesMoreUrgent'; readonly unitId: UnitId; readonly incidentId: IncidentId }
  /** Both are on the same incident. */
  | { readonly code: 'SameIncident'; readonly incidentId: IncidentId }
  | {
      readonly code: 'MajorDeclaredAlready';
      readonly incidentId: IncidentId;
      readonly by: Actor;
      readonly at: Instant;
    }
  | { readonly code: 'NotMajor'; readonly incidentId: IncidentId }
  /** It is neither closed nor made part of another before it is stood down. */
  | { readonly code: 'MajorStands'; readonly incidentId: IncidentId }
  | { readonly code: 'CountImplausible' }
  | {
      readonly code: 'CountBelowAllocated' | 'AllocatedOverCount';
      readonly incidentId: IncidentId;
      readonly category: TriageCategory;
      readonly counted: number;
      readonly allocated: number;
    }
  | { readonly code: 'HospitalUnknown'; readonly postId: PostId }
  | {
      readonly code: 'AllocationUnknown' | 'OrderUnknown';
      readonly incidentId: IncidentId;
      readonly number: number;
    }
  /** The centre has no such plan, or the plan no such level. */
  | { readonly code: 'PlanUnknown'; readonly planId: string; readonly levelId?: string }
  | {
      readonly code: 'PlanStands' | 'PlanNotInForce';
      readonly incidentId: IncidentId;
      readonly planId: string;
    }
  | {
      readonly code: 'PlanStepUnknown';
      readonly incidentId: IncidentId;
      readonly planId: string;
      readonly stepId: string;
    }
  /** The unit does not hold the step's role. */
  | { readonly code: 'StepNotYours'; readonly incidentId: IncidentId; readonly stepId: string }
  | { readonly code: 'StepReasonMissing'; readonly stepId: string }
  | { readonly code: 'LevelUnknown'; readonly levelId: LevelId }
  | { readonly code: 'AreaUnknown'; readonly areaId: AreaId }
  | { readonly code: 'ReadinessNotSet'; readonly areaId?: AreaId }
  | { readonly code: 'PostUnknown'; readonly postId: PostId }
  | { readonly code: 'DeploymentUnknown'; readonly deploymentId: DeploymentId }
  | { readonly code: 'DeploymentEmpty' }
  /** What was approved, begun, withdrawn or rolled back stays so. */
  | { readonly code: 'DeploymentSettled'; readonly deploymentId: DeploymentId; readonly state: string }
  | { readonly code: 'DeploymentNotInForce'; readonly deploymentId: DeploymentId }
  | { readonly code: 'RulesUnknown'; readonly rulesId: RulesId }
  /** They say what is in force already. */
  | { readonly code: 'RulesUnchanged' }
  | { readonly code: 'RulesUnfit'; readonly field: string; readonly reason: RuleFaultCode }
  /** What was approved, begun, withdrawn, rolled back or overtaken stays so. */
  | { readonly code: 'RulesSettled'; readonly rulesId: RulesId; readonly state: string }
  /** Nobody has looked at what they would have recommended beside what is in force. */
  | { readonly code: 'RulesNotReplayed'; readonly rulesId: RulesId }
  /** Two people stand for the rules. */
  | { readonly code: 'RulesAreOwn'; readonly rulesId: RulesId }
  | { readonly code: 'RulesNotInForce'; readonly rulesId: RulesId }
  /** It has something to do, is out of service, or its crew is out with another vehicle. */
  | { readonly code: 'UnitNotFree'; readonly unitId: UnitId }
  | { readonly code: 'MoveUpsSuspended'; readonly by: Actor; readonly at: Instant }
  | { readonly code: 'MovesAtOnce'; readonly most: number }
  /** It was moved or came free a moment ago, or has had its moves of the shift. */
  | { readonly code: 'UnitRests'; readonly unitId: UnitId }
  | { readonly code: 'NotMovedUp'; readonly unitId: UnitId }
  /** Moves by table are to be advised, and there is no table for these units. */
  | { readonly code: 'TableMissing'; readonly capability: Capability }
  /** Two people stand for a deployment. */
  | { readonly code: 'ApproverIsAuthor'; readonly deploymentId: DeploymentId }
  /** It is part of another one, which is meant or first split. */
  | { readonly code: 'IncidentMergedAlready'; readonly incidentId: IncidentId; readonly into: IncidentId }
  | { readonly code: 'NotMerged'; readonly incidentId: IncidentId }
  /** The machine ends no hazard before its expiry, and none that has no expiry. */
  | { readonly code: 'HazardStands'; readonly incidentId: IncidentId }
  | { readonly code: 'NotScheduled'; readonly incidentId: IncidentId }
  /** By the clock it comes into the queue at `at`. */
  | { readonly code: 'NotYetDue'; readonly incidentId: IncidentId; readonly at: Instant }
  /** Nobody waits there to be told that it is safe. */
  | { readonly code: 'NotStaged'; readonly incidentId: IncidentId }
  | { readonly code: 'NothingToExplain'; readonly seq: number }
  | { readonly code: 'DeskUnknown'; readonly deskId: DeskId }
  | {
      readonly code: 'DeskTakenAlready';
      readonly deskId: DeskId;
      readonly by: Actor;
      readonly at: Instant;
    }
  /** Somebody else sits there, or nobody. */
  | { readonly code: 'DeskNotYours'; readonly deskId: DeskId }
  /** Nobody has opened a hand-over there, or it was withdrawn. */
  | { readonly code: 'HandOverNotOpen'; readonly deskId: DeskId }
  /** Somebody else was quicker. */
  | {
      readonly code: 'HandedOverAlready';
      readonly deskId: DeskId;
      readonly by: Actor;
      readonly at: Instant;
    }
  /** The unit has called for no help, or it was ended. */
  | { readonly code: 'NoEmergency'; readonly unitId: UnitId }
  /** Its cause is gone, or there never was one. */
  | { readonly code: 'AlarmOverAlready'; readonly key: string }
  /** Nobody is on it who could be told. */
  | { readonly code: 'NobodyToTell'; readonly incidentId: IncidentId }
  | { readonly code: 'MessageUnknown'; readonly seq: number }
  /** Neither a ready sentence nor words, or both. */
  | { readonly code: 'MessageEmpty'; readonly unitId: UnitId }
  | { readonly code: 'PhotosFull'; readonly incidentId: IncidentId; readonly most: number }
  /** What the device answered was ordered anew at `at`. */
  | { readonly code: 'OrderNewer'; readonly at: Instant }
  | { readonly code: 'NoConfiguration' }
  | { readonly code: 'ConfigurationOutdated'; readonly version: number; readonly current: number }
  | { readonly code: 'TimeImplausible'; readonly at: Instant }
  | { readonly code: 'NotAllowed'; readonly role?: string };
