import { fail, ok } from '@clarion/measure';
import type { CommandRequest } from '@clarion/protocol';
import { expect, test } from 'vitest';
import { type Cry, createCallForHelp } from './call-for-help.ts';

function phone(statuses: readonly number[], kept: Cry[] = []) {
  const posted: CommandRequest[] = [];
  const answers = [...statuses];
  let stored: readonly Cry[] = kept;
  let made = 0;
  const help = createCallForHelp({
    post: async request => {
      posted.push(request);
      const status = answers.shift() ?? 0;
      return status === 200 ? ok({ head: 1, seqs: [1] }) : fail({ status, code: 'x', message: '' });
    },
    unitId: () => 'E1',
    read: () => stored,
    keep: cries => {
      stored = cries;
    },
    newId: () => `id${made++}`,
    onChange: () => undefined,
  });
  return { help, posted, stored: () => stored };
}

test('what was pressed without a network stays on the phone and goes with its own time', async () => {
  const { help, posted, stored } = phone([0, 503, 200]);
  help.cry({ type: 'RaiseEmergency', unitId: 'E1', happenedAt: 1000 });
  await help.flush();
  await help.flush();
  await help.flush();
  expect(stored()).toEqual([]);
  expect(new Set(posted.map(one => one.commandId)).size).toBe(1);
  expect(posted.at(-1)?.command).toEqual({ type: 'RaiseEmergency', unitId: 'E1', happenedAt: 1000 });
});

test('a phone that was switched off and on still sends it', async () => {
  const cry = { commandId: 'a', type: 'RaiseEmergency', unitId: 'E1', happenedAt: 7 } as const;
  const { help, posted } = phone([200], [cry]);
  await help.flush();
  expect(posted[0]?.commandId).toBe('a');
});

test('what another crew pressed on this phone waits for that crew, and holds nobody up', async () => {
  const other = { commandId: 'a', type: 'RaiseEmergency', unitId: 'E2', happenedAt: 7 } as const;
  const { help, posted, stored } = phone([200], [other]);
  help.cry({ type: 'RaiseEmergency', unitId: 'E1', happenedAt: 9 });
  await help.flush();
  expect(posted.map(({ command }) => command)).toEqual([
    { type: 'RaiseEmergency', unitId: 'E1', happenedAt: 9 },
  ]);
  expect(stored()).toEqual([other]);
});

test('a session that has ended keeps it; what the log has already is given up', async () => {
  const ended = phone([401]);
  ended.help.cry({ type: 'RaiseEmergency', unitId: 'E1', happenedAt: 7 });
  await ended.help.flush();
  expect(ended.stored()).toHaveLength(1);
  const over = phone([409, 409]);
  over.help.cry({ type: 'ClaimSafe', unitId: 'E1', happenedAt: 7 });
  await over.help.flush();
  expect(over.stored()).toHaveLength(0);
});
