import { expect, test } from 'vitest';
import {
  type Act,
  anna,
  assign,
  assigned,
  at,
  ben,
  bridge,
  chief,
  close,
  crew,
  does,
  machine,
  opened,
  release,
  smallTown,
  square,
  story,
  Telling,
  taker,
  undo,
} from '../../test/story.ts';
import type { Actor } from '../command.ts';
import { cordonsInForce, timeline } from '../index.ts';

const gas = {
  area: { kind: 'circle', centre: square.at, radiusM: 300 },
  points: [
    { node: 'n1', at: square.at, streets: [{ en: 'Mill Lane' }], closed: [[square.at, bridge.at]] },
    { node: 'n2', at: bridge.at, streets: [], closed: [] },
  ],
  waysOut: [{ node: 'n1', at: square.at, streets: [], isLetThrough: false, lines: [] }],
  noWayOut: [],
  inside: { people: 120, atLeast: 80, atMost: 200 },
  reason: 'gas',
} as const;
const set = (until: number, more: object = {}, actor?: Actor): Act =>
  does({ type: 'SetCordon', incidentId: 'I1', ...gas, expiresAt: at(until), ...more }, actor);
const lifted = (cordonId: string, actor?: Actor): Act => does({ type: 'LiftCordon', cordonId }, actor);
const toPoint = (unitIds: string | string[], node: string, cordonId = 'Z1', actor: Actor = anna): Act =>
  assign(unitIds, 'I1', { point: { cordonId, node } }, actor);
const inForce = (telling: Telling, seconds: number) =>
  cordonsInForce(telling.board, at(seconds)).map(cordon => cordon.cordonId);
const told = (...acts: Act[]): Telling => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of acts) telling.must(act);
  return telling;
};

story('[Z1] a cordon is set for an open incident, with reason and expiry')
  .given(opened('I1'))
  .when(set(600))
  .writes('CordonSet')
  .and(board => {
    expect(board.cordons.get('Z1')).toMatchObject({ ...gas, incidentId: 'I1', expiresAt: at(600) });
    expect(board.cordons.get('Z1')?.by.id).toBe('anna');
  });
story('[Z1] not without an incident').when(set(600)).refused('IncidentUnknown');
story('[Z1] nor for a closed one')
  .given(opened('I1'), close('I1'))
  .when(set(600))
  .refused('IncidentClosedAlready');
for (const [words, until] of [
  ['a time that has passed', 1],
  ['longer than anybody holds points', 8 * 86_400],
  ['no time at all', Number.NaN],
] as const)
  story(`[Z1] nor until ${words}`).given(opened('I1')).when(set(until)).refused('TimeImplausible');
for (const actor of [taker, crew('E1'), machine])
  story(`[W1] [W2] [W4] ${actor.id} sets no cordon`)
    .given(opened('I1'))
    .when(set(600, {}, actor))
    .refused('NotAllowed');
story('[W1] a commander does, and lifts what a dispatcher set')
  .given(opened('I1'), set(600))
  .when(lifted('Z1', chief))
  .writes('CordonLifted');

test('[Z2] it counts until it expires, without an entry', () => {
  const telling = told(opened('I1'), set(600));
  expect([inForce(telling, 599), inForce(telling, 600)]).toEqual([['Z1'], []]);
});
story('[Z2] or until it is lifted')
  .given(opened('I1'), set(600))
  .when(lifted('Z1', ben))
  .writes('CordonLifted')
  .and(board => {
    expect(cordonsInForce(board, at(5))).toEqual([]);
  });
story('[Z2] or until its incident is closed, without an entry of its own')
  .given(opened('I1'), set(600))
  .when(close('I1'))
  .writes('IncidentClosed')
  .and(board => {
    expect(cordonsInForce(board, at(10))).toEqual([]);
  });
test('[Z2] of a reopened incident it counts again until it expires, however that came about', () => {
  for (const back of [does({ type: 'ReopenIncident', incidentId: 'I1' }), undo(4)]) {
    const telling = told(opened('I1'), set(600), close('I1'), back);
    expect([inForce(telling, 599), inForce(telling, 600)]).toEqual([['Z1'], []]);
    telling.checkFold();
  }
});
test('[Z2] expired ones leave the board with the next entry about cordons, and their numbers stay given', () => {
  const telling = told(opened('I1'), set(10), { ...set(900), at: 20 });
  expect([...telling.board.cordons.keys()]).toEqual(['Z2']);
  telling.checkFold();
});

story('[Z3] a cordon without a way out is refused')
  .given(opened('I1'))
  .when(set(600, { waysOut: [] }))
  .refused('CordonWithoutWayOut', { incidentId: 'I1' });
story('[Z3] unless the streets themselves lead nobody out, and those are named')
  .given(opened('I1'))
  .when(set(600, { waysOut: [], noWayOut: [{ at: square.at, streets: [] }] }))
  .writes('CordonSet');

story('[Z4] the second to set one is told who set the first, and when')
  .given(opened('I1'), set(600))
  .when(set(900, {}, ben))
  .refused('CordonStandsAlready', { incidentId: 'I1', cordonId: 'Z1', by: anna, at: at(3) });
story('[Z4] on purpose it takes the place of the first')
  .given(opened('I1'), set(600))
  .when(set(900, { replaces: 'Z1' }, ben))
  .writes('CordonLifted', 'CordonSet')
  .and(board => {
    expect([...board.cordons.keys()]).toEqual(['Z2']);
  });
story('[Z4] not of one that is no longer the first: somebody else was quicker')
  .given(opened('I1'), set(600), set(700, { replaces: 'Z1' }))
  .when(set(900, { replaces: 'Z1' }, ben))
  .refused('CordonStandsAlready', { cordonId: 'Z2' });
story('[Z4] nor of one that is over')
  .given(opened('I1'), set(600), lifted('Z1'))
  .when(set(900, { replaces: 'Z1' }))
  .refused('CordonOverAlready');
story('[Z4] the very same one is written once')
  .given(opened('I1'), set(600))
  .when(set(600, {}, ben))
  .nothing();
story('[Z4] another incident has its own')
  .given(opened('I1'), opened('I2'), set(600))
  .when(set(600, { incidentId: 'I2' }))
  .writes('CordonSet');

story('[Z5] a cordon that was lifted is over')
  .given(opened('I1'), set(600), lifted('Z1'))
  .when(lifted('Z1', ben))
  .refused('CordonOverAlready', { cordonId: 'Z1' });
story('[Z5] so is one that has expired')
  .given(opened('I1'), set(10))
  .when({ ...lifted('Z1'), at: 10 })
  .refused('CordonOverAlready');
story('[Z5] and one whose incident is closed')
  .given(opened('I1'), set(600), close('I1'))
  .when(lifted('Z1'))
  .refused('CordonOverAlready');
for (const cordonId of ['Z2', 'Z0', 'z1', 'X1'])
  story(`[Z5] ${cordonId} is no cordon`)
    .given(opened('I1'), set(600))
    .when(lifted(cordonId))
    .refused('CordonUnknown', { cordonId });

const held = { cordonId: 'Z1', node: 'n1', number: 1, at: square.at, streets: [{ en: 'Mill Lane' }] };
story('[Z6] units are sent to a point, and their assignments carry it')
  .given(opened('I1'), set(600))
  .when(toPoint(['E1', 'M11'], 'n1'))
  .writes('UnitsAssigned')
  .and(board => {
    expect([...board.assignments.values()].map(one => one.point)).toEqual([held, held]);
  });
story('[Z6] who is on the incident already is given the point, the others are sent there')
  .given(opened('I1'), assigned('E1', 'I1'), set(600))
  .when(toPoint(['E1', 'E2'], 'n2'))
  .writes('PointGiven', 'UnitsAssigned')
  .and(board => {
    expect([...board.assignments.values()].map(one => one.point?.number)).toEqual([2, 2]);
  });
story('[Z6] another point is another entry')
  .given(opened('I1'), set(600), toPoint('E1', 'n1'))
  .when(toPoint('E1', 'n2', 'Z1', ben))
  .writes('PointGiven');
story('[Z6] the same one is nothing new')
  .given(opened('I1'), set(600), toPoint('E1', 'n1'))
  .when(toPoint('E1', 'n1'))
  .nothing();
story('[Z6] a point that the cordon does not have')
  .given(opened('I1'), set(600))
  .when(toPoint('E1', 'n9'))
  .refused('CordonPointUnknown', { cordonId: 'Z1', node: 'n9' });
story('[Z6] nor of a cordon that is over')
  .given(opened('I1'), set(600), lifted('Z1'))
  .when(toPoint('E1', 'n1'))
  .refused('CordonOverAlready');
story('[Z6] nor of another incident’s')
  .given(opened('I1'), opened('I2'), set(600, { incidentId: 'I2' }))
  .when(toPoint('E1', 'n1'))
  .refused('CordonPointUnknown');
story('[Z6] [A3] a unit of another incident is not silently taken to a point')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I2'), set(600))
  .when(toPoint('E1', 'n1'))
  .refused('UnitAlreadyAssigned');
story('[Z6] lifting leaves the point in the record')
  .given(opened('I1'), set(600), toPoint('E1', 'n1'))
  .when(lifted('Z1'))
  .writes('CordonLifted')
  .and(board => {
    expect(board.assignments.get('A1')?.point).toEqual(held);
  });

story('[Z7] [U3] setting one is undone')
  .given(opened('I1'), set(600))
  .when(undo(3))
  .writes('EntryUndone')
  .and(board => {
    expect([board.cordons.size, board.lastCordon]).toEqual([0, 1]);
  });
story('[Z7] [U5] so is replacing one, whole')
  .given(opened('I1'), set(600), set(900, { replaces: 'Z1' }))
  .when(undo(5))
  .writes('EntryUndone')
  .and(board => {
    expect([...board.cordons.keys()]).toEqual(['Z1']);
  });
story('[Z7] and lifting one')
  .given(opened('I1'), set(600), lifted('Z1'))
  .when(undo(4))
  .writes('EntryUndone')
  .and(board => {
    expect([...board.cordons.keys()]).toEqual(['Z1']);
  });
story('[Z7] [U4] not once another stands there')
  .given(opened('I1'), set(600), lifted('Z1'), set(900))
  .when(undo(4))
  .refused('NotUndoable');
story('[Z7] nor once a unit was sent to a point')
  .given(opened('I1'), set(600), toPoint('E1', 'n1'))
  .when(undo(3))
  .refused('NotUndoable');
story('[Z7] giving a point is undone: the one before is back')
  .given(opened('I1'), set(600), toPoint('E1', 'n1'), toPoint('E1', 'n2'))
  .when(undo(5))
  .writes('EntryUndone')
  .and(board => {
    expect(board.assignments.get('A1')?.point).toEqual(held);
  });
story('[Z7] not of a unit that was released since')
  .given(opened('I1'), set(600), toPoint('E1', 'n1'), toPoint('E1', 'n2'), release('E1', 'I1'))
  .when(undo(5))
  .refused('NotUndoable');

test('[Q3] the incident’s timeline tells of its cordon', () => {
  const telling = told(opened('I1'), set(600), toPoint('E1', 'n1'), toPoint('E1', 'n2'), lifted('Z1'));
  expect(timeline(telling.log, 'I1').map(line => [line.type, line.values['cordon'] ?? null])).toEqual([
    ['IncidentOpened', null],
    ['CordonSet', 'Z1'],
    ['UnitsAssigned', null],
    ['PointGiven', 'Z1'],
    ['CordonLifted', 'Z1'],
  ]);
});

const onCard = (act: Act, seconds: number): Act => ({
  ...act,
  at: 1000,
  onPaper: { happenedAt: at(seconds), card: 'K7' },
});
story('[D2] a cordon is not set on paper before its incident was opened')
  .given({ ...opened('I1'), at: 900 })
  .when(onCard(set(5000), 600))
  .refused('TimeImplausible', { at: at(600) });
story('[D2] nor lifted before it was set')
  .given({ ...opened('I1'), at: 500 }, { ...set(5000), at: 900 })
  .when(onCard(lifted('Z1'), 600))
  .refused('TimeImplausible', { at: at(600) });
