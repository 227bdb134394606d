import type { Actor, Command, Role } from './command.ts';
import type { Configuration } from './configuration.ts';
import { CREW_PAGE } from './paging.ts';
import { saidOf } from './role-actions.ts';

export type CommandType = Command['type'];

/** What call takers do, and everybody who works the floor with them. */
const taking: readonly CommandType[] = [
  'ReceiveCall',
  'AnswerCall',
  'AmendCall',
  'RecordWords',
  'RecordContact',
  'EndCall',
  'OpenIncident',
  'AmendIncident',
  'ScheduleIncident',
  'ReleaseScheduled',
  'MovePlace',
  'AttachCall',
  'DetachCall',
  'ReadCall',
  'SetCallBack',
  'AttemptCallBack',
  'GiveUpCallBack',
  'SendTransfer',
  'NoteReceipt',
  'NoteResult',
  'WithdrawTransfer',
  'AddNote',
  'OpenCard',
  'AnswerCard',
  'TakeAdvice',
  'BeginCompressions',
  'EndCompressions',
  'StampInterpreter',
  'Undo',
  'TakeDesk',
  'LeaveDesk',
  'OpenHandOver',
  'NoteHandOver',
  'WithdrawHandOver',
  'TakeOver',
  'RaiseEmergency',
  'AcknowledgeAlarm',
  'ReportSounded',
];

const dispatching: readonly CommandType[] = [
  ...taking,
  'AssignUnits',
  'JoinIncident',
  'SwapUnits',
  'ExchangeUnit',
  'RaiseAlarm',
  'StaffUnit',
  'ExplainOverride',
  'LinkIncidents',
  'UnlinkIncidents',
  'MergeIncidents',
  'SplitIncident',
  'SetStaging',
  'SetHazard',
  'EndHazard',
  'TellSafe',
  'AcknowledgeSafe',
  'ReportStaged',
  'ReleaseUnit',
  'ReportStatus',
  'PlaceUnit',
  'DoubtPosition',
  'TrustPosition',
  'CloseStreet',
  'ReopenStreet',
  'SetCordon',
  'LiftCordon',
  'ChangeSpeed',
  'RestoreSpeed',
  'CloseIncident',
  'ReopenIncident',
  'CorrectTime',
  'ReadChange',
  'GiveIncident',
  'HearUnits',
  'EndEmergency',
  'OrderMoveUp',
  'AcknowledgeMoveUp',
  'ReportAtPost',
  'DismissMoveUp',
  'SuspendMoveUps',
  'ResumeMoveUps',
  'SendMessage',
  'AcknowledgeMessage',
  'ReadCrewMessages',
  'CountCasualties',
  'TellCapacity',
  'AllocateCasualties',
  'WithdrawAllocation',
  'GiveRole',
  'EndRole',
  'GiveOrder',
  'AcknowledgeOrder',
  'WithdrawOrder',
  'ActivatePlan',
  'DeclinePlan',
  'MarkPlanStep',
  'EndPlan',
];

/** Protocol cards are written, tried and approved by who answers for them, away from the calls. */
const writingCards: readonly CommandType[] = [
  'ProposeCard',
  'TestCard',
  'PublishCard',
  'RollBackCard',
  'ProposeTranslation',
  'TryTranslation',
  'ApproveTranslation',
  'WithdrawTranslation',
];

/** The centre's own rules: two of those who answer for it stand for a change. */
const changingRules: readonly CommandType[] = [
  'DraftRules',
  'ApproveRules',
  'WithdrawRules',
  'RollBackRules',
];

/** What each role may ask for where a centre says nothing else (`roleActions`). A responder's commands come from a unit's own device; an auditor only reads. */
export const roleCommands: { readonly [role in Role]: ReadonlySet<CommandType> } = {
  callTaker: new Set(taking),
  dispatcher: new Set(dispatching),
  commander: new Set<CommandType>([
    ...dispatching,
    'SetReadiness',
    'EndReadiness',
    'DeclareMajor',
    'StandDownMajor',
    ...writingCards,
    ...changingRules,
    'DraftDeployment',
    'ApproveDeployment',
    'WithdrawDeployment',
    'RollBackDeployment',
  ]),
  responder: new Set<CommandType>([
    'ReportStatus',
    'AddNote',
    'JoinIncident',
    'AcknowledgeSafe',
    'ReportStaged',
    'MovePlace',
    'ReadChange',
    'MarkPage',
    'RaiseEmergency',
    'ClaimSafe',
    'AcknowledgeMoveUp',
    'ReportAtPost',
    'AcknowledgeMessage',
    'WriteToFloor',
    'AddPhoto',
    'AcknowledgeOrder',
    'MarkPlanStep',
  ]),
  auditor: new Set<CommandType>(),
  administrator: new Set<CommandType>([...writingCards, ...changingRules]),
  planner: new Set<CommandType>(['DraftDeployment', 'WithdrawDeployment']),
};

/**
 * What the machine does by itself: lines and devices speak, configuration is adopted, what was for later comes into the queue
 * at its time. It never sends a unit.
 */
const systemCommands: ReadonlySet<CommandType> = new Set<CommandType>([
  'AdoptConfiguration',
  'ReplayRules',
  'BeginRules',
  'ReceiveCall',
  'AmendCall',
  'RecordContact',
  'RecordLocation',
  'RecordWords',
  'RingAgain',
  'TellAnswered',
  'RecordRecording',
  'EndCall',
  'DoubtPosition',
  'TrustPosition',
  'AdoptSpeeds',
  'MarkPage',
  'MarkTransfer',
  'NoteReceipt',
  'NoteResult',
  'StepAlarm',
  'LoseDesk',
  'CountCrew',
  'ProposeCard',
  'PublishCard',
  'BeginDeployment',
  'ReleaseScheduled',
  'EndHazard',
  'FileRecords',
  'RecordRefusal',
]);

/** Everything but configuration: a drill plays callers, crews and, unattended, the dispatcher. */
const exerciseCommands: ReadonlySet<CommandType> = new Set<CommandType>([...dispatching, 'ClaimSafe']);

/**
 * Whether `actor` may ask for `command` at all, under the configuration in force. A unit speaks for itself alone. Whether the board allows it is for
 * `decide`.
 */
export function allowed(
  actor: Actor,
  command: Command,
  board: { readonly configuration?: Pick<Configuration, 'roles'> | undefined } = {},
): boolean {
  switch (actor.kind) {
    case 'operator':
      return (
        actor.role !== undefined && actor.role !== 'responder' && mayGive(actor.role, command.type, board)
      );
    case 'unit':
      if (!roleCommands.responder.has(command.type)) return false;
      // A crew's device says of its own phone alone that it shows the page.
      if (command.type === 'MarkPage' && (command.channelId !== CREW_PAGE || command.step !== 'delivered'))
        return false;
      return !speaksOfUnit(command) || command.unitId === actor.id;
    case 'exercise':
      return exerciseCommands.has(command.type);
    case 'system':
      return systemCommands.has(command.type);
  }
}

/**
 * Whether the role may give the command under the configuration in force: as the centre says of what it may decide, else as
 * the law has it. A unit's device and the machine are law alone.
 */
export function mayGive(
  role: Role,
  type: CommandType,
  { configuration }: { readonly configuration?: Pick<Configuration, 'roles'> | undefined },
): boolean {
  return saidOf(role, type, configuration?.roles) ?? roleCommands[role].has(type);
}

type OfUnit =
  | 'ReportStatus'
  | 'JoinIncident'
  | 'ReadChange'
  | 'MarkPage'
  | 'RaiseEmergency'
  | 'ClaimSafe'
  | 'AcknowledgeSafe'
  | 'ReportStaged'
  | 'AcknowledgeMoveUp'
  | 'AcknowledgeOrder'
  | 'MarkPlanStep'
  | 'ReportAtPost'
  | 'AcknowledgeMessage'
  | 'WriteToFloor'
  | 'AddPhoto';
const ofUnit: ReadonlySet<CommandType> = new Set<OfUnit>([
  'ReportStatus',
  'JoinIncident',
  'ReadChange',
  'MarkPage',
  'RaiseEmergency',
  'ClaimSafe',
  'AcknowledgeSafe',
  'ReportStaged',
  'AcknowledgeMoveUp',
  'AcknowledgeOrder',
  'MarkPlanStep',
  'ReportAtPost',
  'AcknowledgeMessage',
  'WriteToFloor',
  'AddPhoto',
]);

/** What a device says of its own unit alone. */
function speaksOfUnit(command: Command): command is Extract<Command, { type: OfUnit }> {
  return ofUnit.has(command.type);
}
