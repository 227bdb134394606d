import { expect } from 'vitest';
import {
  anna,
  answered,
  assign,
  assigned,
  at,
  close,
  does,
  machine,
  opened,
  release,
  square,
  status,
  story,
  undo,
} from '../../test/story.ts';
import { clocksOf } from '../clocks.ts';
import { queue } from '../queue.ts';
import { scheduledAhead } from '../schedule.ts';
import { timeline } from '../timeline.ts';

const need = at(4000);
const later = (schedule: object = { needAt: need }) =>
  does({ type: 'OpenIncident', place: square, ...{ schedule: schedule as never } });
const reschedule = (needAt = need, more: object = {}) =>
  does({ type: 'ScheduleIncident', incidentId: 'I1', needAt, ...more });
const byClock = (when: number, leadSeconds = 600) => ({
  ...does({ type: 'ReleaseScheduled', incidentId: 'I1', leadSeconds }, machine),
  at: when,
});
const byHand = does({ type: 'ReleaseScheduled', incidentId: 'I1' });

story('[X21] what is for later is kept apart, and no clock runs')
  .given(answered())
  .when(
    does({ type: 'OpenIncident', callId: 'C1', place: square, schedule: { needAt: need, leadSeconds: 900 } }),
  )
  .writes('IncidentOpened')
  .and((board, _, telling) => {
    expect(queue(board)).toEqual([]);
    expect(clocksOf(board, 'I1', at(3000))).toEqual([]);
    expect(scheduledAhead(board).map(one => one.schedule)).toEqual([{ needAt: need, leadSeconds: 900 }]);
    expect(board.calls.get('C1')?.incidentId).toBe('I1');
    expect(timeline(telling.log, 'I1').at(-1)?.values).toMatchObject({ needAt: need, leadSeconds: 900 });
  });
story('[X21] the soonest needed stands first')
  .given(later({ needAt: at(9000) }), later({ needAt: at(5000) }))
  .when(later({ needAt: at(7000) }))
  .writes('IncidentOpened')
  .and(board => expect(scheduledAhead(board).map(one => one.incidentId)).toEqual(['I2', 'I3', 'I1']));
story('[X21] a need that is past is none')
  .when(later({ needAt: at(0) }))
  .refused('TimeImplausible');
story('[X21] nor is one in two years')
  .when(later({ needAt: at(7e7) }))
  .refused('TimeImplausible');

story('[X22] by the clock it comes into the queue, and its clock runs from then')
  .given(later())
  .when(byClock(3500))
  .writes('ScheduledReleased')
  .and((board, _, telling) => {
    expect(queue(board)).toMatchObject([{ waits: 'firstUnit', since: at(3500) }]);
    expect(scheduledAhead(board)).toEqual([]);
    expect(clocksOf(board, 'I1', at(3500))).toMatchObject([{ clock: 'dispatch', since: at(3500) }]);
    expect(timeline(telling.log, 'I1').at(-1)?.values).toMatchObject({ byClock: true, leadSeconds: 600 });
  });
story('[X22] by the clock it comes once').given(later(), byClock(3500)).when(byClock(3501)).nothing();
story('[X22] what is in the queue by hand does not come again')
  .given(later(), byHand)
  .when(byClock(3500))
  .nothing();
story('[X22] who is sent to it does not wait for its time')
  .given(later())
  .when(assign('E1', 'I1'))
  .writes('ScheduledReleased', 'UnitsAssigned')
  .and(board => expect(scheduledAhead(board)).toEqual([]));
story('[X22] a crew that joins does not wait for its time')
  .given(later())
  .when(does({ type: 'JoinIncident', unitId: 'E1', incidentId: 'I1' }))
  .writes('ScheduledReleased', 'UnitsAssigned');
story('[X22] what was never for later does not come')
  .given(opened('I1'))
  .when(byHand)
  .refused('NotScheduled');

story('[X23] by the clock not before its lead')
  .given(later())
  .when(byClock(3399))
  .refused('NotYetDue', { incidentId: 'I1', at: at(3400) });
story('[X23] a lead that was set goes before what was reckoned')
  .given(later({ needAt: need, leadSeconds: 60 }))
  .when(byClock(3900))
  .refused('NotYetDue', { at: at(3940) });
story('[X23] by hand at any time').given(later()).when(byHand).writes('ScheduledReleased');

story('[X24] the time is changed')
  .given(later())
  .when(reschedule(at(8000), { leadSeconds: 60 }))
  .writes('IncidentScheduled')
  .and(board => expect(board.incidents.get('I1')?.schedule).toEqual({ needAt: at(8000), leadSeconds: 60 }));
story('[X24] to the time that it has').given(later()).when(reschedule()).nothing();
story('[X24] what was for now is put off')
  .given(opened('I1'))
  .when(reschedule())
  .writes('IncidentScheduled')
  .and(board => expect(queue(board)).toEqual([]));
story('[X24] not while somebody is on it')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(reschedule())
  .refused('IncidentHasUnits');
story('[X24] cancelled with a disposition it is gone from both')
  .given(later())
  .when(does({ type: 'CloseIncident', incidentId: 'I1', disposition: 'cancelledByCaller' }))
  .writes('IncidentClosed')
  .and(board => expect([queue(board), scheduledAhead(board)]).toEqual([[], []]));
story('[X24] cancelled, its time does not come')
  .given(later(), close('I1'))
  .when(byClock(3500))
  .refused('IncidentClosedAlready');
story('[X24] reopened it is ahead as before')
  .given(later(), close('I1'))
  .when(does({ type: 'ReopenIncident', incidentId: 'I1' }))
  .writes('IncidentReopened')
  .and(board => expect(scheduledAhead(board)).toHaveLength(1));

story('[X25] a change is taken back')
  .given(later(), reschedule(at(8000)))
  .when(undo(3))
  .writes('EntryUndone')
  .and(board => expect(board.incidents.get('I1')?.schedule).toEqual({ needAt: need }));
story('[X25] sending to it early is taken back whole: it is ahead again')
  .given(later(), assign('E1', 'I1'))
  .when(undo(4))
  .writes('EntryUndone')
  .and(board => {
    expect(scheduledAhead(board)).toHaveLength(1);
    expect(board.units.get('E1')?.status).toBe('available');
  });
story('[X25] what came by the clock is there')
  .given(later(), byClock(3500))
  .when(undo(3, anna))
  .refused('NotUndoable');

const waits = (board: Parameters<typeof queue>[0]) =>
  queue(board).map(item => item.kind === 'incident' && [item.incident.incidentId, item.waits, item.since]);
story('[A16] released before anybody was on scene, it waits again and its clock runs on')
  .given(opened('I1'), assigned('E1', 'I1'), status('E1', 'en route'))
  .when(release('E1', 'I1'))
  .writes('AssignmentEnded')
  .and(board => {
    expect(waits(board)).toEqual([['I1', 'firstUnit', at(2)]]);
    expect(clocksOf(board, 'I1', at(100))).toMatchObject([{ clock: 'dispatch', since: at(2) }]);
  });
story('[A16] its only unit diverted, it waits again')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I1'))
  .when(assign('E1', 'I2', { diverted: true }))
  .writes('AssignmentEnded', 'UnitsAssigned')
  .and(board =>
    expect(waits(board)).toEqual([
      ['I1', 'firstUnit', at(2)],
      ['I2', 'units', at(3)],
    ]),
  );
story('[A16] with another unit on it, it does not wait')
  .given(opened('I1'), assigned(['E1', 'E2'], 'I1'))
  .when(release('E1', 'I1'))
  .writes('AssignmentEnded')
  .and(board => expect(waits(board)).toEqual([['I1', 'units', at(2)]]));
story('[A16] after somebody was on scene, it is to be closed')
  .given(opened('I1'), assigned('E1', 'I1'), status('E1', 'on scene'))
  .when(release('E1', 'I1'))
  .writes('AssignmentEnded')
  .and(board => expect(waits(board)).toEqual([['I1', 'closing', at(2)]]));
