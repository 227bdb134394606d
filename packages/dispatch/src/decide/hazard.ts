import { ok } from '@clarion/measure';
import type { Incident } from '../board.ts';
import { amended, openAssignments, toldBefore } from '../change.ts';
import type { Command } from '../command.ts';
import type { EntryBody } from '../entry.ts';
import { type Hazard, hazardsInOrder } from '../hazard.ts';
import { type Context, type Decision, nothing, openIncident, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type AmendedData = Extract<EntryBody, { type: 'IncidentAmended' }>['data'];

const AT_MOST_MS = 7 * 24 * 3_600_000;

/** Enters a hazard, or gives one that is there already its reason and expiry. */
export function setHazard(context: Context, command: Of<'SetHazard'>): Decision {
  const { incidentId, hazard, reason, expiresAt } = command;
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  const { at } = context;
  if (!Number.isSafeInteger(expiresAt) || expiresAt <= at || expiresAt > at + AT_MOST_MS)
    return refused({ code: 'TimeImplausible', at: expiresAt });
  const known = incident.value.hazardMarks?.find(one => one.hazard === hazard);
  if (known?.reason === reason && known.expiresAt === expiresAt) return nothing;
  const before = incident.value.hazards ?? [];
  const hazards = before.includes(hazard) ? undefined : hazardsInOrder([...before, hazard]);
  return changed(context, incident.value, hazards, { hazard, reason, expiresAt });
}

/** Ends a hazard, whoever or whatever had entered it. The machine ends none but what somebody gave an expiry, and not before. */
export function endHazard(context: Context, { incidentId, hazard }: Of<'EndHazard'>): Decision {
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  const { hazards = [], hazardMarks } = incident.value;
  if (!hazards.includes(hazard)) return nothing;
  if (context.envelope.actor.kind === 'system') {
    const expiresAt = hazardMarks?.find(one => one.hazard === hazard)?.expiresAt;
    if (expiresAt === undefined || expiresAt > context.now)
      return refused({ code: 'HazardStands', incidentId });
  }
  return changed(
    context,
    incident.value,
    hazards.filter(one => one !== hazard),
  );
}

/** Crews on the incident are to read a hazard that is new or gone; a later expiry alone is nothing new to them. */
function changed(
  context: Context,
  incident: Incident,
  hazards: readonly Hazard[] | undefined,
  marked?: AmendedData['marked'],
): Decision {
  const { incidentId } = incident;
  const isTold = hazards !== undefined && openAssignments(context.board, incident).length > 0;
  const was = isTold ? toldBefore(incident, amended(incident, { hazards })) : undefined;
  const data: AmendedData = {
    incidentId,
    ...(hazards ? { hazards } : {}),
    ...(marked ? { marked } : {}),
    ...(was ? { was } : {}),
  };
  return ok([written(context, { type: 'IncidentAmended', data })]);
}
