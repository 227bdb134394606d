import { unitsAtWork } from '../../check.ts';
import { isStaged } from '../../staging.ts';
import type { AlarmKind } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/** A crew that was told to wait nearby is at the place, and nobody has said that it may go in. */
export const stagedWentIn: AlarmKind = {
  kind: 'stagedWentIn',
  severity: 'high',
  *causes(board) {
    for (const { unitId, status, statusSince, assignmentIds } of unitsAtWork(board)) {
      const assignmentId = assignmentIds.at(-1)!;
      const assignment = board.assignments.get(assignmentId);
      if (status !== 'onScene' || !assignment) continue;
      const { incidentId, staged, staging } = assignment;
      // Once somebody has told that it is safe, that counts and not the card's advice.
      const waits = staging === undefined ? board.incidents.get(incidentId)?.stage : isStaged(assignment);
      if (!staged && !waits) continue;
      yield { subject: assignmentId, since: statusSince, about: { unitId, incidentId, assignmentId } };
    }
  },
  owner: ownerOfIncident,
};
