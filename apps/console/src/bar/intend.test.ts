import { type Board, type Entry, emptyBoard, evolve } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { describe, expect, test } from 'vitest';
import { dispositionOf } from './disposition.ts';
import { intend } from './intend.ts';
import type { Intention, Situation } from './intention.ts';
import { parseBar } from './parse.ts';

/** A board with units E1 and M1, an open incident I1 with a place, E1 on it, and a ringing call. */
function board(): Board {
  let seq = 0;
  const entry = (body: object): Entry =>
    ({
      seq: ++seq,
      at: instant(seq * 1000),
      recordedAt: instant(seq * 1000),
      actor: { kind: 'operator', id: 'me', role: 'dispatcher' },
      commandId: `c${seq}`,
      ...body,
    }) as Entry;
  const unit = (unitId: string) => ({ unitId, kind: 'ENGINE', agency: 'fire', capabilities: ['engine'] });
  const place = { at: [0, 0], uncertaintyM: 10, label: '12 Main St', source: 'search', verified: true };
  const entries = [
    entry({
      type: 'ConfigurationAdopted',
      data: {
        configuration: {
          version: 1,
          placeName: {},
          units: [unit('E1'), unit('M1')],
          types: [],
          posts: [],
          clocks: { releaseSeconds: 40, acknowledgeSeconds: 30, turnoutSeconds: 90, staleFixSeconds: 60 },
        },
      },
    }),
    entry({ type: 'CallReceived', data: { callId: 'C1', channel: 'phone', fields: {} } }),
    entry({ type: 'IncidentOpened', data: { incidentId: 'I1', priority: 2, place } }),
    entry({
      type: 'IncidentOpened',
      data: { incidentId: 'I2', priority: 2, place: { ...place, verified: false, uncertaintyM: 900 } },
    }),
    entry({
      type: 'UnitsAssigned',
      data: {
        incidentId: 'I1',
        assignments: [{ assignmentId: 'A1', unitId: 'E1' }],
        displayed: [],
        alsoAssigned: false,
      },
    }),
    entry({
      type: 'StreetClosed',
      data: { closureId: 'X1', pairs: [], lines: [], label: {}, reason: 'fire', expiresAt: instant(9e15) },
    }),
  ];
  return entries.reduce(evolve, emptyBoard());
}

const meant = (line: string, more: Partial<Situation> = {}): Intention => {
  const situation: Situation = {
    board: board(),
    now: Date.parse('2026-11-24T06:10:00Z'),
    timeZone: 'UTC',
    operatorId: 'me',
    role: 'dispatcher',
    typed: () => undefined,
    travelTimeMs: () => 180_000,
    ...more,
  };
  const own = (map: ReadonlyMap<string, unknown>) => (word: string) => (map.has(word) ? word : undefined);
  const { units, incidents, calls } = situation.board;
  return intend(parseBar(line, { unit: own(units), incident: own(incidents), call: own(calls) }), situation);
};
const doubts = (intention: Intention) =>
  intention.kind === 'act' ? intention.doubts.map(doubt => doubt.code) : intention;

describe('what a line means', () => {
  test('a near, free unit needs one Enter and goes as typed by hand', () => {
    const intention = meant('M1 > I1');
    expect(intention).toMatchObject({
      kind: 'act',
      doubts: [],
      commands: [{ type: 'AssignUnits', incidentId: 'I1', unitIds: ['M1'], displayed: [] }],
    });
  });

  test.each([
    ['farther than twenty minutes', 'M1 > I1', { travelTimeMs: (): number => 1_300_000 }, ['far']],
    ['without a road time', 'M1 > I1', { travelTimeMs: (): undefined => undefined }, ['etaUnknown']],
    [
      'assigned elsewhere, and to a place known within 900 m',
      'E1 > I2',
      {},
      ['assignedElsewhere', 'roughPlace'],
    ],
    ['a status for an incident the unit is not on', 'M1 on scene I1', {}, ['notAssigned']],
  ] as const)('%s wants a second Enter', (_, line, more, codes) => {
    expect(doubts(meant(line, more))).toEqual(codes);
  });

  test('a unit that is sent to both is sent so on purpose', () => {
    const intention = meant('E1 > I2');
    expect(intention.kind === 'act' && intention.commands[0]).toMatchObject({ alsoAssigned: true });
  });

  test.each([
    ['tea E1', 'unknownVerb'],
    ['dispatch', 'unitMissing'],
    ['dispatch M1', 'incidentMissing'],
    ['close I1', 'dispositionMissing'],
    ['close I1 maybe', 'dispositionMissing'],
    ['note I1', 'textMissing'],
    ['attach I1', 'callMissing'],
    ['release M1', 'unitNotAssigned'],
    ['undo', 'nothingToUndo'],
    ['E1 M1', 'verbMissing'],
    ['reopen street', 'closureMissing'],
    ['reopen street X2', 'closureMissing'],
    ['alarm 1 I1', 'alarmForm'],
    ['alarm 12 I1', 'alarmForm'],
    ['alarm', 'incidentMissing'],
    ['crew 3', 'unitMissing'],
    ['swap E1', 'twoUnits'],
    ['exchange M1 E1', 'unitNotAssigned'],
    ['stack E1', 'incidentMissing'],
    ['preempt E1 I2 because', 'preemptReason'],
    ['crew E1 M1 3', 'unitMissing'],
    ['crew E1 many', 'staffForm'],
    ['why other', 'nothingToExplain'],
    ['paper K1 14:00 close street', 'paperForm'],
    ['paper K1', 'paperForm'],
    ['paper K1 27:00 E1 on scene', 'paperForm'],
  ])('%s is told: %s', (line, code) => {
    expect(meant(line, { operatorId: line === 'undo' ? 'somebodyElse' : 'me' })).toMatchObject({
      kind: 'problem',
      code,
    });
  });

  test('the incident in hand is meant when none is named', () => {
    expect(meant('note gate locked', { incidentId: 'I1' })).toMatchObject({
      commands: [{ type: 'AddNote', incidentId: 'I1', text: 'gate locked' }],
    });
  });

  test('release gives the incident that the unit is on', () => {
    expect(meant('release E1')).toMatchObject({
      commands: [{ type: 'ReleaseUnit', unitId: 'E1', incidentId: 'I1' }],
    });
  });

  test('a street is chosen before it is closed, and reopened by its number', () => {
    expect(meant('close street Mill Lane 90 flood')).toEqual({
      kind: 'closeStreet',
      line: { query: 'Mill Lane', minutes: 90, reason: 'flood' },
    });
    expect(meant('封路 I1 30')).toMatchObject({ kind: 'closeStreet', at: [0, 0], line: { minutes: 30 } });
    expect(meant('reopen street x1')).toMatchObject({
      commands: [{ type: 'ReopenStreet', closureId: 'X1' }],
    });
    expect(meant('close street', { role: 'callTaker' })).toMatchObject({ code: 'notYourRole' });
  });

  test('the next alarm is meant when none is named; a crew is a number and what is out', () => {
    expect(meant('alarm I1')).toMatchObject({
      commands: [{ type: 'RaiseAlarm', incidentId: 'I1', alarm: 2 }],
    });
    expect(meant('升级 3', { incidentId: 'I1' })).toMatchObject({ commands: [{ alarm: 3 }] });
    expect(meant('crew E1 3 without engine')).toMatchObject({
      commands: [{ type: 'StaffUnit', unitId: 'E1', people: 3, without: ['engine'] }],
    });
    expect(meant('人员 E1')).toMatchObject({ commands: [{ type: 'StaffUnit', unitId: 'E1', without: [] }] });
  });

  test('stack, pre-empt, swap, exchange and join say who goes where', () => {
    expect(meant('stack E1 I2')).toMatchObject({
      commands: [{ type: 'AssignUnits', incidentId: 'I2', unitIds: ['E1'], stacked: true }],
    });
    expect(meant('抽调 E1 I2 距离最近')).toMatchObject({ commands: [{ preempted: 'nearest' }] });
    expect(meant('preempt E1 > I2')).toMatchObject({ commands: [{ preempted: 'moreUrgent' }] });
    expect(meant('swap E1 M1')).toMatchObject({
      commands: [{ type: 'SwapUnits', unitId: 'E1', otherUnitId: 'M1' }],
    });
    expect(meant('exchange E1 M1')).toMatchObject({
      commands: [{ type: 'ExchangeUnit', incidentId: 'I1', outUnitId: 'E1', inUnitId: 'M1' }],
    });
    expect(meant('join M1 I2')).toMatchObject({ commands: [{ type: 'JoinIncident', unitId: 'M1' }] });
    expect(meant('swap E1 M1', { role: 'callTaker' })).toMatchObject({ code: 'notYourRole' });
  });

  test('what if takes units out and closes a place, and alone it ends', () => {
    expect(meant('what if E1 close Mill Lane', { incidentId: 'I1' })).toEqual({
      kind: 'whatIf',
      without: ['E1'],
      close: 'Mill Lane',
    });
    expect(meant('假设', { incidentId: 'I1' })).toEqual({ kind: 'whatIf', without: [], close: '' });
    expect(meant('what if')).toMatchObject({ code: 'incidentMissing' });
  });

  test('the reason is that of what this person sent last', () => {
    const asked = board();
    const one = { at: instant(0), incidentId: 'I1', assignmentIds: ['A1'], added: ['E1'], left: ['M1'] };
    asked.unexplained.set(5, { ...one, seq: 5, actorId: 'me' });
    asked.unexplained.set(7, { ...one, seq: 7, actorId: 'other' });
    expect(meant('why local knowledge', { board: asked })).toMatchObject({
      commands: [{ type: 'ExplainOverride', seq: 5, reason: 'localKnowledge' }],
    });
    expect(meant('why because', { board: asked })).toMatchObject({ code: 'overrideMissing' });
  });

  test('a paper line carries its own time and card', () => {
    const intention = meant('paper K7 05:30 E1 on scene');
    expect(intention).toMatchObject({
      commands: [{ type: 'ReportStatus', unitId: 'E1', status: 'onScene' }],
      onPaper: { card: 'K7', happenedAt: Date.parse('2026-11-24T05:30:00Z') },
    });
  });

  test('answer takes the call that rings; numbers alone are shown', () => {
    expect(meant('answer')).toMatchObject({ commands: [{ type: 'AnswerCall', callId: 'C1' }] });
    expect(meant('I1')).toEqual({ kind: 'go', incidentId: 'I1' });
    expect(meant('E1')).toEqual({ kind: 'go', unitId: 'E1' });
    expect(meant('find Main St')).toEqual({ kind: 'find', query: 'Main St' });
  });

  test('dispositions are understood in both languages and by a beginning that is unmistakable', () => {
    expect(dispositionOf('handled')).toBe('handled');
    expect(dispositionOf('误报')).toBe('falseAlarm');
    expect(dispositionOf('dupl')).toBe('duplicate');
    expect(dispositionOf('trans')).toBeUndefined();
    expect(dispositionOf('')).toBeUndefined();
  });
});
