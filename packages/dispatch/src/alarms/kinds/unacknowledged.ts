import { instant } from '@clarion/measure';
import { unitsAtWork } from '../../check.ts';
import { targetOf } from '../../clocks/target.ts';
import { clocksOf } from '../../clocks.ts';
import type { AlarmKind } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/** A unit was sent, and its crew has neither acknowledged nor moved. */
export const unacknowledged: AlarmKind = {
  kind: 'unacknowledged',
  severity: 'high',
  *causes(board, now) {
    for (const { unitId, status, assignmentIds } of unitsAtWork(board)) {
      if (status !== 'dispatched') continue;
      const assignmentId = assignmentIds.at(-1)!;
      const { incidentId } = board.assignments.get(assignmentId)!;
      const clock = clocksOf(board, incidentId, now).find(
        one => one.clock === 'acknowledge' && one.unitId === unitId,
      );
      if (!clock) continue;
      const target = targetOf(board, 'acknowledge', board.incidents.get(incidentId)!);
      const since = target ? instant(clock.since + target.seconds * 1000) : clock.dueAt;
      if (now >= since) yield { subject: assignmentId, since, about: { unitId, incidentId, assignmentId } };
    }
  },
  owner: ownerOfIncident,
};
