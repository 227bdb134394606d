import { expect } from 'vitest';
import { assigned, chief, close, crew, does, opened, story, undo } from '../../test/story.ts';

const raise = (alarm: number, actor = chief) => does({ type: 'RaiseAlarm', incidentId: 'I1', alarm }, actor);

story('[N2] a second alarm is raised')
  .given(opened('I1', undefined, 'fire'), assigned('E1', 'I1'))
  .when(raise(2))
  .writes('AlarmRaised')
  .and(board => {
    expect(board.incidents.get('I1')?.alarm).toBe(2);
  });
story('[N2] the same alarm twice is one entry').given(opened('I1'), raise(2)).when(raise(2)).nothing();
story('[N2] the first alarm is there from the start').given(opened('I1')).when(raise(1)).nothing();
story('[N2] an alarm does not fall')
  .given(opened('I1'), raise(3))
  .when(raise(2))
  .refused('AlarmRaisedAlready', { alarm: 3 });
story('[N2] an undo takes the rise back')
  .given(opened('I1'), raise(2), raise(3))
  .when(undo(4, chief))
  .writes('EntryUndone')
  .and(board => {
    expect(board.incidents.get('I1')?.alarm).toBe(2);
  });
story('[N2] the first rise taken back leaves no alarm')
  .given(opened('I1'), raise(2))
  .when(undo(3, chief))
  .writes('EntryUndone')
  .and(board => {
    expect(board.incidents.get('I1')).not.toHaveProperty('alarm');
  });
story('[I6] a closed incident gets no further alarm')
  .given(opened('I1'), close('I1'))
  .when(raise(2))
  .refused('IncidentClosedAlready');
story('[W2] a crew asks by voice: its device raises no alarm')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(raise(2, crew('E1')))
  .refused('NotAllowed');
