import { deskOfMatter, openTransfers, readTransferRef, transferRef } from '../../transfer.ts';
import type { AlarmKind } from '../alarm.ts';

/** A matter was given to an agency, and it has not said within its time that it has it. */
export const transferUnreceived: AlarmKind = {
  kind: 'transferUnreceived',
  severity: 'high',
  *causes(board, now) {
    for (const { matter, transfer, dueAt } of openTransfers(board))
      if (transfer.state === 'sent' && now >= dueAt)
        yield { subject: transferRef(matter, transfer.number), since: dueAt, about: matter };
  },
  owner(board, { subject }) {
    const ref = readTransferRef(subject);
    return ref && deskOfMatter(board, ref.matter);
  },
};
