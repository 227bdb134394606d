import { expect, test } from 'vitest';
import { machine, smallTown, Telling } from '../../test/story.ts';
import { shiftRules, usualShifts } from './rules.ts';

test('a centre’s own shifts go before the usual ones', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  expect(shiftRules(telling.board)).toBe(usualShifts);
  const configuration = { ...smallTown, version: 2, shifts: { ...usualShifts, lostSeconds: 300 } };
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration } });
  expect(shiftRules(telling.board).lostSeconds).toBe(300);
});
