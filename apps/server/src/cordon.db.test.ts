import { distance, type LngLat } from '@clarion/measure';
import type { CordonProposal, CordonReach, RouteAnswer } from '@clarion/protocol';
import { snap } from '@clarion/roads';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';

const HOUR_MS = 3_600_000;

describe.skipIf(noDatabase)(`cordons ${needsDatabase}`, () => {
  let centre: TestCentre;
  let anna: Client;
  let ben: Client;
  let incidentId: string;
  let at: LngLat;

  const circle = (radiusM = 250) => ({ kind: 'circle' as const, centre: at, radiusM });
  const propose = (client: Client, more: object = {}) =>
    client.send('POST', '/api/cordons/proposal', { incidentId, area: circle(), ...more });
  const proposed = async (more: object = {}) => {
    const answer = await propose(anna, more);
    if (answer.status !== 200) throw new Error(answer.text);
    return answer.body as unknown as CordonProposal;
  };
  const setting = ({ area, outsideAtM, variant, points }: CordonProposal, more: object = {}) => ({
    type: 'SetCordon',
    incidentId,
    area,
    outsideAtM,
    variant,
    points: points.map(({ node }) => node),
    reason: 'gas',
    expiresAt: centre.centre.clock.now() + HOUR_MS,
    ...more,
  });

  beforeAll(async () => {
    centre = await testCentre();
    [anna, ben] = [await centre.client('dispatcher'), await centre.client('commander')];
    const { center, graph } = centre.centre.place;
    at = snap(graph, center)!.at;
    const place = { at, uncertaintyM: 0, label: 'Works', source: 'map', verified: true };
    incidentId = String((await anna.command({ type: 'OpenIncident', place } as never)).body['incidentId']);
  });
  afterAll(() => centre.drop());

  test('a proposal names points with who can be there, ways out, people inside and detours, and sets nothing', async () => {
    const proposal = await proposed();
    expect(proposal.points.length).toBeGreaterThan(1);
    expect(proposal.waysOut.length).toBeGreaterThan(0);
    expect(proposal.inside?.people).toBeGreaterThan(0);
    expect(proposal.inside!.atLeast).toBeLessThanOrEqual(proposal.inside!.people);
    expect(proposal.reach.map(({ node, number }) => `${node} ${number}`)).toEqual(
      proposal.points.map(({ node }, i) => `${node} ${i + 1}`),
    );
    const [first] = proposal.reach;
    expect(first!.units.length).toBeGreaterThan(0);
    expect(first!.units.map(unit => unit.etaMs)).toEqual(
      first!.units.map(unit => unit.etaMs).sort((a, b) => a - b),
    );
    expect(first!.within10).toBeLessThanOrEqual(first!.within20);
    for (const { from, to, throughMs, aroundMs } of proposal.detours) {
      expect([from, to].every(number => number >= 1 && number <= proposal.points.length)).toBe(true);
      expect(aroundMs ?? Infinity).toBeGreaterThan(throughMs);
    }
    for (const { from, to, through, around, aroundMs } of proposal.detours) {
      const ends = [proposal.points[from - 1]!.at, proposal.points[to - 1]!.at];
      expect([through[0], through.at(-1)]).toEqual(ends);
      expect([around?.[0], around?.at(-1)]).toEqual(aroundMs === undefined ? [undefined, undefined] : ends);
    }
    expect(centre.centre.log.board.cordons.size).toBe(0);
    const far = await proposed({ variant: 'farthest' });
    expect(far.points).toHaveLength(proposal.points.length);
  });

  test('what cannot be closed off is named in the asker’s language', async () => {
    const away = { area: { kind: 'circle', centre: [0, 0], radiusM: 100 } };
    const answer = await propose(anna, away);
    expect(answer).toMatchObject({
      status: 409,
      body: { code: 'CordonImpossible', facts: { reason: 'areaOffMap' } },
    });
    expect(answer.body['message']).toContain('off the map');
    const zh = await propose(await centre.client('dispatcher', 'zh-CN'), away);
    expect(zh.body['message']).toContain('不在地图范围内');
    const open = { kind: 'polygons', polygons: [[[at, [at[0] + 0.01, at[1]], [at[0], at[1] + 0.01]]]] };
    expect((await propose(anna, { area: open })).body).toMatchObject({ facts: { reason: 'area' } });
    expect((await propose(anna, { area: { kind: 'circle' } })).status).toBe(400);
    expect((await propose(anna, { incidentId: 'I99' })).status).toBe(404);
    expect((await propose(await centre.client('calltaker'))).status).toBe(403);
  });

  test('of two dispatchers one sets it; the other is told by whom, and can take its place on purpose', async () => {
    const proposal = await proposed();
    const answers = await Promise.all([
      anna.command(setting(proposal)),
      ben.command(setting(proposal, { reason: 'fire' })),
    ]);
    const [won, lost] = answers.sort((a, b) => a.status - b.status);
    expect(won).toMatchObject({ status: 200, body: { cordonId: 'Z1' } });
    expect(lost).toMatchObject({
      status: 409,
      body: { code: 'CordonStandsAlready', facts: { cordonId: 'Z1' } },
    });
    const other = await proposed({ area: circle(400) });
    const replaced = await ben.command(setting(other, { replaces: 'Z1' }));
    expect(replaced).toMatchObject({ status: 200, body: { cordonId: 'Z2' } });
    expect([...centre.centre.log.board.cordons.keys()]).toEqual(['Z2']);
  });

  test('points that are no longer those on the screen are not set', async () => {
    const proposal = await proposed();
    const fewer = setting({ ...proposal, points: proposal.points.slice(1) }, { replaces: 'Z2' });
    expect(await anna.command(fewer)).toMatchObject({ status: 409, body: { code: 'CordonChanged' } });
  });

  test('a unit sent to a point drives there, and the reach is told of the cordon as it stands', async () => {
    const reach = (await anna.get('/api/cordons/Z2/reach')).body as unknown as CordonReach;
    expect(reach.detours).toEqual((await proposed({ area: circle(400) })).detours);
    const [first] = reach.reach;
    const { unitId } = first!.units[0]!;
    const point = { cordonId: 'Z2', node: first!.node };
    const sent = await anna.command({
      type: 'AssignUnits',
      incidentId,
      unitIds: [unitId],
      displayed: [],
      point,
    });
    expect(sent.status).toBe(200);
    const held = [...centre.centre.log.board.assignments.values()].at(-1)?.point;
    expect(held).toMatchObject({ ...point, number: 1 });
    const way = (await anna.get(`/api/route?unitId=${unitId}&incidentId=${incidentId}`))
      .body as unknown as RouteAnswer;
    expect(distance(way.points.at(-1)!, held!.at)).toBeLessThan(1);
    // Who is on the incident is still told of its points.
    const again = (await anna.get('/api/cordons/Z2/reach')).body as unknown as CordonReach;
    expect(again.reach[0]!.units.map(unit => unit.unitId)).toContain(unitId);
  });

  test('it is lifted, and then over', async () => {
    expect((await ben.command({ type: 'LiftCordon', cordonId: 'Z2' })).status).toBe(200);
    expect(await ben.command({ type: 'LiftCordon', cordonId: 'Z2' })).toMatchObject({
      status: 409,
      body: { code: 'CordonOverAlready' },
    });
    expect((await anna.get('/api/cordons/Z2/reach')).status).toBe(404);
    expect((await anna.get('/api/openapi.json')).text).toContain('/api/cordons/proposal');
  });
});
