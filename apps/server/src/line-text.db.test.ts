import { createSocket, type Socket } from 'node:dgram';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { textSender } from '../../../adapters/telephony/src/testing/text-sender.ts';
import { type CallManager, callManager, overStream, overUdp } from './testing/call-manager.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';

const KEY = 'abcde-fghij-klmno-pqrst';
const PORTS = 3;
const payloads = { t140: 98, red: 100 };

/** A phone's end of the text, at a port of its own. */
async function phone(): Promise<{ socket: Socket; port: number }> {
  const socket = createSocket('udp4');
  await new Promise<void>(resolve => socket.bind(0, '127.0.0.1', () => resolve()));
  return { socket, port: socket.address().port };
}

describe.skipIf(noDatabase)(`real-time text over SIP ${needsDatabase}`, () => {
  let centre: TestCentre;
  let taker: Client;
  const first = 42_000 + (process.pid % 2000) * 5;
  const board = () => centre.centre.log.board;
  const newest = () => [...board().calls.values()].at(-1)!;
  const wordsOf = async (callId: string) => {
    const texts = (await taker.get(`/api/sealed?callId=${callId}`)).body['texts'] as {
      kind: string;
      text: string;
    }[];
    return texts.filter(one => one.kind === 'words').map(one => one.text);
  };
  const sdp = (port: number, more = '') =>
    `v=0\no=- 1 1 IN IP4 127.0.0.1\ns=-\nc=IN IP4 127.0.0.1\nt=0 0\n${more}m=text ${port} RTP/AVP 100 98\na=rtpmap:98 t140/1000\na=rtpmap:100 red/1000\na=fmtp:100 98/98/98\n`;
  /** A leg that brings text alone, answered and acknowledged. */
  async function typing(manager: CallManager, id: string, headers: readonly string[] = []) {
    const { socket, port } = await phone();
    const call = await manager.ask('INVITE', id, [...headers, 'Content-Type: application/sdp'], sdp(port));
    const answer = manager.heard.findLast(one => one.includes(call.mark)) ?? '';
    const to = Number(/m=text (\d+) /.exec(answer)?.[1]);
    const tag = /\nTo:.*;tag=(\w+)/.exec(answer)?.[1] ?? '';
    if (call.status === 200) manager.raw(manager.write('ACK', id, `a-${call.mark}`, [], '', tag));
    const sender = textSender({ ...payloads, generations: 2 });
    const send = (datagram: Buffer) => socket.send(datagram, to, '127.0.0.1');
    return {
      status: call.status,
      answer,
      tag,
      to,
      send,
      sender,
      socket,
      type: (text: string) => {
        for (const datagram of [sender.send(text), ...sender.finish()]) send(datagram);
      },
      async bye() {
        manager.raw(manager.write('BYE', id, `b-${call.mark}`, [], '', tag));
        await expect
          .poll(() =>
            manager.heard.some(one => one.startsWith('SIP/2.0 200') && one.includes(`b-${call.mark}`)),
          )
          .toBe(true);
        socket.close();
      },
    };
  }

  beforeAll(async () => {
    centre = await testCentre(['--sip-port', '0', '--text-ports', `${first}-${first + PORTS - 1}`], {
      CLARION_SIP_KEY: KEY,
    });
    taker = await centre.client('calltaker');
  });
  afterAll(() => centre?.drop());

  test('a leg of text alone is answered; lines come sealed through loss, doubling and disorder; what was taken back is nowhere', async () => {
    const before = board().calls.size;
    const manager = callManager(await overUdp(centre.sip!.port!), KEY);
    const leg = await typing(manager, 'x1', ['P-Asserted-Identity: <tel:+861393>']);
    expect([leg.status, leg.to >= first && leg.to < first + PORTS]).toEqual([200, true]);
    expect(leg.answer).toContain('a=recvonly');
    await expect.poll(() => board().calls.size).toBe(before + 1);
    const { callId } = newest();
    expect(newest()).toMatchObject({ channel: 'text', state: 'ringing' });
    const sent = [
      '\uFEFF',
      'he',
      'lp',
      ' a',
      't',
      ' the',
      ' mil',
      'l\r\n',
      'he has a xyzzy',
      '\b'.repeat(5),
      'knife',
      '\u2028',
    ].map(leg.sender.send);
    sent.push(...leg.sender.finish());
    // Two of three are lost, one comes twice, one overtakes the next.
    for (const [i, datagram] of sent.entries()) if (i < 4 || i % 3 === 2 || i > 9) leg.send(datagram);
    leg.send(sent[11]!);
    await expect.poll(() => wordsOf(callId)).toEqual(['help at the mill', 'he has a knife']);
    // A line that nobody ends is told when nobody goes on with it.
    leg.type('green door');
    await expect.poll(() => wordsOf(callId)).toHaveLength(3);
    const { database } = centre.centre;
    for (const table of ['entry', 'sealed']) {
      const { rows } = await database.pool.query(`SELECT t::text AS row FROM clarion.${table} t`);
      const found = /xyzzy|at the mill|he has a|green door/.exec(JSON.stringify(rows))?.[0];
      expect(found, table).toBeUndefined();
    }
    // The call is taken as any other, and goes on.
    expect((await taker.command({ type: 'AnswerCall', callId })).status).toBe(200);
    leg.type('he is gone\r\n');
    await expect.poll(async () => (await wordsOf(callId)).at(-1)).toBe('he is gone');
    leg.type('last wor');
    await leg.bye();
    await expect.poll(async () => (await wordsOf(callId)).at(-1)).toBe('last wor');
    expect(board().calls.get(callId)?.state).toBe('open');
    manager.close();
  });

  test('who types and then hangs up before anybody answers has an abandoned call; text of a number that rings is of its call', async () => {
    const manager = callManager(await overStream(centre.sip!.port!), KEY);
    const spoken = await manager.ask(
      'INVITE',
      'y0',
      ['P-Asserted-Identity: <tel:+861394>', 'Content-Type: application/sdp'],
      sdp(9, 'm=audio 5000 RTP/AVP 0\n'),
    );
    // With sound it is for people: it rings.
    expect(spoken.status).toBe(180);
    await expect.poll(() => newest().channel).toBe('phone');
    const { callId } = newest();
    const calls = board().calls.size;
    const leg = await typing(manager, 'y1', ['P-Asserted-Identity: <tel:+861394>']);
    leg.type('cannot speak\r');
    await expect.poll(() => wordsOf(callId)).toEqual(['cannot speak']);
    expect(board().calls.size).toBe(calls);
    await leg.bye();
    await expect.poll(() => board().calls.get(callId)?.state).toBe('ended');
    const again = await manager.ask('OPTIONS', 'y2');
    expect(again.status).toBe(200);
    manager.close();
  });

  test('a wrong key, another address, a flood, and more legs than ports: nothing comes in, and the next one does', async () => {
    const before = board().calls.size;
    const wrong = callManager(await overUdp(centre.sip!.port!), 'another-key-of-somebody');
    expect((await typing(wrong, 'z0')).status).toBe(403);
    expect(board().calls.size).toBe(before);
    const manager = callManager(await overStream(centre.sip!.port!), KEY);
    const leg = await typing(manager, 'z1', ['P-Asserted-Identity: <tel:+861395>']);
    await expect.poll(() => board().calls.size).toBe(before + 1);
    const { callId } = newest();
    // From another port of the same machine nothing is heard, whatever it says.
    const stranger = await phone();
    for (const datagram of [leg.sender.send('not me\r\n')])
      stranger.socket.send(datagram, leg.to, '127.0.0.1');
    stranger.socket.send(Buffer.from('garbage'), leg.to, '127.0.0.1');
    const flood = textSender({ t140: 98, generations: 0, source: 9 });
    for (let i = 0; i < 5000; i++) leg.send(flood.send(`${i}\r`));
    await expect.poll(async () => (await wordsOf(callId)).length).toBeGreaterThan(20);
    await new Promise(resolve => setTimeout(resolve, 500));
    const words = await wordsOf(callId);
    expect(words.length).toBeLessThanOrEqual(160);
    expect(words).not.toContain('not me');
    const legs = [await typing(manager, 'z2'), await typing(manager, 'z3')];
    expect(legs.map(one => one.status)).toEqual([200, 200]);
    const busy = await typing(manager, 'z4');
    expect(busy.status).toBe(486);
    // It has rung, and whoever typed is gone: an abandoned call, not one that rings for ever.
    await expect.poll(() => newest().state).toBe('ended');
    await legs[0]!.bye();
    const next = await typing(manager, 'z5', ['P-Asserted-Identity: <tel:+861396>']);
    expect(next.status).toBe(200);
    next.type('here\r');
    await expect.poll(() => wordsOf(newest().callId)).toEqual(['here']);
    // Moved to sound it is declined, and stays what it was; moved to another port it is heard from there alone.
    const moved = await phone();
    const movedTo = await manager.ask(
      'INVITE',
      'z5',
      ['Content-Type: application/sdp'],
      sdp(moved.port),
      next.tag,
    );
    expect(movedTo.status).toBe(200);
    manager.raw(manager.write('ACK', 'z5', `a-${movedTo.mark}`, [], '', next.tag));
    next.type('from where it was\r');
    moved.socket.send(
      textSender({ t140: 98, generations: 0, source: 5 }).send('from the new port\r'),
      next.to,
      '127.0.0.1',
    );
    await expect.poll(() => wordsOf(newest().callId)).toEqual(['here', 'from the new port']);
    const refused = await manager.ask(
      'INVITE',
      'z5',
      ['Content-Type: application/sdp'],
      sdp(9, 'm=audio 5000 RTP/AVP 0\n'),
      next.tag,
    );
    expect(refused.status).toBe(488);
    // A BYE that does not know the leg's own tag ends nothing.
    manager.raw(manager.write('BYE', 'z5', 'guess', [], '', '0123456789abcdef'));
    await manager.until(one => one.includes('guess'), manager.write('OPTIONS', 'z6', 'guess2', [], ''));
    moved.socket.send(next.sender.send('still\r'), next.to, '127.0.0.1');
    await expect.poll(async () => (await wordsOf(newest().callId)).at(-1)).toBe('still');
    moved.socket.close();
    for (const one of [leg, legs[1]!, next]) await one.bye();
    for (const one of [stranger.socket]) one.close();
    manager.close();
    wrong.close();
  });

  test('a line cut while somebody types loses nothing that came, and the text goes on without it', async () => {
    const link = await overStream(centre.sip!.port!);
    const manager = callManager(link, KEY);
    const leg = await typing(manager, 'c1', ['P-Asserted-Identity: <tel:+861397>']);
    await expect.poll(() => newest().channel).toBe('text');
    const { callId } = newest();
    leg.type('we are in the');
    manager.close();
    leg.type(' cellar\r\n');
    await expect.poll(() => wordsOf(callId)).toEqual(['we are in the cellar']);
    expect(board().calls.get(callId)?.state).toBe('ringing');
    const back = callManager(await overStream(centre.sip!.port!), KEY, manager.own);
    back.raw(back.write('BYE', 'c1', 'bye-c1', [], '', leg.tag));
    await expect.poll(() => board().calls.get(callId)?.state).toBe('ended');
    leg.socket.close();
    back.close();
  });
});
