import { unreadChanges } from '../../change.ts';
import type { AlarmKind } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/** The incident changed while its crew was on it, and the crew has not read that within the centre's time. */
export const changeUnread: AlarmKind = {
  kind: 'changeUnread',
  severity: 'high',
  *causes(board, now) {
    for (const incidentId of board.openIncidents) {
      const incident = board.incidents.get(incidentId);
      if (incident === undefined) continue;
      for (const { assignment, change, dueAt } of unreadChanges(board, incident, now)) {
        const { assignmentId, unitId } = assignment;
        const subject = `${assignmentId} ${change.seq}`;
        yield { subject, since: dueAt, about: { unitId, incidentId, assignmentId } };
      }
    }
  },
  owner: ownerOfIncident,
};
