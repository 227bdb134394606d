import { expect, test } from 'vitest';
import { anna, assigned, at, chief, does, opened, sits } from '../test/story.ts';
import { Watched } from '../test/watched.ts';
import { waitingOfAlarm } from './alarms/kinds/unit-awaited-long.ts';
import { alarmRates } from './alarms/rate.ts';
import { type AlarmRules, usualAlarms } from './alarms/rules.ts';
import type { WaitingRule } from './alarms/waiting-rules.ts';
import { boardFromJson, boardToJson } from './snapshot.ts';
import { waitingLong } from './waiting-long.ts';

const rules: readonly WaitingRule[] = [
  { priority: 1, deskSeconds: 60, supervisorSeconds: 120, commandSeconds: 240 },
  { priority: 2, deskSeconds: 200, supervisorSeconds: 400, commandSeconds: 800 },
];
const waiting = (more: Partial<AlarmRules> = {}): AlarmRules => ({
  escalateSeconds: 5000,
  repeatSeconds: 5000,
  budgetPerHour: 6,
  clocks: [],
  waiting: rules,
  ...more,
});
const fire = { ...opened('I1', undefined, 'fire'), at: 10 };
const floor = (more: Partial<AlarmRules> = {}, ...acts: ConstructorParameters<typeof Watched>[1][]) =>
  new Watched({ alarms: waiting(more) }, sits('D1'), sits('S1', chief), fire, ...acts);
const ack = (key: string, second: number) => ({
  actor: anna,
  at: second,
  command: { type: 'AcknowledgeAlarm', key } as const,
});

test('[WT1] an incident without a unit beyond its priority’s time is its desk’s alarm, and a restart goes on from the log', () => {
  const one = floor();
  expect([one.look(69), one.look(70)]).toEqual([[], ['FloorAlarmRaised unitAwaited:D1']]);
  expect(one.board.alarms.get('unitAwaited:D1')).toMatchObject({
    deskId: 'D1',
    since: at(70),
    about: { incidentId: 'I1', priority: 1, waiting: 1 },
  });
  const read = boardFromJson(JSON.parse(JSON.stringify(boardToJson(one.board))));
  if (!read.ok) throw new Error('unread');
  one.board = read.value;
  expect(one.look(71)).toEqual([]);
  one.must({ ...assigned('E1', 'I1'), at: 80 });
  expect(one.look(81)).toEqual(['FloorAlarmCleared unitAwaited:D1']);
  // Taken off again before it was there, the incident waits as before.
  one.must({ ...does({ type: 'ReleaseUnit', unitId: 'E1', incidentId: 'I1' }), at: 90 });
  expect(one.look(91)).toContain('FloorAlarmRaised unitAwaited:D1');
});

test('[WT1] each priority has its own seconds, one without a rule is not watched, and a closed or later one waits for nobody', () => {
  const ill = floor(
    {},
    { ...opened('I2', undefined, 'ill'), at: 11 },
    { ...opened('I3', undefined, 'fall'), at: 12 },
  );
  ill.must({
    ...does({ type: 'CloseIncident', incidentId: 'I1', disposition: 'noActionNeeded' } as never),
    at: 13,
  });
  expect([ill.look(210), ill.look(211)]).toEqual([[], ['FloorAlarmRaised unitAwaited:D1']]);
  expect(ill.board.alarms.get('unitAwaited:D1')?.about).toMatchObject({ incidentId: 'I2', waiting: 1 });
  expect(waitingLong(ill.board, 'deskSeconds', at(99_999)).map(one => one.incident.incidentId)).toEqual([
    'I2',
  ]);
});

test.each(['deskSeconds', 'supervisorSeconds', 'commandSeconds'] as const)(
  '[WT1] %s of a priority is what the centre says',
  step => {
    const said = (seconds: number) => floor({ waiting: [{ ...rules[0]!, [step]: seconds }] }).board;
    expect(waitingLong(said(30), step, at(40))).toHaveLength(1);
    expect(waitingLong(said(31), step, at(40))).toHaveLength(0);
    // Nothing said of it is as usual; said to be none is none.
    expect(
      waitingLong(new Watched({ alarms: { ...waiting(), waiting: [] } }, fire).board, step, at(9999)),
    ).toEqual([]);
  },
);

test('[WT2] it goes to the supervisor by its age, whoever has acknowledged, and then into the commander’s view', () => {
  const one = floor();
  one.look(70);
  one.must(ack('unitAwaited:D1', 75));
  expect([one.look(129), one.look(130)]).toEqual([[], ['FloorAlarmRaised unitAwaitedLong:all']]);
  expect(one.board.alarms.get('unitAwaitedLong:all')).not.toHaveProperty('deskId');
  const inView = (second: number) => waitingLong(one.board, 'commandSeconds', at(second)).length;
  expect([inView(249), inView(250)]).toEqual([0, 1]);
});

test('[WT3] all that wait at a desk are one alarm; it is raised again at once when a more urgent one joins what was acknowledged', () => {
  const one = new Watched({ alarms: waiting() }, sits('D1'), { ...opened('I1', undefined, 'ill'), at: 10 });
  one.look(210);
  one.must(ack('unitAwaited:D1', 211));
  one.must({ ...opened('I2', undefined, 'fire'), at: 220 });
  expect([one.look(279), one.look(280)]).toEqual([[], ['FloorAlarmRepeated unitAwaited:D1']]);
  const alarm = one.board.alarms.get('unitAwaited:D1')!;
  expect(alarm.about).toMatchObject({ incidentId: 'I2', priority: 1, waiting: 2 });
  expect(waitingOfAlarm(one.board, alarm, at(280)).map(each => each.incident.incidentId)).toEqual([
    'I2',
    'I1',
  ]);
  one.must(ack('unitAwaited:D1', 281));
  one.must({ ...opened('I3', undefined, 'fire'), at: 282 });
  expect(one.look(400).filter(line => line.includes(':D1'))).toEqual([]);
});

test('[WT3] three hundred that wait in a storm stay within the budget of their desk', () => {
  const storm = new Watched({ alarms: usualAlarms }, sits('D1'), sits('S1', chief));
  const types = ['fall', 'ill', 'fire'] as const;
  for (let second = 5; second <= 3600; second += 5) {
    const n = storm.board.lastIncident + 1;
    if (second % 12 < 5 && n <= 300) storm.must({ ...opened(`I${n}`, undefined, types[n % 3]), at: second });
    storm.look(second);
    for (const alarm of storm.board.alarms.values())
      if (!alarm.acknowledged && second - 30 >= (alarm.repeatedAt ?? alarm.raisedAt) / 1000 - at(0) / 1000)
        storm.must(ack(alarm.key, second));
  }
  expect(waitingLong(storm.board, 'deskSeconds', at(3600)).length).toBeGreaterThan(200);
  const rates = alarmRates(storm.board, at(3600));
  for (const { deskId, lastHour, budget } of rates) expect(lastHour, deskId).toBeLessThanOrEqual(budget);
  expect(rates.find(one => one.deskId === 'D1')?.lastHour).toBeGreaterThan(0);
});

test('[WT1] the owning desk changes with the incident', () => {
  const one = floor();
  one.must({ ...does({ type: 'GiveIncident', incidentId: 'I1', deskId: 'D2' }), at: 20 });
  expect(one.look(70)).toEqual(['FloorAlarmRaised unitAwaited:D2']);
});
