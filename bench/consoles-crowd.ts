import { randomUUID } from 'node:crypto';
import { parentPort, workerData } from 'node:worker_threads';
import type { ServerMessage } from '@clarion/protocol';
import WebSocket from 'ws';
import { type Client, clientOf } from '../apps/server/src/testing/client.ts';
import { sequence } from '../packages/roads/src/testing/network.ts';

export interface CrowdWork {
  readonly url: string;
  readonly consoles: number;
  readonly desks: readonly string[];
  readonly commandsASecond: number;
  readonly units: number;
  readonly place: readonly [lng: number, lat: number];
}

export interface CrowdHeard {
  /** From a command's sending to its entries on a console, counted by whole milliseconds, over all consoles. */
  readonly latencies: Int32Array;
  readonly commands: number;
  /** Refused by the rules: two desks wanted the same unit. */
  readonly refused: number;
  /** Consoles at which an entry was missing, came twice or out of order, or that ended elsewhere than the others. */
  readonly wrong: number;
  /** Accepted commands whose entries some console did not get. */
  readonly lost: number;
  readonly positions: number;
}

/**
 * Consoles that follow a centre, and the desks that give its commands, in a thread of their own: one clock says when a
 * command was given and when each console had its entries.
 */
const MOST_MS = 60_000;
const { url, consoles, desks, commandsASecond, units, place } = workerData as CrowdWork;
const latencies = new Int32Array(MOST_MS + 1);
/** Commands that some console has not had yet. */
const onTheWay = new Map<string, { readonly at: number; readonly heardBy: Uint8Array; left: number }>();
const accepted = new Set<string>();
const heads = new Int32Array(consoles);
const isOutOfOrder = new Uint8Array(consoles);
let [commands, refused, positions, isCounting] = [0, 0, 0, false];
const chance = sequence(20);

const clients = await Promise.all(desks.map(login => clientOf(url, login)));
await Promise.all(Array.from({ length: consoles }, (_, i) => follow(clients[i % clients.length]!, i)));
parentPort?.postMessage('following');
const timers = clients.map((client, i) => desk(client, i));
parentPort?.on('message', async (message: 'count' | 'end') => {
  if (message === 'count') {
    isCounting = true;
    return;
  }
  for (const stop of timers) await stop();
  // What was accepted last is still on its way.
  await new Promise(resolve => setTimeout(resolve, 2000));
  const last = Math.max(...heads);
  const wrong = heads.filter((head, i) => head !== last || isOutOfOrder[i] === 1).length;
  const lost = [...accepted].filter(commandId => onTheWay.has(commandId)).length;
  const heard: CrowdHeard = { latencies, commands, refused, wrong, lost, positions };
  parentPort?.postMessage(heard);
});

function follow(client: Client, index: number): Promise<void> {
  const headers = client.cookie === undefined ? {} : { cookie: client.cookie };
  const socket = new WebSocket(`${url.replace('http', 'ws')}/api/live`, { headers });
  return new Promise((resolve, reject) => {
    socket.on('error', reject);
    socket.on('open', () => socket.send(JSON.stringify({ type: 'follow', from: 0 })));
    socket.on('message', raw => {
      const text = String(raw);
      if (text.startsWith('{"type":"positions"')) {
        // All count what they get; reading it as a page would is what the measured page does.
        if (isCounting) positions += text.split('"unitId"').length - 1;
        resolve();
        return;
      }
      const message = JSON.parse(text) as ServerMessage;
      if (message.type !== 'entries') return;
      const now = performance.now();
      for (const { seq, commandId } of message.entries) {
        if (seq !== heads[index]! + 1) isOutOfOrder[index] = 1;
        heads[index] = seq;
        hear(commandId, index, now);
      }
    });
  });
}

function hear(commandId: string, index: number, now: number): void {
  const given = onTheWay.get(commandId);
  if (given === undefined || given.heardBy[index] === 1) return;
  given.heardBy[index] = 1;
  given.left -= 1;
  if (given.left === 0) onTheWay.delete(commandId);
  if (isCounting) latencies[Math.min(MOST_MS, Math.round(now - given.at))]! += 1;
}

/** A desk that takes incident after incident from its opening to its end, a command at a time. @returns what stops it */
function desk(client: Client, number: number): () => Promise<void> {
  const everyMs = (1000 * desks.length) / commandsASecond;
  let [isBusy, stage, incidentId, unitId] = [false, 0, '', ''];
  async function next(): Promise<void> {
    const around = () => 0.01 * (chance() - 0.5);
    switch (stage++) {
      case 0: {
        const at = [place[0] + around(), place[1] + around()];
        const where = { at, uncertaintyM: 20, label: `Desk ${number}`, source: 'map', verified: true };
        const made = await give({ type: 'OpenIncident', typeId: 'medical', place: where });
        incidentId = String(made?.['incidentId']);
        return;
      }
      case 1: {
        const of = units / desks.length;
        unitId = `U${Math.floor(number * of + chance() * of)}`;
        await give({ type: 'AssignUnits', incidentId, unitIds: [unitId], displayed: [unitId] });
        return;
      }
      case 2:
        await give({ type: 'ReportStatus', unitId, status: 'enRoute' });
        return;
      case 3:
        await give({ type: 'ReportStatus', unitId, status: 'onScene' });
        return;
      case 4:
        await give({ type: 'ReportStatus', unitId, status: 'available' });
        return;
      default:
        await give({ type: 'CloseIncident', incidentId, disposition: 'handled' });
        stage = 0;
    }
  }
  async function give(
    command: Readonly<Record<string, unknown>>,
  ): Promise<Readonly<Record<string, unknown>> | undefined> {
    const commandId = randomUUID();
    onTheWay.set(commandId, { at: performance.now(), heardBy: new Uint8Array(consoles), left: consoles });
    const answer = await client.send('POST', '/api/commands', { commandId, command });
    commands += 1;
    const wrote = answer.status === 200 && (answer.body['seqs'] as unknown[]).length > 0;
    if (wrote) accepted.add(commandId);
    else {
      onTheWay.delete(commandId);
      refused += 1;
      if (answer.status !== 200 && answer.status !== 409) throw new Error(answer.text);
    }
    return answer.status === 200 ? answer.body : undefined;
  }
  let under: Promise<void> = Promise.resolve();
  const timer = setInterval(() => {
    if (isBusy) return;
    isBusy = true;
    under = next().finally(() => {
      isBusy = false;
    });
  }, everyMs);
  return () => {
    clearInterval(timer);
    return under;
  };
}
