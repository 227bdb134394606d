import type { Instant } from '@clarion/measure';
import type { Assignment, Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import type { AssignmentId } from '../ids.ts';
import { type AssignmentStep, assignmentSteps } from '../status.ts';
import { fits, isStep } from '../times.ts';
import { remember, touch } from '../undo-keys.ts';
import { changeAssignment, changeIncident, changeUnit } from './change.ts';
import { hearStatus } from './heard.ts';
import { withoutMoveUp } from './move-up.ts';

export function evolveStatus(board: Board, entry: Extract<Entry, { type: 'StatusReported' }>): void {
  const { unitId, status, assignmentId, incidentId, happenedAt, late } = entry.data;
  const step = recordStep(board, entry);
  hearStatus(board, entry);
  if (incidentId !== undefined) changeIncident(board, incidentId, entry.seq);
  const unit = board.units.get(unitId);
  if (!unit || late) return;
  changeUnit(board, unitId, entry.seq, was => ({
    ...(status === 'outOfService' ? withoutMoveUp(was) : was),
    status,
    statusSince: happenedAt,
    assignmentIds: currentLast(was.assignmentIds, assignmentId),
  }));
  // An acknowledgement moves nobody, so the assignment can still be taken back.
  const spare = status === 'acknowledged';
  if (entry.actor.kind === 'unit') {
    touch(board, entry, [`unit:${unitId}`], spare);
    return;
  }
  remember(
    board,
    entry,
    {
      kind: 'statusBack',
      unitId,
      status: unit.status,
      statusSince: unit.statusSince,
      assignmentIds: unit.assignmentIds,
      ...(step && assignmentId !== undefined ? { step: { assignmentId, step } } : {}),
    },
    spare,
  );
}

/** The first time a step is reached stands; one that breaks the order of time stays in the log alone. */
function recordStep(
  board: Board,
  entry: Extract<Entry, { type: 'StatusReported' }>,
): AssignmentStep | undefined {
  const { status, assignmentId, happenedAt } = entry.data;
  const assignment = board.assignments.get(assignmentId ?? '');
  if (!assignment || !isStep(status)) return undefined;
  if (assignment.times[status] !== undefined || !fits(assignment.times, status, happenedAt)) return undefined;
  changeAssignment(board, assignment.assignmentId, was => ({
    ...was,
    times: inOrder({ ...was.times, [status]: happenedAt }),
    ...(entry.actor.kind === 'operator' || entry.onPaper ? { typed: [...(was.typed ?? []), status] } : {}),
  }));
  return status;
}

/** Steps in their own order, so that a board reads the same however its reports came in. */
function inOrder(times: Assignment['times']): Assignment['times'] {
  const sorted: { [step in AssignmentStep]?: Instant } = {};
  for (const step of assignmentSteps) {
    const time = times[step];
    if (time !== undefined) sorted[step] = time;
  }
  return sorted;
}

/** What the crew reports on becomes its current assignment. */
function currentLast(
  assignmentIds: readonly AssignmentId[],
  current: AssignmentId | undefined,
): readonly AssignmentId[] {
  if (current === undefined || !assignmentIds.includes(current) || assignmentIds.at(-1) === current) {
    return assignmentIds;
  }
  return [...assignmentIds.filter(id => id !== current), current];
}
