import { unitsOfAlarm } from '@clarion/dispatch';
import { alarmsHere, firstUnacknowledged } from '../alarms/here.ts';
import type { Console } from '../console.ts';
import { type Action, may } from './action.ts';
import { carryOut } from './carry-out.ts';
import { fillBar, incidentInHand } from './in-hand.ts';

const alarmInHand = (console: Console) =>
  firstUnacknowledged(console.board(), console.session.get()?.operatorId ?? '');

const unitInHand = (console: Console) => console.desk.get().unitId;

/** Units that have not answered: of the incident in hand where it has such an alarm, else of the first that has one here. */
const silentHere = (console: Console): readonly string[] => {
  const board = console.board();
  const alarms = alarmsHere(board, console.session.get()?.operatorId ?? '').filter(
    ({ kind }) => kind === 'unacknowledged',
  );
  const inHand = alarms.find(({ about }) => about.incidentId === console.desk.get().incidentId);
  const alarm = inHand ?? alarms[0];
  return alarm === undefined ? [] : unitsOfAlarm(board, alarm);
};

/** Crews that are at the place of the incident in hand. */
export const crewsThere = (console: Console): readonly string[] =>
  (incidentInHand(console)?.assignmentIds ?? []).flatMap(id => {
    const assignment = console.board().assignments.get(id);
    const unit = console.board().units.get(assignment?.unitId ?? '');
    const isThere = unit?.status === 'onScene' && unit.assignmentIds.at(-1) === id;
    return isThere ? [unit.unitId] : [];
  });

const line = (word: string, ...rest: readonly string[]) => [word.split(',')[0]!, ...rest].join(' ');

/** Desks, alarms, and crews that are heard, counted or in need. */
export const watchActions: readonly Action[] = [
  {
    id: 'acknowledgeAlarm',
    group: 'view',
    name: 'action.acknowledgeAlarm',
    key: { code: 'F10' },
    predicate: console => may(console, 'AcknowledgeAlarm') && alarmInHand(console) !== undefined,
    perform: console => {
      const alarm = alarmInHand(console);
      if (alarm !== undefined) void carryOut(console, { type: 'AcknowledgeAlarm', key: alarm.key });
    },
  },
  {
    id: 'alarms',
    group: 'view',
    name: 'action.alarms',
    key: { code: 'KeyK', alt: true, shift: true },
    predicate: () => true,
    perform: console =>
      console.desk.change(desk => ({ ...desk, side: desk.side === 'alarms' ? 'incident' : 'alarms' })),
  },
  {
    id: 'heard',
    group: 'unit',
    name: 'action.heard',
    key: { code: 'KeyL', alt: true, shift: true },
    predicate: console => may(console, 'HearUnits') && unitInHand(console) !== undefined,
    perform: console =>
      void carryOut(console, { type: 'HearUnits', unitIds: [unitInHand(console)!], via: 'voice' }),
  },
  {
    id: 'unitsByDue',
    group: 'unit',
    name: 'action.unitsByDue',
    key: { code: 'Digit4', alt: true, shift: true },
    predicate: () => true,
    perform: console =>
      console.desk.change(({ unitsByDue, ...desk }) => (unitsByDue ? desk : { ...desk, unitsByDue: true })),
  },
  {
    id: 'heardSilent',
    group: 'unit',
    name: 'action.heardSilent',
    key: { code: 'Backquote', alt: true, shift: true },
    predicate: console => may(console, 'HearUnits') && silentHere(console).length > 0,
    // Into the bar: those that did not answer on the radio either are struck out before Enter.
    perform: (console, speech) => fillBar(console, line(speech('verb.heard'), ...silentHere(console))),
  },
  {
    id: 'accounted',
    group: 'incident',
    name: 'action.accounted',
    key: { code: 'KeyA', alt: true, shift: true },
    predicate: console => may(console, 'HearUnits') && crewsThere(console).length > 0,
    perform: console =>
      void carryOut(console, {
        type: 'HearUnits',
        unitIds: [...crewsThere(console)],
        via: 'voice',
        accounted: true,
      }),
  },
  {
    id: 'mayday',
    group: 'unit',
    name: 'action.mayday',
    key: { code: 'KeyY', alt: true, shift: true },
    predicate: console => may(console, 'RaiseEmergency'),
    perform: (console, speech) => fillBar(console, line(speech('verb.mayday'), unitInHand(console) ?? '')),
  },
  {
    id: 'endEmergency',
    group: 'unit',
    name: 'action.endEmergency',
    key: { code: 'KeyZ', alt: true, shift: true },
    predicate: console => may(console, 'EndEmergency') && console.board().emergencies.size > 0,
    perform: (console, speech) =>
      fillBar(console, line(speech('verb.endEmergency'), [...console.board().emergencies.keys()][0] ?? '')),
  },
];
