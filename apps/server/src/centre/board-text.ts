import { promisify } from 'node:util';
import { gzip } from 'node:zlib';
import { type Board, boardToJson } from '@clarion/dispatch';

/** The board as an answer, made once per head: a floor of consoles that comes back at once asks for the same one. */
export interface BoardText {
  text(): string;
  zipped(): Promise<Buffer>;
}

const zip = promisify(gzip);

export function createBoardText(board: () => Board): BoardText {
  let made: { readonly board: Board; readonly head: number; readonly text: string } | undefined;
  let zipping: { readonly of: string; readonly done: Promise<Buffer> } | undefined;
  function text(): string {
    const now = board();
    if (made?.head !== now.head || made.board !== now)
      made = {
        board: now,
        head: now.head,
        text: JSON.stringify({ board: boardToJson(now), head: now.head }),
      };
    return made.text;
  }
  return {
    text,
    zipped() {
      const current = text();
      if (zipping?.of !== current) zipping = { of: current, done: zip(current, { level: 1 }) };
      return zipping.done;
    },
  };
}
