import type { Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import { overrideOf } from '../override.ts';

/** Nobody answers a question that lies this many questions back. */
const KEPT = 256;

/** A sending that departed from the recommendation waits for its reason. */
export function noteOverride(board: Board, entry: Extract<Entry, { type: 'UnitsAssigned' }>): void {
  const found = overrideOf(entry.data);
  if (!found) return;
  const { incidentId, assignments } = entry.data;
  const assignmentIds = assignments.map(({ assignmentId }) => assignmentId);
  const { seq, at } = entry;
  board.unexplained.set(seq, { seq, at, actorId: entry.actor.id, incidentId, assignmentIds, ...found });
  if (board.unexplained.size <= KEPT) return;
  for (const oldest of board.unexplained.keys()) {
    board.unexplained.delete(oldest);
    break;
  }
}

/** What was taken back needs no reason. */
export function forgetOverride(board: Board, assignmentIds: readonly string[]): void {
  for (const [seq, known] of board.unexplained) {
    if (known.assignmentIds.some(id => assignmentIds.includes(id))) board.unexplained.delete(seq);
  }
}
