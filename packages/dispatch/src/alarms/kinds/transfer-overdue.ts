import { openTransfers, transferRef } from '../../transfer.ts';
import type { AlarmKind } from '../alarm.ts';
import { transferUnreceived } from './transfer-unreceived.ts';

/** An agency has a matter, and its result was due. */
export const transferOverdue: AlarmKind = {
  kind: 'transferOverdue',
  severity: 'low',
  *causes(board, now) {
    for (const { matter, transfer, dueAt } of openTransfers(board))
      if (transfer.state === 'received' && now >= dueAt)
        yield { subject: transferRef(matter, transfer.number), since: dueAt, about: matter };
  },
  owner: transferUnreceived.owner,
};
