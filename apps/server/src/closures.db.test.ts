import type { LngLat } from '@clarion/measure';
import type { RecommendationAnswer, RouteAnswer, StreetAnswer, StreetDetours } from '@clarion/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

const HOUR_MS = 3_600_000;

describe.skipIf(noDatabase)(`streets closed now ${needsDatabase}`, () => {
  let centre: TestCentre;
  let other: TestCentre;
  let dispatcher: Client;
  let elsewhere: Client;
  let incidentId: string;
  /** The nearest unit, and the middle of its way to the incident. */
  let unitId: string;
  let onItsWay: readonly LngLat[];

  const recommended = async (client: Client) => {
    const answer = await client.get(`/api/recommendation?incidentId=${incidentId}`);
    return (answer.body as unknown as RecommendationAnswer).evidence;
  };
  const travelMs = async (client: Client, unit = unitId) =>
    (await recommended(client)).candidates.find(one => one.unitId === unit)?.travelTimeMs ?? Infinity;
  const routeOf = async (client: Client) => {
    const answer = await client.get(`/api/route?unitId=${unitId}&incidentId=${incidentId}`);
    return answer.body as unknown as RouteAnswer;
  };
  const expiresIn = (ms: number) => centre.centre.clock.now() + ms;
  const close = (points: readonly LngLat[], more: object = {}) =>
    dispatcher.command({
      type: 'CloseStreet',
      points,
      reason: 'flood',
      expiresAt: expiresIn(HOUR_MS),
      ...more,
    } as { type: string });
  const closeItsWay = async (more: object = {}) => {
    const closed = await close(onItsWay, more);
    expect(closed.status, closed.text).toBe(200);
    return { closureId: String(closed.body['closureId']), seq: Number(closed.body['head']) };
  };
  const reopen = (closureId: string) => dispatcher.command({ type: 'ReopenStreet', closureId });
  /** Another server has the entry as soon as its pages have it. */
  async function has(client: Client, seq: number): Promise<void> {
    const live = await client.live();
    live.say({ type: 'follow', from: seq - 1 });
    await live.until('entries', message => message.entries.some(entry => entry.seq === seq));
    live.close();
  }

  beforeAll(async () => {
    centre = await testCentre();
    other = await centre.another();
    dispatcher = await centre.client('dispatcher');
    elsewhere = await other.client('commander');
    const { center, bounds } = centre.centre.place;
    const at: LngLat = [center[0] + (bounds[2] - center[0]) / 3, center[1]];
    ({ incidentId } = await openedIncident(await centre.client('calltaker'), at));
    const [first] = (await recommended(dispatcher)).candidates;
    unitId = first!.unitId;
    const { points } = await routeOf(dispatcher);
    onItsWay = [points[Math.floor(points.length * 0.3)]!, points[Math.floor(points.length * 0.7)]!];
  });
  afterAll(async () => {
    await other.drop();
    await centre.drop();
  });

  test('a closure counts in the recommendation, its evidence and the route at once, also at another server', async () => {
    const [before, way] = [await travelMs(dispatcher), await routeOf(dispatcher)];
    expect(way.travelTimeMs).toBe(before);
    const { closureId, seq } = await closeItsWay();
    const evidence = await recommended(dispatcher);
    expect(evidence.closuresVersion).toBe(seq);
    expect(await travelMs(dispatcher)).toBeGreaterThan(before);
    // How everybody else gets around it: longer than through it, and not over what is closed.
    const told = await dispatcher.get(`/api/closures/${closureId}/detours`);
    expect(told.status, told.text.slice(0, 200)).toBe(200);
    const { detours } = told.body as unknown as StreetDetours;
    expect(detours.length).toBeGreaterThan(0);
    for (const { from, to, through, throughMs, aroundMs = Infinity } of detours) {
      expect(from).not.toBe(to);
      expect(through.length).toBeGreaterThan(1);
      expect(aroundMs).toBeGreaterThan(throughMs);
    }
    expect((await elsewhere.get('/api/closures/X99/detours')).status).toBe(404);
    const around = await routeOf(dispatcher);
    expect(around.travelTimeMs).toBe(await travelMs(dispatcher));
    expect(around.steps.at(-1)).toMatchObject({ kind: 'arrive', atMs: around.travelTimeMs });
    // The crews of an exercise drive by the same streets.
    const { recommender, positions, log, clock } = centre.centre;
    const from = positions.placeOf(log.board, unitId, clock.now())!.at;
    const driven = recommender.way(from, log.board.incidents.get(incidentId)!.place!.at);
    expect(driven.ok && driven.value.travelTimeMs).toBe(await travelMs(dispatcher));

    await has(elsewhere, seq);
    expect((await recommended(elsewhere)).closuresVersion).toBe(seq);
    expect(await travelMs(elsewhere)).toBe(await travelMs(dispatcher));

    const opened = await reopen(closureId);
    await has(elsewhere, Number(opened.body['head']));
    for (const client of [dispatcher, elsewhere]) {
      expect(await travelMs(client)).toBe(before);
      expect((await recommended(client)).closuresVersion).toBe(opened.body['head']);
    }
    expect(await routeOf(dispatcher)).toEqual(way);
  });

  test('it counts after a start, and no more once its time has passed', async () => {
    const before = await travelMs(dispatcher);
    await closeItsWay({ expiresAt: expiresIn(HOUR_MS) });
    const around = await travelMs(dispatcher);
    expect(around).toBeGreaterThan(before);
    const started = await centre.another();
    const asker = await started.client('commander');
    expect(await travelMs(asker)).toBe(around);
    started.wallAheadMs = HOUR_MS + 1000;
    expect(await travelMs(asker)).toBe(before);
    await started.drop();
    for (const closureId of centre.centre.log.board.closures.keys()) await reopen(closureId);
  });

  test('the nearest unit is another one when the street of the nearest is closed', async () => {
    const first = await recommended(dispatcher);
    const best = first.candidates.find(one => one.recommended)!;
    const [street] = await streetsAt(dispatcher, best.fix!.at);
    expect(street).toBeDefined();
    // Everything around where it stands: it is put on the next street that is open, and comes later.
    const closed = await closeAllWays(best.unitId);
    const then = await recommended(dispatcher);
    expect(then.candidates.find(one => one.recommended)?.unitId).not.toBe(best.unitId);
    for (const closureId of closed) await reopen(closureId);
    const again = await recommended(dispatcher);
    expect(again.candidates.find(one => one.recommended)?.unitId).toBe(best.unitId);
  });

  /** Closes street after street of the unit's way until it is no longer the nearest. */
  async function closeAllWays(nearest: string): Promise<string[]> {
    const closed: string[] = [];
    for (let round = 0; round < 40; round++) {
      const answer = await dispatcher.get(`/api/route?unitId=${nearest}&incidentId=${incidentId}`);
      const { points } = answer.body as unknown as RouteAnswer;
      const middle = Math.floor((points.length - 1) / 2);
      const [a, b] = [points[middle]!, points[middle + 1]!];
      const shut = await close([[(a[0] + b[0]) / 2, (a[1] + b[1]) / 2]]);
      expect(shut.status, shut.text).toBe(200);
      closed.push(String(shut.body['closureId']));
      if ((await recommended(dispatcher)).candidates.find(one => one.recommended)?.unitId !== nearest) break;
    }
    return closed;
  }

  async function streetsAt(client: Client, at: LngLat): Promise<readonly StreetAnswer[]> {
    const answer = await client.get(`/api/streets/at?lng=${at[0]}&lat=${at[1]}`);
    return (answer.body as { streets?: readonly StreetAnswer[] }).streets ?? [];
  }

  test('the street under a click is offered, and sent back it is the one that is closed', async () => {
    const [street] = await streetsAt(dispatcher, onItsWay[0]!);
    const closed = await close([street!.at]);
    const closure = centre.centre.log.board.closures.get(String(closed.body['closureId']));
    expect(closure).toMatchObject({
      pairs: street!.pairs,
      lines: street!.lines,
      label: street!.names,
      reason: 'flood',
      by: { id: 'dispatcher' },
    });
    await reopen(closure!.closureId);
  });

  test('what cannot be closed or opened is said', async () => {
    const far = await close([[0, 0]]);
    expect([far.status, far.body['code'], far.body['field']]).toEqual([
      409,
      'NoStreetNear',
      'command.points',
    ]);
    const past = await close(onItsWay, { expiresAt: 1000 });
    expect([past.status, past.body['code']]).toEqual([409, 'TimeImplausible']);
    const unknown = await reopen('X999');
    expect([unknown.status, unknown.body['code']]).toEqual([404, 'ClosureUnknown']);
    const twice = await reopen('X1');
    expect([twice.status, twice.body['code']]).toEqual([409, 'StreetOpenAlready']);
    const taker = await centre.client('calltaker');
    const crew = await centre.client('e1');
    for (const who of [taker, crew]) {
      const refused = await who.command({ type: 'ReopenStreet', closureId: 'X1' });
      expect([refused.status, refused.body['code']]).toEqual([403, 'NotAllowed']);
    }
  });

  test('what was sent over a closure names it for good', async () => {
    const { closureId, seq } = await closeItsWay();
    await dispatched(dispatcher, incidentId);
    await reopen(closureId);
    const entries = await centre.centre.log.readAbout({ incidentId });
    const sent = entries.find(entry => entry.type === 'UnitsAssigned');
    expect(sent?.type === 'UnitsAssigned' && sent.data.evidence?.closuresVersion).toBe(seq);
  });
});
