import { callBacks, deskOfCallBack } from '../../call-back.ts';
import type { AlarmKind, Cause } from '../alarm.ts';

/** Somebody is to be called back and nobody has: one alarm for each desk, however many wait there; it names the longest due. */
export const callBackDue: AlarmKind = {
  kind: 'callBackDue',
  severity: 'medium',
  *causes(board, now): Generator<Cause> {
    const desks = new Map<string, Cause>();
    for (const { call, dueAt } of callBacks(board)) {
      if (now < dueAt) break;
      const subject = deskOfCallBack(board, call) ?? '';
      const first = desks.get(subject) ?? { subject, since: dueAt, about: { callId: call.callId } };
      desks.set(subject, { ...first, newest: dueAt });
    }
    yield* desks.values();
  },
  owner: (_board, { subject }) => (subject === '' ? undefined : subject),
};
