import { ok } from '@clarion/measure';
import type { Command } from '../command.ts';
import { interpreterNow } from '../interpreter.ts';
import { amendable } from './call.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

/** An interpreter was asked for, is on the line, or has left: when is part of the record, who is not. */
export function stampInterpreter(
  context: Context,
  { callId, step }: Extract<Command, { type: 'StampInterpreter' }>,
): Decision {
  const found = amendable(context.board, callId);
  if (!found.ok) return found;
  if (found.value.state === 'ended') return refused({ code: 'CallEndedAlready', callId });
  const now = interpreterNow(found.value);
  if (step === 'asked' && now !== undefined) return nothing;
  if (step === 'onLine' && now?.onLineAt !== undefined) return nothing;
  if (step === 'left' && now === undefined) {
    // Said twice it is nothing; of nobody it cannot be said.
    return found.value.interpreter ? nothing : refused({ code: 'InterpreterNotThere', callId });
  }
  return ok([written(context, { type: 'InterpreterStamped', data: { callId, step } })]);
}
