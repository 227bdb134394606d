import fc from 'fast-check';
import {
  type Board,
  type Command,
  type Configuration,
  openTransfers,
  returnReasons,
  transferReasons,
  transferResults,
} from '../src/index.ts';
import { ask } from './ask.ts';

export const agencies: NonNullable<Configuration['agencies']> = [
  { agencyId: 'service', names: { en: 'Service' }, receiptSeconds: 60, resultHours: 1 },
  { agencyId: 'ambulance', names: { en: 'Ambulance' }, receiptSeconds: 30 },
];

const number = fc.integer({ min: 1, max: 2 });
/** Drawn commands about matters that agencies take over; `settledOfTransfers` settles which. */
export const askedOfTransfers = (callId: fc.Arbitrary<string>, incidentId: fc.Arbitrary<string>) => [
  {
    weight: 2,
    arbitrary: ask(
      'SendTransfer',
      {
        incidentId,
        agencyId: fc.constantFrom('service', 'ambulance', 'moon'),
        reason: fc.constantFrom(...transferReasons),
        withContact: fc.boolean(),
      },
      ['incidentId', 'agencyId', 'reason'],
    ),
  },
  {
    weight: 2,
    arbitrary: ask(
      'SendTransfer',
      { callId, agencyId: fc.constant('service'), reason: fc.constantFrom(...transferReasons) },
      ['callId', 'agencyId', 'reason'],
    ),
  },
  {
    weight: 2,
    arbitrary: ask('NoteReceipt', { incidentId, number, receipt: fc.constantFrom('A-1', 'words alone') }, [
      'incidentId',
      'number',
    ]),
  },
  {
    weight: 2,
    arbitrary: ask(
      'NoteResult',
      {
        incidentId,
        number,
        result: fc.constantFrom(...transferResults),
        reason: fc.constantFrom(...returnReasons),
      },
      ['incidentId', 'number', 'result'],
    ),
  },
  { weight: 1, arbitrary: ask('WithdrawTransfer', { incidentId, number }, ['incidentId', 'number']) },
  {
    weight: 2,
    arbitrary: ask(
      'MarkTransfer',
      { incidentId, number, step: fc.constantFrom('sending' as const, 'sent' as const) },
      ['incidentId', 'number', 'step'],
    ),
  },
];

const ofTransfers: ReadonlySet<Command['type']> = new Set<Command['type']>([
  'NoteReceipt',
  'NoteResult',
  'WithdrawTransfer',
  'MarkTransfer',
]);
/** As drawn, it is about a transfer that is open, if any is. */
export function settledOfTransfers(command: Command, board: Board): Command {
  if (!ofTransfers.has(command.type)) return command;
  const [first] = openTransfers(board);
  if (first === undefined) return command;
  const {
    incidentId: _,
    callId: __,
    ...rest
  } = command as Command & { incidentId?: string; callId?: string };
  return { ...rest, ...first.matter, number: first.transfer.number } as Command;
}
