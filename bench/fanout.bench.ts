import { createServer } from 'node:http';
import { Worker } from 'node:worker_threads';
import { emptyBoard, type Unit } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import type { Log } from '@clarion/store';
import { WebSocketServer } from 'ws';
import { createClock } from '../apps/server/src/centre/clock.ts';
import { createHub } from '../apps/server/src/live/hub.ts';
import { createPositionTable } from '../apps/server/src/positions/table.ts';
import { type BenchRow, summarise } from './row.ts';

const CONSOLES = 200;
const UNITS = 2000;
const SECONDS = 10;
const BATCHES_A_SECOND = 20;

interface Heard {
  readonly latenciesMs: number[];
  readonly messages: number;
  readonly positions: number;
  readonly bytes: number;
}

/** 2,000 units that report once a second, shown on 200 consoles: how late, how many, at what share of a processor. */
export const rows = async (): Promise<BenchRow[]> => {
  const board = emptyBoard();
  for (let number = 1; number <= UNITS; number++) board.units.set(`U${number}`, unit(`U${number}`));
  const log = { logId: 'bench', kind: 'drill', board, onBoard: () => () => undefined } as unknown as Log;
  const wall = () => Date.now();
  const positions = createPositionTable();
  const hub = createHub({ log, clock: createClock(wall), positions, version: 'bench', wall });
  const server = createServer();
  const sockets = new WebSocketServer({ server });
  sockets.on('connection', socket => {
    const follower = hub.join(socket, { role: 'dispatcher' });
    void follower.follow(0);
  });
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  const port = typeof address === 'object' && address !== null ? address.port : 0;
  const consoles = new Worker(new URL('./fanout-consoles.ts', import.meta.url), {
    workerData: { port, consoles: CONSOLES },
  });
  const told = (wanted: string) =>
    new Promise<unknown>(resolve =>
      consoles.on('message', (message: { type: string; heard?: Heard }) => {
        if (message.type === wanted) resolve(message.heard);
      }),
    );
  await told('connected');
  consoles.postMessage('begin');
  const cpuBefore = process.threadCpuUsage();
  const began = performance.now();
  for (let batch = 0; batch < SECONDS * BATCHES_A_SECOND; batch++) {
    const due = began + (batch * 1000) / BATCHES_A_SECOND;
    await new Promise(resolve => setTimeout(resolve, Math.max(0, due - performance.now())));
    positions.take(fixes(batch));
  }
  await new Promise(resolve => setTimeout(resolve, 1000));
  const cpu = process.threadCpuUsage(cpuBefore);
  const seconds = (performance.now() - began) / 1000;
  const ended = told('heard');
  consoles.postMessage('end');
  const heard = (await ended) as Heard;
  await consoles.terminate();
  hub.stop();
  sockets.close();
  server.close();
  const share = ((cpu.user + cpu.system) / 1e6 / seconds) * 100;
  const late = heard.latenciesMs.toSorted((a, b) => a - b);
  const p99 = late[Math.floor(late.length * 0.99)] ?? 0;
  const note = `2,000 positions/s to 200 consoles; p99 ${p99} ms; ${share.toFixed(0)} % of a processor in the server’s thread`;
  const each = heard.positions / CONSOLES / SECONDS;
  return [
    summarise('fan-out: fix taken in → on the console', 'ms', late, note),
    summarise(
      'fan-out: positions on each console',
      '/s',
      [each],
      `${(heard.bytes / seconds / 1e6).toFixed(0)} MB/s in all`,
    ),
  ];
};

function unit(unitId: string): Unit {
  return {
    unitId,
    description: { unitId, kind: 'ENGINE', agency: 'fire', capabilities: ['engine'] },
    status: 'available',
    statusSince: instant(0),
    assignmentIds: [],
    changedSeq: 0,
  };
}

/** Each unit once a second, in twenty batches; it drives on a grid, so that runs are alike. */
function fixes(batch: number) {
  const size = UNITS / BATCHES_A_SECOND;
  const first = (batch % BATCHES_A_SECOND) * size;
  return Array.from({ length: size }, (_, index) => {
    const number = first + index + 1;
    const step = batch / 100_000;
    return {
      unitId: `U${number}`,
      at: [113.9 + number / 50_000 + step, 30.4 + (number % 100) / 2000] as const,
      fixAt: instant(Date.now()),
      speedKmh: 42,
      headingDegrees: 90,
    };
  });
}
