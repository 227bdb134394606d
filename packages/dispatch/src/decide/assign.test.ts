import { expect } from 'vitest';
import {
  anna,
  assign,
  assigned,
  at,
  ben,
  does,
  opened,
  release,
  status,
  story,
  taker,
} from '../../test/story.ts';
import type { Evidence } from '../evidence.ts';
import { explain } from '../explain.ts';

const evidence = {
  at: at(2),
  candidates: [
    {
      unitId: 'M11',
      status: 'available',
      travelTimeMs: 60_000,
      recommended: false,
      reasons: [{ code: 'positionDoubtful', doubt: 'late' }],
    },
    {
      unitId: 'M12',
      status: 'available',
      travelTimeMs: 90_000,
      recommended: true,
      reasons: [{ code: 'fills', capability: 'als' }],
    },
  ],
  needs: [],
  missing: [],
  graphHash: 'g',
  closuresVersion: 3,
  speedsVersion: 4,
  configurationVersion: 1,
} as unknown as Evidence;
const eta = (ms: number) => ({ ms, lowMs: ms - 9000, highMs: ms + 60_000, basis: 'calibrated' });
const withEtas = {
  ...evidence,
  candidates: evidence.candidates.map((one, i) => ({ ...one, eta: eta(i === 0 ? 140_000 : 95_000) })),
  calibrationHash: 'c',
} as unknown as Evidence;

story('[A1] units go to an open incident')
  .given(opened('I1'))
  .when(assign(['E1', 'M11'], 'I1'))
  .writes('UnitsAssigned')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({
      status: 'dispatched',
      statusSince: at(3),
      assignmentIds: ['A1'],
    });
    expect(board.assignments.get('A2')).toMatchObject({
      unitId: 'M11',
      by: anna,
      times: { dispatched: at(3) },
    });
    expect(board.incidents.get('I1')?.assignmentIds).toEqual(['A1', 'A2']);
  });
story('[A1] without any place nobody is sent')
  .given(does({ type: 'OpenIncident' }, taker))
  .when(assign('E1', 'I1'))
  .refused('IncidentWithoutPlace', { incidentId: 'I1' });
story('[A1] to an incident that is not there nobody is sent')
  .when(assign('E1', 'I1'))
  .refused('IncidentUnknown');
story('[A1] naming nobody, or somebody twice, sends each once')
  .given(opened('I1'))
  .when(assign(['E1', 'E1'], 'I1'))
  .writes('UnitsAssigned')
  .and(board => {
    expect(board.incidents.get('I1')?.assignmentIds).toEqual(['A1']);
  });
story('[A1] a command for nobody writes nothing').given(opened('I1')).when(assign([], 'I1')).nothing();

story('[A2] all units of a command go, or none')
  .given(opened('I1'), opened('I2'), assigned('M12', 'I1'))
  .when(assign(['E1', 'M12', 'E2'], 'I2'))
  .refused('UnitAlreadyAssigned', { unitId: 'M12' });

story('[A3] a unit on scene is not silently given to a second incident')
  .given(opened('I1'), opened('I2'), assigned('M12', 'I1'), status('M12', 'on scene'))
  .when(assign('M12', 'I2', {}, ben))
  .refused('UnitAlreadyAssigned', {
    unitId: 'M12',
    incidentId: 'I1',
    by: anna,
    at: at(4),
    place: 'Market square',
  });
story('[A3] nor a second time to its own incident')
  .given(opened('I1'), assigned('M12', 'I1'))
  .when(assign('M12', 'I1', { alsoAssigned: true }))
  .refused('UnitAlreadyAssigned', { incidentId: 'I1' });

story('[A4] on purpose it is, and the entry says so')
  .given(opened('I1'), opened('I2'), assigned('M12', 'I1'))
  .when(assign('M12', 'I2', { alsoAssigned: true }))
  .writes('UnitsAssigned')
  .and((board, [entry]) => {
    expect(entry?.data).toMatchObject({ alsoAssigned: true });
    expect(board.units.get('M12')?.assignmentIds).toEqual(['A1', 'A2']);
  });

story('[A5] of two dispatchers who send the same unit at once one wins, the other is told who, what and when')
  .given(opened('I1'), opened('I2'), assign('M12', 'I1', { displayed: ['M12'] }, anna))
  .when({ ...assign('M12', 'I2', { displayed: ['M12'] }, ben), at: 4 })
  .refused('UnitAlreadyAssigned', { unitId: 'M12', incidentId: 'I1', by: anna, at: at(4) });

story('[A6] a unit must come from the list on the screen')
  .given(opened('I1'))
  .when(assign(['M11', 'E1'], 'I1', { displayed: ['M11', 'M12'] }))
  .refused('NotDisplayed', { unitIds: ['E1'] });
story('[A6] unless it was typed by hand')
  .given(opened('I1'))
  .when(assign('E1', 'I1', { displayed: [] }))
  .writes('UnitsAssigned');

story('[A7] a unit out of service is not sent')
  .given(opened('I1'), status('E1', 'out of service'))
  .when(assign('E1', 'I1', { alsoAssigned: true }))
  .refused('UnitOutOfService', { unitId: 'E1' });
story('[A7] nor one that nobody knows')
  .given(opened('I1'))
  .when(assign('X1', 'I1'))
  .refused('UnitUnknown', { unitId: 'X1' });

story('[A8] a diverted unit leaves its other assignments in the same command')
  .given(opened('I1'), opened('I2'), assigned(['M12', 'E1'], 'I1'), status('M12', 'en route'))
  .when(assign('M12', 'I2', { diverted: true }))
  .writes('AssignmentEnded', 'UnitsAssigned')
  .and(board => {
    expect(board.assignments.get('A1')).toMatchObject({ outcome: 'diverted', endedAt: at(6) });
    expect(board.units.get('M12')).toMatchObject({ status: 'dispatched', assignmentIds: ['A3'] });
    expect(board.units.get('E1')?.assignmentIds).toEqual(['A2']);
  });
story('[A8] one that was free is simply sent')
  .given(opened('I1'))
  .when(assign('M12', 'I1', { diverted: true }))
  .writes('UnitsAssigned');

story('[A9] a unit with two assignments returns to the one before, at the step it had reached there')
  .given(
    opened('I1'),
    opened('I2'),
    assigned('E1', 'I1'),
    status('E1', 'on scene'),
    assign('E1', 'I2', { alsoAssigned: true }),
    status('E1', 'en route'),
  )
  .when(status('E1', 'available'))
  .writes('StatusReported', 'AssignmentEnded')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({
      status: 'onScene',
      statusSince: at(8),
      assignmentIds: ['A1'],
    });
    expect(board.assignments.get('A2')).toMatchObject({ outcome: 'completed' });
  });
story('[A9] what its crew reports on becomes current')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I1'), assign('E1', 'I2', { alsoAssigned: true }))
  .when(status('E1', 'on scene', { incidentId: 'I1' }))
  .writes('StatusReported')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'onScene', assignmentIds: ['A2', 'A1'] });
    expect(board.assignments.get('A1')?.times.onScene).toBe(at(6));
  });
story('[A9] the end of an assignment that is not current leaves the status alone')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I1'), assign('E1', 'I2', { alsoAssigned: true }))
  .when(status('E1', 'available', { incidentId: 'I1' }))
  .writes('AssignmentEnded')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'dispatched', assignmentIds: ['A2'] });
  });

story('[A9] even where its crew has gone back a step on the current one')
  .given(
    opened('I1'),
    opened('I2'),
    assigned('E1', 'I1'),
    assign('E1', 'I2', { alsoAssigned: true }),
    status('E1', 'on scene'),
    status('E1', 'en route'),
  )
  .when(release('E1', 'I1'))
  .writes('AssignmentEnded')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({
      status: 'enRoute',
      statusSince: at(7),
      assignmentIds: ['A2'],
    });
  });

story('[A10] a released unit is available')
  .given(opened('I1'), assigned('E1', 'I1'), status('E1', 'en route'))
  .when(release('E1', 'I1'))
  .writes('AssignmentEnded')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({
      status: 'available',
      statusSince: at(5),
      assignmentIds: [],
    });
    expect(board.assignments.get('A1')).toMatchObject({ outcome: 'released', endedAt: at(5) });
  });
story('[A10] or back on its other assignment')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I1'), assign('E1', 'I2', { alsoAssigned: true }))
  .when(release('E1', 'I2'))
  .writes('AssignmentEnded')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'dispatched', assignmentIds: ['A1'] });
  });
story('[A10] one that is not there cannot be released')
  .given(opened('I1'), opened('I2'), assigned('E1', 'I2'))
  .when(release('E1', 'I1'))
  .refused('UnitNotAssigned', { unitId: 'E1', incidentId: 'I1' });

story('[E1] the entry keeps the evidence as displayed, and answers why')
  .given(opened('I1'))
  .when(assign('M12', 'I1', { displayed: ['M12', 'M11'], evidence }))
  .writes('UnitsAssigned')
  .and((_, [entry]) => {
    expect(entry?.data).toMatchObject({ displayed: ['M12', 'M11'], evidence });
    expect(explain(entry!, 'M12')).toMatchObject({
      assignmentId: 'A1',
      by: anna,
      chosenFrom: 'displayed',
      rank: 1,
      candidate: { travelTimeMs: 90_000 },
      nearer: [{ unitId: 'M11', reasons: [{ code: 'positionDoubtful' }] }],
      versions: { graphHash: 'g', closuresVersion: 3, speedsVersion: 4, configurationVersion: 1 },
    });
    expect(explain(entry!, 'E1')).toBeUndefined();
  });
story('[R8] what would have been nearer goes by the ETA, where the entry has one')
  .given(opened('I1'))
  .when(assign('M12', 'I1', { displayed: ['M12', 'M11'], evidence: withEtas }))
  .writes('UnitsAssigned')
  .and((_, [entry]) => {
    expect(explain(entry!, 'M12')).toMatchObject({
      candidate: { travelTimeMs: 90_000, eta: { ms: 95_000 } },
      nearer: [],
      versions: { calibrationHash: 'c' },
    });
  });
story('[E1] of a unit typed by hand it says so')
  .given(opened('I1'))
  .when(assign('E1', 'I1'))
  .writes('UnitsAssigned')
  .and((_, [entry]) => {
    expect(explain(entry!, 'E1')).toMatchObject({ chosenFrom: 'typed', nearer: [] });
  });
