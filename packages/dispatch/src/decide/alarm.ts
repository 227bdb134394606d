import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { type Context, type Decision, nothing, openIncident, refused, written } from './context.ts';

/** Alarms go up; the way down is to undo, or to release what is no longer needed. */
export function raiseAlarm(
  context: Context,
  { incidentId, alarm }: Extract<Command, { type: 'RaiseAlarm' }>,
): Decision {
  const incident = openIncident(context.board, incidentId);
  if (!incident.ok) return incident;
  const reached = incident.value.alarm ?? 1;
  if (alarm === reached) return nothing;
  if (alarm < reached) return refused({ code: 'AlarmRaisedAlready', incidentId, alarm: reached });
  return ok([written(context, { type: 'AlarmRaised', data: { incidentId, alarm } })]);
}
