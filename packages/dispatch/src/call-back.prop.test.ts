import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs } from '../../../test/runs.ts';
import { ask } from '../test/ask.ts';
import { anna, chief, machine, ringing, smallTown, square, Telling, taker } from '../test/story.ts';
import { attemptOutcomes, callBackCauses, callBacks, deskOfCallBack, giveUpReasons } from './call-back.ts';
import type { Actor } from './command.ts';
import { desksOf } from './desk.ts';
import type { Entry } from './entry.ts';
import { filable } from './filing.ts';
import { queue } from './queue.ts';

const callId = fc.constantFrom('C1', 'C2');
const incidentId = fc.constantFrom('I1', 'I2');
const deskId = fc.constantFrom('C1', 'D1', 'S1');
const asked = fc.oneof(
  {
    weight: 3,
    arbitrary: ask('EndCall', { callId, disposition: fc.constant('noneFound' as const) }, ['callId']),
  },
  {
    weight: 3,
    arbitrary: ask('SetCallBack', { callId, cause: fc.constantFrom(...callBackCauses) }, ['callId', 'cause']),
  },
  {
    weight: 4,
    arbitrary: ask(
      'AttemptCallBack',
      { callId, outcome: fc.constantFrom(...attemptOutcomes, 'noAnswer' as const) },
      ['callId', 'outcome'],
    ),
  },
  {
    weight: 2,
    arbitrary: ask('GiveUpCallBack', { callId, reason: fc.constantFrom(...giveUpReasons) }, [
      'callId',
      'reason',
    ]),
  },
  ask('AnswerCall', { callId }, ['callId']),
  ask('RingAgain', { callId }, ['callId']),
  ask('OpenIncident', { callId, place: fc.constant(square) }, ['callId', 'place']),
  ask('AttachCall', { callId, incidentId }, ['callId', 'incidentId']),
  ask('DetachCall', { callId }, ['callId']),
  ask('ReadCall', { callId }, ['callId']),
  ask('CloseIncident', { incidentId, disposition: fc.constant('noneFound' as const) }, [
    'incidentId',
    'disposition',
  ]),
  ask('ReopenIncident', { incidentId }, ['incidentId']),
  ask('MergeIncidents', { incidentId, intoId: incidentId }, ['incidentId', 'intoId']),
  ask('SplitIncident', { incidentId }, ['incidentId']),
  ask('Undo', { seq: fc.integer({ min: 3, max: 30 }) }, ['seq']),
  ask('TakeDesk', { deskId }, ['deskId']),
  ask('LeaveDesk', { deskId }, ['deskId']),
  ask(
    'FileRecords',
    { incidentIds: fc.constantFrom([], ['I1']), callIds: fc.constantFrom(['C1'], ['C1', 'C2']) },
    ['incidentIds', 'callIds'],
  ),
);
const step = fc.record({ asked, actor: fc.constantFrom<Actor>(taker, taker, anna, chief, machine) });

/** Each call's lot from the log alone, walked entry by entry: what it waits for, or what ended it. */
function lots(log: readonly Entry[]) {
  const lot = new Map<
    string,
    { cause?: string; tries: number; ended?: string; state: 'rings' | 'open' | 'over' }
  >();
  let supervisor: string | undefined;
  for (const { type, data, actor } of log) {
    if (type === 'DeskTaken' && data.deskId === 'S1') supervisor = actor.id;
    if (type === 'DeskLeft' && data.deskId === 'S1') supervisor = undefined;
    if (type === 'CallReceived') lot.set(data.callId, { tries: 0, state: 'rings' });
    const one = 'callId' in data ? lot.get(data.callId ?? '') : undefined;
    if (!one) continue;
    const over = (how: string) => {
      one.ended = how;
      delete one.cause;
    };
    const letGo = (how: string) => {
      expect(one.tries >= 3 || actor.role === 'commander' || actor.id === supervisor, how).toBe(true);
      over(how);
    };
    switch (type) {
      case 'CallAnswered':
        one.state = 'open';
        break;
      case 'CallRangAgain':
        if (one.cause !== undefined) over('rang again');
        if (one.state === 'over') one.state = 'rings';
        break;
      case 'CallEnded':
        if (data.disposition === undefined) {
          if (one.state === 'rings') Object.assign(one, { cause: 'abandoned', tries: 0 });
        } else if (one.cause === undefined) one.ended = data.disposition;
        else letGo(data.disposition);
        one.state = 'over';
        break;
      case 'CallBackSet':
        if (one.cause === undefined) one.tries = 0;
        one.cause = data.cause;
        break;
      case 'CallBackAttempted':
        one.tries++;
        expect(data.attempt).toBe(one.tries);
        if (data.outcome === 'fine' || data.outcome === 'needsHelp') over(data.outcome);
        break;
      case 'CallBackGivenUp':
        letGo(data.reason);
        break;
    }
  }
  return lot;
}

test('[TK5] [TK6] whatever is asked in whatever order, no such call leaves the board without what ended it, and each has one owner', () => {
  const met = new Map<string, number>();
  fc.assert(
    fc.property(fc.array(step, { minLength: 30, maxLength: 80, size: 'max' }), steps => {
      const telling = new Telling();
      telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
      telling.must(ringing());
      telling.must(ringing());
      for (const { asked: command, actor } of steps) {
        const filed =
          command.type === 'FileRecords'
            ? { ...command, ...filable(telling.board, telling.board.at) }
            : command;
        telling.act({ command: filed, actor });
        const { board } = telling;
        const inQueue = new Map(
          queue(board).flatMap(item =>
            item.kind === 'call' ? [[item.call.callId, item.waits] as const] : [],
          ),
        );
        const standing = callBacks(board);
        for (const { call } of standing) {
          const owners = desksOf(board).filter(desk => desk.deskId === deskOfCallBack(board, call));
          expect(owners).toHaveLength(1);
        }
        for (const [id, { cause, ended }] of lots(telling.log)) {
          if (ended !== undefined) met.set(ended, (met.get(ended) ?? 0) + 1);
          if (cause === undefined) continue;
          const call = board.calls.get(id);
          // With an incident it is in that; the incident's own end says why.
          if (call?.incidentId !== undefined) {
            expect(board.incidents.get(call.incidentId)?.callIds).toContain(id);
            continue;
          }
          if (call === undefined) {
            expect(
              telling.log.some(entry => entry.type === 'RecordsFiled' && entry.data.incidents.length > 0),
            ).toBe(true);
            continue;
          }
          expect(inQueue.get(id), id).toBe(cause);
          expect(standing.map(one => one.call.callId)).toContain(id);
        }
      }
      telling.checkFold();
    }),
    { numRuns: runs(120) },
  );
  expect([...met.keys()].toSorted()).toEqual(
    [...giveUpReasons, 'fine', 'needsHelp', 'noneFound', 'rang again'].toSorted(),
  );
});
