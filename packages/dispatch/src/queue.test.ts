import { expect, test } from 'vitest';
import {
  type Act,
  answered,
  assigned,
  at,
  does,
  machine,
  opened,
  ringing,
  smallTown,
  status,
  Telling,
  undo,
} from '../test/story.ts';
import { clockOfCall, clocksOf } from './clocks.ts';
import { queue } from './queue.ts';

function told(...acts: readonly Act[]) {
  const telling = new Telling();
  telling.must({ actor: machine, command: { type: 'AdoptConfiguration', configuration: smallTown } });
  for (const act of acts) telling.must(act);
  return telling.board;
}
const line = (board: ReturnType<typeof told>) =>
  queue(board).map(item => [item.kind === 'call' ? item.call.callId : item.incident.incidentId, item.waits]);

test('[Q1] by priority, then the longest waiting; a ringing call comes with the most urgent', () => {
  const board = told(
    opened('I1'),
    opened('I2', undefined, 'fire'),
    answered(),
    ringing(),
    opened('I3', undefined, 'ill'),
    assigned('M11', 'I3'),
  );
  expect(line(board)).toEqual([
    ['I2', 'firstUnit'],
    ['C2', 'ringing'],
    ['I3', 'units'],
    ['I1', 'firstUnit'],
    ['C1', 'open'],
  ]);
});
test('[Q1] a call with an incident is seen there; closed incidents and finished calls are gone', () => {
  const board = told(
    answered(),
    opened('I1', 'C1'),
    assigned('E1', 'I1'),
    status('E1', 'available'),
    opened('I2'),
    does({ type: 'CloseIncident', incidentId: 'I2', disposition: 'handled' }),
    ringing(),
    does({ type: 'EndCall', callId: 'C2' }, machine),
  );
  expect(line(board)).toEqual([
    ['I1', 'closing'],
    ['C2', 'abandoned'],
  ]);
});

const clocks = (second: number, ...acts: readonly Act[]) =>
  clocksOf(told(...acts), 'I1', at(second)).map(({ clock, unitId, dueAt, overdueMs }) => [
    clock,
    unitId,
    dueAt,
    overdueMs,
  ]);

test('[Q2] release runs from the answer to the incident', () => {
  const board = told(answered());
  expect(clockOfCall(board, board.calls.get('C1')!, at(50))).toMatchObject({
    clock: 'release',
    dueAt: at(42),
    overdueMs: 8000,
  });
  const released = told(answered(), opened('I1', 'C1'));
  expect(clockOfCall(released, released.calls.get('C1')!, at(50))).toBeUndefined();
});
test('[Q2] dispatch runs until a unit is sent, and again when that is taken back', () => {
  expect(clocks(20, opened('I1'))).toEqual([['dispatch', undefined, at(32), 0]]);
  expect(clocks(40, opened('I1'), assigned('E1', 'I1'), undo(3))).toEqual([
    ['dispatch', undefined, at(32), 8000],
  ]);
});
test('[Q2] acknowledge and turnout run per unit, the earliest due first', () => {
  const sent = [opened('I1'), assigned(['E1', 'E2'], 'I1')];
  expect(clocks(40, ...sent, status('E2', 'en route'))).toEqual([
    ['acknowledge', 'E1', at(33), 7000],
    ['turnout', 'E1', at(83), 0],
  ]);
  expect(clocks(90, ...sent, status('E1', 'acknowledged'), status('E2', 'available'))).toEqual([
    ['turnout', 'E1', at(83), 7000],
  ]);
  expect(clocks(90, ...sent, status('E1', 'on scene'), status('E2', 'en route'))).toEqual([]);
});
