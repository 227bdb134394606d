import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../run.ts';

const root = join(import.meta.dirname, '../../../..');
const example = join(root, 'examples/siting');
let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-site-'));
  await writeFile(join(folder, 'demand.csv'), 'id,weight,area\nnorth,3,up\nsouth,2,down\neast,1,down\n');
  await writeFile(
    join(folder, 'travel.csv'),
    'from,to,travel_time_ms\ns1,north,60000\ns1,south,90000\ns2,south,50000\ns2,east,60000\ns3,north,200000\n',
  );
});
afterAll(() => rm(folder, { recursive: true, force: true }));

async function plan(...argv: string[]) {
  const out: string[] = [];
  const err: string[] = [];
  const code = await runCli(['plan', ...argv, '--json'], {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out.push(text) }, err: { write: text => err.push(text) } },
    now: () => 0,
  });
  return { code, parsed: JSON.parse(code === 0 ? out.join('') : err.at(-1)!) as Record<string, unknown> };
}

const small = {
  demand: 'demand.csv',
  travel: 'travel.csv',
  kinds: [{ id: 'engine', units: 1 }],
  goals: [{ kinds: ['engine'], withinSeconds: 100 }],
};

async function site(change: object, ...more: string[]) {
  const path = join(folder, 'siting.json');
  await writeFile(path, JSON.stringify({ ...small, ...change }));
  return plan('site', '--siting', path, '--iterations', '30', ...more);
}

const standing = (parsed: Record<string, unknown>) =>
  (parsed['units'] as { site: string; units: number }[]).map(one => `${one.site} ${one.units}`);

test('the published example has its answer with its gap, and the published schema is the one that --schema prints', async () => {
  const { code, parsed } = await plan('site', '--siting', join(example, 'siting.json'), '--iterations', '60');
  expect(code).toBe(0);
  expect(parsed).toMatchObject({ value: expect.closeTo(403.5, 6), cost: expect.any(Number), seed: 1 });
  expect(parsed['bound']).toBeGreaterThanOrEqual(403.5 - 1e-6);
  expect(parsed['cost']).toBeLessThanOrEqual(80);
  for (const { asked, reached } of parsed['minimums'] as { asked: number; reached: number }[])
    expect(reached).toBeGreaterThanOrEqual(asked - 1e-9);
  const published = await readFile(join(root, 'docs/schemas/siting.schema.json'), 'utf8');
  expect((await plan('site', '--schema')).parsed).toEqual(JSON.parse(published));
});

test('with time there is a proof by the general solver', async () => {
  await writeFile(
    join(folder, 'two.json'),
    JSON.stringify({ ...small, kinds: [{ id: 'engine', units: 2 }] }),
  );
  const { parsed } = await plan('site', '--siting', join(folder, 'two.json'), '--seconds', '20');
  expect(parsed).toMatchObject({ value: 6, proven: true, spare: { engine: 0 } });
});

test('each field has its effect: room, cost, fixed and forbidden sites, several kinds, what counts, minimums', async () => {
  expect(standing((await site({})).parsed)).toEqual(['s1 1']);
  expect(standing((await site({ sites: [{ id: 's1', forbidden: true }] })).parsed)).toEqual(['s2 1']);
  expect(standing((await site({ sites: [{ id: 's1', room: 0 }] })).parsed)).toEqual(['s2 1']);
  const fixed = await site({ sites: [{ id: 's2', fixed: { engine: 1 } }] });
  expect(standing(fixed.parsed)).toEqual(['s2 1']);
  const dear = await site({ budget: 5, sites: [{ id: 's1', cost: 6 }] });
  expect(dear.parsed).toMatchObject({ cost: 0, value: 3 });
  expect(standing(dear.parsed)).toEqual(['s2 1']);
  const minimum = { kinds: ['engine'], withinSeconds: 100, share: 0.9, areas: ['down'] };
  expect(standing((await site({ minimums: [minimum] })).parsed)).toEqual(['s2 1']);
  const twoKinds = [...small.kinds, { id: 'ambulance', units: 1, cost: 2 }];
  const both = await site({
    kinds: twoKinds,
    goals: [...small.goals, { kinds: ['ambulance'], withinSeconds: 300, importance: 2 }],
  });
  // One engine: 5; one ambulance at twice its weight: 10.
  expect(both.parsed).toMatchObject({ value: 15, cost: 2, spare: { engine: 0, ambulance: 0 } });
  const pair = [{ id: 'engine', units: 2 }];
  const twice = await site({ kinds: pair, goals: [{ ...small.goals[0], counts: 'twice' }] });
  expect(twice.parsed).toMatchObject({ value: 5 });
  const spread = await site({
    kinds: [{ id: 'engine', units: 2, perSite: 1 }],
    goals: [{ ...small.goals[0], counts: { backup: 0.3 } }],
  });
  // North 3 and east 1 once at 0.7, south twice.
  expect(spread.parsed['value']).toBeCloseTo(0.7 * 4 + 2, 9);
  const busy = await site({ kinds: pair, goals: [{ ...small.goals[0], counts: { busy: 0.5 } }] });
  expect(busy.parsed['value']).toBeCloseTo(5 * 0.75, 9);
});

test('minimums that cannot be met are named with their area and what would do; uncoverable demand is told', async () => {
  const far = { kinds: ['engine'], withinSeconds: 55, share: 0.9, areas: 'each' };
  expect(await site({ minimums: [far] })).toMatchObject({
    code: 2,
    parsed: { code: 'MinimumUnreachable', field: 'minimums[0]', message: expect.stringMatching(/up.* 0 %/) },
  });
  expect(await site({ minimums: [{ ...far, of: 'coverable' }] })).toMatchObject({
    code: 0,
    parsed: { uncoverable: [expect.anything(), { ids: ['north', 'east'], weight: 4 }] },
  });
  const all = { kinds: ['engine'], withinSeconds: 100, share: 1, areas: 'each' };
  const { parsed } = await site({ minimums: [all] });
  expect(parsed).toMatchObject({ field: 'minimums[0]' });
  expect(parsed['code']).toMatch(/^Minimums(Impossible|NotMet)$/);
  expect(parsed['message']).toMatch(/engine 2/);
  const crowded = { minimums: [all], sites: [{ id: 's2', room: 0 }] };
  expect((await site(crowded)).parsed).toMatchObject({ code: 'MinimumUnreachable' });
});

test('what does not fit the tables is named by its field', async () => {
  const field = async (change: object) => {
    const { code, parsed } = await site(change);
    return [code, parsed['code'], parsed['field']];
  };
  expect(await field({ budgt: 1 })).toEqual([2, 'ScenarioFieldUnknown', 'budgt']);
  expect(await field({ sites: [{ id: 's9' }] })).toEqual([2, 'ScenarioNameUnknown', 'sites[0].id']);
  expect(await field({ goals: [{ kinds: ['pump'], withinSeconds: 9 }] })).toEqual([
    2,
    'ScenarioNameUnknown',
    'goals[0].kinds[0]',
  ]);
  expect(await field({ sites: [{ id: 's1', forbidden: true, fixed: { engine: 1 } }] })).toEqual([
    2,
    'SiteFixedAndForbidden',
    'sites[0].fixed',
  ]);
  expect(await field({ sites: [{ id: 's1', fixed: { engine: 2 } }] })).toEqual([
    2,
    'FixedWithoutRoom',
    'sites[0].fixed.engine',
  ]);
  expect(await field({ budget: 1, sites: [{ id: 's1', cost: 2, fixed: { engine: 1 } }] })).toEqual([
    2,
    'FixedTooDear',
    'budget',
  ]);
});

test('double: all within the outer time, a share within the inner one, the most of it twice', async () => {
  const options = ['--demand', join(folder, 'demand.csv'), '--matrix', join(folder, 'travel.csv')];
  const { parsed } = await plan(
    'double',
    ...options,
    '--posts',
    '3',
    '--inner',
    '100',
    '--outer',
    '200',
    '--share',
    '0.5',
    '--iterations',
    '60',
  );
  // s2 is needed for the east; two units at s1 cover north and south twice.
  expect(parsed).toMatchObject({
    coveredTwice: 5,
    posts: ['s1', 's1', 's2'],
    coveredOnce: 6,
    totalWeight: 6,
  });
  const few = await plan(
    'double',
    ...options,
    '--posts',
    '1',
    '--inner',
    '100',
    '--outer',
    '200',
    '--share',
    '0.5',
    '--iterations',
    '30',
  );
  expect(few.parsed['code']).toMatch(/^DoubleStandard(Impossible|NotMet)$/);
  const mixed = await plan(
    'double',
    ...options,
    '--posts',
    '1',
    '--inner',
    '100',
    '--outer',
    '50',
    '--share',
    '0.5',
  );
  expect(mixed.parsed).toMatchObject({ code: 'OptionTooSmall', field: '--outer' });
});
