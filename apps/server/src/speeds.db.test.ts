import type { LngLat } from '@clarion/measure';
import type { RecommendationAnswer, RouteAnswer } from '@clarion/protocol';
import { nodeIdOf } from '@clarion/roads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

const HOUR_MS = 3_600_000;

describe.skipIf(noDatabase)(`speeds now ${needsDatabase}`, () => {
  let centre: TestCentre;
  let other: TestCentre;
  let dispatcher: Client;
  let elsewhere: Client;
  let gateway: Client;
  let incidentId: string;
  let unitId: string;
  let onItsWay: readonly LngLat[];

  const recommended = async (client: Client) => {
    const answer = await client.get(`/api/recommendation?incidentId=${incidentId}`);
    return (answer.body as unknown as RecommendationAnswer).evidence;
  };
  const travelMs = async (client: Client) =>
    (await recommended(client)).candidates.find(one => one.unitId === unitId)?.travelTimeMs ?? Infinity;
  const routeOf = async (client: Client) => {
    const answer = await client.get(`/api/route?unitId=${unitId}&incidentId=${incidentId}`);
    return answer.body as unknown as RouteAnswer;
  };
  const slow = (more: object = {}) =>
    dispatcher.command({
      type: 'ChangeSpeed',
      points: onItsWay,
      pace: { kmh: 5 },
      reason: 'jam',
      expiresAt: centre.centre.clock.now() + HOUR_MS,
      ...more,
    } as { type: string });
  const restore = (speedId: string) => dispatcher.command({ type: 'RestoreSpeed', speedId });
  async function has(client: Client, seq: number): Promise<void> {
    const live = await client.live();
    live.say({ type: 'follow', from: seq - 1 });
    await live.until('entries', message => message.entries.some(entry => entry.seq === seq));
    live.close();
  }
  const feed = (body: string, form = 'text/csv', seconds = 3600) =>
    gateway.send('POST', `/api/speeds?validForSeconds=${seconds}`, body, { 'content-type': form });
  /** Every road of the place, in both directions, at a share of its usual time. */
  function everyRoad(times: number): string {
    const { graph } = centre.centre.place;
    const rows = ['from,to,travel_time_ms'];
    for (let arc = 0; arc < graph.arcCount; arc++) {
      const ends = [graph.arcTail[arc]!, graph.arcHead[arc]!].map(node => nodeIdOf(graph, node));
      rows.push(`${ends.join(',')},${graph.arcTimeMs[arc]! * times}`);
    }
    return rows.join('\n');
  }

  beforeAll(async () => {
    centre = await testCentre();
    other = await centre.another();
    dispatcher = await centre.client('dispatcher');
    gateway = await centre.client('gateway');
    elsewhere = await other.client('commander');
    const { center, bounds } = centre.centre.place;
    const at: LngLat = [center[0] + (bounds[2] - center[0]) / 3, center[1]];
    ({ incidentId } = await openedIncident(await centre.client('calltaker'), at));
    unitId = (await recommended(dispatcher)).candidates[0]!.unitId;
    const { points } = await routeOf(dispatcher);
    onItsWay = [points[Math.floor(points.length * 0.3)]!, points[Math.floor(points.length * 0.7)]!];
  });
  afterAll(async () => {
    await other.drop();
    await centre.drop();
  });

  test('a slowed street counts at once in recommendation, evidence and route, at another server too, until it is usual again', async () => {
    const [before, way] = [await travelMs(dispatcher), await routeOf(dispatcher)];
    const slowed = await slow();
    expect(slowed.status, slowed.text).toBe(200);
    const seq = Number(slowed.body['head']);
    expect((await recommended(dispatcher)).speedsVersion).toBe(seq);
    const longer = await travelMs(dispatcher);
    expect(longer).toBeGreaterThan(before);
    expect((await routeOf(dispatcher)).travelTimeMs).toBe(longer);
    await has(elsewhere, seq);
    expect(await travelMs(elsewhere)).toBe(longer);
    expect((await recommended(elsewhere)).speedsVersion).toBe(seq);

    const restored = await restore(String(slowed.body['speedId']));
    await has(elsewhere, Number(restored.body['head']));
    for (const client of [dispatcher, elsewhere]) expect(await travelMs(client)).toBe(before);
    expect(await routeOf(dispatcher)).toEqual(way);
  });

  test('it counts after a start, and no more once its time has passed, without an entry', async () => {
    const before = await travelMs(dispatcher);
    const slowed = await slow({ pace: { factor: 0.1 } });
    const longer = await travelMs(dispatcher);
    expect(longer).toBeGreaterThan(before);
    const started = await centre.another();
    const asker = await started.client('commander');
    expect(await travelMs(asker)).toBe(longer);
    const { head } = started.centre.log;
    started.wallAheadMs = HOUR_MS + 1000;
    expect(await travelMs(asker)).toBe(before);
    expect(started.centre.log.head).toBe(head);
    await started.drop();
    await restore(String(slowed.body['speedId']));
  });

  test('what is no speed, and what cannot be taken back, is said', async () => {
    for (const pace of [{ kmh: 0 }, { kmh: -10 }, { kmh: 500 }, { factor: 0 }]) {
      const refused = await slow({ pace });
      expect([refused.status, refused.body['code']]).toEqual([409, 'SpeedImplausible']);
    }
    const unknown = await restore('V999');
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'SpeedUnknown']);
    const far = await slow({ points: [[0, 0]] });
    expect([far.status, far.body['code']]).toEqual([409, 'NoStreetNear']);
  });

  test('a feed of every road is in force with its answer, named by log and evidence, and at every server', async () => {
    const before = await travelMs(dispatcher);
    const taken = await feed(everyRoad(3));
    expect(taken.status, taken.text).toBe(200);
    expect(taken.body).toMatchObject({ roads: centre.centre.place.graph.arcCount, unknown: 0 });
    const seq = Number(taken.body['seq']);
    const evidence = await recommended(dispatcher);
    expect(evidence.feedVersion).toBe(seq);
    const fed = await travelMs(dispatcher);
    expect(Math.abs(fed - 3 * before)).toBeLessThan(100);
    expect((await routeOf(dispatcher)).travelTimeMs).toBe(fed);
    const [entry] = await centre.centre.log.read(seq, seq);
    expect(entry).toMatchObject({ type: 'SpeedsAdopted', data: { feed: { digest: taken.body['digest'] } } });

    await has(elsewhere, seq);
    await other.centre.feeds.settled();
    expect((await recommended(elsewhere)).feedVersion).toBe(seq);
    expect(await travelMs(elsewhere)).toBe(fed);

    // What a dispatcher says goes before what was measured, and a closure before both.
    const slowed = await slow({ pace: { factor: 0.02 } });
    expect(await travelMs(dispatcher)).toBeGreaterThan(fed);
    await restore(String(slowed.body['speedId']));
    expect(await travelMs(dispatcher)).toBe(fed);

    await dispatched(dispatcher, incidentId);
    const sent = (await centre.centre.log.readAbout({ incidentId })).find(
      one => one.type === 'UnitsAssigned',
    );
    expect(sent?.type === 'UnitsAssigned' && sent.data.evidence?.feedVersion).toBe(seq);

    // A server that starts now knows it; past its time the usual times count, and nobody wrote an entry for that.
    const started = await centre.another();
    const asker = await started.client('commander');
    expect((await recommended(asker)).feedVersion).toBe(seq);
    started.wallAheadMs = HOUR_MS + 1000;
    expect((await recommended(asker)).feedVersion).toBeUndefined();
    await started.drop();
  });

  test('while a feed is reckoned and after a newer one, questions are answered over one that counts', async () => {
    const newer = feed(everyRoad(2));
    let answers = 0;
    const versions = new Set<number | undefined>();
    let isDone = false;
    void newer.then(() => {
      isDone = true;
    });
    while (!isDone) {
      versions.add((await recommended(elsewhere)).feedVersion);
      versions.add((await recommended(dispatcher)).feedVersion);
      answers += 2;
    }
    const taken = await newer;
    expect(taken.status, taken.text).toBe(200);
    expect(answers).toBeGreaterThan(1);
    expect(versions).not.toContain(undefined);
    expect((await recommended(dispatcher)).feedVersion).toBe(taken.body['seq']);
    expect((await gateway.get('/api/speeds')).body).toMatchObject({ feedVersion: taken.body['seq'] });
  });

  test('a feed that is none is refused whole, and by whom it may not come', async () => {
    const { head } = centre.centre.log;
    const wrong = await feed('from,to,kmh\na,b,0\n');
    expect([wrong.status, wrong.body['code']]).toEqual([400, 'FeedRowWrong']);
    const foreign = await feed('from,to,kmh\nno,such,30\n');
    expect([foreign.status, foreign.body['code']]).toEqual([400, 'FeedForeign']);
    const broken = await feed('{', 'application/json');
    expect([broken.status, broken.body['code']]).toEqual([400, 'FeedUnreadable']);
    const plain = await feed('x', 'text/plain');
    expect([plain.status, plain.body['code']]).toEqual([415, 'BodyTypeWrong']);
    expect((await feed(everyRoad(1), 'text/csv', 0)).status).toBe(400);
    const crew = await centre.client('e1');
    for (const who of [crew, dispatcher]) {
      const refused = await who.send('POST', '/api/speeds?validForSeconds=60', 'from,to,kmh\na,b,3\n', {
        'content-type': 'text/csv',
      });
      expect(refused.status).toBe(403);
    }
    expect(centre.centre.log.head).toBe(head);
  });
});
