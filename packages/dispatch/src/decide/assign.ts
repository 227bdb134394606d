import { fail, ok, type Result } from '@clarion/measure';
import type { Assignment, Board, Incident, Unit } from '../board.ts';
import type { Command } from '../command.ts';
import { crewAway, sharingCrew } from '../crew.ts';
import type { EntryBody, NewEntry } from '../entry.ts';
import type { IncidentId, UnitId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import { same } from '../same.ts';
import type { PreemptionReason } from '../status.ts';
import {
  type Context,
  type Decision,
  knownUnit,
  nothing,
  openIncident,
  refused,
  written,
} from './context.ts';
import { pointToHold } from './cordon.ts';
import { endings } from './release.ts';
import { released } from './schedule.ts';

type AssignUnits = Extract<Command, { type: 'AssignUnits' }>;

/** All of the units, or none of them and the fact that stands against the first one that cannot go. */
export function assignUnits(context: Context, command: AssignUnits): Decision {
  const { board } = context;
  const { incidentId, displayed } = command;
  const found = openIncident(board, incidentId);
  if (!found.ok) return found;
  if (!found.value.place) return refused({ code: 'IncidentWithoutPlace', incidentId });
  if (context.at < found.value.openedAt) return refused({ code: 'TimeImplausible', at: context.at });
  const unitIds = [...new Set(command.unitIds)];
  if (unitIds.length === 0) return nothing;
  const unseen = displayed.length === 0 ? [] : unitIds.filter(unitId => !displayed.includes(unitId));
  if (unseen.length > 0) return refused({ code: 'NotDisplayed', unitIds: unseen });
  const shared = sharingCrew(board, unitIds);
  if (shared) return refused({ code: 'CrewShared', unitIds: shared });
  const point = command.point && pointToHold(context, incidentId, command.point);
  if (point && !point.ok) return point;
  const ended: NewEntry[] = [];
  const moved: NewEntry[] = [];
  const sent: UnitId[] = [];
  for (const unitId of unitIds) {
    const here = point && openHere(board, unitId, incidentId);
    if (here) {
      const { assignmentId } = here;
      const data = { assignmentId, unitId, incidentId, point: point.value };
      if (!same(here.point, point.value)) moved.push(written(context, { type: 'PointGiven', data }));
      continue;
    }
    sent.push(unitId);
    const unit = assignable(board, unitId, incidentId, command);
    if (!unit.ok) return unit;
    if (command.preempted) {
      const taken = preemption(context, unit.value, found.value, command.preempted);
      if (!taken.ok) return taken;
      ended.push(...taken.value);
    } else if (command.diverted) {
      const left = endings(context, unit.value, 'diverted', context.at);
      ended.push(...left.map(entry => forAnother(entry, incidentId, command.divertedFor)));
    }
  }
  if (sent.length === 0) return ok(moved);
  const body: EntryBody = {
    type: 'UnitsAssigned',
    data: {
      incidentId,
      assignments: sent.map((unitId, i) => ({
        assignmentId: `A${board.lastAssignment + 1 + i}`,
        unitId,
        ...(waits(board, unitId, command) ? { stacked: true as const } : {}),
        ...(point ? { point: point.value } : {}),
      })),
      displayed: [...displayed],
      alsoAssigned:
        (command.alsoAssigned === true && !command.diverted && !command.preempted) ||
        sent.some(unitId => waits(board, unitId, command)),
      ...(command.evidence ? { evidence: command.evidence } : {}),
    },
  };
  return ok([...released(context, found.value), ...ended, ...moved, written(context, body)]);
}

function openHere(board: Board, unitId: UnitId, incidentId: IncidentId): Assignment | undefined {
  const held = board.units.get(unitId)?.assignmentIds.flatMap(id => board.assignments.get(id) ?? []);
  return held?.find(assignment => assignment.incidentId === incidentId);
}

/** Stacked behind what the unit is on, and does not leave for this. */
const waits = (board: Board, unitId: UnitId, { stacked, diverted, preempted }: AssignUnits) =>
  stacked === true && !diverted && !preempted && (board.units.get(unitId)?.assignmentIds.length ?? 0) > 0;

/** The ends of all that the unit had, with the reason; none of it may be more urgent, unless a commander orders it. */
function preemption(
  context: Context,
  unit: Unit,
  { incidentId: forIncidentId, priority }: Incident,
  reason: PreemptionReason,
): Result<readonly NewEntry[], Refusal> {
  const { board, envelope } = context;
  for (const id of unit.assignmentIds) {
    const left = board.incidents.get(board.assignments.get(id)?.incidentId ?? '');
    if (!left || left.priority >= priority || envelope.actor.role === 'commander') continue;
    return fail({ code: 'LeavesMoreUrgent', unitId: unit.unitId, incidentId: left.incidentId });
  }
  const ended = endings(context, unit, 'preempted', context.at);
  return ok(ended.map(entry => forAnother(entry, forIncidentId, reason)));
}

/** The record of what it left says for what, and why. */
function forAnother(
  entry: NewEntry,
  forIncidentId: IncidentId,
  reason: PreemptionReason | undefined,
): NewEntry {
  if (entry.type !== 'AssignmentEnded') return entry;
  return { ...entry, data: { ...entry.data, ...(reason === undefined ? {} : { reason }), forIncidentId } };
}

/** The unit when it can be sent there, as far as `onPurpose` does not say otherwise. */
export function assignable(
  board: Board,
  unitId: UnitId,
  incidentId: IncidentId,
  command: Pick<AssignUnits, 'alsoAssigned' | 'diverted' | 'stacked' | 'preempted'>,
): Result<Unit, Refusal> {
  const unit = knownUnit(board, unitId);
  if (!unit.ok) return unit;
  if (unit.value.status === 'outOfService' || unit.value.leaving) {
    return fail({ code: 'UnitOutOfService', unitId });
  }
  const away = crewAway(board, unit.value);
  if (away) return fail({ code: 'CrewAway', unitId, ...away });
  const held = unit.value.assignmentIds.flatMap(id => board.assignments.get(id) ?? []);
  const here = held.find(assignment => assignment.incidentId === incidentId);
  if (here) return fail(alreadyAssigned(board, here));
  const current = held.at(-1);
  const onPurpose = command.alsoAssigned || command.diverted || command.stacked || command.preempted;
  if (current && !onPurpose) return fail(alreadyAssigned(board, current));
  return unit;
}

/** Who gave the unit, to what and when: what the second dispatcher is told. */
export function alreadyAssigned(board: Board, { unitId, incidentId, by, times }: Assignment): Refusal {
  const incident = board.incidents.get(incidentId);
  return {
    code: 'UnitAlreadyAssigned',
    unitId,
    incidentId,
    by,
    at: times.dispatched ?? board.at,
    ...(incident?.place ? { place: incident.place.label } : {}),
  };
}
