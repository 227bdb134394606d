import { instant } from '@clarion/measure';
import { targetOf } from '../../clocks/target.ts';
import { deskOfCall } from '../../desk.ts';
import type { AlarmKind } from '../alarm.ts';

/** A call rings longer than a call may. Whoever hung up is called back: `callBackDue`. */
export const callWaiting: AlarmKind = {
  kind: 'callWaiting',
  severity: 'medium',
  *causes(board, now) {
    const target = targetOf(board, 'answer', {});
    if (!target) return;
    for (const callId of board.openCalls) {
      const call = board.calls.get(callId);
      if (call?.state !== 'ringing' || call.answeredAt !== undefined) continue;
      const since = instant(call.receivedAt + target.seconds * 1000);
      if (now >= since) yield { subject: callId, since, about: { callId } };
    }
  },
  owner(board, { about }) {
    const call = board.calls.get(about.callId ?? '');
    return call && deskOfCall(board, call);
  },
};
