import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import type { Incident } from '../board.ts';
import type { Command } from '../command.ts';
import type { EntryBody, NewEntry } from '../entry.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import { isAhead, type Schedule } from '../schedule.ts';
import { type Context, type Decision, nothing, openIncident, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;
type ReleasedData = Extract<EntryBody, { type: 'ScheduledReleased' }>['data'];

/** Nothing is kept for longer. */
const AHEAD_AT_MOST_MS = 366 * 24 * 3_600_000;

/** When help is needed lies ahead, by a year at most. */
export function plausibleSchedule(
  { now }: Context,
  { needAt, leadSeconds }: Pick<Schedule, 'needAt' | 'leadSeconds'>,
): Result<Schedule, Refusal> {
  if (!Number.isSafeInteger(needAt) || needAt <= now || needAt > now + AHEAD_AT_MOST_MS)
    return fail({ code: 'TimeImplausible', at: needAt });
  return ok(present<Schedule>({ needAt, leadSeconds, releasedAt: undefined }));
}

/** Another time or lead; or what was opened for now is for later, as long as nobody was sent. */
export function scheduleIncident(context: Context, command: Of<'ScheduleIncident'>): Decision {
  const { incidentId } = command;
  const found = openIncident(context.board, incidentId);
  if (!found.ok) return found;
  const { schedule } = found.value;
  const held = found.value.assignmentIds.flatMap(id => context.board.assignments.get(id) ?? []);
  const unitIds = held.filter(({ endedAt }) => endedAt === undefined).map(({ unitId }) => unitId);
  if (unitIds.length > 0) return refused({ code: 'IncidentHasUnits', incidentId, unitIds });
  const wanted = plausibleSchedule(context, command);
  if (!wanted.ok) return wanted;
  const { needAt, leadSeconds } = wanted.value;
  if (isAhead(found.value) && schedule?.needAt === needAt && schedule.leadSeconds === leadSeconds)
    return nothing;
  const data = { incidentId, ...wanted.value };
  return ok([written(context, { type: 'IncidentScheduled', data })]);
}

/**
 * Into the queue: by a person at any time, by the machine when the lead has come, once. `leadSeconds` is what the machine has
 * reckoned where no lead was set.
 */
export function releaseScheduled(context: Context, command: Of<'ReleaseScheduled'>): Decision {
  const { incidentId } = command;
  const found = openIncident(context.board, incidentId);
  if (!found.ok) return found;
  const { schedule } = found.value;
  if (schedule === undefined) return refused({ code: 'NotScheduled', incidentId });
  if (!isAhead(found.value)) return nothing;
  const leadSeconds = schedule.leadSeconds ?? command.leadSeconds;
  const from: Instant = instant(schedule.needAt - (leadSeconds ?? 0) * 1000);
  if (context.envelope.actor.kind === 'system' && context.at < from)
    return refused({ code: 'NotYetDue', incidentId, at: from });
  return ok(released(context, found.value, leadSeconds));
}

/** The entry that brings it into the queue; none when it is there. Who sends to it does not wait for its time. */
export function released(context: Context, incident: Incident, leadSeconds?: number): readonly NewEntry[] {
  if (!isAhead(incident)) return [];
  const { incidentId } = incident;
  const data = present<ReleasedData>({ incidentId, leadSeconds });
  return [written(context, { type: 'ScheduledReleased', data })];
}
