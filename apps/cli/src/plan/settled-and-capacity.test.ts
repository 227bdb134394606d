import { beforeAll, describe, expect, test } from 'vitest';
import { planFolder } from '../testing/plan-folder.ts';

const { path, write, plan } = planFolder('settled');

const demand = ['id,weight', 'north,3', 'south,2', 'east,1.5', 'far,5'];
const cover = ['demand,site', 'north,s1', 'south,s1', 'east,s2', 'north,s2'];
const matrix = [
  'from,to,travel_time_ms',
  's1,north,100',
  's1,south,50.5',
  's1,east,900',
  's1,far,2000',
  's2,north,120',
  's2,south,700',
  's2,east,10',
  's2,far,1000',
];

beforeAll(async () => {
  await write('demand.csv', demand);
  await write('cover.csv', cover);
  await write('matrix.csv', matrix);
});
const covering = () => ({ demand: path('demand.csv'), cover: path('cover.csv') });
const measured = () => ({ demand: path('demand.csv'), matrix: path('matrix.csv') });

test('median and center hold fixed sites and leave forbidden ones out; what that makes unreachable is named', async () => {
  const fixed = await plan('median', { ...measured(), posts: 1, fixed: 's1', iterations: 50 });
  expect(fixed.result).toMatchObject({ cost: 300 + 101 + 1350 + 10_000, posts: ['s1'], proven: true });
  const barred = await plan('center', { ...measured(), posts: 1, forbidden: 's2', iterations: 50 });
  expect(barred.result).toMatchObject({ cost: 2000, bound: 2000, posts: ['s1'], proven: true });
  await write('parts.csv', [...matrix.slice(0, 4), 's2,north,1', 's2,far,1000']);
  const parts = { ...measured(), matrix: path('parts.csv') };
  for (const verb of ['median', 'center']) {
    const refused = [
      await plan(verb, { ...parts, posts: 1, forbidden: 's2' }),
      await plan(verb, { ...measured(), posts: 2, forbidden: 's2' }),
      await plan(verb, { ...measured(), posts: 1, fixed: 's1,s2' }),
      await plan(verb, { ...measured(), posts: 1, fixed: 's9' }),
    ].map(({ code, fault }) => [code, fault!['code'], fault!['field']]);
    expect(refused).toEqual([
      [2, 'DemandForbidden', '--forbidden'],
      [2, 'PostsTooMany', '--posts'],
      [2, 'FixedTooMany', '--fixed'],
      [2, 'SiteUnknown', '--fixed'],
    ]);
  }
});

describe('capacities', () => {
  beforeAll(() => write('room.csv', ['site,capacity', 's1,5']));
  const room = () => ({ capacity: path('room.csv') });

  test('cover: what is served within them, who by, and how full each post is', async () => {
    // Both cover north (3), s1 south (2) too, s2 east (1.5) too: s1 alone serves 5; 4 leaves it 3.
    const full = await plan('cover', { ...covering(), ...room(), posts: 1, iterations: 50 });
    expect(full.result).toMatchObject({ covered: 5, bound: 5, posts: ['s1'], proven: true });
    await write('less.csv', ['site,capacity', 's1,4', 's2,4.5']);
    const { result } = await plan('cover', {
      ...covering(),
      capacity: path('less.csv'),
      posts: 2,
      iterations: 50,
    });
    expect(result).toMatchObject({
      covered: 6.5,
      serves: [
        { post: 's1', weight: 2, capacity: 4 },
        { post: 's2', weight: 4.5, capacity: 4.5 },
      ],
      postOf: { north: 's2', south: 's1', east: 's2' },
      uncoverable: { ids: ['far'], weight: 5 },
      inputs: { capacity: expect.stringMatching(/^[0-9a-f]{64}$/) },
    });
    expect(Object.keys(result!['postOf'] as object)).toHaveLength(3);
  });

  test('median: all is served within them, or it is said why not', async () => {
    await write('enough.csv', ['site,capacity', 's1,6.5', 's2,5']);
    const { result } = await plan('median', {
      ...measured(),
      capacity: path('enough.csv'),
      posts: 2,
      seconds: 20,
    });
    // s2 has room for far (5) alone: east must go to s1.
    expect(result).toMatchObject({
      cost: 300 + 101 + 1350 + 5000,
      proven: true,
      postOf: { east: 's1', far: 's2' },
    });
    const refused = async (
      rows: readonly string[],
      posts: number,
      ends: Record<string, number> = { seconds: 5 },
    ) => {
      await write('refused.csv', ['site,capacity', ...rows]);
      const end = await plan('median', {
        ...measured(),
        capacity: path('refused.csv'),
        posts,
        ...ends,
      });
      return [end.code, end.fault!['code'], end.fault!['line'], end.fault!['field']];
    };
    expect(await refused(['s1,4', 's2,4'], 2)).toEqual([2, 'DemandTooHeavy', 5, 'weight']);
    expect(await refused(['s1,11', 's2,11'], 1)).toEqual([2, 'CapacityTooSmall', null, '--posts']);
    // Together 11.6 for 11.5, but far (5) and north (3) leave 0.8 and 2.8 for 2 and 1.5.
    expect(await refused(['s1,5.8', 's2,5.8'], 2)).toEqual([2, 'CapacityImpossible', null, '--posts']);
    expect(await refused(['s1,5.8', 's2,5.8'], 2, { iterations: 5 })).toEqual([
      2,
      'CapacityNotMet',
      null,
      '--posts',
    ]);
  });

  test.each([
    ['a site that is not there', ['s1,5', 's9,5'], 'IdUnknown', 3, 'site'],
    ['a site that comes twice', ['s1,5', 's1,6'], 'RowRepeated', 3, 'site'],
    ['a capacity that is no number', ['s1,many'], 'CellNotNumber', 2, 'capacity'],
    ['a capacity below zero', ['s1,-1'], 'CellOutOfRange', 2, 'capacity'],
    ['a row too short', ['s1'], 'RowWidth', 2, null],
  ])('%s is named', async (_, rows, code, line, field) => {
    await write('bad-room.csv', ['site,capacity', ...rows]);
    for (const [verb, files] of [
      ['cover', covering()],
      ['median', measured()],
    ] as const) {
      const end = await plan(verb, { ...files, capacity: path('bad-room.csv'), posts: 1, iterations: 1 });
      expect(end.code).toBe(2);
      expect(end.fault).toMatchObject({ code, line, field, file: path('bad-room.csv') });
    }
  });

  test('with a second cover they do not go together', async () => {
    const end = await plan('cover', { ...covering(), ...room(), posts: 1, backup: 0.3 });
    expect(end.fault).toMatchObject({ code: 'OptionsExclusive', field: '--capacity' });
  });
});
