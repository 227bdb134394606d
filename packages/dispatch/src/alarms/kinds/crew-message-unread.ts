import { instant } from '@clarion/measure';
import { messageDueMs, unreadMessages } from '../../message.ts';
import type { AlarmKind } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/** A crew has written, and nobody on the floor has read it within the centre's time, counted from when it arrived. */
export const crewMessageUnread: AlarmKind = {
  kind: 'crewMessageUnread',
  severity: 'medium',
  *causes(board, now) {
    const dueMs = messageDueMs(board);
    for (const incidentId of board.openIncidents) {
      const incident = board.incidents.get(incidentId);
      if (incident === undefined) continue;
      for (const { seq, toldAt, unitId } of unreadMessages(board, incident)) {
        const since = instant(toldAt + dueMs);
        if (now >= since) yield { subject: `${seq}`, since, about: { unitId, incidentId } };
      }
    }
  },
  owner: ownerOfIncident,
};
