import { type Actor, type Board, type Call, emptyBoard, type Incident } from '@clarion/dispatch';
import type { Happening } from '@clarion/exercise';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { deskMay } from './attendance.ts';

const desk: Actor = { kind: 'exercise', id: 'desk' };
const person: Actor = { kind: 'operator', id: 'calltaker', role: 'callTaker' };

function boardWith(call: Partial<Call>, openedBy: Actor = person): Board {
  const board = emptyBoard();
  board.calls.set('C1', {
    callId: 'C1',
    state: 'ringing',
    channel: 'phone',
    receivedAt: instant(1000),
    words: [],
    contacts: [],
    ...call,
  });
  board.incidents.set('I1', { incidentId: 'I1', openedBy } as Incident);
  return board;
}
const answer = (at: number): Happening => ({
  kind: 'command',
  at: instant(at),
  actor: desk,
  commandId: 'x',
  command: { type: 'AnswerCall', callId: 'C1' },
});
const open: Happening = {
  ...answer(90_000),
  kind: 'command',
  command: { type: 'OpenIncident', callId: 'C1' },
};
const send: Happening = { kind: 'dispatch', at: instant(9), actor: desk, commandId: 'y', incidentId: 'I1' };

test('the desk leaves a ringing call to people for a while', () => {
  expect(deskMay('helped', answer(5000), boardWith({}))).toBe(false);
  expect(deskMay('helped', answer(45_000), boardWith({}))).toBe(true);
  expect(deskMay('unattended', answer(5000), boardWith({}))).toBe(true);
  expect(deskMay('people', answer(45_000), boardWith({}))).toBe(false);
});

test('what a person has taken, the desk does not touch; its own it sees through', () => {
  expect(deskMay('helped', open, boardWith({ state: 'open', taker: person }))).toBe(false);
  expect(deskMay('helped', open, boardWith({ state: 'open', taker: desk }))).toBe(true);
  expect(deskMay('helped', send, boardWith({}, person))).toBe(false);
  expect(deskMay('helped', send, boardWith({}, desk))).toBe(true);
});

test('callers and crews are nobody’s desk', () => {
  const crew: Happening = {
    ...answer(1),
    kind: 'command',
    actor: { kind: 'exercise', id: 'crews' },
    command: { type: 'ReportStatus', unitId: 'E1', status: 'enRoute' },
  };
  expect(deskMay('people', crew, boardWith({}))).toBe(true);
});
