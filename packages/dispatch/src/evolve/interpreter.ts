import type { Board } from '../board.ts';
import type { Entry } from '../entry.ts';
import { type InterpreterTurn, interpreterNow } from '../interpreter.ts';
import { changeCall, changeIncident } from './change.ts';

/** A stamp goes on the turn that is open, or begins one. */
export function evolveInterpreter(
  board: Board,
  { at, seq, data }: Extract<Entry, { type: 'InterpreterStamped' }>,
): void {
  const { callId, step } = data;
  changeCall(board, callId, call => {
    const turns = call.interpreter ?? [];
    const before = interpreterNow(call);
    const stamped: InterpreterTurn = { ...before, [`${step}At`]: at };
    return { ...call, interpreter: [...(before === undefined ? turns : turns.slice(0, -1)), stamped] };
  });
  const incidentId = board.calls.get(callId)?.incidentId;
  if (incidentId !== undefined) changeIncident(board, incidentId, seq);
}
