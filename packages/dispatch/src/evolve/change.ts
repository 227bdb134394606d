import type { Assignment, Board, Call, Incident, Unit } from '../board.ts';
import type { AssignmentId, CallId, IncidentId, UnitId } from '../ids.ts';
import { isAhead } from '../schedule.ts';
import { isOpenTransfer, isStillOurs } from '../transfer.ts';

/** Each replaces one record by its changed copy; a record that the board does not hold is passed over. */
export function changeCall(board: Board, callId: CallId, change: (call: Call) => Call): void {
  const call = board.calls.get(callId);
  if (!call) return;
  const changed = change(call);
  board.calls.set(callId, changed);
  if (needsSomebody(changed)) board.openCalls.add(callId);
  else board.openCalls.delete(callId);
  noteTransferring(board, callId, changed);
}

export function changeIncident(
  board: Board,
  incidentId: IncidentId,
  seq: number,
  change: (incident: Incident) => Incident = incident => incident,
): void {
  const incident = board.incidents.get(incidentId);
  if (!incident) return;
  const changed = { ...change(incident), changedSeq: seq };
  board.incidents.set(incidentId, changed);
  if (changed.state === 'open') board.openIncidents.add(incidentId);
  else board.openIncidents.delete(incidentId);
  if (isAhead(changed)) board.scheduled.add(incidentId);
  else board.scheduled.delete(incidentId);
  noteTransferring(board, incidentId, changed);
}

function noteTransferring(board: Board, id: CallId | IncidentId, { transfers }: Call | Incident): void {
  if (transfers?.some(isOpenTransfer)) board.transferring.add(id);
  else board.transferring.delete(id);
}

export function changeUnit(board: Board, unitId: UnitId, seq: number, change: (unit: Unit) => Unit): void {
  const unit = board.units.get(unitId);
  if (!unit) return;
  board.units.set(unitId, { ...change(unit), changedSeq: seq });
}

/** Lets a unit go that its configuration has dropped, once nothing holds it; asked when an entry is through with it. */
export function letGo(board: Board, unitId: UnitId): void {
  const unit = board.units.get(unitId);
  if (unit?.leaving && unit.assignmentIds.length === 0) board.units.delete(unitId);
}

export function changeAssignment(
  board: Board,
  assignmentId: AssignmentId,
  change: (assignment: Assignment) => Assignment,
): void {
  const assignment = board.assignments.get(assignmentId);
  if (assignment) board.assignments.set(assignmentId, change(assignment));
}

/**
 * A call is somebody's work until it has ended; one whose caller is to be called back, or that nobody has received whom it was given
 * to, until it has an incident or a reason.
 */
function needsSomebody({ state, callBack, transfers, incidentId, disposition }: Call): boolean {
  if (state !== 'ended') return true;
  const isDue = callBack !== undefined && callBack.ended === undefined;
  const isWanted = isDue || isStillOurs(transfers);
  return isWanted && incidentId === undefined && disposition === undefined;
}

/** What happens to a call stands in its incident's story too. */
export function noteOnIncident(board: Board, callId: CallId, seq: number): void {
  const incidentId = board.calls.get(callId)?.incidentId;
  if (incidentId !== undefined) changeIncident(board, incidentId, seq);
}
