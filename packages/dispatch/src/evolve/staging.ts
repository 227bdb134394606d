import type { Assignment, Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import { present } from '../present.ts';
import type { Staging } from '../staging.ts';
import { remember, touch } from '../undo-keys.ts';
import { changeAssignment, changeIncident } from './change.ts';

type StagingEntry = Extract<
  Entry,
  { type: 'StagingSet' | 'SafeTold' | 'SafeAcknowledged' | 'StagingReached' }
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
      for (const { assignmentId } of assignments)
        changeAssignment(board, assignmentId, ({ staging, ...one }) =>
          staging === undefined ? one : { ...one, staging: { ...staging, safe } },
        );
      changeIncident(board, incidentId, entry.seq, incident =>
        whole && incident.staging !== undefined
          ? { ...incident, staging: { ...incident.staging, safe } }
          : incident,
      );
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
