import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callManager, overStream, overUdp, pidf, sippScenario } from './testing/call-manager.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import {
  type Authority,
  type MadeCertificate,
  madeAuthority,
  needsOpenssl,
  noOpenssl,
} from './testing/certificates.ts';

const noSipp = spawnSync('sipp', ['-v']).error !== undefined;
const KEY = 'abcde-fghij-klmno-pqrst';
const answeredElsewhere = 'SIP;cause=200;text="Call completed elsewhere"';

describe.skipIf(noDatabase)(`calls over SIP by TCP ${needsDatabase}`, () => {
  let centre: TestCentre;
  const board = () => centre.centre.log.board;
  const newest = () => [...board().calls.values()].at(-1)!;
  const port = () => centre.sip!.port!;
  beforeAll(async () => {
    centre = await testCentre(['--sip-port', '0'], { CLARION_SIP_KEY: KEY });
  });
  afterAll(() => centre?.drop());

  test('TCP: a call in pieces rings once with its place, is answered elsewhere, and the line serves the next', async () => {
    const link = await overStream(port());
    // Every message arrives in pieces of seven bytes.
    const pieces = callManager(
      {
        ...link,
        send: text => {
          for (let at = 0; at < text.length; at += 7) link.send(text.slice(at, at + 7));
        },
      },
      KEY,
    );
    const before = board().calls.size;
    const old = 'Date: Sat, 13 Nov 2010 23:29:00 GMT';
    const body = `--b\nContent-Type: application/pidf+xml\n\n${pidf(30.5, 44)}\n--b--\n`;
    const call = await pieces.ask(
      'INVITE',
      'p1',
      ['P-Asserted-Identity: <tel:+861393>', old, 'Content-Type: multipart/mixed;boundary=b'],
      body,
    );
    expect(call.status).toBe(180);
    pieces.raw(call.request + call.request);
    await expect.poll(() => newest().locations?.length).toBe(1);
    expect(Math.abs(newest().receivedAt - centre.centre.clock.now())).toBeLessThan(600_000);
    await pieces.cancel('p1', call.mark, answeredElsewhere);
    await expect.poll(() => newest().lineAnsweredAt).toBeGreaterThan(0);
    // What is said over a line that loses nothing is said once.
    await new Promise(resolve => setTimeout(resolve, 1200));
    expect(pieces.heard.filter(answer => answer.startsWith('SIP/2.0 487'))).toHaveLength(1);
    expect((await pieces.ask('INVITE', 'p2')).status).toBe(180);
    await expect.poll(() => board().calls.size).toBe(before + 2);
    pieces.close();
  });

  test('TCP: a wrong key, and a flood of lines and messages without one, make no call; one with the key comes through', async () => {
    const before = board().calls.size;
    const wrongBefore = centre.sip!.heard.wrongKeys;
    const wrong = callManager(await overStream(port()), 'another-key-of-somebody');
    expect((await wrong.ask('INVITE', 'w1')).status).toBe(403);
    expect(centre.sip!.heard.wrongKeys).toBe(wrongBefore + 1);
    const meters = (await (await centre.client('admin')).get('/api/metrics')).text;
    expect(meters).toContain(`clarion_sip{outcome="wrongKeys"} ${wrongBefore + 1}`);
    const lines = await Promise.all(Array.from({ length: 600 }, () => overStream(port())));
    const flood = callManager(lines[599]!, KEY);
    for (let i = 0; i < 3000; i++) flood.raw(flood.write('INVITE', `x${i}`, `x${i}`, [], ''));
    const right = callManager(await overStream(port()), KEY);
    expect((await right.ask('INVITE', 'w2')).status).toBe(180);
    await expect.poll(() => board().calls.size).toBe(before + 1);
    expect(centre.sip!.lines).toBeLessThanOrEqual(500);
    for (const one of [...lines, wrong, right]) one.close();
    await expect.poll(() => centre.sip!.lines).toBe(0);
  });

  test('TCP: a line cut in the middle of a message, or while it rings, ends no call; the end is heard on the next line', async () => {
    const before = board().calls.size;
    const cut = callManager(await overStream(port()), KEY);
    const call = await cut.ask('INVITE', 'c1', ['P-Asserted-Identity: <tel:+861395>']);
    await expect.poll(() => board().calls.size).toBe(before + 1);
    const { callId } = newest();
    cut.raw(cut.write('CANCEL', 'c1', call.mark, [], '').slice(0, 60));
    cut.close();
    await expect.poll(() => centre.sip!.lines).toBe(0);
    expect(board().calls.get(callId)?.state).toBe('ringing');
    const next = callManager(await overStream(port()), KEY, cut.own);
    await next.cancel('c1', call.mark);
    await expect.poll(() => board().calls.get(callId)?.state).toBe('ended');
    expect(board().calls.size).toBe(before + 1);
    // UDP is at the same port.
    const udp = callManager(await overUdp(port()), KEY);
    expect((await udp.ask('OPTIONS', 'c2')).status).toBe(200);
    for (const one of [next, udp]) one.close();
  });

  test.skipIf(noSipp)(
    'sipp over TCP: twenty calls with a key ring and are abandoned, with a wrong one none (needs sipp)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'clarion-sipp-'));
      const scenario = join(folder, 'ring.xml');
      writeFileSync(scenario, sippScenario);
      const run = (key: string) =>
        new Promise<number | null>(resolve => {
          const argv = [`127.0.0.1:${port()}`, '-t', 't1', '-sf', scenario, '-au', 'clarion', '-ap', key];
          const more = ['-m', '20', '-r', '20', '-i', '127.0.0.1', '-nostdin', '-timeout', '60s'];
          spawn('sipp', [...argv, ...more], { cwd: folder, stdio: 'ignore' }).on('close', resolve);
        });
      const before = board().calls.size;
      const abandoned = () =>
        [...board().calls.values()].slice(before).filter(call => call.state === 'ended').length;
      expect(await run(KEY)).toBe(0);
      await expect.poll(abandoned).toBe(20);
      expect(await run('another-key-of-somebody')).not.toBe(0);
      expect(board().calls.size).toBe(before + 20);
      rmSync(folder, { recursive: true, force: true });
    },
  );
});

describe.skipIf(noDatabase || noOpenssl)(`calls over SIP by TLS ${needsDatabase} ${needsOpenssl}`, () => {
  let authority: Authority;
  let foreign: Authority;
  let own: MadeCertificate;
  let centre: TestCentre;
  const board = () => centre.centre.log.board;
  const started = (more: readonly string[], environment: Record<string, string> = {}) =>
    testCentre(['--sip-tls-port', '0', '--tls-cert', own.cert, '--tls-key', own.key, ...more], environment);
  beforeAll(() => {
    [authority, foreign] = [madeAuthority(), madeAuthority()];
    own = authority.sign('server');
  });
  afterAll(() => {
    authority?.drop();
    foreign?.drop();
  });

  test('TLS with the key of the line: a call rings; a wrong key and a line in clear bring none', async () => {
    centre = await started([], { CLARION_SIP_KEY: KEY });
    try {
      const at = centre.sip!.tlsPort!;
      expect(centre.sip!.port).toBeUndefined();
      const ca = authority.certPem;
      const right = callManager(await overStream(at, { ca }), KEY);
      const call = await right.ask('INVITE', 't1', ['P-Asserted-Identity: <tel:+861393>']);
      expect(call.status).toBe(180);
      await right.cancel('t1', call.mark);
      await expect.poll(() => [...board().calls.values()].at(-1)?.state).toBe('ended');
      const wrong = callManager(await overStream(at, { ca }), 'another-key-of-somebody');
      expect((await wrong.ask('INVITE', 't2')).status).toBe(403);
      const clear = callManager(await overStream(at), KEY);
      clear.raw(clear.write('INVITE', 't3', 't3', [], ''));
      await expect.poll(() => clear.isClosed()).toBe(true);
      // Whoever believes another authority gets no line, and no call.
      await expect(overStream(at, { ca: foreign.certPem })).rejects.toThrow();
      expect(board().calls.size).toBe(1);
      // Another's hand: openssl opens the line and asks whether anybody is there.
      const openssl = spawn('openssl', [
        's_client',
        '-quiet',
        '-connect',
        `127.0.0.1:${at}`,
        '-CAfile',
        authority.cert,
        '-verify_return_error',
      ]);
      let said = '';
      openssl.stdout.on('data', bytes => {
        said += String(bytes);
      });
      openssl.stdin.write(right.write('OPTIONS', 't4', 't4', [], '').replaceAll('\n', '\r\n'));
      await expect.poll(() => said).toContain('SIP/2.0 200 OK');
      openssl.kill();
      for (const one of [right, wrong, clear]) one.close();
      await expect.poll(() => centre.sip!.lines).toBe(0);
    } finally {
      await centre.drop();
    }
  });

  test('TLS with the line’s own authority: its certificate is the key; another’s, none, one that is over, and a cut line bring none', async () => {
    centre = await started(['--sip-client-ca', authority.cert]);
    try {
      const at = centre.sip!.tlsPort!;
      const ca = authority.certPem;
      const show = (made: MadeCertificate) => ({ ca, cert: made.certPem, key: made.keyPem });
      const switchboard = authority.sign('switch');
      const right = callManager(await overStream(at, show(switchboard)), 'no key at all');
      const call = await right.ask('INVITE', 'm1', ['P-Asserted-Identity: <tel:+861394>']);
      expect(call.status).toBe(180);
      await expect.poll(() => board().calls.size).toBe(1);
      const { callId } = [...board().calls.values()].at(-1)!;
      for (const [name, link] of [
        ['another authority', overStream(at, show(foreign.sign('other')))],
        ['over since yesterday', overStream(at, show(authority.sign('old', -1)))],
        ['none', overStream(at, { ca })],
      ] as const) {
        // In TLS 1.3 the client is through before it hears that it was refused.
        const refused = await link.then(
          async opened => {
            const one = callManager(opened, KEY);
            one.raw(one.write('INVITE', name, name.replaceAll(' ', ''), [], ''));
            await expect.poll(() => one.isClosed()).toBe(true);
            return one.heard.every(answer => !answer.startsWith('SIP/2.0'));
          },
          () => true,
        );
        expect(refused, name).toBe(true);
      }
      expect(board().calls.size).toBe(1);
      right.raw(right.write('CANCEL', 'm1', call.mark, [], '').slice(0, 50));
      right.close();
      await expect.poll(() => centre.sip!.lines).toBe(0);
      expect(board().calls.get(callId)?.state).toBe('ringing');
      const back = callManager(await overStream(at, show(switchboard)), 'no key at all', right.own);
      await back.cancel('m1', call.mark, answeredElsewhere);
      await expect.poll(() => board().calls.get(callId)?.lineAnsweredAt).toBeGreaterThan(0);
      // Lines on which no handshake is begun keep the switch out of nothing.
      const idle = await Promise.all(Array.from({ length: 550 }, () => overStream(at)));
      expect((await back.ask('INVITE', 'm2')).status).toBe(180);
      const next = callManager(await overStream(at, show(switchboard)), '');
      expect((await next.ask('INVITE', 'm3')).status).toBe(180);
      for (const one of [...idle, back, next]) one.close();
    } finally {
      await centre.drop();
    }
  });
});
