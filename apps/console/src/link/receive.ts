import type { ServerMessage } from '@clarion/protocol';
import type { Live } from './live.ts';
import { type Picture, takeMessage } from './picture.ts';
import type { Sending } from './sending.ts';

export interface ReceiveMeans {
  readonly picture: Picture;
  readonly live: () => Live;
  readonly sending: Sending;
  /** Takes the whole board anew. */
  readonly load: () => Promise<unknown>;
  readonly wall: () => number;
}

/** What a page does with each word of the live line. */
export function createReceive({ picture, live, sending, load, wall }: ReceiveMeans) {
  return (message: ServerMessage): void => {
    const taken = takeMessage(picture, message, wall());
    if (taken === 'otherLog') {
      // Another history: what this page holds is no longer anybody's board.
      picture.log.set({ promisedHead: 0 });
      void load().then(() => live().again());
      return;
    }
    if (taken === 'gap') {
      live().again();
      return;
    }
    if (message.type === 'entries') {
      const own = new Set(sending.sent.get().map(one => one.request.commandId));
      sending.confirm(message.entries);
      // What was done here is drawn with its confirmation, however much comes from others.
      if (message.entries.some(({ commandId }) => own.has(commandId))) picture.board.tell();
    }
    const { logId, promisedHead } = picture.log.get();
    if (picture.board.get().board.head >= promisedHead && logId !== undefined) live().caughtUp();
  };
}
