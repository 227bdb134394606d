import { checksOnFloor } from '../../check.ts';
import type { AlarmKind } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/** Nobody has counted the people of a crew in time. */
export const accountabilityMissed: AlarmKind = {
  kind: 'accountabilityMissed',
  severity: 'high',
  room: true,
  *causes(board, now, { fixTimes }) {
    // One roll call counts all crews of an incident: one alarm for all that are missing from it.
    const first = new Map<string, number>();
    for (const due of checksOnFloor(board, now, fixTimes)) {
      if (due.check !== 'accountability' || due.state !== 'overdue') continue;
      const { incidentId, overdueAt } = due;
      first.set(incidentId, Math.min(overdueAt, first.get(incidentId) ?? overdueAt));
    }
    for (const [incidentId, since] of first)
      yield { subject: incidentId, since: since as typeof now, about: { incidentId } };
  },
  owner: ownerOfIncident,
};
