import { ok } from '@clarion/measure';
import type { Board } from '../board.ts';
import type { ClosedStreet } from '../closure.ts';
import type { Command } from '../command.ts';
import { same } from '../same.ts';
import { type Context, type Decision, nothing, refused, written } from './context.ts';

type Of<T extends Command['type']> = Extract<Command, { type: T }>;

/** Longer than any roadworks; a time that was given in the wrong unit is centuries away. */
const AT_MOST_MS = 366 * 24 * 3_600_000;

export function closeStreet(context: Context, command: Of<'CloseStreet'>): Decision {
  const { board, at } = context;
  const { pairs, lines, label, reason, expiresAt } = command;
  if (!Number.isSafeInteger(expiresAt) || expiresAt <= at || expiresAt > at + AT_MOST_MS) {
    return refused({ code: 'TimeImplausible', at: expiresAt });
  }
  const street: ClosedStreet = { pairs, lines, label, reason, expiresAt };
  if (isClosedSo(board, street)) return nothing;
  const closureId = `X${board.lastClosure + 1}`;
  return ok([written(context, { type: 'StreetClosed', data: { closureId, ...street } })]);
}

export function reopenStreet(context: Context, { closureId }: Of<'ReopenStreet'>): Decision {
  const { board, at } = context;
  const closure = board.closures.get(closureId);
  if (!closure) {
    const was = wasGiven(board, closureId);
    return refused({ code: was ? 'StreetOpenAlready' : 'ClosureUnknown', closureId });
  }
  if (at < closure.since) return refused({ code: 'TimeImplausible', at });
  if (closure.expiresAt <= at) return refused({ code: 'StreetOpenAlready', closureId });
  return ok([written(context, { type: 'StreetReopened', data: { closureId } })]);
}

function isClosedSo(board: Board, street: ClosedStreet): boolean {
  for (const { pairs, reason, expiresAt } of board.closures.values()) {
    if (expiresAt === street.expiresAt && reason === street.reason && same(pairs, street.pairs)) return true;
  }
  return false;
}

/** Whether the number was given to a street that is closed no more. */
function wasGiven(board: Board, closureId: string): boolean {
  const number = /^X([1-9]\d*)$/.exec(closureId)?.[1];
  return number !== undefined && Number(number) <= board.lastClosure;
}
