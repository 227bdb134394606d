import { expect, test } from 'vitest';
import {
  type Act,
  answered,
  assigned,
  at,
  bridge,
  close,
  crew,
  does,
  machine,
  opened,
  smallTown,
  square,
  status,
  story,
  Telling,
  undo,
} from '../../test/story.ts';
import type { Board } from '../board.ts';
import { clocksOf } from '../clocks.ts';
import { leadOf } from '../merge.ts';
import { queue } from '../queue.ts';
import { boardToJson } from '../snapshot.ts';
import { isStaged } from '../staging.ts';
import { timeline } from '../timeline.ts';

const link = (incidentId = 'I1', otherId = 'I2') => does({ type: 'LinkIncidents', incidentId, otherId });
const unlink = (incidentId = 'I1', otherId = 'I2') => does({ type: 'UnlinkIncidents', incidentId, otherId });
const merge = (incidentId = 'I2', intoId = 'I1') => does({ type: 'MergeIncidents', incidentId, intoId });
const split = (incidentId = 'I2', ...unitIds: string[]) =>
  does({ type: 'SplitIncident', incidentId, ...(unitIds.length === 0 ? {} : { unitIds }) });
const two = [
  answered(),
  opened('I1', 'C1', 'fall'),
  answered(),
  opened('I2', 'C2', 'fire'),
  assigned('M11', 'I1'),
  assigned(['E1', 'E2'], 'I2'),
];

/** All that a split must bring back: who is where, with what, in which order. */
function standing(board: Board): object {
  const { incidents, calls, assignments, units } = boardToJson(board);
  const still = (one: object) => ({ ...one, changedSeq: 0 });
  return { incidents: incidents.map(still), calls, assignments, units: units.map(still) };
}

story('[X31] two incidents are linked and both remain, each with the other')
  .given(two)
  .when(link())
  .writes('IncidentLinked', 'IncidentLinked')
  .and((board, _, telling) => {
    expect([board.incidents.get('I1')?.linked, board.incidents.get('I2')?.linked]).toEqual([['I2'], ['I1']]);
    expect(queue(board)).toHaveLength(2);
    expect(timeline(telling.log, 'I2').at(-1)).toMatchObject({
      type: 'IncidentLinked',
      values: { other: 'I1' },
    });
  });
story('[X31] linked the other way round they are linked already')
  .given(two, link())
  .when(link('I2', 'I1'))
  .nothing();
story('[X31] the link is taken away')
  .given(two, link())
  .when(unlink('I2', 'I1'))
  .writes('IncidentUnlinked', 'IncidentUnlinked')
  .and(board => expect(board.incidents.get('I1')).not.toHaveProperty('linked'));
story('[X31] none is linked with itself').given(two).when(link('I1', 'I1')).refused('SameIncident');
story('[X31] a link is undone')
  .given(two, link())
  .when(undo(10))
  .writes('EntryUndone')
  .and(board => expect(board.incidents.get('I2')).not.toHaveProperty('linked'));

story('[X32] calls and units go over with what they have reached')
  .given(two, status('E1', 'en route'))
  .when(merge())
  .writes('IncidentMerged', 'IncidentTookIn')
  .and(board => {
    const [lead, part] = [board.incidents.get('I1'), board.incidents.get('I2')];
    expect(lead).toMatchObject({ callIds: ['C1', 'C2'], assignmentIds: ['A1', 'A2', 'A3'] });
    expect(part).toMatchObject({ state: 'merged', merged: { into: 'I1' }, callIds: [], assignmentIds: [] });
    expect(board.assignments.get('A2')).toMatchObject({
      incidentId: 'I1',
      times: { enRoute: expect.any(Number) },
    });
    expect(board.units.get('E1')?.status).toBe('enRoute');
    expect(queue(board).map(item => item.kind === 'incident' && item.incident.incidentId)).toEqual(['I1']);
  });
story('[X32] the more urgent priority counts for both, and the higher alarm')
  .given(two, does({ type: 'RaiseAlarm', incidentId: 'I2', alarm: 2 }))
  .when(merge())
  .writes('IncidentMerged', 'IncidentTookIn')
  .and(board => expect(board.incidents.get('I1')).toMatchObject({ priority: 1, alarm: 2 }));
story('[X32] who waited longer says since when both wait')
  .given(opened('I1'), opened('I2'))
  .when(merge('I1', 'I2'))
  .writes('IncidentMerged', 'IncidentTookIn')
  .and(board => {
    expect(queue(board)).toMatchObject([{ waits: 'firstUnit', since: at(2) }]);
    expect(clocksOf(board, 'I2', at(9))).toMatchObject([{ clock: 'dispatch', since: at(2) }]);
  });
story('[X32] none becomes part of itself').given(two).when(merge('I1', 'I1')).refused('SameIncident');
story('[X32] nor of what is part of it').given(two, merge()).when(merge('I1', 'I2')).refused('SameIncident');
story('[X32] into one that is for later, it is for now')
  .given(does({ type: 'OpenIncident', place: square, schedule: { needAt: at(9000) } }), opened('I2'))
  .when(merge())
  .writes('ScheduledReleased', 'IncidentMerged', 'IncidentTookIn');

story('[X33] who is sent to the part is sent to the lead')
  .given(two, merge())
  .when(assigned('M12', 'I2'))
  .writes('UnitsAssigned')
  .and(board => expect(board.assignments.get('A4')?.incidentId).toBe('I1'));
story('[X33] a phone that still names the part reports on the lead')
  .given(two, merge())
  .when(status('E1', 'on scene', { incidentId: 'I2' }))
  .writes('StatusReported')
  .and((_, [entry]) => expect(entry?.data).toMatchObject({ incidentId: 'I1', assignmentId: 'A2' }));
story('[X33] the part is not closed by itself')
  .given(two, merge())
  .when(close('I2'))
  .refused('IncidentMergedAlready', { incidentId: 'I2', into: 'I1' });
story('[X33] nor reopened')
  .given(two, merge())
  .when(does({ type: 'ReopenIncident', incidentId: 'I2' }))
  .refused('IncidentMergedAlready');
story('[X33] nor merged again')
  .given(two, opened('I3'), merge())
  .when(merge('I2', 'I3'))
  .refused('IncidentMergedAlready');
story('[X33] what becomes part of a part becomes part of the lead')
  .given(two, opened('I3'), merge())
  .when(merge('I3', 'I2'))
  .writes('IncidentMerged', 'IncidentTookIn')
  .and(board => expect(['I1', 'I2', 'I3'].map(id => leadOf(board, id))).toEqual(['I1', 'I1', 'I1']));

const onBoth = [two, assigned('E1', 'I1', { alsoAssigned: true })].flat();
story('[X34] a unit that was on both goes on with the one it was on')
  .given(onBoth, status('E1', 'on scene', { incidentId: 'I2' }))
  .when(merge())
  .writes('IncidentMerged', 'IncidentTookIn')
  .and((board, [entry]) => {
    expect(entry?.data).toMatchObject({ doubles: [{ unitId: 'E1', assignmentId: 'A4', beside: 'A2' }] });
    expect(board.units.get('E1')).toMatchObject({ assignmentIds: ['A2'], status: 'onScene' });
    expect(board.assignments.get('A4')).toMatchObject({ outcome: 'merged', incidentId: 'I1' });
  });

/** Splitting brings back exactly what merging took. */
function exactly(title: string, before: readonly Act[]): void {
  test(title, () => {
    const telling = new Telling();
    telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
    for (const act of before) telling.must(act);
    const was = JSON.stringify(standing(telling.board));
    telling.must(merge());
    expect(JSON.stringify(standing(telling.board))).not.toBe(was);
    telling.must(split());
    expect(standing(telling.board)).toEqual(JSON.parse(was));
    telling.checkFold();
  });
}
exactly('[X35] split with nothing between, all is as it was', two);
exactly('[X35] with a unit on both', onBoth);
exactly('[X35] with a unit on both and on a third', [
  ...two,
  opened('I3'),
  assigned('E1', 'I3', { alsoAssigned: true }),
  assigned('E1', 'I1', { alsoAssigned: true }),
]);
exactly('[X35] with an alarm and ended assignments', [
  ...two,
  does({ type: 'RaiseAlarm', incidentId: 'I2', alarm: 3 }),
  status('E2', 'available'),
]);

story('[X35] what has become of it meanwhile comes back too; who was sent afterwards stays')
  .given(two, merge(), status('E1', 'on scene'), status('E2', 'available'), assigned('M12', 'I1'))
  .when(split())
  .writes('IncidentSplit', 'IncidentLetGo')
  .and(board => {
    expect(board.incidents.get('I2')).toMatchObject({
      state: 'open',
      assignmentIds: ['A2', 'A3'],
      callIds: ['C2'],
    });
    expect(board.incidents.get('I1')).toMatchObject({ priority: 3, assignmentIds: ['A1', 'A4'] });
    expect(board.assignments.get('A2')?.times.onScene).toBeDefined();
    expect(board.units.get('E1')?.status).toBe('onScene');
  });
story('[X35] who was sent afterwards goes along when named')
  .given(two, merge(), assigned('M12', 'I1'))
  .when(split('I2', 'M12'))
  .writes('IncidentSplit', 'IncidentLetGo')
  .and(board => expect(board.assignments.get('A4')?.incidentId).toBe('I2'));
story('[X35] who is on both again is named in the entry')
  .given(onBoth, merge())
  .when(split())
  .writes('IncidentSplit', 'IncidentLetGo')
  .and((board, [entry]) => {
    expect(entry?.data).toMatchObject({ alsoAssigned: ['E1'] });
    expect(board.units.get('E1')?.assignmentIds).toEqual(['A2', 'A4']);
  });
story('[X35] a unit that was on both and has been released is on neither')
  .given(onBoth, merge(), does({ type: 'ReleaseUnit', unitId: 'E1', incidentId: 'I1' }))
  .when(split())
  .writes('IncidentSplit', 'IncidentLetGo')
  .and(board => expect(board.units.get('E1')).toMatchObject({ status: 'available', assignmentIds: [] }));
story('[X35] a priority that was changed meanwhile stays')
  .given(two, merge(), does({ type: 'AmendIncident', incidentId: 'I1', priority: 2 }))
  .when(split())
  .writes('IncidentSplit', 'IncidentLetGo')
  .and(board => expect(board.incidents.get('I1')?.priority).toBe(2));
story('[X35] what is part of nothing is not split').given(two).when(split()).refused('NotMerged');
story('[X35] not from a closed lead')
  .given(opened('I1'), opened('I2'), merge(), close('I1'))
  .when(split())
  .refused('IncidentClosedAlready');

story('[X36] merging is undone')
  .given(two, merge())
  .when(undo(10))
  .writes('EntryUndone')
  .and(board => {
    expect(board.incidents.get('I2')).toMatchObject({
      state: 'open',
      assignmentIds: ['A2', 'A3'],
      callIds: ['C2'],
    });
    expect(board.incidents.get('I1')).toMatchObject({ priority: 3, assignmentIds: ['A1'] });
    expect(board.incidents.get('I1')).not.toHaveProperty('takenIn');
  });
story('[X36] splitting is undone')
  .given(onBoth, merge(), split())
  .when(undo(13))
  .writes('EntryUndone')
  .and(board => {
    expect(board.incidents.get('I2')).toMatchObject({ state: 'merged', assignmentIds: [] });
    expect(board.incidents.get('I1')?.takenIn).toHaveLength(1);
    expect(board.units.get('E1')?.assignmentIds).toHaveLength(1);
  });
story('[X36] once somebody who went over has moved on, it is split and not undone')
  .given(two, merge(), status('E1', 'on scene'))
  .when(undo(10))
  .refused('NotUndoable');

story('[X37] both stories are told together while one is part of the other')
  .given(two, merge())
  .when(assigned('M12', 'I1'))
  .writes('UnitsAssigned')
  .and((_, __, telling) => {
    const lines = timeline(telling.log, 'I1');
    expect(lines.filter(line => line.of === 'I2').map(line => line.type)).toEqual([
      'IncidentOpened',
      'UnitsAssigned',
      'IncidentMerged',
    ]);
    expect(timeline(telling.log, 'I2').map(line => line.type)).toContain('IncidentMerged');
  });
story('[X37] split again, each tells its own')
  .given(two, merge())
  .when(split())
  .writes('IncidentSplit', 'IncidentLetGo')
  .and((_, __, telling) => {
    expect(timeline(telling.log, 'I1').filter(line => line.of !== undefined)).toEqual([]);
    expect(timeline(telling.log, 'I1').map(line => line.type)).toContain('IncidentLetGo');
  });

const stage = (incidentId: string) => does({ type: 'SetStaging', incidentId, reason: 'violence' });
for (const [staged, title] of [
  ['I1', 'the lead'],
  ['I2', 'the part'],
] as const)
  story(`[X38] where ${title} is staged, whoever is on either waits`)
    .given(two, stage(staged))
    .when(merge())
    .writes('IncidentMerged', 'IncidentTookIn', 'StagingSet')
    .and(board => {
      expect(['A1', 'A2', 'A3'].map(id => isStaged(board.assignments.get(id)!))).toEqual([true, true, true]);
      expect(board.incidents.get('I1')?.staging).toMatchObject({ reason: 'violence' });
    });
const cordon = does({
  type: 'SetCordon',
  incidentId: 'I2',
  area: { kind: 'circle', centre: bridge.at, radiusM: 100 },
  points: [{ node: 'n1', at: bridge.at, streets: [], closed: [] }],
  waysOut: [{ node: 'n1', at: bridge.at, streets: [], isLetThrough: false, lines: [] }],
  noWayOut: [],
  reason: 'gas',
  expiresAt: at(5000),
});
story('[X38] a part with a standing cordon is not merged')
  .given(two, cordon)
  .when(merge())
  .refused('CordonStandsAlready');
story('[X38] it leads').given(two, cordon).when(merge('I1', 'I2')).writes('IncidentMerged', 'IncidentTookIn');
test('[X33] crews write to the lead by the number of the part', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of [...two, merge()]) telling.must(act);
  const note = { type: 'AddNote', incidentId: 'I2', note: { sealedId: 's1', digest: 'aa' } } as const;
  expect(telling.must(does(note, crew('E1')))[0]?.data).toMatchObject({ incidentId: 'I1' });
});
