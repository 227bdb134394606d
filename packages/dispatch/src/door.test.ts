import { expect, test } from 'vitest';
import { at, chief, does, opened, sits } from '../test/story.ts';
import { alarms, Watched } from '../test/watched.ts';
import type { ClockDrift, OpenBreakGlass } from './alarms/alarm.ts';
import { hearersOf } from './alarms/hearers.ts';

const open: OpenBreakGlass = {
  operatorId: 'break-glass-k7m2p',
  role: 'dispatcher',
  reason: 'providerDown',
  until: at(14_400),
  since: at(10),
};
const key = `breakGlass:${open.operatorId}`;
const means = { breakGlass: [open] };

test('[BG1] a sign-in from an envelope is the supervisor’s alarm at once, stands while it is open, and ends with it', () => {
  const floor = new Watched({}, sits('S1', chief));
  expect(floor.look(10, means)).toEqual([`FloorAlarmRaised ${key}`]);
  const alarm = floor.board.alarms.get(key)!;
  expect(alarm).toMatchObject({ severity: 'high', about: { breakGlass: open } });
  expect(hearersOf(floor.board, alarm).deskIds).toEqual(['S1']);
  floor.must({ actor: chief, at: 20, command: { type: 'AcknowledgeAlarm', key } });
  expect(floor.look(319, means)).toEqual([]);
  expect(floor.look(320, means)).toEqual([`FloorAlarmRepeated ${key}`]);
  expect(floor.look(321)).toEqual([`FloorAlarmCleared ${key}`]);
  floor.checkFold();
});

test('[BG1] no rule of a centre turns it off, or lets it wait', () => {
  const kinds = { breakGlass: { off: true, afterSeconds: 999 } } as const;
  const floor = new Watched({ alarms: { ...alarms, kinds } });
  expect(floor.look(10, means)).toEqual([`FloorAlarmRaised ${key}`]);
});

test('[BG2] what it does stands under the login that the alarm names', () => {
  const floor = new Watched({}, sits('S1', chief));
  floor.look(10, means);
  const actor = { kind: 'operator', id: open.operatorId, role: open.role } as const;
  const [entry] = floor.must({ ...opened('I1', undefined, 'fire'), actor, at: 11 });
  expect(entry?.actor.id).toBe(floor.board.alarms.get(key)?.about.breakGlass?.operatorId);
  expect(floor.act({ ...does({ type: 'AnswerCall' }), at: 12 }).entries[0]?.actor.id).not.toBe(
    open.operatorId,
  );
});

test('[BG3] a clock that others contradict is the supervisor’s alarm after a while, and over when they agree', () => {
  const drift: ClockDrift = { node: 'centre-2', against: 'database', seconds: -7, since: at(10) };
  const floor = new Watched(
    { alarms: { ...alarms, kinds: { clockDrift: { afterSeconds: 20 } } } },
    sits('S1', chief),
  );
  const drifting = { drifts: [drift] };
  expect(floor.look(29, drifting)).toEqual([]);
  const named = 'clockDrift:database:centre-2';
  expect(floor.look(30, drifting)).toEqual([`FloorAlarmRaised ${named}`]);
  expect(floor.board.alarms.get(named)).toMatchObject({ severity: 'medium', about: { drift } });
  expect(floor.look(31)).toEqual([`FloorAlarmCleared ${named}`]);
});
