import { openAssignments, unreadMessages } from '@clarion/dispatch';
import type { Console } from '../console.ts';
import { type Action, may } from './action.ts';
import { carryOut } from './carry-out.ts';
import { fillBar, incidentInHand } from './in-hand.ts';

const newestUnread = (console: Console) => {
  const incident = incidentInHand(console);
  return incident && unreadMessages(console.board(), incident).at(-1);
};

/** Between the floor and the crews of the incident in hand. */
export const crewActions: readonly Action[] = [
  {
    id: 'message',
    group: 'incident',
    name: 'action.message',
    key: { code: 'F10', alt: true, shift: true },
    predicate: console => {
      const incident = incidentInHand(console);
      return (
        may(console, 'SendMessage') &&
        incident?.state === 'open' &&
        openAssignments(console.board(), incident).length > 0
      );
    },
    perform: (console, speech) => {
      const [verb] = speech('verb.message').split(',');
      fillBar(console, `${verb} ${incidentInHand(console)?.incidentId ?? ''} `);
    },
  },
  {
    id: 'readCrews',
    group: 'incident',
    name: 'action.readCrews',
    key: { code: 'F1', alt: true, shift: true },
    predicate: console => may(console, 'ReadCrewMessages') && newestUnread(console) !== undefined,
    perform: console => {
      const newest = newestUnread(console);
      const { incidentId } = console.desk.get();
      if (newest !== undefined && incidentId !== undefined)
        void carryOut(console, { type: 'ReadCrewMessages', incidentId, seq: newest.seq });
    },
  },
];
