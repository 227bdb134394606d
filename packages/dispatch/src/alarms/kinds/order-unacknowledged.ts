import { majorIncidents, openOrders } from '../../major.ts';
import type { AlarmKind } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/** An order that its unit has not acknowledged in time. */
export const orderUnacknowledged: AlarmKind = {
  kind: 'orderUnacknowledged',
  severity: 'high',
  *causes(board, now) {
    for (const incident of majorIncidents(board))
      for (const { number, unitId, dueAt } of openOrders(board, incident)) {
        const { incidentId } = incident;
        if (now >= dueAt)
          yield { subject: `${incidentId}/${number}`, since: dueAt, about: { incidentId, unitId } };
      }
  },
  owner: ownerOfIncident,
};
