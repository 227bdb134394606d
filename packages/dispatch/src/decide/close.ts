import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { isMajor } from '../major.ts';
import { type Context, type Decision, noIncident, openIncident, refused, written } from './context.ts';
import { notReceived } from './transfer.ts';

export function closeIncident(
  context: Context,
  { incidentId, disposition }: Extract<Command, { type: 'CloseIncident' }>,
): Decision {
  const { board, at } = context;
  const incident = openIncident(board, incidentId);
  if (!incident.ok) return incident;
  const held = incident.value.assignmentIds.flatMap(id => board.assignments.get(id) ?? []);
  const unitIds = held.filter(({ endedAt }) => endedAt === undefined).map(({ unitId }) => unitId);
  const notYet = disposition === 'transferred' ? notReceived(board, { incidentId }) : undefined;
  if (notYet) return refused(notYet);
  if (isMajor(incident.value)) return refused({ code: 'MajorStands', incidentId });
  if (unitIds.length > 0) return refused({ code: 'IncidentHasUnits', incidentId, unitIds });
  if (at < incident.value.openedAt || held.some(({ endedAt }) => endedAt !== undefined && endedAt > at)) {
    return refused({ code: 'TimeImplausible', at });
  }
  return ok([written(context, { type: 'IncidentClosed', data: { incidentId, disposition } })]);
}

export function reopenIncident(
  context: Context,
  { incidentId }: Extract<Command, { type: 'ReopenIncident' }>,
): Decision {
  const incident = context.board.incidents.get(incidentId);
  if (!incident) return refused(noIncident(context.board, incidentId));
  if (incident.merged)
    return refused({ code: 'IncidentMergedAlready', incidentId, into: incident.merged.into });
  if (incident.state === 'open') return refused({ code: 'IncidentOpenAlready', incidentId });
  return ok([written(context, { type: 'IncidentReopened', data: { incidentId } })]);
}
