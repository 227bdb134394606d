import { expect, test } from 'vitest';
import {
  anna,
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
  taker,
  undo,
} from '../../test/story.ts';
import { stagedWentIn } from '../alarms/kinds/staged-went-in.ts';
import { clocksOf } from '../clocks.ts';
import type { Entry } from '../entry.ts';
import { foldBoard } from '../fold.ts';
import { destinationOf, isStaged, proposedStaging, wantsHearing } from '../staging.ts';
import { timeline } from '../timeline.ts';

const depot = { at: bridge.at, label: 'Depot' } as const;
const stage = (more: object = {}, actor = anna) =>
  does({ type: 'SetStaging', incidentId: 'I1', reason: 'violence', ...more }, actor);
const safe = (more: object = {}, actor = anna) =>
  does({ type: 'TellSafe', incidentId: 'I1', ...more }, actor);
const heard = (unitId: string) => does({ type: 'AcknowledgeSafe', unitId, incidentId: 'I1' }, crew(unitId));
const staged = (unitId: string) => does({ type: 'ReportStaged', unitId, incidentId: 'I1' }, crew(unitId));
const sent = [opened('I1'), assigned(['E1', 'M11'], 'I1')];

story('[X11] units that are on it and units that are sent afterwards wait, with the reason')
  .given(sent, stage({ place: depot }))
  .when(assigned('E2', 'I1'))
  .writes('UnitsAssigned')
  .and(board => {
    for (const id of ['A1', 'A2', 'A3']) {
      expect(board.assignments.get(id)?.staging).toMatchObject({
        reason: 'violence',
        place: depot,
        by: anna,
      });
      expect(isStaged(board.assignments.get(id)!)).toBe(true);
    }
  });
story('[X11] a single unit is staged by name, and nobody else')
  .given(sent, stage({ unitIds: ['M11'] }))
  .when(assigned('E2', 'I1'))
  .writes('UnitsAssigned')
  .and(board => {
    expect(['A1', 'A2', 'A3'].map(id => isStaged(board.assignments.get(id)!))).toEqual([false, true, false]);
  });
story('[X11] a unit that is not on the incident is not staged there')
  .given(sent)
  .when(stage({ unitIds: ['M11', 'E2'] }))
  .refused('UnitNotAssigned', { unitId: 'E2' });
story('[X11] a closed incident is not staged')
  .given(opened('I1'), close('I1'))
  .when(stage())
  .refused('IncidentClosedAlready');

story('[X12] told safe, each unit that waits is told by whom and when, and is to say that it heard')
  .given(sent, stage())
  .when(safe())
  .writes('SafeTold')
  .and((board, [entry]) => {
    expect(entry?.data).toMatchObject({ assignments: [{ unitId: 'E1' }, { unitId: 'M11' }], whole: true });
    expect(board.assignments.get('A1')?.staging?.safe).toEqual({ by: anna, at: entry?.at });
    expect([...board.assignments.values()].every(wantsHearing)).toBe(true);
    const late = clocksOf(board, 'I1', at(500)).filter(one => one.clock === 'safe');
    expect(late.map(one => one.unitId)).toEqual(['E1', 'M11']);
    expect(late[0]?.overdueMs).toBeGreaterThan(0);
  });
story('[X12] who has heard is not waited for')
  .given(sent, stage(), safe())
  .when(heard('E1'))
  .writes('SafeAcknowledged')
  .and(board => {
    expect(clocksOf(board, 'I1', at(500)).flatMap(one => (one.clock === 'safe' ? one.unitId : []))).toEqual([
      'M11',
    ]);
  });
story('[X12] who is sent after it was safe does not wait')
  .given(opened('I1'), stage(), safe())
  .when(assigned('E1', 'I1'))
  .writes('UnitsAssigned')
  .and(board => expect(board.assignments.get('A1')).not.toHaveProperty('staging'));
story('[X12] a call taker does not tell it').given(sent, stage()).when(safe({}, taker)).refused('NotAllowed');
story('[X12] the machine does not tell it')
  .given(sent, stage())
  .when(safe({}, machine))
  .refused('NotAllowed');
story('[X12] a crew does not tell it')
  .given(sent, stage())
  .when(safe({}, crew('E1')))
  .refused('NotAllowed');
story('[X12] told to one unit, the others wait on')
  .given(sent, stage())
  .when(safe({ unitIds: ['E1'] }))
  .writes('SafeTold')
  .and(board => {
    expect(['A1', 'A2'].map(id => isStaged(board.assignments.get(id)!))).toEqual([false, true]);
    expect(board.incidents.get('I1')?.staging).not.toHaveProperty('safe');
  });
story('[X12] a crew hears for itself alone')
  .given(sent, stage(), safe())
  .when({ ...heard('M11'), actor: crew('E1') })
  .refused('NotAllowed');

story('[X13] on scene before it is safe is taken, and says so')
  .given(sent, stage())
  .when(status('E1', 'on scene'))
  .writes('StatusReported')
  .and((board, [entry], telling) => {
    expect(entry?.data).toMatchObject({ status: 'onScene', beforeSafe: true });
    expect(board.units.get('E1')?.status).toBe('onScene');
    expect(timeline(telling.log, 'I1').at(-1)?.values).toMatchObject({ beforeSafe: true });
  });
story('[X13] a report that comes late and is of a time before it was safe says so too')
  .given(sent, stage(), safe(), status('E1', 'en route', { at: 40 }))
  .when(status('E1', 'on scene', { at: 41, happenedAt: 4 }))
  .writes('StatusReported')
  .and((_, [entry]) => expect(entry?.data).toMatchObject({ late: true, beforeSafe: true }));
story('[X13] on scene after it is safe is on scene')
  .given(sent, stage(), safe())
  .when(status('E1', 'on scene'))
  .writes('StatusReported')
  .and((_, [entry]) => expect(entry?.data).not.toHaveProperty('beforeSafe'));

story('[X14] where nobody waits nothing is told').given(sent).when(safe()).refused('NotStaged');
story('[X14] told twice').given(sent, stage(), safe()).when(safe()).refused('NotStaged');
story('[X14] staged twice alike').given(sent, stage()).when(stage()).nothing();
story('[X14] heard twice').given(sent, stage(), safe(), heard('E1')).when(heard('E1')).nothing();
story('[X14] nobody has heard what was not told').given(sent, stage()).when(heard('E1')).refused('NotStaged');
story('[X14] at the staging place twice').given(sent, stage(), staged('E1')).when(staged('E1')).nothing();
story('[X14] staged again, it waits and wants hearing anew')
  .given(sent, stage(), safe(), heard('E1'), stage({ reason: 'weapon' }))
  .when(safe())
  .writes('SafeTold')
  .and(board => expect(wantsHearing(board.assignments.get('A1')!)).toBe(true));

story('[X15] telling is taken back, and the units wait again')
  .given(sent, stage(), safe())
  .when(undo(5))
  .writes('EntryUndone')
  .and((board, [entry], telling) => {
    expect([...board.assignments.values()].every(isStaged)).toBe(true);
    expect(board.incidents.get('I1')?.staging).not.toHaveProperty('safe');
    expect(entry?.data).toMatchObject({ restore: { unitIds: ['E1', 'M11'] } });
    expect(timeline(telling.log, 'I1').find(line => line.seq === 5)?.undoneBy).toBe(6);
  });
story('[X15] what a crew has answered to is told anew, not taken back')
  .given(sent, stage(), safe(), heard('E1'))
  .when(undo(5))
  .refused('NotUndoable');
story('[X15] under what somebody was sent is not taken back')
  .given(opened('I1'), stage(), assigned('E1', 'I1'))
  .when(undo(3))
  .refused('NotUndoable');

story('[X16] who waits drives to the staging place, and to the incident once it is safe')
  .given(sent, stage({ place: depot }))
  .when(safe({ unitIds: ['E1'] }))
  .writes('SafeTold')
  .and(board => {
    const incident = board.incidents.get('I1')!;
    expect(destinationOf(incident)).toEqual(depot.at);
    expect(destinationOf(incident, board.assignments.get('A1'))).toEqual(square.at);
    expect(destinationOf(incident, board.assignments.get('A2'))).toEqual(depot.at);
  });
test('[X16] short of the scene, the drive is reckoned to the scene', () => {
  const incident = { place: square, staging: { reason: 'violence' } } as never;
  expect(destinationOf(incident)).toEqual(square.at);
});

const advised = does({ type: 'AmendIncident', incidentId: 'I1', hazards: ['gas', 'weapon'], stage: true });
story("[ST2] a card's advice proposes the order, with the reason that the hazards give, and moves nobody")
  .given(sent)
  .when(advised)
  .writes('IncidentAmended')
  .and(board => {
    expect(proposedStaging(board.incidents.get('I1')!)).toEqual({ reason: 'weapon' });
    expect([...board.assignments.values()].some(isStaged)).toBe(false);
  });
story('[ST2] once somebody gave the order, nothing is proposed')
  .given(sent, advised, stage({ reason: 'weapon' }))
  .when(assigned('E2', 'I1'))
  .writes('UnitsAssigned')
  .and(board => {
    expect(proposedStaging(board.incidents.get('I1')!)).toBeUndefined();
    expect([...board.assignments.values()].every(isStaged)).toBe(true);
  });
story('[ST2] advice that comes after it was told safe proposes anew')
  .given(sent, stage(), safe())
  .when(advised)
  .writes('IncidentAmended')
  .and(board => expect(proposedStaging(board.incidents.get('I1')!)).toEqual({ reason: 'weapon' }));
story('[ST2] a crew that goes in against advice is an alarm')
  .given(sent, advised, status('E1', 'en route'))
  .when(status('E1', 'on scene'))
  .writes('StatusReported')
  .and(board => expect([...stagedWentIn.causes(board, at(100), {})].map(one => one.subject)).toEqual(['A1']));
story('[ST3] told safe against advice alone, the advised crews are told, and nobody after them waits')
  .given(sent, advised, status('E1', 'en route'), status('E1', 'on scene'))
  .when(safe())
  .writes('SafeTold')
  .and(board => {
    expect(proposedStaging(board.incidents.get('I1')!)).toBeUndefined();
    expect([...board.assignments.values()].every(wantsHearing)).toBe(true);
    expect([...stagedWentIn.causes(board, at(100), {})]).toEqual([]);
  });
story('[ST3] told to one crew, the advice stands for the others')
  .given(sent, advised)
  .when(safe({ unitIds: ['E1'] }))
  .writes('SafeTold')
  .and(board => {
    expect(['A1', 'A2'].map(id => wantsHearing(board.assignments.get(id)!))).toEqual([true, false]);
    expect(proposedStaging(board.incidents.get('I1')!)).toEqual({ reason: 'weapon' });
  });
story('[ST3] it is taken back as any other')
  .given(sent, advised, safe())
  .when(undo(5))
  .writes('EntryUndone')
  .and(board => expect(proposedStaging(board.incidents.get('I1')!)).toEqual({ reason: 'weapon' }));

test('[ST1] where an older log has a unit wait nearby it reads as staged, and let go as not', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of sent) telling.must(act);
  const waits = (seq: number, staged: boolean): Entry => ({
    ...telling.log.at(-1)!,
    seq,
    commandId: `old-${seq}`,
    type: 'UnitStaged',
    data: { assignmentId: 'A1', unitId: 'E1', incidentId: 'I1', staged },
  });
  const next = telling.log.at(-1)!.seq + 1;
  const waiting = foldBoard([...telling.log, waits(next, true)]);
  expect(waiting.assignments.get('A1')?.staging).toEqual({
    reason: 'other',
    by: anna,
    since: telling.board.at,
  });
  expect(isStaged(waiting.assignments.get('A1')!)).toBe(true);
  const gone = foldBoard([...telling.log, waits(next, true), waits(next + 1, false)]);
  expect(gone.assignments.get('A1')).not.toHaveProperty('staging');
});
