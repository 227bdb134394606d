import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { runCli } from '../run.ts';
import { tree } from '../tree.ts';

let folder = '';
const path = (name: string) => join(folder, name);

async function clarion(argv: readonly string[], lang: 'en' | 'zh-CN' = 'en') {
  const [out, err]: string[][] = [[], []];
  const code = await runCli(argv, {
    lang,
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out!.push(text) }, err: { write: text => err!.push(text) } },
    now: () => 0,
    commands: tree,
  });
  return { code, out: out!.join(''), err: err!.join('') };
}

const ask = (options: Record<string, string>) =>
  clarion([
    'roads',
    'cordon',
    '--json',
    ...Object.entries({
      graph: path('g'),
      area: path('a.geojson'),
      out: path('c.geojson'),
      ...options,
    }).flatMap(([name, value]) => [`--${name}`, value]),
  ]);

/** A street of nine nodes, 100 m apart, n4 in the middle; n9 is a kilometre north of its end. */
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-cordon-'));
  const nodes = Array.from({ length: 9 }, (_, i) => `n${i},${8 + i * 0.0012},41`);
  nodes.push('n9,8.0096,41.01');
  const arcs = Array.from({ length: 9 }, (_, i) => [`n${i},n${i + 1},1000`, `n${i + 1},n${i},1000`]).flat();
  await writeFile(path('nodes.csv'), ['id,lng,lat', ...nodes].join('\n'));
  await writeFile(path('arcs.csv'), ['from,to,travel_time_ms', ...arcs].join('\n'));
  await clarion([
    'roads',
    'build',
    '--nodes',
    path('nodes.csv'),
    '--arcs',
    path('arcs.csv'),
    '--out',
    path('g'),
  ]);
  const around = {
    type: 'Feature',
    properties: { radiusM: 30 },
    geometry: { type: 'Point', coordinates: [8.0048, 41] },
  };
  await writeFile(path('a.geojson'), JSON.stringify(around));
  await writeFile(path('p.csv'), 'id,lng,lat,population\na,8.0048,41,120\nb,8.05,41.02,9000\n');
});
afterAll(() => rm(folder, { recursive: true, force: true }));

test('points, nodes inside and people come out; the file holds area, points, closed arcs and ways out', async () => {
  const end = await ask({ outside: '250', population: path('p.csv') });
  expect([end.code, JSON.parse(end.out)]).toEqual([
    0,
    {
      points: [
        { node: 'n5', lng: 8.006, lat: 41 },
        { node: 'n3', lng: 8.0036, lat: 41 },
      ],
      inside: 1,
      people: expect.any(Number),
      outsideAtM: 250,
      waysOut: 2,
      trapped: 0,
      detours: [
        { from: 'n5', to: 'n3', throughMs: 2000, aroundMs: null },
        { from: 'n3', to: 'n5', throughMs: 2000, aroundMs: null },
      ],
      reachesMapEdge: true,
      seconds: 0,
    },
  ]);
  const { features } = JSON.parse(await readFile(path('c.geojson'), 'utf8')) as {
    features: { properties: Record<string, unknown>; geometry: { type: string } }[];
  };
  expect(features.map(({ properties, geometry }) => `${properties['kind']} ${geometry.type}`)).toEqual([
    'area MultiPolygon',
    'point Point',
    'closedArc LineString',
    'point Point',
    'closedArc LineString',
    'wayOut Point',
    'wayOutArc LineString',
    'wayOut Point',
    'wayOutArc LineString',
    'through LineString',
    'through LineString',
  ]);
  expect(features[2]?.properties).toMatchObject({ from: 'n5', to: 'n4', point: 'n5' });
});

test('the variant and closed streets are heeded; without a population people are not spoken of', async () => {
  await writeFile(path('closed.csv'), 'from,to\nn2,n3\n');
  const end = await ask({ outside: '250', variant: 'farthest', closed: path('closed.csv') });
  const result = JSON.parse(end.out) as { points: { node: string }[] };
  expect(result.points.map(point => point.node)).toEqual(['n6']);
  expect(result).not.toHaveProperty('people');
});

const circle = (lng: number, lat: number, radiusM: number) =>
  JSON.stringify({
    type: 'Feature',
    properties: { radiusM },
    geometry: { type: 'Point', coordinates: [lng, lat] },
  });

test.each([
  ['{"type": "Polygon",\n "coordinates": [[[0, 0], [1, 1]]]}', {}, 'AreaRingNotClosed', 2, 'coordinates.0'],
  ['{"type": "Polygon",', {}, 'JsonBroken', 1, null],
  ['{"type": "LineString"}', {}, 'JsonUnfit', 1, 'type'],
  [circle(8.0048, 41.0009, 20), {}, 'AreaWithoutRoads', null, null],
  [circle(20, 50, 20), {}, 'AreaOffMap', null, null],
  [circle(8.0048, 41, 9000), {}, 'AreaHoldsEverything', null, null],
  [circle(8.0048, 41, 20), { outside: '0' }, 'AreaTouchesOutside', null, null],
  [circle(8.0048, 41, 20), { outside: '90000' }, 'NothingOutside', null, null],
  [circle(8.0048, 41, 20), { outside: '-3' }, 'OptionNeedsValue', null, '--outside'],
  [circle(8.0048, 41, 20), { variant: 'best' }, 'OptionChoice', null, '--variant'],
] as const)('%s with %j is %s, and no file is left', async (area, options, code, line, field) => {
  await writeFile(path('bad.geojson'), area);
  const end = await ask({ ...options, area: path('bad.geojson'), out: path('none.geojson') });
  expect(end.code).toBe(2);
  const fault = JSON.parse(end.err) as { message: string; file: string | null };
  expect(fault).toMatchObject({ code, line, field });
  expect(fault.message).not.toContain('{');
  expect((await readdir(folder)).filter(name => name.includes('none'))).toEqual([]);
});

test('help in both languages', async () => {
  expect((await clarion(['roads', 'cordon', '--help'])).out).toContain('the fewest road points');
  expect((await clarion(['roads', 'cordon', '--help', '--lang', 'zh-CN'])).out).toContain('最少卡点');
});
