import type { Assignment, Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import { present } from '../present.ts';
import { advisedReason, type Staging, type UnitStaging } from '../staging.ts';
import { remember, touch } from '../undo-keys.ts';
import { changeAssignment, changeIncident } from './change.ts';

type StagingEntry = Extract<
  Entry,
  { type: 'StagingSet' | 'SafeTold' | 'SafeAcknowledged' | 'StagingReached' | 'UnitStaged' }
>;

export function evolveStaging(board: Board, entry: StagingEntry): void {
  const { incidentId } = entry.data;
  switch (entry.type) {
    case 'StagingSet': {
      rememberBefore(board, entry);
      const { reason, place, whole, assignments } = entry.data;
      const staging = present<Staging>({ reason, place, by: entry.actor, since: entry.at, safe: undefined });
      for (const { assignmentId } of assignments)
        changeAssignment(board, assignmentId, one => ({ ...one, staging }));
      changeIncident(board, incidentId, entry.seq, incident => (whole ? { ...incident, staging } : incident));
      return;
    }
    case 'SafeTold': {
      rememberBefore(board, entry);
      const { whole, assignments } = entry.data;
      const safe = { by: entry.actor, at: entry.at };
      const incident = board.incidents.get(incidentId);
      if (!incident) return;
      // Where there was advice alone, it is what was decided on.
      const advised: UnitStaging = { reason: advisedReason(incident), by: entry.actor, since: entry.at };
      for (const { assignmentId } of assignments)
        changeAssignment(board, assignmentId, ({ staging = advised, ...one }) => ({
          ...one,
          staging: { ...staging, safe },
        }));
      changeIncident(board, incidentId, entry.seq, ({ staging = advised, ...one }) =>
        whole ? { ...one, staging: { ...staging, safe } } : incident,
      );
      return;
    }
    case 'UnitStaged': {
      // As older versions wrote it: one unit's wait with neither reason nor place, and its end, which nobody had to hear.
      const { assignmentId, staged } = entry.data;
      const order: UnitStaging = { reason: 'other', by: entry.actor, since: entry.at };
      changeAssignment(board, assignmentId, ({ staging, ...one }) =>
        staged ? { ...one, staging: staging?.safe === undefined ? (staging ?? order) : order } : one,
      );
      changeIncident(board, incidentId, entry.seq);
      return;
    }
    case 'SafeAcknowledged':
    case 'StagingReached': {
      const { assignmentId } = entry.data;
      const when = entry.type === 'StagingReached' ? { reachedAt: entry.at } : { heardAt: entry.at };
      changeAssignment(board, assignmentId, ({ staging, ...one }) =>
        staging === undefined ? one : { ...one, staging: { ...staging, ...when } },
      );
      changeIncident(board, incidentId, entry.seq);
      // What a crew has answered to is told anew, not taken back.
      touch(board, entry, [`staging:${incidentId}`]);
      return;
    }
  }
}

function rememberBefore(
  board: Board,
  entry: Extract<StagingEntry, { type: 'StagingSet' | 'SafeTold' }>,
): void {
  const { incidentId, assignments } = entry.data;
  remember(board, entry, {
    kind: 'stagingBack',
    incidentId,
    staging: board.incidents.get(incidentId)?.staging ?? null,
    assignments: assignments.map(({ assignmentId, unitId }) => ({
      assignmentId,
      unitId,
      staging: board.assignments.get(assignmentId)?.staging ?? null,
    })),
  });
}

/** The assignment with this staging; `null` is none. */
export const withStaging = (
  { staging: _, ...one }: Assignment,
  staging: Assignment['staging'] | null,
): Assignment => (staging === null || staging === undefined ? one : { ...one, staging });
