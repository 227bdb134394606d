import { createServer as createTcpServer, type Server, type Socket } from 'node:net';
import { createServer as createTlsServer } from 'node:tls';
import { fail, ok, type Result } from '@clarion/measure';
import type { ListenAt, Listening, PortTaken } from './listen-udp.ts';
import { createSipFramer } from './sip-framing.ts';
import type { SipMember } from './sip-member.ts';

export interface StreamOptions extends ListenAt {
  /** Absent: TCP in clear. With `ca`, whoever shows a certificate of that authority is trusted, and nobody else gets a line. */
  readonly tls?: { readonly cert: Buffer; readonly key: Buffer; readonly ca?: Buffer };
  /** How many lines are open at once at the most; 500 when absent. */
  readonly mostLines?: number;
  /** How long a message may take from its first byte to its last; 15 s when absent. */
  readonly messageMs?: number;
}

export interface StreamListening extends Listening {
  readonly lines: number;
}

const MOST_LINES = 500;
const MESSAGE_MS = 15_000;
const HANDSHAKE_MS = 10_000;
/** A switch keeps its line and says so now and then; one that says nothing for so long is gone. */
const SILENT_MS = 600_000;
const securely = {
  minVersion: 'TLSv1.2',
  handshakeTimeout: HANDSHAKE_MS,
  // Without a certificate of the authority there is no line; where no authority is named, none is asked for.
  rejectUnauthorized: true,
} as const;
/** Answers that the other end does not take. */
const MOST_UNSENT_BYTES = 1_000_000;

/**
 * Hears messages one behind the other over TCP, or TLS from 1.2 on, and answers by the line on which each came (RFC 3261 18.2.2). No line is opened
 * from here. When all lines are taken the stranger's goes that has been there longest, so that a flood of strangers keeps out nobody
 * who has a key. Errors: PortTaken.
 */
export function listenStream(
  options: StreamOptions,
  member: SipMember,
): Promise<Result<StreamListening, PortTaken>> {
  const { host, port, onTrouble, tls, mostLines = MOST_LINES, messageMs = MESSAGE_MS } = options;
  /** By the other end's address and port, in the order in which they came; also those whose handshake is not over. */
  const lines = new Map<string, Socket>();
  const strangers = new Set<string>();
  const endOf = (socket: Socket) => `${socket.remoteAddress} ${socket.remotePort}`;
  function keep(socket: Socket): void {
    const end = endOf(socket);
    const [longest] = lines.size < mostLines ? [] : strangers;
    if (longest !== undefined) lines.get(longest)?.destroy();
    else if (lines.size >= mostLines) socket.destroy();
    if (longest !== undefined) forget(longest);
    lines.set(end, socket);
    strangers.add(end);
    // A line that breaks is the other end's; the socket closes by itself.
    socket.on('error', () => socket.destroy());
    socket.on('close', () => forget(end, socket));
  }
  function forget(end: string, socket?: Socket): void {
    if (socket !== undefined && lines.get(end) !== socket) return;
    lines.delete(end);
    strangers.delete(end);
  }
  function hear(socket: Socket, isTrusted: boolean): void {
    const end = endOf(socket);
    if (isTrusted) strangers.delete(end);
    attend(socket, member, { isTrusted, messageMs }, () => strangers.delete(end));
  }
  const server: Server =
    tls === undefined
      ? createTcpServer(socket => hear(socket, false))
      : createTlsServer({ ...tls, ...securely, requestCert: tls.ca !== undefined }, socket =>
          hear(socket, tls.ca !== undefined && socket.authorized),
        );
  server.prependListener('connection', keep);
  return new Promise((resolve, reject) => {
    server.once('error', error => {
      if ('code' in error && error.code === 'EADDRINUSE') resolve(fail({ code: 'PortTaken', port }));
      else reject(error);
    });
    server.listen(port, host, () => {
      server.on('error', onTrouble);
      const address = server.address();
      resolve(
        ok({
          port: typeof address === 'object' && address !== null ? address.port : port,
          get lines() {
            return lines.size;
          },
          stop: () =>
            new Promise<void>(stopped => {
              server.close(() => stopped());
              for (const socket of lines.values()) socket.destroy();
            }),
        }),
      );
    });
  });
}

function attend(
  socket: Socket,
  member: SipMember,
  { isTrusted, messageMs }: { readonly isTrusted: boolean; readonly messageMs: number },
  admitted: () => void,
): void {
  const framer = createSipFramer();
  let patience: NodeJS.Timeout | undefined;
  const way = {
    isReliable: true,
    isTrusted,
    get isOpen() {
      return !socket.destroyed && socket.writable;
    },
    send(text: string) {
      if (!socket.writable) return;
      socket.write(text);
      if (socket.writableLength > MOST_UNSENT_BYTES) socket.destroy();
    },
    admitted,
  };
  socket.setKeepAlive(true, 60_000);
  socket.setTimeout(SILENT_MS, () => socket.destroy());
  socket.on('error', () => socket.destroy());
  socket.on('close', () => clearTimeout(patience));
  socket.on('data', (bytes: Buffer) => {
    for (const piece of framer.read(bytes)) {
      // One that was sent whole ends the wait for it.
      clearTimeout(patience);
      patience = undefined;
      if (piece === 'keepAlive') way.send('\r\n');
      else if (piece === 'lost') {
        member.heard.unreadable += 1;
        socket.destroy();
        return;
      } else member.take(piece, way);
    }
    if (framer.isWaiting) patience ??= setTimeout(() => socket.destroy(), messageMs);
  });
}
