import { type Assignment, emptyBoard, type Incident, type Unit } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { expect, test } from 'vitest';
import { intend } from './intend.ts';
import { incidentIntention } from './intend-incidents.ts';
import type { Situation } from './intention.ts';
import { type Parsed, parseBar } from './parse.ts';

const board = emptyBoard();
for (const incidentId of ['I1', 'I2'])
  board.incidents.set(incidentId, {
    incidentId,
    state: 'open',
    openedAt: instant(0),
    callIds: [],
    assignmentIds: [],
    notes: [],
  } as unknown as Incident);
const meant = (line: string, more: Partial<Situation> = {}) =>
  intend(
    parseBar(line, {
      unit: () => undefined,
      incident: word => (board.incidents.has(word) ? word : undefined),
      call: () => undefined,
    }),
    {
      board,
      now: Date.parse('2026-11-26T05:00:00Z'),
      timeZone: 'Asia/Shanghai',
      operatorId: 'anna',
      role: 'dispatcher',
      typed: () => undefined,
      travelTimeMs: () => undefined,
      ...more,
    },
  );
const commandOf = (line: string, more?: Partial<Situation>) => {
  const found = meant(line, more);
  return found.kind === 'act' ? found.commands[0] : found;
};

test('what a key fills in is what is meant, in both languages', () => {
  for (const line of ['merge I2 I1', 'merge I2 into I1', '并入 I2 I1'])
    expect(commandOf(line)).toEqual({ type: 'MergeIncidents', incidentId: 'I2', intoId: 'I1' });
  for (const line of ['link I2 I1', '关联警情 I2 I1'])
    expect(commandOf(line)).toEqual({ type: 'LinkIncidents', incidentId: 'I2', otherId: 'I1' });
  for (const line of ['stage I1 violence', '集结 I1 暴力'])
    expect(commandOf(line)).toEqual({ type: 'SetStaging', incidentId: 'I1', reason: 'violence' });
});
test('with one number the other is the incident in hand', () => {
  expect(commandOf('merge I2', { incidentId: 'I1' })).toMatchObject({ incidentId: 'I2', intoId: 'I1' });
  expect(commandOf('merge I1', { incidentId: 'I1' })).toMatchObject({
    kind: 'problem',
    code: 'twoIncidents',
  });
});
test('for later, in the time of the place', () => {
  const needAt = Date.parse('2026-11-27T06:00:00Z');
  expect(commandOf('later I1 tomorrow 14:00 lead 40')).toEqual({
    type: 'ScheduleIncident',
    incidentId: 'I1',
    needAt,
    leadSeconds: 2400,
  });
  expect(commandOf('预约 I1 soon')).toMatchObject({ kind: 'problem', code: 'whenForm' });
});
test('where it has moved, and who told', () => {
  expect(meant('moved I1 Mill Lane 3 crew')).toMatchObject({
    kind: 'move',
    told: 'crew',
    query: 'Mill Lane 3',
  });
  expect(meant('移动 I1')).toMatchObject({ kind: 'move', told: 'caller', query: '' });
});
test('without a reason nothing is staged, and without the right nothing is told', () => {
  expect(meant('stage I1')).toMatchObject({ kind: 'problem', code: 'stagingReason' });
  expect(meant('safe I1')).toMatchObject({ kind: 'problem', code: 'notStaged' });
  expect(meant('safe I1', { role: 'callTaker' })).toMatchObject({ kind: 'problem', code: 'notYourRole' });
});
test('a unit is told safe by its number alone, wherever it waits', () => {
  const staging = { reason: 'violence', by: { kind: 'operator', id: 'anna' }, since: instant(0) } as const;
  const waiting = emptyBoard();
  const one = { assignmentId: 'A1', unitId: 'E1', incidentId: 'I1', staging } as unknown as Assignment;
  waiting.assignments.set('A1', one);
  waiting.units.set('E1', { unitId: 'E1', assignmentIds: ['A1'] } as unknown as Unit);
  waiting.incidents.set('I1', { ...board.incidents.get('I1')!, assignmentIds: ['A1'] });
  const parsed = { verb: 'safe', unitIds: ['E1'], rest: '' } as unknown as Parsed;
  const found = incidentIntention('safe', parsed, { board: waiting, role: 'dispatcher' } as Situation);
  expect(found).toMatchObject({ commands: [{ type: 'TellSafe', incidentId: 'I1', unitIds: ['E1'] }] });
});
test("a card's advice is taken by the verb alone, with the reason that its hazards give, or declined", () => {
  const advised = emptyBoard();
  advised.incidents.set('I1', { ...board.incidents.get('I1')!, stage: true, hazards: ['weapon'] });
  const line = (verb: 'stage' | 'safe') => {
    const parsed = { verb, unitIds: [], incidentId: 'I1', rest: '' } as unknown as Parsed;
    return incidentIntention(verb, parsed, { board: advised, role: 'dispatcher' } as Situation);
  };
  expect(line('stage')).toMatchObject({
    commands: [{ type: 'SetStaging', incidentId: 'I1', reason: 'weapon' }],
  });
  expect(line('safe')).toMatchObject({ commands: [{ type: 'TellSafe', incidentId: 'I1' }] });
});
