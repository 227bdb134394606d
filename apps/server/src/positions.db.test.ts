import { instant, type LngLat } from '@clarion/measure';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';
import { dispatched, openedIncident } from './testing/story.ts';

describe.skipIf(noDatabase)(`positions ${needsDatabase}`, () => {
  let centre: TestCentre;
  let gateway: Client;
  let dispatcher: Client;
  let here: LngLat;
  const now = () => centre.centre.clock.now();
  const report = (fixes: readonly object[]) => gateway.send('POST', '/api/positions', { fixes });
  const unitOf = (unitId: string) => centre.centre.log.board.units.get(unitId)!;
  const shown = async (unitId: string) => {
    const answer = await dispatcher.get('/api/positions');
    return (answer.body['positions'] as { unitId: string; source: string; at: LngLat }[]).find(
      one => one.unitId === unitId,
    );
  };
  beforeAll(async () => {
    centre = await testCentre();
    gateway = await centre.client('gateway');
    dispatcher = await centre.client('dispatcher');
    here = centre.centre.place.center;
  });
  afterAll(() => centre.drop());

  test('a batch sent twice counts once', async () => {
    const fixes = [
      { unitId: 'E1', at: here, fixAt: now() - 2000 },
      { unitId: 'E1', at: here, fixAt: now() - 1000 },
      { unitId: 'E2', at: here, fixAt: now() - 1000 },
    ];
    expect((await report(fixes)).body).toEqual({ taken: 3, known: 0, keptAside: [] });
    expect((await report(fixes)).body).toEqual({ taken: 0, known: 3, keptAside: [] });
    expect(await shown('E2')).toMatchObject({ source: 'device' });
  });

  test('batches that cross, and are sent again, are shown at once and stored once each', async () => {
    const units = ['T1', 'M1'].filter(unitId => centre.centre.log.board.units.has(unitId));
    const began = now();
    const batches = Array.from({ length: 20 }, (_, i) =>
      units.map(unitId => ({ unitId, at: here, fixAt: began + i })),
    );
    const twice = [...batches, ...batches].map(report);
    const answers = (await Promise.all(twice)).map(answer => answer.body as { taken: number; known: number });
    const sum = (key: 'taken' | 'known') => answers.reduce((total, answer) => total + answer[key], 0);
    expect([sum('taken'), sum('known')]).toEqual([20 * units.length, 20 * units.length]);
    const answer = await dispatcher.get(`/api/positions/history?from=${began}&to=${began + 19}`);
    const stored = answer.body['positions'] as { unitId: string; fixAt: number }[];
    expect(stored.map(one => `${one.fixAt - began} ${one.unitId}`).toSorted()).toEqual(
      batches.flatMap((_, i) => units.map(unitId => `${i} ${unitId}`)).toSorted(),
    );
    expect(centre.centre.positions.latest(units[0]!)?.fixAt).toBe(began + 19);
  });

  test('an absurd position is kept aside with its reason, and the unit is doubted but stays recommended', async () => {
    await report([{ unitId: 'E3', at: here, fixAt: now() - 1000 }]);
    const far: LngLat = [here[0], here[1] + 40];
    const answer = await report([{ unitId: 'E3', at: far, fixAt: now() }]);
    expect(answer.body['keptAside']).toEqual([{ unitId: 'E3', fixAt: expect.any(Number), reason: 'absurd' }]);
    expect(unitOf('E3').doubt?.reason).toBe('absurd');
    expect(await shown('E3')).toMatchObject({ source: 'lastReported', at: here });

    const taker = await centre.client('calltaker');
    const { incidentId } = await openedIncident(taker, here, 'structureFire');
    const answered = await dispatcher.get(`/api/recommendation?incidentId=${incidentId}`);
    const candidate = (
      answered.body['evidence'] as {
        candidates: { unitId: string; recommended: boolean; reasons: unknown[] }[];
      }
    ).candidates.find(one => one.unitId === 'E3');
    expect(candidate?.recommended).toBe(true);
    expect(candidate?.reasons).toContainEqual({ code: 'positionDoubtful', doubt: 'absurd' });
  });

  test('good fixes in a row clear the doubt', async () => {
    await report([{ unitId: 'E4', at: [here[0], here[1] + 40], fixAt: now() }]);
    expect(unitOf('E4').doubt?.reason).toBe('absurd');
    centre.wallAheadMs += 40_000;
    for (let second = 0; second < 3; second++)
      await report([{ unitId: 'E4', at: here, fixAt: now() + second * 1000 }]);
    expect(unitOf('E4').doubt).toBeUndefined();
  });

  test('a fix that comes late is kept aside; after a newer one it casts no doubt', async () => {
    const late = await report([{ unitId: 'E5', at: here, fixAt: now() - 600_000 }]);
    expect(late.body['keptAside']).toMatchObject([{ reason: 'late' }]);
    expect(unitOf('E5').doubt?.reason).toBe('late');
    await report([{ unitId: 'M2', at: here, fixAt: now() }]);
    await report([{ unitId: 'M2', at: here, fixAt: now() - 600_000 }]);
    expect(unitOf('M2').doubt).toBeUndefined();
  });

  test('a position set by hand comes first until it expires', async () => {
    const at: LngLat = [here[0] + 0.001, here[1]];
    const unitId = 'E1';
    const placed = await dispatcher.command({
      type: 'PlaceUnit',
      unitId,
      at,
      expiresAt: instant(now() + 60_000),
    });
    expect(placed.status).toBe(200);
    await report([{ unitId, at: here, fixAt: now() }]);
    expect(await shown(unitId)).toMatchObject({ source: 'hand', at });
    centre.wallAheadMs += 61_000;
    expect(await shown(unitId)).toMatchObject({ source: 'device', at: here });
  });

  test('a fix at odds with the status is kept aside', async () => {
    const taker = await centre.client('calltaker');
    const { incidentId } = await openedIncident(taker, here, 'medical');
    const [unitId] = await dispatched(dispatcher, incidentId);
    await dispatcher.command({ type: 'ReportStatus', unitId: unitId!, status: 'onScene' });
    centre.wallAheadMs += 120_000;
    const away: LngLat = [here[0] + 0.03, here[1]];
    const answer = await report([{ unitId, at: away, fixAt: now() }]);
    expect(answer.body['keptAside']).toMatchObject([{ unitId, reason: 'againstStatus' }]);
  });

  test('a crew reports its own unit only, an unknown unit is named, and a wrong batch stores nothing', async () => {
    const crew = await centre.client('e1');
    const foreign = await crew.send('POST', '/api/positions', {
      fixes: [{ unitId: 'E2', at: here, fixAt: now() }],
    });
    expect([foreign.status, foreign.body['code']]).toEqual([403, 'UnitNotYours']);
    const unknown = await report([{ unitId: 'X99', at: here, fixAt: now() }]);
    expect(unknown.body['keptAside']).toMatchObject([{ unitId: 'X99', reason: 'unknownUnit' }]);
    const wrong = await report([
      { unitId: 'E2', at: here, fixAt: now() },
      { unitId: 'E2', at: [200, 100], fixAt: now() },
    ]);
    expect([wrong.status, wrong.body['field']]).toEqual([400, 'fixes.1.at.0']);
  });

  test('what was reported can be replayed, within limits', async () => {
    const from = now() - 3_600_000;
    const answer = await dispatcher.get(`/api/positions/history?from=${from}&to=${now()}`);
    const positions = answer.body['positions'] as { unitId: string; fixAt: number }[];
    expect(positions.length).toBeGreaterThan(5);
    expect(positions.every(one => one.fixAt >= from)).toBe(true);
    const aside = await dispatcher.get(`/api/positions/aside?from=${from}&to=${now()}`, {
      'accept-language': 'zh-CN',
    });
    expect(aside.body['positions']).toContainEqual(
      expect.objectContaining({
        unitId: 'E3',
        reason: 'absurd',
        message: '定位数据不合理：距离过远或速度过快。',
      }),
    );
    const long = await dispatcher.get(`/api/positions/history?from=0&to=${now()}`);
    expect([long.status, long.body['code']]).toEqual([400, 'RangeWrong']);
  });
});
