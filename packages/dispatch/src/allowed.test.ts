import { expect, test } from 'vitest';
import { anna, assign, chief, crew, does, machine, opened, status, story, taker } from '../test/story.ts';
import { allowed, type CommandType, roleCommands } from './allowed.ts';
import type { Actor, Command } from './command.ts';

const command = (type: CommandType, unitId = 'E1') => ({ type, unitId }) as Command;
const every: readonly CommandType[] = [
  ...new Set([...roleCommands.commander, ...roleCommands.administrator, ...roleCommands.responder]),
];
const as = (role: NonNullable<Actor['role']>): Actor => ({ kind: 'operator', id: 'x', role });

story('[W1] a call taker sends no units')
  .given(opened('I1'))
  .when(assign('E1', 'I1', {}, taker))
  .refused('NotAllowed', { role: 'callTaker' });
story('[W1] what is not allowed is refused before the board is looked at')
  .when(assign('nobody', 'nowhere', {}, taker))
  .refused('NotAllowed');
story('[W1] nobody without a role does anything')
  .when(does({ type: 'AnswerCall' }, { kind: 'operator', id: 'x' }))
  .refused('NotAllowed');
test('[W1] a commander may do all that a dispatcher may, and a dispatcher all that a call taker may', () => {
  for (const type of every) {
    if (allowed(taker, command(type))) expect(allowed(anna, command(type))).toBe(true);
    if (allowed(anna, command(type))) expect(allowed(chief, command(type))).toBe(true);
  }
  expect(every.filter(type => allowed(taker, command(type)))).toHaveLength(38);
  expect(every.filter(type => allowed(anna, command(type)))).toHaveLength(95);
});

story('[W2] a device reports the status of its own unit alone')
  .when({ ...status('E2', 'out of service'), actor: crew('E1') })
  .refused('NotAllowed', { role: 'responder' });
test('[W2] a responder who is not on a device does nothing', () => {
  expect(every.filter(type => allowed(as('responder'), command(type)))).toEqual([]);
  expect(every.filter(type => allowed(crew('E1'), command(type, 'E1')))).toEqual([
    'MovePlace',
    'AddNote',
    'RaiseEmergency',
    'JoinIncident',
    'AcknowledgeSafe',
    'ReportStaged',
    'ReportStatus',
    'ReadChange',
    'AcknowledgeMoveUp',
    'ReportAtPost',
    'AcknowledgeMessage',
    'AcknowledgeOrder',
    'MarkPlanStep',
    'ClaimSafe',
    'WriteToFloor',
    'AddPhoto',
  ]);
  expect(every.filter(type => allowed(crew('E1'), command(type, 'E2')))).toEqual(['MovePlace', 'AddNote']);
});
test('[W3] an auditor changes nothing; an administrator touches no incident', () => {
  expect(every.filter(type => allowed(as('auditor'), command(type)))).toEqual([]);
  expect(every.filter(type => allowed(as('administrator'), command(type)))).toEqual([
    'ProposeCard',
    'TestCard',
    'PublishCard',
    'RollBackCard',
    'ProposeTranslation',
    'TryTranslation',
    'ApproveTranslation',
    'WithdrawTranslation',
    'DraftRules',
    'ApproveRules',
    'WithdrawRules',
    'RollBackRules',
  ]);
});
test('[L2] a level is set by a commander alone', () => {
  const who = [
    anna,
    taker,
    machine,
    crew('E1'),
    as('auditor'),
    as('administrator'),
    { kind: 'exercise', id: 'x' },
  ] as const;
  for (const type of ['SetReadiness', 'EndReadiness'] as const) {
    expect(who.filter(actor => allowed(actor, command(type)))).toEqual([]);
    expect(allowed(chief, command(type))).toBe(true);
  }
});
test('[W4] the machine by itself never sends, releases or closes', () => {
  for (const type of [
    'AssignUnits',
    'ReleaseUnit',
    'CloseIncident',
    'OpenIncident',
    'ReportStatus',
  ] as const) {
    expect(allowed(machine, command(type))).toBe(false);
  }
});
test('[W4] a drill plays callers, crews and dispatchers, and adopts no configuration', () => {
  const drill: Actor = { kind: 'exercise', id: 'drill' };
  expect(every.filter(type => !allowed(drill, command(type)))).toEqual([
    'SetReadiness',
    'EndReadiness',
    'DeclareMajor',
    'StandDownMajor',
    'ProposeCard',
    'TestCard',
    'PublishCard',
    'RollBackCard',
    'ProposeTranslation',
    'TryTranslation',
    'ApproveTranslation',
    'WithdrawTranslation',
    'DraftRules',
    'ApproveRules',
    'WithdrawRules',
    'RollBackRules',
    'DraftDeployment',
    'ApproveDeployment',
    'WithdrawDeployment',
    'RollBackDeployment',
    'MarkPage',
    'WriteToFloor',
    'AddPhoto',
  ]);
});
