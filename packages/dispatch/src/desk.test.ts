import { expect, test } from 'vitest';
import {
  anna,
  assigned,
  at,
  ben,
  bridge,
  chief,
  does,
  leaves,
  machine,
  opened,
  sits,
  smallTown,
  story,
  Telling,
  taker,
} from '../test/story.ts';
import { hearersOf, isHeardBy } from './alarms/hearers.ts';
import { deskOfIncident } from './desk.ts';

story('[O1] a person signs on to a desk')
  .given()
  .when(sits('D2'))
  .writes('DeskTaken')
  .and(board => expect(board.desks.get('D2')).toMatchObject({ by: { id: 'anna' }, since: at(2) }));
story('[O1] who signs on relieves who sat there')
  .given(sits('D2'))
  .when(sits('D2', ben))
  .writes('DeskTaken')
  .and(board => expect(board.desks.get('D2')?.by.id).toBe('ben'));
story('[O1] the same twice is one').given(sits('D2')).when(sits('D2')).nothing();
story('[O1] a desk that is not there is refused')
  .given()
  .when(sits('D9'))
  .refused('DeskUnknown', { deskId: 'D9' });
story('[O1] a call taker sits at desks for calls alone')
  .given()
  .when(sits('S1', taker))
  .refused('NotAllowed');
story('[O1] a call taker takes calls').given().when(sits('C1', taker)).writes('DeskTaken');
story('[O1] nobody else makes a desk free')
  .given(sits('D2'))
  .when(leaves('D2', ben))
  .refused('DeskTakenAlready', { by: anna });
story('[O1] but a commander does').given(sits('D2')).when(leaves('D2', chief)).writes('DeskLeft');
story('[O1] an empty desk is left already').given().when(leaves('D2')).nothing();

const harbour = { ...bridge, at: [8.602, 49.4] } as const;
const inHarbour = does({ type: 'OpenIncident', place: harbour }, taker);

story('[O2] the desk of its area owns an incident')
  .given()
  .when(inHarbour)
  .writes('IncidentOpened')
  .and(board => expect(deskOfIncident(board, board.incidents.get('I1')!)).toBe('D1'));
story('[O2] outside of all areas it is the desk for every area')
  .given()
  .when(does({ type: 'OpenIncident', place: bridge }, taker))
  .writes('IncidentOpened')
  .and(board => expect(deskOfIncident(board, board.incidents.get('I1')!)).toBe('D2'));
story('[O2] who sends the first units has it in hand')
  .given(sits('D2', ben), inHarbour)
  .when(assigned('E1', 'I1', {}, ben))
  .writes('UnitsAssigned')
  .and(board => expect(deskOfIncident(board, board.incidents.get('I1')!)).toBe('D2'));
story('[O2] the second who sends does not take it away')
  .given(sits('D2', ben), sits('D1'), inHarbour, assigned('E1', 'I1', {}, ben))
  .when(assigned('E2', 'I1'))
  .writes('UnitsAssigned')
  .and(board => expect(board.incidents.get('I1')?.deskId).toBe('D2'));
story('[O2] it can be given to a desk')
  .given(opened('I1'))
  .when(does({ type: 'GiveIncident', incidentId: 'I1', deskId: 'D2' }))
  .writes('IncidentGiven')
  .and(board => expect(deskOfIncident(board, board.incidents.get('I1')!)).toBe('D2'));
story('[O2] not to one that is not there')
  .given(opened('I1'))
  .when(does({ type: 'GiveIncident', incidentId: 'I1', deskId: 'D9' }))
  .refused('DeskUnknown');

test('[O2] a desk for a category in an area goes before one for the area, and of equals one that is staffed', () => {
  const telling = new Telling();
  const desks = [
    { deskId: 'X', names: {}, work: 'dispatch', areaIds: ['harbour'] },
    { deskId: 'Y', names: {}, work: 'dispatch', areaIds: ['harbour'] },
    { deskId: 'Z', names: {}, work: 'dispatch', areaIds: ['harbour'], categories: ['fire'] },
  ] as const;
  const configuration = { ...smallTown, desks };
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration } });
  telling.must(inHarbour);
  const owner = () => deskOfIncident(telling.board, telling.board.incidents.get('I1')!);
  expect(owner()).toBe('X');
  telling.must(sits('Y'));
  expect(owner()).toBe('Y');
  telling.must(does({ type: 'AmendIncident', incidentId: 'I1', typeId: 'fire' }));
  expect(owner()).toBe('Z');
});

test('[O3] an alarm of an empty desk is the supervisor’s at once, and everybody’s when nobody sits there', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  const alarm = { deskId: 'D2' };
  expect(hearersOf(telling.board, alarm)).toEqual({ room: true, deskIds: ['D2', 'S1'], orphaned: true });
  expect(isHeardBy(telling.board, alarm, 'tom')).toBe(true);
  telling.must(sits('S1', chief));
  expect(hearersOf(telling.board, alarm)).toMatchObject({ room: false, orphaned: true });
  expect(isHeardBy(telling.board, alarm, 'cleo')).toBe(true);
  expect(isHeardBy(telling.board, alarm, 'tom')).toBe(false);
  telling.must(sits('D2', ben));
  expect(isHeardBy(telling.board, alarm, 'ben')).toBe(true);
  expect(isHeardBy(telling.board, alarm, 'cleo')).toBe(false);
});
