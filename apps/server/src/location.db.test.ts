import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';

const pidf = (radiusM: number, lat: number, lng: number) => `<?xml version="1.0"?>
<presence xmlns="urn:ietf:params:xml:ns:pidf" xmlns:gp="urn:ietf:params:xml:ns:pidf:geopriv10"
  xmlns:gml="http://www.opengis.net/gml" xmlns:gs="http://www.opengis.net/pidflo/1.0"
  xmlns:con="urn:ietf:params:xml:ns:geopriv:conf" entity="pres:Xanthippe@example.com">
  <tuple id="t"><status><gp:geopriv><gp:location-info>
    <gs:Circle srsName="urn:ogc:def:crs:EPSG::4326"><gml:pos>${lat} ${lng}</gml:pos>
      <gs:radius uom="urn:ogc:def:uom:EPSG::9001">${radiusM}</gs:radius></gs:Circle>
    <con:confidence pdf="normal">67</con:confidence>
  </gp:location-info><gp:method>Cell</gp:method></gp:geopriv></status></tuple></presence>`;
const KEY = 'a-key-of-the-line-for-this-test';
const as = { 'content-type': 'application/pidf+xml', authorization: `Bearer ${KEY}` };

describe.skipIf(noDatabase)(`where the phone is ${needsDatabase}`, () => {
  let centre: TestCentre;
  let line: Client;
  let taker: Client;
  let callId = '';
  beforeAll(async () => {
    centre = await testCentre([], { CLARION_LINE_KEY: KEY });
    line = await centre.client();
    taker = await centre.client('calltaker');
    callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
  });
  afterAll(() => centre.drop());
  const say = (text: string, headers: Record<string, string> = as, of = callId) =>
    line.send('POST', `/api/calls/${of}/location`, text, headers);
  const locationsOf = async (who: Client) =>
    ((await who.get(`/api/sealed?callId=${callId}`)).body['texts'] as { kind: string; text?: string }[])
      .filter(one => one.kind === 'location')
      .map(one => JSON.parse(one.text ?? 'null'));

  test('it is understood, sealed, read by who has the call in hand, and a newer one follows', async () => {
    const first = await say(pidf(120, 30.4123456, 113.9123456));
    expect(first.body).toMatchObject({
      callId,
      shape: 'circle',
      confidence: 0.67,
      form: 'normal',
      civic: [],
    });
    expect((await say(pidf(30, 30.4123999, 113.9123456))).status).toBe(200);
    const read = await locationsOf(taker);
    expect(read.map(one => one.shape.radiusM)).toEqual([120, 30]);
    expect(read[0]).toMatchObject({ shape: { at: [113.9123456, 30.4123456] }, method: 'Cell' });
    const other = await centre.client('calltaker2');
    expect((await other.get(`/api/sealed?callId=${callId}`)).status).toBe(403);
    const { log } = centre.centre;
    const entries = JSON.stringify(await log.read(1, log.board.head));
    expect(entries).toContain('LocationReported');
    expect(entries).not.toMatch(/41234|91234|Xanthippe|Cell/);
    const place = log.board.calls.get(callId)?.place;
    expect(place).toBeUndefined();
  });

  test('a commander reads it for a purpose, or of a call that is their own', async () => {
    const commander = await centre.client('commander');
    expect((await commander.get(`/api/sealed?callId=${callId}`)).body).toMatchObject({
      code: 'PurposeNeeded',
    });
    const stated = await commander.get(`/api/sealed?callId=${callId}&purpose=qualityReview`);
    expect(stated.body['texts']).toContainEqual(expect.objectContaining({ kind: 'location' }));
    const own = String((await commander.command({ type: 'AnswerCall' })).body['callId']);
    expect((await say(pidf(40, 30.4123456, 113.9123456), as, own)).status).toBe(200);
    const { body } = await commander.get(`/api/sealed?callId=${own}`);
    expect(body['texts']).toContainEqual(expect.objectContaining({ kind: 'location' }));
  });

  test('it is kept and erased as a contact is', async () => {
    const { database } = centre.centre;
    const { rows } = await database.pool.query<{ kind: string }>(
      'SELECT kind FROM clarion.sealed WHERE call_id = $1',
      [callId],
    );
    expect(rows.map(row => row.kind)).toEqual(['contact', 'contact']);
  });

  test('what is likely about one thing goes by its uncertainty, also at another server', async () => {
    const fire = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    const at = [113.9123456, 30.4123456];
    const place = { at, uncertaintyM: 10, label: 'Mill', source: 'search', verified: true };
    await taker.command({ type: 'AmendCall', callId: fire, fields: { place, typeId: 'structureFire' } } as {
      type: string;
    });
    await taker.command({ type: 'OpenIncident', callId: fire });
    const other = await centre.another();
    for (const who of [taker, await other.client('dispatcher')]) {
      const found = (await who.get(`/api/duplicates?callId=${callId}`)).body['likely'] as {
        reasons: { code: string; distanceM?: number }[];
      }[];
      expect(found[0]?.reasons.find(one => one.code === 'distance')?.distanceM).toBeLessThan(10);
    }
    await other.stop();
  });

  test('what cannot be used is named, in the language of the asker, and leaves nothing behind', async () => {
    const before = centre.centre.log.board.head;
    const codes = [];
    for (const [text, headers, of] of [
      ['<presence>', as, callId],
      ['<presence/>', as, callId],
      [pidf(-1, 30, 113), as, callId],
      [pidf(10, 30, 113), as, 'C99'],
      [`<!DOCTYPE a [<!ENTITY b "c">]>${pidf(1, 1, 1).slice(21)}`, as, callId],
      ['{}', { ...as, 'content-type': 'application/json' }, callId],
      [`<a>${'x'.repeat(70_000)}</a>`, as, callId],
    ] as const)
      codes.push((await say(text, headers, of)).body['code']);
    expect(codes).toEqual([
      'LocationUnreadable',
      'LocationMissing',
      'LocationWrong',
      'CallUnknown',
      'LocationUnreadable',
      'BodyTypeWrong',
      'BodyTooLarge',
    ]);
    const told = await say(pidf(-1, 30, 113), { ...as, 'accept-language': 'zh-CN' });
    expect(told.body['message']).toBe('定位不可用：radius 为“-1”。');
    expect(centre.centre.log.board.head).toBe(before);
  });

  test('no sign-in sends it and no other key: the line has one of its own, which opens nothing else', async () => {
    const before = centre.centre.log.board.head;
    const { authorization: _, ...noKey } = as;
    const tries: [number, unknown][] = [];
    for (const who of ['gateway', 'dispatcher', 'admin'])
      for (const headers of [noKey, { ...as, authorization: 'Bearer wrong' }]) {
        const client = await centre.client(who);
        const answer = await client.send('POST', `/api/calls/${callId}/location`, pidf(9, 30, 113), headers);
        tries.push([answer.status, answer.body['code']]);
      }
    expect(tries).toEqual(Array(6).fill([401, 'LineKeyWrong']));
    expect((await line.get('/api/board', { authorization: as.authorization })).status).toBe(401);
    expect(centre.centre.log.board.head).toBe(before);
  });
});
