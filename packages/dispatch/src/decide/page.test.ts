import { expect, test } from 'vitest';
import {
  anna,
  assign,
  assigned,
  at,
  bridge,
  crew,
  does,
  machine,
  opened,
  release,
  smallTown,
  square,
  status,
  story,
  Telling,
  undo,
} from '../../test/story.ts';
import { unreadChanges } from '../change.ts';
import type { PageStep } from '../paging.ts';
import { pageState, pageTasks } from '../paging.ts';

const paging = {
  channels: [
    { channelId: 'phone', kind: 'phone', withinSeconds: 10 },
    { channelId: 'printer', kind: 'webhook', withinSeconds: 20 },
    { channelId: 'bus', kind: 'bus', withinSeconds: 30 },
  ],
  order: ['phone', 'printer'],
  posts: { S1: ['printer'] },
  units: { E2: ['bus', 'phone'] },
  lifeSeconds: 120,
  unreadSeconds: 30,
} as const;

function paged(): Telling {
  const telling = new Telling();
  const units = smallTown.units.map(unit => (unit.unitId === 'M11' ? { ...unit, postId: 'S1' } : unit));
  const configuration = { ...smallTown, units, paging };
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration } });
  telling.must(opened('I1', undefined, 'fire'));
  return telling;
}
const amend = (more: object) => does({ type: 'AmendIncident', incidentId: 'I1', ...more });
const mark = (channelId: string, step: PageStep, change?: number) => ({
  actor: machine,
  command: {
    type: 'MarkPage' as const,
    unitId: 'E1',
    assignmentId: 'A1',
    channelId,
    step,
    ...(change === undefined ? {} : { change }),
  },
});
const read = (seq: number, unitId = 'E1') =>
  does({ type: 'ReadChange', unitId, incidentId: 'I1', seq }, crew(unitId));
const unread = (telling: Telling, assignmentId = 'A1') => telling.board.assignments.get(assignmentId)?.unread;
const tasks = (telling: Telling, seconds: number) =>
  pageTasks(telling.board, at(seconds)).map(one => `${one.unitId} ${one.task} ${one.channel.channelId}`);

story('[G1] crews on the way have the old place kept for them until they have read the new')
  .given(opened('I1', undefined, 'fire'), assigned(['E1', 'E2'], 'I1'))
  .when(amend({ place: bridge, hazards: ['gas', 'fire'], stage: true }))
  .writes('IncidentAmended')
  .and((board, [entry]) => {
    const was = { place: square, hazards: [], stage: false };
    expect(entry?.data).toMatchObject({ was, hazards: ['fire', 'gas'] });
    for (const id of ['A1', 'A2'])
      expect(board.assignments.get(id)?.unread).toEqual([{ seq: entry?.seq, at: entry?.at, was }]);
    expect(board.incidents.get('I1')).toMatchObject({ hazards: ['fire', 'gas'], stage: true, place: bridge });
  });
story('[G1] without crews nobody is to read it')
  .given(opened('I1'))
  .when(amend({ place: bridge }))
  .writes('IncidentAmended')
  .and((_, [entry]) => expect(entry?.data).not.toHaveProperty('was'));
story('[G1] who confirmed the place, and how exactly, moves no crew')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(amend({ place: { ...square, verified: false, uncertaintyM: 40, source: 'phone' } }))
  .writes('IncidentAmended')
  .and(board => expect(board.assignments.get('A1')?.unread).toBeUndefined());
story('[G1] a priority alone is nothing that a crew acts by')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(amend({ priority: 1 }))
  .writes('IncidentAmended')
  .and(board => expect(board.assignments.get('A1')?.unread).toBeUndefined());
story('[I5] hazards said again write nothing')
  .given(opened('I1'), amend({ hazards: ['gas', 'fire'] }))
  .when(amend({ hazards: ['fire', 'gas'] }))
  .nothing();

test('[G2] what was read stays read, and a newer change is to be read by itself', () => {
  const telling = paged();
  telling.must(assign(['E1', 'E2'], 'I1'));
  const [first] = telling.must(amend({ place: bridge }));
  const [second] = telling.must(amend({ hazards: ['gas'] }));
  telling.must(read(first!.seq));
  expect(unread(telling)?.map(one => one.seq)).toEqual([second!.seq]);
  expect(unread(telling, 'A2')).toHaveLength(2);
  expect(telling.must(read(first!.seq))).toEqual([]);
  telling.must(read(second!.seq, 'E2'));
  expect(unread(telling, 'A2')).toBeUndefined();
  expect(unreadChanges(telling.board, telling.board.incidents.get('I1')!, at(telling.clock))).toEqual([]);
  const late = unreadChanges(telling.board, telling.board.incidents.get('I1')!, at(telling.clock + 31));
  expect(late.map(one => [one.assignment.unitId, one.change.seq])).toEqual([['E1', second!.seq]]);
  telling.checkFold();
});
test('[G2] taking back a change that was told is told', () => {
  const telling = paged();
  telling.must(assign('E1', 'I1'));
  const [moved] = telling.must(
    amend({ place: bridge, hazards: ['gas'], needs: [{ capability: 'als', count: 2 }] }),
  );
  telling.must(read(moved!.seq));
  const [undone] = telling.must(undo(moved!.seq));
  const was = { place: bridge, hazards: ['gas'] };
  expect(unread(telling)).toEqual([{ seq: undone!.seq, at: undone!.at, was }]);
  const incident = telling.board.incidents.get('I1');
  expect(incident?.place).toEqual(square);
  for (const field of ['hazards', 'stage', 'needs']) expect(incident).not.toHaveProperty(field);
  telling.checkFold();
});

test('[G3] the next channel is used when the one before has failed or was not confirmed in time', () => {
  const telling = paged();
  telling.must(assign('E1', 'I1'));
  const sent = telling.clock;
  expect(tasks(telling, sent)).toEqual(['E1 send phone']);
  telling.must(mark('phone', 'sent'));
  expect(tasks(telling, sent + 9)).toEqual([]);
  expect(tasks(telling, sent + 10)).toEqual(['E1 fail phone']);
  telling.must({ ...mark('phone', 'failed'), at: sent + 10 });
  expect(tasks(telling, sent + 10)).toEqual(['E1 send printer']);
  telling.must({ ...mark('printer', 'sending'), at: sent + 10 });
  expect(tasks(telling, sent + 29)).toEqual([]);
  expect(tasks(telling, sent + 30)).toEqual(['E1 fail printer']);
  telling.must({ ...mark('printer', 'delivered'), at: sent + 12 });
  expect(tasks(telling, sent + 60)).toEqual([]);
  const assignment = telling.board.assignments.get('A1')!;
  expect(pageState(telling.board, assignment, undefined, at(sent + 60))).toBe('delivered');
  expect(assignment.pages?.map(one => [one.channelId, one.step])).toEqual([
    ['phone', 'failed'],
    ['printer', 'delivered'],
  ]);
  telling.checkFold();
});
test('[G3] a unit has its own order, else its post’s', () => {
  const telling = paged();
  telling.must(assign(['E2', 'M11'], 'I1'));
  expect(tasks(telling, telling.clock)).toEqual(['E2 send bus', 'M11 send printer']);
});
test('[G3] without a configured order nothing but the phone shows it, and nothing falls due', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  telling.must(opened('I1'));
  telling.must(assign('E1', 'I1'));
  expect(tasks(telling, telling.clock + 1000)).toEqual([]);
  telling.must({ ...mark('phone', 'delivered'), actor: crew('E1') });
  expect(telling.board.assignments.get('A1')?.pages).toHaveLength(1);
});

test('[G4] a page that is over is never sent, and undelivered it reads as expired', () => {
  for (const end of [release('E1', 'I1'), status('E1', 'out of service')]) {
    const telling = paged();
    telling.must(assign('E1', 'I1'));
    telling.must(end);
    expect(tasks(telling, telling.clock)).toEqual([]);
    for (const step of ['sending', 'sent'] as const)
      expect(telling.act(mark('phone', step)).refusal).toEqual({ code: 'PageOver', unitId: 'E1' });
    const assignment = telling.board.assignments.get('A1')!;
    expect(pageState(telling.board, assignment, undefined, at(telling.clock))).toBe('expired');
  }
  const old = paged();
  old.must(assign('E1', 'I1'));
  expect(tasks(old, old.clock + 119)).toEqual(['E1 fail phone']);
  expect(tasks(old, old.clock + 120)).toEqual([]);
  expect(old.act({ ...mark('printer', 'sending'), at: old.clock + 120 }).refusal?.code).toBe('PageOver');
  expect(pageState(old.board, old.board.assignments.get('A1')!, undefined, at(old.clock))).toBe('expired');
});
test('[G4] a crew that has answered is not paged any more', () => {
  const telling = paged();
  telling.must(assign('E1', 'I1'));
  telling.must(status('E1', 'acknowledged'));
  expect(tasks(telling, telling.clock + 60)).toEqual([]);
  expect(telling.act(mark('printer', 'sending')).refusal?.code).toBe('PageOver');
  // What changes after that is a page of its own.
  const [changed] = telling.must(amend({ place: bridge }));
  expect(pageTasks(telling.board, at(telling.clock)).map(one => one.change)).toEqual([changed!.seq]);
  telling.must(mark('phone', 'sent', changed!.seq));
  telling.must(read(changed!.seq));
  expect(tasks(telling, telling.clock + 60)).toEqual([]);
});
test('[G4] what waits behind another assignment is told when the unit comes to it', () => {
  const telling = paged();
  telling.must(opened('I2'));
  telling.must(assign('E1', 'I1'));
  telling.must(assign('E1', 'I2', { stacked: true }));
  telling.must(status('E1', 'acknowledged'));
  expect(tasks(telling, telling.clock + 300)).toEqual([]);
  telling.must(status('E1', 'available', { at: 1000 }));
  expect(pageTasks(telling.board, at(1000)).map(one => [one.assignmentId, one.task])).toEqual([
    ['A2', 'send'],
  ]);
});

story('[G5] the second server that would begin has nothing to do')
  .given(opened('I1'), assigned('E1', 'I1'), mark('phone', 'sending'))
  .when(mark('phone', 'sending'))
  .nothing();
story('[G5] a channel does not go back')
  .given(opened('I1'), assigned('E1', 'I1'), mark('phone', 'delivered'))
  .when(mark('phone', 'failed'))
  .nothing();
story('[G5] a confirmation that comes after the channel had failed counts')
  .given(opened('I1'), assigned('E1', 'I1'), mark('phone', 'failed'))
  .when(mark('phone', 'delivered'))
  .writes('PageMarked');
story('[G5] a confirmation of what has ended meanwhile is written too')
  .given(opened('I1'), assigned('E1', 'I1'), mark('phone', 'sent'), release('E1', 'I1'))
  .when(mark('phone', 'delivered'))
  .writes('PageMarked');
story('[G5] there is no channel that nobody configured')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when(mark('pigeon', 'sent'))
  .refused('ChannelUnknown', { channelId: 'pigeon' });
story('[G5] a page of another unit’s assignment is unknown')
  .given(opened('I1'), assigned('E2', 'I1'))
  .when(mark('phone', 'sent'))
  .refused('AssignmentUnknown');

story('[G6] a crew’s phone says that it shows the page')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when({ ...mark('phone', 'delivered'), actor: crew('E1') })
  .writes('PageMarked');
story('[G6] it says so for no other unit')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when({ ...mark('phone', 'delivered'), actor: crew('E2') })
  .refused('NotAllowed');
story('[G6] nor for another channel')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when({ ...mark('printer', 'delivered'), actor: crew('E1') })
  .refused('NotAllowed');
story('[G6] an operator does not say that a page was delivered')
  .given(opened('I1'), assigned('E1', 'I1'))
  .when({ ...mark('phone', 'delivered'), actor: anna })
  .refused('NotAllowed');
story('[G2] a dispatcher who told the crew by voice says so for it')
  .given(opened('I1'), assigned('E1', 'I1'), amend({ place: bridge }))
  .when(does({ type: 'ReadChange', unitId: 'E1', incidentId: 'I1', seq: 4 }))
  .writes('ChangeRead');
