import type { Board, Call } from './board.ts';
import type { IncidentId } from './ids.ts';

/** Nobody has spoken with the caller or looked at what came in. Attaching a call does not make it read. */
export function isUnread(call: Call): boolean {
  return call.answeredAt === undefined && call.read === undefined;
}

/** The incident's calls that nobody has answered or read, in the order in which they were attached. */
export function unreadOf(board: Board, incidentId: IncidentId): readonly Call[] {
  const incident = board.incidents.get(incidentId);
  return (incident?.callIds ?? []).flatMap(callId => {
    const call = board.calls.get(callId);
    return call !== undefined && isUnread(call) ? [call] : [];
  });
}
