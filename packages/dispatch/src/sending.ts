import type { Instant } from '@clarion/measure';
import type { Assignment, Board, Incident } from './board.ts';
import { openAssignments } from './change.ts';
import { beganAt } from './clocks.ts';
import type { AssignmentId } from './ids.ts';
import { isRead } from './paging.ts';

/** Of the units that were sent together those that have not answered yet. */
export interface SilentSending {
  /** The first assignment of the sending, silent or not: it names the sending for as long as the incident is open. */
  readonly assignmentId: AssignmentId;
  readonly silent: readonly { readonly assignment: Assignment; readonly since: Instant }[];
}

/**
 * The sendings of an open incident in which a unit is silent, in the order in which they were sent. One sending is what one
 * person sent at one time. A unit answers by acknowledging, by any later step, or by being heard since: by radio too.
 */
export function silentSendings(board: Board, incident: Incident): readonly SilentSending[] {
  const sendings = new Map<AssignmentId, { assignment: Assignment; since: Instant }[]>();
  for (const assignment of openAssignments(board, incident)) {
    const since = silentSince(board, assignment);
    if (since === undefined) continue;
    const first = firstOfSending(board, incident, assignment);
    const silent = sendings.get(first) ?? [];
    if (silent.length === 0) sendings.set(first, silent);
    silent.push({ assignment, since });
  }
  return [...sendings].map(([assignmentId, silent]) => ({ assignmentId, silent }));
}

/** Since when its unit owes an answer; undefined when it has answered, or has not come to this yet. */
function silentSince(board: Board, assignment: Assignment): Instant | undefined {
  const unit = board.units.get(assignment.unitId);
  if (unit?.status !== 'dispatched' || unit.assignmentIds.at(-1) !== assignment.assignmentId)
    return undefined;
  const since = beganAt(board, assignment);
  if (since === undefined || isRead(assignment, undefined)) return undefined;
  return (unit.heard?.at ?? since) > since ? undefined : since;
}

function firstOfSending(board: Board, { assignmentIds }: Incident, one: Assignment): AssignmentId {
  const first = assignmentIds.find(id => {
    const other = board.assignments.get(id);
    return other?.times.dispatched === one.times.dispatched && other?.by.id === one.by.id;
  });
  return first ?? one.assignmentId;
}
