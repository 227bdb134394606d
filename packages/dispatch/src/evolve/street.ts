import type { Board } from '../board.ts';
import type { Entry } from '../entry.ts';

type StreetEntry = Extract<Entry, { type: 'StreetClosed' | 'StreetReopened' }>;

export function evolveStreet(board: Board, entry: StreetEntry): void {
  dropExpired(board, Math.max(board.at, entry.at));
  board.closuresVersion = entry.seq;
  if (entry.type === 'StreetReopened') {
    board.closures.delete(entry.data.closureId);
    return;
  }
  const { closureId, ...street } = entry.data;
  board.lastClosure = Math.max(board.lastClosure, Number(closureId.slice(1)));
  board.closures.set(closureId, { closureId, ...street, by: entry.actor, since: entry.at });
}

/** Years of roadworks would otherwise pile up on the board; the log keeps them. */
function dropExpired(board: Board, at: number): void {
  for (const [closureId, { expiresAt }] of board.closures) {
    if (expiresAt <= at) board.closures.delete(closureId);
  }
}
