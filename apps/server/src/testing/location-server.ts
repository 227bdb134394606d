import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import { listening } from './cuttable-line.ts';

export interface AskedLocation {
  readonly path: string;
  readonly body: string;
}

/** A location server of a network, as far as it answers what it is told to. */
export interface SimulatedLocationServer {
  readonly origin: string;
  readonly asked: readonly AskedLocation[];
  /** What it does next, whatever it is asked. */
  answer: (asked: AskedLocation, reply: ServerResponse, request: IncomingMessage) => void;
  close(): Promise<void>;
}

/** A location response (RFC 5985 5.2) around a PIDF-LO. */
export const locationResponse = (pidf: string): string =>
  `<?xml version="1.0"?><locationResponse xmlns="urn:ietf:params:xml:ns:geopriv:held">${pidf}</locationResponse>`;

export const heldError = (code: string): string =>
  `<?xml version="1.0"?><error xmlns="urn:ietf:params:xml:ns:geopriv:held" code="${code}"><message xml:lang="en">no</message></error>`;

export function heldAnswer(reply: ServerResponse, xml: string): void {
  reply.writeHead(200, { 'content-type': 'application/held+xml' });
  reply.end(xml);
}

export async function simulatedLocationServer(): Promise<SimulatedLocationServer> {
  const asked: AskedLocation[] = [];
  const server = createServer((request, reply) => {
    let body = '';
    request.on('data', data => {
      body += String(data);
    });
    request.on('end', () => {
      const one = { path: request.url ?? '', body };
      asked.push(one);
      simulated.answer(one, reply, request);
    });
  });
  const simulated = {
    origin: `http://127.0.0.1:${await listening(server)}`,
    asked,
    answer: (_: AskedLocation, reply: ServerResponse) => heldAnswer(reply, heldError('locationUnknown')),
    async close() {
      server.closeAllConnections();
      await new Promise(resolve => server.close(resolve));
    },
  } as SimulatedLocationServer;
  return simulated;
}
