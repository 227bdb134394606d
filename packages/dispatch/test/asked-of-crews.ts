import { instant } from '@clarion/measure';
import fc from 'fast-check';
import { type Board, type Command, readySentences } from '../src/index.ts';
import { ask, incidentId, sealed, unitId } from './ask.ts';
import { at } from './story.ts';

/** What a crew's own device says. */
export const saidByCrews: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'ReportStatus',
  'RaiseEmergency',
  'ClaimSafe',
  'WriteToFloor',
  'AddPhoto',
  'AcknowledgeMessage',
]);

/** Drawn commands about what floor and crews tell each other; `settledOfCrews` settles which message is meant. */
export const askedOfCrews = (ago: fc.Arbitrary<number>) => [
  {
    weight: 3,
    arbitrary: ask(
      'SendMessage',
      { incidentId, words: sealed, unitIds: fc.array(unitId, { minLength: 1, maxLength: 2 }) },
      ['incidentId', 'words'],
    ),
  },
  {
    weight: 4,
    arbitrary: ask(
      'AcknowledgeMessage',
      { unitId, assignmentId: fc.constant('A1'), seq: fc.constant(0), happenedAt: ago.map(instant) },
      ['unitId', 'assignmentId', 'seq'],
    ),
  },
  {
    weight: 2,
    arbitrary: ask(
      'WriteToFloor',
      {
        unitId,
        incidentId,
        ready: fc.constantFrom(...readySentences),
        words: sealed,
        happenedAt: ago.map(instant),
      },
      ['unitId', 'incidentId'],
    ),
  },
  {
    weight: 2,
    arbitrary: ask('ReadCrewMessages', { incidentId, seq: fc.constantFrom(20, 1e6) }, ['incidentId', 'seq']),
  },
  {
    weight: 1,
    arbitrary: ask('AddPhoto', { unitId, incidentId, photo: sealed, happenedAt: ago.map(instant) }, [
      'unitId',
      'incidentId',
      'photo',
    ]),
  },
  {
    weight: 1,
    arbitrary: ask(
      'RecordRefusal',
      {
        unitId,
        incidentId,
        asked: fc.constantFrom('ReportStatus', 'AddPhoto'),
        code: fc.constant('UnitNotAssigned'),
        happenedAt: ago.map(instant),
      },
      ['unitId', 'asked', 'code'],
    ),
  },
];

/** Times count back from now; an acknowledgement is of a message that waits for one, and reading is where something is unread. */
export function settledOfCrews(command: Command, now: number, board: Board): Command {
  switch (command.type) {
    case 'AcknowledgeMessage': {
      const waiting = [...board.assignments.values()].find(one =>
        one.messages?.some(({ acknowledged }) => acknowledged === undefined),
      );
      const seq = waiting?.messages?.find(({ acknowledged }) => acknowledged === undefined)?.seq;
      if (waiting === undefined || seq === undefined) return command;
      const { assignmentId, unitId: own } = waiting;
      return { ...timed(command, now), assignmentId, unitId: own, seq };
    }
    case 'ReadCrewMessages': {
      const unread = [...board.incidents.values()].find(one =>
        one.crewMessages?.some(({ read }) => read === undefined),
      );
      return unread === undefined ? command : { ...command, incidentId: unread.incidentId };
    }
    case 'WriteToFloor': {
      const { ready, words, ...rest } = timed(command, now);
      const said = ready === undefined ? { words: words ?? { sealedId: 's3', digest: 'cc' } } : { ready };
      const [on] = board.assignments.values();
      return { ...rest, ...(on ? { unitId: on.unitId, incidentId: on.incidentId } : {}), ...said };
    }
    case 'ReportStatus':
    case 'HearUnits':
    case 'RaiseEmergency':
    case 'ClaimSafe':
    case 'AddPhoto':
    case 'RecordRefusal':
      return timed(command, now);
    default:
      return command;
  }
}

function timed<T extends { readonly happenedAt?: number }>(command: T, now: number): T {
  return command.happenedAt === undefined
    ? command
    : { ...command, happenedAt: at(now - command.happenedAt) };
}
