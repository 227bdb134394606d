import { fail, ok } from '@clarion/measure';
import type { CommandRequest } from '@clarion/protocol';
import { describe, expect, test } from 'vitest';
import { createOutbox, type Tap } from './outbox.ts';

function phone(kept: readonly Tap[] = []) {
  let storage = kept;
  let online = true;
  let count = 0;
  const posted: CommandRequest[] = [];
  const refused: Tap[] = [];
  let status = 200;
  const outbox = createOutbox({
    post: async request => {
      if (!online) return fail({ status: 0, code: 'Unreachable', message: '' });
      posted.push(request);
      return status === 200
        ? ok({ head: 1, seqs: [1] })
        : fail({ status, code: 'StatusNotPossible', message: 'no' });
    },
    read: () => storage,
    keep: taps => {
      storage = taps;
    },
    newId: () => `id${++count}`,
    onChange: () => undefined,
    onSent: () => undefined,
    onRefused: tap => refused.push(tap),
  });
  return {
    outbox,
    posted,
    refused,
    stored: () => storage,
    setOnline: (next: boolean) => {
      online = next;
    },
    setStatus: (next: number) => {
      status = next;
    },
  };
}
const settle = () => new Promise(resolve => setImmediate(resolve));
const tap = (status: Tap['status'], happenedAt: number) => ({
  unitId: 'E1',
  status,
  happenedAt,
  incidentId: 'I1',
});

describe('taps of the crew', () => {
  test('are kept without a network and sent in order with their own times', async () => {
    const { outbox, posted, stored, setOnline } = phone();
    setOnline(false);
    outbox.tap(tap('acknowledged', 10));
    outbox.tap(tap('enRoute', 20));
    await settle();
    expect(stored().map(one => one.status)).toEqual(['acknowledged', 'enRoute']);
    setOnline(true);
    await outbox.flush();
    expect(posted.map(one => 'happenedAt' in one.command && one.command.happenedAt)).toEqual([10, 20]);
    expect(stored()).toEqual([]);
  });

  test('outlive the page and keep their ids, so that one sent twice counts once', async () => {
    const first = phone();
    first.setOnline(false);
    first.outbox.tap(tap('onScene', 5));
    await settle();
    const second = phone(first.stored());
    await second.outbox.flush();
    expect(second.posted.map(one => one.commandId)).toEqual(['id1']);
  });

  test('a refused one is told and does not hold up the next', async () => {
    const { outbox, refused, setStatus, setOnline, stored } = phone();
    setOnline(false);
    outbox.tap(tap('onScene', 5));
    outbox.tap(tap('available', 6));
    await settle();
    setOnline(true);
    setStatus(409);
    await outbox.flush();
    expect(refused.map(one => one.status)).toEqual(['onScene', 'available']);
    expect(stored()).toEqual([]);
  });

  test('a session that ran out keeps them for after the next sign-in', async () => {
    const { outbox, setStatus, stored } = phone();
    setStatus(401);
    outbox.tap(tap('onScene', 5));
    await settle();
    expect(stored().length).toBe(1);
  });
});
