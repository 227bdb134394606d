import type { UnitStatus } from '@clarion/dispatch';

/** Each status has a sign besides its colour, the same on board, map, paper and in the command bar. */
export const signs: Readonly<Record<UnitStatus, string>> = {
  available: '·',
  dispatched: '>',
  acknowledged: '+',
  enRoute: '~',
  onScene: '*',
  transporting: '^',
  atDestination: 'H',
  outOfService: '×',
};
