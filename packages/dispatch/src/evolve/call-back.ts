import type { Board, Call } from '../board.ts';
import type { CallBack } from '../call-back.ts';
import type { Entry } from '../entry.ts';
import { present } from '../present.ts';
import { changeCall, noteOnIncident } from './change.ts';

type CallBackEntry = Extract<Entry, { type: 'CallBackSet' | 'CallBackAttempted' | 'CallBackGivenUp' }>;
type Ending = NonNullable<CallBack['ended']>;

export function evolveCallBack(board: Board, entry: CallBackEntry): void {
  const { at, actor: by, data } = entry;
  const { callId } = data;
  switch (entry.type) {
    case 'CallBackSet': {
      const { cause } = entry.data;
      changeCall(board, callId, ({ callBack, ...call }) => ({
        ...call,
        // Seen otherwise, what was tried still counts; what was over begins anew.
        callBack:
          callBack && callBack.ended === undefined
            ? { ...callBack, cause }
            : { cause, since: at, attempts: [] },
      }));
      break;
    }
    case 'CallBackAttempted': {
      const { outcome } = entry.data;
      changeCall(board, callId, call => tried(call, { at, by, outcome }));
      break;
    }
    case 'CallBackGivenUp': {
      const { reason } = entry.data;
      changeCall(board, callId, call => endedCallBack(call, { how: 'gaveUp', at, by, reason }));
      break;
    }
  }
  noteOnIncident(board, callId, entry.seq);
}

/** The call without its task, where it had one. */
export function endedCallBack(call: Call, ended: Ending): Call {
  const { callBack } = call;
  return callBack && callBack.ended === undefined ? { ...call, callBack: { ...callBack, ended } } : call;
}

function tried({ endedAt, ...call }: Call, attempt: CallBack['attempts'][number]): Call {
  if (!call.callBack) return { ...call, ...present({ endedAt }) };
  const { outcome, at, by } = attempt;
  const callBack = { ...call.callBack, attempts: [...call.callBack.attempts, attempt] };
  if (outcome !== 'fine' && outcome !== 'needsHelp') return { ...call, ...present({ endedAt }), callBack };
  // On the line again it has not ended; when it does, that counts.
  const kept = outcome === 'fine' ? present({ endedAt }) : {};
  return endedCallBack({ ...call, ...kept, callBack }, { how: outcome, at, by });
}
