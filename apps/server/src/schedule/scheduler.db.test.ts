import type { LngLat } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from '../testing/centre.ts';
import type { Client } from '../testing/client.ts';

const MINUTE_MS = 60_000;

describe.skipIf(noDatabase)(`calls for later ${needsDatabase}`, () => {
  let centre: TestCentre;
  let taker: Client;
  let dispatcher: Client;
  let at: LngLat;

  const now = () => centre.centre.clock.now();
  const incidentOf = (incidentId: string) => centre.centre.log.board.incidents.get(incidentId)!;
  const releasesOf = async (incidentId: string) =>
    (await centre.centre.log.readAbout({ incidentId })).filter(entry => entry.type === 'ScheduledReleased');
  async function asked(schedule: object): Promise<string> {
    const callId = String((await taker.command({ type: 'AnswerCall' })).body['callId']);
    const place = { at, uncertaintyM: 20, label: 'Market Square 1', source: 'search', verified: true };
    const command = { type: 'OpenIncident', callId, typeId: 'medical', place, schedule };
    const answer = await taker.command(command as { type: string });
    expect(answer.status, answer.text).toBe(200);
    return String(answer.body['incidentId']);
  }

  beforeAll(async () => {
    centre = await testCentre();
    taker = await centre.client('calltaker');
    dispatcher = await centre.client('dispatcher');
    at = centre.centre.place.center;
  });
  afterAll(() => centre.drop());

  test('it comes into the queue by itself at its lead, and not before', async () => {
    const incidentId = await asked({ needAt: now() + 60 * MINUTE_MS, leadSeconds: 40 * 60 });
    await centre.schedule();
    expect(incidentOf(incidentId).schedule?.releasedAt).toBeUndefined();
    centre.wallAheadMs += 21 * MINUTE_MS;
    await centre.schedule();
    expect(incidentOf(incidentId).schedule?.releasedAt).toBeGreaterThan(0);
    const [entry] = await releasesOf(incidentId);
    expect(entry).toMatchObject({ actor: { kind: 'system' }, data: { leadSeconds: 2400 } });
  });

  test('a hazard that somebody entered ends by itself at its expiry, and not before', async () => {
    const incidentId = await asked({ needAt: now() + 60 * MINUTE_MS, leadSeconds: 60 });
    const expiresAt = now() + 30 * MINUTE_MS;
    const hazard = { type: 'SetHazard', incidentId, hazard: 'gas', reason: 'service', expiresAt };
    expect((await dispatcher.command(hazard)).status).toBe(200);
    await centre.schedule();
    expect(incidentOf(incidentId).hazards).toEqual(['gas']);
    centre.wallAheadMs += 31 * MINUTE_MS;
    await centre.schedule();
    expect(incidentOf(incidentId).hazards).toBeUndefined();
  });

  test('without a set lead it comes in time for turnout and drive of who would go', async () => {
    const needAt = now() + 60 * MINUTE_MS;
    const incidentId = await asked({ needAt });
    centre.wallAheadMs += 20 * MINUTE_MS;
    await centre.schedule();
    expect(incidentOf(incidentId).schedule?.releasedAt).toBeUndefined();
    centre.wallAheadMs += 39 * MINUTE_MS;
    await centre.schedule();
    const [entry] = await releasesOf(incidentId);
    const { leadSeconds } = entry!.data as { leadSeconds: number };
    const { evidence } = centre.centre.recommender.recommend({ incidentId });
    const drives = evidence.candidates.filter(one => one.recommended).map(one => one.travelTimeMs ?? 0);
    expect(leadSeconds).toBeGreaterThan(Math.max(...drives) / 1000);
    expect(leadSeconds).toBeLessThan(40 * 60);
  });

  test('two servers that look at once bring it once', async () => {
    const incidentId = await asked({ needAt: now() + 60 * MINUTE_MS, leadSeconds: 50 * 60 });
    const second = await centre.another();
    try {
      centre.wallAheadMs += 11 * MINUTE_MS;
      second.wallAheadMs = centre.wallAheadMs;
      await Promise.all([centre.schedule(), second.schedule(), centre.schedule(), second.schedule()]);
      expect(await releasesOf(incidentId)).toHaveLength(1);
    } finally {
      await second.stop();
    }
  });

  test('what came due while no server ran comes with the next, once', async () => {
    const incidentId = await asked({ needAt: now() + 30 * MINUTE_MS, leadSeconds: 10 * 60 });
    const second = await centre.another();
    try {
      second.wallAheadMs = centre.wallAheadMs + 45 * MINUTE_MS;
      await second.schedule();
      await second.schedule();
      expect(second.centre.log.board.incidents.get(incidentId)?.schedule?.releasedAt).toBeGreaterThan(0);
    } finally {
      await second.stop();
    }
    expect(await releasesOf(incidentId)).toHaveLength(1);
    // The other server's clock was ahead; this one's goes on from where the log stands.
    centre.wallAheadMs += Math.max(0, centre.centre.log.board.at - now());
  });

  test('put off, it comes at the new time; cancelled with its reason, never', async () => {
    const first = await asked({ needAt: now() + 30 * MINUTE_MS, leadSeconds: 0 });
    const second = await asked({ needAt: now() + 30 * MINUTE_MS, leadSeconds: 0 });
    const put = {
      type: 'ScheduleIncident',
      incidentId: first,
      needAt: now() + 90 * MINUTE_MS,
      leadSeconds: 0,
    };
    expect((await dispatcher.command(put as { type: string })).status).toBe(200);
    const cancel = { type: 'CloseIncident', incidentId: second, disposition: 'cancelledByCaller' };
    expect((await dispatcher.command(cancel as { type: string })).status).toBe(200);
    centre.wallAheadMs += 31 * MINUTE_MS;
    await centre.schedule();
    expect(await releasesOf(first)).toHaveLength(0);
    centre.wallAheadMs += 60 * MINUTE_MS;
    await centre.schedule();
    expect(await releasesOf(first)).toHaveLength(1);
    expect(await releasesOf(second)).toHaveLength(0);
    const early = await dispatcher.command({ type: 'ReleaseScheduled', incidentId: second });
    expect([early.status, early.body['code']]).toEqual([409, 'IncidentClosedAlready']);
  });
});
