import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { anna, at, chief, crew, does, machine, smallTown, story, Telling, taker } from '../test/story.ts';
import { allowed, type CommandType, mayGive, roleCommands } from './allowed.ts';
import { rulesDifferences } from './centre-rules/differences.ts';
import { rulesFaults } from './centre-rules/faults.ts';
import type { Actor, Command, Role } from './command.ts';
import type { Entry } from './entry.ts';
import {
  floorRoles,
  isLaw,
  type RoleAction,
  type RoleRules,
  roleActionIds,
  roleActions,
  takenFrom,
} from './role-actions.ts';

const roles = Object.keys(roleCommands) as Role[];
const every = [...new Set(roles.flatMap(role => [...roleCommands[role]]))];
const operator = (role: Role): Actor => ({ kind: 'operator', id: 'x', role });
const command = (type: CommandType) => ({ type, unitId: 'E1' }) as Command;
const under = (said: RoleRules) => ({ ...smallTown, version: 2, roles: said });
const board = (said: RoleRules) => ({ configuration: under(said) });

/** Any rules that somebody could write, sound or not. */
const anyRules = fc.dictionary(
  fc.oneof(fc.constantFrom(...roleActionIds), fc.constantFrom('RaiseEmergency', 'taking')),
  fc.constantFrom(...roles),
) as fc.Arbitrary<RoleRules>;

/** What the rules of this file say, in other words than the law's own: [first role that may, roles before it]. */
function truth(role: Role, type: CommandType, said: RoleRules): boolean {
  const action = roleActionIds.find(id => (roleActions[id].commands as readonly string[]).includes(type));
  const order: readonly Role[] = ['callTaker', 'dispatcher', 'commander'];
  if (action === undefined || !order.includes(role)) return roleCommands[role].has(type);
  const wanted = said[action];
  const isFit = wanted !== undefined && (roleActions[action].from as readonly string[]).includes(wanted);
  if (!isFit) return roleCommands[role].has(type);
  return order.indexOf(role) >= order.indexOf(wanted);
}

test('[RO1] for every command, role and rules the answer is the table’s; whoever may more may all that those before may', () => {
  fc.assert(
    fc.property(anyRules, said => {
      for (const type of every) {
        for (const role of roles) {
          expect(mayGive(role, type, board(said))).toBe(truth(role, type, said));
          expect(allowed(operator(role), command(type), board(said))).toBe(
            role !== 'responder' && truth(role, type, said),
          );
        }
        const may = floorRoles.map(role => Number(mayGive(role, type, board(said))));
        expect(may).toEqual(may.toSorted());
      }
    }),
    { numRuns: runs(60) },
  );
});

test.each(roleActionIds)('[RO1] %s: each role that may be said flips exactly its commands', action => {
  const { commands, from, usual } = roleActions[action];
  for (const type of commands)
    expect(
      floorRoles.find(role => roleCommands[role].has(type)),
      type,
    ).toBe(usual);
  expect(from as readonly string[]).toContain(usual);
  expect(from.length).toBeGreaterThan(1);
  for (const role of from) {
    const flipped = every.filter(type =>
      floorRoles.some(one => mayGive(one, type, board({ [action]: role })) !== mayGive(one, type, {})),
    );
    expect(flipped.toSorted()).toEqual(role === usual ? [] : [...commands].toSorted());
  }
});

/** What privacy, people's safety and two persons rest on; it is in no action, now or later. */
const law: readonly CommandType[] = [
  'ReceiveCall',
  'AnswerCall',
  'RecordWords',
  'RecordContact',
  'ReadCall',
  'EndCall',
  'OpenIncident',
  'AddNote',
  'OpenCard',
  'AnswerCard',
  'BeginCompressions',
  'Undo',
  'TakeDesk',
  'TakeOver',
  'RaiseEmergency',
  'AcknowledgeAlarm',
  'SetHazard',
  'EndHazard',
  'SetStaging',
  'TellSafe',
  'SendMessage',
  'ReadCrewMessages',
  'ReadChange',
  'ProposeCard',
  'TestCard',
  'PublishCard',
  'RollBackCard',
  'DraftRules',
  'ApproveRules',
  'WithdrawRules',
  'RollBackRules',
  'DraftDeployment',
  'ApproveDeployment',
  'WithdrawDeployment',
  'RollBackDeployment',
  'ClaimSafe',
  'WriteToFloor',
  'AddPhoto',
  'MarkPage',
];
test('[RO2] what privacy, safety and two persons rest on is in no action, whatever the rules say', () => {
  expect(law.filter(type => !isLaw(type))).toEqual([]);
  const others = [crew('E1'), machine, { kind: 'exercise', id: 'drill' }] as const;
  const outside = roles.filter(role => !(floorRoles as readonly Role[]).includes(role));
  fc.assert(
    fc.property(anyRules, said => {
      for (const type of every) {
        for (const actor of [...others, ...outside.map(operator)])
          expect(allowed(actor, command(type), board(said))).toBe(allowed(actor, command(type)));
        if (isLaw(type))
          for (const role of roles)
            expect(mayGive(role, type, board(said))).toBe(roleCommands[role].has(type));
      }
    }),
    { numRuns: runs(40) },
  );
  for (const role of floorRoles)
    expect(allowed(operator(role), command('RaiseEmergency'), board({ emergencies: 'commander' }))).toBe(
      true,
    );
});

test('[RO3] sending and statuses stay with dispatchers; a draft that says otherwise, or what is law, is refused with its field', () => {
  for (const action of ['send', 'statuses'] as const) {
    const said = { [action]: 'commander' } as RoleRules;
    expect(rulesFaults(under(said), smallTown)).toEqual([
      { field: `roles.${action}`, code: 'law', value: 'commander' },
    ]);
    for (const type of roleActions[action].commands)
      expect(mayGive('dispatcher', type, board(said))).toBe(true);
  }
  const unknown = { RaiseEmergency: 'commander', emergencies: 'callTaker' } as RoleRules;
  expect(rulesFaults(under(unknown), smallTown).map(({ field, code }) => `${field} ${code}`)).toEqual([
    'roles.RaiseEmergency law',
    'roles.emergencies law',
  ]);
  expect(rulesFaults(under({ streets: 'callTaker', major: 'dispatcher' }), smallTown)).toEqual([]);
});

const suspend = (actor: Actor) =>
  does({ type: 'SuspendMoveUps', until: at(600), reason: 'other' } as unknown as Command, actor);
story('[RO1] a call taker sets a level where the law alone holds: refused')
  .when(does({ type: 'EndReadiness' }, taker))
  .refused('NotAllowed', { role: 'callTaker' });
test('[RO4] a command is judged under the version in force at its moment, and what was done stays done', () => {
  const telling = new Telling();
  const adopt = (version: number, said?: RoleRules) =>
    telling.must({
      actor: machine,
      command: {
        type: 'AdoptConfiguration',
        configuration: { ...smallTown, version, ...(said === undefined ? {} : { roles: said }) },
      },
    });
  const codeOf = (actor: Actor) => telling.act(suspend(actor)).refusal?.code ?? 'ok';
  adopt(1);
  expect(codeOf(taker)).toBe('NotAllowed');
  expect(codeOf(anna)).toBe('ok');
  adopt(2, { moveUps: 'commander' });
  expect(codeOf(anna)).toBe('NotAllowed');
  expect(codeOf(chief)).toBe('ok');
  adopt(3);
  expect(codeOf(anna)).toBe('ok');
  telling.checkFold();
});

test('[RO5] what rules would have taken is told by action and role; what they give, and what was refused already, is not', () => {
  const entry = (type: Entry['type'], actor: Actor) => ({ type, actor });
  const closed = entry('StreetClosed', anna);
  expect(takenFrom(closed, undefined, { streets: 'commander' })).toEqual({
    action: 'streets',
    role: 'dispatcher',
  });
  expect(takenFrom(closed, undefined, { streets: 'callTaker' })).toBeUndefined();
  expect(takenFrom(closed, { streets: 'commander' }, { streets: 'commander' })).toBeUndefined();
  expect(takenFrom(entry('StreetClosed', chief), undefined, { streets: 'commander' })).toBeUndefined();
  expect(takenFrom(entry('StatusReported', crew('E1')), undefined, {})).toBeUndefined();
  expect(takenFrom(entry('NoteAdded', anna), undefined, { streets: 'commander' })).toBeUndefined();
  // An entry speaks for one action.
  const all = roleActionIds.flatMap((action: RoleAction) => [...roleActions[action].entries]);
  expect(new Set(all).size).toBe(all.length);
});

test('roles that differ are told one by one, and rules that say the usual say nothing', () => {
  const was = { ...smallTown };
  expect(rulesDifferences(was, { ...smallTown, roles: { streets: 'dispatcher' } })).toEqual([]);
  expect(rulesDifferences(was, { ...smallTown, roles: { streets: 'callTaker' } })).toEqual([
    {
      section: 'roles',
      rows: [{ kind: 'action', id: 'streets' }],
      field: 'fromRole',
      was: 'dispatcher',
      now: 'callTaker',
    },
  ]);
});
