import type { Board, Incident } from '../board.ts';
import type { Entry } from '../entry.ts';
import type { IncidentId } from '../ids.ts';
import { type CrewMessage, messagesOf } from '../message.ts';
import { present } from '../present.ts';
import { changeAssignment, changeIncident } from './change.ts';
import { hearActor } from './heard.ts';

type MessageEntry = Extract<
  Entry,
  {
    type:
      | 'MessageSent'
      | 'MessageAcknowledged'
      | 'CrewWrote'
      | 'CrewMessagesRead'
      | 'PhotoAdded'
      | 'DeviceRefused';
  }
>;

export function evolveMessage(board: Board, entry: MessageEntry): void {
  const { at, seq, actor } = entry;
  switch (entry.type) {
    case 'MessageSent': {
      const { incidentId, assignments, words } = entry.data;
      const message = { seq, at, by: actor, words };
      for (const { assignmentId } of assignments)
        changeAssignment(board, assignmentId, one => ({
          ...one,
          messages: [...(one.messages ?? []), message],
        }));
      changeIncident(board, incidentId, seq);
      return;
    }
    case 'MessageAcknowledged': {
      const { assignmentId, incidentId, seq: about } = entry.data;
      hearActor(board, entry);
      changeAssignment(board, assignmentId, ({ messages = [], ...one }) => ({
        ...one,
        messages: messages.map(message =>
          message.seq === about ? { ...message, acknowledged: { at, by: actor } } : message,
        ),
      }));
      changeIncident(board, incidentId, seq);
      return;
    }
    case 'CrewWrote': {
      const { incidentId, unitId, ready, words } = entry.data;
      hearActor(board, entry);
      const message = present<CrewMessage>({
        seq,
        at,
        toldAt: entry.recordedAt,
        unitId,
        ready,
        words,
        read: undefined,
      });
      changeIncident(board, incidentId, seq, one => ({
        ...one,
        crewMessages: [...(one.crewMessages ?? []), message],
      }));
      return;
    }
    case 'CrewMessagesRead': {
      const incident = board.incidents.get(entry.data.incidentId);
      if (!incident || messagesOf(board, incident).length === 0) return;
      readIn(board, incident, entry);
      changeIncident(board, incident.incidentId, seq);
      return;
    }
    case 'PhotoAdded': {
      const { incidentId, unitId, photo } = entry.data;
      hearActor(board, entry);
      changeIncident(board, incidentId, seq, one => ({
        ...one,
        photos: [...(one.photos ?? []), { photo, at, unitId }],
      }));
      return;
    }
    case 'DeviceRefused': {
      const about: IncidentId | undefined = entry.data.incidentId;
      if (about !== undefined) changeIncident(board, about, seq);
      return;
    }
  }
}

/** In the incident and whatever is part of it. */
function readIn(
  board: Board,
  { incidentId, crewMessages, takenIn = [] }: Incident,
  entry: Extract<MessageEntry, { type: 'CrewMessagesRead' }>,
): void {
  const { at, seq, actor, data } = entry;
  const isNew = (one: CrewMessage) => one.read === undefined && one.seq <= data.seq;
  if (crewMessages?.some(isNew))
    changeIncident(board, incidentId, seq, one => ({
      ...one,
      crewMessages: crewMessages.map(message =>
        isNew(message) ? { ...message, read: { at, by: actor } } : message,
      ),
    }));
  for (const part of takenIn) {
    const incident = board.incidents.get(part.incidentId);
    if (incident) readIn(board, incident, entry);
  }
}
