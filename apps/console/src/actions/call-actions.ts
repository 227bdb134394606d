import { openingOf } from '../bar/commands.ts';
import { callAsTyped, flushCard } from '../call/card-draft.ts';
import { newestOf, placeOfLocation } from '../location/located.ts';
import { type Action, may } from './action.ts';
import { carryOut, isMine } from './carry-out.ts';
import { focusOn, leaveCard } from './focus-on.ts';
import { cardCall, fillBar, incidentInHand, toAnswer } from './in-hand.ts';

export const callActions: readonly Action[] = [
  {
    id: 'answer',
    group: 'call',
    name: 'action.answer',
    key: { code: 'F2' },
    predicate: console => may(console, 'AnswerCall') && toAnswer(console) !== undefined,
    perform: console => {
      const callId = toAnswer(console);
      if (callId !== undefined) void carryOut(console, { type: 'AnswerCall', callId });
    },
  },
  {
    id: 'newCall',
    group: 'call',
    name: 'action.newCall',
    key: { code: 'F2', alt: true },
    predicate: console => may(console, 'AnswerCall'),
    perform: console => {
      // What is typed before the new card is there must not be of the call before.
      leaveCard();
      void carryOut(console, { type: 'AnswerCall' });
    },
  },
  {
    id: 'location',
    group: 'call',
    name: 'action.location',
    key: { code: 'F4' },
    predicate: console => cardCall(console) !== undefined,
    perform: () => focusOn('location'),
  },
  {
    id: 'pick',
    group: 'call',
    name: 'action.pick',
    key: { code: 'KeyG', alt: true },
    predicate: console => cardCall(console)?.state === 'open' && may(console, 'AmendCall'),
    perform: console => console.desk.change(desk => ({ ...desk, picking: { for: 'card' } })),
  },
  {
    id: 'confirmLocation',
    group: 'call',
    name: 'action.confirmLocation',
    key: { code: 'KeyV', alt: true, shift: true },
    predicate: console => {
      const call = cardCall(console);
      const located = console.located.get();
      const isOfCard = call?.state === 'open' && located?.callId === call.callId;
      return isOfCard && newestOf(located)?.shape !== undefined && may(console, 'AmendCall');
    },
    perform: (console, speech) => {
      const located = console.located.get();
      const place = placeOfLocation(newestOf(located), true, speech);
      if (located === undefined || place === undefined) return;
      void carryOut(console, { type: 'AmendCall', callId: located.callId, fields: { place } });
    },
  },
  {
    id: 'open',
    group: 'call',
    name: 'action.open',
    key: { code: 'F8' },
    predicate: console => {
      const call = cardCall(console);
      return call?.state === 'open' && call.incidentId === undefined && may(console, 'OpenIncident');
    },
    perform: console => {
      const call = cardCall(console);
      if (call === undefined) return;
      flushCard(call.callId);
      void carryOut(console, openingOf(callAsTyped(console, call.callId) ?? call));
    },
  },
  {
    id: 'endCall',
    group: 'call',
    name: 'action.endCall',
    key: { code: 'KeyE', alt: true },
    predicate: console => {
      const call = cardCall(console);
      return call?.state === 'open' && isMine(console, call.callId) && may(console, 'EndCall');
    },
    perform: console => {
      const call = cardCall(console);
      if (call === undefined) return;
      flushCard(call.callId);
      void carryOut(console, { type: 'EndCall', callId: call.callId });
    },
  },
  {
    id: 'attach',
    group: 'call',
    name: 'action.attach',
    key: { code: 'Equal', alt: true },
    predicate: console => {
      const call = cardCall(console);
      return call !== undefined && call.incidentId === undefined && incidentInHand(console) !== undefined;
    },
    perform: console =>
      fillBar(console, `attach ${cardCall(console)?.callId} > ${incidentInHand(console)?.incidentId}`),
  },
];
