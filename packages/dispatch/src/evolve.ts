import type { Board } from './board.ts';
import type { Entry } from './entry.ts';
import { evolveAlarm } from './evolve/alarms.ts';
import { evolveAssignment } from './evolve/assignment.ts';
import { evolveCall } from './evolve/call.ts';
import { evolveCallBack } from './evolve/call-back.ts';
import { evolveRun, evolveShelf } from './evolve/card.ts';
import { changeIncident } from './evolve/change.ts';
import { evolveConfiguration } from './evolve/configuration.ts';
import { evolveCordon } from './evolve/cordon.ts';
import { evolveDeployment } from './evolve/deployment.ts';
import { evolveDesk } from './evolve/desk.ts';
import { evolveEmergency } from './evolve/emergency.ts';
import { evolvePlan } from './evolve/emergency-plan.ts';
import { evolveFiling } from './evolve/filing.ts';
import { evolveHandOver } from './evolve/hand-over.ts';
import { evolveHeard } from './evolve/heard.ts';
import { evolveIncident } from './evolve/incident.ts';
import { evolveInterpreter } from './evolve/interpreter.ts';
import { evolveMajor } from './evolve/major.ts';
import { evolveMerge } from './evolve/merge.ts';
import { evolveMessage } from './evolve/message.ts';
import { evolveMoveUp } from './evolve/move-up.ts';
import { evolveMoving } from './evolve/moving.ts';
import { evolvePage } from './evolve/page.ts';
import { evolveReadiness } from './evolve/readiness.ts';
import { evolveRules } from './evolve/rules.ts';
import { evolveSchedule } from './evolve/schedule.ts';
import { evolveSpeed } from './evolve/speed.ts';
import { evolveStaging } from './evolve/staging.ts';
import { evolveStatus } from './evolve/status.ts';
import { evolveStreet } from './evolve/street.ts';
import { evolveTransfer } from './evolve/transfer.ts';
import { evolveTranslation } from './evolve/translation.ts';
import { evolveUndone } from './evolve/undone.ts';
import { evolveUnit } from './evolve/unit.ts';

/**
 * The board after `entry`. The board that is given is consumed: its maps change, its records do not.
 * Never fails on an entry that `decide` wrote; what the board no longer holds is passed over.
 */
export function evolve(board: Board, entry: Entry): Board {
  apply(board, entry);
  board.head = entry.seq;
  if (entry.at > board.at) board.at = entry.at;
  return board;
}

function apply(board: Board, entry: Entry): void {
  switch (entry.type) {
    case 'ConfigurationAdopted':
      evolveConfiguration(board, entry);
      return;
    case 'CallReceived':
    case 'CallRangAgain':
    case 'AnsweredOnLine':
    case 'RecordingReferenced':
    case 'CallAnswered':
    case 'CallAmended':
    case 'WordsRecorded':
    case 'ContactRecorded':
    case 'LocationReported':
    case 'CallEnded':
    case 'CallAttached':
    case 'CallDetached':
    case 'CallRead':
      evolveCall(board, entry);
      return;
    case 'CallBackSet':
    case 'CallBackAttempted':
    case 'CallBackGivenUp':
      evolveCallBack(board, entry);
      return;
    case 'TransferSent':
    case 'TransferTold':
    case 'TransferReceived':
    case 'TransferEnded':
    case 'TransferWithdrawn':
      evolveTransfer(board, entry);
      return;
    case 'IncidentOpened':
    case 'IncidentAmended':
    case 'AlarmRaised':
    case 'IncidentClosed':
    case 'IncidentReopened':
    case 'NoteAdded':
      evolveIncident(board, entry);
      return;
    case 'IncidentScheduled':
    case 'ScheduledReleased':
      evolveSchedule(board, entry);
      return;
    case 'UnitsAssigned':
    case 'AssignmentEnded':
    case 'TimeCorrected':
      evolveAssignment(board, entry);
      return;
    case 'OverrideExplained':
      board.unexplained.delete(entry.data.seq);
      changeIncident(board, entry.data.incidentId, entry.seq);
      return;
    case 'StatusReported':
      evolveStatus(board, entry);
      return;
    case 'IncidentLinked':
    case 'IncidentUnlinked':
    case 'IncidentMerged':
    case 'IncidentTookIn':
    case 'IncidentSplit':
    case 'IncidentLetGo':
      evolveMerge(board, entry);
      return;
    case 'MajorDeclared':
    case 'MajorStoodDown':
    case 'CasualtiesCounted':
    case 'CapacityTold':
    case 'CasualtiesAllocated':
    case 'AllocationWithdrawn':
    case 'RoleGiven':
    case 'RoleEnded':
    case 'OrderGiven':
    case 'OrderAcknowledged':
    case 'OrderWithdrawn':
      evolveMajor(board, entry);
      return;
    case 'PlanActivated':
    case 'PlanDeclined':
    case 'PlanStepMarked':
    case 'PlanEnded':
      evolvePlan(board, entry);
      return;
    case 'PlaceMoved':
      evolveMoving(board, entry);
      return;
    case 'StagingSet':
    case 'SafeTold':
    case 'SafeAcknowledged':
    case 'StagingReached':
    case 'UnitStaged':
      evolveStaging(board, entry);
      return;
    case 'UnitPlaced':
    case 'UnitStaffed':
    case 'CrewCounted':
    case 'PositionDoubted':
    case 'PositionTrusted':
      evolveUnit(board, entry);
      return;
    case 'StreetClosed':
    case 'StreetReopened':
      evolveStreet(board, entry);
      return;
    case 'CordonSet':
    case 'CordonLifted':
    case 'PointGiven':
      evolveCordon(board, entry);
      return;
    case 'CardProposed':
    case 'CardTested':
    case 'CardPublished':
    case 'CardRolledBack':
      evolveShelf(board, entry);
      return;
    case 'CardOpened':
    case 'CardAnswered':
    case 'CompressionsBegun':
    case 'CompressionsEnded':
      evolveRun(board, entry);
      return;
    case 'TranslationProposed':
    case 'TranslationTried':
    case 'TranslationApproved':
    case 'TranslationWithdrawn':
      evolveTranslation(board, entry);
      return;
    case 'InterpreterStamped':
      evolveInterpreter(board, entry);
      return;
    case 'ChangeRead':
    case 'PageMarked':
      evolvePage(board, entry);
      return;
    case 'SpeedChanged':
    case 'SpeedRestored':
    case 'SpeedsAdopted':
      evolveSpeed(board, entry);
      return;
    case 'ReadinessSet':
    case 'ReadinessEnded':
      evolveReadiness(board, entry);
      return;
    case 'UnitHeard':
      evolveHeard(board, entry);
      return;
    case 'EmergencyRaised':
    case 'SafeClaimed':
    case 'EmergencyEnded':
      evolveEmergency(board, entry);
      return;
    case 'DeskTaken':
    case 'DeskLeft':
    case 'IncidentGiven':
      evolveDesk(board, entry);
      return;
    case 'HandOverOpened':
    case 'HandOverNoted':
    case 'HandOverWithdrawn':
    case 'DeskHandedOver':
    case 'DeskLost':
      evolveHandOver(board, entry);
      return;
    case 'FloorAlarmRaised':
    case 'FloorAlarmAcknowledged':
    case 'FloorAlarmEscalated':
    case 'FloorAlarmRepeated':
    case 'FloorAlarmSounded':
    case 'FloorAlarmCleared':
      evolveAlarm(board, entry);
      return;
    case 'DeploymentDrafted':
    case 'DeploymentApproved':
    case 'DeploymentBegun':
    case 'DeploymentWithdrawn':
    case 'DeploymentRolledBack':
      evolveDeployment(board, entry);
      return;
    case 'RulesDrafted':
    case 'RulesReplayed':
    case 'RulesApproved':
    case 'RulesBegun':
    case 'RulesWithdrawn':
    case 'RulesRolledBack':
      evolveRules(board, entry);
      return;
    case 'RecordsFiled':
      evolveFiling(board, entry);
      return;
    case 'MoveUpOrdered':
    case 'MoveUpAcknowledged':
    case 'MoveUpReached':
    case 'MoveUpDismissed':
    case 'MoveUpsSuspended':
    case 'MoveUpsResumed':
      evolveMoveUp(board, entry);
      return;
    case 'MessageSent':
    case 'MessageAcknowledged':
    case 'CrewWrote':
    case 'CrewMessagesRead':
    case 'PhotoAdded':
    case 'DeviceRefused':
      evolveMessage(board, entry);
      return;
    case 'EntryUndone':
      evolveUndone(board, entry);
      return;
  }
}
