import { lastUndoable } from '@clarion/dispatch';
import type { Console } from '../console.ts';
import { waitingRows } from '../queue/rows.ts';
import { takeNewer } from '../recommendation/offer.ts';
import { openReplay } from '../replay/open-replay.ts';
import { type Action, may } from './action.ts';
import { carryOut, takeIncident } from './carry-out.ts';
import { dispatchShown, markedElsewhere } from './dispatch-shown.ts';
import { focusOn } from './focus-on.ts';
import { fillBar, incidentInHand } from './in-hand.ts';

/** The incident that waits for its first unit and comes next: the top one, or the one below that in hand. */
function nextWaiting(console: Console): string | undefined {
  const waiting = waitingRows(console.board()).filter(row => row.kind === 'incident');
  const at = waiting.findIndex(row => row.id === console.desk.get().incidentId);
  return (waiting[at + 1] ?? waiting[0])?.id;
}

export const incidentActions: readonly Action[] = [
  {
    id: 'next',
    group: 'incident',
    name: 'action.next',
    key: { code: 'BracketRight', alt: true },
    predicate: console => nextWaiting(console) !== undefined,
    perform: console => {
      const incidentId = nextWaiting(console);
      if (incidentId !== undefined) takeIncident(console, incidentId);
    },
  },
  {
    id: 'dispatch',
    group: 'incident',
    name: 'action.dispatch',
    key: { code: 'F9' },
    predicate: console => may(console, 'AssignUnits') && dispatchShown(console) !== undefined,
    perform: (console, speech) => {
      const command = dispatchShown(console);
      if (command === undefined) return;
      const elsewhere = markedElsewhere(console);
      if (elsewhere.length > 0) {
        const list = elsewhere.map(one => `${one.unitId} → ${one.incidentId}`).join(', ');
        console.tell('warn', speech('dispatch.elsewhere', { list }));
        return fillBar(console, `dispatch ${command.unitIds.join(' ')} > ${command.incidentId}`);
      }
      void carryOut(console, command);
    },
  },
  {
    id: 'takeNewer',
    group: 'incident',
    name: 'action.takeNewer',
    key: { code: 'KeyT', alt: true },
    predicate: console => console.offer.get().newer !== undefined,
    perform: console => console.offer.change(takeNewer),
  },
  {
    id: 'note',
    group: 'incident',
    name: 'action.note',
    key: { code: 'KeyN', alt: true },
    predicate: console => incidentInHand(console) !== undefined && may(console, 'AddNote'),
    perform: () => focusOn('note'),
  },
  {
    id: 'close',
    group: 'incident',
    name: 'action.close',
    key: { code: 'KeyX', alt: true },
    predicate: console => incidentInHand(console)?.state === 'open' && may(console, 'CloseIncident'),
    perform: console => fillBar(console, `close ${incidentInHand(console)?.incidentId} `),
  },
  {
    id: 'reopen',
    group: 'incident',
    name: 'action.reopen',
    key: { code: 'Slash', alt: true },
    predicate: console => incidentInHand(console)?.state === 'closed' && may(console, 'ReopenIncident'),
    perform: console => fillBar(console, `reopen ${incidentInHand(console)?.incidentId}`),
  },
  {
    id: 'replay',
    group: 'incident',
    name: 'action.replay',
    key: { code: 'KeyY', alt: true },
    predicate: console => incidentInHand(console) !== undefined,
    perform: console => {
      const incident = incidentInHand(console);
      if (incident !== undefined) void openReplay(console, incident.incidentId);
    },
  },
  {
    id: 'undo',
    group: 'incident',
    name: 'action.undo',
    key: { code: 'KeyZ', alt: true },
    predicate: console =>
      may(console, 'Undo') &&
      lastUndoable(console.board(), console.session.get()?.operatorId ?? '') !== undefined,
    perform: console => fillBar(console, 'undo'),
  },
  {
    id: 'placeUnit',
    group: 'unit',
    name: 'action.placeUnit',
    key: { code: 'KeyP', alt: true },
    predicate: console => console.desk.get().unitId !== undefined && may(console, 'PlaceUnit'),
    perform: console =>
      console.desk.change(desk =>
        desk.unitId === undefined ? desk : { ...desk, picking: { for: 'unit', unitId: desk.unitId } },
      ),
  },
];
