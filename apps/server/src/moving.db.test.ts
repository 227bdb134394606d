import type { LngLat } from '@clarion/measure';
import type { RecommendationAnswer, RouteAnswer } from '@clarion/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

const DAY_MS = 86_400_000;

describe.skipIf(noDatabase)(`incidents that move ${needsDatabase}`, () => {
  let centre: TestCentre;
  let dispatcher: Client;
  let taker: Client;
  let at: LngLat;
  let away: LngLat;

  const move = (client: Client, incidentId: string, to: LngLat, label: string) => {
    const place = { at: to, uncertaintyM: 50, label, source: 'map', verified: false };
    return client.command({ type: 'MovePlace', incidentId, told: 'caller', place } as { type: string });
  };
  const listOf = async (client: Client, incidentId: string) => {
    const answer = await client.get(`/api/recommendation?incidentId=${incidentId}`);
    expect(answer.status, answer.text).toBe(200);
    return (answer.body as unknown as RecommendationAnswer).evidence;
  };
  const timeOf = async (client: Client, incidentId: string, unitId: string) =>
    (await listOf(client, incidentId)).candidates.find(one => one.unitId === unitId)?.travelTimeMs;
  const sealedIdsOf = (incidentId: string) =>
    (centre.centre.log.board.incidents.get(incidentId)?.moves ?? []).map(one => one.place.sealedId);

  beforeAll(async () => {
    centre = await testCentre();
    dispatcher = await centre.client('dispatcher');
    taker = await centre.client('calltaker');
    at = centre.centre.place.center;
    const homes = [...centre.centre.log.board.units.values()].flatMap(({ description }) =>
      description.home === undefined ? [] : [description.home],
    );
    const far = ([lng, lat]: LngLat) => Math.hypot(lng - at[0], lat - at[1]);
    away = homes.reduce((best, home) => (far(home) > far(best) ? home : best));
  });
  afterAll(() => centre.drop());

  test('the list and the way go to the newest place, nobody is reassigned, and the crew’s phone is told', async () => {
    const { incidentId } = await openedIncident(taker, at, 'waterRescue');
    const [unitId = ''] = await dispatched(dispatcher, incidentId);
    const crew = await centre.client(unitId.toLowerCase());
    const live = await crew.live();
    live.say({ type: 'follow', from: 0 });
    await live.until('unit');
    const wayEnd = async () =>
      (
        (await crew.get(`/api/route?unitId=${unitId}&incidentId=${incidentId}`))
          .body as unknown as RouteAnswer
      ).points?.at(-1);
    const before = await wayEnd();
    const free = (await listOf(dispatcher, incidentId)).candidates.find(
      one => one.status === 'available' && one.travelTimeMs !== undefined,
    )!;
    const moved = await move(taker, incidentId, away, 'Landing stage');
    expect(moved.status, moved.text).toBe(200);
    const told = await live.until('unit', ({ view }) => view.assignments[0]?.incident.moves !== undefined);
    const [newest] = told.view.assignments[0]!.incident.moves!;
    const read = await crew.get(`/api/sealed/${newest!.place.sealedId}`);
    expect(JSON.parse(String(read.body['text']))).toMatchObject({ label: 'Landing stage', at: away });
    expect(await wayEnd()).not.toEqual(before);
    expect(await timeOf(dispatcher, incidentId, free.unitId)).not.toBe(free.travelTimeMs);
    expect(centre.centre.log.board.units.get(unitId)?.assignmentIds).toHaveLength(1);
    live.close();
  });

  test('another server goes to the newest place too', async () => {
    const { incidentId } = await openedIncident(taker, at, 'waterRescue');
    const { unitId, travelTimeMs } = (await listOf(dispatcher, incidentId)).candidates[0]!;
    await move(taker, incidentId, away, 'Pier');
    const here = await timeOf(dispatcher, incidentId, unitId);
    expect(here).not.toBe(travelTimeMs);
    const second = await centre.another();
    try {
      const there = await second.client('dispatcher');
      expect(await timeOf(there, incidentId, unitId)).toBe(here);
    } finally {
      await second.stop();
    }
  });

  test('a place before the newest is read for a purpose alone, is written down, and is erased after a day', async () => {
    const { incidentId } = await openedIncident(taker, at, 'waterRescue');
    await move(taker, incidentId, away, 'First buoy');
    await move(taker, incidentId, at, 'Second buoy');
    const [first, second] = sealedIdsOf(incidentId);
    const plain = await dispatcher.get(`/api/sealed/${first}`);
    expect([plain.status, plain.body['code']]).toEqual([403, 'PurposeNeeded']);
    const forPurpose = await dispatcher.get(`/api/sealed/${first}?purpose=qualityReview`);
    expect(forPurpose.text).toContain('First buoy');
    const auditor = await centre.client('auditor');
    const reads = (await auditor.get('/api/sealed-reads')).body['reads'] as {
      sealedId: string;
      purpose: string;
    }[];
    expect(reads.filter(read => read.sealedId === first).map(read => read.purpose)).toEqual([
      'qualityReview',
    ]);
    const { log, sealing } = centre.centre;
    const now = (centre.centre.clock.now() + 1.01 * DAY_MS) as never;
    await sealing.eraseDue({ logId: log.logId, board: log.board, now });
    const states = await sealing.read({
      logId: log.logId,
      sealedIds: [first!, second!],
      reader: 'test',
      purpose: 'test',
      now,
    });
    expect(states.map(one => one.state)).toEqual(['erased', 'open']);
  });

  test('a crew that is on it tells from its own device; another does not', async () => {
    const { incidentId } = await openedIncident(taker, at, 'medical');
    const [unitId = ''] = await dispatched(dispatcher, incidentId);
    const crew = await centre.client(unitId.toLowerCase());
    expect((await move(crew, incidentId, away, 'By the gate')).status).toBe(200);
    const other = [...centre.centre.log.board.units.values()].find(
      unit => unit.status === 'available',
    )!.unitId;
    const stranger = await centre.client(other.toLowerCase());
    expect((await move(stranger, incidentId, away, 'Elsewhere')).status).toBe(403);
  });
});
