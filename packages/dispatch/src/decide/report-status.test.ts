import { expect } from 'vitest';
import {
  anna,
  assign,
  assigned,
  at,
  ben,
  close,
  opened,
  release,
  START,
  status,
  story,
  undo,
} from '../../test/story.ts';

const given = [opened('I1'), { ...assigned('E1', 'I1'), at: 10 }];

story('[S1] steps may be skipped; status and assignment are two things')
  .given(...given)
  .when(status('E1', 'on scene', { at: 60 }))
  .writes('StatusReported')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({
      status: 'onScene',
      statusSince: at(60),
      assignmentIds: ['A1'],
    });
    expect(board.assignments.get('A1')?.times).toEqual({ dispatched: at(10), onScene: at(60) });
  });
story('[S1] the first time at a step stays; going back is a status, not another first time')
  .given(...given, status('E1', 'en route', { at: 20 }), status('E1', 'on scene', { at: 60 }))
  .when(status('E1', 'en route', { at: 90 }))
  .writes('StatusReported')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'enRoute', statusSince: at(90) });
    expect(board.assignments.get('A1')?.times.enRoute).toBe(at(20));
  });

story('[S2] a late report fills a missing time and overrides nothing')
  .given(...given, status('E1', 'on scene', { at: 60, actor: anna }))
  .when(status('E1', 'en route', { at: 90, happenedAt: 25 }))
  .writes('StatusReported')
  .and((board, [entry]) => {
    expect(entry).toMatchObject({ at: at(25), recordedAt: at(90), data: { late: true, happenedAt: at(25) } });
    expect(board.units.get('E1')).toMatchObject({ status: 'onScene', statusSince: at(60) });
    expect(board.assignments.get('A1')?.times).toEqual({
      dispatched: at(10),
      enRoute: at(25),
      onScene: at(60),
    });
  });
story('[S2] a late "available" does not end what went on after it')
  .given(...given, status('E1', 'on scene', { at: 60, actor: anna }))
  .when(status('E1', 'available', { at: 90, happenedAt: 30 }))
  .writes('StatusReported')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'onScene', assignmentIds: ['A1'] });
  });
story('[S2] a late "out of service" releases nothing')
  .given(...given, status('E1', 'on scene', { at: 60, actor: anna }))
  .when(status('E1', 'out of service', { at: 90, happenedAt: 30 }))
  .writes('StatusReported')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'onScene', assignmentIds: ['A1'] });
  });

story('[S3] a time that would run backwards stays in the log alone')
  .given(...given, status('E1', 'on scene', { at: 60 }))
  .when(status('E1', 'en route', { at: 90 }))
  .writes('StatusReported')
  .and(board => {
    expect(board.units.get('E1')?.status).toBe('enRoute');
    expect(board.assignments.get('A1')?.times).toEqual({ dispatched: at(10), onScene: at(60) });
  });

story('[S4] available completes the assignment')
  .given(...given, status('E1', 'on scene', { at: 60 }))
  .when(status('E1', 'available', { at: 90 }))
  .writes('StatusReported', 'AssignmentEnded')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({
      status: 'available',
      statusSince: at(90),
      assignmentIds: [],
    });
    expect(board.assignments.get('A1')).toMatchObject({ outcome: 'completed', endedAt: at(90) });
  });

story('[S5] a breakdown on the way releases the unit')
  .given(...given, opened('I2'), assign('E1', 'I2', { alsoAssigned: true }), status('E1', 'en route'))
  .when(status('E1', 'out of service'))
  .writes('StatusReported', 'AssignmentEnded', 'AssignmentEnded')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'outOfService', assignmentIds: [] });
    expect(board.assignments.get('A1')?.outcome).toBe('released');
    expect(board.assignments.get('A2')?.outcome).toBe('released');
  });
story('[S5] and it comes back to service')
  .given(status('E1', 'out of service'))
  .when(status('E1', 'available'))
  .writes('StatusReported')
  .and(board => {
    expect(board.units.get('E1')?.status).toBe('available');
  });

story('[S6] a unit that has no assignment is not on scene')
  .given(opened('I1'))
  .when(status('E1', 'on scene'))
  .refused('UnitNotAssigned', { unitId: 'E1' });
story('[S6] nor at an incident it was not sent to')
  .given(...given, opened('I2'))
  .when(status('E1', 'on scene', { incidentId: 'I2' }))
  .refused('UnitNotAssigned', { incidentId: 'I2' });
story('[S6] dispatched is given, never reported')
  .given(...given)
  .when(status('E1', 'dispatched'))
  .refused('StatusNotPossible', { from: 'dispatched', to: 'dispatched' });
story('[S6] an assignment taken back takes no reports')
  .given(opened('I1'), { ...assigned('E1', 'I1'), at: 10 }, { ...undo(3), at: 20 })
  .when(status('E1', 'on scene', { at: 30, happenedAt: 15, incidentId: 'I1' }))
  .refused('UnitNotAssigned');
story('[S6] a unit that nobody knows has no status').when(status('X1', 'available')).refused('UnitUnknown');

story('[S7] the same report twice is one entry')
  .given(...given, status('E1', 'on scene', { at: 60 }))
  .when(status('E1', 'on scene', { at: 61 }))
  .nothing();
story('[S7] a late one too')
  .given(
    ...given,
    status('E1', 'on scene', { at: 60, actor: anna }),
    status('E1', 'en route', { at: 90, happenedAt: 25 }),
  )
  .when(status('E1', 'en route', { at: 95, happenedAt: 25 }))
  .nothing();
story('[S7] available when available writes nothing').when(status('E1', 'available')).nothing();
story('[S7] completing again by the same time writes nothing')
  .given(...given, status('E1', 'available', { at: 60, incidentId: 'I1', happenedAt: 60 }))
  .when(status('E1', 'available', { at: 70, incidentId: 'I1', happenedAt: 60 }))
  .nothing();

story('[S8] a step from before the assignment comes from a slow clock')
  .given(...given)
  .when(status('E1', 'acknowledged', { at: 14, happenedAt: 4 }))
  .writes('StatusReported')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'acknowledged', statusSince: at(10) });
  });

story('[S9] a late report reaches the assignment that has ended')
  .given(...given, { ...release('E1', 'I1'), at: 50 }, opened('I2'), { ...assigned('E1', 'I2'), at: 60 })
  .when(status('E1', 'en route', { at: 90, happenedAt: 20, incidentId: 'I1' }))
  .writes('StatusReported')
  .and(board => {
    expect(board.assignments.get('A1')?.times.enRoute).toBe(at(20));
    expect(board.units.get('E1')).toMatchObject({ status: 'dispatched', assignmentIds: ['A2'] });
  });
story('[S9] by its time alone, where it names no incident')
  .given(...given, { ...release('E1', 'I1'), at: 50 }, opened('I2'), { ...assigned('E1', 'I2'), at: 60 })
  .when(status('E1', 'en route', { at: 90, happenedAt: 20 }))
  .writes('StatusReported')
  .and((board, [entry]) => {
    expect(entry?.data).toMatchObject({ assignmentId: 'A1', incidentId: 'I1', late: true });
    expect(board.units.get('E1')?.status).toBe('dispatched');
  });
story('[S9] but nothing is on scene after it was released')
  .given(...given, { ...release('E1', 'I1'), at: 50 })
  .when(status('E1', 'on scene', { at: 90, happenedAt: 70, incidentId: 'I1' }))
  .refused('UnitNotAssigned', { unitId: 'E1', incidentId: 'I1' });
story('[S9] even when the incident has closed')
  .given(...given, { ...release('E1', 'I1'), at: 50 }, close('I1'))
  .when(status('E1', 'on scene', { at: 90, happenedAt: 40, incidentId: 'I1' }))
  .writes('StatusReported')
  .and(board => {
    expect(board.incidents.get('I1')?.state).toBe('closed');
    expect(board.assignments.get('A1')?.times.onScene).toBe(at(40));
  });

story('[B4] a reported time too far ahead is refused')
  .given(...given)
  .when(status('E1', 'on scene', { at: 60, happenedAt: 600 }))
  .refused('TimeImplausible', { at: at(600) });
story('[B4] a little ahead it counts as now')
  .given(...given)
  .when(status('E1', 'on scene', { at: 60, happenedAt: 90 }))
  .writes('StatusReported')
  .and(board => {
    expect(board.units.get('E1')?.statusSince).toBe(at(60));
  });
story('[B4] a week old it is refused')
  .given(...given)
  .when(status('E1', 'on scene', { at: 8 * 86_400, happenedAt: 60 }))
  .refused('TimeImplausible', { at: START + 60_000 });
story('[B4] a server whose clock runs behind writes no earlier time')
  .given(...given)
  .when(status('E1', 'en route', { at: 5, actor: ben }))
  .writes('StatusReported')
  .and((board, [entry]) => {
    expect(entry?.at).toBe(at(10));
    expect(board.assignments.get('A1')?.times.enRoute).toBe(at(10));
  });
