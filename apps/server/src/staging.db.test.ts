import type { LngLat } from '@clarion/measure';
import type { RecommendationAnswer, RouteAnswer } from '@clarion/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

describe.skipIf(noDatabase)(`staged until told safe ${needsDatabase}`, () => {
  let centre: TestCentre;
  let dispatcher: Client;
  let taker: Client;
  let at: LngLat;
  let away: LngLat;

  const incidentOf = (incidentId: string) => centre.centre.log.board.incidents.get(incidentId)!;
  const etaOf = async (incidentId: string, unitId: string) => {
    const answer = await dispatcher.get(`/api/recommendation?incidentId=${incidentId}`);
    const { evidence } = answer.body as unknown as RecommendationAnswer;
    return evidence.candidates.find(one => one.unitId === unitId)?.travelTimeMs;
  };
  const endOfWay = async (unitId: string, incidentId: string) => {
    const answer = await dispatcher.get(`/api/route?unitId=${unitId}&incidentId=${incidentId}`);
    return (answer.body as unknown as RouteAnswer).points.at(-1);
  };
  const stage = (incidentId: string, more: object = {}) =>
    dispatcher.command({ type: 'SetStaging', incidentId, reason: 'violence', ...more } as { type: string });

  beforeAll(async () => {
    centre = await testCentre();
    dispatcher = await centre.client('dispatcher');
    taker = await centre.client('calltaker');
    at = centre.centre.place.center;
    // Where some unit of the town stands: far enough from the middle that the drive differs.
    const homes = [...centre.centre.log.board.units.values()].flatMap(({ description }) =>
      description.home === undefined ? [] : [description.home],
    );
    away = [...homes].sort(
      (a, b) => Math.hypot(b[0] - at[0], b[1] - at[1]) - Math.hypot(a[0] - at[0], a[1] - at[1]),
    )[0]!;
  });
  afterAll(() => centre.drop());

  test('the recommendation and the way go to the staging place while the incident is staged, and to it once it is safe', async () => {
    const { incidentId } = await openedIncident(taker, at, 'violence');
    const unitId = [...centre.centre.log.board.units.values()].find(
      unit => unit.description.home === away && unit.status === 'available',
    )!.unitId;
    const before = await etaOf(incidentId, unitId);
    const set = await stage(incidentId, { place: { at: away, label: 'Depot' } });
    expect(set.status, set.text).toBe(200);
    const staged = await etaOf(incidentId, unitId);
    expect(staged).toBeLessThan(before ?? Infinity);
    const sent = { type: 'AssignUnits', incidentId, unitIds: [unitId], displayed: [] };
    expect((await dispatcher.command(sent)).status).toBe(200);
    const there = await endOfWay(unitId, incidentId);
    const told = await dispatcher.command({ type: 'TellSafe', incidentId });
    expect(told.status, told.text).toBe(200);
    expect(await endOfWay(unitId, incidentId)).not.toEqual(there);
  });

  test('the crew’s phone is told to wait, hears that it is safe, by whom and when, and says so', async () => {
    const { incidentId } = await openedIncident(taker, at, 'violence');
    const [unitId = ''] = await dispatched(dispatcher, incidentId);
    const crew = await centre.client(unitId.toLowerCase());
    const live = await crew.live();
    live.say({ type: 'follow', from: 0 });
    await live.until('unit');
    await stage(incidentId);
    const waits = await live.until(
      'unit',
      ({ view }) => view.assignments[0]?.assignment.staging !== undefined,
    );
    expect(waits.view.assignments[0]?.assignment.staging).toMatchObject({ reason: 'violence' });
    const tooSoon = await crew.command({ type: 'AcknowledgeSafe', unitId, incidentId } as { type: string });
    expect([tooSoon.status, tooSoon.body['code']]).toEqual([409, 'NotStaged']);
    const mayNot = await crew.command({ type: 'TellSafe', incidentId } as { type: string });
    expect(mayNot.status).toBe(403);
    const there = await crew.command({ type: 'ReportStaged', unitId, incidentId } as { type: string });
    expect(there.status, there.text).toBe(200);
    await dispatcher.command({ type: 'TellSafe', incidentId });
    const told = await live.until(
      'unit',
      ({ view }) => view.assignments[0]?.assignment.staging?.safe !== undefined,
    );
    expect(told.view.assignments[0]?.assignment.staging?.safe?.by.id).toBe(
      incidentOf(incidentId).staging?.safe?.by.id,
    );
    const heard = await crew.command({ type: 'AcknowledgeSafe', unitId, incidentId } as { type: string });
    expect(heard.status, heard.text).toBe(200);
    live.close();
  });

  test('on scene before it is safe is taken, and the log says so', async () => {
    const { incidentId } = await openedIncident(taker, at, 'violence');
    const [unitId = ''] = await dispatched(dispatcher, incidentId);
    await stage(incidentId);
    const crew = await centre.client(unitId.toLowerCase());
    const went = await crew.command({ type: 'ReportStatus', unitId, status: 'onScene' } as { type: string });
    expect(went.status, went.text).toBe(200);
    const entries = await centre.centre.log.readAbout({ incidentId });
    expect(entries.at(-1)).toMatchObject({ type: 'StatusReported', data: { beforeSafe: true } });
  });
});
