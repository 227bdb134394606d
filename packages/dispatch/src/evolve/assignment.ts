import type { Instant } from '@clarion/measure';
import type { Assignment, Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import { stagingAhead } from '../staging.ts';
import { isStep, latest, reached } from '../times.ts';
import { remember, touch } from '../undo-keys.ts';
import { changeAssignment, changeIncident, changeUnit, letGo } from './change.ts';
import { takeInHand } from './desk.ts';
import { hear } from './heard.ts';
import { withoutMoveUp } from './move-up.ts';
import { noteOverride } from './override.ts';

type AssignmentEntry = Extract<Entry, { type: 'UnitsAssigned' | 'AssignmentEnded' | 'TimeCorrected' }>;

export function evolveAssignment(board: Board, entry: AssignmentEntry): void {
  switch (entry.type) {
    case 'UnitsAssigned':
      assign(board, entry);
      return;
    case 'AssignmentEnded':
      end(board, entry);
      return;
    case 'TimeCorrected':
      correct(board, entry);
      return;
  }
}

function assign(board: Board, entry: Extract<Entry, { type: 'UnitsAssigned' }>): void {
  const { incidentId, assignments } = entry.data;
  const incident = board.incidents.get(incidentId);
  const staging = incident && stagingAhead(incident);
  const before = assignments.flatMap(({ assignmentId, unitId, stacked }) => {
    const unit = board.units.get(unitId);
    if (!unit) return [];
    const { status, statusSince } = unit;
    return [{ assignmentId, unitId, status, statusSince, ...(stacked ? { stacked } : {}) }];
  });
  for (const { assignmentId, unitId, point, stacked } of assignments) {
    board.lastAssignment = Math.max(board.lastAssignment, Number(assignmentId.slice(1)));
    board.assignments.set(assignmentId, {
      assignmentId,
      incidentId,
      unitId,
      by: entry.actor,
      times: { dispatched: entry.at },
      ...(stacked ? { stacked } : {}),
      ...(point ? { point } : {}),
      ...(staging ? { staging } : {}),
    });
    // Behind what it is on, and behind what waits already: it is the last that the unit comes to.
    if (stacked) {
      changeUnit(board, unitId, entry.seq, unit => ({
        ...unit,
        assignmentIds: [assignmentId, ...unit.assignmentIds],
      }));
      continue;
    }
    changeUnit(board, unitId, entry.seq, unit => ({
      ...unit,
      status: 'dispatched',
      statusSince: entry.at,
      assignmentIds: [...unit.assignmentIds, assignmentId],
    }));
  }
  changeIncident(board, incidentId, entry.seq, incident => ({
    ...incident,
    assignmentIds: [...incident.assignmentIds, ...assignments.map(({ assignmentId }) => assignmentId)],
  }));
  takeInHand(board, entry);
  noteOverride(board, entry);
  if (entry.data.joined && entry.actor.kind === 'unit')
    hear(board, entry.actor.id, entry.at, 'message', entry.seq);
  remember(board, entry, { kind: 'assignmentsUndone', incidentId, assignments: before });
  if (staging) touch(board, entry, [`staging:${incidentId}`]);
  // Who holds a point stands on the cordon: from here on that is lifted, not undone.
  if (assignments.some(({ point }) => point)) touch(board, entry, [`cordon:${incidentId}`]);
}

function end(board: Board, entry: Extract<Entry, { type: 'AssignmentEnded' }>): void {
  const { assignmentId, unitId, incidentId, outcome } = entry.data;
  const unit = board.units.get(unitId);
  const endedAt = ending(board, assignmentId, entry.at);
  changeAssignment(board, assignmentId, assignment => ({ ...assignment, endedAt, outcome }));
  changeIncident(board, incidentId, entry.seq);
  if (!unit) return;
  changeUnit(board, unitId, entry.seq, was => {
    const wasCurrent = was.assignmentIds.at(-1) === assignmentId;
    const assignmentIds = was.assignmentIds.filter(id => id !== assignmentId);
    // Where it was moved up to before is over: it is free anew.
    const ended = { ...withoutMoveUp(was), assignmentIds, endedAssignmentId: assignmentId };
    if (!wasCurrent || was.status === 'outOfService') return ended;
    const current = board.assignments.get(assignmentIds.at(-1) ?? '');
    const status = current ? reached(current.times) : 'available';
    return status === was.status ? ended : { ...ended, status, statusSince: entry.at };
  });
  letGo(board, unitId);
  if (entry.actor.kind === 'unit') {
    touch(board, entry, [`unit:${unitId}`]);
    return;
  }
  remember(board, entry, {
    kind: 'assignmentReopened',
    assignmentId,
    incidentId,
    unitId,
    status: unit.status,
    statusSince: unit.statusSince,
    assignmentIds: unit.assignmentIds,
  });
}

function correct(board: Board, entry: Extract<Entry, { type: 'TimeCorrected' }>): void {
  const { assignmentId, unitId, incidentId, step, to } = entry.data;
  changeAssignment(board, assignmentId, assignment =>
    isStep(step)
      ? {
          ...assignment,
          times: { ...assignment.times, [step]: to },
          typed: [...(assignment.typed ?? []).filter(one => one !== step), step],
        }
      : { ...assignment, endedAt: to },
  );
  changeUnit(board, unitId, entry.seq, unit =>
    unit.assignmentIds.at(-1) === assignmentId && unit.status === step ? { ...unit, statusSince: to } : unit,
  );
  changeIncident(board, incidentId, entry.seq);
  touch(board, entry, [`unit:${unitId}`]);
}

/** An assignment never ends before its own last step, whatever the reporting clock said. */
function ending(board: Board, assignmentId: string, at: Instant): Instant {
  const times: Assignment['times'] = board.assignments.get(assignmentId)?.times ?? {};
  const last = latest(times);
  return last !== undefined && last > at ? last : at;
}
