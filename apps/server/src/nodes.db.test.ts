import { type ChildProcess, spawn, spawnSync } from 'node:child_process';
import { connect as connectSocket, createServer } from 'node:net';
import { connect, type NatsConnection } from '@nats-io/transport-node';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';

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
