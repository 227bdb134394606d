import { type Call, callBacks, hasCallBack, openCallBack } from '@clarion/dispatch';
import { cardCall } from '../actions/in-hand.ts';
import type { Console } from '../console.ts';

/** The call on the card, where its caller is to be called back. */
export function callBackInHand(console: Console): Call | undefined {
  const call = cardCall(console);
  return call !== undefined && openCallBack(console.board(), call) ? call : undefined;
}

/** The caller to call back next: of those that this person has in hand the soonest due, after the one on the card. */
export function nextCallBack(console: Console): string | undefined {
  const board = console.board();
  const own = console.session.get()?.operatorId ?? '';
  const due = callBacks(board).map(({ call }) => call);
  const mine = due.filter(call => hasCallBack(board, call, own));
  const all = mine.length > 0 ? mine : due;
  const at = all.findIndex(call => call.callId === console.desk.get().callId);
  return (all[at + 1] ?? all[0])?.callId;
}
