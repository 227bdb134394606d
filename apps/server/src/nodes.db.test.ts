import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { connect as connectSocket, createServer } from 'node:net';
import type { Entry } from '@clarion/dispatch';
import { listLogs, openDatabase, verifyLog } from '@clarion/store';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { type Scratch, scratchDatabase, testServer } from '../../../adapters/store/src/testing/scratch.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import { type Client, clientOf } from './testing/client.ts';
import { type ServerProcess, serverProcess } from './testing/process.ts';
import { sender } from './testing/sender.ts';

const noNats = spawnSync('nats-server', ['--version']).error !== undefined;

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
  const address = server.address();
  await new Promise(resolve => server.close(resolve));
  return typeof address === 'object' && address !== null ? address.port : 0;
}

const answers = (port: number) =>
  new Promise<boolean>(resolve => {
    const socket = connectSocket(port, '127.0.0.1', () => {
      socket.destroy();
      resolve(true);
    });
    socket.on('error', () => resolve(false));
  });

async function together(one: TestCentre, other: TestCentre): Promise<void> {
  const taker = await one.client('calltaker');
  const dispatcher = await other.client('dispatcher');
  const live = await dispatcher.live();
  live.say({ type: 'follow', from: 0 });
  await live.until('positions');

  const answered = await taker.command({ type: 'AnswerCall' });
  await live.until('entries', message =>
    message.entries.some(entry => entry.seq === (answered.body['seqs'] as number[])[0]),
  );
  // A command at the other server is decided against what this one wrote.
  const callId = String(answered.body['callId']);
  const ended = await dispatcher.command({ type: 'EndCall', callId });
  expect(ended.status).toBe(200);
  const again = await taker.command({ type: 'EndCall', callId });
  expect(again.body['seqs']).toEqual([]);

  const gateway = await one.client('gateway');
  const at = one.centre.place.center;
  await gateway.send('POST', '/api/positions', {
    fixes: [{ unitId: 'E1', at, fixAt: one.centre.clock.now() }],
  });
  await live.until('positions', message =>
    message.positions.some(place => place.unitId === 'E1' && place.source === 'device'),
  );
  live.close();
}

describe.skipIf(noDatabase)(`two servers of one centre ${needsDatabase}`, () => {
  let one: TestCentre;
  let other: TestCentre;
  beforeAll(async () => {
    one = await testCentre();
    other = await one.another();
  });
  afterAll(async () => {
    await other.drop();
    await one.drop();
  });

  test('work on one log, and show each other’s units through the database', () => together(one, other));
});

describe.skipIf(noDatabase || noNats)('two servers with NATS (needs nats-server and a PostgreSQL)', () => {
  let nats: ChildProcess;
  /** Somebody who may listen on the bus. */
  let listener: NatsConnection;
  let one: TestCentre;
  let other: TestCentre;
  beforeAll(async () => {
    const port = await freePort();
    nats = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
    const environment = { NATS_URL: `nats://127.0.0.1:${port}` };
    await vi.waitUntil(() => answers(port), { timeout: 60_000 });
    one = await testCentre([], environment);
    other = await one.another();
    listener = await connect({ servers: environment.NATS_URL });
  });
  afterAll(async () => {
    await listener.close();
    await other.drop();
    await one.drop();
    nats.kill();
  });

  test('show each other’s units through it', () => together(one, other));

  test('what is typed on an open card', async () => {
    const heard: string[] = [];
    listener.subscribe('>', {
      callback: (_, message) => void heard.push(message.subject + message.string()),
    });
    await listener.flush();
    const taker = await one.client('calltaker');
    const callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    const typing = await taker.live();
    const watching = await (await other.client('dispatcher')).live();
    for (const line of [typing, watching]) {
      line.say({ type: 'follow', from: 0 });
      await line.until('positions');
    }
    typing.say({ type: 'draft', callId, words: 'smoke on the' });
    const seen = await watching.until('draft');
    expect(seen).toEqual({ type: 'draft', callId, by: 'calltaker', words: 'smoke on the' });
    expect(heard).toHaveLength(1);
    expect(heard.join()).not.toContain('smoke');
    // What others say on the bus is no draft, and ends nobody's server.
    const subject = /^[\w.-]+/.exec(heard[0]!)![0];
    for (const said of ['{', 'null', '{"wrapped":"AAAA"}', JSON.stringify({ ...seen, words: 'made up' })])
      listener.publish(subject, said);
    await listener.flush();
    typing.say({ type: 'ping', sent: 1 });
    await typing.until('pong');
    expect(typing.messages.some(message => message.type === 'draft')).toBe(false);
    typing.say({ type: 'draft', callId, words: 'smoke on the roof' });
    await watching.until('draft', message => message.words === 'smoke on the roof');
    expect(JSON.stringify(watching.messages)).not.toContain('made up');
    typing.close();
    watching.close();
  });
});

describe.skipIf(noDatabase || noNats)(
  'two server processes of one centre, one of them killed (needs nats-server)',
  () => {
    let nats: ChildProcess;
    let scratch: Scratch;
    let servers: readonly ServerProcess[] = [];
    beforeAll(async () => {
      const port = await freePort();
      nats = spawn('nats-server', ['-a', '127.0.0.1', '-p', String(port)], { stdio: 'ignore' });
      await vi.waitUntil(() => answers(port), { timeout: 60_000 });
      scratch = await scratchDatabase(testServer!);
      const environment = { DATABASE_URL: scratch.url, NATS_URL: `nats://127.0.0.1:${port}` };
      const argv = ['--data', scratch.dataFolder, '--exercise', 'off'];
      const first = await serverProcess(argv, environment);
      servers = [first, await serverProcess(argv, environment)];
    });
    afterAll(async () => {
      for (const server of servers) await server.end();
      await scratch?.drop();
      nats.kill();
    });

    test('consoles go on at the other one with the sessions they have; nothing is lost and nothing is there twice', async () => {
      const [one, other] = servers as [ServerProcess, ServerProcess];
      const here = await clientOf(one.url, 'calltaker');
      const there = await clientOf(other.url, 'calltaker2');
      const watching = await (await clientOf(other.url, 'dispatcher')).live();
      watching.say({ type: 'follow', from: 0 });
      await watching.until('hello');
      const senders = [here, there].map(sender);
      const both = (more: readonly number[]) =>
        vi.waitUntil(() => senders.every(({ acknowledged }, at) => acknowledged.length > more[at]! + 5), {
          timeout: 120_000,
        });
      await both([0, 0]);
      await one.end('SIGKILL');
      const counts = senders.map(({ acknowledged }) => acknowledged.length);
      // The proxy in front sends the console on: same cookie, another server, and what was not confirmed once more.
      const moved: Client = here.at(other.url);
      expect((await moved.get('/api/session')).body['login']).toBe('calltaker');
      senders[0]!.moveTo(moved);
      await both(counts);
      for (const one of senders) await one.stop();

      const auditor = await clientOf(other.url, 'auditor');
      const answer = await auditor.get('/api/log?from=1&to=5000');
      const entries = answer.body['entries'] as Entry[];
      const answers = entries.filter(entry => entry.type === 'CallAnswered').map(entry => entry.commandId);
      expect(new Set(answers).size).toBe(answers.length);
      const acknowledged = senders.flatMap(one => one.acknowledged);
      expect(acknowledged.filter(commandId => !answers.includes(commandId))).toEqual([]);
      await watching.until('entries', message => message.entries.at(-1)?.seq === entries.length);
      const followed = watching.messages.flatMap(message =>
        message.type === 'entries' ? message.entries.map(entry => entry.seq) : [],
      );
      expect(followed).toEqual(entries.map((_, index) => index + 1));
      watching.close();

      const database = await openDatabase({ dataFolder: scratch.dataFolder, url: scratch.url });
      if (!database.ok) throw new Error(database.error.code);
      const [log] = await listLogs(database.value);
      expect((await verifyLog(database.value, log!.logId))?.findings).toEqual([]);
      await database.value.close();
    });
  },
);
