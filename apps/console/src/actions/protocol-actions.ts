import { advised } from '@clarion/dispatch';
import { answerAnew, positionOf, pressDigit, questionedCall } from '../protocol/questioning.ts';
import { type Action, may } from './action.ts';
import { carryOut } from './carry-out.ts';
import { focusOn } from './focus-on.ts';

/** Digits of a protocol card wherever the focus stands; in its panel they need no Alt. */
const digits: readonly Action[] = [1, 2, 3, 4, 5, 6, 7, 8, 9, 0].map(digit => ({
  id: `cardAnswer${digit}`,
  group: 'call',
  name: digit === 0 ? 'protocol.unknown' : `action.cardAnswer${digit}`,
  key: { code: `Digit${digit}`, alt: true },
  predicate: console =>
    may(console, 'AnswerCard') &&
    console.desk.get().side === 'protocol' &&
    questionedCall(console) !== undefined,
  perform: console => void pressDigit(console, digit),
}));

export const protocolActions: readonly Action[] = [
  {
    id: 'protocol',
    group: 'call',
    name: 'action.protocol',
    key: { code: 'KeyG', alt: true, shift: true },
    predicate: console => may(console, 'OpenCard'),
    perform: console => {
      console.desk.change(desk => ({ ...desk, side: 'protocol' }));
      // The panel is drawn first.
      setTimeout(() => focusOn('protocolCard'));
    },
  },
  {
    id: 'takeAdvice',
    group: 'call',
    name: 'action.takeAdvice',
    key: { code: 'KeyT', alt: true, shift: true },
    predicate: console => {
      const call = questionedCall(console);
      return may(console, 'TakeAdvice') && call !== undefined && advised(console.board(), call) !== undefined;
    },
    perform: console => {
      const call = questionedCall(console);
      if (call !== undefined) void carryOut(console, { type: 'TakeAdvice', callId: call.callId });
    },
  },
  {
    id: 'compressions',
    group: 'call',
    name: 'action.compressions',
    key: { code: 'KeyB', alt: true, shift: true },
    predicate: console => may(console, 'BeginCompressions') && questionedCall(console) !== undefined,
    perform: console => {
      const call = questionedCall(console);
      if (call === undefined) return;
      const last = call.compressions?.at(-1);
      const running = last !== undefined && last.until === undefined;
      void carryOut(console, {
        type: running ? 'EndCompressions' : 'BeginCompressions',
        callId: call.callId,
      });
    },
  },
  {
    id: 'cardBack',
    group: 'call',
    name: 'action.cardBack',
    key: { code: 'Backspace', alt: true },
    predicate: console => (questionedCall(console)?.cards?.at(-1)?.answers.length ?? 0) > 0,
    perform: console => {
      const call = questionedCall(console);
      if (call !== undefined) answerAnew(console, call, positionOf(console, call) - 1);
    },
  },
  {
    id: 'writeCards',
    group: 'view',
    name: 'action.writeCards',
    key: { code: 'KeyE', alt: true, shift: true },
    predicate: console => may(console, 'ProposeCard'),
    perform: console =>
      console.desk.change(desk => ({ ...desk, side: desk.side === 'writing' ? 'incident' : 'writing' })),
  },
  ...digits,
];
