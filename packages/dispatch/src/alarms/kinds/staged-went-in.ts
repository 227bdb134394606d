import { unitsAtWork } from '../../check.ts';
import { isAdvisedToWait, isStaged } from '../../staging.ts';
import type { AlarmKind } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/** A crew that was told or advised to wait is at the place, and nobody has told that it is safe. */
export const stagedWentIn: AlarmKind = {
  kind: 'stagedWentIn',
  severity: 'high',
  *causes(board) {
    for (const { unitId, status, statusSince, assignmentIds } of unitsAtWork(board)) {
      const assignmentId = assignmentIds.at(-1)!;
      const assignment = board.assignments.get(assignmentId);
      if (status !== 'onScene' || !assignment) continue;
      const { incidentId } = assignment;
      const incident = board.incidents.get(incidentId);
      if (!incident || !(isStaged(assignment) || isAdvisedToWait(incident, assignment))) continue;
      yield { subject: assignmentId, since: statusSince, about: { unitId, incidentId, assignmentId } };
    }
  },
  owner: ownerOfIncident,
};
