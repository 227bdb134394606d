import type { Command, Role } from './command.ts';
import type { Entry } from './entry.ts';

/** Roles of the floor, each with all that those before it may. */
export const floorRoles = ['callTaker', 'dispatcher', 'commander'] as const satisfies readonly Role[];
export type FloorRole = (typeof floorRoles)[number];

interface ActionOfRoles {
  readonly commands: readonly Command['type'][];
  /** What its commands write first, so that a log tells what was done. */
  readonly entries: readonly Entry['type'][];
  /** From which role on where the centre says nothing: what `roleCommands` has. */
  readonly usual: FloorRole;
  /** From which role on it may be, where the centre says so. */
  readonly from: readonly FloorRole[];
}

const whole = floorRoles;
const ofDispatch = ['dispatcher', 'commander'] as const;

/**
 * All that a centre may decide itself, by what is done on the floor. What is in none of these is law: what privacy and
 * people's safety rest on, what takes two persons, and what everybody has to be able to do. Sending and statuses stay with
 * dispatchers whatever is said, since a night with one commander would have nobody to send.
 */
export const roleActions = {
  send: {
    commands: [
      'AssignUnits',
      'JoinIncident',
      'SwapUnits',
      'ExchangeUnit',
      'ReleaseUnit',
      'StaffUnit',
      'ExplainOverride',
    ],
    entries: ['UnitsAssigned', 'AssignmentEnded', 'UnitStaffed', 'OverrideExplained'],
    usual: 'dispatcher',
    from: ['callTaker', 'dispatcher'],
  },
  statuses: {
    commands: ['ReportStatus', 'PlaceUnit', 'DoubtPosition', 'TrustPosition', 'HearUnits', 'CorrectTime'],
    entries: [
      'StatusReported',
      'UnitPlaced',
      'PositionDoubted',
      'PositionTrusted',
      'UnitHeard',
      'TimeCorrected',
    ],
    usual: 'dispatcher',
    from: ['callTaker', 'dispatcher'],
  },
  alarms: { commands: ['RaiseAlarm'], entries: ['AlarmRaised'], usual: 'dispatcher', from: whole },
  close: {
    commands: ['CloseIncident', 'ReopenIncident'],
    entries: ['IncidentClosed', 'IncidentReopened'],
    usual: 'dispatcher',
    from: whole,
  },
  schedule: {
    commands: ['ScheduleIncident', 'ReleaseScheduled'],
    entries: ['IncidentScheduled', 'ScheduledReleased'],
    usual: 'callTaker',
    from: ['callTaker', 'dispatcher'],
  },
  merge: {
    commands: ['LinkIncidents', 'UnlinkIncidents', 'MergeIncidents', 'SplitIncident'],
    entries: ['IncidentLinked', 'IncidentUnlinked', 'IncidentMerged', 'IncidentSplit'],
    usual: 'dispatcher',
    from: whole,
  },
  give: { commands: ['GiveIncident'], entries: ['IncidentGiven'], usual: 'dispatcher', from: whole },
  streets: {
    commands: ['CloseStreet', 'ReopenStreet', 'ChangeSpeed', 'RestoreSpeed'],
    entries: ['StreetClosed', 'StreetReopened', 'SpeedChanged', 'SpeedRestored'],
    usual: 'dispatcher',
    from: whole,
  },
  cordons: {
    commands: ['SetCordon', 'LiftCordon'],
    entries: ['CordonSet', 'CordonLifted'],
    usual: 'dispatcher',
    from: whole,
  },
  moveUps: {
    commands: ['OrderMoveUp', 'DismissMoveUp', 'SuspendMoveUps', 'ResumeMoveUps'],
    entries: ['MoveUpOrdered', 'MoveUpDismissed', 'MoveUpsSuspended', 'MoveUpsResumed'],
    usual: 'dispatcher',
    from: ofDispatch,
  },
  casualties: {
    commands: ['CountCasualties', 'TellCapacity', 'AllocateCasualties', 'WithdrawAllocation'],
    entries: ['CasualtiesCounted', 'CapacityTold', 'CasualtiesAllocated', 'AllocationWithdrawn'],
    usual: 'dispatcher',
    from: whole,
  },
  orders: {
    commands: ['GiveRole', 'EndRole', 'GiveOrder', 'AcknowledgeOrder', 'WithdrawOrder'],
    entries: ['RoleGiven', 'RoleEnded', 'OrderGiven', 'OrderAcknowledged', 'OrderWithdrawn'],
    usual: 'dispatcher',
    from: ofDispatch,
  },
  emergencies: {
    commands: ['EndEmergency'],
    entries: ['EmergencyEnded'],
    usual: 'dispatcher',
    from: ofDispatch,
  },
  readiness: {
    commands: ['SetReadiness', 'EndReadiness'],
    entries: ['ReadinessSet', 'ReadinessEnded'],
    usual: 'commander',
    from: ofDispatch,
  },
  major: {
    commands: ['DeclareMajor', 'StandDownMajor'],
    entries: ['MajorDeclared', 'MajorStoodDown'],
    usual: 'commander',
    from: ofDispatch,
  },
} as const satisfies Readonly<Record<string, ActionOfRoles>>;

export type RoleAction = keyof typeof roleActions;
export const roleActionIds = Object.keys(roleActions) as RoleAction[];

/** From which role on each may be done; what is absent is as the law has it. */
export type RoleRules = { readonly [action in RoleAction]?: FloorRole };

const actionOfCommand: ReadonlyMap<string, RoleAction> = new Map(
  roleActionIds.flatMap(action => roleActions[action].commands.map(type => [type, action] as const)),
);
const actionOfEntry: ReadonlyMap<string, RoleAction> = new Map(
  roleActionIds.flatMap(action => roleActions[action].entries.map(type => [type, action] as const)),
);
const places: ReadonlyMap<Role, number> = new Map(floorRoles.map((role, place) => [role, place]));

/** From which role on, under these rules. What the law does not let a centre say counts for nothing. */
export function roleFrom(action: RoleAction, rules: RoleRules | undefined): FloorRole {
  const said = rules?.[action];
  const { from, usual }: ActionOfRoles = roleActions[action];
  return said !== undefined && from.includes(said) ? said : usual;
}

/** What a centre decides of this command for this role; undefined: it is law. */
export function saidOf(role: Role, type: Command['type'], rules: RoleRules | undefined): boolean | undefined {
  const action = actionOfCommand.get(type);
  return action === undefined ? undefined : mayFrom(role, action, rules);
}

/** What the command that wrote an entry was, of all that a centre may decide, if it is taken from who gave it. */
export function takenFrom(
  { type, actor }: Pick<Entry, 'type' | 'actor'>,
  was: RoleRules | undefined,
  now: RoleRules | undefined,
): { readonly action: RoleAction; readonly role: FloorRole } | undefined {
  const action = actionOfEntry.get(type);
  const role = floorRoles.find(one => actor.kind === 'operator' && one === actor.role);
  if (action === undefined || role === undefined) return undefined;
  return mayFrom(role, action, was) && !mayFrom(role, action, now) ? { action, role } : undefined;
}

/** Undefined: no role of the floor. */
function mayFrom(role: Role, action: RoleAction, rules: RoleRules | undefined): boolean | undefined {
  const place = places.get(role);
  return place === undefined ? undefined : place >= places.get(roleFrom(action, rules))!;
}

/** Whether no centre decides of the command: it is as the law has it for every role. */
export const isLaw = (type: Command['type']): boolean => !actionOfCommand.has(type);
