import type { Entry } from '@clarion/dispatch';
import type { ServerMessage } from '@clarion/protocol';
import type { Log } from '@clarion/store';
import { boardRoles, unitViewOf } from '../centre/sight.ts';
import type { Recent } from './recent.ts';

/** Above this a reader gets no positions until it has caught up; above the other, entries wait too. */
const POSITIONS_STOP_BYTES = 512 * 1024;
const ENTRIES_STOP_BYTES = 8 * 1024 * 1024;
const DRAIN_EVERY_MS = 100;
const GIVE_UP_AFTER_MS = 30_000;
const OPEN = 1;
export const TOO_SLOW = 4008;

/** The part of a `ws` socket that is used. */
export interface LiveSocket {
  readonly bufferedAmount: number;
  readonly readyState: number;
  send(text: string): void;
  close(code?: number, reason?: string): void;
}

export interface LiveFollower {
  readonly role: string;
  readonly unitId: string | undefined;
  /** Sends `hello`, then all after `from`, then what comes. Said again, it starts again. */
  follow(from: number): Promise<void>;
  onEntries(entries: readonly Entry[], message: string, touched: ReadonlySet<string>): void;
  onPositions(message: string): void;
  onAnnouncement(message: string): void;
  /** What only those hear who see the whole board. */
  onBoardNews(message: string): void;
  close(): void;
}

export interface FollowerMeans {
  readonly log: Log;
  readonly recent: Recent;
  readonly hello: () => ServerMessage;
  /** The message of where everybody is. */
  readonly allPositions: () => string;
  /** The message of the moves that are advised; absent: none ever are. */
  readonly moveUps?: () => string | undefined;
  readonly wall: () => number;
}

export function createFollower(
  socket: LiveSocket,
  who: { readonly role: string; readonly unitId?: string },
  { log, recent, hello, allPositions, moveUps, wall }: FollowerMeans,
): LiveFollower {
  const seesBoard = (boardRoles as readonly string[]).includes(who.role);
  const seesUnit = who.role === 'responder' && who.unitId !== undefined;
  /** idle: not following yet. catching up: reading older entries. live: has had all there is. */
  let state: 'idle' | 'catchingUp' | 'live' = 'idle';
  let sent = 0;
  let round = 0;
  let missedPositions = false;

  const isOpen = () => socket.readyState === OPEN;
  const send = (message: ServerMessage) => {
    if (isOpen()) socket.send(JSON.stringify(message));
  };
  const sendPositions = () => {
    missedPositions = false;
    if (isOpen()) socket.send(allPositions());
  };
  function sendUnit(): void {
    const view = who.unitId === undefined ? undefined : unitViewOf(log.board, who.unitId);
    if (view !== undefined) send({ type: 'unit', view });
  }

  async function drained(thisRound: number): Promise<boolean> {
    const since = wall();
    while (isOpen() && thisRound === round && socket.bufferedAmount > ENTRIES_STOP_BYTES) {
      if (wall() - since > GIVE_UP_AFTER_MS) {
        socket.close(TOO_SLOW, 'TooSlow');
        return false;
      }
      await new Promise(resolve => setTimeout(resolve, DRAIN_EVERY_MS));
    }
    return isOpen() && thisRound === round;
  }

  async function catchUp(thisRound: number): Promise<void> {
    while (sent < log.board.head) {
      if (!(await drained(thisRound))) return;
      const entries = await recent.after(sent);
      if (thisRound !== round || !isOpen()) return;
      if (entries.length === 0) break;
      send({ type: 'entries', entries });
      sent = entries.at(-1)!.seq;
    }
    // Nothing can come between this test of the head and going live: entries arrive in the same thread.
    state = 'live';
    sendPositions();
    const advice = moveUps?.();
    if (advice !== undefined && isOpen()) socket.send(advice);
  }

  return {
    role: who.role,
    unitId: who.unitId,
    async follow(from) {
      round += 1;
      send(hello());
      if (seesUnit) {
        state = 'live';
        sendUnit();
        return;
      }
      if (!seesBoard) return;
      state = 'catchingUp';
      sent = Math.min(from, log.board.head);
      await catchUp(round);
    },
    onEntries(entries, message, touched) {
      if (state !== 'live') return;
      if (seesUnit) {
        if (touched.has(who.unitId ?? '')) sendUnit();
        return;
      }
      if (!seesBoard || !isOpen()) return;
      if (entries[0]?.seq !== sent + 1 || socket.bufferedAmount > ENTRIES_STOP_BYTES) {
        state = 'catchingUp';
        round += 1;
        void catchUp(round).catch(() => socket.close(TOO_SLOW, 'TooSlow'));
        return;
      }
      socket.send(message);
      sent = entries.at(-1)!.seq;
    },
    onPositions(message) {
      if (state !== 'live' || !seesBoard || !isOpen()) return;
      if (socket.bufferedAmount > POSITIONS_STOP_BYTES) {
        missedPositions = true;
        return;
      }
      if (missedPositions) sendPositions();
      else socket.send(message);
    },
    onAnnouncement(message) {
      if (state !== 'idle' && isOpen()) socket.send(message);
    },
    onBoardNews(message) {
      if (state === 'live' && seesBoard && isOpen()) socket.send(message);
    },
    close() {
      round += 1;
      state = 'idle';
    },
  };
}
