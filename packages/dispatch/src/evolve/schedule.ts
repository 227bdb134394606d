import type { Board, Incident } from '../board.ts';
import type { Entry } from '../entry.ts';
import { present } from '../present.ts';
import type { Schedule } from '../schedule.ts';
import { remember, touch } from '../undo-keys.ts';
import { changeIncident } from './change.ts';

type ScheduleEntry = Extract<Entry, { type: 'IncidentScheduled' | 'ScheduledReleased' }>;

export function evolveSchedule(board: Board, entry: ScheduleEntry): void {
  const { incidentId } = entry.data;
  const before = board.incidents.get(incidentId)?.schedule ?? null;
  if (entry.type === 'ScheduledReleased') {
    changeIncident(board, incidentId, entry.seq, incident =>
      incident.schedule === undefined
        ? incident
        : { ...incident, schedule: { ...incident.schedule, releasedAt: entry.at } },
    );
    // What came in its own time is there; by hand it can be put back.
    if (entry.actor.kind === 'system') touch(board, entry, [`schedule:${incidentId}`]);
    else remember(board, entry, { kind: 'scheduleBack', incidentId, schedule: before });
    return;
  }
  const { needAt, leadSeconds } = entry.data;
  const schedule = present<Schedule>({ needAt, leadSeconds, releasedAt: undefined });
  changeIncident(board, incidentId, entry.seq, incident => ({ ...incident, schedule }));
  remember(board, entry, { kind: 'scheduleBack', incidentId, schedule: before });
}

/** The incident with this schedule; `null` is none. */
export const withSchedule = ({ schedule: _, ...incident }: Incident, schedule: Schedule | null): Incident =>
  schedule === null ? incident : { ...incident, schedule };
