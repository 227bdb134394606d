import type { ClientMessage, LogClock, ServerMessage } from '@clarion/protocol';

/** A page that has heard nothing for this long is not live (the server speaks at least every 5 s). */
export const SILENCE_MS = 10_000;
const PING_EVERY_MS = 2_000;
const RETRY_MS = [250, 500, 1_000, 2_000, 4_000] as const;

export interface Socket {
  send(text: string): void;
  close(): void;
  onopen: (() => void) | null;
  onmessage: ((event: { readonly data: unknown }) => void) | null;
  onclose: (() => void) | null;
  onerror: (() => void) | null;
}

export type Liveness =
  | { readonly state: 'connecting' }
  | { readonly state: 'live' }
  /** `since`: wall time of the last word from the server. */
  | { readonly state: 'lost'; readonly since: number };

export interface LiveOptions {
  readonly open: () => Socket;
  readonly wall: () => number;
  readonly later: (run: () => void, ms: number) => () => void;
  /** Sequence number of the newest entry that this page has. */
  readonly cursor: () => number;
  readonly onMessage: (message: ServerMessage) => void;
  readonly onLiveness: (liveness: Liveness) => void;
}

/**
 * One WebSocket that is opened again for as long as the page lives, always from the page's own cursor: entries that were
 * missed come then, so nothing is loaded anew. Says when the page is not live.
 */
export function createLive(options: LiveOptions) {
  let socket: Socket | undefined;
  let heardAt = options.wall();
  let attempt = 0;
  let stopped = false;
  let liveness: Liveness = { state: 'connecting' };
  let cancelRetry: () => void = () => undefined;
  let cancelPing: () => void = () => undefined;

  const tell = (next: Liveness) => {
    if (next.state === liveness.state) return;
    liveness = next;
    options.onLiveness(next);
  };

  function lose() {
    const gone = socket;
    socket = undefined;
    cancelPing();
    if (gone !== undefined) {
      gone.onclose = null;
      gone.onmessage = null;
      gone.close();
    }
    tell({ state: 'lost', since: heardAt });
    if (stopped) return;
    cancelRetry();
    cancelRetry = options.later(connect, RETRY_MS[Math.min(attempt++, RETRY_MS.length - 1)]!);
  }

  function watch() {
    cancelPing = options.later(() => {
      if (socket === undefined) return;
      if (options.wall() - heardAt > SILENCE_MS) return lose();
      say({ type: 'ping', sent: options.wall() });
      watch();
    }, PING_EVERY_MS);
  }

  function connect() {
    if (stopped) return;
    cancelRetry();
    const opening = options.open();
    socket = opening;
    opening.onopen = () => {
      heardAt = options.wall();
      say({ type: 'follow', from: options.cursor() });
      watch();
    };
    opening.onmessage = event => {
      heardAt = options.wall();
      const message = JSON.parse(String(event.data)) as ServerMessage;
      if (message.type === 'hello') attempt = 0;
      options.onMessage(message);
    };
    opening.onclose = lose;
    opening.onerror = lose;
  }

  function say(message: ClientMessage): boolean {
    if (socket === undefined) return false;
    socket.send(JSON.stringify(message));
    return true;
  }

  return {
    start: connect,
    say: (message: ClientMessage) => liveness.state === 'live' && say(message),
    /** Called by the reader of messages once it has every entry that `hello` spoke of. */
    caughtUp: () => tell({ state: 'live' }),
    /** Opens a new connection from the cursor: after a gap, or when the browser says that the network is back. */
    again: () => {
      if (stopped) return;
      attempt = 0;
      lose();
    },
    stop: () => {
      stopped = true;
      cancelRetry();
      lose();
    },
  };
}

export type Live = ReturnType<typeof createLive>;
export type { LogClock };
