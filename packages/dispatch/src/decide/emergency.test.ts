import { expect } from 'vitest';
import { anna, assigned, at, chief, crew, does, opened, sits, story, taker } from '../../test/story.ts';

const press = (unitId = 'E1', more: object = {}) =>
  does({ type: 'RaiseEmergency', unitId, ...more }, crew(unitId));
const safe = does({ type: 'ClaimSafe', unitId: 'E1' }, crew('E1'));
const end = (actor = anna) => does({ type: 'EndEmergency', unitId: 'E1' }, actor);
const fix = { at: [8.6, 49.4], fixAt: at(1) } as const;

story('[M1] a crew’s button raises the alarm in the same command')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(press('E1', { fix }))
  .writes('EmergencyRaised', 'FloorAlarmRaised')
  .and((board, [raised]) => {
    expect(raised).toMatchObject({ data: { via: 'button', incidentId: 'I1', fix } });
    expect(board.emergencies.get('E1')).toMatchObject({ incidentId: 'I1', via: 'button', fix });
    expect(board.alarms.get('emergency:E1')).toMatchObject({
      room: true,
      severity: 'emergency',
      deskId: 'D1',
    });
  });
story('[M1] it carries the button’s own time, however late it comes')
  .given(opened('I1'))
  .when({ ...press('E1', { happenedAt: at(100) }), at: 500 })
  .writes('EmergencyRaised', 'FloorAlarmRaised')
  .and((board, [raised, alarm]) => {
    expect([raised!.at, alarm!.at]).toEqual([at(100), at(500)]);
    expect(board.emergencies.get('E1')).toMatchObject({ since: at(100), toldAt: at(500) });
  });
story('[M1] any person on the floor raises it for a crew that called by voice')
  .given()
  .when(does({ type: 'RaiseEmergency', unitId: 'E1' }, taker))
  .writes('EmergencyRaised', 'FloorAlarmRaised')
  .and(board => expect(board.emergencies.get('E1')?.via).toBe('voice'));
story('[M1] the same call twice is one').given(press()).when(press()).nothing();
story('[M1] a crew presses for itself alone')
  .given()
  .when(does({ type: 'RaiseEmergency', unitId: 'E2' }, crew('E1')))
  .refused('NotAllowed');
story('[M2] that it is safe is a claim, and ends nothing')
  .given(press())
  .when(safe)
  .writes('SafeClaimed')
  .and(board => {
    expect(board.emergencies.get('E1')?.safeAt).toBe(at(3));
    expect(board.alarms.has('emergency:E1')).toBe(true);
  });
story('[M2] a crew cannot end its emergency')
  .given(press())
  .when(end(crew('E1')))
  .refused('NotAllowed');
story('[M2] pressing again takes the claim back')
  .given(press(), safe)
  .when(press())
  .writes('EmergencyRaised')
  .and(board => expect(board.emergencies.get('E1')).toMatchObject({ since: at(2) }))
  .and(board => expect(board.emergencies.get('E1')).not.toHaveProperty('safeAt'));
story('[M2] without an emergency nobody is safe').given().when(safe).refused('NoEmergency');
story('[M3] a dispatcher ends it')
  .given(press(), sits('D2'))
  .when(end())
  .writes('EmergencyEnded', 'FloorAlarmCleared')
  .and(board => expect([board.emergencies.size, board.alarms.size]).toEqual([0, 0]));
story('[M3] a commander ends it')
  .given(press())
  .when(end(chief))
  .writes('EmergencyEnded', 'FloorAlarmCleared');
story('[M3] a call taker does not').given(press()).when(end(taker)).refused('NotAllowed');
story('[M4] what was pressed before the newest one ended was about that one')
  .given(does({ type: 'RaiseEmergency', unitId: 'E1' }), end())
  .when({ ...press('E1', { happenedAt: at(2) }), at: 60 })
  .writes('EmergencyRaised')
  .and((board, [raised]) => {
    expect(raised).toMatchObject({ at: at(2), data: { late: true } });
    expect(board.emergencies.size).toBe(0);
  });
story('[M4] what was pressed after it alarms')
  .given(does({ type: 'RaiseEmergency', unitId: 'E1' }), end())
  .when({ ...press('E1', { happenedAt: at(30) }), at: 60 })
  .writes('EmergencyRaised', 'FloorAlarmRaised');
