import { expect, test } from 'vitest';
import {
  type Act,
  anna,
  assign,
  assigned,
  at,
  crew,
  does,
  opened,
  release,
  sits,
  smallTown,
  status,
} from '../test/story.ts';
import { alarms, Watched } from '../test/watched.ts';
import type { FloorAlarm } from './alarms/alarm.ts';
import { unitsOfAlarm } from './alarms/kinds/unacknowledged.ts';

const eight = Array.from({ length: 8 }, (_, i) => `E${i + 1}`);
const units = eight.map(unitId => ({ ...smallTown.units[0]!, unitId }));
const late = 'unacknowledged:A1';

/** Eight engines sent by one command at second 10: due at 40. */
const eightSent = (...more: readonly Act[]) =>
  new Watched(
    { units, alarms },
    sits('D1'),
    opened('I1', undefined, 'fire'),
    { ...assigned(eight, 'I1'), at: 10 },
    ...more,
  );
const of = (floor: Watched, key = late): FloorAlarm => floor.board.alarms.get(key)!;
const named = (floor: Watched, key = late) => unitsOfAlarm(floor.board, of(floor, key));
const voice = (unitId: string, second: number, happened = second): Act => ({
  actor: anna,
  at: second,
  command: { type: 'HearUnits', unitIds: [unitId], via: 'voice', happenedAt: at(happened) },
});

test('[AL1] eight units sent together that do not acknowledge are one alarm, which shrinks and ends with the last', () => {
  const floor = eightSent();
  expect([floor.look(39), floor.look(40)]).toEqual([[], [`FloorAlarmRaised ${late}`]]);
  expect(of(floor).about).toEqual({ unitIds: eight, incidentId: 'I1', assignmentId: 'A1' });
  expect(floor.board.alarmRaises).toHaveLength(1);
  // The first of them answers too: the alarm stays the same one.
  for (const [i, unitId] of eight.slice(0, 7).entries()) {
    floor.must(status(unitId, 'acknowledged', { at: 41 + i }));
    expect(floor.look(41 + i)).toEqual([]);
    expect(named(floor)).toEqual(eight.slice(i + 1));
  }
  floor.must(status('E8', 'en route', { at: 60 }));
  expect(floor.look(60)).toEqual([`FloorAlarmCleared ${late}`]);
  expect(floor.board.alarmRaises).toHaveLength(1);
  floor.checkFold();
});

test('[AL1] what is sent later is a sending of its own', () => {
  const floor = new Watched(
    { units, alarms },
    sits('D1'),
    opened('I1', undefined, 'fire'),
    { ...assigned(['E1', 'E2'], 'I1'), at: 10 },
    { ...assigned(['E3', 'E4'], 'I1'), at: 30 },
  );
  expect(floor.look(40)).toEqual([`FloorAlarmRaised ${late}`]);
  expect(floor.look(60)).toEqual(['FloorAlarmRaised unacknowledged:A3']);
  expect([named(floor), named(floor, 'unacknowledged:A3')]).toEqual([
    ['E1', 'E2'],
    ['E3', 'E4'],
  ]);
});

test('[AL2] a crew answers by the radio too, by a message, and by being released', () => {
  const floor = eightSent();
  floor.look(40);
  floor.must(voice('E1', 45));
  floor.must({
    actor: crew('E2'),
    at: 46,
    command: { type: 'AddNote', incidentId: 'I1', note: { sealedId: 's1', digest: 'aa' } },
  });
  floor.must({ ...release('E3', 'I1'), at: 47 });
  expect(named(floor)).toEqual(eight.slice(3));
  // What was heard before it was sent is no answer, however late it is told.
  floor.must(voice('E4', 48, 5));
  expect(named(floor)).toEqual(eight.slice(3));
  for (const unitId of eight.slice(3)) floor.must(voice(unitId, 50));
  expect(floor.look(50)).toEqual([`FloorAlarmCleared ${late}`]);
});

test('[AL2] what waits behind another incident owes an answer when its unit comes to it', () => {
  const floor = new Watched(
    { units, alarms },
    sits('D1'),
    opened('I1', undefined, 'fire'),
    { ...assigned('E1', 'I1'), at: 10 },
    status('E1', 'on scene', { at: 20 }),
    opened('I2', undefined, 'fire'),
    { ...assign(['E1', 'E2'], 'I2', { stacked: true }), at: 30 },
    status('E2', 'acknowledged', { at: 35 }),
  );
  expect(floor.look(90)).toEqual([]);
  floor.must({ ...does({ type: 'ReleaseUnit', unitId: 'E1', incidentId: 'I1' }), at: 100 });
  expect([floor.look(129), floor.look(130)]).toEqual([[], ['FloorAlarmRaised unacknowledged:A2']]);
  expect(named(floor, 'unacknowledged:A2')).toEqual(['E1']);
});

test('[AL3] an answer of some neither acknowledges the alarm nor sets its times back, and later entries name who is left', () => {
  const floor = eightSent();
  floor.look(40);
  for (const unitId of eight.slice(0, 6)) floor.must(status(unitId, 'acknowledged', { at: 90 }));
  expect(of(floor)).not.toHaveProperty('acknowledged');
  expect([floor.look(99), floor.look(100)]).toEqual([[], [`FloorAlarmEscalated ${late}`]]);
  expect(of(floor).about.unitIds).toEqual(['E7', 'E8']);
  floor.must({ actor: anna, at: 110, command: { type: 'AcknowledgeAlarm', key: late } });
  floor.must(voice('E7', 300));
  expect(floor.look(410)).toEqual([`FloorAlarmRepeated ${late}`]);
  expect(of(floor)).toMatchObject({ about: { unitIds: ['E8'] }, repeats: 1 });
  floor.checkFold();
});
