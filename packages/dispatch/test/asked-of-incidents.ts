import { instant } from '@clarion/measure';
import fc from 'fast-check';
import {
  type Board,
  type Command,
  filable,
  hazardReasons,
  isStaged,
  movedBy,
  stagingReasons,
  wantsHearing,
} from '../src/index.ts';
import { ask, incidentId, sealed, unitId } from './ask.ts';
import { at, bridge } from './story.ts';

export const later = fc.constantFrom({ needAt: at(5000) }, { needAt: at(1e5), leadSeconds: 9e4 });

/** What is asked about the state of whole incidents. */
export const askedOfIncidents = [
  {
    weight: 2,
    arbitrary: ask('LinkIncidents', { incidentId, otherId: incidentId }, ['incidentId', 'otherId']),
  },
  {
    weight: 2,
    arbitrary: ask('UnlinkIncidents', { incidentId, otherId: incidentId }, ['incidentId', 'otherId']),
  },
  {
    weight: 3,
    arbitrary: ask('MergeIncidents', { incidentId, intoId: incidentId }, ['incidentId', 'intoId']),
  },
  {
    weight: 5,
    arbitrary: ask('SplitIncident', { incidentId, unitIds: fc.constantFrom(['E1'], ['M11']) }, [
      'incidentId',
    ]),
  },
  {
    weight: 5,
    arbitrary: ask(
      'SetHazard',
      {
        incidentId,
        hazard: fc.constantFrom('gas' as const, 'weapon' as const),
        reason: fc.constantFrom(...hazardReasons),
        expiresAt: fc.constantFrom(at(2000), at(1e5)),
      },
      ['incidentId', 'hazard', 'reason', 'expiresAt'],
    ),
  },
  {
    weight: 4,
    arbitrary: ask('EndHazard', { incidentId, hazard: fc.constantFrom('gas' as const, 'weapon' as const) }, [
      'incidentId',
      'hazard',
    ]),
  },
  {
    weight: 6,
    arbitrary: ask(
      'SetStaging',
      {
        incidentId,
        unitIds: fc.array(unitId, { minLength: 1, maxLength: 2 }),
        reason: fc.constantFrom(...stagingReasons),
        place: fc.constant({ at: bridge.at, label: 'Depot' }),
      },
      ['incidentId', 'reason'],
    ),
  },
  {
    weight: 3,
    arbitrary: ask('MovePlace', { incidentId, place: sealed, told: fc.constantFrom(...movedBy) }, [
      'incidentId',
      'place',
      'told',
    ]),
  },
  { weight: 4, arbitrary: ask('TellSafe', { incidentId, unitIds: fc.constant(['E1']) }, ['incidentId']) },
  { weight: 9, arbitrary: ask('AcknowledgeSafe', { unitId, incidentId }, ['unitId', 'incidentId']) },
  { weight: 5, arbitrary: ask('ReportStaged', { unitId, incidentId }, ['unitId', 'incidentId']) },
  {
    weight: 5,
    arbitrary: ask(
      'ScheduleIncident',
      {
        incidentId,
        needAt: fc.constantFrom(at(2000), at(1e5), at(1e6)),
        leadSeconds: fc.constantFrom(60, 9e5),
      },
      ['incidentId', 'needAt'],
    ),
  },
  {
    weight: 6,
    arbitrary: ask('ReleaseScheduled', { incidentId, leadSeconds: fc.constantFrom(60, 9e5) }, ['incidentId']),
  },
  {
    weight: 4,
    arbitrary: ask(
      'FileRecords',
      {
        incidentIds: fc.constantFrom(['I1'], ['I1', 'I2'], ['all that can be']),
        callIds: fc.constantFrom([], ['C1'], ['C2', 'C1']),
      },
      ['incidentIds', 'callIds'],
    ),
  },
];

/** As generated, it is told where somebody waits, who hears that it is safe was told, and what is taken apart was put together, if anything was. */
export function settledOfIncidents(command: Command, board: Board): Command {
  const incidents = [...board.incidents.values()];
  switch (command.type) {
    case 'FileRecords':
      return command.incidentIds.includes('all that can be')
        ? { type: command.type, ...filable(board, instant(board.at + 1)) }
        : command;
    case 'TellSafe': {
      const waiting = [...board.assignments.values()].find(isStaged);
      return waiting === undefined ? command : { type: command.type, incidentId: waiting.incidentId };
    }
    case 'AcknowledgeSafe': {
      const told = [...board.assignments.values()].find(wantsHearing);
      return told === undefined ? command : { ...command, unitId: told.unitId, incidentId: told.incidentId };
    }
    case 'UnlinkIncidents': {
      const one = incidents.find(({ linked }) => linked !== undefined);
      return one?.linked === undefined
        ? command
        : { ...command, incidentId: one.incidentId, otherId: one.linked[0]! };
    }
    case 'SplitIncident': {
      const part = incidents.find(({ merged }) => merged !== undefined);
      return part === undefined ? command : { ...command, incidentId: part.incidentId };
    }
    case 'ReadChange': {
      const changed = [...board.assignments.values()].find(
        ({ unread, endedAt }) => endedAt === undefined && unread !== undefined && unread.length > 0,
      );
      const seq = changed?.unread?.at(-1)?.seq;
      return changed === undefined || seq === undefined
        ? command
        : { ...command, unitId: changed.unitId, incidentId: changed.incidentId, seq };
    }
    default:
      return command;
  }
}
