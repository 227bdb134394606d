import { type ChildProcess, fork } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { cpus, tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openGraphFile, openPack } from '@clarion/files';
import type { RoadGraph } from '@clarion/roads';
import { type Client, clientOf } from '../apps/server/src/testing/client.ts';
import { sequence } from '../packages/roads/src/testing/network.ts';
import { writeProvincePack } from './province-pack.ts';
import type { ServerFigures } from './province-server.ts';
import { type BenchRow, summarise } from './row.ts';

/**
 * A province through its server, over HTTP: units that report every five seconds by a gateway, incidents that are opened,
 * asked about and sent to by three desks. Small unless told otherwise:
 * `CLARION_PROVINCE_NODES=5000000 CLARION_PROVINCE_UNITS=50000 CLARION_PROVINCE_SECONDS=60 npm run bench -- province`.
 * `CLARION_PROVINCE_PACK` names a folder where the pack is kept between runs.
 */
const setting = (name: string, usual: number) => Number(process.env[`CLARION_PROVINCE_${name}`] ?? usual);
const NODES = setting('NODES', 60_000);
const UNITS = setting('UNITS', 5000);
const SECONDS = setting('SECONDS', 10);
const INCIDENTS_A_SECOND = setting('INCIDENTS', 20);
const REPORT_EVERY_S = 5;
const BATCH = 250;
const SEED = 911;

export const rows = async (): Promise<BenchRow[]> => {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-province-'));
  const place = process.env['CLARION_PROVINCE_PACK'] ?? join(folder, 'pack');
  let server: ChildProcess | undefined;
  try {
    if (!existsSync(place)) await writeProvincePack(place, NODES, UNITS);
    const loading = await timesToLoad(place);
    const graph = await openGraphFile(place);
    if (!graph.ok) throw new Error(graph.error.code);
    const data = join(folder, 'data');
    server = fork(new URL('./province-server.ts', import.meta.url), [data, place]);
    const started = await figuresOf(server);
    const measured = await drive(graph.value, server, started.url);
    const size = `${graph.value.nodeCount.toLocaleString('en')} nodes, ${UNITS.toLocaleString('en')} units`;
    return [
      summarise('province: pack loaded, files in the cache', 's', loading, size),
      summarise('province: server start', 's', [started.startedMs / 1000], 'log and place opened, times set'),
      ...measured,
    ];
  } finally {
    if (server?.connected) {
      const ended = new Promise(resolve => server?.once('exit', resolve));
      server.send('stop');
      await ended;
    }
    rmSync(folder, { recursive: true, force: true });
  }
};

async function timesToLoad(place: string): Promise<number[]> {
  const seconds: number[] = [];
  for (let run = 0; run < 4; run++) {
    const before = performance.now();
    const pack = await openPack(place);
    if (!pack.ok) throw new Error(pack.error.code);
    seconds.push((performance.now() - before) / 1000);
  }
  // The first one brings the files into the cache.
  return seconds.slice(1);
}

async function drive(graph: RoadGraph, server: ChildProcess, url: string): Promise<BenchRow[]> {
  const gateway = await clientOf(url, 'gateway');
  const desks = await Promise.all(['desk1', 'desk2', 'desk3'].map(login => clientOf(url, login)));
  const chance = sequence(SEED);
  const at = Float64Array.from({ length: UNITS }, () => Math.floor(chance() * graph.nodeCount));
  const placeOf = (node: number): [number, number] => [
    graph.nodePoints[2 * node]!,
    graph.nodePoints[2 * node + 1]!,
  ];
  const trouble: string[] = [];
  const reported: number[] = [];
  let isMeasured = false;
  const report = async (units: readonly number[], moves: boolean) => {
    const fixes = units.map(unit => {
      if (moves) at[unit] = nextNode(graph, at[unit]!, chance);
      return { unitId: `U${unit}`, at: placeOf(at[unit]!), fixAt: Date.now() };
    });
    const began = performance.now();
    const answer = await gateway.send('POST', '/api/positions', { fixes });
    if (isMeasured) reported.push(performance.now() - began);
    if (answer.status !== 200) trouble.push(answer.text);
    else if ((answer.body['keptAside'] as unknown[]).length > 0) trouble.push(answer.text.slice(0, 200));
  };
  const batchOf = (turn: number) =>
    Array.from({ length: BATCH }, (_, i) => (turn * BATCH + i) % UNITS).filter(unit => unit < UNITS);
  for (let turn = 0; turn * BATCH < UNITS; turn++) {
    await report(batchOf(turn), false);
    await sleep(25);
  }
  await sleep(1000);

  const asked: number[] = [];
  const opened: number[] = [];
  let turn = 0;
  const reporting = repeated(UNITS / REPORT_EVERY_S / BATCH, () => report(batchOf(turn++), true));
  let next = 0;
  const dispatching = repeated(INCIDENTS_A_SECOND, async () => {
    const desk = desks[next++ % desks.length]!;
    const times = await incident(desk, placeOf(Math.floor(chance() * graph.nodeCount)), next, trouble);
    if (!isMeasured || times === undefined) return;
    opened.push(times.openMs);
    asked.push(times.askMs);
  });
  await sleep(3000);
  isMeasured = true;
  const before = await figuresOf(server);
  const [machineBefore, ownBefore] = [machineMs(), process.cpuUsage()];
  const beganAt = performance.now();
  await sleep(1000 * SECONDS);
  const after = await figuresOf(server);
  const elapsedMs = performance.now() - beganAt;
  const [machineAfter, own] = [machineMs(), process.cpuUsage(ownBefore)];
  const busy = 1 - (machineAfter.idle - machineBefore.idle) / (machineAfter.all - machineBefore.all);
  const ownShare = (own.user + own.system) / 1000 / elapsedMs;
  isMeasured = false;
  await Promise.all([reporting(), dispatching()]);
  if (asked.length === 0) throw new Error(`no recommendation came within ${SECONDS} s`);
  if (trouble.length > 0) throw new Error(`${trouble.length} requests failed: ${trouble[0]}`);
  const share = (name: 'threadMs' | 'processMs') =>
    ((100 * (after[name] - before[name])) / elapsedMs).toFixed(0);
  const rate = `${UNITS / REPORT_EVERY_S} fixes/s, ${(asked.length / SECONDS).toFixed(1)} incidents/s`;
  const load = `${rate}; ${share('threadMs')} % of a core answers, ${share('processMs')} % in all; machine ${(100 * busy).toFixed(0)} % busy, of one core the bench itself ${(100 * ownShare).toFixed(0)} %`;
  return [
    summarise('province: recommendation over HTTP', 'ms', asked, load),
    summarise('province: recommendation over HTTP, 95 of 100', 'ms', [percentile(asked, 0.95)]),
    summarise('province: recommendation over HTTP, 99 of 100', 'ms', [percentile(asked, 0.99)]),
    summarise('province: incident opened over HTTP', 'ms', opened),
    summarise('province: incident opened over HTTP, 99 of 100', 'ms', [percentile(opened, 0.99)]),
    summarise('province: batch of 250 fixes answered', 'ms', reported),
    summarise('province: peak memory of the server', 'MB', [after.peakMb]),
  ];
}

/** Time of all processors together: what was spent on nothing, and all of it. */
function machineMs(): { readonly idle: number; readonly all: number } {
  const times = cpus().map(one => one.times);
  const sum = (of: (one: (typeof times)[number]) => number) =>
    times.reduce((total, one) => total + of(one), 0);
  return { idle: sum(one => one.idle), all: sum(one => one.idle + one.user + one.sys + one.nice + one.irq) };
}

/** Opens an incident, asks who should go, and sends them. */
async function incident(desk: Client, at: [number, number], number: number, trouble: string[]) {
  const place = { at, uncertaintyM: 20, label: `Place ${number}`, source: 'map', verified: true };
  const typeId = ['structureFire', 'medical', 'trafficCollision'][number % 3]!;
  const began = performance.now();
  const made = await desk.command({ type: 'OpenIncident', typeId, place } as { type: string });
  const openMs = performance.now() - began;
  const incidentId = String(made.body['incidentId']);
  const asking = performance.now();
  const shown = await desk.get(`/api/recommendation?incidentId=${incidentId}`);
  const askMs = performance.now() - asking;
  if (made.status !== 200 || shown.status !== 200) {
    trouble.push(made.status === 200 ? shown.text : made.text);
    return undefined;
  }
  const { evidenceId, evidence } = shown.body as unknown as {
    evidenceId: string;
    evidence: { candidates: { unitId: string; recommended: boolean }[] };
  };
  const unitIds = evidence.candidates.filter(one => one.recommended).map(one => one.unitId);
  const displayed = evidence.candidates.map(one => one.unitId);
  const sent = await desk.command({ type: 'AssignUnits', incidentId, unitIds, displayed, evidenceId });
  // Two desks may want the same unit at once: who comes second is told, as in life.
  if (sent.status !== 200 && sent.body['code'] !== 'UnitAlreadyAssigned') trouble.push(sent.text);
  return { openMs, askMs };
}

/** Some seconds' drive on along an arc out of a node; back where there is none. */
function nextNode(graph: RoadGraph, node: number, chance: () => number): number {
  const choices = graph.firstOut[node + 1]! - graph.firstOut[node]!;
  return choices === 0 ? node : graph.arcHead[graph.firstOut[node]! + Math.floor(chance() * choices)]!;
}

/** Begins work so many times a second, whether the last has ended or not. @returns what stops it and waits for the rest */
function repeated(aSecond: number, work: () => Promise<void>): () => Promise<void> {
  const running = new Set<Promise<void>>();
  const timer = setInterval(() => {
    const one = work();
    running.add(one);
    void one.finally(() => running.delete(one));
  }, 1000 / aSecond);
  return async () => {
    clearInterval(timer);
    await Promise.all(running);
  };
}

async function figuresOf(server: ChildProcess): Promise<ServerFigures> {
  const told = new Promise<ServerFigures>((resolve, reject) => {
    const ended = (code: number | null) => reject(new Error(`province server: ended with ${code}`));
    server.once('exit', ended);
    server.once('message', message => {
      server.off('exit', ended);
      resolve(message as ServerFigures);
    });
  });
  if (server.exitCode === null && server.pid !== undefined) server.send('figures');
  return told;
}

function percentile(figures: readonly number[], share: number): number {
  const sorted = [...figures].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.ceil(share * sorted.length) - 1)]!;
}
