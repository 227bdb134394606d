import { type Instant, ok } from '@clarion/measure';
import type { Assignment } from '../board.ts';
import type { Command } from '../command.ts';
import type { EntryBody } from '../entry.ts';
import { present } from '../present.ts';
import { assignmentSteps, type UnitStatus } from '../status.ts';
import { fits, isStep, latest } from '../times.ts';
import { type Context, type Decision, nothing, plausible, refused, written } from './context.ts';

type CorrectedData = Extract<EntryBody, { type: 'TimeCorrected' }>['data'];

/** A step may also be put in where it was missing; the order of the steps in time stands. */
export function correctTime(context: Context, command: Extract<Command, { type: 'CorrectTime' }>): Decision {
  const { assignmentId, step } = command;
  const assignment = context.board.assignments.get(assignmentId);
  if (!assignment) return refused({ code: 'AssignmentUnknown', assignmentId });
  const { unitId, incidentId } = assignment;
  const said = plausible(command.at, context.now);
  if (!said.ok) return said;
  const to = said.value;
  const from = timeOf(assignment, step);
  if (from === to) return nothing;
  if (step === 'outOfService' || (step === 'available' && from === undefined)) {
    const status = context.board.units.get(unitId)?.status ?? 'available';
    return refused({ code: 'StatusNotPossible', unitId, from: status, to: step });
  }
  if (!possible(assignment, step, to)) return refused({ code: 'TimeImplausible', at: command.at });
  const data = present<CorrectedData>({ assignmentId, unitId, incidentId, step, from, to });
  return ok([written(context, { type: 'TimeCorrected', data }, context.now)]);
}

function timeOf(assignment: Assignment, step: UnitStatus): Instant | undefined {
  if (isStep(step)) return assignment.times[step];
  return step === 'available' ? assignment.endedAt : undefined;
}

function possible({ times, endedAt }: Assignment, step: UnitStatus, to: Instant): boolean {
  if (isStep(step)) return fits(times, step, to) && (endedAt === undefined || to <= endedAt);
  return assignmentSteps.every(other => (times[other] ?? to) <= to) && (latest(times) ?? to) <= to;
}
