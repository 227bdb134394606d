import { expect } from 'vitest';
import { type Act, assigned, at, close, opened, status, story } from '../../test/story.ts';

const onPaper = (act: Act, second: number, card = 'K7'): Act => ({
  ...act,
  at: 300,
  onPaper: { happenedAt: at(second), card },
});

story('[D1] what was done on paper carries its card and its own time')
  .given(opened('I1'))
  .when(onPaper(assigned('E1', 'I1'), 100))
  .writes('UnitsAssigned')
  .and((board, [entry]) => {
    expect(entry).toMatchObject({ at: at(100), recordedAt: at(300), onPaper: { card: 'K7' } });
    expect(board.assignments.get('A1')?.times.dispatched).toBe(at(100));
  });
story('[D1] the statuses of the card follow it')
  .given(opened('I1'), onPaper(assigned('E1', 'I1'), 100))
  .when(onPaper(status('E1', 'on scene'), 160))
  .writes('StatusReported')
  .and((board, [entry]) => {
    expect(entry?.data).toMatchObject({ late: false });
    expect(board.units.get('E1')).toMatchObject({ status: 'onScene', statusSince: at(160) });
  });
story('[D1] it obeys the same rules on the present board')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I2'))
  .when(onPaper(assigned('E1', 'I1'), 3))
  .refused('UnitAlreadyAssigned', { incidentId: 'I2' });
story('[D1] a time that lies ahead is no time of a card')
  .given(opened('I1'))
  .when(onPaper(assigned('E1', 'I1'), 1000))
  .refused('TimeImplausible', { at: at(1000) });

story('[D2] no unit is sent before its incident was opened')
  .given({ ...opened('I1'), at: 50 })
  .when(onPaper(assigned('E1', 'I1'), 40))
  .refused('TimeImplausible', { at: at(40) });
story('[D2] no incident is closed before its units had ended')
  .given(opened('I1'), assigned('E1', 'I1'), status('E1', 'available', { at: 90 }))
  .when(onPaper(close('I1'), 80))
  .refused('TimeImplausible', { at: at(80) });
story('[D2] nor before it was opened')
  .given({ ...opened('I1'), at: 50 })
  .when(onPaper(close('I1'), 40))
  .refused('TimeImplausible', { at: at(40) });
