import type { Entry } from '@clarion/dispatch';
import { fail, instant, ok, type Result } from '@clarion/measure';
import type { CommandAccepted, CommandRequest } from '@clarion/protocol';
import { describe, expect, test } from 'vitest';
import type { RequestFault } from './request.ts';
import { createSending, type Sent } from './sending.ts';

/** A clock and a server that the test drives by hand. */
function desk() {
  let wall = 0;
  let head = 0;
  let count = 0;
  let timers: { readonly at: number; readonly run: () => void }[] = [];
  const posted: CommandRequest[] = [];
  const refused: Sent[] = [];
  const kept: (readonly Sent[])[] = [];
  let answer: () => Promise<Result<CommandAccepted, RequestFault>> = () => new Promise(() => undefined);
  const sending = createSending({
    post: request => {
      posted.push(request);
      return answer();
    },
    head: () => head,
    wall: () => wall,
    newId: () => `id${++count}`,
    later: (run, ms) => {
      const timer = { at: wall + ms, run };
      timers.push(timer);
      return () => {
        timers = timers.filter(one => one !== timer);
      };
    },
    keep: open => kept.push(open),
    onRefused: one => refused.push(one),
  });
  const wait = async (ms: number) => {
    const end = wall + ms;
    for (;;) {
      await new Promise(resolve => setImmediate(resolve));
      const next = timers.filter(one => one.at <= end).sort((a, b) => a.at - b.at)[0];
      if (next === undefined) break;
      timers = timers.filter(one => one !== next);
      wall = next.at;
      next.run();
    }
    wall = end;
  };
  return {
    sending,
    posted,
    refused,
    kept,
    wait,
    answers: (next: typeof answer) => {
      answer = next;
    },
    setHead: (next: number) => {
      head = next;
    },
  };
}

const unreachable = async () => fail({ status: 0, code: 'Unreachable', message: '' });
const accepted =
  (head: number, more = {}) =>
  async () =>
    ok({ head, seqs: [head], ...more });
const dispatch = { type: 'AssignUnits', incidentId: 'I1', unitIds: ['E1'], displayed: ['E1'] } as const;
const note = { type: 'AddNote', incidentId: 'I1', text: 'gate locked' } as const;
const mutable = <T>(value: T) => structuredClone(value) as never;
const entryOf = (commandId: string, body: object, seq = 1): Entry =>
  ({
    seq,
    commandId,
    at: instant(0),
    recordedAt: instant(0),
    actor: { kind: 'operator', id: 'x' },
    ...body,
  }) as Entry;

describe('a sent command', () => {
  test('is pending until an entry with its id has come', async () => {
    const { sending, answers, wait } = desk();
    answers(accepted(5));
    const end = sending.send(mutable(dispatch));
    await wait(10);
    expect(sending.sent.get().map(one => one.state)).toEqual(['pending']);
    sending.confirm([entryOf('id1', { type: 'UnitsAssigned', data: {} })]);
    expect((await end).state).toBe('recorded');
    expect(sending.sent.get()).toEqual([]);
  });

  test('is recorded with the number it was given, though the entry comes before the answer', async () => {
    const { sending } = desk();
    const end = sending.send({ type: 'AnswerCall' });
    sending.confirm([entryOf('id1', { type: 'CallReceived', data: { callId: 'C7' } })]);
    expect((await end).made).toEqual({ callId: 'C7' });
  });

  test('is unconfirmed after two seconds', async () => {
    const { sending, wait } = desk();
    void sending.send(mutable(dispatch));
    await wait(1_999);
    expect(sending.sent.get()[0]?.state).toBe('pending');
    await wait(1);
    expect(sending.sent.get()[0]?.state).toBe('unconfirmed');
  });

  test('goes again with the same id for ten seconds, then waits for a person', async () => {
    const { sending, posted, answers, wait } = desk();
    answers(unreachable);
    void sending.send(mutable(dispatch));
    await wait(60_000);
    expect(posted.length).toBeGreaterThan(5);
    expect(posted.length).toBeLessThan(15);
    expect(new Set(posted.map(one => one.commandId))).toEqual(new Set(['id1']));
    const before = posted.length;
    answers(accepted(3));
    sending.again('id1');
    await wait(10);
    expect(posted.length).toBe(before + 1);
    expect(posted.at(-1)?.commandId).toBe('id1');
  });

  test('typed text goes until the log has it', async () => {
    const { sending, posted, answers, wait, setHead } = desk();
    answers(unreachable);
    const end = sending.send(mutable(note));
    await wait(120_000);
    setHead(9);
    answers(accepted(9));
    await wait(6_000);
    expect((await end).state).toBe('recorded');
    expect(posted.length).toBeGreaterThan(20);
  });

  test('is refused once, with the reason, and not sent again', async () => {
    const { sending, posted, answers, refused, wait } = desk();
    answers(async () => fail({ status: 409, code: 'UnitAlreadyAssigned', message: 'E1 was sent by x' }));
    expect((await sending.send(mutable(dispatch))).state).toBe('refused');
    await wait(60_000);
    expect(posted.length).toBe(1);
    expect(refused[0]?.fault?.message).toBe('E1 was sent by x');
  });

  test('a reload sends typed text again and leaves the rest to a person', async () => {
    const first = desk();
    first.answers(unreachable);
    void first.sending.send(mutable(note));
    void first.sending.send(mutable(dispatch));
    await first.wait(100);
    const second = desk();
    second.sending.restore(first.kept.at(-1)!);
    await second.wait(100);
    expect(second.posted.map(one => one.command.type)).toEqual(['AddNote']);
    expect(second.sending.sent.get().find(one => one.request.command.type === 'AssignUnits')?.state).toBe(
      'unconfirmed',
    );
  });
});
