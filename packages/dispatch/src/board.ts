import type { Instant, LngLat } from '@clarion/measure';
import type { FloorAlarm } from './alarms/alarm.ts';
import type { CallBack } from './call-back.ts';
import type { CardId } from './cards/card.ts';
import type { CardRun, CardShelf, Compressions } from './cards/shelf.ts';
import type { PublishedRules } from './centre-rules/centre-rules.ts';
import type { IncidentChange } from './change.ts';
import type { Heard } from './check.ts';
import type { ClosedStreet } from './closure.ts';
import type { Actor, CallKind, PositionDoubt } from './command.ts';
import type { Configuration, IncidentType, Need, Priority, UnitDescription } from './configuration.ts';
import type { HeldArea, HeldPoint } from './cordon.ts';
import type { DeploymentBody } from './deployment.ts';
import type { StaffedDesk } from './desk.ts';
import type { ActivePlan, DeclinedPlan } from './emergency-plan/plan.ts';
import type { EntryType, RestoreStep } from './entry.ts';
import type { HandOver, OrphanedDesk } from './hand-over.ts';
import type { Hazard, HazardMark } from './hazard.ts';
import type {
  AreaId,
  AssignmentId,
  CallId,
  Capability,
  ClosureId,
  CommandId,
  CordonId,
  DeploymentId,
  DeskId,
  IncidentId,
  LevelId,
  PostId,
  RulesId,
  SealedRef,
  SpeedId,
  TypeId,
  UnitId,
} from './ids.ts';
import type { InterpreterTurn } from './interpreter.ts';
import type { HospitalCapacity, Major } from './major.ts';
import type { Merged, TakenIn } from './merge.ts';
import type { CrewMessage, FloorMessage, Photo } from './message.ts';
import type { DismissedMove, MoveUp, MoveUpSuspension } from './move-up.ts';
import type { Move } from './moving.ts';
import type { PageMark } from './paging.ts';
import type { PhoneLocation, Place } from './place.ts';
import type { Publication, PublicationState } from './publication.ts';
import type { ReadinessReason } from './readiness.ts';
import type { Schedule } from './schedule.ts';
import type { CrewAboard } from './shift/crew.ts';
import type { PacedStreet, SpeedFeed } from './speed.ts';
import type { Staging, UnitStaging } from './staging.ts';
import type { AssignmentOutcome, AssignmentStep, Disposition, UnitStatus } from './status.ts';
import type { Transfer } from './transfer.ts';

export interface Call {
  readonly callId: CallId;
  readonly state: 'ringing' | 'open' | 'ended';
  readonly channel: 'phone' | 'text' | 'walkIn' | 'alarm';
  readonly receivedAt: Instant;
  readonly answeredAt?: Instant;
  readonly endedAt?: Instant;
  readonly taker?: Actor;
  /** Its caller is to be called back, or was. */
  readonly callBack?: CallBack;
  /** Agencies that it was given to, the newest last. */
  readonly transfers?: readonly Transfer[];
  /** Why no incident came of it. */
  readonly disposition?: Disposition;
  readonly kind?: CallKind;
  readonly typeId?: TypeId;
  readonly place?: Place;
  readonly phoneLocation?: PhoneLocation;
  readonly language?: string;
  /** As a card or somebody has set it; absent: its type's. */
  readonly priority?: Priority;
  readonly hazards?: readonly Hazard[];
  readonly stage?: true;
  readonly needs?: readonly Need[];
  /** Protocol cards that were opened, the one at work last. */
  readonly cards?: readonly CardRun[];
  readonly compressions?: readonly Compressions[];
  /** When an interpreter was asked for, came and left, each time in order. */
  readonly interpreter?: readonly InterpreterTurn[];
  readonly incidentId?: IncidentId;
  /** A person entered it; no line or device has said when it began. */
  readonly typed?: true;
  /** The line says also when it is answered; it has not, as long as `lineAnsweredAt` is absent. */
  readonly onLine?: true;
  /** When it was first answered, as the line says it. */
  readonly lineAnsweredAt?: Instant;
  /** When its caller rang again, the newest. */
  readonly rangAgainAt?: Instant;
  /** When its place, and its type, were first known. */
  readonly placeAt?: Instant;
  readonly typeAt?: Instant;
  /** Who looked at it first, where nobody answered. */
  readonly read?: { readonly at: Instant; readonly by: Actor };
  /** The caller's own words, in order; later facts append. */
  readonly words: readonly SealedRef[];
  readonly contacts: readonly SealedRef[];
  /** What the caller's phone said of where it is; the newest counts. */
  readonly locations?: readonly SealedRef[];
  readonly recordings?: readonly SealedRef[];
}

export interface Incident {
  readonly incidentId: IncidentId;
  /** Merged: it is part of another, which leads. */
  readonly state: 'open' | 'closed' | 'merged';
  readonly openedAt: Instant;
  readonly openedBy: Actor;
  /** The configuration that was in force then: its run cards hold (`typeOf`); absent in old logs: the present one's. */
  readonly configurationVersion?: number;
  readonly typeId?: TypeId;
  readonly priority: Priority;
  readonly place?: Place;
  /** The highest alarm that was raised; absent: the first. */
  readonly alarm?: number;
  /** What endangers who goes there. */
  readonly hazards?: readonly Hazard[];
  /** Those of them that somebody has entered by hand, with why and until when. */
  readonly hazardMarks?: readonly HazardMark[];
  /** A card advises that crews wait at a distance; what it proposes is `proposedStaging`. */
  readonly stage?: true;
  /** When the advice came, where it came after the opening. */
  readonly advisedAt?: Instant;
  /** What it needs beyond its run cards, as somebody has said. */
  readonly needs?: readonly Need[];
  /** When its place, and its type, were first known. */
  readonly placeAt?: Instant;
  readonly typeAt?: Instant;
  /** The desk that it was given to, or that sent its first units. */
  readonly deskId?: DeskId;
  /** Help is needed later, or was when it was opened. */
  readonly schedule?: Schedule;
  /** Incidents that have to do with it. */
  readonly linked?: readonly IncidentId[];
  /** What it is part of. */
  readonly merged?: Merged;
  /** What is part of it. */
  readonly takenIn?: readonly TakenIn[];
  /** Where it was told to be since, the newest last; `place` stays where it was opened. */
  readonly moves?: readonly Move[];
  /** Units that are sent wait short of the scene, unless it was told that it is safe. */
  readonly staging?: Staging;
  /** Agencies that it was given to, the newest last. */
  readonly transfers?: readonly Transfer[];
  /** It was declared a major incident. */
  readonly major?: Major;
  /** Emergency plans that it goes by, or went by. */
  readonly plans?: readonly ActivePlan[];
  readonly declinedPlans?: readonly DeclinedPlan[];
  readonly callIds: readonly CallId[];
  /** Every assignment, ended ones too, in order. */
  readonly assignmentIds: readonly AssignmentId[];
  readonly notes: readonly { readonly note: SealedRef; readonly at: Instant; readonly by: Actor }[];
  /** What crews have written to the floor, in the order of arrival; of what is part of it, it stands there. */
  readonly crewMessages?: readonly CrewMessage[];
  readonly photos?: readonly Photo[];
  readonly closedAt?: Instant;
  readonly disposition?: Disposition;
  /** Sequence number of the newest entry about it. */
  readonly changedSeq: number;
}

export interface Assignment {
  readonly assignmentId: AssignmentId;
  readonly incidentId: IncidentId;
  readonly unitId: UnitId;
  readonly by: Actor;
  /** It waits behind what the unit is on; its clocks run from when that ends. */
  readonly stacked?: true;
  /** When each step was reached. `dispatched` is always there. */
  readonly times: { readonly [step in AssignmentStep]?: Instant };
  /** Steps whose time a person typed, for a crew that said it by voice or on paper. */
  readonly typed?: readonly AssignmentStep[];
  readonly endedAt?: Instant;
  readonly outcome?: AssignmentOutcome;
  /** The point of a cordon that the unit was given to hold. */
  readonly point?: HeldPoint;
  /** Changes of the incident that the crew has not read, the oldest first. */
  readonly unread?: readonly IncidentChange[];
  /** What the floor has told the crew, in order. */
  readonly messages?: readonly FloorMessage[];
  /** By which channels the crew was told, in the order in which they were used. */
  readonly pages?: readonly PageMark[];
  /** It waits, or waited, short of the scene. */
  readonly staging?: UnitStaging;
}

export interface Unit {
  readonly unitId: UnitId;
  readonly description: UnitDescription;
  readonly status: UnitStatus;
  readonly statusSince: Instant;
  /** Open assignments; the last is the current one, and the status speaks of it. */
  readonly assignmentIds: readonly AssignmentId[];
  /** The newest assignment that has ended. */
  readonly endedAssignmentId?: AssignmentId;
  /** Gone from the configuration; leaves the board when its last assignment ends. */
  readonly leaving?: true;
  readonly placed?: {
    readonly at: LngLat;
    readonly label?: string;
    readonly placedAt: Instant;
    readonly expiresAt: Instant;
  };
  /** As somebody has said for now, instead of what the configuration says. */
  readonly staffing?: Staffing;
  /** Who has signed on, as numbers; absent: nobody ever has, and it is crewed as usual. */
  readonly crew?: CrewAboard;
  readonly doubt?: { readonly reason: PositionDoubt; readonly since: Instant };
  /** Told to stand at another post; it means nothing while the unit is on an assignment, and ends with that. */
  readonly moveUp?: MoveUp;
  /** When it was moved up, of the last day, the newest last. */
  readonly movedUpAt?: readonly Instant[];
  /** The newest that was heard of its crew, by whatever channel that the log holds. */
  readonly heard?: Heard;
  /** When its people were last counted. */
  readonly accountedAt?: Instant;
  readonly changedSeq: number;
}

/** A crew has called for help, and nobody has ended it. */
export interface Emergency {
  readonly unitId: UnitId;
  readonly incidentId?: IncidentId;
  /** When the button was pressed or the call was heard; `toldAt` when the centre came to know. */
  readonly since: Instant;
  readonly toldAt: Instant;
  readonly via: 'button' | 'voice';
  readonly by: Actor;
  readonly fix?: { readonly at: LngLat; readonly fixAt: Instant };
  /** When the crew said that it is safe: a claim. */
  readonly safeAt?: Instant;
}

export interface Staffing {
  /** People aboard; absent: as the configuration says. */
  readonly people?: number;
  /** What it cannot do for now, whoever is aboard: the equipment is away or broken. */
  readonly without: readonly Capability[];
}

/** A level that a commander has set, for an area or the whole centre. */
export interface Readiness {
  readonly areaId?: AreaId;
  readonly levelId: LevelId;
  readonly reason: ReadinessReason;
  readonly by: Actor;
  readonly since: Instant;
  readonly expiresAt: Instant;
}

export interface Closure extends ClosedStreet {
  readonly closureId: ClosureId;
  readonly by: Actor;
  readonly since: Instant;
}

export interface Cordon extends HeldArea {
  readonly cordonId: CordonId;
  readonly incidentId: IncidentId;
  readonly by: Actor;
  readonly since: Instant;
}

export interface SpeedChange extends PacedStreet {
  readonly speedId: SpeedId;
  readonly by: Actor;
  readonly since: Instant;
}

/** A deployment that was laid before the floor, and what became of it. */
export interface PublishedDeployment extends DeploymentBody, Publication {
  readonly deploymentId: DeploymentId;
  readonly startsAt: Instant;
  readonly state: PublicationState;
}

/** The whole state of one centre, folded from its log. Records are immutable; `evolve` replaces them in the maps. */
export interface Board {
  head: number;
  at: Instant;
  /** What is in force: the adopted one under the centre's rules. */
  configuration: Configuration | undefined;
  /** As the server adopted it from its place and its file. */
  adopted: Configuration | undefined;
  /** The highest number of a version that was given out. */
  lastConfiguration: number;
  /** Types of versions that are not in force any more, by version, as long as an incident on the board was opened under them. */
  readonly pastTypes: Map<number, readonly IncidentType[]>;
  /** Rules of the centre that were drafted, the newest last, and what became of them. */
  readonly rules: Map<RulesId, PublishedRules>;
  readonly calls: Map<CallId, Call>;
  readonly incidents: Map<IncidentId, Incident>;
  readonly assignments: Map<AssignmentId, Assignment>;
  readonly units: Map<UnitId, Unit>;
  /** Streets that are closed. Past its `expiresAt` one counts no more (`closuresInForce`) and is soon dropped. */
  readonly closures: Map<ClosureId, Closure>;
  /** Sequence number of the newest entry about a street; 0 when there is none. */
  closuresVersion: number;
  /** Cordons that were not lifted. Which of them count is asked with the time (`cordonsInForce`). */
  readonly cordons: Map<CordonId, Cordon>;
  /** Streets with another speed than usual. Past its `expiresAt` one counts no more (`speedsInForce`). */
  readonly speeds: Map<SpeedId, SpeedChange>;
  /** Sequence number of the newest entry about a street's speed; 0 when there is none. */
  speedsVersion: number;
  /** The newest feed of measured speeds, by the sequence number of its entry. Past its `expiresAt` it counts no more. */
  speedFeed: (SpeedFeed & { readonly seq: number }) | undefined;
  /** By area; '' is the whole centre. Past its `expiresAt` one counts no more (`readinessInForce`). */
  readonly readiness: Map<AreaId, Readiness>;
  /** What each hospital has told that it can take. */
  readonly hospitals: Map<PostId, HospitalCapacity>;
  /** Desks that somebody sits at. */
  readonly desks: Map<DeskId, StaffedDesk>;
  /** Desks that are about to change hands. */
  readonly handOvers: Map<DeskId, HandOver>;
  /** Desks that nobody took over though they owned something. */
  readonly orphans: Map<DeskId, OrphanedDesk>;
  readonly emergencies: Map<UnitId, Emergency>;
  /** When each unit's newest emergency ended. */
  readonly emergencyEnds: Map<UnitId, Instant>;
  /** Alarms that stand, by key. */
  readonly alarms: Map<string, FloorAlarm>;
  /** The newest that were cleared, the oldest first. */
  pastAlarms: readonly FloorAlarm[];
  /** When alarms were raised, and for which desk; of the last day. */
  alarmRaises: readonly { readonly at: Instant; readonly deskId?: DeskId }[];
  /** Every deployment that was laid before the floor. */
  readonly deployments: Map<DeploymentId, PublishedDeployment>;
  /** Past its `until` it counts no more (`moveUpSuspension`). */
  moveUpSuspended: MoveUpSuspension | undefined;
  /** Moves that were advised and not wanted, of the last day. */
  dismissedMoves: readonly DismissedMove[];
  /** Counters of the numbers given out. */
  lastCall: number;
  lastIncident: number;
  lastAssignment: number;
  lastClosure: number;
  lastCordon: number;
  lastSpeed: number;
  lastDeployment: number;
  lastRules: number;
  /** Incidents that are open, and calls that still need somebody, so that no reader walks the closed ones. */
  readonly openIncidents: Set<IncidentId>;
  readonly openCalls: Set<CallId>;
  /** Calls and incidents of which an agency still owes a receipt or a result; derived from them. */
  readonly transferring: Set<CallId | IncidentId>;
  /** Protocol cards, with their editions and drafts. */
  readonly cards: Map<CardId, CardShelf>;
  /** Open incidents that are kept apart from the queue until their time; derived from `incidents`. */
  readonly scheduled: Set<IncidentId>;
  /** Sendings that departed from the recommendation and have no reason yet, by the number of their entry. */
  readonly unexplained: Map<number, UnexplainedOverride>;
  /** Commands that can still be undone: the newest few, by the sequence number of their first entry. */
  readonly undoable: Map<number, UndoableEntry>;
  /** What each of them touches → their sequence numbers; derived from `undoable`. */
  readonly undoKeys: Map<string, readonly number[]>;
}

export interface UnexplainedOverride {
  readonly seq: number;
  readonly at: Instant;
  readonly actorId: string;
  readonly incidentId: IncidentId;
  readonly assignmentIds: readonly AssignmentId[];
  /** Sent though others were recommended, and those others. */
  readonly added: readonly UnitId[];
  readonly left: readonly UnitId[];
}

/** One command's entries, with the way back. */
export interface UndoableEntry {
  readonly seq: number;
  readonly type: EntryType;
  readonly commandId: CommandId;
  readonly actorId: string;
  /** Every entry of the command. */
  readonly seqs: readonly number[];
  /** What it touches, as `unit:M12`; a later entry that touches the same takes this one out. */
  readonly keys: readonly string[];
  /** Newest first. */
  readonly steps: readonly RestoreStep[];
}
