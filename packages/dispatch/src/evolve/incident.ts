import type { Board, Incident } from '../board.ts';
import { amended } from '../change.ts';
import type { Entry } from '../entry.ts';
import { marksWith } from '../hazard.ts';
import { present } from '../present.ts';
import { remember, touch } from '../undo-keys.ts';
import { moveCall } from './call.ts';
import { changeIncident } from './change.ts';
import { hearActor } from './heard.ts';
import { knownSince } from './known-since.ts';
import { tellCrews } from './page.ts';

type IncidentEntry = Extract<
  Entry,
  {
    type:
      | 'IncidentOpened'
      | 'IncidentAmended'
      | 'AlarmRaised'
      | 'IncidentClosed'
      | 'IncidentReopened'
      | 'NoteAdded';
  }
>;

export function evolveIncident(board: Board, entry: IncidentEntry): void {
  const { incidentId } = entry.data;
  switch (entry.type) {
    case 'IncidentOpened': {
      const { callId, typeId, priority, place, hazards, stage, needs, schedule, configurationVersion } =
        entry.data;
      board.lastIncident = Math.max(board.lastIncident, Number(incidentId.slice(1)));
      board.incidents.set(
        incidentId,
        present<Incident>({
          incidentId,
          state: 'open',
          openedAt: entry.at,
          openedBy: entry.actor,
          configurationVersion,
          typeId,
          priority,
          place,
          hazards,
          stage,
          needs,
          schedule,
          callIds: [],
          assignmentIds: [],
          notes: [],
          ...knownSince({}, { place, typeId }, entry.at),
          closedAt: undefined,
          disposition: undefined,
          changedSeq: entry.seq,
        }),
      );
      board.openIncidents.add(incidentId);
      if (schedule) board.scheduled.add(incidentId);
      if (callId !== undefined) {
        moveCall(board, callId, null, incidentId, entry.seq);
        touch(board, entry, [`call:${callId}`]);
      }
      return;
    }
    case 'IncidentAmended': {
      const before = board.incidents.get(incidentId);
      if (!before) return;
      const { hazards, marked, stage, needs, was } = entry.data;
      changeIncident(board, incidentId, entry.seq, incident => ({
        ...amended(incident, entry.data),
        ...knownSince(incident, entry.data, entry.at),
        ...(stage === true && incident.stage !== true ? { advisedAt: entry.at } : {}),
      }));
      changeIncident(board, incidentId, entry.seq, ({ hazardMarks, ...incident }) => {
        const mark = marked && { ...marked, by: entry.actor, since: entry.at };
        const marks = marksWith(hazardMarks, incident.hazards ?? [], mark);
        return marks === undefined ? incident : { ...incident, hazardMarks: marks };
      });
      if (was) tellCrews(board, incidentId, { seq: entry.seq, at: entry.at, was });
      const beside =
        hazards !== undefined || marked !== undefined || stage !== undefined || needs !== undefined;
      remember(board, entry, {
        kind: 'incidentFields',
        incidentId,
        typeId: before.typeId ?? null,
        priority: before.priority,
        place: before.place ?? null,
        ...(beside
          ? {
              beside: {
                hazards: before.hazards ?? null,
                ...(before.hazardMarks ? { marks: before.hazardMarks } : {}),
                stage: before.stage ?? false,
                needs: before.needs ?? null,
              },
            }
          : {}),
        ...(was ? { told: true } : {}),
      });
      return;
    }
    case 'AlarmRaised': {
      const before = board.incidents.get(incidentId)?.alarm ?? null;
      const { alarm } = entry.data;
      changeIncident(board, incidentId, entry.seq, incident => ({ ...incident, alarm }));
      remember(board, entry, { kind: 'alarmBack', incidentId, alarm: before });
      return;
    }
    case 'IncidentClosed': {
      const { disposition } = entry.data;
      changeIncident(board, incidentId, entry.seq, incident => ({
        ...incident,
        state: 'closed',
        closedAt: entry.at,
        disposition,
      }));
      remember(board, entry, { kind: 'incidentReopened', incidentId });
      return;
    }
    case 'IncidentReopened':
      changeIncident(board, incidentId, entry.seq, reopened);
      touch(board, entry, [`state:${incidentId}`]);
      return;
    case 'NoteAdded':
      hearActor(board, entry);
      changeIncident(board, incidentId, entry.seq, incident => ({
        ...incident,
        notes: [...incident.notes, { note: entry.data.note, at: entry.at, by: entry.actor }],
      }));
      return;
  }
}

export function reopened({ closedAt: _, disposition: __, ...incident }: Incident): Incident {
  return { ...incident, state: 'open' };
}
