import { interpreterNow, nextInterpreterStep } from '@clarion/dispatch';
import { type Action, may } from './action.ts';
import { carryOut } from './carry-out.ts';
import { focusOn } from './focus-on.ts';
import { cardCall } from './in-hand.ts';

/** What the caller speaks, and the interpreter of that call. */
export const languageActions: readonly Action[] = [
  {
    id: 'callerLanguage',
    group: 'call',
    name: 'action.callerLanguage',
    key: { code: 'KeyF', alt: true, shift: true },
    predicate: console => cardCall(console)?.state === 'open' && may(console, 'AmendCall'),
    perform: () => focusOn('language'),
  },
  {
    id: 'interpreter',
    group: 'call',
    name: 'action.interpreter',
    key: { code: 'KeyD', alt: true, shift: true },
    predicate: console => cardCall(console)?.state === 'open' && may(console, 'StampInterpreter'),
    perform: console => {
      const call = cardCall(console);
      if (call === undefined) return;
      const step = nextInterpreterStep(call);
      void carryOut(console, { type: 'StampInterpreter', callId: call.callId, step });
    },
  },
  {
    id: 'interpreterGone',
    group: 'call',
    name: 'action.interpreterGone',
    key: { code: 'Enter', alt: true, shift: true },
    // Asked for by a slip, or nobody comes: else its clock ran, and rang, until the caller hangs up.
    predicate: console => {
      const call = cardCall(console);
      return call !== undefined && interpreterNow(call) !== undefined && may(console, 'StampInterpreter');
    },
    perform: console => {
      const callId = cardCall(console)?.callId;
      if (callId !== undefined) void carryOut(console, { type: 'StampInterpreter', callId, step: 'left' });
    },
  },
];
