import { instant } from '@clarion/measure';
import { messageDueMs, unacknowledgedMessages } from '../../message.ts';
import type { AlarmKind } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/** The floor has told a crew something, and the crew has not said within the centre's time that it has read it. */
export const messageUnacknowledged: AlarmKind = {
  kind: 'messageUnacknowledged',
  severity: 'high',
  *causes(board, now) {
    const dueMs = messageDueMs(board);
    for (const incidentId of board.openIncidents) {
      const incident = board.incidents.get(incidentId);
      if (incident === undefined) continue;
      for (const { assignment, message } of unacknowledgedMessages(board, incident)) {
        const { assignmentId, unitId } = assignment;
        const since = instant(message.at + dueMs);
        const subject = `${assignmentId} ${message.seq}`;
        if (now >= since) yield { subject, since, about: { unitId, incidentId, assignmentId } };
      }
    }
  },
  owner: ownerOfIncident,
};
