import { instant } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { runs as rounds } from '../../../test/runs.ts';
import { ask, incidentId, sealed, unitId } from '../test/ask.ts';
import { askedOfWatch } from '../test/asked.ts';
import { answering, askedOfCards, askedOfPages } from '../test/asked-cards.ts';
import { askedOfCallBacks, settledOfCallBacks } from '../test/asked-of-call-backs.ts';
import { askedOfCrews, saidByCrews, settledOfCrews } from '../test/asked-of-crews.ts';
import { askedOfIncidents, later, settledOfIncidents } from '../test/asked-of-incidents.ts';
import { agencies, askedOfTransfers, settledOfTransfers } from '../test/asked-of-transfers.ts';
import { checkWhole } from '../test/check-whole.ts';
import { settledOfHandOver } from '../test/hand-overs.ts';
import { littleCard } from '../test/little-card.ts';
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
  machine,
  opened,
  smallTown,
  square,
  Telling,
  taker,
} from '../test/story.ts';
import type { Board } from './board.ts';
import type { Actor, Command } from './command.ts';
import type { Evidence } from './evidence.ts';
import { boardAt, foldBoard } from './fold.ts';
import { overrideReasons } from './override.ts';
import { readinessReasons } from './readiness.ts';
import { boardToJson } from './snapshot.ts';
import { dispositions, preemptionReasons, unitStatuses } from './status.ts';

const callId = fc.constantFrom('C1', 'C2', 'C3', 'C4');
const place = fc.constantFrom(square, bridge);
const cordonId = fc.constantFrom('newest', 'newest', 'Z1', 'Z2');
const typeId = fc.constantFrom('fire', 'ill', 'fall', 'ufo');
const fields = fc.record({ place, typeId, language: fc.constantFrom('fr', 'zh') }, { requiredKeys: [] });
const configuration = fc.constantFrom(
  { ...smallTown, agencies, version: 2, units: smallTown.units.filter(unit => unit.unitId !== 'E1') },
  { ...smallTown, agencies, version: 3 },
  smallTown,
);

/** A screen on which E2 was recommended. */
const seen: Evidence = {
  at: at(0),
  candidates: [{ unitId: 'E2', status: 'available', recommended: true, reasons: [] }],
  needs: [],
  missing: [],
  graphHash: '',
  closuresVersion: 0,
  speedsVersion: 0,
  configurationVersion: 1,
};

/** Seconds before now; devices report late, and a few have a clock that is ahead. */
const ago = fc.oneof(
  { weight: 4, arbitrary: fc.integer({ min: 0, max: 90 }) },
  fc.integer({ min: -200, max: 9 }),
);
const status = fc.constantFrom(...unitStatuses, 'available', 'onScene', 'enRoute' as const);

const asked: fc.Arbitrary<Command> = fc.oneof(
  {
    weight: 8,
    arbitrary: ask(
      'AssignUnits',
      {
        incidentId,
        unitIds: fc.array(unitId, { minLength: 1, maxLength: 2 }),
        displayed: fc.constantFrom<string[]>([], [], ['E1', 'E2', 'M11', 'M12']),
        evidence: fc.constant(seen),
        alsoAssigned: fc.constant(true),
        diverted: fc.boolean(),
        stacked: fc.boolean(),
        preempted: fc.constantFrom(...preemptionReasons),
      },
      ['incidentId', 'unitIds', 'displayed'],
    ),
  },
  {
    weight: 12,
    arbitrary: ask('ReportStatus', { unitId, status, incidentId, happenedAt: ago.map(instant) }, [
      'unitId',
      'status',
    ]),
  },
  { weight: 8, arbitrary: ask('Undo', { seq: fc.integer({ min: 0, max: 8 }) }, ['seq']) },
  {
    weight: 2,
    arbitrary: ask(
      'CorrectTime',
      {
        assignmentId: fc.integer({ min: 1, max: 12 }).map(number => `A${number}`),
        step: status,
        at: ago.map(instant),
      },
      ['assignmentId', 'step', 'at'],
    ),
  },
  ask(
    'ReceiveCall',
    {
      channel: fc.constantFrom('phone' as const, 'text' as const),
      contact: sealed,
      fields,
      words: sealed,
      onLine: fc.constant(true),
    },
    ['channel'],
  ),
  ask('AnswerCall', { callId }, []),
  ask('AmendCall', { callId, fields }, ['callId', 'fields']),
  ask('RecordWords', { callId, words: sealed }, ['callId', 'words']),
  ask('RecordContact', { callId, contact: sealed }, ['callId', 'contact']),
  ask('RecordLocation', { callId, location: sealed }, ['callId', 'location']),
  ask('RingAgain', { callId }, ['callId']),
  ask('TellAnswered', { callId }, ['callId']),
  ask('RecordRecording', { callId, recording: sealed }, ['callId', 'recording']),
  ask('EndCall', { callId, disposition: fc.constantFrom(...dispositions) }, ['callId']),
  { weight: 2, arbitrary: ask('AttachCall', { callId, incidentId }, ['callId', 'incidentId']) },
  { weight: 2, arbitrary: ask('DetachCall', { callId }, ['callId']) },
  { weight: 12, arbitrary: ask('ReadCall', { callId }, ['callId']) },
  {
    weight: 4,
    arbitrary: ask(
      'ChangeSpeed',
      {
        pairs: fc.constantFrom([{ from: 'a', to: 'b' }], [{ from: 'b', to: 'a' }]),
        lines: fc.constant([[square.at, bridge.at]]),
        label: fc.constant({}),
        pace: fc.constantFrom({ kmh: 10 }, { factor: 0.5 }, { kmh: 0 }),
        reason: fc.constantFrom('jam' as const, 'crash' as const),
        expiresAt: fc.constantFrom(at(1200), at(2000), at(1e6), instant(1200)),
      },
      ['pairs', 'lines', 'label', 'pace', 'reason', 'expiresAt'],
    ),
  },
  {
    weight: 9,
    arbitrary: ask('RestoreSpeed', { speedId: fc.integer({ min: 1, max: 3 }).map(number => `V${number}`) }, [
      'speedId',
    ]),
  },
  ask('AddNote', { incidentId, note: sealed }, ['incidentId', 'note']),
  {
    weight: 2,
    arbitrary: ask('DoubtPosition', { unitId, reason: fc.constantFrom('late' as const, 'absurd' as const) }, [
      'unitId',
      'reason',
    ]),
  },
  { weight: 4, arbitrary: ask('TrustPosition', { unitId }, ['unitId']) },
  {
    weight: 2,
    arbitrary: ask(
      'CloseStreet',
      {
        pairs: fc.constantFrom([{ from: 'a', to: 'b' }], [{ from: 'b', to: 'a' }]),
        lines: fc.constant([[square.at, bridge.at]]),
        label: fc.constant({ en: 'Mill Lane' }),
        reason: fc.constantFrom('fire' as const, 'flood' as const),
        expiresAt: fc.constantFrom(at(1200), at(2000), at(1e6), instant(1200)),
      },
      ['pairs', 'lines', 'label', 'reason', 'expiresAt'],
    ),
  },
  {
    weight: 3,
    arbitrary: ask(
      'ReopenStreet',
      { closureId: fc.integer({ min: 1, max: 3 }).map(number => `X${number}`) },
      ['closureId'],
    ),
  },
  {
    weight: 14,
    arbitrary: ask(
      'ExplainOverride',
      { seq: fc.integer({ min: 0, max: 6 }), reason: fc.constantFrom(...overrideReasons) },
      ['seq', 'reason'],
    ),
  },
  {
    weight: 5,
    arbitrary: ask(
      'SetReadiness',
      {
        areaId: fc.constantFrom('harbour', 'harbour', 'moon'),
        levelId: fc.constantFrom('normal', 'high'),
        reason: fc.constantFrom(...readinessReasons),
        expiresAt: fc.constantFrom(at(1200), at(2000), at(1e6), instant(1200)),
      },
      ['levelId', 'reason', 'expiresAt'],
    ),
  },
  { weight: 9, arbitrary: ask('EndReadiness', { areaId: fc.constantFrom('harbour') }, []) },
  { weight: 3, arbitrary: ask('JoinIncident', { unitId, incidentId }, ['unitId', 'incidentId']) },
  { weight: 3, arbitrary: ask('SwapUnits', { unitId, otherUnitId: unitId }, ['unitId', 'otherUnitId']) },
  {
    weight: 3,
    arbitrary: ask('ExchangeUnit', { incidentId, outUnitId: unitId, inUnitId: unitId }, [
      'incidentId',
      'outUnitId',
      'inUnitId',
    ]),
  },
  ask('RaiseAlarm', { incidentId, alarm: fc.integer({ min: 1, max: 4 }) }, ['incidentId', 'alarm']),
  {
    weight: 2,
    arbitrary: ask(
      'StaffUnit',
      { unitId, people: fc.integer({ min: 0, max: 4 }), without: fc.constantFrom([], ['engine'], ['als']) },
      ['unitId', 'without'],
    ),
  },
  {
    weight: 7,
    arbitrary: ask(
      'SetCordon',
      {
        incidentId,
        replaces: cordonId,
        area: fc.constant({ kind: 'circle' as const, centre: square.at, radiusM: 500 }),
        points: fc.constant([
          { node: 'n1', at: square.at, streets: [], closed: [] },
          { node: 'n2', at: bridge.at, streets: [], closed: [] },
        ]),
        waysOut: fc.constant([{ node: 'n1', at: square.at, streets: [], isLetThrough: false, lines: [] }]),
        noWayOut: fc.constant([]),
        reason: fc.constantFrom('gas' as const, 'fire' as const),
        expiresAt: fc.constantFrom(at(1200), at(5000), at(1e5), at(1e5)),
      },
      ['incidentId', 'area', 'points', 'waysOut', 'noWayOut', 'reason', 'expiresAt'],
    ),
  },
  {
    weight: 12,
    arbitrary: ask(
      'AssignUnits',
      {
        incidentId: fc.constant('of the cordon'),
        unitIds: fc.array(unitId, { minLength: 1, maxLength: 2 }),
        displayed: fc.constant([]),
        alsoAssigned: fc.constant(true),
        point: fc.record({ cordonId, node: fc.constantFrom('n1', 'n2') }),
      },
      ['incidentId', 'unitIds', 'displayed', 'point'],
    ),
  },
  { weight: 2, arbitrary: ask('LiftCordon', { cordonId }, ['cordonId']) },
  ...askedOfWatch(unitId, incidentId, ago, sealed),
  ...askedOfIncidents,
  ...askedOfCrews(ago),
  ...askedOfCallBacks(callId),
  ...askedOfTransfers(callId, incidentId),
  ask('PlaceUnit', { unitId, at: fc.constant(square.at), expiresAt: fc.constant(at(1e6)) }, [
    'unitId',
    'at',
    'expiresAt',
  ]),
  ask('AdoptConfiguration', { configuration }, ['configuration']),
  ask('OpenIncident', { callId, typeId, place, schedule: later }, ['place']),
  {
    weight: 3,
    arbitrary: ask(
      'AmendIncident',
      {
        incidentId,
        typeId,
        place,
        priority: fc.constantFrom(1 as const, 2 as const, 4 as const),
        hazards: fc.constantFrom([], ['gas'] as const, ['fire', 'gas'] as const),
        stage: fc.boolean(),
        needs: fc.constantFrom([], [{ capability: 'als', count: 1 }]),
      },
      ['incidentId'],
    ),
  },
  ...askedOfCards(callId, sealed),
  ...askedOfPages(unitId, incidentId),
  {
    weight: 6,
    arbitrary: ask('CloseIncident', { incidentId, disposition: fc.constant('handled' as const) }, [
      'incidentId',
      'disposition',
    ]),
  },
  { weight: 8, arbitrary: ask('ReopenIncident', { incidentId }, ['incidentId']) },
  { weight: 3, arbitrary: ask('ReleaseUnit', { unitId, incidentId }, ['unitId', 'incidentId']) },
);

const step = fc.record({
  asked,
  /** Who asks; `own` is whoever does such a thing in a centre. */
  actor: fc.oneof(
    { weight: 12, arbitrary: fc.constant('own' as const) },
    { weight: 6, arbitrary: fc.constantFrom<Actor>(anna, ben, chief) },
    fc.constantFrom<Actor>(taker, machine, { kind: 'exercise', id: 'drill' }, crew('E1')),
  ),
  after: fc.integer({ min: 0, max: 30 }),
  paper: fc.option(fc.integer({ min: 0, max: 120 }), { nil: undefined, freq: 8 }),
});
type Step = typeof step extends fc.Arbitrary<infer T> ? T : never;

const ofTheLine = new Set(['RecordLocation', 'RingAgain', 'TellAnswered', 'RecordRecording']);

function whoever(command: Command): Actor {
  if (ofTheLine.has(command.type) || ['AdoptConfiguration', 'MarkPage'].includes(command.type))
    return machine;
  if (['SetReadiness', 'EndReadiness', 'GiveUpCallBack'].includes(command.type)) return chief;
  if (
    ['StepAlarm', 'MarkTransfer', 'FileRecords', 'LoseDesk', 'CountCrew', 'RecordRefusal'].includes(
      command.type,
    )
  )
    return machine;
  if (command.type === 'TakeOver') return ben;
  const own = saidByCrews.has(command.type);
  return own && 'unitId' in command ? crew(command.unitId) : anna;
}

/** As generated, an undo counts back from the newest entry, times in seconds from now, and cordons are named by
 * what stands. */
function settled(command: Command, now: number, board: Board): Command {
  const { head, cordons, lastCordon } = board;
  const named = (id: string) => (id === 'newest' ? `Z${lastCordon}` : id);
  switch (command.type) {
    case 'ExplainOverride': {
      const [unexplained = head - command.seq] = board.unexplained.keys();
      return { ...command, seq: unexplained };
    }
    case 'Undo':
      return { ...command, seq: head - command.seq };
    case 'WithdrawHandOver':
    case 'NoteHandOver':
    case 'TakeOver':
    case 'LoseDesk':
      return settledOfHandOver(command, board, now);
    case 'AnswerCard':
      return answering(command, board);
    case 'LiftCordon':
      return { ...command, cordonId: named(command.cordonId) };
    case 'SetCordon':
      return command.replaces === undefined ? command : { ...command, replaces: named(command.replaces) };
    case 'AssignUnits': {
      if (command.point === undefined) return command;
      const cordonId = named(command.point.cordonId);
      const { incidentId = 'I1' } = cordons.get(cordonId) ?? {};
      return { ...command, incidentId, point: { ...command.point, cordonId } };
    }
    case 'CorrectTime':
      return { ...command, at: at(now - command.at) };
    default:
      return settledOfCrews(
        settledOfTransfers(settledOfCallBacks(settledOfIncidents(command, board), board), board),
        now,
        board,
      );
  }
}

function perform(telling: Telling, one: Step) {
  const now = telling.clock + one.after;
  const command = settled(one.asked, now, telling.board);
  const act: Act = {
    command,
    actor: one.actor === 'own' ? whoever(command) : one.actor,
    at: now,
    ...(one.paper === undefined ? {} : { onPaper: { happenedAt: at(now - one.paper), card: 'K1' } }),
  };
  return telling.act(act);
}

/** A floor at work: three incidents with units on two of them, and a call that belongs to one. */
function floor(): Telling {
  const telling = new Telling();
  telling.clock = 1000;
  telling.must({
    actor: machine,
    command: { type: 'AdoptConfiguration', configuration: { ...smallTown, agencies } },
  });
  for (const cardId of ['fire', 'other']) {
    const [draft] = telling.must({
      actor: machine,
      command: { type: 'ProposeCard', card: littleCard(cardId) },
    });
    telling.must({
      actor: machine,
      command: { type: 'PublishCard', cardId, proposal: draft!.seq },
    });
  }
  for (const act of [
    answered(),
    opened('I1', 'C1', 'ill'),
    opened('I2'),
    opened('I3'),
    answered(),
    assigned(['E1', 'M11'], 'I1'),
    assigned('M12', 'I2'),
  ]) {
    telling.must(act);
  }
  return telling;
}
const runs = fc.array(step, { minLength: 40, maxLength: 120, size: 'max' });

test('[B1] [B2] [U8] whatever is asked, the log folds to the board, and a snapshot folds on', () => {
  fc.assert(
    fc.property(runs, steps => {
      const telling = floor();
      for (const one of steps) perform(telling, one);
      telling.checkFold();
      const until = at(telling.clock);
      expect(boardToJson(boardAt(telling.log, until))).toEqual(boardToJson(foldBoard(telling.log)));
    }),
    { numRuns: rounds(150) },
  );
});

test('[B3] numbers are counted and never given twice', () => {
  fc.assert(
    fc.property(runs, steps => {
      const telling = floor();
      for (const one of steps) perform(telling, one);
      const numbers = telling.log.flatMap(entry => {
        if (entry.type === 'CallReceived') return [entry.data.callId];
        if (entry.type === 'IncidentOpened') return [entry.data.incidentId];
        if (entry.type === 'StreetClosed') return [entry.data.closureId];
        if (entry.type === 'CordonSet') return [entry.data.cordonId];
        if (entry.type === 'SpeedChanged') return [entry.data.speedId];
        return entry.type === 'UnitsAssigned' ? entry.data.assignments.map(one => one.assignmentId) : [];
      });
      for (const letter of 'CIAXZV') {
        const own = numbers.filter(number => number.startsWith(letter));
        expect(own).toEqual(own.map((_, i) => `${letter}${i + 1}`));
      }
    }),
    { numRuns: rounds(50) },
  );
});

test('[A3] [S3] [K1] [HO4] whatever is asked, the board stays whole', () => {
  const written = new Map<string, number>();
  fc.assert(
    fc.property(runs, steps => {
      const telling = floor();
      for (const one of steps) {
        const { entries } = perform(telling, one);
        if (entries.length > 0) checkWhole(telling.board);
        for (const entry of entries) {
          written.set(entry.type, (written.get(entry.type) ?? 0) + 1);
          if (entry.type !== 'UnitsAssigned' || entry.data.alsoAssigned) continue;
          for (const { unitId: given, assignmentId } of entry.data.assignments) {
            expect(telling.board.units.get(given)?.assignmentIds).toEqual([assignmentId]);
          }
        }
      }
    }),
    { numRuns: rounds(500) },
  );
  // A run that never gets anywhere would prove nothing.
  // Alarms have their own stories; by chance they come too seldom to be counted on.
  for (const type of written.keys()) if (type.startsWith('FloorAlarm')) written.delete(type);
  expect(written.size).toBe(87);
  for (const [type, times] of written) expect(times, type).toBeGreaterThan(2);
});
