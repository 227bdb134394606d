import { copyBoard, emptyBoard, type OutsideAgency } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { intend } from './intend.ts';
import type { Situation } from './intention.ts';
import { parseBar } from './parse.ts';

const numbered = (letter: string) => (word: string) =>
  new RegExp(`^${letter}\\d+$`, 'i').test(word) ? word.toUpperCase() : undefined;
const known = { unit: () => undefined, incident: numbered('I'), call: numbered('C') };
const ambulance: OutsideAgency = {
  agencyId: 'ambulance',
  names: { en: 'Ambulance', zh: '急救' },
  receiptSeconds: 60,
  resultHours: 1,
};
const board = copyBoard(emptyBoard());
board.configuration = { agencies: [ambulance], desks: [], units: [], types: [] } as never;
board.incidents.set('I3', {
  incidentId: 'I3',
  transfers: [{ number: 1, agencyId: 'ambulance', state: 'sent' }],
} as never);
const situation: Situation = {
  board,
  now: 0,
  timeZone: 'UTC',
  operatorId: 'anna',
  role: 'dispatcher',
  typed: () => undefined,
  travelTimeMs: () => undefined,
};
const means = (line: string, more: Partial<Situation> = {}) =>
  intend(parseBar(line, known), { ...situation, ...more });

test('a transfer is read with its matter, agency and reason, and the number goes along only when it is said', () => {
  const sent = { type: 'SendTransfer', incidentId: 'I3', agencyId: 'ambulance', reason: 'notOurTask' };
  expect(means('transfer I3 ambulance not our task')).toMatchObject({ commands: [sent] });
  expect(means('移交 I3 急救 非本中心职责')).toMatchObject({ commands: [sent] });
  const [plain] = (means('transfer I3 ambulance not our task') as unknown as { commands: object[] }).commands;
  expect(plain).not.toHaveProperty('withContact');
  expect(means('transfer C4 ambulance not our task +number')).toMatchObject({
    commands: [{ callId: 'C4', withContact: true }],
  });
  expect(means('transfer I3 moon not our task')).toMatchObject({ code: 'transferForm' });
  expect(means('transfer ambulance')).toMatchObject({ code: 'matterMissing' });
});
test('receipt and result are about what is owed, and what came back has a reason', () => {
  expect(means('receipt I3 A-17')).toMatchObject({
    commands: [{ type: 'NoteReceipt', incidentId: 'I3', number: 1, receipt: 'A-17' }],
  });
  expect(means('移交签收 I3 A-17')).toMatchObject({ commands: [{ receipt: 'A-17' }] });
  expect(means('result I3 done')).toMatchObject({ commands: [{ type: 'NoteResult', result: 'done' }] });
  expect(means('result I3 refused other area')).toMatchObject({
    commands: [{ result: 'refused', reason: 'otherArea' }],
  });
  expect(means('result I3 refused')).toMatchObject({ code: 'resultForm' });
  expect(means('receipt C4')).toMatchObject({ code: 'noTransfer' });
  expect(means('withdraw transfer I3')).toMatchObject({
    commands: [{ type: 'WithdrawTransfer', number: 1 }],
  });
});
test('a receipt is that of the agency that has not given one', () => {
  const two = copyBoard(board);
  two.incidents.set('I3', {
    incidentId: 'I3',
    transfers: [
      { number: 1, agencyId: 'ambulance', state: 'sent' },
      { number: 2, agencyId: 'service', state: 'received', received: { resultDueAt: 9 } },
    ],
  } as never);
  expect(means('receipt I3 A-17', { board: two })).toMatchObject({ commands: [{ number: 1 }] });
});
