import { expect, test } from 'vitest';
import {
  anna,
  assign,
  assigned,
  at,
  ben,
  chief,
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
  undo,
} from '../../test/story.ts';
import { clocksOf } from '../clocks.ts';

const two = [opened('I1', undefined, 'fire'), opened('I2', undefined, 'fall'), assigned('E1', 'I1')];
const stack = (unitId: string, incidentId: string) => assign(unitId, incidentId, { stacked: true });
const preempt = (unitId: string, incidentId: string, actor = anna) =>
  assign(unitId, incidentId, { preempted: 'moreUrgent' }, actor);
const swap = (unitId: string, otherUnitId: string) => does({ type: 'SwapUnits', unitId, otherUnitId });
const exchange = (outUnitId: string, inUnitId: string, incidentId = 'I1') =>
  does({ type: 'ExchangeUnit', incidentId, outUnitId, inUnitId });
const join = (unitId: string, incidentId: string, actor = crew(unitId)) =>
  does({ type: 'JoinIncident', unitId, incidentId }, actor);

story('[A11] what is stacked waits behind what the unit is on')
  .given(two, status('E1', 'on scene'))
  .when(stack('E1', 'I2'))
  .writes('UnitsAssigned')
  .and((board, [entry]) => {
    expect(board.units.get('E1')).toMatchObject({ status: 'onScene', assignmentIds: ['A2', 'A1'] });
    expect(entry?.data).toMatchObject({ alsoAssigned: true, assignments: [{ unitId: 'E1', stacked: true }] });
  });
story('[A11] the first that was stacked comes first')
  .given(two, opened('I3'), stack('E1', 'I2'), stack('E1', 'I3'))
  .when(status('E1', 'available'))
  .writes('StatusReported', 'AssignmentEnded')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'dispatched', assignmentIds: ['A3', 'A2'] });
  });
story('[A11] a free unit goes at once')
  .given(opened('I1'))
  .when(stack('E1', 'I1'))
  .writes('UnitsAssigned')
  .and((board, [entry]) => {
    expect(board.units.get('E1')?.status).toBe('dispatched');
    expect(entry?.data).toMatchObject({ alsoAssigned: false });
    expect(board.assignments.get('A1')).not.toHaveProperty('stacked');
  });
story('[A11] taken back, the unit does what it did')
  .given(two, stack('E1', 'I2'), status('E1', 'acknowledged'))
  .when(undo(5))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.get('E1')).toMatchObject({ status: 'acknowledged', assignmentIds: ['A1'] });
  });
test('[A11] the clocks of what waits run from when the unit comes to it', () => {
  const telling = new Telling();
  telling.must(does({ type: 'AdoptConfiguration', configuration: smallTown }, machine));
  for (const act of [...two, stack('E1', 'I2')]) telling.must(act);
  expect(clocksOf(telling.board, 'I2', at(900)).filter(one => one.unitId)).toEqual([]);
  telling.must({ ...status('E1', 'available'), at: 1000 });
  expect(clocksOf(telling.board, 'I2', at(1001)).map(({ clock, since }) => [clock, since])).toEqual([
    ['acknowledge', at(1000)],
    ['turnout', at(1000)],
  ]);
});

story('[A12] a unit is taken from the less urgent, and the record it leaves says why and for what')
  .given(opened('I1', undefined, 'fall'), opened('I2', undefined, 'fire'), assigned('E1', 'I1'))
  .when(preempt('E1', 'I2'))
  .writes('AssignmentEnded', 'UnitsAssigned')
  .and((board, [ended]) => {
    expect(ended?.data).toMatchObject({
      incidentId: 'I1',
      outcome: 'preempted',
      reason: 'moreUrgent',
      forIncidentId: 'I2',
    });
    expect(board.units.get('E1')?.assignmentIds).toEqual(['A2']);
  });
story('[A12] not from what is more urgent')
  .given(two)
  .when(preempt('E1', 'I2'))
  .refused('LeavesMoreUrgent', { unitId: 'E1', incidentId: 'I1' });
story('[A12] unless a commander orders it')
  .given(two)
  .when(preempt('E1', 'I2', chief))
  .writes('AssignmentEnded', 'UnitsAssigned');
story('[A12] undone, it is back where it was')
  .given(two, preempt('E1', 'I2', chief))
  .when(undo(5, chief))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.get('E1')?.assignmentIds).toEqual(['A1']);
  });

story('[A13] two units swap what they are on')
  .given(two, assigned('M11', 'I2'))
  .when(swap('E1', 'M11'))
  .writes('AssignmentEnded', 'AssignmentEnded', 'UnitsAssigned', 'UnitsAssigned')
  .and(board => {
    const on = (unitId: string) =>
      board.units.get(unitId)?.assignmentIds.map(id => board.assignments.get(id)?.incidentId);
    expect([on('E1'), on('M11')]).toEqual([['I2'], ['I1']]);
    expect(board.assignments.get('A1')?.outcome).toBe('swapped');
  });
story('[A13] one undo takes the whole swap back')
  .given(two, assigned('M11', 'I2'), swap('E1', 'M11'))
  .when(undo(6))
  .writes('EntryUndone')
  .and(board => {
    expect(board.units.get('E1')?.assignmentIds).toEqual(['A1']);
    expect(board.units.get('M11')?.assignmentIds).toEqual(['A2']);
  });
story('[A13] on the same incident there is nothing to swap')
  .given(two, assigned('M11', 'I1'))
  .when(swap('E1', 'M11'))
  .refused('SameIncident');
story('[A13] who is on nothing has nothing to swap')
  .given(two)
  .when(swap('E1', 'M11'))
  .refused('UnitNotAssigned', { unitId: 'M11' });
story('[A13] a free unit is exchanged for one that is there')
  .given(two)
  .when(exchange('E1', 'E2'))
  .writes('AssignmentEnded', 'UnitsAssigned')
  .and(board => {
    expect(board.assignments.get('A1')?.outcome).toBe('exchanged');
    expect(board.units.get('E1')?.status).toBe('available');
    expect(board.units.get('E2')?.status).toBe('dispatched');
  });
story('[A13] who is not there is not exchanged')
  .given(two)
  .when(exchange('M11', 'E2'))
  .refused('UnitNotAssigned');
story('[A13] nor for one that is busy')
  .given(two, assigned('E2', 'I2'))
  .when(exchange('E1', 'E2'))
  .refused('UnitAlreadyAssigned', { incidentId: 'I2' });

story('[A14] a crew joins, and the entry says that nobody sent it')
  .given(two)
  .when(join('M11', 'I1'))
  .writes('UnitsAssigned')
  .and((board, [entry]) => {
    expect(entry?.data).toMatchObject({ joined: true, displayed: [], alsoAssigned: false });
    expect(board.units.get('M11')?.status).toBe('dispatched');
  });
story('[A14] a dispatcher enters it for a crew that said so')
  .given(two)
  .when(join('M11', 'I1', ben))
  .writes('UnitsAssigned');
story('[A14] not for another unit')
  .given(two)
  .when(join('M11', 'I1', crew('E1')))
  .refused('NotAllowed');
story('[A14] not from what it is on')
  .given(two)
  .when(join('E1', 'I2'))
  .refused('UnitAlreadyAssigned', { incidentId: 'I1' });
story('[A14] not to what is closed')
  .given(two, release('E1', 'I1'), close('I1'))
  .when(join('M11', 'I1'))
  .refused('IncidentClosedAlready');
