import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pageState, unitsOfAlarm } from '@clarion/dispatch';
import { instant } from '@clarion/measure';
import { createInstallation, type LiveLog } from '@clarion/store';
import { connect as connectNats, type NatsConnection } from '@nats-io/transport-node';
import { connectAsync, type MqttClient } from 'mqtt';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { DRILL_PASSWORD, seedPeople } from './drill-sign-ins.ts';
import { mqtt } from './paging/mqtt.ts';
import type { Page } from './paging/page.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { type CuttableLine, cuttableLine, freePort, listening } from './testing/cuttable-line.ts';
import { openedIncident } from './testing/story.ts';

const isMissing = (program: string) => spawnSync(program, ['-h']).error !== undefined;
const noBroker = isMissing('nats-server') || isMissing('mosquitto') || isMissing('mosquitto_passwd');
const PATIENT = { timeout: 60_000, interval: 50 };
const PASSWORD = 'known to the test alone';

/** Which unit is told by which channels, in order. */
const orders = {
  E1: ['pager', 'printer'],
  E2: ['radio', 'printer'],
  M1: ['printer'],
  M2: ['radio'],
  E3: ['pager'],
} as const;
type Told = keyof typeof orders;

describe.skipIf(noDatabase || noBroker)(
  `crews are told through real channels (needs nats-server and mosquitto) ${needsDatabase}`,
  () => {
    const folder = mkdtempSync(join(tmpdir(), 'clarion-channels-'));
    const brokers: ChildProcess[] = [];
    let centre: TestCentre;
    let dispatcher: Client;
    let toNats: CuttableLine;
    let toMosquitto: CuttableLine;
    let printer: Server;
    let natsGateway: NatsConnection;
    let mqttGateway: MqttClient;
    /** What arrived at the far end of each channel. */
    const arrived: Record<'pager' | 'radio' | 'printer', Page[]> = { pager: [], radio: [], printer: [] };
    /** What the far ends answer; none: nobody is there. */
    let pagerSays: string | undefined;
    let radioSays: string;
    let printerSays: string;

    beforeAll(async () => {
      const [natsPort, mqttPort] = [await freePort(), await freePort()];
      brokers.push(spawn('nats-server', ['-a', '127.0.0.1', '-p', String(natsPort)], { stdio: 'ignore' }));
      const secret = join(folder, 'password');
      spawnSync('mosquitto_passwd', ['-b', '-c', secret, 'clarion', PASSWORD]);
      const conf = join(folder, 'mosquitto.conf');
      const lines = [`listener ${mqttPort} 127.0.0.1`, 'allow_anonymous false', `password_file ${secret}`];
      writeFileSync(conf, `${[...lines, 'user root'].join('\n')}\n`);
      brokers.push(spawn('mosquitto', ['-c', conf], { stdio: 'ignore' }));

      natsGateway = await vi.waitFor(() => connectNats({ servers: `nats://127.0.0.1:${natsPort}` }), PATIENT);
      natsGateway.subscribe('clarion.page.>', {
        callback: (_, message) => {
          arrived.pager.push(message.json<Page>());
          if (pagerSays !== undefined) message.respond(pagerSays);
        },
      });
      const who = { username: 'clarion', password: PASSWORD, protocolVersion: 5 } as const;
      mqttGateway = await vi.waitFor(
        () => connectAsync(`mqtt://127.0.0.1:${mqttPort}`, { ...who, reconnectPeriod: 0 }, false),
        PATIENT,
      );
      mqttGateway.on('message', (_, body, { properties }) => {
        arrived.radio.push(JSON.parse(body.toString()));
        const { responseTopic, correlationData } = properties ?? {};
        mqttGateway.publish(responseTopic!, radioSays, { properties: { correlationData: correlationData! } });
      });
      await mqttGateway.subscribeAsync('clarion/page/#', { qos: 1 });
      printer = createServer((request, response) => {
        let body = '';
        request.on('data', chunk => {
          body += chunk;
        });
        request.on('end', () => {
          arrived.printer.push(JSON.parse(body));
          response.end(printerSays);
        });
      });
      toNats = await cuttableLine(natsPort);
      toMosquitto = await cuttableLine(mqttPort);

      const channels = {
        pager: { kind: 'bus', withinSeconds: 20 },
        radio: {
          kind: 'mqtt',
          withinSeconds: 20,
          url: `mqtt://clarion@127.0.0.1:${toMosquitto.port}`,
          tokenFrom: 'CLARION_TEST_RADIO',
        },
        printer: {
          kind: 'webhook',
          withinSeconds: 20,
          url: `http://127.0.0.1:${await listening(printer)}/`,
        },
      };
      const paging = { channels, order: ['printer'], units: orders, lifeSeconds: 120, unreadSeconds: 60 };
      const rules = join(folder, 'rules.json');
      writeFileSync(rules, JSON.stringify({ paging }));
      process.env['CLARION_TEST_RADIO'] = PASSWORD;
      centre = await testCentre(
        ['--rules', rules],
        { NATS_URL: `nats://127.0.0.1:${toNats.port}` },
        async database => {
          const now = instant(Date.now());
          const administrator = { login: 'root', displayName: 'root', password: DRILL_PASSWORD };
          await createInstallation(database, { kind: 'live', now, administrator });
          await seedPeople(database, now);
        },
      );
      // Only the test lets time pass: how fast the machine is decides nothing.
      centre.wallStoppedAtMs = Date.now();
      dispatcher = await centre.client('dispatcher');
      expect((await dispatcher.command({ type: 'TakeDesk', deskId: 'D1' })).status).toBe(200);
    });
    afterAll(async () => {
      await centre?.drop();
      await natsGateway?.close();
      await mqttGateway?.endAsync(true);
      printer?.close();
      await toNats?.close();
      await toMosquitto?.close();
      for (const broker of brokers) broker.kill();
      rmSync(folder, { recursive: true, force: true });
    });
    beforeEach(() => {
      for (const pages of Object.values(arrived)) pages.length = 0;
      pagerSays = '{"state":"delivered"}';
      radioSays = '{"state":"delivered"}';
      printerSays = '{}';
    });

    const board = () => centre.centre.log.board;
    const assignmentOf = (unitId: Told) =>
      [...board().assignments.values()].findLast(one => one.unitId === unitId)!;
    const stateOf = (unitId: Told) =>
      pageState(board(), assignmentOf(unitId), undefined, centre.centre.clock.now());
    const marks = (unitId: Told) =>
      (assignmentOf(unitId).pages ?? []).map(one => `${one.channelId} ${one.step}`);
    const pass = (seconds: number) => {
      centre.wallAheadMs += seconds * 1000;
    };
    const done = async (command: object) => {
      const answer = await dispatcher.command(command as { type: string });
      expect([answer.status, answer.text]).toEqual([200, answer.text]);
    };
    /** Sends the units and looks for pages that are due. */
    async function sent(...unitIds: readonly Told[]): Promise<string> {
      const { incidentId } = await openedIncident(
        await centre.client('calltaker'),
        centre.centre.place.center,
      );
      await done({ type: 'AssignUnits', incidentId, unitIds, displayed: [] });
      await centre.page();
      return incidentId;
    }
    const becomes = (unitId: Told, said: readonly string[]) =>
      vi.waitFor(async () => {
        await centre.page();
        expect(marks(unitId)).toEqual(said);
      }, PATIENT);
    async function free(...unitIds: readonly Told[]): Promise<void> {
      for (const unitId of unitIds)
        if (assignmentOf(unitId).endedAt === undefined)
          await done({ type: 'ReleaseUnit', unitId, incidentId: assignmentOf(unitId).incidentId });
    }

    test('each channel says how far it came, and what is acknowledged reads so; unacknowledged for half a minute it alarms its dispatcher', async () => {
      const incidentId = await sent('E1', 'E2', 'M1');
      await becomes('E1', ['pager delivered']);
      await becomes('E2', ['radio delivered']);
      await becomes('M1', ['printer sent']);
      const page = { kind: 'assigned', incidentId, place: { label: 'Market Square 1' } };
      for (const [unitId, pages] of [
        ['E1', arrived.pager],
        ['E2', arrived.radio],
        ['M1', arrived.printer],
      ] as const)
        expect(pages).toMatchObject([{ ...page, unitId }]);

      pass(29);
      await centre.watch();
      expect([...board().alarms.keys()].filter(key => key.startsWith('unack'))).toEqual([]);
      pass(1);
      await centre.watch();
      const [alarm] = [...board().alarms.values()].filter(({ kind }) => kind === 'unacknowledged');
      expect(alarm).toMatchObject({ deskId: 'D1', about: { incidentId, unitIds: ['E1', 'E2', 'M1'] } });

      await done({ type: 'ReportStatus', unitId: 'E1', status: 'acknowledged' });
      await done({ type: 'HearUnits', unitIds: ['E2'], via: 'voice' });
      expect([stateOf('E1'), stateOf('E2'), unitsOfAlarm(board(), alarm!)]).toEqual([
        'acknowledged',
        'delivered',
        ['M1'],
      ]);
      await free('E1', 'E2', 'M1');
      await centre.watch();
      expect(board().alarms.has(alarm!.key)).toBe(false);
    });

    test('when a channel fails, is not there, or is not confirmed in time, the next in the order is used', async () => {
      pagerSays = '{"state":"no"}';
      await mqttGateway.unsubscribeAsync('clarion/page/#');
      await sent('E1', 'E2');
      await becomes('E1', ['pager failed', 'printer sent']);
      await becomes('E2', ['radio failed', 'printer sent']);
      expect(arrived.printer.map(({ unitId }) => unitId).sort()).toEqual(['E1', 'E2']);
      await free('E1', 'E2');

      await mqttGateway.subscribeAsync('clarion/page/#', { qos: 1 });
      [pagerSays, radioSays] = ['{"state":"sent"}', '{"state":"sent"}'];
      await sent('E1', 'E2');
      await becomes('E1', ['pager sent']);
      await becomes('E2', ['radio sent']);
      pass(20);
      await becomes('E1', ['pager failed', 'printer sent']);
      await becomes('E2', ['radio failed', 'printer sent']);
      await free('E1', 'E2');
    });

    test('what is over when a cut line returns is shown as expired and never sent; what holds is sent once', async () => {
      toMosquitto.cut();
      toNats.cut();
      const cut = await sent('M2', 'E3');
      await becomes('M2', ['radio sending']);
      await becomes('E3', ['pager failed']);
      pass(121);
      await centre.page();
      expect([stateOf('M2'), stateOf('E3')]).toEqual(['expired', 'expired']);
      toMosquitto.mend();
      toNats.mend();
      await free('M2', 'E3');
      // What was kept for the line would go out before what is new.
      const [second] = [await sent('M2')];
      await becomes('M2', ['radio delivered']);
      // This channel says at once that its line is down: it is sent anew until the line is there.
      await vi.waitFor(async () => {
        await sent('E3');
        await vi.waitFor(() => expect(marks('E3')[0]).toMatch(/failed|delivered/), PATIENT);
        const [mark] = marks('E3');
        await free('E3');
        expect(mark).toBe('pager delivered');
      }, PATIENT);
      expect(arrived.pager.map(({ incidentId }) => incidentId)).not.toContain(cut);
      expect(arrived.radio.map(({ incidentId }) => incidentId)).toEqual([second]);
      await free('M2');
    });

    test('a page on its way when the line breaks is not sent by itself when it returns', async () => {
      toMosquitto.swallow();
      await sent('M2');
      await becomes('M2', ['radio sending']);
      pass(121);
      toMosquitto.cut();
      toMosquitto.mend();
      await free('M2');
      const after = await sent('M2');
      await becomes('M2', ['radio delivered']);
      expect(arrived.radio.map(({ incidentId }) => incidentId)).toEqual([after]);
      toMosquitto.cut();
      await free('M2');
      const held = await sent('M2');
      await becomes('M2', ['radio sending']);
      toMosquitto.mend();
      await becomes('M2', ['radio delivered']);
      expect(arrived.radio.map(({ incidentId }) => incidentId)).toEqual([after, held]);
      await free('M2');
    });

    test('when another channel has brought it before the crew meanwhile, a line that returns does not send it again', async () => {
      toMosquitto.cut();
      printerSays = '{"delivered":true}';
      const told = await sent('E2');
      await becomes('E2', ['radio sending']);
      pass(20);
      await becomes('E2', ['radio failed', 'printer delivered']);
      toMosquitto.mend();
      await sent('M2');
      await becomes('M2', ['radio delivered']);
      expect(arrived.radio.map(({ incidentId }) => incidentId)).not.toContain(told);
      await free('E2', 'M2');
    });

    test('the channel itself refuses what is not a live log', () => {
      const forged = { logId: 'town', kind: 'live' } as unknown as LiveLog;
      expect(() => mqtt(forged, { url: 'mqtt://127.0.0.1:1' }, () => instant(0))).toThrow('not live');
    });
  },
);
