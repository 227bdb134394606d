import { expect, test } from 'vitest';
import {
  anna,
  assigned,
  at,
  crew,
  does,
  machine,
  opened,
  smallTown,
  status,
  Telling,
} from '../test/story.ts';
import { type CheckRules, checksOfUnit, checksOnFloor, lastHeard } from './check.ts';
import type { Configuration } from './configuration.ts';
import { boardFromJson, boardToJson } from './snapshot.ts';

const checks: CheckRules = {
  rules: [
    { check: 'contact', statuses: ['enRoute', 'onScene'], warnSeconds: 600, overdueSeconds: 900 },
    { check: 'contact', statuses: ['onScene'], categories: ['fire'], warnSeconds: 300, overdueSeconds: 400 },
    {
      check: 'contact',
      statuses: ['onScene'],
      typeIds: ['fire'],
      alarmFrom: 2,
      warnSeconds: 100,
      overdueSeconds: 200,
    },
    {
      check: 'contact',
      statuses: ['onScene'],
      typeIds: ['ill'],
      levelIds: ['high'],
      warnSeconds: 50,
      overdueSeconds: 60,
    },
    {
      check: 'accountability',
      statuses: ['enRoute', 'onScene'],
      categories: ['fire'],
      warnSeconds: 600,
      overdueSeconds: 1200,
    },
  ],
};

/** E1 on scene of I1 since second 100, so many seconds after the story's start. */
function atWork(typeId: string, more: Partial<Configuration> = {}): Telling {
  const telling = new Telling();
  const configuration = { ...smallTown, checks, ...more };
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration } });
  telling.must(opened('I1', undefined, typeId));
  telling.must(assigned('E1', 'I1'));
  telling.must(status('E1', 'on scene', { at: 100 }));
  return telling;
}
const contact = (telling: Telling, second: number, fixAt?: number) =>
  checksOfUnit(telling.board, telling.board.units.get('E1')!, at(second), () =>
    fixAt === undefined ? undefined : at(fixAt),
  ).find(one => one.check === 'contact')!;

test('[H3] two windows by what the crew does', () => {
  const telling = atWork('ill');
  expect(contact(telling, 699)).toMatchObject({ state: 'fine', since: at(100) });
  expect(contact(telling, 700)).toMatchObject({ state: 'due', warnAt: at(700), overdueAt: at(1000) });
  expect(contact(telling, 1000).state).toBe('overdue');
});

test('[H3] the rule with most conditions counts: category, alarm, readiness level', () => {
  expect(contact(atWork('fire'), 400).state).toBe('due');
  const second = atWork('fire');
  second.must({ ...does({ type: 'RaiseAlarm', incidentId: 'I1', alarm: 2 }), at: 110 });
  expect(contact(second, 300).state).toBe('overdue');
  const high = atWork('ill');
  expect(contact(high, 160).state).toBe('fine');
  high.must({
    actor: { kind: 'operator', id: 'cleo', role: 'commander' },
    at: 120,
    command: { type: 'SetReadiness', levelId: 'high', reason: 'weather', expiresAt: at(9000) },
  });
  expect(contact(high, 160).state).toBe('overdue');
});

test('[H3] a free unit, and one in a status without a rule, has no check', () => {
  const telling = atWork('ill');
  telling.must(status('E1', 'available', { at: 200 }));
  expect(checksOfUnit(telling.board, telling.board.units.get('E1')!, at(9000))).toEqual([]);
  const other = atWork('ill');
  other.must(status('E1', 'transporting', { at: 200 }));
  expect([...checksOnFloor(other.board, at(9000))]).toEqual([]);
});

test('[H1] a crew is heard by its button, a message, its voice and its emergency button', () => {
  const telling = atWork('ill');
  const heard = () => telling.board.units.get('E1')!.heard;
  expect(heard()).toEqual({ at: at(100), via: 'status' });
  const note = { sealedId: 's1', digest: 'aa' };
  telling.must({ actor: crew('E1'), at: 200, command: { type: 'AddNote', incidentId: 'I1', note } });
  expect(heard()).toEqual({ at: at(200), via: 'message' });
  telling.must({ actor: anna, at: 300, command: { type: 'HearUnits', unitIds: ['E1'], via: 'voice' } });
  expect(heard()).toEqual({ at: at(300), via: 'voice' });
  // What a dispatcher reports for a crew was said on the radio.
  telling.must(status('E1', 'transporting', { actor: anna, at: 400 }));
  expect(heard()).toEqual({ at: at(400), via: 'voice' });
  telling.must({ actor: crew('E1'), at: 500, command: { type: 'RaiseEmergency', unitId: 'E1' } });
  expect(heard()).toEqual({ at: at(500), via: 'emergency' });
});

test('[H1] a crew that reads a change, or goes by itself, is heard', () => {
  const telling = atWork('ill');
  const amend = { type: 'AmendIncident', incidentId: 'I1', hazards: ['gas'] } as const;
  const [entry] = telling.must({ at: 150, actor: anna, command: amend });
  telling.must({
    actor: crew('E1'),
    at: 200,
    command: { type: 'ReadChange', unitId: 'E1', incidentId: 'I1', seq: entry!.seq },
  });
  expect(contact(telling, 201)).toMatchObject({ since: at(200) });
  telling.must({
    actor: crew('E2'),
    at: 300,
    command: { type: 'JoinIncident', unitId: 'E2', incidentId: 'I1' },
  });
  expect(telling.board.units.get('E2')?.heard).toEqual({ at: at(300), via: 'message' });
});

test('[H2] a late device action never resets a timer', () => {
  const telling = atWork('ill');
  telling.must({ actor: anna, at: 600, command: { type: 'HearUnits', unitIds: ['E1'], via: 'voice' } });
  expect(contact(telling, 1190).state).toBe('fine');
  // Pressed at 150, without a network until 1100: neither forward to when it came, nor back to when it was.
  telling.must(status('E1', 'en route', { at: 1100, happenedAt: 150 }));
  expect(telling.board.units.get('E1')?.heard).toEqual({ at: at(600), via: 'voice' });
  expect(contact(telling, 1200)).toMatchObject({ state: 'due', since: at(600) });
  telling.must({
    actor: anna,
    at: 1300,
    command: { type: 'HearUnits', unitIds: ['E1'], via: 'message', happenedAt: at(700) },
  });
  expect(contact(telling, 1301).since).toBe(at(700));
});

test('[H4] a fix counts as hearing the crew only where the centre says so', () => {
  const not = atWork('ill');
  expect(contact(not, 1000, 990)).toMatchObject({ state: 'overdue', since: at(100) });
  const yes = atWork('ill', { checks: { ...checks, positionCounts: true } });
  expect(contact(yes, 1000, 990)).toMatchObject({ state: 'fine', since: at(990) });
  const unit = yes.board.units.get('E1')!;
  expect(lastHeard(yes.board, unit, () => at(990))).toEqual({ at: at(990), via: 'position' });
  expect(lastHeard(yes.board, unit, () => at(50))).toEqual({ at: at(100), via: 'status' });
});

test('[H5] people are counted from when the crew came, and from each count on; to be heard counts nobody', () => {
  const telling = atWork('fire');
  const counted = (second: number) =>
    [...checksOnFloor(telling.board, at(second))].find(one => one.check === 'accountability')!;
  expect(counted(699).state).toBe('fine');
  telling.must({ actor: anna, at: 650, command: { type: 'HearUnits', unitIds: ['E1'], via: 'voice' } });
  expect(counted(700).state).toBe('due');
  expect(counted(1300).state).toBe('overdue');
  telling.must({
    actor: anna,
    at: 1310,
    command: { type: 'HearUnits', unitIds: ['E1'], via: 'voice', accounted: true },
  });
  expect(counted(1310)).toMatchObject({ state: 'fine', since: at(1310) });
});

test('[H6] timers follow from the log and the time alone', () => {
  const telling = atWork('fire');
  telling.must({
    actor: anna,
    at: 300,
    command: { type: 'HearUnits', unitIds: ['E1'], via: 'voice', accounted: true },
  });
  const read = boardFromJson(JSON.parse(JSON.stringify(boardToJson(telling.board))));
  if (!read.ok) throw new Error(read.error.code);
  for (const second of [350, 700, 950, 1500])
    expect([...checksOnFloor(read.value, at(second))]).toEqual([...checksOnFloor(telling.board, at(second))]);
  telling.checkFold();
});
