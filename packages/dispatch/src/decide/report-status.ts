import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import type { Assignment, Board, Unit } from '../board.ts';
import type { Command } from '../command.ts';
import type { EntryBody, NewEntry } from '../entry.ts';
import type { IncidentId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import { isBeforeSafe } from '../staging.ts';
import { isStep, latest } from '../times.ts';
import {
  type Context,
  type Decision,
  knownUnit,
  noIncident,
  nothing,
  plausible,
  refused,
  written,
} from './context.ts';
import { endings } from './release.ts';

type Report = Extract<Command, { type: 'ReportStatus' }>;
type ReportedData = Extract<EntryBody, { type: 'StatusReported' }>['data'];

/** Reports come late, twice and out of order; none overrides a newer status. */
export function reportStatus(context: Context, command: Report): Decision {
  const { board } = context;
  const { unitId, status, incidentId } = command;
  const known = knownUnit(board, unitId);
  if (!known.ok) return known;
  const unit = known.value;
  const said = plausible(command.happenedAt ?? context.at, context.now);
  if (!said.ok) return said;
  if (status === 'dispatched') {
    return refused({ code: 'StatusNotPossible', unitId, from: unit.status, to: status });
  }
  if (status === 'outOfService') return outOfService(context, unit, said.value);
  const found =
    incidentId === undefined
      ? ok(byTime(board, unit, said.value))
      : byIncident(board, unit, incidentId, said.value);
  if (!found.ok) return found;
  const assignment = found.value;
  if (status === 'available') return available(context, unit, assignment, said.value);
  if (!assignment) return refused({ code: 'UnitNotAssigned', unitId });
  return step(context, unit, assignment, status, said.value);
}

function step(
  context: Context,
  unit: Unit,
  assignment: Assignment,
  status: Report['status'],
  said: Instant,
): Decision {
  // Nothing of an assignment happens before it is given; an earlier time is a slow clock.
  const at = instant(Math.max(said, assignment.times.dispatched ?? said));
  const current = unit.assignmentIds.at(-1) === assignment.assignmentId;
  const late = assignment.endedAt !== undefined || at < unit.statusSince;
  if (!late && current && unit.status === status) return nothing;
  if (late && isStep(status) && assignment.times[status] === at) return nothing;
  return ok([reported(context, unit, status, assignment, at, late)]);
}

/** Mechanical trouble comes on the way too: all that the unit had is released. */
function outOfService(context: Context, unit: Unit, at: Instant): Decision {
  if (unit.status === 'outOfService') return nothing;
  const current = context.board.assignments.get(unit.assignmentIds.at(-1) ?? '');
  const late = at < unit.statusSince;
  const report = reported(context, unit, 'outOfService', current, at, late);
  return ok(late ? [report] : [report, ...endings(context, unit, 'released', at)]);
}

/** Available ends the assignment that the crew was on; the one before it, if any, is current again. */
function available(
  context: Context,
  unit: Unit,
  assignment: Assignment | undefined,
  said: Instant,
): Decision {
  const late = said < unit.statusSince;
  if (!assignment) {
    if (!late && unit.status === 'available') return nothing;
    return ok([reported(context, unit, 'available', undefined, said, late)]);
  }
  const { assignmentId, unitId, incidentId } = assignment;
  if (assignment.endedAt !== undefined) {
    return assignment.endedAt === said
      ? nothing
      : ok([reported(context, unit, 'available', assignment, said, true)]);
  }
  const current = unit.assignmentIds.at(-1) === assignmentId;
  if (current && late) return ok([reported(context, unit, 'available', assignment, said, true)]);
  const at = instant(Math.max(said, latest(assignment.times) ?? said));
  const end = written(
    context,
    { type: 'AssignmentEnded', data: { assignmentId, unitId, incidentId, outcome: 'completed' } },
    at,
  );
  return ok(current ? [reported(context, unit, 'available', assignment, at, false), end] : [end]);
}

function reported(
  context: Context,
  { unitId }: Unit,
  status: Report['status'],
  assignment: Assignment | undefined,
  happenedAt: Instant,
  late: boolean,
): NewEntry {
  const data: ReportedData = {
    unitId,
    status,
    ...(assignment ? { assignmentId: assignment.assignmentId, incidentId: assignment.incidentId } : {}),
    happenedAt,
    late,
    ...(status === 'onScene' && assignment && isBeforeSafe(assignment, happenedAt)
      ? { beforeSafe: true as const }
      : {}),
  };
  return written(context, { type: 'StatusReported', data }, happenedAt);
}

/** The unit's assignment to the named incident: the open one, else the one that was open when it happened. */
function byIncident(
  board: Board,
  { unitId }: Unit,
  incidentId: IncidentId,
  said: Instant,
): Result<Assignment, Refusal> {
  const incident = board.incidents.get(incidentId);
  if (!incident) return fail(noIncident(board, incidentId));
  const held = incident.assignmentIds.flatMap(id => board.assignments.get(id) ?? []);
  const own = held.filter(assignment => assignment.unitId === unitId);
  const found =
    own.find(({ endedAt }) => endedAt === undefined) ?? own.findLast(assignment => covers(assignment, said));
  return found ? ok(found) : fail({ code: 'UnitNotAssigned', unitId, incidentId });
}

/** The current assignment; the one before when the report is older than the current one. */
function byTime(board: Board, unit: Unit, said: Instant): Assignment | undefined {
  const current = board.assignments.get(unit.assignmentIds.at(-1) ?? '');
  if (current && said >= (current.times.dispatched ?? said)) return current;
  const ended = board.assignments.get(unit.endedAssignmentId ?? '');
  return ended && covers(ended, said) ? ended : current;
}

function covers({ times, endedAt, outcome }: Assignment, said: Instant): boolean {
  if (endedAt === undefined || outcome === 'undone') return false;
  return said <= endedAt && said >= (times.dispatched ?? said);
}
