import { type Instant, instant } from '@clarion/measure';
import type { Board, Incident } from './board.ts';
import { familyOf } from './merge.ts';

/**
 * Whether the incident waits for its first unit: nobody was sent, or all were taken away again before anybody was on scene
 * or had done.
 */
export function waitsForUnit(board: Board, { assignmentIds }: Incident): boolean {
  return assignmentIds.every(id => {
    const one = board.assignments.get(id);
    if (one === undefined || one.outcome === 'undone') return true;
    return one.endedAt !== undefined && one.outcome !== 'completed' && one.times.onScene === undefined;
  });
}

/** Since when it waits: since it was opened, or came into the queue at its time; whatever of what is part of it waited longest. */
export function waitingSince(board: Board, incident: Incident): Instant {
  const since = familyOf(board, incident.incidentId).map(id => {
    const one = board.incidents.get(id) ?? incident;
    return one.schedule?.releasedAt ?? one.openedAt;
  });
  return instant(Math.min(...since));
}
