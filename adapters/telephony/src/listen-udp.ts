import { createSocket } from 'node:dgram';
import { fail, ok, type Result } from '@clarion/measure';
import type { SipMember } from './sip-member.ts';

export interface Listening {
  readonly port: number;
  stop(): Promise<void>;
}

export type PortTaken = { readonly code: 'PortTaken'; readonly port: number };

export interface ListenAt {
  readonly host: string;
  readonly port: number;
  readonly onTrouble: (error: unknown) => void;
}

/** Hears one message a datagram, and answers to where it came from. Errors: PortTaken. */
export async function listenUdp(
  { host, port, onTrouble }: ListenAt,
  member: SipMember,
): Promise<Result<Listening, PortTaken>> {
  const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
  let isOpen = true;
  socket.on('message', (datagram, from) =>
    member.take(datagram, {
      isReliable: false,
      isTrusted: false,
      get isOpen() {
        return isOpen;
      },
      send(text) {
        if (isOpen) socket.send(text, from.port, from.address);
      },
      admitted: () => undefined,
    }),
  );
  try {
    await new Promise<void>((resolve, reject) => {
      socket.once('error', reject);
      socket.bind(port, host, () => resolve());
    });
  } catch (error) {
    socket.close();
    if (error instanceof Error && 'code' in error && error.code === 'EADDRINUSE')
      return fail({ code: 'PortTaken', port });
    throw error;
  }
  socket.removeAllListeners('error');
  socket.on('error', onTrouble);
  return ok({
    port: socket.address().port,
    async stop() {
      isOpen = false;
      await new Promise<void>(resolve => socket.close(() => resolve()));
    },
  });
}
