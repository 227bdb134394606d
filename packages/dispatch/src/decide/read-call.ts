import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { isUnread } from '../unread.ts';
import { type Context, type Decision, noCall, nothing, refused, written } from './context.ts';

/** Somebody has looked at what came in without being answered. A phone that rings is answered, not read. */
export function readCall(context: Context, { callId }: Extract<Command, { type: 'ReadCall' }>): Decision {
  const call = context.board.calls.get(callId);
  if (!call) return refused(noCall(context.board, callId));
  if (!isUnread(call)) return nothing;
  if (call.state === 'ringing' && call.channel === 'phone')
    return refused({ code: 'CallRingsStill', callId });
  return ok([written(context, { type: 'CallRead', data: { callId } })]);
}
