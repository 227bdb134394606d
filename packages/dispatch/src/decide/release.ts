import { type Instant, ok } from '@clarion/measure';
import type { Unit } from '../board.ts';
import type { Command } from '../command.ts';
import type { NewEntry } from '../entry.ts';
import type { AssignmentOutcome } from '../status.ts';
import { latest } from '../times.ts';
import { type Context, type Decision, knownUnit, noIncident, refused, written } from './context.ts';

export function releaseUnit(
  context: Context,
  { unitId, incidentId }: Extract<Command, { type: 'ReleaseUnit' }>,
): Decision {
  const { board } = context;
  const unit = knownUnit(board, unitId);
  if (!unit.ok) return unit;
  if (!board.incidents.has(incidentId)) return refused(noIncident(board, incidentId));
  const assignment = unit.value.assignmentIds
    .flatMap(id => board.assignments.get(id) ?? [])
    .find(held => held.incidentId === incidentId);
  if (!assignment) return refused({ code: 'UnitNotAssigned', unitId, incidentId });
  const last = latest(assignment.times);
  if (last !== undefined && context.at < last) return refused({ code: 'TimeImplausible', at: context.at });
  const { assignmentId } = assignment;
  return ok([
    written(context, {
      type: 'AssignmentEnded',
      data: { assignmentId, unitId, incidentId, outcome: 'released' },
    }),
  ]);
}

/** The ends of all that the unit has open, the current one first. */
export function endings(
  context: Context,
  unit: Unit,
  outcome: AssignmentOutcome,
  at: Instant,
): readonly NewEntry[] {
  return unit.assignmentIds.toReversed().flatMap(assignmentId => {
    const assignment = context.board.assignments.get(assignmentId);
    if (!assignment) return [];
    const { unitId, incidentId } = assignment;
    return [
      written(context, { type: 'AssignmentEnded', data: { assignmentId, unitId, incidentId, outcome } }, at),
    ];
  });
}
