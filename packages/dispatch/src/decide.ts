import type { Instant } from '@clarion/measure';
import { allowed } from './allowed.ts';
import type { Board } from './board.ts';
import type { Command, CommandEnvelope } from './command.ts';
import { raiseAlarm } from './decide/alarm.ts';
import { acknowledgeAlarm, reportSounded, stepAlarm } from './decide/alarms.ts';
import { assignUnits } from './decide/assign.ts';
import {
  amendCall,
  answerCall,
  endCall,
  receiveCall,
  recordContact,
  recordLocation,
  recordRecording,
  recordWords,
  ringAgain,
  tellAnswered,
} from './decide/call.ts';
import { attemptCallBack, giveUpCallBack, setCallBack } from './decide/call-back.ts';
import { attachCall, detachCall } from './decide/call-link.ts';
import { proposeCard, publishCard, rollBackCard, testCard } from './decide/card.ts';
import { closeIncident, reopenIncident } from './decide/close.ts';
import { adoptConfiguration } from './decide/configuration.ts';
import { type Context, context, type Decision, refused } from './decide/context.ts';
import { liftCordon, setCordon } from './decide/cordon.ts';
import { correctTime } from './decide/correct-time.ts';
import {
  approveDeployment,
  beginDeployment,
  draftDeployment,
  rollBackDeployment,
  withdrawDeployment,
} from './decide/deployment.ts';
import { giveIncident, leaveDesk, takeDesk } from './decide/desk.ts';
import { claimSafe, endEmergency, raiseEmergency } from './decide/emergency.ts';
import { activatePlan, declinePlan, endPlan, markPlanStep } from './decide/emergency-plan.ts';
import { explainOverride } from './decide/explain-override.ts';
import { fileRecords } from './decide/file.ts';
import { loseDesk, noteHandOver, openHandOver, takeOver, withdrawHandOver } from './decide/hand-over.ts';
import { endHazard, setHazard } from './decide/hazard.ts';
import { hearUnits } from './decide/heard.ts';
import { addNote, amendIncident, openIncident } from './decide/incident.ts';
import { stampInterpreter } from './decide/interpreter.ts';
import {
  allocateCasualties,
  countCasualties,
  declareMajor,
  standDownMajor,
  tellCapacity,
  withdrawAllocation,
} from './decide/major.ts';
import { linkIncidents, mergeIncidents, splitIncident, unlinkIncidents } from './decide/merge.ts';
import {
  acknowledgeMessage,
  addPhoto,
  readCrewMessages,
  recordRefusal,
  sendMessage,
  writeToFloor,
} from './decide/message.ts';
import { movePlace } from './decide/move-place.ts';
import {
  acknowledgeMoveUp,
  dismissMoveUp,
  orderMoveUp,
  reportAtPost,
  resumeMoveUps,
  suspendMoveUps,
} from './decide/move-up.ts';
import { acknowledgeOrder, endRole, giveOrder, giveRole, withdrawOrder } from './decide/orders.ts';
import { markPage, readChange } from './decide/page.ts';
import { doubtPosition, placeUnit, trustPosition } from './decide/position.ts';
import { answerCard, keepTime, openCard, takeAdvice } from './decide/questioning.ts';
import { readCall } from './decide/read-call.ts';
import { endReadiness, setReadiness } from './decide/readiness.ts';
import { releaseUnit } from './decide/release.ts';
import { reportStatus } from './decide/report-status.ts';
import {
  approveRules,
  beginRules,
  draftRules,
  replayRules,
  rollBackRules,
  withdrawRules,
} from './decide/rules.ts';
import { releaseScheduled, scheduleIncident } from './decide/schedule.ts';
import { adoptSpeeds, changeSpeed, restoreSpeed } from './decide/speed.ts';
import { countCrew, staffUnit } from './decide/staff.ts';
import { acknowledgeSafe, reportStaged, setStaging, tellSafe } from './decide/staging.ts';
import { closeStreet, reopenStreet } from './decide/street.ts';
import { exchangeUnit, joinIncident, swapUnits } from './decide/trade.ts';
import { markTransfer, noteReceipt, noteResult, sendTransfer, withdrawTransfer } from './decide/transfer.ts';
import { decideTranslation } from './decide/translation.ts';
import { undo } from './decide/undo.ts';
import { leadOf } from './merge.ts';

/**
 * The law: which entries a command writes, or the fact that stands against it. `[]`: nothing to do, it is so already.
 * Neither `board` nor `envelope` changes. `now` is the centre's clock; entries carry the time at which it happened.
 */
export function decide(board: Board, envelope: CommandEnvelope, now: Instant): Decision {
  if (!allowed(envelope.actor, envelope.command, board)) {
    const { role } = envelope.actor;
    return refused({ code: 'NotAllowed', ...(role ? { role } : {}) });
  }
  const found = context(board, toTheLead(board, envelope), now);
  return found.ok ? rule(found.value) : found;
}

/** What is sent, said or told to an incident that is part of another one. */
const followed: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'AssignUnits',
  'JoinIncident',
  'ExchangeUnit',
  'ReleaseUnit',
  'ReportStatus',
  'AddNote',
  'AttachCall',
  'MovePlace',
  'SetStaging',
  'SetHazard',
  'EndHazard',
  'TellSafe',
  'AcknowledgeSafe',
  'ReportStaged',
  'SendMessage',
  'WriteToFloor',
  'ReadCrewMessages',
  'AddPhoto',
  'SendTransfer',
]);

/** A phone that had no network, or a desk that has not seen it yet, still names the merged incident: the lead is meant. */
function toTheLead(board: Board, envelope: CommandEnvelope): CommandEnvelope {
  const { command } = envelope;
  if (!followed.has(command.type) || !('incidentId' in command) || command.incidentId === undefined)
    return envelope;
  const incidentId = leadOf(board, command.incidentId);
  return incidentId === command.incidentId ? envelope : { ...envelope, command: { ...command, incidentId } };
}

function rule(context: Context): Decision {
  const { command } = context.envelope;
  switch (command.type) {
    case 'AdoptConfiguration':
      return adoptConfiguration(context, command);
    case 'ReceiveCall':
      return receiveCall(context, command);
    case 'AnswerCall':
      return answerCall(context, command);
    case 'AmendCall':
      return amendCall(context, command);
    case 'RecordWords':
      return recordWords(context, command);
    case 'RecordContact':
      return recordContact(context, command);
    case 'RingAgain':
      return ringAgain(context, command);
    case 'TellAnswered':
      return tellAnswered(context, command);
    case 'RecordRecording':
      return recordRecording(context, command);
    case 'RecordLocation':
      return recordLocation(context, command);
    case 'EndCall':
      return endCall(context, command);
    case 'SetCallBack':
      return setCallBack(context, command);
    case 'AttemptCallBack':
      return attemptCallBack(context, command);
    case 'GiveUpCallBack':
      return giveUpCallBack(context, command);
    case 'SendTransfer':
      return sendTransfer(context, command);
    case 'NoteReceipt':
      return noteReceipt(context, command);
    case 'NoteResult':
      return noteResult(context, command);
    case 'WithdrawTransfer':
      return withdrawTransfer(context, command);
    case 'MarkTransfer':
      return markTransfer(context, command);
    case 'AttachCall':
      return attachCall(context, command);
    case 'DetachCall':
      return detachCall(context, command);
    case 'ReadCall':
      return readCall(context, command);
    case 'OpenIncident':
      return openIncident(context, command);
    case 'ScheduleIncident':
      return scheduleIncident(context, command);
    case 'ReleaseScheduled':
      return releaseScheduled(context, command);
    case 'AmendIncident':
      return amendIncident(context, command);
    case 'OpenCard':
      return openCard(context, command);
    case 'AnswerCard':
      return answerCard(context, command);
    case 'TakeAdvice':
      return takeAdvice(context, command);
    case 'ProposeTranslation':
    case 'TryTranslation':
    case 'ApproveTranslation':
    case 'WithdrawTranslation':
      return decideTranslation(context, command);
    case 'StampInterpreter':
      return stampInterpreter(context, command);
    case 'BeginCompressions':
    case 'EndCompressions':
      return keepTime(context, command);
    case 'ProposeCard':
      return proposeCard(context, command);
    case 'TestCard':
      return testCard(context, command);
    case 'PublishCard':
      return publishCard(context, command);
    case 'RollBackCard':
      return rollBackCard(context, command);
    case 'ReadChange':
      return readChange(context, command);
    case 'MarkPage':
      return markPage(context, command);
    case 'AddNote':
      return addNote(context, command);
    case 'AssignUnits':
      return assignUnits(context, command);
    case 'JoinIncident':
      return joinIncident(context, command);
    case 'SwapUnits':
      return swapUnits(context, command);
    case 'ExchangeUnit':
      return exchangeUnit(context, command);
    case 'RaiseAlarm':
      return raiseAlarm(context, command);
    case 'ExplainOverride':
      return explainOverride(context, command);
    case 'StaffUnit':
      return staffUnit(context, command);
    case 'CountCrew':
      return countCrew(context, command);
    case 'ReleaseUnit':
      return releaseUnit(context, command);
    case 'ReportStatus':
      return reportStatus(context, command);
    case 'LinkIncidents':
      return linkIncidents(context, command);
    case 'UnlinkIncidents':
      return unlinkIncidents(context, command);
    case 'MergeIncidents':
      return mergeIncidents(context, command);
    case 'SplitIncident':
      return splitIncident(context, command);
    case 'DeclareMajor':
      return declareMajor(context, command);
    case 'StandDownMajor':
      return standDownMajor(context, command);
    case 'CountCasualties':
      return countCasualties(context, command);
    case 'TellCapacity':
      return tellCapacity(context, command);
    case 'AllocateCasualties':
      return allocateCasualties(context, command);
    case 'WithdrawAllocation':
      return withdrawAllocation(context, command);
    case 'GiveRole':
      return giveRole(context, command);
    case 'EndRole':
      return endRole(context, command);
    case 'GiveOrder':
      return giveOrder(context, command);
    case 'AcknowledgeOrder':
      return acknowledgeOrder(context, command);
    case 'WithdrawOrder':
      return withdrawOrder(context, command);
    case 'ActivatePlan':
      return activatePlan(context, command);
    case 'DeclinePlan':
      return declinePlan(context, command);
    case 'MarkPlanStep':
      return markPlanStep(context, command);
    case 'EndPlan':
      return endPlan(context, command);
    case 'MovePlace':
      return movePlace(context, command);
    case 'SetHazard':
      return setHazard(context, command);
    case 'EndHazard':
      return endHazard(context, command);
    case 'SetStaging':
      return setStaging(context, command);
    case 'TellSafe':
      return tellSafe(context, command);
    case 'AcknowledgeSafe':
      return acknowledgeSafe(context, command);
    case 'ReportStaged':
      return reportStaged(context, command);
    case 'PlaceUnit':
      return placeUnit(context, command);
    case 'DoubtPosition':
      return doubtPosition(context, command);
    case 'TrustPosition':
      return trustPosition(context, command);
    case 'CloseStreet':
      return closeStreet(context, command);
    case 'ReopenStreet':
      return reopenStreet(context, command);
    case 'SetCordon':
      return setCordon(context, command);
    case 'LiftCordon':
      return liftCordon(context, command);
    case 'ChangeSpeed':
      return changeSpeed(context, command);
    case 'RestoreSpeed':
      return restoreSpeed(context, command);
    case 'AdoptSpeeds':
      return adoptSpeeds(context, command);
    case 'SetReadiness':
      return setReadiness(context, command);
    case 'EndReadiness':
      return endReadiness(context, command);
    case 'DraftDeployment':
      return draftDeployment(context, command);
    case 'ApproveDeployment':
      return approveDeployment(context, command);
    case 'DraftRules':
      return draftRules(context, command);
    case 'ReplayRules':
      return replayRules(context, command);
    case 'ApproveRules':
      return approveRules(context, command);
    case 'BeginRules':
      return beginRules(context, command);
    case 'WithdrawRules':
      return withdrawRules(context, command);
    case 'RollBackRules':
      return rollBackRules(context, command);
    case 'FileRecords':
      return fileRecords(context, command);
    case 'BeginDeployment':
      return beginDeployment(context, command);
    case 'WithdrawDeployment':
      return withdrawDeployment(context, command);
    case 'RollBackDeployment':
      return rollBackDeployment(context, command);
    case 'OrderMoveUp':
      return orderMoveUp(context, command);
    case 'AcknowledgeMoveUp':
      return acknowledgeMoveUp(context, command);
    case 'ReportAtPost':
      return reportAtPost(context, command);
    case 'DismissMoveUp':
      return dismissMoveUp(context, command);
    case 'SuspendMoveUps':
      return suspendMoveUps(context, command);
    case 'ResumeMoveUps':
      return resumeMoveUps(context);
    case 'SendMessage':
      return sendMessage(context, command);
    case 'AcknowledgeMessage':
      return acknowledgeMessage(context, command);
    case 'WriteToFloor':
      return writeToFloor(context, command);
    case 'ReadCrewMessages':
      return readCrewMessages(context, command);
    case 'AddPhoto':
      return addPhoto(context, command);
    case 'RecordRefusal':
      return recordRefusal(context, command);
    case 'CloseIncident':
      return closeIncident(context, command);
    case 'ReopenIncident':
      return reopenIncident(context, command);
    case 'TakeDesk':
      return takeDesk(context, command);
    case 'LeaveDesk':
      return leaveDesk(context, command);
    case 'OpenHandOver':
      return openHandOver(context, command);
    case 'NoteHandOver':
      return noteHandOver(context, command);
    case 'WithdrawHandOver':
      return withdrawHandOver(context, command);
    case 'TakeOver':
      return takeOver(context, command);
    case 'LoseDesk':
      return loseDesk(context, command);
    case 'GiveIncident':
      return giveIncident(context, command);
    case 'HearUnits':
      return hearUnits(context, command);
    case 'RaiseEmergency':
      return raiseEmergency(context, command);
    case 'ClaimSafe':
      return claimSafe(context, command);
    case 'EndEmergency':
      return endEmergency(context, command);
    case 'AcknowledgeAlarm':
      return acknowledgeAlarm(context, command);
    case 'ReportSounded':
      return reportSounded(context, command);
    case 'StepAlarm':
      return stepAlarm(context, command);
    case 'Undo':
      return undo(context, command);
    case 'CorrectTime':
      return correctTime(context, command);
  }
}
