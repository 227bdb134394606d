import { expect, test } from 'vitest';
import {
  anna,
  answered,
  assigned,
  at,
  close,
  does,
  machine,
  opened,
  smallTown,
  status,
  Telling,
  taker,
  undo,
} from '../test/story.ts';
import { boardAt } from './fold.ts';
import { boardFromJson, boardToJson } from './snapshot.ts';
import { subjectsOf } from './subjects.ts';
import { timeline } from './timeline.ts';

function told() {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of [
    answered(),
    opened('I1', 'C1', 'ill'),
    opened('I2'),
    assigned('M11', 'I1'),
    undo(6),
    { ...assigned('M12', 'I1'), at: 10 },
    status('M12', 'on scene', { at: 60, actor: anna }),
    status('M12', 'en route', { at: 70, happenedAt: 20 }),
    does({ type: 'EndCall', callId: 'C1' }, taker),
    status('M12', 'available', { at: 90 }),
    { ...does({ type: 'CorrectTime', assignmentId: 'A2', step: 'onScene', at: at(55) }), at: 95 },
    close('I2'),
    close('I1'),
  ]) {
    telling.must(act);
  }
  return telling;
}

test('[Q3] an incident’s timeline tells calls, units and corrections in the order in which they happened', () => {
  const lines = timeline(told().log, 'I1');
  expect(lines.map(({ type, unitIds }) => [type, ...unitIds].join(' '))).toEqual([
    'CallReceived',
    'CallAnswered',
    'IncidentOpened',
    'UnitsAssigned M11',
    'EntryUndone M11',
    'UnitsAssigned M12',
    'StatusReported M12',
    'StatusReported M12',
    'CallEnded',
    'StatusReported M12',
    'AssignmentEnded M12',
    'TimeCorrected M12',
    'IncidentClosed',
  ]);
  expect(lines.map(({ at: happened }) => happened)).toEqual(
    lines.map(({ at: happened }) => happened).toSorted(),
  );
  expect(lines[3]).toMatchObject({ seq: 6, undoneBy: 7 });
  expect(lines[6]).toMatchObject({
    at: at(20),
    recordedAt: at(70),
    values: { status: 'enRoute', late: true },
  });
  expect(lines[11]).toMatchObject({ values: { step: 'onScene', from: at(60), to: at(55) } });
});

test('[Q3] entries of other incidents stay out of it', () => {
  const telling = told();
  expect(timeline(telling.log, 'I2').map(({ type }) => type)).toEqual(['IncidentOpened', 'IncidentClosed']);
  expect(subjectsOf(telling.log[6]!)).toEqual({ incidentId: 'I1', unitIds: ['M11'] });
});

test('[B1] the board at a moment is what was written down by then', () => {
  const { log } = told();
  expect(boardAt(log, at(65)).assignments.get('A2')?.times).toEqual({ dispatched: at(10), onScene: at(60) });
  expect(boardAt(log, at(75)).assignments.get('A2')?.times.enRoute).toBe(at(20));
  expect(boardAt(log, at(0)).units.size).toBe(0);
});

test('[B1] a snapshot of another version is not read', () => {
  const snapshot = { ...boardToJson(told().board), version: 0 };
  expect(boardFromJson(snapshot)).toEqual({ ok: false, error: { code: 'SnapshotVersion', version: 0 } });
});
