import { expect, test } from 'vitest';
import {
  answered,
  assigned,
  close,
  crew,
  does,
  machine,
  opened,
  release,
  smallTown,
  status,
  story,
  Telling,
} from '../test/story.ts';
import { timeline } from './timeline.ts';

// What hurts most on floors elsewhere, each by its own name.

story('pain: a unit’s status is written over what it was given, so that its other assignment is lost')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I1'), assigned('E1', 'I2', { alsoAssigned: true }))
  .when(status('E1', 'available', { incidentId: 'I2' }))
  .writes('StatusReported', 'AssignmentEnded')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'dispatched', assignmentIds: ['A1'] });
    expect(board.assignments.get('A1')).not.toHaveProperty('endedAt');
    expect(board.assignments.get('A2')).toMatchObject({ outcome: 'completed' });
  });
story('pain: releasing a unit from one incident makes it look free while it is on another')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I1'), assigned('E1', 'I2', { alsoAssigned: true }))
  .when(release('E1', 'I1'))
  .writes('AssignmentEnded')
  .and(board => expect(board.units.get('E1')).toMatchObject({ status: 'dispatched', assignmentIds: ['A2'] }));
story('pain: a status that a person sets by hand takes the unit off its incident unseen')
  .given(opened('I1'), assigned('E1', 'I1'), status('E1', 'on scene'))
  .when(does({ type: 'ReportStatus', unitId: 'E1', status: 'enRoute' }))
  .writes('StatusReported')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'enRoute', assignmentIds: ['A1'] });
    expect(board.assignments.get('A1')?.times.onScene).toBeDefined();
  });

test('pain: history is lost on close', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of [
    answered(),
    opened('I1', 'C1', 'ill'),
    assigned(['E1', 'M11'], 'I1'),
    does({ type: 'AddNote', incidentId: 'I1', note: { sealedId: 's1', digest: 'aa' } }, crew('E1')),
    status('E1', 'on scene'),
    status('E1', 'available'),
    release('M11', 'I1'),
  ])
    telling.must(act);
  const open = telling.board;
  const before = {
    incident: open.incidents.get('I1')!,
    assignments: [...open.assignments.values()],
    lines: timeline(telling.log, 'I1').length,
  };
  telling.must(close('I1'));
  const { board } = telling;
  const after = board.incidents.get('I1')!;
  const { changedSeq: _, ...kept } = before.incident;
  expect(after).toMatchObject({ ...kept, state: 'closed' });
  expect([...board.assignments.values()]).toEqual(before.assignments);
  expect(timeline(telling.log, 'I1')).toHaveLength(before.lines + 1);
  telling.must(does({ type: 'ReopenIncident', incidentId: 'I1' }));
  expect(timeline(telling.log, 'I1')).toHaveLength(before.lines + 2);
  telling.must(does({ type: 'AddNote', incidentId: 'I1', note: { sealedId: 's2', digest: 'bb' } }));
  expect(telling.board.incidents.get('I1')?.notes).toHaveLength(2);
  telling.checkFold();
});
