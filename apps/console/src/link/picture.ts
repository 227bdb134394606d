import { type Board, type Entry, emptyBoard, evolve } from '@clarion/dispatch';
import type { LogClock, MoveUpAdviceAnswer, ServerMessage, UnitPosition } from '@clarion/protocol';
import { type CalmCell, type Cell, calmCell, cell } from '../cell.ts';

/** So late at most the floor is drawn anew while entries keep coming; what is done here is drawn at once. */
const DRAWN_EVERY_MS = 200;

/** Typing on somebody's open call card; never stored. */
export type Draft = Extract<ServerMessage, { type: 'draft' }> & { readonly heardAt: number };

/** The board is folded in place, so `version` is what changes. */
export interface BoardView {
  readonly board: Board;
  readonly version: number;
}

export interface Picture {
  readonly board: CalmCell<BoardView>;
  readonly positions: Cell<ReadonlyMap<string, UnitPosition>>;
  readonly drafts: Cell<ReadonlyMap<string, Draft>>;
  readonly log: Cell<LogState>;
  /** Which moves the server advises now. */
  readonly moveUps: Cell<MoveUpAdviceAnswer | undefined>;
}

export interface LogState {
  readonly logId?: string;
  readonly kind?: 'live' | 'drill' | 'simulation';
  readonly clock?: LogClock;
  /** What `hello` promised; the page is caught up when the board's head has reached it. */
  readonly promisedHead: number;
  readonly exercise?: 'running' | 'finished';
}

export type Taken = 'ok' | 'gap' | 'otherLog';

export function createPicture(): Picture {
  return {
    board: calmCell<BoardView>({ board: emptyBoard(), version: 0 }, DRAWN_EVERY_MS),
    positions: cell<ReadonlyMap<string, UnitPosition>>(new Map()),
    drafts: cell<ReadonlyMap<string, Draft>>(new Map()),
    log: cell<LogState>({ promisedHead: 0 }),
    moveUps: cell<MoveUpAdviceAnswer | undefined>(undefined),
  };
}

export function replaceBoard(picture: Picture, board: Board): void {
  picture.board.set({ board, version: picture.board.get().version + 1 });
}

/**
 * Folds entries that follow the board's head; those it has already are passed over. A gap is told and nothing after it
 * is folded: a board with a hole is worse than an old board.
 */
export function takeEntries(picture: Picture, entries: readonly Entry[]): Taken {
  const view = picture.board.get();
  let board = view.board;
  let folded = 0;
  let taken: Taken = 'ok';
  for (const entry of entries) {
    if (entry.seq <= board.head) continue;
    if (entry.seq !== board.head + 1) {
      taken = 'gap';
      break;
    }
    board = evolve(board, entry);
    folded++;
  }
  if (folded > 0) {
    picture.board.set({ board, version: view.version + 1 });
    forgetDrafts(picture, board);
  }
  return taken;
}

function forgetDrafts(picture: Picture, board: Board): void {
  const drafts = picture.drafts.get();
  const kept = new Map([...drafts].filter(([callId]) => board.calls.get(callId)?.state === 'open'));
  if (kept.size !== drafts.size) picture.drafts.set(kept);
}

/** Takes any message of the server into the picture. */
export function takeMessage(picture: Picture, message: ServerMessage, wall: number): Taken {
  switch (message.type) {
    case 'hello': {
      const known = picture.log.get();
      if (known.logId !== undefined && known.logId !== message.logId) return 'otherLog';
      // A log shorter than the page's board is another history (a restored backup).
      if (message.head < picture.board.get().board.head) return 'otherLog';
      picture.log.set({
        ...known,
        logId: message.logId,
        kind: message.kind,
        clock: message.clock,
        promisedHead: message.head,
      });
      return 'ok';
    }
    case 'entries':
      return takeEntries(picture, message.entries);
    case 'positions': {
      const next = new Map(picture.positions.get());
      for (const position of message.positions) {
        const known = next.get(position.unitId);
        if (known === undefined || known.fixAt <= position.fixAt) next.set(position.unitId, position);
      }
      picture.positions.set(next);
      return 'ok';
    }
    case 'draft':
      picture.drafts.set(new Map(picture.drafts.get()).set(message.callId, { ...message, heardAt: wall }));
      return 'ok';
    case 'moveUp':
      picture.moveUps.set(message.advice);
      return 'ok';
    case 'clock':
      picture.log.change(log => ({ ...log, clock: message.clock }));
      return 'ok';
    case 'exercise':
      picture.log.change(log => ({ ...log, exercise: message.state }));
      return 'ok';
    case 'unit':
    case 'pong':
    case 'fault':
      return 'ok';
  }
}
