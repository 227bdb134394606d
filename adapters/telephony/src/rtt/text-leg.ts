import { createSocket, type Socket } from 'node:dgram';
import { readTextPacket } from './rtp-packet.ts';
import { createT140Lines } from './t140-lines.ts';
import { plainAddress, type TextOffer } from './text-offer.ts';
import { createTextRecovery } from './text-recovery.ts';

/** Text that one caller types, as it comes. */
export interface TextLeg {
  readonly port: number;
  /** The switch has moved it, or said again where it is. */
  follow(offer: TextOffer): void;
  /** With what stands in the line that nobody ended. */
  stop(): void;
}

export interface TextLegMeans {
  readonly host: string;
  /** Where it may listen, the first that is free. */
  readonly ports: readonly number[];
  readonly tell: (line: string) => void;
  readonly onTrouble: (error: unknown) => void;
  /** A line that nobody goes on with is told after so long; 3 s when absent. */
  readonly idleMs?: number;
}

const IDLE_MS = 3000;
/** RFC 4103 has one packet each 300 ms; who sends more than this is passed over. */
const PER_SECOND = 20;
const BURST = 100;
const LARGEST_BYTES = 2000;

/**
 * Hears real-time text (RFC 4103) on a port of its own, from the address that was agreed on alone, and tells it line by line. Undefined: all ports
 * are taken.
 */
export async function openTextLeg(
  first: TextOffer,
  { host, ports, tell, onTrouble, idleMs = IDLE_MS }: TextLegMeans,
): Promise<TextLeg | undefined> {
  let offer = first;
  const recovery = createTextRecovery();
  const lines = createT140Lines();
  let left = BURST;
  let idle: NodeJS.Timeout | undefined;
  const refill = setInterval(() => {
    left = Math.min(BURST, left + PER_SECOND);
  }, 1000);
  function end(): void {
    clearTimeout(idle);
    const line = lines.end();
    if (line !== '') tell(line);
  }

  const hear = (datagram: Buffer, from: { readonly address: string; readonly port: number }) => {
    if (from.port !== offer.port || plainAddress(from.address) !== offer.address) return;
    if (left <= 0 || datagram.length > LARGEST_BYTES) return;
    left -= 1;
    const packet = readTextPacket(datagram, offer.payloads);
    if (packet === undefined) return;
    const text = recovery.take(packet);
    if (text === '') return;
    for (const line of lines.type(text)) tell(line);
    clearTimeout(idle);
    if (!lines.isEmpty) idle = setTimeout(end, idleMs);
  };
  const socket = await bound(host, ports);
  if (socket === undefined) {
    clearInterval(refill);
    return undefined;
  }
  socket.on('message', hear);
  socket.on('error', onTrouble);
  return {
    port: socket.address().port,
    follow(moved) {
      offer = moved;
    },
    stop() {
      clearInterval(refill);
      end();
      socket.close();
    },
  };
}

async function bound(host: string, ports: readonly number[]): Promise<Socket | undefined> {
  for (const port of ports) {
    const socket = createSocket(host.includes(':') ? 'udp6' : 'udp4');
    const isBound = await new Promise<boolean>((resolve, reject) => {
      socket.once('error', error => {
        socket.close();
        if ('code' in error && error.code === 'EADDRINUSE') resolve(false);
        else reject(error);
      });
      socket.bind(port, host, () => resolve(true));
    });
    if (!isBound) continue;
    socket.removeAllListeners('error');
    return socket;
  }
  return undefined;
}
