import { isPaused, leadDrill, leads } from '../exercise/lead.ts';
import type { Action } from './action.ts';
import { fillBar } from './in-hand.ts';

const verb = (words: string) => `${words.split(',')[0]} `;

/** The leader's hands on a drill, from anywhere on the floor; injects are played from their list or by the bar. */
export const drillActions: readonly Action[] = [
  {
    id: 'pauseDrill',
    group: 'view',
    name: 'action.pauseDrill',
    either: {
      names: ['action.pauseDrillNow', 'action.goOnDrillNow'],
      second: isPaused,
    },
    key: { code: 'Digit1', alt: true, shift: true },
    predicate: leads,
    perform: (console, speech) =>
      void leadDrill(console, { act: isPaused(console) ? 'goOn' : 'pause' }, speech),
  },
  {
    id: 'paceDrill',
    group: 'view',
    name: 'action.paceDrill',
    key: { code: 'Digit5', alt: true, shift: true },
    predicate: leads,
    perform: (console, speech) => fillBar(console, verb(speech('verb.paceDrill'))),
  },
  {
    id: 'jumpDrill',
    group: 'view',
    name: 'action.jumpDrill',
    key: { code: 'Digit6', alt: true, shift: true },
    predicate: leads,
    perform: (console, speech) => fillBar(console, verb(speech('verb.jumpDrill'))),
  },
];
