import { callBackRules } from '@clarion/dispatch';
import { openingOf } from '../bar/commands.ts';
import { callAsTyped, flushCard } from '../call/card-draft.ts';
import { callBackInHand, nextCallBack } from '../call-back/in-hand.ts';
import type { Console } from '../console.ts';
import { newestOf, placeOfLocation } from '../location/located.ts';
import type { Speech } from '../words/speak.ts';
import { type Action, may } from './action.ts';
import { carryOut, isMine, takeCall } from './carry-out.ts';
import { focusOn } from './focus-on.ts';
import { cardCall, fillBar } from './in-hand.ts';

/** The card that asks a silent line, where the centre has it in use. */
const SILENT_CARD = 'silent-call';

const line = (word: string, ...rest: readonly string[]) => [word.split(',')[0]!, ...rest].join(' ');

/** Where somebody can be sent to look: the card's place, else where the phone says it is. */
function placeToLook(console: Console, speech?: Speech) {
  const call = callBackInHand(console);
  if (call === undefined) return undefined;
  const located = console.located.get();
  const phone = located?.callId === call.callId ? newestOf(located) : undefined;
  if (call.place !== undefined) return call.place;
  return speech === undefined ? phone?.shape && phone : placeOfLocation(phone, false, speech);
}

/** Silent calls, calls that broke off, and callers who are called back. */
export const callBackActions: readonly Action[] = [
  {
    id: 'silentCall',
    group: 'call',
    name: 'action.silentCall',
    key: { code: 'F2', ctrl: true },
    predicate: console =>
      may(console, 'SetCallBack') &&
      cardCall(console)?.state === 'open' &&
      isMine(console, cardCall(console)?.callId ?? '') &&
      callBackInHand(console) === undefined,
    // The questions that a key press answers come up beside it.
    perform: console => {
      const call = cardCall(console);
      if (call === undefined) return;
      const { callId } = call;
      void carryOut(console, { type: 'SetCallBack', callId, cause: 'silent' });
      const inUse = console.board().cards.get(SILENT_CARD)?.live !== undefined;
      if (!inUse) return;
      void carryOut(console, { type: 'OpenCard', callId, cardId: SILENT_CARD });
      console.desk.change(desk => ({ ...desk, side: 'protocol' }));
      setTimeout(() => focusOn('protocolCard'));
    },
  },
  {
    id: 'cutOff',
    group: 'call',
    name: 'action.cutOff',
    key: { code: 'F8', ctrl: true },
    predicate: console =>
      may(console, 'SetCallBack') &&
      cardCall(console)?.state === 'open' &&
      isMine(console, cardCall(console)?.callId ?? ''),
    perform: console => {
      const call = cardCall(console);
      if (call === undefined) return;
      flushCard(call.callId);
      void carryOut(console, { type: 'SetCallBack', callId: call.callId, cause: 'cutOff' });
    },
  },
  {
    id: 'nextCallBack',
    group: 'call',
    name: 'action.nextCallBack',
    key: { code: 'F3', ctrl: true },
    predicate: console => nextCallBack(console) !== undefined,
    perform: console => {
      const callId = nextCallBack(console);
      if (callId !== undefined) takeCall(console, callId);
    },
  },
  {
    id: 'showNumber',
    group: 'call',
    name: 'action.showNumber',
    key: { code: 'F9', ctrl: true },
    predicate: console => (callBackInHand(console)?.contacts.length ?? 0) > 0,
    perform: console => {
      const call = callBackInHand(console);
      if (call !== undefined) console.desk.change(desk => ({ ...desk, numberOf: call.callId }));
    },
  },
  {
    id: 'tried',
    group: 'call',
    name: 'action.tried',
    key: { code: 'F10', ctrl: true },
    predicate: console => may(console, 'AttemptCallBack') && callBackInHand(console) !== undefined,
    perform: (console, speech) =>
      fillBar(console, `${line(speech('verb.tried'), callBackInHand(console)?.callId ?? '')} `),
  },
  {
    id: 'giveUp',
    group: 'call',
    name: 'action.giveUp',
    key: { code: 'F10', ctrl: true, shift: true },
    predicate: console => may(console, 'GiveUpCallBack') && callBackInHand(console) !== undefined,
    perform: (console, speech) =>
      fillBar(console, `${line(speech('verb.giveUp'), callBackInHand(console)?.callId ?? '')} `),
  },
  {
    id: 'sendPatrol',
    group: 'call',
    name: 'action.sendPatrol',
    key: { code: 'F9', ctrl: true, shift: true },
    predicate: console =>
      may(console, 'OpenIncident') &&
      callBackInHand(console)?.incidentId === undefined &&
      placeToLook(console) !== undefined,
    perform: (console, speech) => {
      const call = callBackInHand(console);
      const place = placeToLook(console, speech);
      if (call === undefined || place === undefined || !('label' in place)) return;
      flushCard(call.callId);
      const typed = callAsTyped(console, call.callId) ?? call;
      const look = callBackRules(console.board()).lookTypeId;
      const typeId = typed.typeId ?? look;
      void carryOut(console, openingOf({ ...typed, place, ...(typeId === undefined ? {} : { typeId }) }));
    },
  },
];
