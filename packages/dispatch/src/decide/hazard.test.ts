import { expect } from 'vitest';
import { anna, assigned, at, close, does, machine, opened, story, taker, undo } from '../../test/story.ts';
import { timeline } from '../timeline.ts';

const enter = (more: object = {}, actor = anna) =>
  does(
    {
      type: 'SetHazard',
      incidentId: 'I1',
      hazard: 'gas',
      reason: 'service',
      expiresAt: at(3600),
      ...more,
    },
    actor,
  );
const end = (actor = anna) => does({ type: 'EndHazard', incidentId: 'I1', hazard: 'gas' }, actor);
const sent = [opened('I1'), assigned('E1', 'I1')];

story('[ST4] a hazard is entered with its reason and expiry, and crews are to read it')
  .given(sent)
  .when(enter())
  .writes('IncidentAmended')
  .and((board, [entry], telling) => {
    expect(board.incidents.get('I1')).toMatchObject({
      hazards: ['gas'],
      hazardMarks: [{ hazard: 'gas', reason: 'service', expiresAt: at(3600), by: anna, since: entry?.at }],
    });
    expect(board.assignments.get('A1')?.unread).toEqual([
      { seq: entry?.seq, at: entry?.at, was: { hazards: [] } },
    ]);
    expect(timeline(telling.log, 'I1').at(-1)?.values).toMatchObject({
      hazard: 'gas',
      hazardReason: 'service',
      hazardUntil: at(3600),
    });
  });
story('[ST4] with a later expiry it goes on, and crews have nothing to read')
  .given(sent, enter())
  .when(enter({ expiresAt: at(7200) }))
  .writes('IncidentAmended')
  .and(board => {
    expect(board.incidents.get('I1')?.hazardMarks).toMatchObject([{ expiresAt: at(7200) }]);
    expect(board.assignments.get('A1')?.unread).toHaveLength(1);
  });
story('[ST4] said again, nothing is written').given(sent, enter()).when(enter()).nothing();
story('[ST4] no expiry that is past')
  .given(sent)
  .when(enter({ expiresAt: at(1) }))
  .refused('TimeImplausible');
story('[ST4] none more than seven days ahead')
  .given(sent)
  .when(enter({ expiresAt: at(8 * 86_400) }))
  .refused('TimeImplausible');
story('[ST4] of an open incident alone')
  .given(opened('I1'), close('I1'))
  .when(enter())
  .refused('IncidentClosedAlready');
story('[ST4] a call taker enters it on the card').given(sent).when(enter({}, taker)).refused('NotAllowed');
story('[ST4] it is taken back as any change, and crews are told')
  .given(sent, enter())
  .when(undo(4))
  .writes('EntryUndone')
  .and(board => {
    expect(board.incidents.get('I1')).not.toHaveProperty('hazards');
    expect(board.incidents.get('I1')).not.toHaveProperty('hazardMarks');
    expect(board.assignments.get('A1')?.unread).toHaveLength(2);
  });
story('[ST5] ended by hand, crews are to read that it is over')
  .given(sent, enter())
  .when(end())
  .writes('IncidentAmended')
  .and(board => {
    expect(board.incidents.get('I1')).not.toHaveProperty('hazards');
    expect(board.incidents.get('I1')).not.toHaveProperty('hazardMarks');
    expect(board.assignments.get('A1')?.unread?.at(-1)?.was).toEqual({ hazards: ['gas'] });
  });
story('[ST5] the end is taken back with its reason and expiry')
  .given(sent, enter(), end())
  .when(undo(5))
  .writes('EntryUndone')
  .and(board =>
    expect(board.incidents.get('I1')?.hazardMarks).toMatchObject([{ hazard: 'gas', expiresAt: at(3600) }]),
  );
story('[ST5] the machine ends none before its expiry')
  .given(sent, enter())
  .when({ ...end(machine), at: 3599 })
  .refused('HazardStands');
story('[ST5] at its expiry it does')
  .given(sent, enter())
  .when({ ...end(machine), at: 3600 })
  .writes('IncidentAmended');
story('[ST5] the machine ends none that a card has told')
  .given(sent, does({ type: 'AmendIncident', incidentId: 'I1', hazards: ['gas'] }))
  .when({ ...end(machine), at: 9999 })
  .refused('HazardStands');
story('[ST5] what is not there needs no end').given(sent).when(end()).nothing();
