import { constants, PerformanceObserver } from 'node:perf_hooks';
import { instant } from '@clarion/measure';
import { createInstallation, createOperator, openDatabase } from '@clarion/store';
import { DRILL_PASSWORD } from '../apps/server/src/drill-sign-ins.ts';
import { GATEWAY_UNIT } from '../apps/server/src/http/door.ts';
import { readOptions } from '../apps/server/src/options.ts';
import { start } from '../apps/server/src/start.ts';

/** What the measured server says of itself when it is asked. */
export interface ServerFigures {
  readonly url: string;
  readonly startedMs: number;
  /** Processor time since its start, in milliseconds: the thread that answers, and everything of the process. */
  readonly threadMs: number;
  readonly processMs: number;
  readonly peakMb: number;
  readonly residentMb: number;
  /** In use by the program's own objects, garbage that was not yet collected too. */
  readonly heapMb: number;
  /** In use right after each full collection since the last time it was asked. */
  readonly collectedMb: readonly number[];
}

/** A server process of its own, so that its processor time and memory are its own too. */
const [folder, place, desks = '3', served = '', fileAfterHours = '192'] = process.argv.slice(2) as [
  string,
  string,
  ...string[],
];
const now = () => instant(Date.now());
const database = await openDatabase({ dataFolder: folder });
if (!database.ok) throw new Error(JSON.stringify(database.error));
const administrator = { login: 'root', displayName: 'root', password: DRILL_PASSWORD };
await createInstallation(database.value, { kind: 'live', now: now(), administrator });
for (const [login, role, unitId] of [
  ...Array.from({ length: Number(desks) }, (_, i) => [`desk${i + 1}`, 'dispatcher'] as const),
  ['gateway', 'responder', GATEWAY_UNIT],
] as const) {
  const unit = unitId === undefined ? {} : { unitId };
  const who = { login, displayName: login, role, password: DRILL_PASSWORD, now: now(), ...unit };
  const made = await createOperator(database.value, who);
  if (!made.ok) throw new Error(made.error.code);
}
await database.value.close();

const began = performance.now();
const options = readOptions(
  [
    ...['--data', folder, '--place', place, '--port', '0', '--file-after-hours', fileAfterHours],
    ...(served === 'pages' ? [] : ['--api-only']),
  ],
  {},
);
if (!options.ok) throw new Error(options.error.code);
const running = await start(options.value, {
  wall: () => Date.now(),
  tell: () => undefined,
  language: 'en',
});
if (!running.ok) throw new Error(JSON.stringify(running.error));
const { url, stop } = running.value;
const startedMs = performance.now() - began;

let collectedMb: number[] = [];
new PerformanceObserver(list => {
  for (const { detail } of list.getEntries() as unknown as { detail: { kind: number } }[])
    if (detail.kind === constants.NODE_PERFORMANCE_GC_MAJOR)
      collectedMb.push(process.memoryUsage().heapUsed / 1e6);
}).observe({ entryTypes: ['gc'] });

function figures(): ServerFigures {
  const sinceLast = collectedMb;
  collectedMb = [];
  const [thread, whole] = [process.threadCpuUsage(), process.cpuUsage()];
  return {
    url,
    startedMs,
    threadMs: (thread.user + thread.system) / 1000,
    processMs: (whole.user + whole.system) / 1000,
    peakMb: process.resourceUsage().maxRSS / 1024,
    residentMb: process.memoryUsage.rss() / 1e6,
    heapMb: process.memoryUsage().heapUsed / 1e6,
    collectedMb: sinceLast,
  };
}
process.on('message', message => {
  if (message === 'stop') void stop().then(() => process.exit(0));
  else process.send?.(figures());
});
process.send?.(figures());
