import { openAssignments } from '@clarion/dispatch';
import type { WireCommand } from '@clarion/protocol';
import type { Console } from '../console.ts';
import { leaveSwap, standingSwap } from '../incident/sooner.ts';
import { type Action, may } from './action.ts';
import { carryOut } from './carry-out.ts';
import { incidentInHand } from './in-hand.ts';

/** Of the incident in hand: for each crew that has not read what changed, that it was told by voice. */
function readByVoice(console: Console): readonly WireCommand[] {
  const incident = incidentInHand(console);
  if (incident === undefined) return [];
  return openAssignments(console.board(), incident).flatMap(({ unitId, incidentId, unread }) => {
    const seq = unread?.at(-1)?.seq;
    return seq === undefined ? [] : [{ type: 'ReadChange' as const, unitId, incidentId, seq }];
  });
}

export const pageActions: readonly Action[] = [
  {
    id: 'readForCrew',
    group: 'incident',
    name: 'action.readForCrew',
    key: { code: 'KeyR', alt: true, shift: true },
    predicate: console => may(console, 'ReadChange') && readByVoice(console).length > 0,
    perform: console => {
      for (const command of readByVoice(console)) void carryOut(console, command);
    },
  },
  {
    id: 'acceptSooner',
    group: 'incident',
    name: 'action.acceptSooner',
    key: { code: 'KeyO', alt: true, shift: true },
    predicate: console => may(console, 'ExchangeUnit') && offered(console) !== undefined,
    perform: console => {
      const { incidentId } = console.desk.get();
      const swap = offered(console);
      if (incidentId === undefined || swap === undefined) return;
      leaveSwap(console, incidentId);
      const { outUnitId, inUnitId } = swap;
      void carryOut(console, { type: 'ExchangeUnit', incidentId, outUnitId, inUnitId });
    },
  },
];

const offered = (console: Console) =>
  standingSwap(console.board(), console.swaps.get(), console.desk.get().incidentId);
