import { fail, ok, type Result } from '@clarion/measure';
import type { Call } from '../board.ts';
import { type CallBack, callBackRules, mayGiveUp, openCallBack } from '../call-back.ts';
import type { Command } from '../command.ts';
import type { NewEntry } from '../entry.ts';
import type { CallId } from '../ids.ts';
import type { Refusal } from '../refusal.ts';
import { type Context, type Decision, noCall, nothing, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** A line that broke in the middle is over with it; a silent one stays open for as long as it is. */
export function setCallBack(context: Context, { callId, cause }: Of<'SetCallBack'>): Decision {
  const { board } = context;
  const call = board.calls.get(callId);
  if (!call) return refused(noCall(board, callId));
  const incident = board.incidents.get(call.incidentId ?? '');
  if (call.disposition !== undefined || (call.incidentId !== undefined && incident?.state !== 'open'))
    return refused({ code: 'CallEndedAlready', callId });
  if (call.state === 'ringing') return refused({ code: 'CallRingsStill', callId });
  // What was never answered was not cut off, and what is on the line was not abandoned.
  const fits = cause === 'abandoned' ? call.state === 'ended' : call.answeredAt !== undefined;
  if (!fits) return refused({ code: 'CallBackUnfit', callId, cause });
  const before = openCallBack(board, call)?.cause;
  if (before === cause) return nothing;
  // The incident takes the place of an abandoned call: named so, a silent one that has an incident would be gone without a reason.
  if (cause === 'abandoned' && before !== undefined && call.incidentId !== undefined)
    return refused({ code: 'CallBackUnfit', callId, cause });
  const ends: readonly NewEntry[] =
    cause === 'cutOff' && call.state === 'open'
      ? [written(context, { type: 'CallEnded', data: { callId } })]
      : [];
  return ok([written(context, { type: 'CallBackSet', data: { callId, cause } }), ...ends]);
}

/** Who needs help is on the line again, and is the taker's who has reached them. */
export function attemptCallBack(context: Context, { callId, outcome }: Of<'AttemptCallBack'>): Decision {
  const found = standing(context, callId);
  if (!found.ok) return found;
  const { call, callBack } = found.value;
  const attempt = callBack.attempts.length + 1;
  const tried = written(context, { type: 'CallBackAttempted', data: { callId, attempt, outcome } });
  const isBack = outcome === 'needsHelp' && call.state === 'ended';
  return ok([tried, ...(isBack ? [written(context, { type: 'CallAnswered', data: { callId } })] : [])]);
}

export function giveUpCallBack(context: Context, { callId, reason }: Of<'GiveUpCallBack'>): Decision {
  const found = standing(context, callId);
  if (!found.ok) return found;
  const tooFew = triedTooFew(context, found.value.call);
  if (tooFew) return refused(tooFew);
  const attempts = found.value.callBack.attempts.length;
  return ok([written(context, { type: 'CallBackGivenUp', data: { callId, reason, attempts } })]);
}

/** What stands against letting the call go while its caller is to be called back; undefined: nothing. */
export function triedTooFew({ board, envelope }: Context, call: Call): Refusal | undefined {
  // Also of one that has an incident now: detached, it would be gone.
  const { callBack } = call;
  if (callBack === undefined || callBack.ended || mayGiveUp(board, callBack, envelope.actor))
    return undefined;
  const attempts = callBack.attempts.length;
  return { code: 'CallBackTooFew', callId: call.callId, attempts, needed: callBackRules(board).attempts };
}

function standing(
  { board }: Context,
  callId: CallId,
): Result<{ readonly call: Call; readonly callBack: CallBack }, Refusal> {
  const call = board.calls.get(callId);
  if (!call) return fail(noCall(board, callId));
  const callBack = openCallBack(board, call);
  return callBack ? ok({ call, callBack }) : fail({ code: 'CallBackOver', callId });
}
