import { connect, type Socket } from 'node:net';
import type { LngLat } from '@clarion/measure';
import { nmeaChecksum } from '@clarion/positions';

/** A client that streams, as TAK clients and modems do. */
export interface Streaming {
  say(text: string): void;
  heard(): string;
  isClosed(): boolean;
  cut(): void;
}

export async function streaming(port: number): Promise<Streaming> {
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>(resolve => socket.on('connect', () => resolve()));
  return streamingOn(socket);
}

/** On a line that stands already. */
export function streamingOn(socket: Socket): Streaming {
  let heard = '';
  let isClosed = false;
  socket.on('data', data => {
    heard += String(data);
  });
  socket.on('error', () => socket.destroy());
  socket.on('close', () => {
    isClosed = true;
  });
  return {
    say: text => void socket.write(text),
    heard: () => heard,
    isClosed: () => isClosed,
    cut: () => void socket.destroy(),
  };
}

/** A TAK client's sign-in. */
export const takSignIn = (key: string, uid: string): string =>
  `<?xml version="1.0"?><auth><cot username="${uid}" password="${key}" uid="${uid}"/></auth>`;

/** A TAK client's own position, at a time. */
export function takPosition(uid: string, fixAt: number, [lng, lat]: LngLat): string {
  const [time, stale] = [new Date(fixAt).toISOString(), new Date(fixAt + 60_000).toISOString()];
  return `<event version="2.0" uid="${uid}" type="a-f-G-E-V" how="m-g" time="${time}" start="${time}" stale="${stale}"><point lat="${lat}" lon="${lng}" hae="0" ce="5" le="5"/><detail><track course="90" speed="5"/></detail></event>`;
}

/** A receiver's RMC sentence, at a time: ten knots, to the east. */
export function rmcSentence(fixAt: number, [lng, lat]: LngLat): string {
  const iso = new Date(fixAt).toISOString();
  const degrees = (value: number, width: number) => {
    const whole = Math.floor(Math.abs(value));
    return `${String(whole).padStart(width, '0')}${((Math.abs(value) - whole) * 60).toFixed(5).padStart(8, '0')}`;
  };
  const body = `GPRMC,${iso.slice(11, 23).replaceAll(':', '')},A,${degrees(lat, 2)},${lat < 0 ? 'S' : 'N'},${degrees(lng, 3)},${lng < 0 ? 'W' : 'E'},10.0,90.0,${iso.slice(8, 10)}${iso.slice(5, 7)}${iso.slice(2, 4)},,`;
  return `$${body}*${nmeaChecksum(body)}\r\n`;
}
