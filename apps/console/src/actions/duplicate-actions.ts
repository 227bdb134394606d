import { isUnread, unreadOf } from '@clarion/dispatch';
import type { Console } from '../console.ts';
import { type Action, may } from './action.ts';
import { carryOut, takeCall } from './carry-out.ts';
import { cardCall } from './in-hand.ts';

/** What one key may attach: the answer on the screen is about the call on the card, and it is sure enough. */
const likelyOfCard = (console: Console) => {
  const call = cardCall(console);
  const shown = console.likely.get();
  const [best] = shown?.likely ?? [];
  if (call === undefined || shown?.callId !== call.callId || call.incidentId !== undefined) return undefined;
  return best?.oneKey
    ? { callId: call.callId, incidentId: best.incidentId, shownId: shown.shownId }
    : undefined;
};

/** The unread call on the card, and the next one of the same incident. */
const unreadOfCard = (console: Console) => {
  const call = cardCall(console);
  const rings = call?.state === 'ringing' && call.channel === 'phone';
  const own = call !== undefined && isUnread(call) && !rings ? call : undefined;
  const incidentId = call?.incidentId ?? console.desk.get().incidentId;
  const next =
    incidentId === undefined
      ? undefined
      : unreadOf(console.board(), incidentId).find(one => one.callId !== call?.callId);
  return own === undefined && next === undefined ? undefined : { own, next };
};

/** Several calls about one thing. */
export const duplicateActions: readonly Action[] = [
  {
    id: 'attachLikely',
    group: 'call',
    name: 'action.attachLikely',
    key: { code: 'KeyM', alt: true, shift: true },
    predicate: console => may(console, 'AttachCall') && likelyOfCard(console) !== undefined,
    perform: console => {
      const likely = likelyOfCard(console);
      if (likely !== undefined) void carryOut(console, { type: 'AttachCall', ...likely });
    },
  },
  {
    id: 'detach',
    group: 'call',
    name: 'action.detach',
    key: { code: 'KeyN', alt: true, shift: true },
    predicate: console => {
      const call = cardCall(console);
      const incident = console.board().incidents.get(call?.incidentId ?? '');
      return may(console, 'DetachCall') && incident?.state === 'open';
    },
    perform: console => {
      const call = cardCall(console);
      if (call !== undefined) void carryOut(console, { type: 'DetachCall', callId: call.callId });
    },
  },
  {
    id: 'readNext',
    group: 'call',
    name: 'action.readNext',
    key: { code: 'KeyU', alt: true, shift: true },
    predicate: console => may(console, 'ReadCall') && unreadOfCard(console) !== undefined,
    perform: console => {
      const found = unreadOfCard(console);
      if (found?.own !== undefined) void carryOut(console, { type: 'ReadCall', callId: found.own.callId });
      if (found?.next !== undefined) takeCall(console, found.next.callId);
    },
  },
];
