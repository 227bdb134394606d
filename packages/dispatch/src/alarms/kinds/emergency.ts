import type { Emergency } from '../../board.ts';
import { deskOfUnit } from '../../desk.ts';
import type { AlarmKind, Cause } from '../alarm.ts';

export const emergencyCause = ({ unitId, incidentId, since }: Emergency): Cause => ({
  subject: unitId,
  since,
  about: { unitId, ...(incidentId === undefined ? {} : { incidentId }) },
});

/** A crew has called for help, by its button or by voice. It stands until a dispatcher or commander ends it. */
export const emergency: AlarmKind = {
  kind: 'emergency',
  severity: 'emergency',
  room: true,
  *causes(board) {
    for (const one of board.emergencies.values()) yield emergencyCause(one);
  },
  owner(board, { about }) {
    const unit = board.units.get(about.unitId ?? '');
    return unit && deskOfUnit(board, unit);
  },
};
