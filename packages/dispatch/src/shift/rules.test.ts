import { expect, test } from 'vitest';
import { machine, smallTown, Telling } from '../../test/story.ts';
import { shiftRules, usualShifts } from './rules.ts';

test('a centre’s own shifts go before the usual ones, part by part', () => {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  expect(shiftRules(telling.board)).toEqual(usualShifts);
  const configuration = { ...smallTown, version: 2, shifts: { lostSeconds: 300 } };
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration } });
  expect(shiftRules(telling.board)).toEqual({ ...usualShifts, lostSeconds: 300 });
});
