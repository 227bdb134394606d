import type { LngLat } from '@clarion/measure';
import type {
  AreasResult,
  CellsAnswer,
  CirclesAnswer,
  CompareResult,
  ComplianceAnswer,
  CoverageAnswer,
  DayResult,
  JobAnswer,
  PlanningGround,
  PlanningJob,
  SiteResult,
  SuggestResult,
} from '@clarion/protocol';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { needsDatabase, noDatabase, type TestCentre, testCentre } from './testing/centre.ts';
import type { Client } from './testing/client.ts';

const minutes = [1, 3, 8];
const under = { callsPerHour: 3, sceneMinutes: 25, turnoutSeconds: 60, replications: 20, seed: 5 };

/** Of a ring, in square degrees. */
const sizeOf = (ring: readonly LngLat[]): number =>
  Math.abs(
    ring.reduce((sum, [lng, lat], i) => {
      const [east, north] = ring[(i + 1) % ring.length]!;
      return sum + (lng - ring[0]![0]) * (north - ring[0]![1]) - (east - ring[0]![0]) * (lat - ring[0]![1]);
    }, 0),
  ) / 2;

describe.skipIf(noDatabase)(`planning ${needsDatabase}`, () => {
  let centre: TestCentre;
  let planner: Client;
  let commander: Client;
  let ground: PlanningGround;
  let posts: { id: string; at: readonly [number, number] }[];
  let units: { id: string; post: string }[];
  beforeAll(async () => {
    centre = await testCentre();
    [planner, commander] = [await centre.client('planner'), await centre.client('commander')];
    ground = (await planner.get('/api/planning/ground')).body as unknown as PlanningGround;
    const mine = ground.units.filter(unit => unit.agency === 'ambulance' && unit.postId !== undefined);
    units = mine.map(unit => ({ id: unit.unitId, post: unit.postId! }));
    posts = ground.posts
      .filter(post => units.some(unit => unit.post === post.postId))
      .map(({ postId, at }) => ({ id: postId, at }));
  });
  afterAll(() => centre.drop());

  const figures = async (of: typeof posts) =>
    (await planner.send('POST', '/api/planning/figures', { posts: of, minutes }))
      .body as unknown as CoverageAnswer;
  const finished = async (job: PlanningJob | object, who = planner): Promise<JobAnswer> => {
    const started = await who.send('POST', '/api/planning/jobs', job);
    expect(started.status, started.text).toBe(202);
    for (;;) {
      const answer = await who.get(`/api/planning/jobs/${started.body['jobId']}`);
      const now = answer.body as unknown as JobAnswer;
      if (now.state !== 'running') return now;
      await new Promise(resolve => setTimeout(resolve, 30));
    }
  };
  const resultOf = <T>(answer: JobAnswer): T => {
    if (answer.state !== 'done') throw new Error(JSON.stringify(answer));
    return answer.result as T;
  };

  test('the ground is the town’s people, with the hashes of what is reckoned from', () => {
    expect(ground.demand).toMatchObject({ source: 'people' });
    expect(ground.demand.total).toBeGreaterThan(50_000);
    expect(ground.areas.length).toBeGreaterThan(1);
    expect(ground.inputs).toEqual({
      graph: centre.centre.place.graph.hash,
      demand: expect.stringMatching(/^[0-9a-f]{64}$/),
    });
  });

  test('whoever moves one post has one row reckoned, and the figures are those of all anew', async () => {
    const first = await figures(posts);
    expect(first.all.within[0]!).toBeLessThan(first.all.within[2]!);
    expect(first.all.p90Ms!).toBeGreaterThan(first.all.medianMs!);
    const areas = first.areas.reduce((sum, one) => sum + one.weight * one.within[2]!, 0);
    expect(areas / ground.demand.total).toBeCloseTo(first.all.within[2]!, 9);
    const moved = posts.map((post, i) =>
      i === 0 ? { ...post, at: [post.at[0] + 0.004, post.at[1]] as const } : post,
    );
    const second = await figures(moved);
    expect(second.reckoned).toBe(1);
    expect(second.all).not.toEqual(first.all);
    const back = await figures(posts);
    expect(back.reckoned).toBe(0);
    expect(back.all).toEqual(first.all);
  });

  test('circles follow the roads, larger ones hold smaller ones, and a post in the river is named', async () => {
    const lake: readonly [number, number] = [ground.posts[0]!.at[0] + 3, ground.posts[0]!.at[1]];
    const asked = { posts: [...posts, { id: 'wet', at: lake }], minutes };
    const circles = (await planner.send('POST', '/api/planning/circles', asked))
      .body as unknown as CirclesAnswer;
    expect(circles.offRoad).toEqual(['wet']);
    expect(circles.areas.map(area => area.minutes)).toEqual(minutes);
    const sizes = circles.areas.map(area =>
      area.coordinates.reduce((sum, [outer]) => sum + sizeOf(outer!), 0),
    );
    expect(sizes[0]!).toBeGreaterThan(0);
    expect(sizes[1]!).toBeGreaterThan(sizes[0]!);
    expect(sizes[2]!).toBeGreaterThan(sizes[1]!);
    // Blocks are filled; nothing that stays open is as small as one.
    for (const { coordinates } of circles.areas)
      for (const [, ...holes] of coordinates)
        for (const hole of holes) expect(sizeOf(hole)).toBeGreaterThan(5e-6);
    expect((await figures(asked.posts as typeof posts)).offRoad).toEqual(['wet']);
  });

  test('two deployments are judged under the same calls; all units at one post are proven worse', async () => {
    const plan = { posts, units };
    const heap = { posts, units: units.map(unit => ({ ...unit, post: posts[0]!.id })) };
    const job = { kind: 'compare', plans: [plan, heap], minutes, under };
    const result = resultOf<CompareResult>(await finished(job));
    const verdictsOf = ({ pairs }: CompareResult, pair: number) =>
      pairs[pair]!.verdicts.map(one => one.better);
    expect(result.pairs[0]!.verdicts.find(one => one.figure === 'mean')).toMatchObject({ better: 'a' });
    expect(result.pairs[0]!.areas.map(one => one.areaId).sort()).toEqual(
      ground.areas.map(one => one.areaId).sort(),
    );
    expect(resultOf<CompareResult>(await finished(job))).toEqual(result);
    // Three at once: every two of them, each as if they were alone.
    const three = resultOf<CompareResult>(await finished({ ...job, plans: [plan, heap, plan] }));
    expect(three.pairs.map(one => one.of)).toEqual([
      [0, 1],
      [0, 2],
      [1, 2],
    ]);
    expect(three.pairs[0]).toEqual(result.pairs[0]);
    expect(verdictsOf(three, 1)).toEqual(Array(5).fill('none'));
    expect(three.pairs[2]!.verdicts.find(one => one.figure === 'mean')).toMatchObject({ better: 'b' });
    expect(three.reached[2]).toEqual(three.reached[0]);
    expect(three.busiest).toHaveLength(3);
  });

  test('a compliance table holds one post more with each free unit, and covers what its posts reach', async () => {
    const asked = { posts, units: units.length, withinMinutes: 3, busy: 0 };
    const table = (await planner.send('POST', '/api/planning/table', asked))
      .body as unknown as ComplianceAnswer;
    expect(table.rows).toHaveLength(units.length);
    for (const [i, row] of table.rows.entries()) {
      expect(row.posts).toHaveLength(i + 1);
      expect(row.posts.slice(0, i)).toEqual(table.rows[i - 1]?.posts ?? []);
    }
    const first = posts.filter(post => post.id === table.rows[0]!.posts[0]);
    expect((await figures(first)).all.within[1]!).toBeCloseTo(table.rows[0]!.covered, 9);
  });

  test('sites are suggested with a bound that none can beat; fixed ones are in, forbidden ones are not', async () => {
    const job = { kind: 'suggest', model: 'cover', count: 3, minutes: 3, sites: posts, seconds: 3, seed: 1 };
    const free = resultOf<SuggestResult>(await finished({ ...job, fixed: [], forbidden: [] }));
    expect(free.sites).toHaveLength(3);
    expect(free.bound).toBeGreaterThanOrEqual(free.value);
    const covered = await figures(free.sites.map(({ id, at }) => ({ id, at })));
    expect(covered.all.within[1]!).toBeCloseTo(free.value, 9);
    const kept = resultOf<SuggestResult>(
      await finished({ ...job, fixed: [posts[0]!.id], forbidden: [posts[1]!.id] }),
    );
    expect(kept.sites.map(site => site.id)).toContain(posts[0]!.id);
    expect(kept.sites.map(site => site.id)).not.toContain(posts[1]!.id);
    expect(kept.value).toBeLessThanOrEqual(free.bound + 1e-9);
  });

  test.each(['median', 'center', 'expected'])(
    '%s answers with its bound too, and keeps what is settled',
    async model => {
      const job = {
        kind: 'suggest',
        model,
        count: 4,
        minutes: 3,
        sites: posts,
        fixed: [posts[0]!.id],
        forbidden: [posts[1]!.id],
        seconds: 2,
        seed: 1,
        perPost: 2,
      };
      const result = resultOf<SuggestResult>(await finished(job));
      expect(result.sites).toHaveLength(4);
      expect(result.sites.map(site => site.id)).toContain(posts[0]!.id);
      expect(result.sites.map(site => site.id)).not.toContain(posts[1]!.id);
      if (model === 'expected') expect(result.bound).toBeGreaterThanOrEqual(result.value);
      else expect(result.bound).toBeLessThanOrEqual(result.value);
    },
  );

  test('what cannot be is named: too many posts, a site fixed and forbidden, a unit at no post', async () => {
    const job = {
      kind: 'suggest',
      model: 'cover',
      count: 3,
      minutes: 3,
      sites: posts,
      fixed: [],
      forbidden: [],
      seconds: 1,
      seed: 1,
    };
    expect(await finished({ ...job, count: 600 })).toMatchObject({ state: 'failed', code: 'PostsTooMany' });
    const [id] = posts.map(post => post.id);
    expect(await finished({ ...job, fixed: [id], forbidden: [id] })).toMatchObject({
      code: 'SiteContradicts',
      params: { site: id },
    });
    const lost = { posts, units: [{ id: 'A9', post: 'nowhere' }] };
    expect(await finished({ kind: 'day', plan: lost, under })).toMatchObject({
      code: 'PlanPostUnknown',
      message: expect.stringContaining('nowhere'),
    });
  });

  test('the ground in cells has all the demand, is one piece by road, and is divided evenly by the solver of the command line', async () => {
    const cells = (await planner.get('/api/planning/cells')).body as unknown as CellsAnswer;
    expect(cells.workload.reduce((sum, one) => sum + one, 0)).toBeCloseTo(ground.demand.total, 6);
    expect(cells.areas.map(one => one.areaId)).toEqual(ground.areas.map(one => one.areaId));
    expect(new Set(cells.ids).size).toBe(cells.places.length);
    for (const [a, b] of cells.edges) {
      const apart = Math.abs(cells.places[a]! - cells.places[b]!);
      const isJoined = cells.joined.some(pair => pair.includes(a) && pair.includes(b));
      expect(isJoined || apart === 1 || apart === cells.columns).toBe(true);
    }
    // The river is crossed by its bridges alone: most pairs of squares on its two sides are no neighbours.
    const sides = cells.places.filter(place => cells.places.includes(place + cells.columns));
    const crossings = cells.edges.filter(
      ([a, b]) => Math.abs(cells.places[a]! - cells.places[b]!) === cells.columns,
    );
    expect(crossings.length).toBeLessThan(sides.length);

    const job = { kind: 'areas', count: 5, seconds: 3, seed: 1 };
    const even = resultOf<AreasResult>(await finished(job));
    const loads = Array<number>(5).fill(0);
    for (const [cell, area] of even.areaOf.entries()) loads[area]! += cells.workload[cell]!;
    const mean = ground.demand.total / 5;
    expect(Math.max(...loads.map(load => Math.abs(load / mean - 1)))).toBeCloseTo(even.imbalance, 9);
    expect(even.imbalance).toBeGreaterThanOrEqual(even.bound - 1e-12);
    expect(even.imbalance).toBeLessThan(0.1);
    const again = resultOf<AreasResult>(await finished({ ...job, seconds: 1, from: even.areaOf }));
    expect(again.imbalance).toBeLessThanOrEqual(even.imbalance + 0.05);
    const torn = even.areaOf.map((area, cell) => (cell === 0 ? (area + 1) % 5 : area));
    expect(await finished({ ...job, from: torn.with(-1, torn[0]!) })).toMatchObject({ code: 'AreasTorn' });
    expect(await finished({ ...job, from: [0] })).toMatchObject({ code: 'CellsOthers' });
  });

  test('several kinds are sited under costs and minimums by the engine of the command line; what cannot be is named', async () => {
    const kindsOf = new Map<string, number>();
    for (const { unitId, kind } of ground.units)
      if (units.some(one => one.id === unitId)) kindsOf.set(kind, (kindsOf.get(kind) ?? 0) + 1);
    const kinds = [...kindsOf].map(([id, count]) => ({ id, units: count, perSite: 1, cost: 5 }));
    const all = kinds.map(one => one.id);
    const sites = posts.map(({ id, at }) => ({ id, at, cost: 10, forbidden: false, fixed: {} }));
    const [first, second] = sites;
    const job = {
      kind: 'site',
      kinds,
      sites: [{ ...first!, fixed: { [all[0]!]: 1 } }, { ...second!, forbidden: true }, ...sites.slice(2)],
      anywhere: false,
      budget: 60,
      goals: [{ kinds: all, withinSeconds: 180, counts: 'once', importance: 1 }],
      minimums: [{ kinds: all, withinSeconds: 480, share: 0.5, times: 1, areas: 'each', of: 'coverable' }],
      seconds: 3,
      seed: 1,
    };
    const sited = resultOf<SiteResult>(await finished(job));
    expect(sited.cost).toBeLessThanOrEqual(60);
    expect(sited.bound).toBeGreaterThanOrEqual(sited.value);
    expect(sited.bound).toBeLessThanOrEqual(1);
    expect(sited.units.find(one => one.id === first!.id)?.kind).toBeDefined();
    expect(sited.units.some(one => one.id === second!.id)).toBe(false);
    expect(sited.minimums.every(one => one.reached >= one.asked - 1e-9)).toBe(true);
    expect(new Set(sited.minimums.map(one => one.areaId)).size).toBe(sited.minimums.length);
    // The value is the share that the figures of the same posts have.
    const chosen = posts.filter(post => sited.units.some(one => one.id === post.id));
    expect((await figures(chosen)).all.within[1]!).toBeCloseTo(sited.value, 9);

    expect(await finished({ ...job, budget: 14 })).toMatchObject({
      state: 'failed',
      code: 'FixedTooDear',
      message: expect.stringContaining('14'),
    });
    const much = [{ ...job.minimums[0]!, withinSeconds: 60, share: 1, of: 'all', areas: undefined }];
    expect(await finished({ ...job, minimums: much })).toMatchObject({
      code: 'MinimumUnreachable',
      message: expect.stringMatching(/^everywhere: /),
    });
    const dear = [{ ...job.minimums[0]!, withinSeconds: 240, share: 1, times: 2 }];
    const owed = await finished({ ...job, budget: 16, minimums: dear });
    expect(owed).toMatchObject({ state: 'failed', code: expect.stringMatching(/^Minimums/) });
    // Told by the area's name, not by its code.
    expect((owed as unknown as { message: string }).message).toMatch(
      new RegExp(`^(${ground.areas.map(one => one.names.en).join('|')}): `),
    );
  });

  test('a day is played along the roads', async () => {
    const day = resultOf<DayResult>(await finished({ kind: 'day', plan: { posts, units }, under }));
    expect(day.calls.length).toBeGreaterThan(30);
    for (const { points, atS } of day.drives) {
      expect(points.length).toBe(atS.length);
      for (let i = 1; i < atS.length; i++) expect(atS[i]!).toBeGreaterThanOrEqual(atS[i - 1]!);
    }
    expect(day.drives.some(drive => drive.call !== null && drive.points.length > 2)).toBe(true);
  });

  test('a cancelled run has no result, is nobody else’s, and leaves the log as it was', async () => {
    const { head } = centre.centre.log.board;
    const job = {
      kind: 'suggest',
      model: 'median',
      count: 5,
      minutes: 3,
      sites: posts,
      fixed: [],
      forbidden: [],
      seconds: 60,
      seed: 1,
    };
    const started = await planner.send('POST', '/api/planning/jobs', job);
    const path = `/api/planning/jobs/${started.body['jobId']}`;
    expect((await commander.get(path)).status).toBe(404);
    expect((await planner.send('DELETE', path)).body).toMatchObject({ state: 'cancelled' });
    const after = (await planner.get(path)).body;
    expect(after).toMatchObject({ state: 'cancelled' });
    expect(after['result']).toBeUndefined();
    expect(centre.centre.log.board.head).toBe(head);
  });

  test('a deployment is drafted, approved by another, begins at its time for everybody, and is rolled back', async () => {
    const startsAt = centre.centre.clock.now() + 3_600_000;
    const [unit] = units;
    const home = centre.centre.log.board.units.get(unit!.id)!.description;
    const at = [posts[0]!.at[0] + 0.003, posts[0]!.at[1]] as const;
    const [west, south, east, north] = centre.centre.place.bounds;
    const whole = [
      [west, south],
      [east, south],
      [east, north],
      [west, north],
    ];
    const deployment = {
      startsAt,
      posts: [{ postId: 'N1', names: { en: 'New post' }, kind: 'ambulance', at }],
      units: units.map(one => ({ unitId: one.id, postId: one.id === unit!.id ? 'N1' : one.post })),
      minimums: [{ capability: 'als', count: 1, postIds: ['N1'] }],
      areas: [{ areaId: 'all', names: { en: 'All' }, rings: [whole] }],
      costs: { currency: 'CNY', posts: { ambulance: 90_000 }, unitHours: {} },
      inputs: ground.inputs,
    };
    const drafted = await planner.command({ type: 'DraftDeployment', deployment } as never);
    expect(drafted.status, drafted.text).toBe(200);
    const { deploymentId } = drafted.body;
    const approve = { type: 'ApproveDeployment', deploymentId } as never;
    expect((await planner.command(approve)).status).toBe(403);
    expect((await commander.command(approve)).status).toBe(200);
    const now = () => centre.centre.log.board.units.get(unit!.id)!.description;
    expect(now()).toEqual(home);
    centre.wallAheadMs = 3_600_000;
    const isSo = async (want: string) => {
      for (let i = 0; i < 100 && now().postId !== want; i++)
        await new Promise(resolve => setTimeout(resolve, 50));
      return now();
    };
    expect(await isSo('N1')).toMatchObject({ postId: 'N1', home: at });
    const told = (await planner.get('/api/planning/deployments')).body;
    expect(told).toMatchObject({ inForce: deploymentId });
    expect((await planner.get('/api/planning/ground')).body).toMatchObject({ costs: deployment.costs });
    const areasNow = async () =>
      ((await planner.get('/api/planning/cells')).body as unknown as CellsAnswer).areas.map(
        one => one.areaId,
      );
    expect(await areasNow()).toEqual(['all']);
    expect((await commander.command({ type: 'RollBackDeployment', deploymentId } as never)).status).toBe(200);
    expect(now()).toEqual(home);
    expect(await areasNow()).toEqual(ground.areas.map(one => one.areaId));
  });
});
