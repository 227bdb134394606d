import { proposedPlans } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { briefed, printBriefing } from '../briefing/print-briefing.ts';
import type { Console } from '../console.ts';
import { type Action, may } from './action.ts';
import { carryOut } from './carry-out.ts';
import { incidentInHand } from './in-hand.ts';

const firstProposed = (console: Console) => {
  const incident = incidentInHand(console);
  return incident && proposedPlans(console.board(), incident, instant(Math.round(console.now())))[0];
};

/** Emergency plans and the sheet for whoever commands. */
export const planActions: readonly Action[] = [
  {
    id: 'activatePlan',
    group: 'incident',
    name: 'action.activatePlan',
    key: { code: 'F8', ctrl: true, shift: true },
    predicate: console => may(console, 'ActivatePlan') && firstProposed(console) !== undefined,
    perform: console => {
      const incidentId = incidentInHand(console)?.incidentId;
      const planId = firstProposed(console)?.planId;
      if (incidentId !== undefined && planId !== undefined)
        void carryOut(console, { type: 'ActivatePlan', incidentId, planId });
    },
  },
  {
    id: 'briefingSheet',
    group: 'incident',
    name: 'action.briefingSheet',
    key: { code: 'F2', ctrl: true, shift: true },
    predicate: console => briefed(console) !== undefined,
    perform: printBriefing,
  },
];
