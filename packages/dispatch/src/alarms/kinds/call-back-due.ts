import { callBacks, deskOfCallBack } from '../../call-back.ts';
import type { AlarmKind, Cause } from '../alarm.ts';

/** Somebody is to be called back and nobody has: one alarm for each desk, however many wait there; it names the longest due. */
export const callBackDue: AlarmKind = {
  kind: 'callBackDue',
  severity: 'medium',
  *causes(board, now): Generator<Cause> {
    const told = new Set<string>();
    for (const { call, dueAt } of callBacks(board)) {
      if (now < dueAt) return;
      const deskId = deskOfCallBack(board, call) ?? '';
      if (told.has(deskId)) continue;
      told.add(deskId);
      yield { subject: deskId, since: dueAt, about: { callId: call.callId } };
    }
  },
  owner: (_board, { subject }) => (subject === '' ? undefined : subject),
};
