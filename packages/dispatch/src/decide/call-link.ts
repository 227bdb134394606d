import { ok } from '@clarion/measure';
import type { Call } from '../board.ts';
import type { CallFields, Command } from '../command.ts';
import type { NewEntry } from '../entry.ts';
import { same } from '../same.ts';
import { type Context, type Decision, noCall, nothing, openIncident, refused, written } from './context.ts';
import { amendment } from './incident.ts';

export function attachCall(
  context: Context,
  { callId, incidentId, likeness }: Extract<Command, { type: 'AttachCall' }>,
): Decision {
  const call = context.board.calls.get(callId);
  if (!call) return refused(noCall(context.board, callId));
  if (call.incidentId === incidentId) return nothing;
  if (call.incidentId !== undefined) {
    return refused({ code: 'CallAttachedAlready', callId, incidentId: call.incidentId });
  }
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  // What endangers who goes there is so whichever caller has said it.
  const hazards = [...(incident.value.hazards ?? []), ...(call.hazards ?? [])];
  const { value } = incident;
  const stage = value.stage || call.stage || false;
  const warned = amendment(context, value, { ...value, hazards, stage });
  const shown = likeness === undefined ? {} : { likeness };
  return ok([written(context, { type: 'CallAttached', data: { callId, incidentId, ...shown } }), ...warned]);
}

export function detachCall(context: Context, { callId }: Extract<Command, { type: 'DetachCall' }>): Decision {
  const call = context.board.calls.get(callId);
  if (!call) return refused(noCall(context.board, callId));
  if (call.incidentId === undefined) return refused({ code: 'CallNotAttached', callId });
  const { incidentId } = call;
  // The record of a closed incident stands; and what its callers said would be in hand again with another one.
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  return ok([written(context, { type: 'CallDetached', data: { callId, incidentId } })]);
}

/**
 * What the card of an incident's first call says reaches the incident, field by field, unless the incident has been
 * given something else since: dispatch may send on a rough place while the caller still explains.
 */
export function followCall(context: Context, call: Call, fields: CallFields): readonly NewEntry[] {
  const incident = context.board.incidents.get(call.incidentId ?? '');
  if (!incident || incident.state === 'closed' || incident.callIds[0] !== call.callId) return [];
  const typeId = same(incident.typeId, call.typeId) ? fields.typeId : undefined;
  const place = same(incident.place, call.place) ? fields.place : undefined;
  return amendment(context, incident, { typeId, place });
}
