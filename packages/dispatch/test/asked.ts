import { instant } from '@clarion/measure';
import fc from 'fast-check';
import { alarmSteps, type Command, type SealedRef, soundings } from '../src/index.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type Fields<T extends Command['type']> = Omit<Of<T>, 'type'>;

/** A command with some of its optional fields left out. */
export function ask<T extends Command['type']>(
  type: T,
  shape: { [K in keyof Required<Fields<T>>]?: fc.Arbitrary<Fields<T>[K]> },
  required: readonly (keyof Fields<T> & string)[],
): fc.Arbitrary<Command> {
  const requiredKeys = required.filter(key => key in shape);
  const one = fc.record(shape as Record<string, fc.Arbitrary<unknown>>, { requiredKeys: [...requiredKeys] });
  return one.map(given => ({ type, ...given }) as unknown as Command);
}

const deskId = fc.constantFrom('D1', 'D2', 'S1', 'D9');
const alarmKey = fc.constantFrom('emergency:E1', 'emergency:M11', 'unacknowledged:A1', 'unacknowledged:A3');

/** Drawn commands about desks, crews that are heard or call for help, and alarms. */
export const askedOfWatch = (
  unitId: fc.Arbitrary<string>,
  incidentId: fc.Arbitrary<string>,
  ago: fc.Arbitrary<number>,
  sealed: fc.Arbitrary<SealedRef>,
): readonly { readonly weight: number; readonly arbitrary: fc.Arbitrary<Command> }[] => [
  {
    weight: 2,
    arbitrary: ask(
      'HearUnits',
      {
        unitIds: fc.array(unitId, { minLength: 1, maxLength: 2 }),
        via: fc.constantFrom('voice' as const, 'message' as const),
        accounted: fc.boolean(),
        happenedAt: ago.map(instant),
      },
      ['unitIds', 'via'],
    ),
  },
  { weight: 4, arbitrary: ask('RaiseEmergency', { unitId, happenedAt: ago.map(instant) }, ['unitId']) },
  { weight: 2, arbitrary: ask('ClaimSafe', { unitId, happenedAt: ago.map(instant) }, ['unitId']) },
  { weight: 2, arbitrary: ask('EndEmergency', { unitId }, ['unitId']) },
  { weight: 4, arbitrary: ask('TakeDesk', { deskId }, ['deskId']) },
  { weight: 4, arbitrary: ask('LeaveDesk', { deskId }, ['deskId']) },
  { weight: 9, arbitrary: ask('OpenHandOver', { deskId, note: sealed }, ['deskId']) },
  { weight: 8, arbitrary: ask('NoteHandOver', { deskId, note: sealed }, ['deskId', 'note']) },
  { weight: 6, arbitrary: ask('WithdrawHandOver', { deskId }, ['deskId']) },
  {
    weight: 10,
    arbitrary: ask('TakeOver', { deskId, opened: fc.constantFrom(0, 0, 7) }, ['deskId', 'opened']),
  },
  {
    weight: 4,
    arbitrary: ask(
      'LoseDesk',
      { deskId, operatorId: fc.constantFrom('anna', 'ben', 'cleo'), silentSince: ago.map(instant) },
      ['deskId', 'operatorId', 'silentSince'],
    ),
  },
  {
    weight: 3,
    arbitrary: ask(
      'CountCrew',
      {
        unitId,
        people: fc.integer({ min: 0, max: 4 }),
        holds: fc.constantFrom([], [{ qualificationId: 'officer', valid: 1, expired: 1 }]),
      },
      ['unitId', 'people', 'holds'],
    ),
  },
  { weight: 2, arbitrary: ask('GiveIncident', { incidentId, deskId }, ['incidentId', 'deskId']) },
  {
    weight: 3,
    arbitrary: ask('StepAlarm', { key: alarmKey, step: fc.constantFrom(...alarmSteps) }, ['key', 'step']),
  },
  { weight: 2, arbitrary: ask('AcknowledgeAlarm', { key: alarmKey }, ['key']) },
  {
    weight: 2,
    arbitrary: ask(
      'ReportSounded',
      { key: alarmKey, deskId, how: fc.constantFrom(...soundings), round: fc.integer({ min: 0, max: 1 }) },
      ['key', 'how', 'round'],
    ),
  },
];
