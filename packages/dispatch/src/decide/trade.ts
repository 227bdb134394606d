import { fail, ok, type Result } from '@clarion/measure';
import type { Assignment } from '../board.ts';
import type { Command } from '../command.ts';
import type { EntryBody, NewEntry } from '../entry.ts';
import type { IncidentId, UnitId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import type { AssignmentOutcome } from '../status.ts';
import { latest } from '../times.ts';
import { alreadyAssigned, assignable } from './assign.ts';
import { type Context, type Decision, knownUnit, openIncident, refused, written } from './context.ts';
import { released } from './schedule.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** A crew that passes by, or hears of it, goes; it joins one thing at a time. */
export function joinIncident(context: Context, { unitId, incidentId }: Of<'JoinIncident'>): Decision {
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  if (!incident.value.place) return refused({ code: 'IncidentWithoutPlace', incidentId });
  if (context.at < incident.value.openedAt) return refused({ code: 'TimeImplausible', at: context.at });
  const unit = assignable(context.board, unitId, incidentId, {});
  if (!unit.ok) return unit;
  return ok([...released(context, incident.value), given(context, incidentId, unitId, 1, { joined: true })]);
}

/** The current assignments of both; whatever else they have stays theirs. */
export function swapUnits(context: Context, { unitId, otherUnitId }: Of<'SwapUnits'>): Decision {
  const { board } = context;
  const one = currentOf(context, unitId);
  if (!one.ok) return one;
  const other = currentOf(context, otherUnitId);
  if (!other.ok) return other;
  const { incidentId } = one.value;
  if (other.value.incidentId === incidentId) return refused({ code: 'SameIncident', incidentId });
  for (const [id, to] of [
    [unitId, other.value.incidentId],
    [otherUnitId, incidentId],
  ] as const) {
    const there = openOn(context, id, to);
    if (there) return fail(alreadyAssigned(board, there));
  }
  return ok([
    ending(context, one.value, 'swapped'),
    ending(context, other.value, 'swapped'),
    given(context, other.value.incidentId, unitId, 1, { alsoAssigned: hasMore(context, unitId) }),
    given(context, incidentId, otherUnitId, 2, { alsoAssigned: hasMore(context, otherUnitId) }),
  ]);
}

/** The place of one is taken by another in one step, so that nobody sees the incident without either. */
export function exchangeUnit(
  context: Context,
  { incidentId, outUnitId, inUnitId }: Of<'ExchangeUnit'>,
): Decision {
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  const out = knownUnit(context.board, outUnitId);
  if (!out.ok) return out;
  const held = openOn(context, outUnitId, incidentId);
  if (!held) return refused({ code: 'UnitNotAssigned', unitId: outUnitId, incidentId });
  const late = notBefore(context, held);
  if (!late.ok) return late;
  const unit = assignable(context.board, inUnitId, incidentId, {});
  if (!unit.ok) return unit;
  return ok([ending(context, held, 'exchanged'), given(context, incidentId, inUnitId, 1)]);
}

function given(
  context: Context,
  incidentId: IncidentId,
  unitId: UnitId,
  number: number,
  more: { readonly alsoAssigned?: boolean; readonly joined?: true } = {},
): NewEntry {
  const data: Extract<EntryBody, { type: 'UnitsAssigned' }>['data'] = {
    incidentId,
    assignments: [{ assignmentId: `A${context.board.lastAssignment + number}`, unitId }],
    displayed: [],
    alsoAssigned: false,
    ...more,
  };
  return written(context, { type: 'UnitsAssigned', data });
}

function ending(
  context: Context,
  { assignmentId, unitId, incidentId }: Assignment,
  outcome: AssignmentOutcome,
): NewEntry {
  const data = { assignmentId, unitId, incidentId, outcome };
  return written(context, { type: 'AssignmentEnded', data });
}

function currentOf(context: Context, unitId: UnitId): Result<Assignment, Refusal> {
  const unit = knownUnit(context.board, unitId);
  if (!unit.ok) return unit;
  if (unit.value.leaving) return fail({ code: 'UnitOutOfService', unitId });
  const current = context.board.assignments.get(unit.value.assignmentIds.at(-1) ?? '');
  return current ? notBefore(context, current) : fail({ code: 'UnitNotAssigned', unitId });
}

/** An assignment does not end before its own last step. */
function notBefore(context: Context, assignment: Assignment): Result<Assignment, Refusal> {
  const last = latest(assignment.times);
  if (last === undefined || context.at >= last) return ok(assignment);
  return fail({ code: 'TimeImplausible', at: context.at });
}

function openOn({ board }: Context, unitId: UnitId, incidentId: IncidentId): Assignment | undefined {
  const held = board.units.get(unitId)?.assignmentIds.flatMap(id => board.assignments.get(id) ?? []);
  return held?.find(assignment => assignment.incidentId === incidentId);
}

const hasMore = ({ board }: Context, unitId: UnitId) =>
  (board.units.get(unitId)?.assignmentIds.length ?? 0) > 1;
