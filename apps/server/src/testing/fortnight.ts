import { verifyLog } from '@clarion/store';
import { expect } from 'vitest';
import type { TestCentre } from './centre.ts';

/** What must be true when recorded calls have been played to their end. */
export async function checkPlayed(centre: TestCentre, calls: number): Promise<void> {
  const { log, database } = centre.centre;
  const { board } = log;
  expect(board.calls.size).toBe(calls);
  expect([...board.calls.values()].filter(call => call.state !== 'ended')).toEqual([]);
  const open = [...board.incidents.values()].filter(incident => incident.state === 'open');
  expect(open.map(incident => [incident.incidentId, incident.place?.label])).toEqual([]);
  expect([...board.units.values()].filter(unit => unit.assignmentIds.length > 0)).toEqual([]);
  for (const assignment of board.assignments.values()) expect(assignment.endedAt).toBeDefined();

  const answer = centre.exercise?.current();
  expect(answer).toMatchObject({ state: 'finished', callsDone: calls, callsTotal: calls });
  const [all] = answer?.report?.groups ?? [];
  const total = all?.ours.find(figure => figure.step === 'total');
  expect(total?.n).toBeGreaterThan(calls * 0.95);
  expect(total?.p90Seconds).toBeGreaterThan(total?.medianSeconds ?? Infinity);
  const recorded = all?.recorded.find(figure => figure.step === 'total');
  expect(recorded?.n).toBeGreaterThan(calls * 0.8);

  const verified = await verifyLog(database, log.logId);
  expect(verified?.findings).toEqual([]);
  expect(verified?.head).toBe(board.head);
}
