import { instant } from '@clarion/measure';
import type { Board } from './board.ts';
import { Units } from './units.ts';

/** The board of a log that holds nothing yet. */
export function emptyBoard(): Board {
  return {
    head: 0,
    at: instant(0),
    configuration: undefined,
    calls: new Map(),
    incidents: new Map(),
    assignments: new Map(),
    units: new Units(),
    closures: new Map(),
    closuresVersion: 0,
    cordons: new Map(),
    speeds: new Map(),
    speedsVersion: 0,
    speedFeed: undefined,
    lastCall: 0,
    lastIncident: 0,
    lastAssignment: 0,
    lastClosure: 0,
    lastCordon: 0,
    lastSpeed: 0,
    lastDeployment: 0,
    openIncidents: new Set(),
    openCalls: new Set(),
    scheduled: new Set(),
    readiness: new Map(),
    cards: new Map(),
    deployments: new Map(),
    moveUpSuspended: undefined,
    dismissedMoves: [],
    unexplained: new Map(),
    desks: new Map(),
    handOvers: new Map(),
    orphans: new Map(),
    emergencies: new Map(),
    emergencyEnds: new Map(),
    alarms: new Map(),
    pastAlarms: [],
    alarmRaises: [],
    undoable: new Map(),
    undoKeys: new Map(),
  };
}

/** A board that `evolve` may consume while the first one stays as it is. Records are shared: they never change. */
export function copyBoard(board: Board): Board {
  return {
    ...board,
    calls: new Map(board.calls),
    incidents: new Map(board.incidents),
    assignments: new Map(board.assignments),
    units: new Units(board.units),
    closures: new Map(board.closures),
    cordons: new Map(board.cordons),
    speeds: new Map(board.speeds),
    openIncidents: new Set(board.openIncidents),
    openCalls: new Set(board.openCalls),
    scheduled: new Set(board.scheduled),
    readiness: new Map(board.readiness),
    cards: new Map(board.cards),
    deployments: new Map(board.deployments),
    unexplained: new Map(board.unexplained),
    desks: new Map(board.desks),
    handOvers: new Map(board.handOvers),
    orphans: new Map(board.orphans),
    emergencies: new Map(board.emergencies),
    emergencyEnds: new Map(board.emergencyEnds),
    alarms: new Map(board.alarms),
    undoable: new Map(board.undoable),
    undoKeys: new Map(board.undoKeys),
  };
}
