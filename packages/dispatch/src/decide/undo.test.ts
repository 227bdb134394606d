import { expect, test } from 'vitest';
import {
  anna,
  answered,
  assign,
  assigned,
  at,
  ben,
  bridge,
  chief,
  close,
  does,
  machine,
  opened,
  release,
  smallTown,
  square,
  status,
  story,
  Telling,
  taker,
  undo,
} from '../../test/story.ts';
import { lastUndoable } from './undo.ts';

const amendPlace = does({ type: 'AmendIncident', incidentId: 'I1', place: bridge });

story('[U1] an undo is an entry that names what it takes back')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(undo(3))
  .writes('EntryUndone')
  .and((board, [entry], { log }) => {
    expect(entry?.data).toMatchObject({
      seq: 3,
      undoes: 'UnitsAssigned',
      restore: { incidentId: 'I1', unitIds: ['E1'] },
    });
    expect(log.map(({ seq }) => seq)).toEqual([1, 2, 3, 4]);
    expect(board.units.get('E1')).toMatchObject({ status: 'available', assignmentIds: [] });
    expect(board.assignments.get('A1')).toMatchObject({ outcome: 'undone', endedAt: at(4) });
  });

story('[U2] an assignment can be undone when a unit has acknowledged')
  .given(opened('I1'), assigned(['E1', 'E2'], 'I1'), status('E1', 'acknowledged'))
  .when(undo(3))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.get('E1')?.status).toBe('available');
    expect(board.units.get('E2')?.status).toBe('available');
  });
story('[U2] not when one has moved past acknowledged')
  .given(opened('I1'), assigned(['E1', 'E2'], 'I1'), status('E1', 'en route'))
  .when(undo(3))
  .refused('NotUndoable', { seq: 3 });
story('[U2] an undone number is not given again')
  .given(opened('I1'), assigned('E1', 'I1'), undo(3))
  .when(assigned('E1', 'I1'))
  .writes('UnitsAssigned')
  .and(board => {
    expect(board.units.get('E1')?.assignmentIds).toEqual(['A2']);
  });

story('[U3] closing can be undone')
  .given(opened('I1'), close('I1'))
  .when(undo(3))
  .writes('EntryUndone')
  .and(board => {
    expect(board.incidents.get('I1')?.state).toBe('open');
    expect([...board.openIncidents]).toEqual(['I1']);
  });
story('[U3] attaching can')
  .given(opened('I1'), answered(), does({ type: 'AttachCall', callId: 'C1', incidentId: 'I1' }))
  .when(undo(5))
  .writes('EntryUndone')
  .and(board => {
    expect(board.calls.get('C1')?.incidentId).toBeUndefined();
    expect(board.incidents.get('I1')?.callIds).toEqual([]);
  });
story('[U3] detaching can')
  .given(answered(), opened('I1', 'C1'), does({ type: 'DetachCall', callId: 'C1' }, taker))
  .when(undo(5, taker))
  .writes('EntryUndone')
  .and(board => {
    expect(board.calls.get('C1')?.incidentId).toBe('I1');
    expect(board.incidents.get('I1')?.callIds).toEqual(['C1']);
  });
story('[U3] releasing can; the unit is where it was')
  .given(opened('I1'), assigned('E1', 'I1'), status('E1', 'en route'), release('E1', 'I1'))
  .when(undo(5))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({
      status: 'enRoute',
      statusSince: at(4),
      assignmentIds: ['A1'],
    });
    expect(board.assignments.get('A1')).not.toHaveProperty('endedAt');
  });
story('[U3] amending can, back to nothing where there was nothing')
  .given(
    does({ type: 'OpenIncident' }),
    does({ type: 'AmendIncident', incidentId: 'I1', typeId: 'fire', place: square }),
  )
  .when(undo(3))
  .writes('EntryUndone')
  .and(board => {
    expect(board.incidents.get('I1')).not.toHaveProperty('place');
    expect(board.incidents.get('I1')).not.toHaveProperty('typeId');
    expect(board.incidents.get('I1')?.priority).toBe(3);
  });
story('[U3] a status that an operator reported can, with the time it had put into the record')
  .given(opened('I1'), assigned('E1', 'I1'), status('E1', 'on scene', { actor: anna }))
  .when(undo(4))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'dispatched', statusSince: at(3) });
    expect(board.assignments.get('A1')?.times).toEqual({ dispatched: at(3) });
  });
story('[U3] one that a crew reported cannot')
  .given(opened('I1'), assigned('E1', 'I1'), status('E1', 'on scene'))
  .when(undo(4, chief))
  .refused('NotUndoable');
story('[U3] opening an incident cannot: it is closed instead')
  .given(opened('I1'))
  .when(undo(2, taker))
  .refused('NotUndoable');

story('[U4] only the newest on the same thing')
  .given(opened('I1'), amendPlace, does({ type: 'AmendIncident', incidentId: 'I1', priority: 1 }))
  .when(undo(3))
  .refused('NotUndoable', { seq: 3 });
story('[U4] other things do not stand in the way')
  .given(opened('I1'), amendPlace, assigned('E1', 'I1'), opened('I2'), close('I2'))
  .when(undo(3))
  .writes('EntryUndone');
story('[U4] a release is not undone once the unit has gone elsewhere')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I1'), release('E1', 'I1'), assigned('E1', 'I2'))
  .when(undo(5))
  .refused('NotUndoable');
story('[U4] nor once the incident has closed')
  .given(opened('I1'), assigned('E1', 'I1'), release('E1', 'I1'), close('I1'))
  .when(undo(4))
  .refused('NotUndoable');
story('[U4] a closing is not undone once the incident was reopened')
  .given(opened('I1'), close('I1'), does({ type: 'ReopenIncident', incidentId: 'I1' }))
  .when(undo(3))
  .refused('NotUndoable');
story('[U4] nothing is undone twice')
  .given(opened('I1'), assigned('E1', 'I1'), undo(3))
  .when(undo(3))
  .refused('NotUndoable');
story('[U4] a late report by the crew, filling a gap, leaves the undo as it was')
  .given(
    opened('I1'),
    assigned('E1', 'I1'),
    status('E1', 'on scene', { actor: anna, at: 60 }),
    status('E1', 'en route', { at: 70, happenedAt: 20 }),
  )
  .when(undo(4))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.get('E1')?.status).toBe('dispatched');
    expect(board.assignments.get('A1')?.times).toEqual({ dispatched: at(3), enRoute: at(20) });
  });

story('[U5] one undo takes back the whole command: status and end of the assignment')
  .given(
    opened('I1'),
    assigned('E1', 'I1'),
    status('E1', 'on scene'),
    status('E1', 'available', { actor: anna }),
  )
  .when(undo(6))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({
      status: 'onScene',
      statusSince: at(4),
      assignmentIds: ['A1'],
    });
    expect(board.assignments.get('A1')).not.toHaveProperty('outcome');
  });
story('[U5] a diversion: back on the way to the first incident')
  .given(
    opened('I1'),
    opened('I2'),
    assigned('E1', 'I1'),
    status('E1', 'en route'),
    assign('E1', 'I2', { diverted: true }),
  )
  .when(undo(6))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({
      status: 'enRoute',
      statusSince: at(5),
      assignmentIds: ['A1'],
    });
    expect(board.assignments.get('A1')).not.toHaveProperty('endedAt');
    expect(board.assignments.get('A2')?.outcome).toBe('undone');
  });

story('[U6] not by another dispatcher')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(undo(3, ben))
  .refused('NotUndoable');
story('[U6] by a commander, yes')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(undo(3, chief))
  .writes('EntryUndone');

test('[U4] the undo key takes back the newest of one’s own, again and again', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of [opened('I1'), amendPlace, assigned('E1', 'I1'), assign('E2', 'I1', {}, ben)])
    telling.must(act);
  const order: number[] = [];
  for (let known = lastUndoable(telling.board, 'anna'); known; known = lastUndoable(telling.board, 'anna')) {
    order.push(known.seq);
    telling.must(undo(known.seq));
  }
  expect(order).toEqual([4, 3]);
  telling.checkFold();
});

test('[U4] only the newest few hundred commands are kept for undo', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (let i = 1; i <= 400; i++) {
    telling.must(opened(`I${i}`));
    telling.must(close(`I${i}`));
  }
  expect(telling.board.undoable.size).toBe(256);
  expect(telling.act(undo(3)).refusal?.code).toBe('NotUndoable');
  telling.checkFold();
});
