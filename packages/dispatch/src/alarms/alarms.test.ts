import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import {
  type Act,
  anna,
  answered,
  assigned,
  at,
  ben,
  bridge,
  chief,
  crew,
  does,
  leaves,
  machine,
  opened,
  ringing,
  sits,
  smallTown,
  status,
} from '../../test/story.ts';
import { alarms, checks, Watched } from '../../test/watched.ts';
import { boardFromJson, boardToJson } from '../snapshot.ts';
import { hearersOf } from './hearers.ts';
import { alarmKinds } from './kinds.ts';
import { alarmRates } from './rate.ts';
import { type AlarmRules, alarmKindIds, usualAlarms } from './rules.ts';
import { dueSteps } from './steps.ts';

const sent = [opened('I1', undefined, 'fire'), { ...assigned('E1', 'I1'), at: 10 }];
const late = 'unacknowledged:A1';
const raise = (key: string) => `FloorAlarmRaised ${key}`;
const acknowledge = (key: string, second: number): Act => ({
  actor: anna,
  at: second,
  command: { type: 'AcknowledgeAlarm', key },
});

test('[J1] an alarm has one owner; an emergency and a missed check are for the whole room, no other kind is', () => {
  const floor = new Watched({}, sits('D1'), sits('D2', ben), sits('S1', chief), ...sent);
  floor.look(41);
  expect(floor.board.alarms.get(late)).toMatchObject({ deskId: 'D1', severity: 'high', since: at(40) });
  expect(hearersOf(floor.board, floor.board.alarms.get(late)!)).toEqual({
    room: false,
    deskIds: ['D1'],
    orphaned: false,
  });
  expect(alarmKinds.filter(kind => kind.room).map(kind => kind.kind)).toEqual([
    'emergency',
    'accountabilityMissed',
  ]);
});

test('[J2] it is raised once while its cause stands, whoever looks and however often', () => {
  const floor = new Watched({}, ...sent);
  expect(floor.look(39)).toEqual([]);
  const two = [dueSteps(floor.board, at(40), {}), dueSteps(floor.board, at(40), {})].flat();
  const written = two.flatMap(({ key, step }) =>
    floor.must({ actor: machine, at: 40, command: { type: 'StepAlarm', key, step } }),
  );
  expect(written.map(entry => entry.type)).toEqual(['FloorAlarmRaised']);
  expect(floor.look(41)).toEqual([]);
  // A server that starts again from the log finds nothing new.
  const read = boardFromJson(JSON.parse(JSON.stringify(boardToJson(floor.board))));
  expect(read.ok && dueSteps(read.value, at(41), {})).toEqual([]);
});

test('[J2] what is no longer due on the newest board is not written', () => {
  const floor = new Watched({}, ...sent);
  const [due] = dueSteps(floor.board, at(40), {});
  floor.must(status('E1', 'acknowledged', { at: 40 }));
  expect(
    floor.must({ actor: machine, at: 41, command: { type: 'StepAlarm', key: due!.key, step: 'raise' } }),
  ).toEqual([]);
  for (const key of ['nothing:E1', 'emergency:E1', ''])
    expect(
      floor.must({ actor: machine, at: 42, command: { type: 'StepAlarm', key, step: 'raise' } }),
    ).toEqual([]);
});

test('[J3] nobody has acknowledged it in time: the supervisor has it too, once', () => {
  const floor = new Watched({}, sits('D1'), sits('S1', chief), ...sent);
  floor.look(40);
  expect(floor.look(99)).toEqual([]);
  expect(floor.look(100)).toEqual([`FloorAlarmEscalated ${late}`]);
  expect(floor.look(200)).toEqual([]);
  expect(hearersOf(floor.board, floor.board.alarms.get(late)!).deskIds).toEqual(['D1', 'S1']);
});

test('[J3] an orphan is with the supervisor already; one that its owner leaves goes there at once', () => {
  const orphan = new Watched({}, sits('S1', chief), ...sent);
  orphan.look(40);
  expect(orphan.look(500)).toEqual([]);
  const left = new Watched({}, sits('D1'), sits('S1', chief), ...sent);
  left.look(40);
  left.must({ ...leaves('D1'), at: 41 });
  expect(hearersOf(left.board, left.board.alarms.get(late)!)).toEqual({
    room: false,
    deskIds: ['D1', 'S1'],
    orphaned: true,
  });
});

test('[J4] it is acknowledged with who and when, and raised again when its cause still stands', () => {
  const floor = new Watched({}, sits('D1'), sits('S1', chief), ...sent);
  floor.look(40);
  floor.must(acknowledge(late, 50));
  expect(floor.board.alarms.get(late)?.acknowledged).toEqual({ by: anna, at: at(50) });
  expect(floor.act(acknowledge(late, 51)).entries).toEqual([]);
  // Acknowledged, it escalates no more.
  expect(floor.look(349)).toEqual([]);
  expect(floor.look(350)).toEqual([`FloorAlarmRepeated ${late}`]);
  expect(floor.board.alarms.get(late)).toMatchObject({ repeats: 1, repeatedAt: at(350) });
  expect(floor.board.alarms.get(late)).not.toHaveProperty('acknowledged');
  expect(floor.look(410)).toEqual([`FloorAlarmEscalated ${late}`]);
});

test('[J5] it is cleared when its cause is gone, and may be raised anew', () => {
  const floor = new Watched({}, ...sent, status('E1', 'on scene', { at: 20 }));
  expect(floor.look(920)).toEqual([raise('unitOverdue:E1')]);
  floor.must({ actor: anna, at: 930, command: { type: 'HearUnits', unitIds: ['E1'], via: 'voice' } });
  expect(floor.look(931)).toEqual(['FloorAlarmCleared unitOverdue:E1']);
  expect(floor.board.pastAlarms).toMatchObject([{ key: 'unitOverdue:E1', clearedAt: at(931) }]);
  expect(floor.act(acknowledge('unitOverdue:E1', 932)).refusal).toEqual({
    code: 'AlarmOverAlready',
    key: 'unitOverdue:E1',
  });
  expect(floor.look(1830)).toContain(raise('unitOverdue:E1'));
  floor.checkFold();
});

test('[J6] each kind can be off, wait, be softer, and have times of its own', () => {
  const own = (kinds: AlarmRules['kinds']) =>
    new Watched(
      { alarms: { ...alarms, ...(kinds ? { kinds } : {}) } },
      sits('D1'),
      sits('S1', chief),
      ...sent,
    );
  expect(own({ unacknowledged: { off: true } }).look(500)).toEqual([]);
  const waits = own({ unacknowledged: { afterSeconds: 20 } });
  expect([waits.look(59), waits.look(60)]).toEqual([[], [raise(late)]]);
  const soft = own({ unacknowledged: { severity: 'low', escalateSeconds: 5, repeatSeconds: 7 } });
  soft.look(40);
  expect(soft.board.alarms.get(late)?.severity).toBe('low');
  expect(soft.look(45)).toEqual([`FloorAlarmEscalated ${late}`]);
  soft.must(acknowledge(late, 50));
  expect(soft.look(57)).toEqual([`FloorAlarmRepeated ${late}`]);
});

test('[J6] an emergency is never off, never softer and never waits', () => {
  const kinds = { emergency: { off: true, severity: 'low', afterSeconds: 999 } } as const;
  const floor = new Watched({ alarms: { ...alarms, kinds } });
  floor.must({ actor: crew('E1'), at: 20, command: { type: 'RaiseEmergency', unitId: 'E1' } });
  expect(floor.look(21)).toEqual([]);
  expect(floor.board.alarms.get('emergency:E1')).toMatchObject({ severity: 'emergency', raisedAt: at(20) });
});

test('[J7] an unproven alert: the log says at which desk it sounded and when, or that it did not', () => {
  const floor = new Watched({}, sits('D1'), ...sent);
  floor.look(40);
  const sounded = (how: 'sounded' | 'blocked', round = 0): Act => ({
    actor: anna,
    at: 41,
    command: { type: 'ReportSounded', key: late, deskId: 'D1', how, round },
  });
  expect(floor.board.alarms.get(late)?.sounded).toEqual([]);
  floor.must(sounded('blocked'));
  floor.must(sounded('sounded'));
  expect(floor.board.alarms.get(late)?.sounded).toEqual([
    { by: anna, deskId: 'D1', at: at(41), how: 'blocked', round: 0 },
    { by: anna, deskId: 'D1', at: at(41), how: 'sounded', round: 0 },
  ]);
  // The same again is one, and nobody proves what was never raised.
  expect([floor.must(sounded('sounded')), floor.must(sounded('sounded', 1))]).toEqual([[], []]);
  // The proof may come when it is over already.
  floor.must(status('E1', 'acknowledged', { at: 42 }));
  floor.look(43);
  floor.must({ ...sounded('sounded'), actor: chief, at: 44 });
  expect(floor.board.pastAlarms[0]?.sounded).toHaveLength(3);
  floor.checkFold();
});

test('[J8] alarms are counted by desk and hour against the budget; repeats count, and those without a desk are the supervisor’s', () => {
  const floor = new Watched({}, sits('D1'), sits('S1', chief), ...sent);
  floor.look(40);
  floor.must(acknowledge(late, 50));
  floor.look(350);
  const rateOf = (deskId: string, second: number) =>
    alarmRates(floor.board, at(second)).find(rate => rate.deskId === deskId);
  expect(rateOf('D1', 360)).toMatchObject({ lastHour: 2, budget: 2, isOver: false });
  floor.must({ actor: crew('E1'), at: 400, command: { type: 'RaiseEmergency', unitId: 'E1' } });
  expect(rateOf('D1', 400)).toMatchObject({ lastHour: 3, isOver: true });
  expect(rateOf('D1', 8000)).toMatchObject({ lastHour: 0, isOver: false });
  expect(rateOf('S1', 400)).toMatchObject({ lastHour: 0 });
  const wide = new Watched({ alarms: { ...alarms, budgetPerHour: 9 } });
  expect(alarmRates(wide.board, at(9))[0]).toMatchObject({ budget: 9 });
});

test('[J9] a unit that has not acknowledged in the centre’s own target', () => {
  const own = [{ clock: 'acknowledge', seconds: 5, source: 'ours', categories: ['fire'] }] as const;
  const floor = new Watched({ targets: own }, ...sent);
  expect([floor.look(14), floor.look(15)]).toEqual([[], [raise(late)]]);
});

test('[J9] a call that is not answered in its target', () => {
  const floor = new Watched({}, { ...ringing(), at: 10 });
  expect([floor.look(24), floor.look(25)]).toEqual([[], [raise('callWaiting:C1')]]);
  expect(floor.board.alarms.get('callWaiting:C1')).toMatchObject({ deskId: 'C1', about: { callId: 'C1' } });
  floor.must({ ...answered('C1'), at: 26 });
  expect(floor.look(27)).toEqual(['FloorAlarmCleared callWaiting:C1']);
});

test('[J9] a missed accountability check is one alarm for all crews of an incident', () => {
  const two = [opened('I1', undefined, 'fire'), assigned(['E1', 'E2'], 'I1')];
  const floor = new Watched(
    {},
    ...two,
    status('E1', 'on scene', { at: 20 }),
    status('E2', 'on scene', { at: 30 }),
  );
  expect(floor.look(1220).filter(line => line.includes('accountab'))).toEqual([
    raise('accountabilityMissed:I1'),
  ]);
  expect(floor.look(1230).filter(line => line.includes('accountab'))).toEqual([]);
  floor.must({
    actor: anna,
    at: 1240,
    command: { type: 'HearUnits', unitIds: ['E1'], via: 'voice', accounted: true },
  });
  expect(floor.look(1241).filter(line => line.includes('accountab'))).toEqual([]);
  floor.must({
    actor: anna,
    at: 1242,
    command: { type: 'HearUnits', unitIds: ['E2'], via: 'voice', accounted: true },
  });
  expect(floor.look(1243)).toContain('FloorAlarmCleared accountabilityMissed:I1');
});

test('[J9] a clock over its target, of those that the centre wants to be told of', () => {
  const floor = new Watched({}, { ...opened('I1'), at: 10 });
  expect([floor.look(69), floor.look(70)]).toEqual([[], [raise('clockOver:I1/notify')]]);
  const other = new Watched({ alarms: { ...alarms, clocks: ['turnout'] } }, { ...opened('I1'), at: 10 });
  expect(other.look(999)).toEqual([]);
  const release = new Watched(
    {
      alarms: { ...alarms, clocks: ['release'] },
      targets: [{ clock: 'release', seconds: 40, source: 'ours' }],
    },
    { ...answered(), at: 10 },
  );
  expect([release.look(49), release.look(50)]).toEqual([[], [raise('clockOver:C1/release')]]);
});

test('[J9] a staged unit that went in', () => {
  const stage = does({ type: 'SetStaging', incidentId: 'I1', unitIds: ['E1'], reason: 'other' });
  const floor = new Watched({}, ...sent, stage, status('E1', 'en route', { at: 20 }));
  expect(floor.look(21)).toEqual([]);
  floor.must(status('E1', 'on scene', { at: 30 }));
  expect(floor.look(31)).toEqual([raise('stagedWentIn:A1')]);
  floor.must({ ...does({ type: 'TellSafe', incidentId: 'I1', unitIds: ['E1'] }), at: 40 });
  expect(floor.look(41)).toEqual(['FloorAlarmCleared stagedWentIn:A1']);
});

test('[J9] a change that its crew has not read in its time', () => {
  const acts = [...sent, status('E1', 'acknowledged', { at: 20 })];
  const moved = does({ type: 'AmendIncident', incidentId: 'I1', place: bridge });
  const floor = new Watched({}, ...acts, { ...moved, at: 30 });
  const unread = (second: number) => floor.look(second).filter(line => line.includes('changeUnread'));
  const seq = floor.board.assignments.get('A1')!.unread![0]!.seq;
  expect([unread(89), unread(90)]).toEqual([[], [raise(`changeUnread:A1 ${seq}`)]]);
  floor.must({
    actor: crew('E1'),
    at: 95,
    command: { type: 'ReadChange', unitId: 'E1', incidentId: 'I1', seq },
  });
  expect(unread(96)).toEqual([`FloorAlarmCleared changeUnread:A1 ${seq}`]);
});

test('[J9] cover below its minimum, since so many were gone', () => {
  const minimums = [{ capability: 'engine', count: 2 }];
  const readiness = { levels: smallTown.readiness!.levels, minimums };
  const wait = { ...alarms, kinds: { lowCover: { afterSeconds: 100 } } };
  const floor = new Watched({ readiness, alarms: wait }, ...sent, status('E1', 'acknowledged', { at: 20 }));
  expect([floor.look(109), floor.look(110)]).toEqual([[], [raise('lowCover:/engine')]]);
  expect(floor.board.alarms.get('lowCover:/engine')).not.toHaveProperty('deskId');
  // Asked now and then: in between it stands as it stood.
  expect(dueSteps(floor.board, at(111), {}, false)).toEqual([]);
});

test('[H4] [J9] an overdue unit whose box still sends fixes is overdue, unless the centre counts those', () => {
  const acts = [...sent, status('E1', 'on scene', { at: 20 })];
  const fixTimes = () => at(915);
  expect(new Watched({}, ...acts).look(920, { fixTimes })).toEqual([raise('unitOverdue:E1')]);
  const counts = new Watched({ checks: { ...checks, positionCounts: true } }, ...acts);
  expect(counts.look(920, { fixTimes })).toEqual([]);
});

test('every kind of alarm is in the list with a file of its own, and what a centre starts from names no other', () => {
  expect(alarmKinds.map(({ kind }) => kind)).toEqual([...alarmKindIds]);
  for (const kind of alarmKindIds) {
    const file = kind.replace(/[A-Z]/g, letter => `-${letter.toLowerCase()}`);
    expect(existsSync(join(import.meta.dirname, 'kinds', `${file}.ts`)), file).toBe(true);
  }
  expect(
    Object.keys(usualAlarms.kinds ?? {}).filter(kind => !alarmKindIds.includes(kind as 'emergency')),
  ).toEqual([]);
});
