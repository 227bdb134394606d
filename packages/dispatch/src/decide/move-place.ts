import { ok } from '@clarion/measure';
import { openAssignments } from '../change.ts';
import type { Command } from '../command.ts';
import { type Context, type Decision, openIncident, refused, written } from './context.ts';
import { sealed } from './sealed.ts';

/** Nobody is sent anywhere else by it: who is on it is told, and the list is worked out anew. */
export function movePlace(context: Context, command: Extract<Command, { type: 'MovePlace' }>): Decision {
  const { board, envelope } = context;
  const { incidentId } = command;
  const found = openIncident(board, incidentId);
  if (!found.ok) return found;
  if (!found.value.place) return refused({ code: 'IncidentWithoutPlace', incidentId });
  const assignments = openAssignments(board, found.value).map(({ assignmentId, unitId }) => ({
    assignmentId,
    unitId,
  }));
  const { actor } = envelope;
  if (actor.kind === 'unit' && !assignments.some(({ unitId }) => unitId === actor.id))
    return refused({ code: 'UnitNotAssigned', unitId: actor.id, incidentId });
  const told = actor.kind === 'unit' ? 'crew' : command.told;
  const data = { incidentId, place: sealed(command.place), told, assignments };
  return ok([written(context, { type: 'PlaceMoved', data })]);
}
