import { instant } from '@clarion/measure';
import { messageDueMs, unreadMessages } from '../../message.ts';
import type { AlarmKind } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/**
 * A crew has written, and nobody on the floor has read it within the centre's time, counted from when it arrived: of a closed
 * incident too, for what a phone without a network holds comes late.
 */
export const crewMessageUnread: AlarmKind = {
  kind: 'crewMessageUnread',
  severity: 'medium',
  // It looks at every incident of the board.
  seldom: true,
  *causes(board, now) {
    const dueMs = messageDueMs(board);
    for (const incident of board.incidents.values()) {
      const { incidentId } = incident;
      // Of a part it is told at the lead.
      if (incident.state === 'merged') continue;
      for (const { seq, toldAt, unitId } of unreadMessages(board, incident)) {
        const since = instant(toldAt + dueMs);
        if (now >= since) yield { subject: `${seq}`, since, about: { unitId, incidentId } };
      }
    }
  },
  owner: ownerOfIncident,
};
