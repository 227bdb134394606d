import { type Assignment, emptyBoard, type Incident, type Unit } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { intend } from './intend.ts';
import type { Situation } from './intention.ts';
import { parseBar } from './parse.ts';

const board = emptyBoard();
const words = { sealedId: 's', digest: 'aa' };
board.incidents.set('I1', {
  incidentId: 'I1',
  state: 'open',
  assignmentIds: ['A1', 'A2'],
  crewMessages: [{ seq: 40, unitId: 'E1', ready: 'delayed' }],
} as unknown as Incident);
board.incidents.set('I2', { incidentId: 'I2', state: 'open', assignmentIds: [] } as unknown as Incident);
for (const [assignmentId, unitId] of [
  ['A1', 'E1'],
  ['A2', 'M11'],
] as const) {
  const messages = [{ seq: 30, at: instant(0), by: { kind: 'operator', id: 'x' }, words }];
  board.assignments.set(assignmentId, {
    assignmentId,
    unitId,
    incidentId: 'I1',
    messages,
  } as unknown as Assignment);
  board.units.set(unitId, { unitId, assignmentIds: [assignmentId] } as unknown as Unit);
}
const meant = (line: string, more: Partial<Situation> = {}) =>
  intend(
    parseBar(line, {
      unit: word => (board.units.has(word.toUpperCase()) ? word.toUpperCase() : undefined),
      incident: word => (board.incidents.has(word.toUpperCase()) ? word.toUpperCase() : undefined),
      call: () => undefined,
    }),
    {
      board,
      now: 0,
      timeZone: 'UTC',
      operatorId: 'anna',
      role: 'dispatcher',
      typed: () => undefined,
      travelTimeMs: () => undefined,
      ...more,
    } as Situation,
  );
const commandOf = (line: string, more?: Partial<Situation>) => {
  const found = meant(line, more);
  return found.kind === 'act' ? found.commands[0] : found;
};

test('a message is said to all on the incident or to the units that stand before it, word for word', () => {
  for (const line of ['message I1 Gate code 4711, rear, E1 first', '消息 I1 Gate code 4711, rear, E1 first'])
    expect(commandOf(line)).toEqual({
      type: 'SendMessage',
      incidentId: 'I1',
      text: 'Gate code 4711, rear, E1 first',
    });
  const alone = { type: 'SendMessage', incidentId: 'I1', unitIds: ['E1'], text: 'come to the Rear' };
  for (const line of [
    'message E1 come to the Rear',
    'tell I1 E1 come to the Rear',
    'msg e1 come to the Rear',
  ])
    expect(commandOf(line)).toEqual(alone);
  expect(commandOf('message stay clear', { incidentId: 'I1' })).toMatchObject({ incidentId: 'I1' });
  expect(meant('message I1 hello')).toMatchObject({ unitIds: ['E1', 'M11'], detail: 'hello' });
  expect(commandOf('message I2 hello')).toMatchObject({ code: 'nobodyOn' });
  expect(commandOf('message I1 ')).toMatchObject({ code: 'textMissing' });
  expect(commandOf('message I2 E1 hello')).toMatchObject({ code: 'unitNotAssigned' });
  expect(commandOf('message I1 hello', { role: 'callTaker' })).toMatchObject({ code: 'notYourRole' });
});

test('what crews wrote is read, and a message is acknowledged for a crew that said so by voice', () => {
  expect(commandOf('read crews I1')).toEqual({ type: 'ReadCrewMessages', incidentId: 'I1', seq: 40 });
  expect(commandOf('来信已读', { incidentId: 'I1' })).toMatchObject({ type: 'ReadCrewMessages' });
  expect(commandOf('read crews I2')).toMatchObject({ code: 'noCrewMessage' });
  const heard = { type: 'AcknowledgeMessage', unitId: 'M11', assignmentId: 'A2', seq: 30 };
  expect(commandOf('message heard M11')).toEqual(heard);
  expect(commandOf('消息收到 M11')).toEqual(heard);
});
