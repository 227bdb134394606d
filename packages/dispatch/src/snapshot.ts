import { fail, type Instant, ok, type Result } from '@clarion/measure';
import type { FloorAlarm } from './alarms/alarm.ts';
import type {
  Assignment,
  Board,
  Call,
  Closure,
  Cordon,
  Emergency,
  Incident,
  PublishedDeployment,
  Readiness,
  SpeedChange,
  UndoableEntry,
  UnexplainedOverride,
  Unit,
} from './board.ts';
import type { CardShelf } from './cards/shelf.ts';
import type { PublishedRules } from './centre-rules/centre-rules.ts';
import type { Configuration, IncidentType } from './configuration.ts';
import type { StaffedDesk } from './desk.ts';
import { emptyBoard } from './empty.ts';
import type { HandOver, OrphanedDesk } from './hand-over.ts';
import type { HospitalCapacity } from './major.ts';
import { isAhead } from './schedule.ts';
import { isOpenTransfer } from './transfer.ts';
import { note } from './undo-keys.ts';

/** Raised whenever a record's shape changes; a reader with another number folds the log instead. */
const VERSION = 24;

/** A board as plain JSON: lists in the order in which the records came. */
export interface BoardSnapshot {
  readonly version: number;
  readonly head: number;
  readonly at: Instant;
  readonly configuration: Configuration | null;
  /** `null`: it is the one in force. */
  readonly adopted: Configuration | null;
  readonly lastConfiguration: number;
  readonly pastTypes: readonly (readonly [number, readonly IncidentType[]])[];
  readonly rules: readonly PublishedRules[];
  readonly calls: readonly Call[];
  readonly incidents: readonly Incident[];
  readonly assignments: readonly Assignment[];
  readonly units: readonly Unit[];
  readonly closures: readonly Closure[];
  readonly closuresVersion: number;
  readonly cordons: readonly Cordon[];
  readonly speeds: readonly SpeedChange[];
  readonly speedsVersion: number;
  readonly speedFeed: Board['speedFeed'] | null;
  readonly openIncidents: readonly string[];
  readonly openCalls: readonly string[];
  readonly lastCall: number;
  readonly lastIncident: number;
  readonly lastAssignment: number;
  readonly lastClosure: number;
  readonly readiness: readonly Readiness[];
  readonly hospitals: readonly HospitalCapacity[];
  readonly cards: readonly CardShelf[];
  readonly unexplained: readonly UnexplainedOverride[];
  readonly lastCordon: number;
  readonly lastSpeed: number;
  readonly desks: readonly StaffedDesk[];
  readonly handOvers: readonly HandOver[];
  readonly orphans: readonly OrphanedDesk[];
  readonly emergencies: readonly Emergency[];
  readonly emergencyEnds: readonly (readonly [string, Instant])[];
  readonly alarms: readonly FloorAlarm[];
  readonly pastAlarms: readonly FloorAlarm[];
  readonly alarmRaises: Board['alarmRaises'];
  readonly deployments: readonly PublishedDeployment[];
  readonly lastDeployment: number;
  readonly lastRules: number;
  readonly moveUpSuspended: Board['moveUpSuspended'] | null;
  readonly dismissedMoves: Board['dismissedMoves'];
  readonly undoable: readonly UndoableEntry[];
}

/** The board as plain JSON; what is read back by `boardFromJson` folds on exactly as the board itself. */
export function boardToJson(board: Board): BoardSnapshot {
  return {
    version: VERSION,
    head: board.head,
    at: board.at,
    configuration: board.configuration ?? null,
    adopted: board.adopted === board.configuration ? null : (board.adopted ?? null),
    lastConfiguration: board.lastConfiguration,
    pastTypes: [...board.pastTypes],
    rules: [...board.rules.values()],
    calls: [...board.calls.values()],
    incidents: [...board.incidents.values()],
    assignments: [...board.assignments.values()],
    units: [...board.units.values()],
    closures: [...board.closures.values()],
    closuresVersion: board.closuresVersion,
    cordons: [...board.cordons.values()],
    speeds: [...board.speeds.values()],
    speedsVersion: board.speedsVersion,
    speedFeed: board.speedFeed ?? null,
    openIncidents: [...board.openIncidents],
    openCalls: [...board.openCalls],
    lastCall: board.lastCall,
    lastIncident: board.lastIncident,
    lastAssignment: board.lastAssignment,
    lastClosure: board.lastClosure,
    readiness: [...board.readiness.values()],
    hospitals: [...board.hospitals.values()],
    cards: [...board.cards.values()],
    unexplained: [...board.unexplained.values()],
    lastCordon: board.lastCordon,
    lastSpeed: board.lastSpeed,
    desks: [...board.desks.values()],
    handOvers: [...board.handOvers.values()],
    orphans: [...board.orphans.values()],
    emergencies: [...board.emergencies.values()],
    emergencyEnds: [...board.emergencyEnds],
    alarms: [...board.alarms.values()],
    pastAlarms: board.pastAlarms,
    alarmRaises: board.alarmRaises,
    deployments: [...board.deployments.values()],
    lastDeployment: board.lastDeployment,
    lastRules: board.lastRules,
    moveUpSuspended: board.moveUpSuspended ?? null,
    dismissedMoves: board.dismissedMoves,
    undoable: [...board.undoable.values()],
  };
}

/** The board of a snapshot that this version wrote; the records are taken over as they are. */
export function boardFromJson(
  snapshot: BoardSnapshot,
): Result<Board, { readonly code: 'SnapshotVersion'; readonly version: number }> {
  if (snapshot.version !== VERSION) return fail({ code: 'SnapshotVersion', version: snapshot.version });
  const board = emptyBoard();
  board.head = snapshot.head;
  board.at = snapshot.at;
  board.configuration = snapshot.configuration ?? undefined;
  board.adopted = snapshot.adopted ?? board.configuration;
  board.lastConfiguration = snapshot.lastConfiguration;
  for (const [version, types] of snapshot.pastTypes) board.pastTypes.set(version, types);
  for (const one of snapshot.rules) board.rules.set(one.rulesId, one);
  board.lastRules = snapshot.lastRules;
  for (const call of snapshot.calls) {
    board.calls.set(call.callId, call);
    if (call.transfers?.some(isOpenTransfer)) board.transferring.add(call.callId);
  }
  for (const incident of snapshot.incidents) {
    board.incidents.set(incident.incidentId, incident);
    if (incident.transfers?.some(isOpenTransfer)) board.transferring.add(incident.incidentId);
  }
  for (const assignment of snapshot.assignments) board.assignments.set(assignment.assignmentId, assignment);
  for (const unit of snapshot.units) board.units.set(unit.unitId, unit);
  for (const closure of snapshot.closures) board.closures.set(closure.closureId, closure);
  board.closuresVersion = snapshot.closuresVersion;
  for (const cordon of snapshot.cordons) board.cordons.set(cordon.cordonId, cordon);
  for (const change of snapshot.speeds) board.speeds.set(change.speedId, change);
  board.speedsVersion = snapshot.speedsVersion;
  board.speedFeed = snapshot.speedFeed ?? undefined;
  for (const incidentId of snapshot.openIncidents) {
    board.openIncidents.add(incidentId);
    const incident = board.incidents.get(incidentId);
    if (incident && isAhead(incident)) board.scheduled.add(incidentId);
  }
  for (const callId of snapshot.openCalls) board.openCalls.add(callId);
  board.lastCall = snapshot.lastCall;
  board.lastIncident = snapshot.lastIncident;
  board.lastAssignment = snapshot.lastAssignment;
  board.lastClosure = snapshot.lastClosure;
  for (const one of snapshot.readiness) board.readiness.set(one.areaId ?? '', one);
  for (const one of snapshot.hospitals) board.hospitals.set(one.postId, one);
  for (const shelf of snapshot.cards) board.cards.set(shelf.cardId, shelf);
  for (const known of snapshot.unexplained) board.unexplained.set(known.seq, known);
  board.lastCordon = snapshot.lastCordon;
  board.lastSpeed = snapshot.lastSpeed;
  for (const desk of snapshot.desks) board.desks.set(desk.deskId, desk);
  for (const one of snapshot.handOvers) board.handOvers.set(one.deskId, one);
  for (const one of snapshot.orphans) board.orphans.set(one.deskId, one);
  for (const one of snapshot.emergencies) board.emergencies.set(one.unitId, one);
  for (const [unitId, at] of snapshot.emergencyEnds) board.emergencyEnds.set(unitId, at);
  for (const alarm of snapshot.alarms) board.alarms.set(alarm.key, alarm);
  board.pastAlarms = snapshot.pastAlarms;
  board.alarmRaises = snapshot.alarmRaises;
  for (const one of snapshot.deployments) board.deployments.set(one.deploymentId, one);
  board.lastDeployment = snapshot.lastDeployment;
  board.moveUpSuspended = snapshot.moveUpSuspended ?? undefined;
  board.dismissedMoves = snapshot.dismissedMoves;
  for (const known of snapshot.undoable) note(board, known);
  return ok(board);
}
