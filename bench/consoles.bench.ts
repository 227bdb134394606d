import { type ChildProcess, fork } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { buildTownPack, type PackManifest } from '@clarion/files';
import { clientOf } from '../apps/server/src/testing/client.ts';
import { openBrowser, sit } from '../e2e/browser.ts';
import { sequence } from '../packages/roads/src/testing/network.ts';
import type { CrowdHeard, CrowdWork } from './consoles-crowd.ts';
import { unitOf } from './province-pack.ts';
import type { ServerFigures } from './province-server.ts';
import { type BenchRow, summarise } from './row.ts';

/**
 * A hundred consoles of one centre, whose 2,000 units report every second and whose desks give 20 commands a second: how
 * late an entry is on another console, whether any is lost or out of order, whether memory grows, and what is left of a real
 * page's main thread. A minute unless told otherwise; ten: `CLARION_CONSOLES_SECONDS=600 npm run bench -- consoles`.
 * `CLARION_CONSOLES_PAGE=0` leaves the page out, where there is no Chromium.
 */
const setting = (name: string, usual: number) => Number(process.env[`CLARION_CONSOLES_${name}`] ?? usual);
const SECONDS = setting('SECONDS', 60);
const CONSOLES = setting('COUNT', 100);
const UNITS = setting('UNITS', 2000);
const PAGE_SECONDS = setting('PAGE', 20);
/** Hours after which what is over leaves the board; a minute, so that a run of ten sees whether memory stays. */
const FILE_AFTER_HOURS = setting('FILE_HOURS', 1 / 60);
const COMMANDS_A_SECOND = 20;
const DESKS = Array.from({ length: 10 }, (_, i) => `desk${i + 1}`);
const BATCH = 250;
const SAMPLES = 12;

export const rows = async (): Promise<BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-consoles-'));
  let server: ChildProcess | undefined;
  let crowd: Worker | undefined;
  let stopReports = (): void => undefined;
  try {
    const manifest = await townOf(join(folder, 'pack'), UNITS);
    const served = PAGE_SECONDS > 0 ? 'pages' : '';
    const args = [
      ...[join(folder, 'data'), join(folder, 'pack'), String(DESKS.length)],
      ...[served, String(FILE_AFTER_HOURS)],
    ];
    server = fork(new URL('./province-server.ts', import.meta.url), args);
    const { url } = await figuresOf(server);
    stopReports = await reporting(url, manifest.center);
    const work: CrowdWork = {
      url,
      consoles: CONSOLES,
      desks: DESKS,
      commandsASecond: COMMANDS_A_SECOND,
      units: UNITS,
      place: manifest.center,
    };
    crowd = new Worker(new URL('./consoles-crowd.ts', import.meta.url), { workerData: work });
    await said(crowd);
    await sleep(5000);
    crowd.postMessage('count');
    const seen: ServerFigures[] = [await figuresOf(server)];
    const began = performance.now();
    for (let sample = 1; sample <= SAMPLES; sample++) {
      await sleep((sample / SAMPLES) * SECONDS * 1000 - (performance.now() - began));
      seen.push(await figuresOf(server));
    }
    const page = PAGE_SECONDS > 0 ? await pageUnderLoad(url) : [];
    const ended = said(crowd);
    crowd.postMessage('end');
    return [...rowsOf((await ended) as CrowdHeard, seen), ...page];
  } finally {
    stopReports();
    await crowd?.terminate();
    if (server?.connected) {
      const ended = new Promise(resolve => server?.once('exit', resolve));
      server.send('stop');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  }
};

function rowsOf(heard: CrowdHeard, seen: readonly ServerFigures[]): BenchRow[] {
  const { latencies, commands, refused, wrong, lost, positions } = heard;
  if (wrong > 0 || lost > 0)
    throw new Error(`consoles: ${wrong} consoles with a gap or out of order, ${lost} commands not on all`);
  const total = latencies.reduce((sum, count) => sum + count, 0);
  const at = (share: number) => {
    let left = share * total;
    return latencies.findIndex(count => {
      left -= count;
      return left <= 0;
    });
  };
  const most = latencies.findLastIndex(count => count > 0);
  const least = latencies.findIndex(count => count > 0);
  const [first, last] = [seen[0]!, seen.at(-1)!];
  const share = (100 * (last.threadMs - first.threadMs)) / (1000 * SECONDS);
  const note = `${CONSOLES} consoles, ${UNITS.toLocaleString('en')} units at 1 Hz, ${COMMANDS_A_SECOND} commands/s for ${SECONDS} s`;
  const counted = `${commands} commands, ${refused} refused by the rules, ${(positions / 1e6).toFixed(1)} M positions; none lost, none out of order`;
  const row = { unit: 'ms', minimum: least, maximum: most, runs: total } as const;
  // Collections come and go: what is left after full ones is what grows, if anything does.
  const collected = seen.slice(1).flatMap(one => one.collectedMb);
  const third = Math.ceil(collected.length / 3);
  const middle = (some: readonly number[]) =>
    some.toSorted((a, b) => a - b)[some.length >> 1]?.toFixed(0) ?? '?';
  const grown = `after ${collected.length} full collections: median ${middle(collected.slice(0, third))} MB in the first third, ${middle(collected.slice(third, -third))} in the second, ${middle(collected.slice(-third))} in the last`;
  return [
    { ...row, name: 'consoles: command given → seen on a console', median: at(0.5), note },
    { ...row, name: 'consoles: the same, 99 of 100', median: at(0.99), note: counted },
    summarise('consoles: server’s thread', '%', [share], 'of a processor'),
    summarise(
      'consoles: memory of the server',
      'MB',
      seen.map(one => one.residentMb),
      'resident, over time',
    ),
    summarise(
      'consoles: heap of the server',
      'MB',
      seen.map(one => one.heapMb),
      grown,
    ),
  ];
}

/** The generated town with as many units as asked for. */
async function townOf(folder: string, units: number): Promise<PackManifest> {
  const built = await buildTownPack(folder, 7, { builtAt: '2026-11-25T00:00:00.000Z' });
  if (!built.ok) throw new Error(built.error.code);
  const posts = JSON.parse(readFileSync(join(folder, 'posts.json'), 'utf8')) as { id: string }[];
  const fleet = Array.from({ length: units }, (_, i) => ({
    ...unitOf(i),
    postId: posts[i % posts.length]!.id,
  }));
  const bytes = Buffer.from(JSON.stringify(fleet));
  writeFileSync(join(folder, 'units.json'), bytes);
  const sha256 = createHash('sha256').update(bytes).digest('hex');
  const files = { ...built.value.files, 'units.json': { sha256, bytes: bytes.length } };
  writeFileSync(join(folder, 'pack.json'), JSON.stringify({ ...built.value, files }));
  return built.value;
}

/** Every unit once a second, in batches, each driving to and fro. @returns what stops it */
async function reporting(url: string, [lng, lat]: readonly [number, number]): Promise<() => void> {
  const gateway = await clientOf(url, 'gateway');
  const chance = sequence(4);
  const home = Array.from({ length: UNITS }, () => [
    lng + 0.02 * (chance() - 0.5),
    lat + 0.02 * (chance() - 0.5),
  ]);
  let turn = 0;
  const batches = Math.ceil(UNITS / BATCH);
  const timer = setInterval(() => {
    const first = (turn % batches) * BATCH;
    const on = 0.002 * Math.sin(turn++ / batches / 20);
    const fixes = home.slice(first, first + BATCH).map((at, i) => ({
      unitId: `U${first + i}`,
      at: [at[0]! + on, at[1]! + on / 2],
      fixAt: Date.now(),
      speedKmh: 36,
      headingDegrees: 60,
    }));
    // What is refused shows in the figures: positions do not come.
    void gateway.send('POST', '/api/positions', { fixes }).catch(() => undefined);
  }, 1000 / batches);
  return () => clearInterval(timer);
}

/** A dispatcher's page in Chromium beside the others, left to itself: the share of its main thread that the load takes. */
async function pageUnderLoad(url: string): Promise<BenchRow[]> {
  const browser = await openBrowser();
  try {
    const { page, errors } = await sit(browser, url, DESKS[0]!, { live: true });
    const devtools = await page.context().newCDPSession(page);
    await devtools.send('Performance.enable');
    const read = async () => {
      const { metrics } = await devtools.send('Performance.getMetrics');
      return new Map(metrics.map(({ name, value }) => [name, value]));
    };
    await sleep(8000);
    const shares: number[] = [];
    const scripts: number[] = [];
    let before = await read();
    for (let second = 0; second < PAGE_SECONDS; second++) {
      await sleep(1000);
      const after = await read();
      const spent = (name: string) => after.get(name)! - before.get(name)!;
      shares.push((100 * spent('TaskDuration')) / spent('Timestamp'));
      scripts.push((100 * spent('ScriptDuration')) / spent('Timestamp'));
      before = after;
    }
    const heap = (before.get('JSHeapUsedSize') ?? 0) / 1e6;
    if (errors.length > 0) throw new Error(`consoles: the page says ${errors[0]}`);
    const script = (scripts.reduce((sum, one) => sum + one, 0) / scripts.length).toFixed(0);
    const note = `of each second, Chromium with software graphics; ${script} % scripts, heap ${heap.toFixed(0)} MB`;
    return [summarise('consoles: main thread of a page', '%', shares, note)];
  } finally {
    await browser.close();
  }
}

function said(worker: Worker): Promise<unknown> {
  return new Promise((resolve, reject) => {
    worker.once('message', resolve);
    worker.once('error', reject);
  });
}

async function figuresOf(server: ChildProcess): Promise<ServerFigures> {
  const told = new Promise<ServerFigures>((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`consoles: the server ended with ${code}`));
    server.once('exit', ended);
    server.once('message', message => {
      server.off('exit', ended);
      resolve(message as ServerFigures);
    });
  });
  if (server.exitCode === null && server.pid !== undefined) server.send('figures');
  return told;
}
