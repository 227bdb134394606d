import type { Instant } from '@clarion/measure';
import type { Board } from './board.ts';
import { emptyBoard } from './empty.ts';
import type { Entry } from './entry.ts';
import { evolve } from './evolve.ts';

/** The board after `entries`, in the order of their `seq`; consumes `from` when one is given. */
export function foldBoard(entries: Iterable<Entry>, from: Board = emptyBoard()): Board {
  let board = from;
  for (const entry of entries) board = evolve(board, entry);
  return board;
}

/** The board as the centre knew it at `until`: what was written down by then. */
export function boardAt(entries: Iterable<Entry>, until: Instant): Board {
  let board = emptyBoard();
  for (const entry of entries) {
    if (entry.recordedAt > until) break;
    board = evolve(board, entry);
  }
  return board;
}
