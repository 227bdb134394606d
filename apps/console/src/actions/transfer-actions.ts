import { type Matter, matterId, openTransfers } from '@clarion/dispatch';
import type { Console } from '../console.ts';
import { type Action, may } from './action.ts';
import { focusOn } from './focus-on.ts';
import { cardCall, fillBar, incidentInHand } from './in-hand.ts';

/** What would be given away: the incident in hand that is open, else the call on the card that has none. */
export function matterInHand(console: Console): Matter | undefined {
  const incident = incidentInHand(console);
  if (incident?.state === 'open') return { incidentId: incident.incidentId };
  const call = cardCall(console);
  const isFree = call?.incidentId === undefined && call?.disposition === undefined;
  return call !== undefined && isFree && call.state !== 'ringing' ? { callId: call.callId } : undefined;
}

/** What an agency owes of the work in hand, the newest. */
function owedInHand(console: Console): string | undefined {
  const { incidentId, callId } = console.desk.get();
  const open = openTransfers(console.board()).map(({ matter }) => matterId(matter));
  return [incidentId, callId].find(id => id !== undefined && open.includes(id));
}

const line = (word: string, id: string) => `${word.split(',')[0]} ${id} `;

/** Matters that other agencies take over, and all that is owed. */
export const transferActions: readonly Action[] = [
  {
    id: 'transfer',
    group: 'incident',
    name: 'action.transfer',
    key: { code: 'F1', ctrl: true, shift: true },
    predicate: console => may(console, 'SendTransfer') && matterInHand(console) !== undefined,
    perform: console => {
      const matter = matterInHand(console);
      if (matter === undefined) return;
      console.desk.change(desk => ({
        ...desk,
        transferring: matterId(matter),
        ...('incidentId' in matter ? { side: 'incident' as const } : {}),
      }));
      setTimeout(() => focusOn('transfer'));
    },
  },
  {
    id: 'receipt',
    group: 'incident',
    name: 'action.receipt',
    key: { code: 'Enter', ctrl: true, shift: true },
    predicate: console => may(console, 'NoteReceipt') && owedInHand(console) !== undefined,
    perform: (console, speech) => fillBar(console, line(speech('verb.receipt'), owedInHand(console) ?? '')),
  },
  {
    id: 'result',
    group: 'incident',
    name: 'action.result',
    key: { code: 'F3', ctrl: true, shift: true },
    predicate: console => may(console, 'NoteResult') && owedInHand(console) !== undefined,
    perform: (console, speech) => fillBar(console, line(speech('verb.result'), owedInHand(console) ?? '')),
  },
  {
    id: 'tasks',
    group: 'view',
    name: 'action.tasks',
    key: { code: 'F1', ctrl: true },
    predicate: console => may(console, 'AttemptCallBack'),
    perform: console => {
      console.desk.change(desk => ({ ...desk, side: desk.side === 'tasks' ? 'incident' : 'tasks' }));
      setTimeout(() => focusOn('tasks'));
    },
  },
];
