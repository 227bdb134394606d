import { fail, ok } from '@clarion/measure';
import type { CommandAccepted, CommandRequest } from '@clarion/protocol';
import { expect, test } from 'vitest';
import type { CarryOut } from './carry-out.ts';
import type { Refused } from './fault.ts';
import { onceEach } from './once-each.ts';

const dispatcher = { operatorId: 'anna', role: 'dispatcher' } as const;
const order = (commandId: string): CommandRequest => ({
  commandId,
  command: { type: 'ReportStatus', unitId: 'E1', status: 'available' },
});
const busy: Refused = { status: 409, code: 'UnitAlreadyAssigned' };
const nothing: CommandAccepted = { head: 3, seqs: [] };

/** A desk whose next answers are given. */
function desk(...answers: (CommandAccepted | Refused | Error)[]) {
  let asked = 0;
  const carryOut: CarryOut = async () => {
    const answer = answers[asked++]!;
    if (answer instanceof Error) throw answer;
    return 'status' in answer ? fail(answer) : ok(answer);
  };
  return { ask: onceEach(carryOut, 2), asked: () => asked };
}

test('what was refused, or changed nothing, stays so when a copy of it comes late', async () => {
  for (const first of [busy, nothing]) {
    const { ask, asked } = desk(first, { head: 9, seqs: [9] });
    const told = await ask(dispatcher, order('a'), 'en');
    expect(await ask(dispatcher, order('a'), 'en')).toEqual(told);
    expect(asked()).toBe(1);
    expect((await ask(dispatcher, order('b'), 'en')).ok).toBe(true);
  }
});

test('two copies at once are one', async () => {
  const { ask, asked } = desk(busy, { head: 9, seqs: [9] });
  const [one, other] = await Promise.all([
    ask(dispatcher, order('a'), 'en'),
    ask(dispatcher, order('a'), 'en'),
  ]);
  expect(one).toEqual(other);
  expect(asked()).toBe(1);
});

test('what the log knows, what a role may do, and what broke are asked anew', async () => {
  const { ask, asked } = desk(
    { head: 9, seqs: [9] },
    { status: 403, code: 'UnitNotYours' },
    new Error('away'),
    busy,
  );
  for (let copy = 0; copy < 4; copy++) await ask(dispatcher, order('a'), 'en').catch(() => undefined);
  expect(asked()).toBe(4);
});

test('one operator’s command is not another’s, and the oldest are forgotten', async () => {
  const { ask, asked } = desk(busy, busy, busy, busy, busy);
  await ask(dispatcher, order('a'), 'en');
  await ask({ ...dispatcher, operatorId: 'ben' }, order('a'), 'en');
  expect(asked()).toBe(2);
  await ask(dispatcher, order('b'), 'en');
  await ask(dispatcher, order('a'), 'en');
  expect(asked()).toBe(4);
});
