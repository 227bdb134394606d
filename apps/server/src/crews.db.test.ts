import { randomUUID } from 'node:crypto';
import type { Entry } from '@clarion/dispatch';
import { timeline } from '@clarion/dispatch';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { photo, segment } from './testing/photo.ts';
import { dispatched, openedIncident } from './testing/story.ts';

const DAY_MS = 86_400_000;

describe.skipIf(noDatabase)(`what floor and crews tell each other ${needsDatabase}`, () => {
  let centre: TestCentre;
  let desk: Client;
  let crew: Client;
  let other: Client;
  let incidentId = '';
  let unitId = '';
  const board = () => centre.centre.log.board;
  const own = () => {
    const assignment = [...board().assignments.values()].find(one => one.unitId === unitId);
    return assignment!;
  };

  beforeAll(async () => {
    centre = await testCentre();
    const taker = await centre.client('calltaker');
    desk = await centre.client('dispatcher');
    ({ incidentId } = await openedIncident(taker, centre.centre.place.center));
    [unitId = ''] = await dispatched(desk, incidentId);
    crew = await centre.client(unitId.toLowerCase());
    const free = [...board().units.values()].find(unit => unit.status === 'available')!;
    other = await centre.client(free.unitId.toLowerCase());
  });
  afterAll(() => centre.drop());

  test('a message is read by its crew and the floor, acknowledged, and answered; others see none of it', async () => {
    const sent = await desk.command({ type: 'SendMessage', incidentId, text: 'Gate code 4711' } as never);
    expect(sent.status, sent.text).toBe(200);
    const [seq] = sent.body['seqs'] as number[];
    const [message] = own().messages!;
    expect((await crew.get(`/api/sealed/${message!.words.sealedId}`)).body['text']).toBe('Gate code 4711');
    expect((await other.get(`/api/sealed/${message!.words.sealedId}`)).status).toBe(403);
    const at = Date.now() - 1_000;
    const { assignmentId } = own();
    const heard = await crew.command({
      type: 'AcknowledgeMessage',
      unitId,
      assignmentId,
      seq: seq!,
      happenedAt: at,
    } as never);
    expect(heard.status, heard.text).toBe(200);
    expect(own().messages![0]!.acknowledged?.by.id).toBe(unitId);
    const answer = { type: 'WriteToFloor', unitId, incidentId } as never;
    for (const more of [{ ready: 'accessBlocked' }, { text: 'Lift is broken' }])
      expect((await crew.command({ ...(answer as object), ...more } as never)).status).toBe(200);
    const { texts } = (await desk.get(`/api/sealed?incidentId=${incidentId}`)).body as {
      texts: { text: string; kind: string }[];
    };
    expect(texts.map(one => one.text)).toEqual(expect.arrayContaining(['Gate code 4711', 'Lift is broken']));
    const log = JSON.stringify(await centre.centre.log.read(1, board().head));
    expect(log).toContain('accessBlocked');
    expect(log).not.toMatch(/4711|Lift is broken/);
    // Neither of another's incident nor without words.
    expect((await other.command(answer)).status).toBe(403);
    expect((await crew.command(answer)).body['code']).toBe('MessageEmpty');
  });

  test('what a device is refused stands in the story once, however often it asks, of any server', async () => {
    const refusals = async () => {
      const entries = await centre.centre.log.readAbout({ incidentId });
      return timeline(entries as readonly Entry[], incidentId).filter(one => one.type === 'DeviceRefused');
    };
    const before = (await refusals()).length;
    const commandId = randomUUID();
    const happenedAt = Date.now() - 60_000;
    const command = { type: 'AcknowledgeMessage', unitId, assignmentId: 'A999', seq: 1, happenedAt };
    for (let i = 0; i < 3; i++)
      expect((await crew.send('POST', '/api/commands', { commandId, command })).body['code']).toBe(
        'MessageUnknown',
      );
    const second = await centre.another();
    const there = await second.client(unitId.toLowerCase());
    expect((await there.send('POST', '/api/commands', { commandId, command })).status).toBe(404);
    await second.drop();
    const found = await refusals();
    expect(found).toHaveLength(before + 1);
    expect(found.find(({ values }) => values['asked'] === 'AcknowledgeMessage')).toMatchObject({
      at: happenedAt,
      unitIds: [unitId],
      values: { asked: 'AcknowledgeMessage', refusal: 'MessageUnknown' },
    });
  });

  test('a photo comes in once and without what its camera wrote; it is seen for a purpose, and gone when its time is over', async () => {
    const picture = photo('compressed', { before: [segment(0xe1, 'Exif\0\0GPS 30.4')], behind: 'film' });
    const query = (commandId: string, more = '') =>
      `/api/photos?commandId=${commandId}&incidentId=${incidentId}&happenedAt=${Date.now() - 5_000}${more}`;
    const post = (client: Client, path: string, body: Buffer, type = 'image/jpeg') =>
      fetch(centre.url + path, {
        method: 'POST',
        headers: {
          cookie: client.cookie!,
          'x-csrf-token': client.csrfToken!,
          'content-type': type,
        },
        body: new Uint8Array(body),
      });
    const commandId = randomUUID();
    for (let i = 0; i < 2; i++) expect((await post(crew, query(commandId), picture)).status).toBe(200);
    const photos = board().incidents.get(incidentId)!.photos!;
    expect(photos).toHaveLength(1);
    const id = photos[0]!.photo.sealedId;

    const answers: [number, unknown][] = [];
    for (const sent of [
      post(crew, query(randomUUID()), Buffer.from('<svg xmlns="x"/>')),
      post(crew, query(randomUUID()), picture, 'image/png'),
      post(crew, query(randomUUID()), photo('x', { width: 9000 })),
      post(crew, query(randomUUID()), Buffer.concat([picture, Buffer.alloc(1_100_000)])),
      post(other, query(randomUUID()), picture),
      post(desk, query(randomUUID()), picture),
    ]) {
      const answer = await sent;
      answers.push([answer.status, ((await answer.json()) as { code: string }).code]);
    }
    expect(answers).toEqual([
      [415, 'PhotoNotJpeg'],
      [415, 'BodyTypeWrong'],
      [413, 'PhotoTooLarge'],
      [413, 'BodyTooLarge'],
      [409, 'UnitNotAssigned'],
      [403, 'NotAllowed'],
    ]);

    const seen = await desk.get(`/api/photos/${id}?purpose=incidentInHand`);
    expect([seen.status, seen.headers.get('content-type'), seen.headers.get('cache-control')]).toEqual([
      200,
      'image/jpeg',
      'no-store',
    ]);
    expect(seen.text).toContain('compressed');
    expect(seen.text).not.toMatch(/GPS|film/);
    expect((await desk.get(`/api/photos/${id}`)).body['field']).toBe('purpose');
    expect((await crew.get(`/api/photos/${id}?purpose=complaint`)).status).toBe(403);
    // It is in no list of texts, under no other address, and nothing finds it.
    expect((await desk.get(`/api/sealed/${id}`)).status).toBe(404);
    expect((await desk.get(`/api/sealed?incidentId=${incidentId}`)).text).not.toContain(id);

    for (const one of board().assignments.values())
      if (one.incidentId === incidentId && one.endedAt === undefined)
        await desk.command({ type: 'ReleaseUnit', unitId: one.unitId, incidentId });
    expect((await desk.command({ type: 'CloseIncident', incidentId, disposition: 'handled' })).status).toBe(
      200,
    );
    expect((await desk.get(`/api/photos/${id}?purpose=incidentInHand`)).body['code']).toBe('PurposeNeeded');
    const auditor = await centre.client('auditor');
    expect((await auditor.get(`/api/photos/${id}?purpose=complaint`)).text).toContain('compressed');
    const reads = (await auditor.get('/api/sealed-reads')).body['reads'] as {
      sealedId: string;
      actorId: string;
      purpose: string;
    }[];
    expect(reads.filter(read => read.sealedId === id).map(read => [read.actorId, read.purpose])).toEqual([
      ['dispatcher', 'incidentInHand'],
      ['auditor', 'complaint'],
    ]);

    const { log, sealing, clock, database } = centre.centre;
    const erase = (days: number) =>
      sealing.eraseDue({ logId: log.logId, board: log.board, now: (clock.now() + days * DAY_MS) as never });
    await erase(29);
    expect((await auditor.get(`/api/photos/${id}?purpose=complaint`)).status).toBe(200);
    await erase(31);
    const gone = await auditor.get(`/api/photos/${id}?purpose=complaint`);
    expect([gone.status, gone.body['code']]).toEqual([410, 'PhotoErased']);
    const { rows } = await database.pool.query('SELECT body FROM clarion.sealed WHERE sealed_id = $1', [id]);
    expect(rows).toEqual([{ body: null }]);
  });
});
