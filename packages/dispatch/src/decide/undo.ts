import { ok } from '@clarion/measure';
import type { Board, UndoableEntry } from '../board.ts';
import type { Actor, Command } from '../command.ts';
import { crewAway } from '../crew.ts';
import type { Restore, RestoreStep } from '../entry.ts';
import { present } from '../present.ts';
import { type Context, type Decision, refused, written } from './context.ts';

/** Takes back the whole command that wrote `seq`, for its author or a commander. */
export function undo(context: Context, { seq }: Extract<Command, { type: 'Undo' }>): Decision {
  const { board, envelope, now } = context;
  const known = board.undoable.get(seq) ?? findBySeq(board, seq);
  if (!known || !mayUndo(envelope.actor, known) || !possible(board, known.steps)) {
    return refused({ code: 'NotUndoable', seq });
  }
  const body = {
    type: 'EntryUndone',
    data: { seq: known.seq, undoes: known.type, restore: restoring(known.steps) },
  } as const;
  return ok([written(context, body, now)]);
}

/** What one press of the undo key takes back: the newest of the operator's own commands that still can be. */
export function lastUndoable(board: Board, actorId: string): UndoableEntry | undefined {
  let newest: UndoableEntry | undefined;
  for (const known of board.undoable.values()) {
    if (known.actorId !== actorId || (newest && newest.seq > known.seq)) continue;
    if (possible(board, known.steps)) newest = known;
  }
  return newest;
}

function findBySeq(board: Board, seq: number): UndoableEntry | undefined {
  for (const known of board.undoable.values()) if (known.seqs.includes(seq)) return known;
  return undefined;
}

function mayUndo(actor: Actor, known: UndoableEntry): boolean {
  return actor.id === known.actorId || actor.role === 'commander';
}

/** The newest on the same thing is in the board's list already; what else may stand against it is asked here. */
function possible(board: Board, steps: readonly RestoreStep[]): boolean {
  return steps.every(step => canGoBack(board, step));
}

function canGoBack(board: Board, step: RestoreStep): boolean {
  const isOpen = (incidentId: string) => board.openIncidents.has(incidentId);
  switch (step.kind) {
    case 'assignmentsUndone':
      return isOpen(step.incidentId) && step.assignments.every(({ unitId }) => board.units.has(unitId));
    case 'assignmentReopened': {
      const unit = board.units.get(step.unitId);
      return isOpen(step.incidentId) && unit !== undefined && crewAway(board, unit) === undefined;
    }
    case 'statusBack':
      return board.units.has(step.unitId);
    case 'incidentReopened':
      return board.incidents.has(step.incidentId);
    case 'cordonGone':
      return isOpen(step.incidentId) && board.cordons.has(step.cordonId);
    case 'cordonBack':
      return isOpen(step.cordon.incidentId) && step.cordon.expiresAt > board.at;
    case 'pointBack':
      return board.assignments.get(step.assignmentId)?.endedAt === undefined;
    case 'incidentFields':
    case 'stagingBack':
    case 'scheduleBack':
    case 'moveBack':
    case 'takenBack':
    case 'letGoBack':
    case 'alarmBack':
    case 'planBack':
    case 'planStepBack':
      return isOpen(step.incidentId);
    case 'linkBack':
      return board.incidents.has(step.incidentId);
    case 'mergeBack':
      return isOpen(step.merged.into) && board.incidents.get(step.incidentId)?.state === 'merged';
    case 'splitBack':
      return isOpen(step.merged.into) && isOpen(step.incidentId);
    case 'callMoved':
      return board.calls.has(step.callId) && (step.to === null || isOpen(step.to));
  }
}

function restoring(steps: readonly RestoreStep[]): Restore {
  const unitIds = new Set<string>();
  let incidentId: string | undefined;
  let callId: string | undefined;
  for (const step of steps) {
    switch (step.kind) {
      case 'assignmentsUndone':
        for (const assignment of step.assignments) unitIds.add(assignment.unitId);
        incidentId ??= step.incidentId;
        break;
      case 'assignmentReopened':
        unitIds.add(step.unitId);
        incidentId ??= step.incidentId;
        break;
      case 'statusBack':
        unitIds.add(step.unitId);
        break;
      case 'mergeBack':
      case 'splitBack':
        for (const one of step.merged.assignments) unitIds.add(one.unitId);
        for (const one of step.merged.doubles) unitIds.add(one.unitId);
        incidentId = step.incidentId;
        break;
      case 'moveBack':
        for (const unitId of step.unitIds) unitIds.add(unitId);
        incidentId ??= step.incidentId;
        break;
      case 'stagingBack':
        for (const { unitId } of step.assignments) unitIds.add(unitId);
        incidentId ??= step.incidentId;
        break;
      case 'cordonBack':
        incidentId ??= step.cordon.incidentId;
        break;
      case 'cordonGone':
      case 'pointBack':
      case 'incidentReopened':
      case 'incidentFields':
      case 'alarmBack':
      case 'planBack':
      case 'planStepBack':
      case 'scheduleBack':
      case 'takenBack':
      case 'letGoBack':
      case 'linkBack':
        incidentId ??= step.incidentId;
        break;
      case 'callMoved':
        callId = step.callId;
        incidentId ??= step.from ?? step.to ?? undefined;
        break;
    }
  }
  return present<Restore>({
    steps,
    callId,
    incidentId,
    unitIds: unitIds.size > 0 ? [...unitIds] : undefined,
  });
}
