import fc from 'fast-check';
import {
  type Board,
  type Command,
  cardAtWork,
  interpreterSteps,
  pageSteps,
  type SealedRef,
} from '../src/index.ts';
import { ask } from './asked.ts';

type Asked = readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Command> }[];

/** Drawn commands about the protocol card of a call; `answering` settles which question is meant. */
export const askedOfCards = (callId: fc.Arbitrary<string>, sealed: fc.Arbitrary<SealedRef>): Asked => [
  {
    weight: 4,
    arbitrary: ask('OpenCard', { callId, cardId: fc.constantFrom('other', 'fire') }, ['callId', 'cardId']),
  },
  {
    weight: 12,
    arbitrary: ask(
      'AnswerCard',
      {
        callId,
        position: fc.constantFrom(-1, -1, 0, 1),
        questionId: fc.constantFrom('asked', 'asked', 'asked', 'burning', 'inside'),
        choiceId: fc.constantFrom('no', 'unknown', 'building', 'some', 'vehicle'),
        words: sealed,
      },
      ['callId', 'position', 'questionId', 'choiceId'],
    ),
  },
  { weight: 2, arbitrary: ask('TakeAdvice', { callId }, ['callId']) },
  { weight: 3, arbitrary: ask('BeginCompressions', { callId }, ['callId']) },
  { weight: 3, arbitrary: ask('EndCompressions', { callId }, ['callId']) },
  {
    weight: 4,
    arbitrary: ask('StampInterpreter', { callId, step: fc.constantFrom(...interpreterSteps) }, [
      'callId',
      'step',
    ]),
  },
];

/** Drawn commands about telling crews, and what they have read. */
export const askedOfPages = (unitId: fc.Arbitrary<string>, incidentId: fc.Arbitrary<string>): Asked => [
  {
    weight: 6,
    arbitrary: ask('ReadChange', { unitId, incidentId, seq: fc.integer({ min: 0, max: 12 }) }, [
      'unitId',
      'incidentId',
      'seq',
    ]),
  },
  {
    weight: 3,
    arbitrary: ask(
      'MarkPage',
      {
        unitId,
        assignmentId: fc.integer({ min: 1, max: 6 }).map(number => `A${number}`),
        channelId: fc.constant('phone'),
        step: fc.constantFrom(...pageSteps),
        change: fc.integer({ min: 8, max: 20 }),
      },
      ['unitId', 'assignmentId', 'channelId', 'step'],
    ),
  },
];

/** A drawn answer as one to what is asked then, or to one of the first questions again. */
export function answering(
  command: Extract<Command, { type: 'AnswerCard' }>,
  board: Board,
): Extract<Command, { type: 'AnswerCard' }> {
  const call = board.calls.get(command.callId);
  const atWork = call && cardAtWork(board, call);
  if (!atWork) return { ...command, position: 0 };
  const isNext = command.position < 0;
  const position = isNext ? atWork.run.answers.length : command.position;
  const at = isNext ? atWork.walk.at : atWork.run.answers[position]?.questionId;
  const questionId = command.questionId === 'asked' ? (at ?? '') : command.questionId;
  return { ...command, position, questionId };
}
