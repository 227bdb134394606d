import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { StringDecoder } from 'node:string_decoder';
import { createServer as createTlsServer, type TLSSocket } from 'node:tls';
import { fail, ok, type Result } from '@clarion/measure';

/** One tracker's line, or a few trackers' behind one modem. */
export interface Line {
  /** SHA-256 of the certificate that the other end has shown and holds the key of, as `AB:CD:…`; over TLS, while it is valid. */
  readonly certificate?: string;
  say(text: string): void;
  /** A key was right: the line is no stranger's any more. */
  admitted(): void;
  /** A key was wrong: the line is held a while, then closed, so that whoever guesses waits. */
  turnAway(): void;
}

/** Hears what comes on a line, piece by piece: the next only when the promise has resolved, the sender waits meanwhile. */
export type Listener = (characters: string) => Promise<void>;

export interface ListenOptions {
  readonly host: string;
  readonly port: number;
  readonly begin: (line: Line) => Listener;
  readonly onTrouble: (error: unknown) => void;
  readonly now: () => number;
  /** Absent: TCP in clear. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer };
  /** How long a wrong key holds its line; two seconds when absent. */
  readonly turnedAwayMs?: number;
}

export interface Listening {
  readonly port: number;
  readonly lines: number;
  stop(): Promise<void>;
}

const MOST_LINES = 20_000;
/** A stranger has this long, and this many characters, to show a key. */
const STRANGER_MS = 30_000;
const STRANGER_CHARACTERS = 8192;
/** A line on which nothing comes is dead: mobile networks drop lines without a word. */
const SILENT_MS = 600_000;

/**
 * Takes lines over TCP, or TLS from 1.2 on. A certificate of the other end is asked for and may be anybody's: who signed it says nothing, it
 * counts for what it is known as. Errors: PortTaken.
 */
export function listenTcp(
  options: ListenOptions,
): Promise<Result<Listening, { readonly code: 'PortTaken'; readonly port: number }>> {
  const sockets = new Set<Socket>();
  const { tls, now } = options;
  const server: Server =
    tls === undefined
      ? createTcpServer(socket => attend(socket, options))
      : createTlsServer({ ...tls, ...securely }, socket => {
          const certificate = shownOn(socket, now());
          attend(socket, options, certificate === undefined ? {} : { certificate });
        });
  // Also of lines whose handshake is not over.
  server.prependListener('connection', (socket: Socket) => {
    if (sockets.size >= MOST_LINES) {
      socket.destroy();
      return;
    }
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.on('close', () => sockets.delete(socket));
  });
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      if ('code' in error && error.code === 'EADDRINUSE')
        resolve(fail({ code: 'PortTaken', port: options.port }));
      else reject(error);
    });
    server.listen(options.port, options.host, () => {
      server.on('error', options.onTrouble);
      const address = server.address();
      resolve(
        ok({
          port: typeof address === 'object' && address !== null ? address.port : options.port,
          get lines() {
            return sockets.size;
          },
          stop: () =>
            new Promise<void>(stopped => {
              server.close(() => stopped());
              for (const socket of sockets) socket.destroy();
            }),
        }),
      );
    });
  });
}

const securely = {
  minVersion: 'TLSv1.2',
  handshakeTimeout: STRANGER_MS,
  requestCert: true,
  rejectUnauthorized: false,
} as const;

/** Undefined when none was shown, or its time is over or has not begun. */
function shownOn(socket: TLSSocket, now: number): string | undefined {
  const { fingerprint256, valid_from, valid_to } = socket.getPeerCertificate();
  if (!fingerprint256) return undefined;
  return Date.parse(valid_from) <= now && now <= Date.parse(valid_to) ? fingerprint256 : undefined;
}

function attend(
  socket: Socket,
  { begin, onTrouble, turnedAwayMs = 2000 }: ListenOptions,
  shown: Pick<Line, 'certificate'> = {},
): void {
  const decoder = new StringDecoder('utf8');
  let isStranger = true;
  let isTurnedAway = false;
  let heard = 0;
  const patience = setTimeout(() => socket.destroy(), STRANGER_MS);
  const hear = begin({
    ...shown,
    say: text => void socket.write(text),
    admitted() {
      isStranger = false;
      clearTimeout(patience);
      socket.setTimeout(SILENT_MS);
    },
    turnAway() {
      if (isTurnedAway) return;
      isTurnedAway = true;
      setTimeout(() => socket.destroy(), turnedAwayMs);
    },
  });
  socket.setKeepAlive(true, 60_000);
  socket.on('timeout', () => socket.destroy());
  // A line that breaks is its sender's; the socket closes by itself.
  socket.on('error', () => socket.destroy());
  socket.on('close', () => clearTimeout(patience));
  socket.on('data', data => {
    if (isTurnedAway) return;
    // What comes in one piece with a key, or right behind it, is heard.
    if (isStranger && heard > STRANGER_CHARACTERS) {
      socket.destroy();
      return;
    }
    heard += data.length;
    socket.pause();
    hear(decoder.write(data))
      .catch(error => {
        onTrouble(error);
        socket.destroy();
      })
      .finally(() => socket.resume());
  });
}
