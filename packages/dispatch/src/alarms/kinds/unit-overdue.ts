import { checksOnFloor } from '../../check.ts';
import type { AlarmKind } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/** Nobody has heard from a crew for too long in what it does. */
export const unitOverdue: AlarmKind = {
  kind: 'unitOverdue',
  severity: 'high',
  *causes(board, now, { fixTimes }) {
    for (const { check, state, unitId, incidentId, overdueAt } of checksOnFloor(board, now, fixTimes))
      if (check === 'contact' && state === 'overdue')
        yield { subject: unitId, since: overdueAt, about: { unitId, incidentId } };
  },
  owner: ownerOfIncident,
};
