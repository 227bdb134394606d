import type { Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import { remember, touch } from '../undo-keys.ts';
import { changeAssignment, changeIncident } from './change.ts';

type CordonEntry = Extract<Entry, { type: 'CordonSet' | 'CordonLifted' | 'PointGiven' }>;

export function evolveCordon(board: Board, entry: CordonEntry): void {
  const { incidentId } = entry.data;
  changeIncident(board, incidentId, entry.seq);
  if (entry.type === 'PointGiven') {
    const { assignmentId, point } = entry.data;
    const before = board.assignments.get(assignmentId)?.point ?? null;
    changeAssignment(board, assignmentId, assignment => ({ ...assignment, point }));
    touch(board, entry, [`cordon:${incidentId}`]);
    remember(board, entry, { kind: 'pointBack', assignmentId, incidentId, point: before });
    return;
  }
  dropExpired(board, Math.max(board.at, entry.at));
  if (entry.type === 'CordonLifted') {
    const { cordonId } = entry.data;
    const cordon = board.cordons.get(cordonId);
    board.cordons.delete(cordonId);
    if (cordon) remember(board, entry, { kind: 'cordonBack', cordon });
    return;
  }
  const { cordonId, ...held } = entry.data;
  board.lastCordon = Math.max(board.lastCordon, Number(cordonId.slice(1)));
  board.cordons.set(cordonId, { cordonId, ...held, by: entry.actor, since: entry.at });
  remember(board, entry, { kind: 'cordonGone', cordonId, incidentId });
}

/** Those of closed incidents stay until they expire, for an incident may be reopened; the log keeps all. */
function dropExpired(board: Board, at: number): void {
  for (const [cordonId, { expiresAt }] of board.cordons) {
    if (expiresAt <= at) board.cordons.delete(cordonId);
  }
}
