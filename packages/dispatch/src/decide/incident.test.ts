import { expect } from 'vitest';
import {
  answered,
  assigned,
  at,
  bridge,
  close,
  crew,
  does,
  opened,
  square,
  status,
  story,
  taker,
} from '../../test/story.ts';

const card = does({ type: 'AmendCall', callId: 'C1', fields: { typeId: 'fire', place: bridge } }, taker);
const note = { sealedId: 's1', digest: 'aa' };

story('[I1] an incident takes over type and place of its call')
  .given(answered(), card)
  .when(does({ type: 'OpenIncident', callId: 'C1' }, taker))
  .writes('IncidentOpened')
  .and(board => {
    expect(board.incidents.get('I1')).toMatchObject({
      typeId: 'fire',
      place: bridge,
      priority: 1,
      callIds: ['C1'],
    });
  });
story('[I1] what the command says goes before')
  .given(answered(), card)
  .when(does({ type: 'OpenIncident', callId: 'C1', typeId: 'ill', place: square, priority: 4 }, taker))
  .writes('IncidentOpened')
  .and(board => {
    expect(board.incidents.get('I1')).toMatchObject({ typeId: 'ill', place: square, priority: 4 });
  });
story('[I1] an incident needs no call, and a call that is not there opens none')
  .when(opened('I1', 'C7'))
  .refused('CallUnknown', { callId: 'C7' });

story('[I2] of unknown type it has priority 3')
  .when(opened('I1'))
  .writes('IncidentOpened')
  .and(board => {
    expect(board.incidents.get('I1')?.priority).toBe(3);
  });
story('[I2] a known type brings its own')
  .when(opened('I1', undefined, 'fire'))
  .writes('IncidentOpened')
  .and(board => {
    expect(board.incidents.get('I1')?.priority).toBe(1);
  });

story('[I3] a new type brings its priority')
  .given(opened('I1'))
  .when(does({ type: 'AmendIncident', incidentId: 'I1', typeId: 'fire' }))
  .writes('IncidentAmended')
  .and(board => {
    expect(board.incidents.get('I1')).toMatchObject({ typeId: 'fire', priority: 1 });
  });
story('[I3] not over a priority set by hand')
  .given(opened('I1'), does({ type: 'AmendIncident', incidentId: 'I1', priority: 2 }))
  .when(does({ type: 'AmendIncident', incidentId: 'I1', typeId: 'fire' }))
  .writes('IncidentAmended')
  .and(board => {
    expect(board.incidents.get('I1')).toMatchObject({ typeId: 'fire', priority: 2 });
  });
story('[I3] amending to what it is writes nothing')
  .given(opened('I1', undefined, 'fire'))
  .when(does({ type: 'AmendIncident', incidentId: 'I1', typeId: 'fire', priority: 1, place: { ...square } }))
  .nothing();

story('[I4] an unknown type opens nothing')
  .when(opened('I1', undefined, 'ufo'))
  .refused('TypeUnknown', { typeId: 'ufo' });
story('[I4] an unknown type amends nothing')
  .given(opened('I1'))
  .when(does({ type: 'AmendIncident', incidentId: 'I1', typeId: 'ufo' }))
  .refused('TypeUnknown');

story('[I5] a place that changes while units are on their way is an entry')
  .given(opened('I1'), assigned('E1', 'I1'), status('E1', 'en route'))
  .when(does({ type: 'AmendIncident', incidentId: 'I1', place: bridge }))
  .writes('IncidentAmended')
  .and(board => {
    expect(board.incidents.get('I1')?.place).toEqual(bridge);
    expect(board.units.get('E1')).toMatchObject({ status: 'enRoute', assignmentIds: ['A1'] });
  });

story('[I6] a closed incident takes no change')
  .given(opened('I1'), close('I1'))
  .when(does({ type: 'AmendIncident', incidentId: 'I1', priority: 1 }))
  .refused('IncidentClosedAlready', { incidentId: 'I1', at: at(3) });
story('[I6] and no call')
  .given(opened('I1'), close('I1'), answered())
  .when(does({ type: 'AttachCall', callId: 'C1', incidentId: 'I1' }))
  .refused('IncidentClosedAlready');
story('[I6] and no unit')
  .given(opened('I1'), close('I1'))
  .when(assigned('E1', 'I1'))
  .refused('IncidentClosedAlready');

story('[K4] a note is taken after closing')
  .given(opened('I1'), close('I1'))
  .when(does({ type: 'AddNote', incidentId: 'I1', note }))
  .writes('NoteAdded')
  .and(board => {
    expect(board.incidents.get('I1')?.notes).toMatchObject([{ note, at: at(4) }]);
  });
story('[W2] a crew adds notes to its own incident')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(does({ type: 'AddNote', incidentId: 'I1', note }, crew('E1')))
  .writes('NoteAdded');
story('[W2] and to no other')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(does({ type: 'AddNote', incidentId: 'I1', note }, crew('E2')))
  .refused('UnitNotAssigned', { unitId: 'E2', incidentId: 'I1' });
