import { expect, test } from 'vitest';
import { chief, does, machine, sits, smallTown, Telling } from '../../../../packages/dispatch/test/story.ts';
import { intend } from './intend.ts';
import { parseBar } from './parse.ts';

const telling = new Telling();
telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
for (const act of [sits('D1'), sits('D2'), sits('S1', chief)]) telling.must(act);
const known = { unit: () => undefined, incident: () => undefined, call: () => undefined };
const read = (line: string, operatorId = 'anna') => {
  const means = intend(parseBar(line, known), {
    board: telling.board,
    now: 0,
    timeZone: 'UTC',
    operatorId,
    role: operatorId === 'cleo' ? 'commander' : 'dispatcher',
    typed: () => undefined,
    travelTimeMs: () => undefined,
  });
  if (means.kind === 'act') return means.commands;
  return means.kind === 'problem' ? means.code : means.kind;
};

test('every desk of mine is handed over, or the one that is named, or with a note', () => {
  expect(read('hand over')).toEqual([
    { type: 'OpenHandOver', deskId: 'D1' },
    { type: 'OpenHandOver', deskId: 'D2' },
  ]);
  expect(read('交班 d2')).toEqual([{ type: 'OpenHandOver', deskId: 'D2' }]);
  expect(read('hand over: Key is at S7, ask there')).toEqual([
    { type: 'OpenHandOver', deskId: 'D1', text: 'Key is at S7, ask there' },
    { type: 'OpenHandOver', deskId: 'D2', text: 'Key is at S7, ask there' },
  ]);
  expect(read('hand over', 'ben')).toBe('deskMissing');
  expect(read('hand over S1')).toBe('deskMissing');
});

test('what is open is taken over by its number; of several it is asked which, and nobody takes their own', () => {
  expect(read('take over', 'cleo')).toBe('noHandOver');
  telling.must(does({ type: 'OpenHandOver', deskId: 'D2' }));
  const seq = telling.board.handOvers.get('D2')!.seq;
  expect(read('接班', 'cleo')).toEqual([{ type: 'TakeOver', deskId: 'D2', opened: seq }]);
  expect(read('take over')).toBe('noHandOver');
  telling.must(does({ type: 'OpenHandOver', deskId: 'D1' }));
  expect(read('take over', 'cleo')).toBe('handOverForm');
  expect(read('take over D2', 'cleo')).toEqual([{ type: 'TakeOver', deskId: 'D2', opened: seq }]);
  expect(read('withdraw hand-over')).toEqual([
    { type: 'WithdrawHandOver', deskId: 'D1' },
    { type: 'WithdrawHandOver', deskId: 'D2' },
  ]);
  expect(read('withdraw', 'cleo')).toBe('noHandOver');
});
