import { connect } from 'node:net';
import type { LngLat } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';

describe.skipIf(noDatabase)(`trackers ${needsDatabase}`, () => {
  let centre: TestCentre;
  let admin: Client;
  let stranger: Client;
  let dispatcher: Client;
  let here: LngLat;
  const now = () => centre.centre.clock.now();
  const issue = (trackerId: string, unitId: string) =>
    admin.send('POST', '/api/trackers', { trackerId, unitId });
  const report = (key: string, ...fixes: readonly object[]) =>
    stranger.send('POST', '/api/tracker/positions', { fixes }, { authorization: `Bearer ${key}` });
  const shown = (unitId: string) => centre.centre.positions.latest(unitId);
  const listed = async (trackerId: string) =>
    ((await dispatcher.get('/api/trackers')).body['trackers'] as Record<string, unknown>[]).find(
      one => one['trackerId'] === trackerId,
    );
  beforeAll(async () => {
    centre = await testCentre();
    [admin, stranger, dispatcher] = await Promise.all([
      centre.client('admin'),
      centre.client(),
      centre.client('dispatcher'),
    ]);
    here = centre.centre.place.center;
  });
  afterAll(() => centre.drop());

  test('a key is shown once and reports for its own unit alone, whatever the fix says', async () => {
    expect((await issue('van', 'X99')).body['code']).toBe('UnitUnknown');
    const issued = await issue('van', 'E1');
    const key = String(issued.body['key']);
    expect(issued.status).toBe(201);
    expect((await issue('van', 'E2')).body['code']).toBe('TrackerTaken');
    const answer = await report(key, { unitId: 'E2', at: here, fixAt: now() });
    expect(answer.body).toEqual({ taken: 1, known: 0, keptAside: [], tooMany: 0 });
    expect(shown('E1')).toMatchObject({ unitId: 'E1', at: here });
    expect(shown('E2')).toBeUndefined();
    expect((await report(key, { at: here, speedKmh: 30 })).body['taken']).toBe(1);
    expect(await listed('van')).toMatchObject({ unitId: 'E1', lastSeenAt: expect.any(Number) });
    expect(JSON.stringify(await listed('van'))).not.toContain(key);
  });

  test('a wrong key, and one that was revoked, opens nothing, and a session does not stand in for it', async () => {
    const wrong = await report('aaaaa-bbbbb-ccccc-ddddd', { at: here });
    expect([wrong.status, wrong.body['code']]).toEqual([401, 'TrackerKeyWrong']);
    const crew = await centre.client('e1');
    expect((await crew.send('POST', '/api/tracker/positions', { fixes: [{ at: here }] })).status).toBe(401);
    const key = String((await issue('old', 'E2')).body['key']);
    expect((await report(key, { at: here })).status).toBe(200);
    expect((await admin.send('DELETE', '/api/trackers/old')).status).toBe(204);
    expect((await report(key, { at: here })).status).toBe(401);
    expect((await admin.send('DELETE', '/api/trackers/none')).body['code']).toBe('TrackerUnknown');
  });

  test('a wrong clock is told and its fix is not believed: the last good one stays, labelled', async () => {
    const key = String((await issue('clock', 'E3')).body['key']);
    await report(key, { at: here, fixAt: now() });
    const before = shown('E3');
    const answer = await report(key, { at: [here[0] + 0.001, here[1]], fixAt: now() + 600_000 });
    expect(answer.body['keptAside']).toMatchObject([{ unitId: 'E3', reason: 'clockAhead' }]);
    expect(shown('E3')).toEqual(before);
    expect(centre.centre.log.board.units.get('E3')?.doubt?.reason).toBe('clockAhead');
    expect(Number((await listed('clock'))?.['clockAheadMs'])).toBeGreaterThan(590_000);
    await report(key, { at: here, fixAt: now() - 600_000 });
    expect(Number((await listed('clock'))?.['clockAheadMs'])).toBeLessThan(-590_000);
    expect(shown('E3')).toEqual(before);
  });

  test('one that floods is slowed down and keeps its newest; nobody else waits for it', async () => {
    const flooding = String((await issue('flood', 'E4')).body['key']);
    const calm = String((await issue('calm', 'E5')).body['key']);
    centre.wallStoppedAtMs = Date.now();
    const at = now();
    const many = Array.from({ length: 1000 }, (_, i) => ({ at: here, fixAt: at - 1000 + i }));
    expect((await report(flooding, ...many)).body['tooMany']).toBe(0);
    expect((await report(flooding, ...many)).body['tooMany']).toBe(800);
    const over = await report(flooding, { at: here, fixAt: at });
    expect([over.status, over.body['code']]).toEqual([429, 'TooManyFixes']);
    expect((await report(calm, { at: here, fixAt: at })).body['taken']).toBe(1);
    centre.wallStoppedAtMs = undefined;
    expect(shown('E4')?.fixAt).toBe(at - 1);
  });

  test('a line cut in the middle of a report leaves nothing of it; sent again, and once more, it counts once', async () => {
    const key = String((await issue('cut', 'M1')).body['key']);
    const fixAt = now() - 1000;
    const body = JSON.stringify({ fixes: [{ at: here, fixAt }] });
    const { hostname, port } = new URL(centre.url);
    const socket = connect(Number(port), hostname);
    socket.on('error', () => socket.destroy());
    const head = `POST /api/tracker/positions HTTP/1.1\r\nhost: x\r\nauthorization: Bearer ${key}\r\ncontent-type: application/json\r\ncontent-length: ${body.length}\r\n\r\n`;
    await new Promise<void>(resolve => socket.write(head + body.slice(0, -10), () => resolve()));
    socket.destroy();
    expect(shown('M1')).toBeUndefined();
    expect((await report(key, { at: here, fixAt })).body).toMatchObject({ taken: 1, known: 0 });
    expect((await report(key, { at: here, fixAt })).body).toMatchObject({ taken: 0, known: 1 });
    expect(shown('M1')?.fixAt).toBe(fixAt);
  });
});
