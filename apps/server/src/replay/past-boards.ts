import { type Board, copyBoard, emptyBoard, evolve } from '@clarion/dispatch';
import type { Log } from '@clarion/store';

const PAGE = 2_000;
/** A fold as long as this is remembered, so that what lies close to it need not be folded from so far back again. */
const LONG = 2_000;
const MARK_EVERY_MS = 3_600_000;
/** A day by the hour, and a few that were asked for. */
const MARKS_AT_MOST = 30;

/** Boards as they stood after an entry, folded from the log. */
export interface PastBoards {
  /** The board after entry `seq`; it is the asker's own. */
  after(seq: number): Promise<Board>;
  stop(): void;
}

/**
 * While the log grows a copy of the board is kept every hour, so that a moment of the day behind is an hour's fold away. What
 * is older, or from before this server started, is folded from the beginning, a page at a time.
 */
export function keepPastBoards(log: Pick<Log, 'board' | 'read' | 'onBoard'>): PastBoards {
  /** The one that was used longest ago stands first. */
  const marks: Board[] = [];
  let hour = Number.NEGATIVE_INFINITY;
  const mark = (board: Board) => {
    marks.push(copyBoard(board));
    if (marks.length > MARKS_AT_MOST) marks.shift();
  };
  const end = log.onBoard(entries => {
    const now = Math.floor((entries.at(-1)?.recordedAt ?? 0) / MARK_EVERY_MS);
    if (now <= hour) return;
    hour = now;
    mark(log.board);
  });

  function nearest(seq: number): Board {
    const before = marks.filter(({ head }) => head <= seq);
    const found = before.reduce<Board | undefined>(
      (best, one) => (best === undefined || one.head > best.head ? one : best),
      undefined,
    );
    if (found === undefined) return emptyBoard();
    marks.push(...marks.splice(marks.indexOf(found), 1));
    return copyBoard(found);
  }
  async function fold(seq: number): Promise<Board> {
    let board = nearest(seq);
    const from = board.head;
    while (board.head < seq) {
      const entries = await log.read(board.head + 1, Math.min(seq, board.head + PAGE));
      if (entries.length === 0) break;
      for (const entry of entries) board = evolve(board, entry);
    }
    if (board.head - from >= LONG) mark(board);
    return board;
  }

  let turn: Promise<unknown> = Promise.resolve();
  return {
    // One after another: the second of two who look at the same hour finds the first one's.
    after(seq) {
      const folded = turn.then(() => fold(seq));
      turn = folded.catch(() => undefined);
      return folded;
    },
    stop: end,
  };
}
