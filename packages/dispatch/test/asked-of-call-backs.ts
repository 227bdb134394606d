import fc from 'fast-check';
import {
  attemptOutcomes,
  type Board,
  type Command,
  callBackCauses,
  callBacks,
  giveUpReasons,
} from '../src/index.ts';
import { ask } from './ask.ts';

/** Drawn commands about callers who are to be called back. */
export const askedOfCallBacks = (callId: fc.Arbitrary<string>) => [
  {
    weight: 3,
    arbitrary: ask('SetCallBack', { callId, cause: fc.constantFrom(...callBackCauses) }, ['callId', 'cause']),
  },
  {
    weight: 3,
    arbitrary: ask('AttemptCallBack', { callId, outcome: fc.constantFrom(...attemptOutcomes) }, [
      'callId',
      'outcome',
    ]),
  },
  {
    weight: 3,
    arbitrary: ask('GiveUpCallBack', { callId, reason: fc.constantFrom(...giveUpReasons) }, [
      'callId',
      'reason',
    ]),
  },
];

/** As drawn, somebody is reached or given up who is to be called back, if anybody is. */
export function settledOfCallBacks(command: Command, board: Board): Command {
  if (command.type !== 'AttemptCallBack' && command.type !== 'GiveUpCallBack') return command;
  const [first] = callBacks(board);
  return first === undefined ? command : { ...command, callId: first.call.callId };
}
