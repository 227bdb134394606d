import { expect, test } from 'vitest';
import {
  type Act,
  anna,
  answered,
  assigned,
  at,
  ben,
  chief,
  does,
  leaves,
  machine,
  opened,
  sits,
  smallTown,
  status,
  story,
  Telling,
  taker,
} from '../../test/story.ts';
import { Watched } from '../../test/watched.ts';
import { hearersOf } from '../alarms/hearers.ts';
import type { Board } from '../board.ts';
import { briefing } from '../briefing.ts';
import { ribbon } from '../clocks/ribbon.ts';
import { deskOfIncident } from '../desk.ts';
import { ownedBy, whoHas } from '../hand-over.ts';

const note = { sealedId: 's1', digest: 'aa' };
const opens = (deskId: string, actor = anna): Act => does({ type: 'OpenHandOver', deskId }, actor);
const notes = (deskId: string, actor = anna): Act => does({ type: 'NoteHandOver', deskId, note }, actor);
const withdraws = (deskId: string, actor = anna): Act => does({ type: 'WithdrawHandOver', deskId }, actor);
const takes = (deskId: string, seq: number, actor = ben): Act =>
  does({ type: 'TakeOver', deskId, opened: seq }, actor);
const loses = (deskId: string, operatorId: string, silentSince: number): Act =>
  does({ type: 'LoseDesk', deskId, operatorId, silentSince: at(silentSince) }, machine);

story('[HO1] who sits at a desk opens its hand-over, and it stays theirs')
  .given(sits('D2'))
  .when(opens('D2'))
  .writes('HandOverOpened')
  .and(board => {
    expect(board.desks.get('D2')?.by.id).toBe('anna');
    expect(board.handOvers.get('D2')).toMatchObject({ by: { id: 'anna' }, openedAt: at(3), seq: 3 });
  });
story('[HO1] opened twice is one').given(sits('D2'), opens('D2')).when(opens('D2')).nothing();
story('[HO1] nobody hands over a desk that is not theirs')
  .given(sits('D2'))
  .when(opens('D2', ben))
  .refused('DeskNotYours', { deskId: 'D2' });
story('[HO1] nor one that nobody sits at').given().when(opens('D2')).refused('DeskNotYours');
story('[HO1] nor one that is not there').given().when(opens('D9')).refused('DeskUnknown');
story('[HO1] a note is a sealed reference alone')
  .given(sits('D2'), opens('D2'))
  .when({ command: { type: 'NoteHandOver', deskId: 'D2', note: { ...note, text: 'secret' } as typeof note } })
  .writes('HandOverNoted')
  .and((board, entries) => {
    expect(board.handOvers.get('D2')?.notes).toEqual([note]);
    expect(JSON.stringify(entries)).not.toContain('secret');
  });
story('[HO1] a note belongs to a hand-over that is open')
  .given(sits('D2'))
  .when(notes('D2'))
  .refused('HandOverNotOpen');
story('[HO1] who opened it withdraws it')
  .given(sits('D2'), opens('D2'))
  .when(withdraws('D2'))
  .writes('HandOverWithdrawn')
  .and(board => expect(board.handOvers.size).toBe(0));
story('[HO1] withdrawn, it cannot be taken')
  .given(sits('D2'), opens('D2'), withdraws('D2'))
  .when(takes('D2', 3))
  .refused('HandOverNotOpen');

story('[HO2] it is taken over in one entry, with what the desk owned and the notes')
  .given(sits('D2'), sits('S1', chief), opened('I1'), assigned('M11', 'I1'), opens('D2'), notes('D2'))
  .when(takes('D2', 6))
  .writes('DeskHandedOver')
  .and((board, [entry]) => {
    expect(entry?.data).toEqual({
      deskId: 'D2',
      fromId: 'anna',
      opened: 6,
      incidentIds: ['I1'],
      callIds: [],
      alarmKeys: [],
      areaIds: [],
    });
    expect(board.desks.get('D2')).toEqual({
      deskId: 'D2',
      by: ben,
      since: at(8),
      from: { fromId: 'anna', seq: 6, notes: [note] },
    });
    expect(whoHas(board, deskOfIncident(board, board.incidents.get('I1')!))?.by.id).toBe('ben');
    expect([board.handOvers.size, board.orphans.size]).toEqual([0, 0]);
  });

test('[HO2] no clock, check, alarm or acknowledgement changes by it', () => {
  const telling = new Watched({ paging: { channels: [], unreadSeconds: 30 } as never });
  for (const act of [
    sits('S1', chief),
    sits('D2'),
    answered(),
    opened('I1', 'C1', 'fire'),
    assigned(['E1', 'E2'], 'I1'),
    status('E1', 'en route'),
    status('E1', 'on scene'),
  ])
    telling.must(act);
  telling.look(60);
  telling.must(does({ type: 'AcknowledgeAlarm', key: [...telling.board.alarms.keys()][0]! }));
  telling.must({ ...opens('D2'), at: 700 });
  const runs = (board: Board) => {
    const { desks: _, handOvers: __, head: ___, at: ____, undoable: _____, ...rest } = board;
    return JSON.stringify([
      [...rest.alarms],
      [...rest.incidents],
      [...rest.assignments],
      [...rest.units],
      [...rest.calls],
      ribbon(board, 'I1', at(1000)),
      briefing(board, 'D2', at(1000)),
    ]);
  };
  const before = runs(telling.board);
  expect(telling.board.alarms.size).toBeGreaterThan(0);
  expect(briefing(telling.board, 'D2', at(1000)).checks.length).toBeGreaterThan(0);
  const seq = telling.board.handOvers.get('D2')!.seq;
  telling.must({ ...takes('D2', seq), at: 800 });
  expect(runs(telling.board)).toBe(before);
  telling.checkFold();
});

story('[HO3] the second to take it is told who and when')
  .given(sits('D2'), opens('D2'), takes('D2', 3))
  .when(takes('D2', 3, chief))
  .refused('HandedOverAlready', { deskId: 'D2', by: ben, at: at(4) });
story('[HO3] the same person twice is one')
  .given(sits('D2'), opens('D2'), takes('D2', 3))
  .when(takes('D2', 3))
  .nothing();
story('[HO3] nobody takes over from themselves')
  .given(sits('D2'), opens('D2'))
  .when(takes('D2', 3, anna))
  .refused('HandOverNotOpen');
story('[HO3] of one that was opened anew, the old number takes nothing')
  .given(sits('D2'), opens('D2'), withdraws('D2'), opens('D2'))
  .when(takes('D2', 3))
  .refused('HandOverNotOpen');
story('[HO3] to sit down where a hand-over is open is to take it over')
  .given(sits('D2'), opens('D2'))
  .when(sits('D2', ben))
  .writes('DeskHandedOver');
story('[HO3] a call taker takes over a desk for calls alone')
  .given(sits('D2'), opens('D2'))
  .when(takes('D2', 3, taker))
  .refused('NotAllowed');

test('[HO4] what is on no desk’s own is the supervisor’s, and what an empty desk owns too', () => {
  const telling = new Telling();
  const desks = [
    { deskId: 'S1', names: {}, work: 'supervision' },
    { deskId: 'D1', names: {}, work: 'dispatch', categories: ['fire'] },
  ] as const;
  telling.must({
    actor: machine,
    command: { type: 'AdoptConfiguration', configuration: { ...smallTown, desks } },
  });
  for (const act of [opened('I1', undefined, 'ill'), opened('I2', undefined, 'fire'), answered()])
    telling.must(act);
  const { board } = telling;
  expect(ownedBy(board, 'S1')).toMatchObject({ incidentIds: ['I1'], callIds: ['C1'] });
  expect(ownedBy(board, 'D1')).toMatchObject({ incidentIds: ['I2'] });
  expect(whoHas(board, 'D1')).toBeUndefined();
  telling.must(sits('S1', chief));
  expect(whoHas(telling.board, 'D1')?.by.id).toBe('cleo');
  telling.must(sits('D1', ben));
  expect(whoHas(telling.board, 'D1')?.by.id).toBe('ben');
});

const busy = [sits('S1', chief), sits('D2'), opened('I1'), assigned('M11', 'I1')];
const orphanKey = 'deskOrphaned:D2';
const supervisorHears = (board: Board) => {
  const alarm = board.alarms.get(orphanKey)!;
  expect(hearersOf(board, alarm)).toMatchObject({ room: false, deskIds: ['S1'] });
  expect(whoHas(board, deskOfIncident(board, board.incidents.get('I1')!))?.by.id).toBe('cleo');
};
story('[HO5] who leaves what nobody took over leaves it to the supervisor, with an alarm at once')
  .given(busy)
  .when(leaves('D2'))
  .writes('DeskLeft', 'FloorAlarmRaised')
  .and(board => {
    expect(board.orphans.get('D2')).toMatchObject({ by: anna, cause: 'left', incidentIds: ['I1'] });
    supervisorHears(board);
  });
story('[HO5] who leaves a desk that owns nothing leaves no orphan')
  .given(sits('S1', chief), sits('D2'))
  .when(leaves('D2'))
  .writes('DeskLeft')
  .and(board => expect(board.orphans.size).toBe(0));
story('[HO5] who has not been heard of loses the desk')
  .given(busy)
  .when(loses('D2', 'anna', 4))
  .writes('DeskLost', 'FloorAlarmRaised')
  .and(board => {
    expect(board.desks.has('D2')).toBe(false);
    expect(board.orphans.get('D2')).toMatchObject({ by: anna, cause: 'lost' });
    supervisorHears(board);
  });
story('[HO5] a desk that the configuration drops')
  .given(busy)
  .when({
    actor: machine,
    command: {
      type: 'AdoptConfiguration',
      configuration: {
        ...smallTown,
        version: 2,
        desks: smallTown.desks!.filter(({ deskId }) => deskId !== 'D2'),
      },
    },
  })
  .writes('ConfigurationAdopted', 'FloorAlarmRaised')
  .and(board => {
    expect(board.desks.has('D2')).toBe(false);
    expect(board.orphans.get('D2')).toMatchObject({ cause: 'gone', incidentIds: ['I1'] });
    supervisorHears(board);
  });

test('[HO5] the alarm ends when somebody sits there, and when nothing of it is left', () => {
  for (const end of [
    sits('D2', ben),
    does({ type: 'GiveIncident', incidentId: 'I1', deskId: 'D1' }, chief),
  ]) {
    const telling = new Watched({}, ...busy, leaves('D2'));
    expect(telling.look(20)).not.toContain(`FloorAlarmCleared ${orphanKey}`);
    telling.must({ ...end, at: 21 });
    expect(telling.look(22)).toContain(`FloorAlarmCleared ${orphanKey}`);
    telling.checkFold();
  }
});
test('[HO5] of a desk that is gone it ends when it is acknowledged', () => {
  const telling = new Watched({}, ...busy);
  const configuration = {
    ...telling.board.configuration!,
    version: 2,
    desks: smallTown.desks!.filter(({ deskId }) => deskId !== 'D2'),
  };
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration } });
  expect(telling.look(20)).not.toContain(`FloorAlarmCleared ${orphanKey}`);
  telling.must(does({ type: 'AcknowledgeAlarm', key: orphanKey }, chief));
  expect(telling.look(22)).toContain(`FloorAlarmCleared ${orphanKey}`);
  expect(telling.look(23)).not.toContain(`FloorAlarmRaised ${orphanKey}`);
  telling.checkFold();
});
test('[HO5] a centre that wants no such alarm, or waits with it, has it so', () => {
  for (const rule of [{ off: true }, { afterSeconds: 60 }] as const) {
    const telling = new Watched({
      alarms: { ...smallTown.alarms!, kinds: { deskOrphaned: rule } },
    });
    for (const act of busy) telling.must(act);
    expect(telling.must(leaves('D2')).map(({ type }) => type)).toEqual(['DeskLeft']);
    const later = telling.look(200);
    expect(later.includes(`FloorAlarmRaised ${orphanKey}`)).toBe(!('off' in rule));
  }
});

story('[HO6] who sat down again after the silence keeps the desk')
  .given(busy, leaves('D2'), sits('D2'))
  .when(loses('D2', 'anna', 4))
  .nothing();
story('[HO6] so does who sits there by now')
  .given(busy, sits('D2', ben))
  .when(loses('D2', 'anna', 4))
  .nothing();
story('[HO6] only the machine says that somebody is silent')
  .given(busy)
  .when(does({ type: 'LoseDesk', deskId: 'D2', operatorId: 'anna', silentSince: at(4) }, chief))
  .refused('NotAllowed');
story('[HO6] an open hand-over outlasts who opened it')
  .given(busy, opens('D2'), notes('D2'), leaves('D2'))
  .when(takes('D2', 6))
  .writes('DeskHandedOver')
  .and((board, [entry]) => {
    expect(entry?.data).toMatchObject({ fromId: 'anna', incidentIds: ['I1'] });
    expect(board.orphans.size).toBe(0);
    expect(board.desks.get('D2')).toMatchObject({ by: ben, from: { notes: [note] } });
  });

test('[HO7] the briefing lists what is owned, the most urgent first, with the clocks that run', () => {
  const telling = new Watched({}, sits('D1', ben), sits('D2'));
  for (const act of [
    answered(),
    opened('I1', 'C1', 'fall'),
    opened('I2', undefined, 'fire'),
    opened('I3', undefined, 'ill'),
    does({ type: 'GiveIncident', incidentId: 'I1', deskId: 'D2' }),
    assigned(['E1', 'E2'], 'I2'),
    does({ type: 'SetStaging', incidentId: 'I2', unitIds: ['E2'], reason: 'weapon' }),
    status('E1', 'on scene'),
    does(
      {
        type: 'SetReadiness',
        levelId: 'high',
        reason: 'weather',
        expiresAt: at(90_000),
      },
      chief,
    ),
  ])
    telling.must(act);
  const told = briefing(telling.board, 'D2', at(1000));
  expect(told.incidents.map(({ incident }) => incident.incidentId)).toEqual(['I2', 'I1']);
  expect(told.incidents[0]!.clocks.map(({ clock }) => clock)).toContain('onScene');
  expect(told.incidents.flatMap(({ clocks }) => clocks).every(({ state }) => state === 'running')).toBe(true);
  expect(told.checks.map(({ unitId, check, state }) => [unitId, check, state])).toEqual([
    ['E1', 'contact', 'overdue'],
    ['E1', 'accountability', 'due'],
  ]);
  expect(told.tasks).toContainEqual({ kind: 'sendUnits', incidentId: 'I1' });
  expect(told.holds).toMatchObject([{ kind: 'staged', unitId: 'E2', incidentId: 'I2' }]);
  expect(told.levels.map(({ levelId }) => levelId)).toEqual(['high']);
  expect(briefing(telling.board, 'D1', at(1000)).incidents.map(one => one.incident.incidentId)).toEqual([
    'I3',
  ]);
});
