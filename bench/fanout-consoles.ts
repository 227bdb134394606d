import { parentPort, workerData } from 'node:worker_threads';
import type { ServerMessage } from '@clarion/protocol';
import WebSocket from 'ws';

/** Consoles in a thread of their own, so that what they cost is not counted to the server. */
const { port, consoles } = workerData as { port: number; consoles: number };
const readers = 4;
let listening = false;
const heard = { latenciesMs: [] as number[], messages: 0, positions: 0, bytes: 0 };

await Promise.all(
  Array.from({ length: consoles }, (_, index) => {
    const socket = new WebSocket(`ws://127.0.0.1:${port}`);
    socket.on('message', raw => {
      if (!listening) return;
      const text = String(raw);
      heard.messages += 1;
      heard.bytes += text.length;
      // All count what they get; reading it as a page would is left to a few, or the readers would need the processor.
      heard.positions += text.split('"unitId"').length - 1;
      if (index >= readers) return;
      const now = Date.now();
      const message = JSON.parse(text) as ServerMessage;
      if (message.type === 'positions')
        for (const position of message.positions) heard.latenciesMs.push(now - position.fixAt);
    });
    return new Promise(resolve => socket.on('open', resolve));
  }),
);
parentPort?.postMessage({ type: 'connected' });
parentPort?.on('message', (message: string) => {
  if (message === 'begin') listening = true;
  else parentPort?.postMessage({ type: 'heard', heard });
});
