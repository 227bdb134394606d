import { spawn, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callManagerAt, pidf, sippScenario } from './testing/call-manager.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';

const noSipp = spawnSync('sipp', ['-v']).error !== undefined;
const KEY = 'abcde-fghij-klmno-pqrst';
const LINE_KEY = 'a-key-of-the-line-for-this-test';
const NUMBER = '+8613955500142';
describe.skipIf(noDatabase)(`calls from telephone systems ${needsDatabase}`, () => {
  let centre: TestCentre;
  let line: Client;
  let taker: Client;
  const board = () => centre.centre.log.board;
  const callOf = (callId: string) => board().calls.get(callId)!;
  const says = (event: string, lineCallId: string, more: object = {}) =>
    line.send(
      'POST',
      '/api/line/events',
      { event, lineCallId, ...more },
      { authorization: `Bearer ${LINE_KEY}` },
    );
  const rings = async (lineCallId: string, number?: string) =>
    String((await says('ring', lineCallId, number === undefined ? {} : { number })).body['callId']);
  const textsOf = async (callId: string) =>
    (await taker.get(`/api/sealed?callId=${callId}`)).body['texts'] as { kind: string; text: string }[];

  beforeAll(async () => {
    centre = await testCentre(['--sip-port', '0'], { CLARION_SIP_KEY: KEY, CLARION_LINE_KEY: LINE_KEY });
    [line, taker] = await Promise.all([centre.client(), centre.client('calltaker')]);
  });
  afterAll(() => centre?.drop());

  test('over HTTP: ring, answer, place again and better, text, recording; each is sealed and said to be understood', async () => {
    const callId = await rings('h1', '+861391');
    expect(await rings('h1', '+861391')).toBe(callId);
    await says('location', 'h1', { pidf: pidf(30.4, 900) });
    await says('location', 'h1', { pidf: pidf(30.41, 30) });
    await says('text', 'h1', { text: 'behind the mill' });
    await says('recording', 'h1', { reference: 'rec-77' });
    await taker.command({ type: 'AnswerCall', callId });
    expect(callOf(callId)).toMatchObject({ state: 'open', onLine: true });
    expect(callOf(callId).typed).toBeUndefined();
    await says('answered', 'h1');
    expect(callOf(callId).lineAnsweredAt).toBeGreaterThan(0);
    const texts = await textsOf(callId);
    const places = texts
      .filter(one => one.kind === 'location')
      .map(one => JSON.parse(one.text).shape.radiusM);
    expect(places).toEqual([900, 30]);
    expect(texts.find(one => one.kind === 'words')?.text).toBe('behind the mill');
    expect(texts.find(one => one.kind === 'recording')?.text).toBe('rec-77');
    const entries = JSON.stringify(await centre.centre.log.read(1, board().head));
    expect(entries).not.toMatch(/861391|rec-77|mill/);
  });

  test('a number whose call is over, or that is not there, leads nowhere; nothing of it is kept', async () => {
    const before = centre.line.awaited;
    const callId = await rings('r1', NUMBER);
    expect(centre.line.awaited).toBe(before + 1);
    await says('abandoned', 'r1');
    expect(callOf(callId)).toMatchObject({ state: 'ended' });
    // The caller tries again, and once more from two lines at the same moment.
    expect(await rings('r2', NUMBER)).toBe(callId);
    expect(callOf(callId)).toMatchObject({ state: 'ringing' });
    expect(await Promise.all([rings('r3', NUMBER), rings('r4', NUMBER)])).toEqual([callId, callId]);
    expect(await rings('r5', '+8613955500143')).not.toBe(callId);
    await taker.command({ type: 'AnswerCall', callId });
    // A second ring that breaks off ends nothing that somebody holds.
    await says('abandoned', 'r2');
    expect(callOf(callId).state).toBe('open');
    const place = {
      at: centre.centre.place.center,
      uncertaintyM: 9,
      label: 'x',
      source: 'map',
      verified: true,
    };
    const opened = await taker.command({ type: 'OpenIncident', callId, typeId: 'medical', place } as never);
    const incidentId = String(opened.body['incidentId']);
    await taker.command({ type: 'EndCall', callId });
    expect(await rings('r6', NUMBER)).toBe(callId);
    await taker.command({ type: 'EndCall', callId });
    const dispatcher = await centre.client('dispatcher');
    await dispatcher.command({ type: 'CloseIncident', incidentId, disposition: 'handled' });
    expect(centre.line.awaited).toBe(before + 1);
    const later = await rings('r7', NUMBER);
    expect(later).not.toBe(callId);
    expect(callOf(later).incidentId).toBeUndefined();
    await taker.command({ type: 'AnswerCall', callId: later });
    await taker.command({ type: 'EndCall', callId: later, disposition: 'handled' });
    expect(centre.line.awaited).toBe(before + 1);

    const { database } = centre.centre;
    const { rows } = await database.pool.query<{ name: string }>(
      "SELECT table_name AS name FROM information_schema.tables WHERE table_schema = 'clarion'",
    );
    for (const { name } of rows) {
      const may = await database.pool.query<{ may: boolean }>(
        `SELECT has_table_privilege(current_user, 'clarion.${name}', 'SELECT') AS may`,
      );
      if (may.rows[0]?.may !== true) continue;
      const found = await database.pool.query(`SELECT t::text AS row FROM clarion.${name} t`);
      expect(JSON.stringify(found.rows), name).not.toContain(NUMBER.slice(1));
    }
    for (const who of ['commander', 'dispatcher', 'auditor'])
      expect(
        (await (await centre.client(who)).get(`/api/incidents?q=${NUMBER.slice(1)}`)).text,
      ).not.toContain(incidentId);
  });

  test('text: the first of a number is a call by text, the next append to it alone; without the key of the line nobody brings any', async () => {
    const first = String((await says('text', 't1', { number: '+861392', text: 'help' })).body['callId']);
    const second = String((await says('text', 't2', { number: '+861392', text: 'quick' })).body['callId']);
    expect([second, callOf(first).channel, callOf(first).words.length]).toEqual([first, 'text', 2]);
    const none = await says('answered', 'nothing');
    expect([none.status, none.body['code']]).toEqual([404, 'LineCallUnknown']);
    const faulty = await says('location', 't1', { pidf: '<presence>' });
    expect([faulty.status, faulty.body['code']]).toEqual([400, 'LocationUnreadable']);
    const before = board().calls.size;
    for (const who of [undefined, 'e1', 'gateway']) {
      const other = await centre.client(who);
      const refused = await other.send('POST', '/api/line/events', { event: 'ring', lineCallId: 'x' });
      expect([refused.status, refused.body['code']]).toEqual([401, 'LineKeyWrong']);
    }
    expect(board().calls.size).toBe(before);
    const { log } = centre.centre;
    expect((await says('ring', 'y', { number: 'Xanthippe' })).status).toBe(400);
    expect(JSON.stringify(await log.read(1, board().head))).not.toContain('Xanthippe');
  });

  test('over SIP: rings once however often it is sent, with its place; answered elsewhere, abandoned, and text', async () => {
    const manager = await callManagerAt(centre.sip!.port!, KEY);
    const before = board().calls.size;
    const number = `P-Asserted-Identity: <sip:+861393@gw>`;
    // A clock of the switch that is years off says nothing: the time is that of the ring here.
    const old = 'Date: Sat, 13 Nov 2010 23:29:00 GMT';
    const body = `--b\nContent-Type: application/sdp\n\nv=0\n\n--b\nContent-Type: application/pidf+xml\n\n${pidf(30.5, 44)}\n--b--\n`;
    const call = await manager.ask(
      'INVITE',
      's1',
      [number, old, 'Content-Type: multipart/mixed;boundary=b', 'X-Recording-ID: rec-9'],
      body,
    );
    expect(call.status).toBe(180);
    manager.raw(call.request);
    manager.raw(call.request);
    await expect.poll(() => board().calls.size).toBe(before + 1);
    const callId = [...board().calls.keys()].at(-1)!;
    await expect.poll(() => callOf(callId).recordings?.length).toBe(1);
    expect(Math.abs(callOf(callId).receivedAt - centre.centre.clock.now())).toBeLessThan(600_000);
    expect((await textsOf(callId)).map(one => one.kind).toSorted()).toEqual([
      'contact',
      'location',
      'recording',
    ]);
    await manager.cancel('s1', call.mark, 'SIP;cause=200;text="Call completed elsewhere"');
    await expect.poll(() => callOf(callId).lineAnsweredAt).toBeGreaterThan(0);
    expect(callOf(callId).state).toBe('ringing');

    const hung = await manager.ask('INVITE', 's2', [`P-Asserted-Identity: <tel:+861394>`]);
    await manager.cancel('s2', hung.mark);
    await expect.poll(() => [...board().calls.values()].at(-1)?.state).toBe('ended');
    const abandoned = [...board().calls.keys()].at(-1)!;
    const text = await manager.ask(
      'MESSAGE',
      's3',
      [`P-Asserted-Identity: <tel:+861394>`, 'Content-Type: text/plain;charset=UTF-8'],
      'cannot speak',
    );
    expect(text.status).toBe(202);
    await expect.poll(() => callOf(abandoned).words.length).toBe(1);
    manager.close();
  });

  test('over SIP: a wrong key and a flood without one make no call, and one with the key comes through', async () => {
    const before = board().calls.size;
    const wrong = await callManagerAt(centre.sip!.port!, 'another-key-of-somebody');
    expect((await wrong.ask('INVITE', 'w1')).status).toBe(403);
    const flood = await callManagerAt(centre.sip!.port!, KEY);
    for (let i = 0; i < 3000; i++)
      flood.raw(
        `INVITE sip:c@c SIP/2.0\nVia: SIP/2.0/UDP 127.0.0.1;branch=z9hG4bKx${i}\nFrom: <sip:1@x>;tag=1\nTo: <sip:c@c>\nCall-ID: x${i}\nCSeq: 1 INVITE\n\n`,
      );
    flood.raw('\u0000 garbage');
    const right = await callManagerAt(centre.sip!.port!, KEY);
    expect((await right.ask('INVITE', 'w2')).status).toBe(180);
    await expect.poll(() => board().calls.size).toBe(before + 1);
    expect(centre.sip!.heard.wrongKeys).toBe(1);
    for (const one of [wrong, flood, right]) one.close();
  });

  test('over HTTP: a line cut in the middle says nothing, what is said twice is done once, and who floods keeps nobody out', async () => {
    const before = board().calls.size;
    const { hostname, port } = new URL(centre.url);
    const body = JSON.stringify({ event: 'ring', lineCallId: 'c1', number: '+861397' });
    const socket = connect(Number(port), hostname);
    socket.on('error', () => socket.destroy());
    const head = `POST /api/line/events HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${LINE_KEY}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    await new Promise<void>(resolve => socket.write(head + body.slice(0, -8), () => resolve()));
    socket.destroy();
    const callId = await rings('c1', '+861397');
    expect(await rings('c1', '+861397')).toBe(callId);
    expect(board().calls.size).toBe(before + 1);
    // The switch went away and came back: the call rings on, and its end is heard when it is told.
    expect(callOf(callId).state).toBe('ringing');

    centre.wallStoppedAtMs = Date.now();
    const wrong = await Promise.all(
      Array.from({ length: 1500 }, (_, i) =>
        line.send(
          'POST',
          '/api/line/events',
          { event: 'ring', lineCallId: `f${i}` },
          { authorization: 'Bearer no' },
        ),
      ),
    );
    const statuses = new Set(wrong.map(answer => answer.status));
    expect([...statuses].toSorted()).toEqual([401, 429]);
    // Whoever has the key comes from the same address and is not held back.
    const storm = await Promise.all(
      Array.from({ length: 200 }, (_, i) => rings(`g${i}`, `+8613980${1000 + i}`)),
    );
    expect(new Set(storm).size).toBe(200);
    expect((await taker.command({ type: 'AnswerCall', callId: storm[199]! })).status).toBe(200);
    centre.wallStoppedAtMs = undefined;
    expect(board().calls.size).toBe(before + 201);
    await says('abandoned', 'c1');
    expect(callOf(callId).state).toBe('ended');
  });

  test('over SIP: a switch that falls silent while it rings ends no call; it is heard again from another port', async () => {
    const before = board().calls.size;
    const manager = await callManagerAt(centre.sip!.port!, KEY);
    const call = await manager.ask('INVITE', 'cut1', ['P-Asserted-Identity: <tel:+861396>']);
    await expect.poll(() => board().calls.size).toBe(before + 1);
    const callId = [...board().calls.keys()].at(-1)!;
    manager.close();
    // As long as RFC 3261 waits for anything.
    centre.wallAheadMs += 64_000;
    await (await callManagerAt(centre.sip!.port!, KEY)).ask('OPTIONS', 'cut2');
    expect(callOf(callId).state).toBe('ringing');
    const back = await callManagerAt(centre.sip!.port!, KEY);
    back.raw(call.request);
    await expect.poll(() => back.heard.some(answer => answer.startsWith('SIP/2.0 180'))).toBe(true);
    expect(board().calls.size).toBe(before + 1);
    back.raw(call.request.replace(/^INVITE/, 'CANCEL').replace('CSeq: 1 INVITE', 'CSeq: 1 CANCEL'));
    await expect.poll(() => callOf(callId).state).toBe('ended');
    centre.wallAheadMs = 0;
    back.close();
  });

  test.skipIf(noSipp)(
    'sipp: twenty calls with a key ring and are abandoned, and with a wrong one none (needs sipp)',
    async () => {
      const folder = mkdtempSync(join(tmpdir(), 'clarion-sipp-'));
      const scenario = join(folder, 'ring.xml');
      writeFileSync(scenario, sippScenario);
      const run = (key: string) =>
        new Promise<number | null>(resolve => {
          const argv = [`127.0.0.1:${centre.sip!.port}`, '-sf', scenario, '-au', 'clarion', '-ap', key];
          const sipp = spawn(
            'sipp',
            [...argv, '-m', '20', '-r', '20', '-i', '127.0.0.1', '-nostdin', '-timeout', '60s'],
            {
              cwd: folder,
              stdio: 'ignore',
            },
          );
          sipp.on('close', resolve);
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
