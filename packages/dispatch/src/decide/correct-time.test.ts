import { expect } from 'vitest';
import { anna, assigned, at, does, opened, status, story, undo } from '../../test/story.ts';
import type { UnitStatus } from '../status.ts';

const given = [
  opened('I1'),
  { ...assigned('E1', 'I1'), at: 10 },
  status('E1', 'en route', { at: 20 }),
  status('E1', 'on scene', { at: 60, actor: anna }),
];
const correct = (step: UnitStatus, second: number, assignmentId = 'A1') => ({
  ...does({ type: 'CorrectTime', assignmentId, step, at: at(second) }),
  at: 100,
});

story('[U7] a wrong time is put right by an entry that names the old one')
  .given(...given)
  .when(correct('onScene', 50))
  .writes('TimeCorrected')
  .and((board, [entry]) => {
    expect(entry).toMatchObject({
      at: at(100),
      data: { from: at(60), to: at(50), unitId: 'E1', incidentId: 'I1' },
    });
    expect(board.assignments.get('A1')?.times.onScene).toBe(at(50));
    expect(board.units.get('E1')?.statusSince).toBe(at(50));
  });
story('[U7] a missing one is put in')
  .given(...given)
  .when(correct('acknowledged', 15))
  .writes('TimeCorrected');
story('[U7] the same again writes nothing')
  .given(...given)
  .when(correct('onScene', 60))
  .nothing();
story('[U7] the order of the steps stands')
  .given(...given)
  .when(correct('enRoute', 70))
  .refused('TimeImplausible', { at: at(70) });
story('[U7] the end of an assignment can be corrected')
  .given(...given, status('E1', 'available', { at: 90 }))
  .when(correct('available', 80))
  .writes('TimeCorrected')
  .and(board => {
    expect(board.assignments.get('A1')?.endedAt).toBe(at(80));
  });
story('[U7] not to before its last step')
  .given(...given, status('E1', 'available', { at: 90 }))
  .when(correct('available', 59))
  .refused('TimeImplausible');
story('[U7] no step is put after the end')
  .given(...given, status('E1', 'available', { at: 90 }))
  .when(correct('transporting', 95))
  .refused('TimeImplausible');
story('[U7] what has not ended has no end to correct')
  .given(...given)
  .when(correct('available', 90))
  .refused('StatusNotPossible', { from: 'onScene', to: 'available' });
story('[U7] an assignment that is not there')
  .when(correct('onScene', 50, 'A9'))
  .refused('AssignmentUnknown');
story('[U4] a corrected status is not undone over the correction')
  .given(...given, correct('onScene', 50))
  .when(undo(5))
  .refused('NotUndoable');
