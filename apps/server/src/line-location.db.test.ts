import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { callManager, overStream, pidf } from './testing/call-manager.ts';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import {
  heldAnswer,
  heldError,
  locationResponse,
  type SimulatedLocationServer,
  simulatedLocationServer,
} from './testing/location-server.ts';

const KEY = 'abcde-fghij-klmno-pqrst';
const LINE_KEY = 'a-key-of-the-line-for-this-test';

describe.skipIf(noDatabase)(`places that a line only refers to ${needsDatabase}`, () => {
  let lis: SimulatedLocationServer;
  let byNumber: SimulatedLocationServer;
  let stranger: SimulatedLocationServer;
  let centre: TestCentre;
  let taker: Client;
  const board = () => centre.centre.log.board;
  const newest = () => [...board().calls.values()].at(-1)!;
  const radii = async (callId: string) => {
    const texts = (await taker.get(`/api/sealed?callId=${callId}`)).body['texts'] as {
      kind: string;
      text: string;
    }[];
    return texts.filter(one => one.kind === 'location').map(one => JSON.parse(one.text).shape.radiusM);
  };
  /** Rings with headers of its own. */
  async function ring(id: string, headers: readonly string[], body = '') {
    const before = board().calls.size;
    const manager = callManager(await overStream(centre.sip!.port!), KEY);
    expect((await manager.ask('INVITE', id, headers, body)).status).toBe(180);
    await expect.poll(() => board().calls.size).toBe(before + 1);
    manager.close();
    return newest().callId;
  }

  beforeAll(async () => {
    [lis, byNumber, stranger] = [
      await simulatedLocationServer(),
      await simulatedLocationServer(),
      await simulatedLocationServer(),
    ];
    centre = await testCentre(
      [
        ...['--sip-port', '0', '--location-servers', lis.origin],
        ...['--location-by-number', `${byNumber.origin}/held`],
      ],
      { CLARION_SIP_KEY: KEY, CLARION_LINE_KEY: LINE_KEY },
    );
    taker = await centre.client('calltaker');
  });
  afterAll(async () => {
    await centre?.drop();
    await Promise.all([lis, byNumber, stranger].map(one => one?.close()));
  });

  test('by reference: asked at once and again, each better place is on the call; a wrong time of a server changes no order', async () => {
    lis.answer = ({ body }, reply) => {
      const isBest = body.includes('emergencyDispatch');
      // The best comes with a clock that is years behind: what came last is the newest.
      const at = isBest
        ? '2010-11-13T23:29:00Z'
        : new Date(centre.centre.clock.now() + 3_600_000).toISOString();
      const said = pidf(30.5, isBest ? 25 : 900).replace(
        '</status>',
        `</status><timestamp>${at}</timestamp>`,
      );
      heldAnswer(reply, locationResponse(said));
    };
    const callId = await ring('r1', [
      `Geolocation: <${lis.origin}/ref/r1>;inserted-by="gw"`,
      'Geolocation-Routing: yes',
    ]);
    await expect.poll(() => radii(callId)).toEqual([900, 25]);
    expect(lis.asked.map(({ path }) => path)).toEqual(['/ref/r1', '/ref/r1']);
    const entries = JSON.stringify(await centre.centre.log.read(1, board().head));
    expect(entries).not.toContain('/ref/');
  });

  test('by value: a body that the header points to is read, and nobody is asked', async () => {
    const before = lis.asked.length;
    const body = `--b\nContent-Type: application/sdp\n\nv=0\n\n--b\nContent-Type: application/pidf+xml\nContent-ID: <x@y>\n\n${pidf(30.5, 44)}\n--b--\n`;
    const callId = await ring(
      'v1',
      ['Geolocation: <cid:x@y>', 'Content-Type: multipart/mixed;boundary=b'],
      body,
    );
    await expect.poll(() => radii(callId)).toEqual([44]);
    expect(lis.asked.length).toBe(before);
  });

  test('by HTTP: a line that speaks HTTP may refer as well; without the key of the line nobody makes the server ask', async () => {
    lis.answer = (_, reply) => heldAnswer(reply, pidf(30.5, 70));
    const line = await centre.client();
    const says = (key: string, event: object) =>
      line.send('POST', '/api/line/events', event, { authorization: `Bearer ${key}` });
    const before = lis.asked.length;
    const uri = `${lis.origin}/ref/h1`;
    expect((await says('no', { event: 'locationReference', lineCallId: 'h1', uri })).status).toBe(401);
    expect((await says(LINE_KEY, { event: 'locationReference', lineCallId: 'h1', uri })).status).toBe(404);
    expect(lis.asked.length).toBe(before);
    const callId = String((await says(LINE_KEY, { event: 'ring', lineCallId: 'h1' })).body['callId']);
    expect((await says(LINE_KEY, { event: 'locationReference', lineCallId: 'h1', uri })).status).toBe(200);
    await expect.poll(() => radii(callId)).toEqual([70]);
  });

  test('by number: the server that was named for it is asked about the number that rings, and of a withheld one nothing', async () => {
    byNumber.answer = ({ body }, reply) =>
      heldAnswer(
        reply,
        body.includes('tel:+861395') ? locationResponse(pidf(30.5, 60)) : heldError('cannotProvideLiType'),
      );
    const callId = await ring('n1', ['P-Asserted-Identity: <tel:+861395>']);
    await expect.poll(() => radii(callId)).toEqual([60]);
    expect(byNumber.asked[0]!.path).toBe('/held');
    expect(byNumber.asked[0]!.body).toContain('<uri>tel:+861395</uri>');
    const before = byNumber.asked.length;
    await ring('n2', []);
    expect(byNumber.asked.length).toBe(before);
  });

  test('a server that nobody named is never asked; one that is silent, cuts the line, floods or answers nonsense leaves the call as it is', async () => {
    stranger.answer = (_, reply) => heldAnswer(reply, locationResponse(pidf(30.5, 1)));
    const foreign = await ring('f1', [`Geolocation: <${stranger.origin}/inside>`]);
    const answers: ((reply: Parameters<typeof lis.answer>[1]) => void)[] = [
      reply => void reply.writeHead(200).write('<presence'),
      reply => reply.socket?.destroy(),
      reply => reply.writeHead(302, { location: `${stranger.origin}/inside` }).end(),
      reply => reply.writeHead(200).end('x'.repeat(1_000_000)),
      reply => heldAnswer(reply, '<presence/>'),
      reply => heldAnswer(reply, heldError('locationUnknown')),
    ];
    for (const [i, answer] of answers.entries()) {
      const before = lis.asked.length;
      lis.answer = (_, reply) => answer(reply);
      const callId = await ring(`b${i}`, [`Geolocation: <${lis.origin}/ref/b${i}>`]);
      await expect.poll(() => lis.asked.length).toBeGreaterThan(before);
      // The floor is not held up, and the call is taken as any other.
      expect((await taker.command({ type: 'AnswerCall', callId })).status).toBe(200);
      expect((await taker.command({ type: 'EndCall', callId, disposition: 'handled' } as never)).status).toBe(
        200,
      );
      expect(await radii(callId)).toEqual([]);
    }
    expect(stranger.asked).toEqual([]);
    const meters = (await (await centre.client('admin')).get('/api/metrics')).text;
    expect(meters).toContain('clarion_location_asks{outcome="HostNotAllowed"} 1');
    expect(await radii(foreign)).toEqual([]);
    expect(board().calls.get(foreign)?.state).toBe('ringing');
  });
});
