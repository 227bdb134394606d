import { desksHere, openedHere, openHere } from '../hand-over/hand-overs.ts';
import { type Action, may } from './action.ts';
import { carryOut } from './carry-out.ts';
import { focusOn } from './focus-on.ts';

/** The change of shifts at a desk, and who is on duty. */
export const handOverActions: readonly Action[] = [
  {
    id: 'handOver',
    group: 'view',
    name: 'action.handOver',
    key: { code: 'F8', alt: true, shift: true },
    predicate: console => may(console, 'OpenHandOver'),
    // Opens it at every desk of this person, and shows the briefing; once open it shows and hides that alone.
    perform: console => {
      const opened = new Set(openedHere(console).map(({ deskId }) => deskId));
      const unopened = desksHere(console).filter(deskId => !opened.has(deskId));
      for (const deskId of unopened) void carryOut(console, { type: 'OpenHandOver', deskId });
      console.desk.change(desk => ({
        ...desk,
        side: desk.side === 'handOver' && unopened.length === 0 ? 'incident' : 'handOver',
      }));
      setTimeout(() => focusOn('handOver'));
    },
  },
  {
    id: 'takeOver',
    group: 'view',
    name: 'action.takeOver',
    key: { code: 'F9', alt: true, shift: true },
    predicate: console => openHere(console).length > 0,
    // The briefing first; the key again takes over what stands first in it.
    perform: console => {
      const [first] = openHere(console);
      if (first === undefined) return;
      if (console.desk.get().side !== 'handOver') {
        console.desk.change(desk => ({ ...desk, side: 'handOver' }));
        setTimeout(() => focusOn('handOver'));
        return;
      }
      void carryOut(console, { type: 'TakeOver', deskId: first.deskId, opened: first.seq });
    },
  },
  {
    id: 'shifts',
    group: 'view',
    name: 'action.shifts',
    key: { code: 'F2', alt: true, shift: true },
    predicate: console => may(console, 'StaffUnit'),
    perform: console => {
      console.desk.change(desk => ({ ...desk, side: desk.side === 'shifts' ? 'incident' : 'shifts' }));
      setTimeout(() => focusOn('shifts'));
    },
  },
  {
    id: 'withdrawHandOver',
    group: 'view',
    name: 'action.withdrawHandOver',
    key: { code: 'F3', alt: true, shift: true },
    predicate: console => openedHere(console).length > 0,
    perform: console => {
      for (const { deskId } of openedHere(console))
        void carryOut(console, { type: 'WithdrawHandOver', deskId });
    },
  },
];
