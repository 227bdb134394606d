import { type Board, boardFromJson, boardToJson } from '@clarion/dispatch';
import type { PlacePackAnswer } from '@clarion/protocol';
import { createStore, get, set } from 'idb-keyval';
import type { LogState } from '../link/picture.ts';

/** The last board of this page, kept on this machine. It holds numbers, places and statuses; personal text is never in it. */
export interface KeptBoard {
  readonly board: Board;
  readonly log: LogState;
  readonly keptAt: number;
  readonly place?: PlacePackAnswer;
}

const KEY = 'board';

export function keptBoards(name = 'clarion-console') {
  const store = createStore(name, 'kept');
  return {
    async keep(kept: KeptBoard): Promise<void> {
      await set(KEY, { ...kept, board: JSON.stringify(boardToJson(kept.board)) }, store);
    },
    async last(): Promise<KeptBoard | undefined> {
      const found = await get<Omit<KeptBoard, 'board'> & { readonly board: string }>(KEY, store);
      if (found === undefined) return undefined;
      const board = boardFromJson(JSON.parse(found.board));
      // A board of an older version of the page is left alone: the server's will come.
      return board.ok ? { ...found, board: board.value } : undefined;
    },
  };
}
