import type { Instant } from '@clarion/measure';
import type { Board, Call, Incident } from './board.ts';
import { type CallBackCause, openCallBack } from './call-back.ts';
import type { Priority } from './configuration.ts';
import { usualPriority } from './decide/type.ts';
import { isAhead } from './schedule.ts';
import { waitingSince, waitsForUnit } from './waiting.ts';

/** What somebody on the floor has to act on. */
export type QueueItem =
  | {
      readonly kind: 'call';
      readonly call: Call;
      readonly priority: Priority;
      readonly since: Instant;
      /** Nobody has answered; answered, and no incident yet; its caller is to be called back, and why; or an agency has not received it, or gave it back. */
      readonly waits: 'ringing' | 'open' | 'transferred' | 'returned' | CallBackCause;
    }
  | {
      readonly kind: 'incident';
      readonly incident: Incident;
      readonly priority: Priority;
      readonly since: Instant;
      readonly waits: 'firstUnit' | 'units' | 'closing';
    };

/**
 * Open incidents whose time has come, and calls that have none, by priority, then the longest waiting, then number. A ringing call comes
 * with the most urgent ones: nobody knows yet what it is.
 */
export function queue(board: Board): readonly QueueItem[] {
  const items: QueueItem[] = [];
  for (const callId of board.openCalls) {
    const call = board.calls.get(callId);
    if (call && call.incidentId === undefined) items.push(callItem(board, call));
  }
  for (const incidentId of board.openIncidents) {
    const incident = board.incidents.get(incidentId);
    if (incident && !isAhead(incident)) items.push(incidentItem(board, incident));
  }
  return items.sort((a, b) => a.priority - b.priority || a.since - b.since || numberOf(a) - numberOf(b));
}

function callItem(board: Board, call: Call): QueueItem {
  const since = call.receivedAt;
  if (call.state === 'ringing') return { kind: 'call', call, priority: 1, since, waits: 'ringing' };
  const priority = usualPriority(board, call.typeId);
  const back = openCallBack(board, call)?.cause;
  const given = call.transfers?.some(({ state }) => state === 'sent') ? 'transferred' : 'returned';
  const waits = back ?? (call.state === 'ended' ? given : 'open');
  return { kind: 'call', call, priority, since, waits };
}

function incidentItem(board: Board, incident: Incident): QueueItem {
  const { assignmentIds, priority } = incident;
  const sent = assignmentIds.some(id => board.assignments.get(id)?.endedAt === undefined);
  const waits = waitsForUnit(board, incident) ? 'firstUnit' : sent ? 'units' : 'closing';
  return { kind: 'incident', incident, priority, since: waitingSince(board, incident), waits };
}

function numberOf(item: QueueItem): number {
  return Number((item.kind === 'call' ? item.call.callId : item.incident.incidentId).slice(1));
}
