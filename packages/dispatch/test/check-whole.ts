import { expect } from 'vitest';
import { assignmentSteps, type Board, cordonsInForce, isAhead } from '../src/index.ts';
import { checkOwned } from './hand-overs.ts';

/** What must be so on every board between two commands. */
export function checkWhole(board: Board): void {
  const open = [...board.assignments.values()].filter(({ endedAt }) => endedAt === undefined);
  for (const unit of board.units.values()) {
    const own = open.filter(assignment => assignment.unitId === unit.unitId).map(one => one.assignmentId);
    expect([...unit.assignmentIds].sort()).toEqual(own.sort());
    expect(unit.status === 'available' || unit.status === 'outOfService').toBe(own.length === 0);
  }
  for (const { unitId: holder, incidentId: about } of open) {
    expect(board.units.has(holder)).toBe(true);
    expect(board.incidents.get(about)?.state).toBe('open');
  }
  for (const { times, endedAt } of board.assignments.values()) {
    const reached = assignmentSteps.flatMap(one => times[one] ?? []);
    expect(reached).toEqual(reached.toSorted((a, b) => a - b));
    expect(times.dispatched).toBeDefined();
    if (endedAt !== undefined) expect(endedAt).toBeGreaterThanOrEqual(Math.max(...reached));
  }
  for (const incidentId of board.openIncidents) {
    const standing = cordonsInForce(board, board.at).filter(cordon => cordon.incidentId === incidentId);
    expect(standing.length).toBeLessThanOrEqual(1);
  }
  for (const incident of board.incidents.values()) {
    expect(board.openIncidents.has(incident.incidentId)).toBe(incident.state === 'open');
    expect(board.scheduled.has(incident.incidentId)).toBe(isAhead(incident));
    for (const other of incident.linked ?? []) expect(board.incidents.has(other)).toBe(true);
    for (const { incidentId: part } of incident.takenIn ?? []) expect(board.incidents.has(part)).toBe(true);
    for (const id of incident.callIds) expect(board.calls.get(id)?.incidentId).toBe(incident.incidentId);
  }
  for (const call of board.calls.values()) {
    if (call.state !== 'ended') expect(board.openCalls.has(call.callId)).toBe(true);
    const about = call.incidentId;
    if (about !== undefined) expect(board.incidents.get(about)?.callIds).toContain(call.callId);
  }
  checkOwned(board);
  for (const [key, seqs] of board.undoKeys) {
    for (const seq of seqs) expect(board.undoable.get(seq)?.keys).toContain(key);
  }
}
