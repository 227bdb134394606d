import { expect, test } from 'vitest';
import {
  type Act,
  anna,
  assigned,
  at,
  chief,
  crew,
  does,
  machine,
  opened,
  smallTown,
  story,
  Telling,
  taker,
} from '../../test/story.ts';
import { alarmKinds } from '../alarms/kinds.ts';
import { dueSteps } from '../alarms/steps.ts';
import { allowed } from '../allowed.ts';
import type { Board } from '../board.ts';
import type { Command } from '../command.ts';
import {
  allocated,
  casualties,
  hospitalRoom,
  isMajor,
  openOrders,
  rolesHeld,
  withoutUnits,
} from '../major.ts';
import { subjectsOf } from '../subjects.ts';

const hospital = (postId: string) =>
  ({ postId, names: { en: postId }, kind: 'hospital', at: [8.6, 49.4] }) as const;
const withHospitals: Act = {
  actor: machine,
  command: {
    type: 'AdoptConfiguration',
    configuration: {
      ...smallTown,
      version: 2,
      posts: [hospital('H1'), hospital('H2'), { ...hospital('F1'), kind: 'fire' }],
    },
  },
};
const declare = does({ type: 'DeclareMajor', incidentId: 'I1', reason: 'casualties' }, chief);
const standDown = does({ type: 'StandDownMajor', incidentId: 'I1', reason: 'over' }, chief);
const count = (place: number, ...[immediate = 0, delayed = 0, minor = 0, deceased = 0]: number[]): Act =>
  does({
    type: 'CountCasualties',
    incidentId: 'I1',
    place,
    counts: { immediate, delayed, minor, deceased },
    told: 'radio',
  });
const tell = (postId: string, immediate: number, delayed = 0, minor = 0): Act =>
  does({ type: 'TellCapacity', postId, capacity: { immediate, delayed, minor }, told: 'phone' });
const allocate = (postId: string, n: number, unitIds?: readonly string[]): Act =>
  does({
    type: 'AllocateCasualties',
    incidentId: 'I1',
    postId,
    category: 'immediate',
    count: n,
    ...(unitIds === undefined ? {} : { unitIds }),
  });
const order = (unitId: string, dueAt = 600): Act =>
  does({ type: 'GiveOrder', incidentId: 'I1', unitId, order: 'triage', dueAt: at(dueAt) });
const acknowledge = (unitId: string, number: number, actor = crew(unitId)): Act =>
  does({ type: 'AcknowledgeOrder', incidentId: 'I1', unitId, number }, actor);
const role = (unitId: string): Act => does({ type: 'GiveRole', incidentId: 'I1', role: 'medical', unitId });
const endRole = does({ type: 'EndRole', incidentId: 'I1', role: 'medical' });

const scene: readonly Act[] = [withHospitals, opened('I1'), declare];
const major = (board: Board) => board.incidents.get('I1')!.major!;

story('[MJ1] a commander declares an incident a major one, with why and when')
  .given(opened('I1'))
  .when(declare)
  .writes('MajorDeclared')
  .and(board => {
    expect(isMajor(board.incidents.get('I1')!)).toBe(true);
    expect(major(board)).toMatchObject({ reason: 'casualties', by: { id: 'cleo' } });
  });
story('[MJ1] said twice it is one').given(opened('I1'), declare).when(declare).nothing();
story('[MJ1] for another reason it was declared already')
  .given(opened('I1'), declare)
  .when(does({ type: 'DeclareMajor', incidentId: 'I1', reason: 'fire' }, chief))
  .refused('MajorDeclaredAlready', { by: chief });
story('[MJ1] it is stood down with why, and counts no more')
  .given(opened('I1'), declare)
  .when(standDown)
  .writes('MajorStoodDown')
  .and(board => {
    expect(isMajor(board.incidents.get('I1')!)).toBe(false);
    expect(major(board).stoodDown).toMatchObject({ reason: 'over', by: { id: 'cleo' } });
  });
story('[MJ1] what was never declared is not stood down')
  .given(opened('I1'))
  .when(standDown)
  .refused('NotMajor');
test('[MJ1] nobody but a commander declares or stands down', () => {
  for (const act of [declare, standDown])
    for (const actor of [anna, taker, machine, crew('E1'), { kind: 'exercise', id: 'x' }] as const)
      expect(allowed(actor, act.command)).toBe(false);
});
story('[MJ1] declared anew, what was counted still holds')
  .given(scene)
  .given(count(1, 3), standDown)
  .when(declare)
  .writes('MajorDeclared')
  .and(board => {
    expect(casualties(major(board)).immediate).toBe(3);
    expect(isMajor(board.incidents.get('I1')!)).toBe(true);
  });
story('[MJ2] it is not closed while it stands')
  .given(scene)
  .when(does({ type: 'CloseIncident', incidentId: 'I1', disposition: 'handled' }))
  .refused('MajorStands');
story('[MJ2] nor does it become part of another')
  .given(scene)
  .given(opened('I2'))
  .when(does({ type: 'MergeIncidents', incidentId: 'I1', intoId: 'I2' }))
  .refused('MajorStands');
story('[MJ2] another becomes part of it')
  .given(scene)
  .given(opened('I2'))
  .when(does({ type: 'MergeIncidents', incidentId: 'I2', intoId: 'I1' }))
  .writes('IncidentMerged', 'IncidentTookIn')
  .and(board => {
    expect(isMajor(board.incidents.get('I1')!)).toBe(true);
  });

story('[MJ3] casualties are counted by place and category, with who told it and how')
  .given(scene)
  .given(count(2, 1, 2, 3, 4))
  .when(count(1, 10, 0, 5))
  .writes('CasualtiesCounted')
  .and(board => {
    expect(casualties(major(board))).toEqual({ immediate: 11, delayed: 2, minor: 8, deceased: 4 });
    expect(major(board).counts).toMatchObject([
      { place: 1, told: 'radio', by: { id: 'anna' } },
      { place: 2, told: 'radio' },
    ]);
  });
story('[MJ3] a correction takes the place of what was counted there, and the log keeps both')
  .given(scene)
  .given(count(1, 9))
  .when(count(1, 4))
  .writes('CasualtiesCounted')
  .and((board, _, { log }) => {
    expect(casualties(major(board)).immediate).toBe(4);
    expect(log.filter(({ type }) => type === 'CasualtiesCounted')).toHaveLength(2);
  });
story('[MJ3] the same figure again is newer')
  .given(scene)
  .given(count(1, 9))
  .when(count(1, 9))
  .writes('CasualtiesCounted');
for (const wrong of [count(0, 1), count(21, 1), count(1, -1), count(1, 1.5), count(1, 10_000)])
  story('[MJ3] what cannot be a count is refused').given(scene).when(wrong).refused('CountImplausible');
story('[MJ3] only a major incident is counted').given(opened('I1')).when(count(1, 1)).refused('NotMajor');

story('[MJ4] a hospital’s figure stands with how it was told and when')
  .given(scene)
  .when(tell('H1', 4, 5, 6))
  .writes('CapacityTold')
  .and(board => {
    expect(hospitalRoom(board, 'H1')).toMatchObject({
      told: { told: 'phone', by: { id: 'anna' }, capacity: { immediate: 4, delayed: 5, minor: 6 } },
      left: { immediate: 4 },
    });
    expect(hospitalRoom(board, 'H2').left).toBeUndefined();
  });
story('[MJ4] what is no hospital takes nobody').given(scene).when(tell('F1', 4)).refused('HospitalUnknown');
story('[MJ4] a new figure is beyond those that were sent before it')
  .given(scene)
  .given(count(1, 9), tell('H1', 4), allocate('H1', 3))
  .when(tell('H1', 2))
  .writes('CapacityTold')
  .and(board => {
    expect(hospitalRoom(board, 'H1').left?.immediate).toBe(2);
  });

story('[MJ4] those who were sent there are there once the incident is stood down, too')
  .given(scene)
  .given(count(1, 9), tell('H1', 4), allocate('H1', 3))
  .when(standDown)
  .writes('MajorStoodDown')
  .and(board => {
    expect(hospitalRoom(board, 'H1').left?.immediate).toBe(1);
  });

story('[MJ5] casualties are allocated to a hospital, with the units that carry them')
  .given(scene)
  .given(assigned('M11', 'I1'), count(1, 9), tell('H1', 4))
  .when(allocate('H1', 3, ['M11']))
  .writes('CasualtiesAllocated')
  .and((board, [entry]) => {
    expect(allocated(major(board)).immediate).toBe(3);
    expect(hospitalRoom(board, 'H1')).toMatchObject({ sent: { immediate: 3 }, left: { immediate: 1 } });
    expect(entry!.data).not.toHaveProperty('over');
    expect(subjectsOf(entry!)).toEqual({ incidentId: 'I1', unitIds: ['M11'] });
  });
story('[MJ5] beyond the hospital’s figure it is said, and holds nobody up')
  .given(scene)
  .given(count(1, 9), tell('H1', 4), allocate('H1', 3))
  .when(allocate('H1', 3))
  .writes('CasualtiesAllocated')
  .and((board, [entry]) => {
    expect(entry!.data).toMatchObject({ over: 2 });
    expect(hospitalRoom(board, 'H1').left?.immediate).toBe(-2);
  });
story('[MJ5] never more than were counted')
  .given(scene)
  .given(count(1, 5), allocate('H1', 3))
  .when(allocate('H2', 3))
  .refused('AllocatedOverCount', { counted: 5, allocated: 3 });
story('[MJ5] a count is not corrected below what was allocated')
  .given(scene)
  .given(count(1, 5), allocate('H1', 3))
  .when(count(1, 2))
  .refused('CountBelowAllocated', { counted: 2, allocated: 3 });
story('[MJ5] a withdrawn allocation leaves them to be allocated anew')
  .given(scene)
  .given(count(1, 5), allocate('H1', 5))
  .when(does({ type: 'WithdrawAllocation', incidentId: 'I1', number: 1 }))
  .writes('AllocationWithdrawn')
  .and(board => {
    expect(allocated(major(board)).immediate).toBe(0);
    expect(hospitalRoom(board, 'H1').sent.immediate).toBe(0);
    expect(major(board).allocations[0]!.withdrawn).toMatchObject({ by: { id: 'anna' } });
  });
story('[MJ5] an allocation that was never made is not withdrawn')
  .given(scene)
  .when(does({ type: 'WithdrawAllocation', incidentId: 'I1', number: 1 }))
  .refused('AllocationUnknown');
story('[MJ5] who is not on the incident carries nobody')
  .given(scene)
  .given(count(1, 5))
  .when(allocate('H1', 1, ['M11']))
  .refused('UnitNotAssigned');
story('[MJ5] nobody is allocated to what is no hospital')
  .given(scene)
  .given(count(1, 5))
  .when(allocate('F1', 1))
  .refused('HospitalUnknown');

story('[MJ6] incidents that no unit was ever sent to are listed, the longest first')
  .given(opened('I1'), opened('I2'))
  .when(assigned('E1', 'I1'))
  .writes('UnitsAssigned')
  .and(board => {
    expect(withoutUnits(board).map(one => one.incidentId)).toEqual(['I2']);
  });

story('[OR1] a role is held by a unit on the incident, with since when')
  .given(scene)
  .given(assigned('M11', 'I1'))
  .when(role('M11'))
  .writes('RoleGiven')
  .and(board => {
    expect(rolesHeld(board, board.incidents.get('I1')!)).toMatchObject([{ role: 'medical', unitId: 'M11' }]);
  });
story('[OR1] one unit holds it at a time')
  .given(scene)
  .given(assigned('M11', 'I1'), assigned('M12', 'I1'), role('M11'))
  .when(role('M12'))
  .writes('RoleGiven')
  .and(board => {
    expect(rolesHeld(board, board.incidents.get('I1')!).map(one => one.unitId)).toEqual(['M12']);
  });
story('[OR1] it ends by word, and once')
  .given(scene)
  .given(assigned('M11', 'I1'), role('M11'))
  .when(endRole)
  .writes('RoleEnded');
story('[OR1] nobody’s role does not end').given(scene).when(endRole).nothing();
story('[OR1] it is nobody’s once its unit has left')
  .given(scene)
  .given(assigned('M11', 'I1'), role('M11'))
  .when(does({ type: 'ReleaseUnit', unitId: 'M11', incidentId: 'I1' }))
  .writes('AssignmentEnded')
  .and(board => {
    expect(rolesHeld(board, board.incidents.get('I1')!)).toEqual([]);
  });
story('[OR1] who is not there holds none').given(scene).when(role('M11')).refused('UnitNotAssigned');

story('[OR2] an order goes to one unit and is to be acknowledged by a time')
  .given(scene)
  .given(assigned('M11', 'I1'))
  .when(order('M11'))
  .writes('OrderGiven')
  .and((board, [entry]) => {
    expect(openOrders(board, board.incidents.get('I1')!)).toMatchObject([
      { number: 1, unitId: 'M11', order: 'triage', dueAt: at(600), by: { id: 'anna' } },
    ]);
    expect(subjectsOf(entry!)).toEqual({ incidentId: 'I1', unitIds: ['M11'] });
  });
for (const due of [0, 100_000])
  story('[OR2] a time that is over or too far off is no deadline')
    .given(scene)
    .given(assigned('M11', 'I1'))
    .when(order('M11', due))
    .refused('TimeImplausible');
story('[OR2] who is not there gets none').given(scene).when(order('M11')).refused('UnitNotAssigned');
story('[OR3] its unit acknowledges it')
  .given(scene)
  .given(assigned('M11', 'I1'), order('M11'))
  .when(acknowledge('M11', 1))
  .writes('OrderAcknowledged')
  .and(board => {
    expect(openOrders(board, board.incidents.get('I1')!)).toEqual([]);
    expect(major(board).orders[0]!.acknowledged).toMatchObject({ by: crew('M11') });
  });
test('[OR3] what a device acknowledges late has its own time, and the crew is heard by it', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of [opened('I1'), declare, assigned('M11', 'I1'), order('M11', 60)]) telling.must(act);
  const { command } = acknowledge('M11', 1);
  telling.must({ actor: crew('M11'), command: { ...command, happenedAt: at(40) } as Command, at: 900 });
  expect(major(telling.board).orders[0]!.acknowledged?.at).toBe(at(40));
  expect(telling.board.units.get('M11')?.heard).toMatchObject({ at: at(40) });
  telling.checkFold();
});
story('[OR3] whoever heard it on the radio acknowledges it for the crew, and again says nothing new')
  .given(scene)
  .given(assigned('M11', 'I1'), order('M11'), acknowledge('M11', 1))
  .when(acknowledge('M11', 1, anna))
  .nothing();
story('[OR3] another unit’s order is not acknowledged')
  .given(scene)
  .given(assigned('M11', 'I1'), assigned('M12', 'I1'), order('M11'))
  .when(acknowledge('M12', 1))
  .refused('OrderUnknown');
test('[OR3] a crew acknowledges for itself alone', () => {
  expect(allowed(crew('M12'), acknowledge('M11', 1).command)).toBe(false);
});
story('[OR3] what was withdrawn is acknowledged no more')
  .given(scene)
  .given(assigned('M11', 'I1'), order('M11'), does({ type: 'WithdrawOrder', incidentId: 'I1', number: 1 }))
  .when(acknowledge('M11', 1))
  .refused('OrderUnknown');

const orderAlarms = (acts: readonly Act[], seconds: number) => {
  const telling = new Telling();
  // Nobody who sent units sat at the desk: it is the area's all the same.
  const configuration = { ...smallTown, desks: [{ deskId: 'D1', names: {}, work: 'dispatch' as const }] };
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration } });
  for (const act of [opened('I1'), declare, assigned('M11', 'I1'), order('M11', 60), ...acts])
    telling.must(act);
  return dueSteps(telling.board, at(seconds), {})
    .filter(({ kind }) => kind.kind === 'orderUnacknowledged')
    .map(({ key, cause, kind }) => [key, cause?.about, cause && kind.owner(telling.board, cause)]);
};
test('[OR4] an order that was not acknowledged in time is an alarm of the incident’s desk that names it and its unit', () => {
  expect(orderAlarms([], 59)).toEqual([]);
  expect(orderAlarms([], 60)).toEqual([
    ['orderUnacknowledged:I1/1', { incidentId: 'I1', unitId: 'M11' }, 'D1'],
  ]);
});
test('[OR4] none once it is acknowledged, withdrawn, its unit gone, or the incident stood down', () => {
  const over: readonly Act[] = [
    acknowledge('M11', 1),
    does({ type: 'WithdrawOrder', incidentId: 'I1', number: 1 }),
    does({ type: 'ReleaseUnit', unitId: 'M11', incidentId: 'I1' }),
    standDown,
  ];
  for (const act of over) expect(orderAlarms([act], 60), act.command.type).toEqual([]);
  expect(alarmKinds.map(({ kind }) => kind)).toContain('orderUnacknowledged');
});

test('[MJ7] no command about it carries a word: codes, numbers and times alone', () => {
  const commands: readonly Command[] = [
    declare,
    standDown,
    count(1, 1),
    tell('H1', 1),
    allocate('H1', 1, ['M11']),
    role('M11'),
    order('M11'),
    acknowledge('M11', 1),
  ].map(act => act.command);
  const secret = 'Erika Mustermann';
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of [withHospitals, opened('I1'), assigned('M11', 'I1')]) telling.must(act);
  const begins = telling.log.length;
  for (const command of [commands[0]!, ...commands.slice(2), commands[1]!]) {
    const leaking: object = { ...command, note: secret, label: secret };
    const counts = command.type === 'CountCasualties' ? { counts: { ...command.counts, note: secret } } : {};
    const capacity =
      command.type === 'TellCapacity' ? { capacity: { ...command.capacity, note: secret } } : {};
    telling.must({ actor: chief, command: { ...leaking, ...counts, ...capacity } as Command });
  }
  expect(telling.log.length - begins).toBe(commands.length);
  expect(JSON.stringify(telling.log)).not.toContain(secret);
});
