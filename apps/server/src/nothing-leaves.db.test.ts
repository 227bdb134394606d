import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { connect as connectTcp, createServer as createSocket, type Server as Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { instant } from '@clarion/measure';
import { createInstallation, createOperator, type LiveLog } from '@clarion/store';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { DRILL_PASSWORD } from './drill-sign-ins.ts';
import { bus } from './paging/bus.ts';
import { mqtt } from './paging/mqtt.ts';
import { webhook } from './paging/webhook.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import { openedIncident } from './testing/story.ts';

const noNats = spawnSync('nats-server', ['--version']).error !== undefined;
/** The machine's own Mosquitto, as a centre has it. */
const BROKER = 'mqtt://127.0.0.1:1883';
const noMosquitto = await new Promise<boolean>(resolve => {
  const socket = connectTcp(1883, '127.0.0.1', () => {
    socket.destroy();
    resolve(false);
  });
  socket.on('error', () => resolve(true));
});
/** A town, and so a log, of this run alone: others may speak on the same broker. */
const seed = 1000 + (process.pid % 100_000);
const logId = `town-${seed}`;
const PATIENT = { timeout: 60_000, interval: 100 };

async function portOf(server: Socket): Promise<number> {
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  return typeof address === 'object' && address !== null ? address.port : 0;
}

describe.skipIf(noDatabase || noNats)(`what leaves the house (needs nats-server) ${needsDatabase}`, () => {
  const folder = mkdtempSync(join(tmpdir(), 'clarion-leaves-'));
  const rules = join(folder, 'rules.json');
  /** Every subject that anybody said anything on, and every page that was posted. */
  const subjects: string[] = [];
  const posted: { readonly kind: string }[] = [];
  /** What a subscriber of everything hears at Mosquitto of this log, by its kind. */
  const radioed = { live: [] as string[], drill: [] as string[] };
  let kind: keyof typeof radioed = 'live';
  let listenerAtMosquitto: MqttClient | undefined;
  let nats: ChildProcess;
  let url: string;
  let printerUrl: string;
  let printer: Server;
  let listener: NatsConnection;

  beforeAll(async () => {
    const free = createSocket();
    const port = await portOf(free);
    await new Promise(resolve => free.close(resolve));
    nats = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    url = `nats://127.0.0.1:${port}`;
    listener = await vi.waitFor(() => connect({ servers: url }), PATIENT);
    listener.subscribe('>', { callback: (_, { subject }) => void subjects.push(subject) });
    listener.subscribe('clarion.page.>', {
      callback: (_, message) => void message.respond('{"state":"sent"}'),
    });
    printer = createServer((request, response) => {
      let body = '';
      request.on('data', chunk => {
        body += chunk;
      });
      request.on('end', () => {
        posted.push(JSON.parse(body));
        response.end('{}');
      });
    });
    printerUrl = `http://127.0.0.1:${await portOf(printer)}/`;
    if (!noMosquitto) {
      listenerAtMosquitto = await connectAsync(BROKER, { protocolVersion: 5 });
      listenerAtMosquitto.on('message', (topic, body) => {
        if (`${topic} ${body}`.includes(logId)) radioed[kind].push(topic);
      });
      await listenerAtMosquitto.subscribeAsync('#', { qos: 1 });
    }
    const channels = {
      printer: { kind: 'webhook', url: printerUrl, withinSeconds: 20 },
      pagers: { kind: 'bus', withinSeconds: 20 },
      ...(noMosquitto ? {} : { radios: { kind: 'mqtt', url: BROKER, withinSeconds: 20 } }),
    };
    const order = ['printer', 'pagers'];
    const units = noMosquitto ? {} : { E2: ['radios'] };
    const paging = { channels, order, units, lifeSeconds: 600, unreadSeconds: 60 };
    const agency = { names: { en: 'Agency' }, receiptSeconds: 600 };
    const agencies = Object.keys(channels).map(channelId => ({ ...agency, agencyId: channelId, channelId }));
    writeFileSync(rules, JSON.stringify({ paging, agencies }));
  });
  afterAll(async () => {
    await listener?.close();
    await listenerAtMosquitto?.endAsync(true);
    printer?.close();
    nats?.kill();
    rmSync(folder, { recursive: true, force: true });
  });

  /** Sends a unit, changes the incident, recalls and closes: everything that a crew is told of. */
  async function work(centre: TestCentre): Promise<void> {
    const chief = await centre.client('commander');
    const gateway = await centre.client('gateway');
    const { incidentId, callId } = await openedIncident(chief, centre.centre.place.center);
    kind = centre.centre.log.kind === 'live' ? 'live' : 'drill';
    expect(centre.centre.log.logId).toBe(logId);
    const unitIds = ['E1', 'E2'];
    const fix = { unitId: 'E1', at: centre.centre.place.center, fixAt: centre.centre.clock.now() };
    expect((await gateway.send('POST', '/api/positions', { fixes: [fix] })).status).toBe(200);
    const done = async (command: object) => {
      const answer = await chief.command(command as { type: string });
      expect([answer.status, answer.text]).toEqual([200, answer.text]);
      // Whatever would be told of it is told before the next thing happens, in a drill as in a live centre.
      await centre.page();
    };
    await done({ type: 'AssignUnits', incidentId, unitIds, displayed: [] });
    const isLive = centre.centre.log.kind === 'live';
    const printed = (kind: string) =>
      vi.waitFor(() => expect(posted.map(page => page.kind)).toContain(kind), PATIENT);
    const pages = () => subjects.filter(subject => subject.startsWith('clarion.page.'));
    if (isLive) await printed('assigned');
    if (isLive && !noMosquitto) await vi.waitFor(() => expect(radioed.live).not.toEqual([]), PATIENT);
    // Nobody has confirmed on the first channel within its time: the next one is used.
    centre.wallAheadMs += 21_000;
    await centre.page();
    if (isLive) await vi.waitFor(() => expect(pages()).not.toEqual([]), PATIENT);
    await done({ type: 'AmendIncident', incidentId, hazards: ['gas'] });
    if (isLive) await printed('changed');
    for (const agencyId of ['printer', 'pagers', ...(noMosquitto ? [] : ['radios'])])
      await done({ type: 'SendTransfer', incidentId, agencyId, reason: 'notOurTask' });
    if (isLive) await printed('transfer');
    for (const unitId of unitIds) await done({ type: 'ReleaseUnit', unitId, incidentId });
    await done({ type: 'EndCall', callId });
    await done({ type: 'CloseIncident', incidentId, disposition: 'handled' });
  }

  test('from a live centre: pages by the printer and by the bus, positions for its own servers', async () => {
    const centre = await testCentre(
      ['--rules', rules, '--seed', String(seed)],
      { NATS_URL: url },
      async database => {
        const now = instant(Date.now());
        const administrator = { login: 'root', displayName: 'root', password: DRILL_PASSWORD };
        await createInstallation(database, { kind: 'live', now, administrator });
        for (const who of [
          { login: 'commander', role: 'commander' as const },
          { login: 'gateway', role: 'responder' as const, unitId: '*' },
        ])
          await createOperator(database, { ...who, displayName: who.login, password: DRILL_PASSWORD, now });
      },
    );
    try {
      await work(centre);
    } finally {
      await centre.drop();
    }
    expect(posted.map(({ kind }) => kind)).toEqual(
      expect.arrayContaining(['assigned', 'changed', 'transfer']),
    );
    expect(subjects.filter(subject => subject.startsWith('clarion.transfer.'))).toHaveLength(1);
    expect(subjects.filter(subject => subject.startsWith('clarion.page.')).length).toBeGreaterThan(0);
    expect(subjects).toContain(`clarion.live.positions.${logId}`);
  });

  test('[DR8] from a drill with the same channels: nothing but positions for its own servers, by a name that no live one hears', async () => {
    subjects.length = 0;
    posted.length = 0;
    const centre = await testCentre(['--rules', rules, '--seed', String(seed)], { NATS_URL: url });
    try {
      await work(centre);
      // Its own pager has looked at everything by now, and at a later time.
      centre.wallAheadMs += 60_000;
      await centre.page();
    } finally {
      await centre.drop();
    }
    await listener.flush();
    expect(posted).toEqual([]);
    expect(new Set(subjects)).toEqual(new Set([`clarion.drill.positions.${logId}`]));
  });

  test.skipIf(noMosquitto)(
    '[DR8] at Mosquitto on 127.0.0.1:1883 a subscriber of everything hears the live log’s pages and nothing of a drill’s',
    async () => {
      expect(new Set(radioed.live)).toEqual(
        new Set([`clarion/page/${logId}/E2`, `clarion/transfer/${logId}/radios`]),
      );
      expect(radioed.drill).toEqual([]);
      // The listener hears to the end: what was said before this came before it.
      kind = 'drill';
      await listenerAtMosquitto?.publishAsync('clarion/test', logId, { qos: 1 });
      await vi.waitFor(() => expect(radioed.drill).toEqual(['clarion/test']), PATIENT);
    },
  );

  test('[DR8] the effects themselves refuse what is not a live log, whatever a type says', async () => {
    const forged = { logId: 'town', kind: 'live' } as unknown as LiveLog;
    expect(() => webhook(forged, { url: printerUrl })).toThrow('not live');
    await expect(bus(forged, url)).rejects.toThrow('not live');
    expect(() => mqtt(forged, { url: BROKER }, () => instant(0))).toThrow('not live');
  });
});
