import { type OrphanedDesk, stillOrphaned } from '../../hand-over.ts';
import type { AlarmKind, Cause } from '../alarm.ts';

export const orphanCause = ({ deskId, since }: OrphanedDesk): Cause => ({
  subject: deskId,
  since,
  about: { orphanId: deskId },
});

/** Nobody took a desk over that owned something: who sat there left, is silent, or the desk is gone. It is the supervisor's. */
export const deskOrphaned: AlarmKind = {
  kind: 'deskOrphaned',
  severity: 'high',
  *causes(board) {
    for (const orphan of board.orphans.values()) {
      const { incidentIds, callIds } = stillOrphaned(board, orphan);
      if (incidentIds.length + callIds.length > 0) yield orphanCause(orphan);
    }
  },
  owner: () => undefined,
};
