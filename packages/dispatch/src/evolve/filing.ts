import type { Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import { forgetUntil } from '../undo-keys.ts';

/** What is filed leaves the board with its calls, assignments and cordons, and with what could be undone of it. */
export function evolveFiling(board: Board, entry: Extract<Entry, { type: 'RecordsFiled' }>): void {
  let newest = 0;
  const gone = new Set<string>();
  for (const { incidentId } of entry.data.incidents) {
    const incident = board.incidents.get(incidentId);
    if (incident === undefined) continue;
    newest = Math.max(newest, incident.changedSeq);
    gone.add(incidentId);
    for (const callId of incident.callIds) dropCall(board, callId, gone);
    for (const assignmentId of incident.assignmentIds) {
      const unitId = board.assignments.get(assignmentId)?.unitId ?? '';
      board.assignments.delete(assignmentId);
      const unit = board.units.get(unitId);
      if (unit?.endedAssignmentId !== assignmentId) continue;
      const { endedAssignmentId: _, ...left } = unit;
      board.units.set(unitId, left);
    }
    board.incidents.delete(incidentId);
    board.openIncidents.delete(incidentId);
    board.scheduled.delete(incidentId);
    board.transferring.delete(incidentId);
  }
  for (const callId of entry.data.callIds) dropCall(board, callId, gone);
  for (const cordon of board.cordons.values())
    if (gone.has(cordon.incidentId)) board.cordons.delete(cordon.cordonId);
  for (const one of board.unexplained.values())
    if (gone.has(one.incidentId)) board.unexplained.delete(one.seq);
  forgetUntil(board, newest, gone);
}

function dropCall(board: Board, callId: string, gone: Set<string>): void {
  gone.add(callId);
  board.calls.delete(callId);
  board.openCalls.delete(callId);
  board.transferring.delete(callId);
}
