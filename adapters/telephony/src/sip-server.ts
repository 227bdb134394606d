import { ok, type Result } from '@clarion/measure';
import { listenStream, type StreamListening } from './listen-stream.ts';
import { type ListenAt, type Listening, listenUdp, type PortTaken } from './listen-udp.ts';
import { createSipMember, type MemberOptions, type SipHeard } from './sip-member.ts';

export interface SipOptions extends MemberOptions {
  readonly host: string;
  /** Over UDP and TCP alike (RFC 3261 18.2.1); absent: over neither. */
  readonly port?: number;
  readonly tls?: {
    readonly port: number;
    readonly cert: Buffer;
    readonly key: Buffer;
    /** Of the line's own authority: a certificate that it has signed stands for the key, and without one nobody is heard. */
    readonly ca?: Buffer;
  };
  readonly mostLines?: number;
  readonly messageMs?: number;
}

export interface SipServer {
  /** Of UDP and TCP. */
  readonly port: number | undefined;
  readonly tlsPort: number | undefined;
  /** Open over TCP and TLS. */
  readonly lines: number;
  readonly heard: SipHeard;
  stop(): Promise<void>;
}

const TRIES = 20;

/** Opens what a switch reaches the member by: UDP and TCP at one port, TLS at another. Errors: PortTaken, with the port. */
export async function serveSip(options: SipOptions): Promise<Result<SipServer, PortTaken>> {
  const { port, tls } = options;
  const member = createSipMember(options);
  const opened: Listening[] = [];
  const streams: StreamListening[] = [];
  const stop = async () => {
    await Promise.all(opened.map(one => one.stop()));
    await member.stop();
  };
  if (port !== undefined) {
    const both = await listenBoth();
    if (!both.ok) return both;
    opened.push(...both.value);
    streams.push(both.value[1]);
  }
  let tlsPort: number | undefined;
  if (tls !== undefined) {
    const secure = await listenStream({ ...options, port: tls.port, tls }, member);
    if (!secure.ok) {
      await stop();
      return secure;
    }
    tlsPort = secure.value.port;
    opened.push(secure.value);
    streams.push(secure.value);
  }
  return ok({
    port: opened[0] === streams[0] ? undefined : opened[0]?.port,
    tlsPort,
    get lines() {
      return streams.reduce((sum, stream) => sum + stream.lines, 0);
    },
    heard: member.heard,
    stop,
  });

  /** Which port the system gives for UDP may be another's over TCP already: then the next one. */
  async function listenBoth(): Promise<Result<readonly [Listening, StreamListening], PortTaken>> {
    for (let attempt = 1; ; attempt += 1) {
      const at: ListenAt = { ...options, port: port ?? 0 };
      const udp = await listenUdp(at, member);
      if (!udp.ok) return udp;
      const { tls: _, ...clear } = options;
      const tcp = await listenStream({ ...clear, port: udp.value.port }, member);
      if (tcp.ok) return ok([udp.value, tcp.value]);
      await udp.value.stop();
      if (port !== 0 || attempt === TRIES) return tcp;
    }
  }
}
