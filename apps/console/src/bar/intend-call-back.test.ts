import { emptyBoard } from '@clarion/dispatch';
import { expect, test } from 'vitest';
import { intend } from './intend.ts';
import type { Situation } from './intention.ts';
import { parseBar } from './parse.ts';

const known = {
  unit: () => undefined,
  incident: () => undefined,
  call: (word: string) => (/^c\d+$/i.test(word) ? word.toUpperCase() : undefined),
};
const situation: Situation = {
  board: emptyBoard(),
  now: 0,
  timeZone: 'UTC',
  operatorId: 'tom',
  role: 'callTaker',
  callId: 'C9',
  typed: () => undefined,
  travelTimeMs: () => undefined,
};
const means = (line: string, more: Partial<Situation> = {}) =>
  intend(parseBar(line, known), { ...situation, ...more });

test('an attempt is read with its call and what came of it, in either language', () => {
  const noAnswer = { type: 'AttemptCallBack', callId: 'C3', outcome: 'noAnswer' };
  for (const line of ['tried C3 no answer', 'called back c3 noAnswer', '已拨 C3 无人接听', 'tried C3 no'])
    expect(means(line), line).toMatchObject({ kind: 'act', commands: [noAnswer] });
  expect(means('tried needs help')).toMatchObject({ commands: [{ callId: 'C9', outcome: 'needsHelp' }] });
});
test('what came of it, and why nobody tries any more, is said', () => {
  expect(means('tried C3')).toMatchObject({ kind: 'problem', code: 'triedForm' });
  expect(means('give up C3')).toMatchObject({ kind: 'problem', code: 'giveUpForm' });
  expect(means('give up C3 not reached')).toMatchObject({
    commands: [{ type: 'GiveUpCallBack', callId: 'C3', reason: 'notReached' }],
  });
});
test('a silent line and one that broke are said of the call in hand', () => {
  expect(means('silent')).toMatchObject({
    commands: [{ type: 'SetCallBack', callId: 'C9', cause: 'silent' }],
  });
  expect(means('cut off C3')).toMatchObject({ commands: [{ callId: 'C3', cause: 'cutOff' }] });
  expect(means('silent', { role: 'auditor' })).toMatchObject({ code: 'notYourRole' });
});
