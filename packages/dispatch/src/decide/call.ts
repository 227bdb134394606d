import { fail, ok, type Result } from '@clarion/measure';
import type { Board, Call } from '../board.ts';
import type { CallFields, Command } from '../command.ts';
import type { EntryBody } from '../entry.ts';
import type { CallId } from '../ids.ts';
import { isLanguageTag } from '../language.ts';
import { present } from '../present.ts';
import type { Refusal } from '../refusal.ts';
import { same } from '../same.ts';
import { triedTooFew } from './call-back.ts';
import { followCall } from './call-link.ts';
import { type Context, type Decision, noCall, nothing, refused, written } from './context.ts';
import { sealed } from './sealed.ts';
import { notReceived } from './transfer.ts';
import { findType } from './type.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

export function receiveCall(context: Context, command: Of<'ReceiveCall'>): Decision {
  const fields = knownFields(command.fields ?? {});
  const type = findType(context.board, fields.typeId);
  if (!type.ok) return type;
  const callId = nextCall(context.board);
  const body: EntryBody = {
    type: 'CallReceived',
    data: {
      callId,
      channel: command.channel,
      fields,
      ...(command.contact ? { contact: sealed(command.contact) } : {}),
      ...(command.words ? { words: sealed(command.words) } : {}),
      ...(command.onLine ? { onLine: true } : {}),
    },
  };
  return ok([written(context, body)]);
}

export function answerCall(context: Context, command: Of<'AnswerCall'>): Decision {
  const { board, envelope } = context;
  if (command.callId === undefined) {
    const callId = nextCall(board);
    const channel = command.channel ?? 'phone';
    return ok([
      written(context, { type: 'CallReceived', data: { callId, channel, fields: {} } }),
      written(context, { type: 'CallAnswered', data: { callId } }),
    ]);
  }
  const { callId } = command;
  const call = board.calls.get(callId);
  if (!call) return refused(noCall(board, callId));
  if (call.taker) {
    if (call.taker.id === envelope.actor.id && call.state === 'open') return nothing;
    return refused({ code: 'CallAnsweredAlready', callId, by: call.taker });
  }
  if (call.state === 'ended') return refused({ code: 'CallEndedAlready', callId });
  return ok([written(context, { type: 'CallAnswered', data: { callId } })]);
}

export function amendCall(context: Context, command: Of<'AmendCall'>): Decision {
  const found = amendable(context.board, command.callId);
  if (!found.ok) return found;
  const call = found.value;
  const type = findType(context.board, command.fields.typeId);
  if (!type.ok) return type;
  const changed = Object.entries(knownFields(command.fields)).filter(
    ([field, value]) => !same(value, call[field as keyof CallFields]),
  );
  if (changed.length === 0) return nothing;
  const fields: CallFields = Object.fromEntries(changed);
  return ok([
    written(context, { type: 'CallAmended', data: { callId: call.callId, fields } }),
    ...followCall(context, call, fields),
  ]);
}

export function recordWords(context: Context, command: Of<'RecordWords'>): Decision {
  const found = amendable(context.board, command.callId);
  if (!found.ok) return found;
  const words = sealed(command.words);
  return ok([written(context, { type: 'WordsRecorded', data: { callId: command.callId, words } })]);
}

export function recordContact(context: Context, command: Of<'RecordContact'>): Decision {
  const found = amendable(context.board, command.callId);
  if (!found.ok) return found;
  const contact = sealed(command.contact);
  return ok([written(context, { type: 'ContactRecorded', data: { callId: command.callId, contact } })]);
}

export function recordLocation(context: Context, command: Of<'RecordLocation'>): Decision {
  const found = amendable(context.board, command.callId);
  if (!found.ok) return found;
  const location = sealed(command.location);
  return ok([written(context, { type: 'LocationReported', data: { callId: command.callId, location } })]);
}

/** Who rings again has not become another caller: the same call rings, also where somebody holds it still. */
export function ringAgain(context: Context, { callId }: Of<'RingAgain'>): Decision {
  const found = amendable(context.board, callId);
  if (!found.ok) return found;
  const call = found.value;
  // One that ended without an incident is over once somebody has said why.
  if (call.state === 'ended' && call.incidentId === undefined && !context.board.openCalls.has(callId))
    return refused({ code: 'CallEndedAlready', callId });
  return ok([written(context, { type: 'CallRangAgain', data: { callId } })]);
}

export function tellAnswered(context: Context, { callId }: Of<'TellAnswered'>): Decision {
  const call = context.board.calls.get(callId);
  if (!call) return refused({ code: 'CallUnknown', callId });
  if (call.lineAnsweredAt !== undefined) return nothing;
  return ok([written(context, { type: 'AnsweredOnLine', data: { callId } })]);
}

export function recordRecording(context: Context, command: Of<'RecordRecording'>): Decision {
  const found = amendable(context.board, command.callId);
  if (!found.ok) return found;
  const recording = sealed(command.recording);
  return ok([written(context, { type: 'RecordingReferenced', data: { callId: command.callId, recording } })]);
}

export function endCall(context: Context, { callId, disposition }: Of<'EndCall'>): Decision {
  const call = context.board.calls.get(callId);
  if (!call) return refused(noCall(context.board, callId));
  if (call.state === 'ended' && (disposition === undefined || disposition === call.disposition))
    return nothing;
  if (disposition !== undefined) {
    // A reason is given after somebody has tried to reach the caller, not in place of it.
    const tooFew = triedTooFew(context, call);
    if (tooFew) return refused(tooFew);
    const notYet = disposition === 'transferred' ? notReceived(context.board, { callId }) : undefined;
    if (notYet) return refused(notYet);
    if (call.state === 'ringing' && call.channel === 'phone')
      return refused({ code: 'CallRingsStill', callId });
  }
  return ok([
    written(context, { type: 'CallEnded', data: { callId, ...(disposition ? { disposition } : {}) } }),
  ]);
}

/** Facts may follow for as long as the call or its incident is open, and while a call has no incident. */
export function amendable(board: Board, callId: CallId): Result<Call, Refusal> {
  const call = board.calls.get(callId);
  if (!call) return fail(noCall(board, callId));
  const incident = board.incidents.get(call.incidentId ?? '');
  if (call.state === 'ended' && incident?.state === 'closed')
    return fail({ code: 'CallEndedAlready', callId });
  return ok(call);
}

function nextCall(board: Board): CallId {
  return `C${board.lastCall + 1}`;
}

/** Only what a call card knows of reaches the log, whatever came in beside it. */
function knownFields({ kind, typeId, place, language }: CallFields): CallFields {
  const tag = language !== undefined && isLanguageTag(language) ? language : undefined;
  return present<CallFields>({ kind, typeId, place, language: tag });
}
