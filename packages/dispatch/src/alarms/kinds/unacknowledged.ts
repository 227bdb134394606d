import { instant } from '@clarion/measure';
import type { Board } from '../../board.ts';
import { targetOf } from '../../clocks/target.ts';
import type { UnitId } from '../../ids.ts';
import { silentSendings } from '../../sending.ts';
import type { AlarmKind, FloorAlarm } from '../alarm.ts';
import { ownerOfIncident } from '../owner.ts';

/** Units were sent, and some of their crews have neither acknowledged nor moved, nor were heard: one alarm for all of them. */
export const unacknowledged: AlarmKind = {
  kind: 'unacknowledged',
  severity: 'high',
  *causes(board, now) {
    for (const incidentId of board.openIncidents) {
      const incident = board.incidents.get(incidentId);
      if (!incident) continue;
      const target =
        targetOf(board, 'acknowledge', incident)?.seconds ?? board.configuration?.clocks.acknowledgeSeconds;
      if (target === undefined) continue;
      for (const { assignmentId, silent } of silentSendings(board, incident)) {
        const since = instant(Math.min(...silent.map(one => one.since)) + target * 1000);
        const unitIds = silent.map(({ assignment }) => assignment.unitId);
        if (now >= since)
          yield { subject: assignmentId, since, about: { unitIds, incidentId, assignmentId } };
      }
    }
  },
  owner: ownerOfIncident,
};

/** Which units an alarm that stands names now: of a sending those that are still silent. */
export function unitsOfAlarm(board: Board, { kind, about }: FloorAlarm): readonly UnitId[] {
  const named = about.unitIds ?? (about.unitId === undefined ? [] : [about.unitId]);
  const incident = board.incidents.get(about.incidentId ?? '');
  if (kind !== 'unacknowledged' || !incident) return named;
  const sending = silentSendings(board, incident).find(one => one.assignmentId === about.assignmentId);
  return sending?.silent.map(({ assignment }) => assignment.unitId) ?? [];
}
