import { existsSync } from 'node:fs';
import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { coverRowsOf, finish, ofIterations, solveFewest } from '@clarion/coverage';
import { beforeAll, describe, expect, test } from 'vitest';
import {
  needsSiting,
  readPmed,
  readTracts,
  sitingFolder,
} from '../../../../packages/coverage/src/testing/siting-data.ts';
import { runCli } from '../run.ts';
import { planFolder } from '../testing/plan-folder.ts';

const { path, write, plan } = planFolder('plan');

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

test('cover: the value, its bound, the site ids, what no site covers, and the hashes of the inputs', async () => {
  const { result } = await plan('cover', { ...covering(), posts: 1, iterations: 20 });
  expect(result).toMatchObject({
    covered: 5,
    bound: 5,
    gap: 0,
    posts: ['s1'],
    proven: true,
    seed: 1,
    totalWeight: 11.5,
    uncoverable: { ids: ['far'], weight: 5 },
    inputs: {
      demand: expect.stringMatching(/^[0-9a-f]{64}$/),
      cover: expect.stringMatching(/^[0-9a-f]{64}$/),
    },
  });
  expect(Number.isInteger(result!['iterations'])).toBe(true);
});

test('expected: two units may stand at one post, which then comes twice', async () => {
  const { result } = await plan('expected', { ...covering(), posts: 2, busy: 0.4, iterations: 50 });
  // s1 + s1: 5 × 0.84; s1 + s2: 3 × 0.84 + (2 + 1.5) × 0.6.
  expect(result!['covered']).toBeCloseTo(4.62, 12);
  expect(result!['posts']).toEqual(['s1', 's2']);
  const close = await plan('expected', { ...covering(), posts: 2, busy: 0.9, iterations: 50 });
  expect(close.result!['covered']).toBeCloseTo(5 * 0.19, 12);
  expect(close.result!['posts']).toEqual(['s1', 's1']);
  const apart = await plan('expected', { ...covering(), posts: 2, busy: 0.9, 'per-post': 1, iterations: 50 });
  expect(apart.result!['posts']).toEqual(['s1', 's2']);
});

test('sites may be fixed or forbidden, a second post may count, and all may have to be covered', async () => {
  const forced = await plan('cover', { ...covering(), posts: 1, fixed: 's2', iterations: 20 });
  expect(forced.result).toMatchObject({ covered: 4.5, posts: ['s2'], proven: true });
  const barred = await plan('cover', { ...covering(), posts: 1, forbidden: 's1', iterations: 20 });
  expect(barred.result).toMatchObject({ covered: 4.5, posts: ['s2'], proven: true });
  // North by both: 3; south and east by one: 0.7 of 3.5.
  const backup = await plan('cover', { ...covering(), posts: 2, backup: 0.3, iterations: 20 });
  expect(backup.result!['covered']).toBeCloseTo(3 + 0.7 * 3.5, 9);
  const reliable = await plan('expected', {
    ...covering(),
    posts: 2,
    busy: 0.4,
    reliability: 0.8,
    iterations: 50,
  });
  expect(reliable.result).toMatchObject({ covered: 5, posts: ['s1', 's1'] });
  expect((await plan('cover', { ...covering(), posts: 1, fixed: 's9' })).fault).toMatchObject({
    code: 'SiteUnknown',
    field: '--fixed',
  });
  expect((await plan('cover', { ...covering(), posts: 2, forbidden: 's1' })).fault).toMatchObject({
    code: 'PostsTooMany',
  });
  expect(
    (await plan('cover', { ...covering(), posts: 1, fixed: 's1', forbidden: 's1' })).fault,
  ).toMatchObject({
    code: 'SiteFixedAndForbidden',
  });
  expect((await plan('cover', { ...covering(), posts: 1, fixed: 's1,s2' })).fault).toMatchObject({
    code: 'FixedTooMany',
  });
  expect((await plan('cover', covering())).fault).toMatchObject({ code: 'OptionMissing', field: '--posts' });
});

test('the fewest posts for all that can be covered; what no site covers is said', async () => {
  const out: string[] = [];
  const argv = [
    'plan',
    'cover',
    '--all',
    '--json',
    '--demand',
    path('demand.csv'),
    '--cover',
    path('cover.csv'),
  ];
  const code = await runCli(argv, {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out.push(text) }, err: { write: () => undefined } },
    now: () => 0,
  });
  expect(code).toBe(0);
  expect(JSON.parse(out.join(''))).toMatchObject({
    covered: 6.5,
    posts: ['s1', 's2'],
    bound: 2,
    gap: 0,
    proven: true,
    uncoverable: { ids: ['far'], weight: 5 },
  });
});

test('median and center: weighted sum and unweighted longest of costs that need not be whole', async () => {
  const median = await plan('median', { ...measured(), posts: 1, iterations: 50 });
  expect(median.result).toMatchObject({ cost: 360 + 1400 + 15 + 5000, posts: ['s2'], proven: true });
  const both = await plan('median', { ...measured(), posts: 2, iterations: 50 });
  expect(both.result).toMatchObject({ cost: 300 + 101 + 15 + 5000, posts: ['s1', 's2'], proven: true });
  const center = await plan('center', { ...measured(), posts: 1, iterations: 50 });
  expect(center.result).toMatchObject({ cost: 1000, bound: 1000, posts: ['s2'], proven: true });
});

describe('bad input is named with file and line or field, and exits 2', () => {
  test.each([
    ['a typo in a column', 'cover', 'demand.csv', ['id,wieght', 'a,1'], 'ColumnMissing', 1, 'weight'],
    [
      'a weight that is no number',
      'cover',
      'demand.csv',
      ['id,weight', 'north,1', 'b,NaN'],
      'CellNotNumber',
      3,
      'weight',
    ],
    ['a weight below zero', 'cover', 'demand.csv', ['id,weight', 'north,-1'], 'CellOutOfRange', 2, 'weight'],
    ['no weight at all', 'cover', 'demand.csv', ['id,weight', 'north,0'], 'NoWeight', null, 'weight'],
    ['demand that comes twice', 'cover', 'demand.csv', [...demand, '', 'north,4'], 'RowRepeated', 7, 'id'],
    ['a site without demand', 'cover', 'cover.csv', [...cover, ',s3'], 'CellEmpty', 6, 'demand'],
    [
      'a site that covers what nobody knows',
      'cover',
      'cover.csv',
      [...cover, 'nrth,s3'],
      'IdUnknown',
      6,
      'demand',
    ],
    ['demand without a site', 'cover', 'cover.csv', [...cover, 'north, '], 'CellEmpty', 6, 'site'],
    ['a row too short', 'cover', 'cover.csv', [...cover, 'north'], 'RowWidth', 6, null],
    ['a stray quote', 'cover', 'cover.csv', [...cover, 'no"rth,s1'], 'CsvBroken', 6, null],
    [
      'a time that is no number',
      'median',
      'matrix.csv',
      [...matrix, 's3,far,NaN'],
      'CellNotNumber',
      10,
      'travel_time_ms',
    ],
    [
      'a time below zero',
      'center',
      'matrix.csv',
      [...matrix, 's3,far,-1'],
      'CellOutOfRange',
      10,
      'travel_time_ms',
    ],
    [
      'a pair that comes twice',
      'median',
      'matrix.csv',
      [...matrix, 's1,far,7'],
      'RowRepeated',
      10,
      'from, to',
    ],
    [
      'an area that no site reaches',
      'center',
      'demand.csv',
      [...demand, 'island,1'],
      'DemandUnreachable',
      6,
      'id',
    ],
  ])('%s', async (_, verb, file, lines, code, line, field) => {
    await write(`bad-${file}`, lines);
    const files = verb === 'cover' ? covering() : measured();
    const option = file === 'demand.csv' ? 'demand' : verb === 'cover' ? 'cover' : 'matrix';
    const end = await plan(verb, { ...files, [option]: path(`bad-${file}`), posts: 1, iterations: 1 });
    expect(end.code).toBe(2);
    expect(end.fault).toMatchObject({ code, line, field, file: path(`bad-${file}`) });
    expect(end.fault!['message']).not.toBe('');
  });

  test('more posts than sites, and a choice that cannot reach all', async () => {
    expect((await plan('cover', { ...covering(), posts: 3 })).fault).toMatchObject({
      code: 'PostsTooMany',
      field: '--posts',
    });
    await write('half.csv', ['from,to,travel_time_ms', 's1,north,1', 's1,south,1', 's2,east,1', 's2,far,1']);
    for (const verb of ['median', 'center']) {
      const end = await plan(verb, { ...measured(), matrix: path('half.csv'), posts: 1, iterations: 50 });
      expect(end.fault).toMatchObject({ code: 'PostsTooFew', field: '--posts' });
    }
  });
});

test('quoted cells, spaces and CRLF are read as the same table', async () => {
  await writeFile(
    path('quoted.csv'),
    cover
      .map(line => line.replace(/^(\w+),(\w+)$/, '"$1" ,$2'))
      .join('\r\n')
      .replaceAll('" ,', '",'),
  );
  await writeFile(path('spaced.csv'), cover.map(line => line.replace(',', ' , ')).join('\r\n'));
  for (const file of ['quoted.csv', 'spaced.csv']) {
    const { result } = await plan('cover', { ...covering(), cover: path(file), posts: 1, iterations: 20 });
    expect(result).toMatchObject({ covered: 5, posts: ['s1'] });
  }
});

test('a run that is done leaves no file behind', async () => {
  const before = await readdir(path('.'));
  await plan('cover', { ...covering(), posts: 1, iterations: 5 });
  expect(await readdir(path('.'))).toEqual(before);
});

test.skipIf(sitingFolder === undefined)(
  `pmed1 and pmed8 by the command: the optima ${needsSiting}`,
  async () => {
    for (const number of [1, 8]) {
      const { table, posts, median, center } = readPmed(number);
      const ids = [...Array(table.demandCount).keys()];
      await write('pmed-d.csv', ['id,weight', ...ids.map(id => `${id},1`)]);
      const rows = ids.flatMap(from => ids.map(to => `${from},${to},${table.cost[from * ids.length + to]}`));
      await write('pmed-m.csv', ['from,to,travel_time_ms', ...rows]);
      const files = { demand: path('pmed-d.csv'), matrix: path('pmed-m.csv') };
      const found = await plan('median', { ...files, posts, iterations: 300 });
      expect(found.result).toMatchObject({ cost: median, proven: true });
      const farthest = await plan('center', { ...files, posts, iterations: 3000 });
      expect(farthest.result).toMatchObject({ cost: center, proven: true });
    }
  },
);

test.skipIf(sitingFolder === undefined)(
  `San Francisco's tracts: what enumeration found ${needsSiting}`,
  async () => {
    const { table, siteIds, demandIds, optima } = readTracts();
    const rows = siteIds.flatMap((site, j) =>
      demandIds.map((id, i) => ({ site, id, cost: table.cost[j * demandIds.length + i]! })),
    );
    await write('sf-d.csv', ['id,weight', ...demandIds.map((id, i) => `${id},${table.weight[i]}`)]);
    await write('sf-m.csv', [
      'from,to,travel_time_ms',
      ...rows.map(({ site, id, cost }) => `${site},${id},${cost}`),
    ]);
    for (const { model, radius, posts, value } of optima) {
      if (model.startsWith('LSCP')) {
        const near = rows.filter(row => row.cost <= radius);
        const [demandOf, siteOf] = [
          near.map(row => demandIds.indexOf(row.id)),
          near.map(row => siteIds.indexOf(row.site)),
        ];
        const cover = coverRowsOf(
          Uint32Array.from(demandOf),
          Uint32Array.from(siteOf),
          table.weight,
          siteIds.length,
        );
        const fewest = finish(solveFewest(cover, { seed: 1, budget: ofIterations(2000) }));
        expect([fewest.columns.length, fewest.bound], `${model} ${radius}`).toEqual([posts, posts]);
      } else if (model === 'MCLP') {
        const near = rows.filter(row => row.cost <= radius);
        await write('sf-c.csv', ['demand,site', ...near.map(({ site, id }) => `${id},${site}`)]);
        const sites = new Set(near.map(row => row.site)).size;
        if (posts > sites) continue;
        const files = { demand: path('sf-d.csv'), cover: path('sf-c.csv') };
        const { result } = await plan('cover', { ...files, posts, iterations: 300 });
        expect(result, `${model} ${radius} ${posts}`).toMatchObject({ covered: value, proven: true });
      } else if (model === 'p-median' || model === 'p-center') {
        const verb = model === 'p-median' ? 'median' : 'center';
        const files = { demand: path('sf-d.csv'), matrix: path('sf-m.csv') };
        const { result } = await plan(verb, { ...files, posts, iterations: 300 });
        expect(result!['proven'], `${model} ${posts}`).toBe(true);
        expect(Math.abs((result!['cost'] as number) - value), `${model} ${posts}`).toBeLessThan(0.001);
      }
    }
  },
);

const root = resolve(import.meta.dirname, '../../../..');
const recorded = join(
  resolve(root, process.env['CLARION_DATA'] ?? '../shared/data'),
  'san-francisco/calls-2020-04.csv',
);

test.skipIf(!existsSync(recorded))(
  `San Francisco's log becomes demand: all calls of the week, with ranges (needs CLARION_DATA with san-francisco)`,
  async () => {
    const { result } = await plan('demand', {
      calls: recorded,
      columns: join(root, 'examples/san-francisco/columns.json'),
      days: 7,
      out: path('week.csv'),
      hours: path('hours.csv'),
    });
    expect(result).toMatchObject({ days: 7 });
    const rows = (await readFile(path('week.csv'), 'utf8')).trim().split('\r\n').slice(1);
    const cells = rows.map(row => row.split(','));
    expect(cells).toHaveLength(result!['places'] as number);
    expect(cells.reduce((sum, cell) => sum + Number(cell[1]), 0)).toBeCloseTo(result!['calls'] as number, 6);
    for (const [, weight, low, high] of cells) {
      expect(Number(low)).toBeLessThanOrEqual(Number(weight));
      expect(Number(high)).toBeGreaterThan(Number(weight));
    }
    const hours = (await readFile(path('hours.csv'), 'utf8')).trim().split('\r\n').slice(1);
    expect(hours).toHaveLength(168 * rows.length);
    const none = await plan('demand', {
      calls: recorded,
      columns: join(root, 'examples/san-francisco/columns.json'),
      'from-day': 100,
      out: path('none.csv'),
    });
    expect(none.fault).toMatchObject({ code: 'NoCalls', field: '--from-day' });
    expect(existsSync(path('none.csv'))).toBe(false);
  },
);
