import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { runCli } from '../run.ts';
import { tree } from '../tree.ts';

let folder = '';
const path = (name: string) => join(folder, name);

/** A crossing with a block to the south-east: from 1 over 2 one may not turn right to 4. 100 m are some 0.0009 degrees. */
const MAP = `<osm version="0.6">
  <node id="1" lat="0" lon="0"/><node id="2" lat="0" lon="0.0009"/><node id="3" lat="0" lon="0.0018"/>
  <node id="4" lat="-0.0009" lon="0.0009"/><node id="5" lat="-0.0009" lon="0.0018"/>
  <way id="12"><nd ref="1"/><nd ref="2"/><tag k="highway" v="residential"/><tag k="name" v="Rua A"/>
    <tag k="name:zh" v="甲街"/><tag k="name:en" v="A Street"/></way>
  <way id="23"><nd ref="2"/><nd ref="3"/><tag k="highway" v="residential"/><tag k="name" v="Rua A"/></way>
  <way id="24"><nd ref="2"/><nd ref="4"/><tag k="highway" v="residential"/><tag k="name" v="Rua B"/></way>
  <way id="35"><nd ref="3"/><nd ref="5"/><tag k="highway" v="residential"/><tag k="name" v="Rua C"/></way>
  <way id="45"><nd ref="4"/><nd ref="5"/><tag k="highway" v="residential"/></way>
  <relation id="9"><member type="way" ref="12" role="from"/><member type="node" ref="2" role="via"/>
    <member type="way" ref="24" role="to"/><tag k="type" v="restriction"/><tag k="restriction" v="no_right_turn"/></relation>
</osm>`;

async function roads(
  verb: string,
  options: Record<string, string>,
  lang: 'en' | 'zh-CN' = 'en',
  json = true,
) {
  const [out, err]: string[][] = [[], []];
  const words = Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]);
  const code = await runCli(['roads', verb, ...(json ? ['--json'] : []), ...words], {
    lang,
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out!.push(text) }, err: { write: text => err!.push(text) } },
    now: () => 0,
    commands: tree,
  });
  const fault = code === 0 || !json ? {} : (JSON.parse(err!.at(-1)!) as Record<string, unknown>);
  return { code, out: out!.join(''), err: err!.join(''), fault };
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-turns-'));
  await writeFile(path('map.osm'), MAP);
  await writeFile(path('a.csv'), 'id,node\na,1\n');
  await writeFile(path('b.csv'), 'id,node\nb,4\n');
  await roads('build', { osm: path('map.osm'), out: path('plain') });
  await roads('build', { osm: path('map.osm'), out: path('rules'), turns: 'restrictions' });
  await roads('build', { osm: path('map.osm'), out: path('full'), turns: 'full', profile: 'strict' });
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const ask = { from: 'a.csv', to: 'b.csv' };
async function msOf(options: Record<string, string>) {
  const files = { from: path(ask.from), to: path(ask.to), out: path('m.csv') };
  const end = await roads('matrix', { ...files, ...options });
  expect(end.err).toBe('');
  return Number((await readFile(path('m.csv'), 'utf8')).trim().split('\r\n')[1]!.split(',')[2]);
}

test('without the options a graph with turns answers as one without', async () => {
  const direct = await msOf({ graph: path('plain') });
  expect(await msOf({ graph: path('rules') })).toBe(direct);
  expect(await msOf({ graph: path('full'), turns: 'none' })).toBe(direct);
});

test('build says how many rules are kept, only when asked to keep any', async () => {
  const plain = JSON.parse((await roads('build', { osm: path('map.osm'), out: path('g') })).out);
  expect(Object.keys(plain)).toEqual(['nodes', 'arcs', 'hash', 'ignored', 'seconds']);
  const kept = await roads('build', { osm: path('map.osm'), out: path('g'), turns: 'restrictions' });
  expect(JSON.parse(kept.out)).toMatchObject({ nodes: 5, arcs: 10, turnRules: 1, ignored: {} });
  expect(JSON.parse(kept.out).hash).not.toBe(plain.hash);
});

test('matrix, nearest and reach go around a forbidden turn; an emergency may make it at its price', async () => {
  const direct = await msOf({ graph: path('plain') });
  const around = 2 * direct;
  expect(await msOf({ graph: path('rules'), profile: 'strict' })).toBe(around);
  expect(await msOf({ graph: path('rules'), turns: 'restrictions' })).toBe(Math.min(around, direct + 30_000));
  // The profile that the graph was built for; straight on at the crossing and along a bend nothing is added.
  const strict = await msOf({ graph: path('full'), turns: 'full' });
  expect(strict).toBe(around);
  const near = await roads('nearest', {
    graph: path('rules'),
    units: path('a.csv'),
    at: path('b.csv'),
    profile: 'strict',
  });
  expect(JSON.parse(near.out).units).toEqual([{ unit: 'a', travelTimeMs: around }]);
  await roads('reach', {
    graph: path('rules'),
    from: path('a.csv'),
    within: '200',
    out: path('r'),
    nodes: path('n.csv'),
    profile: 'strict',
  });
  expect((await readFile(path('n.csv'), 'utf8')).trim().split('\r\n')).toContain(
    `4,${(around / 1000).toFixed(3)}`,
  );
});

test('route gives time, line and steps, in the language of the reader', async () => {
  const files = { graph: path('rules'), from: path('a.csv'), to: path('b.csv'), profile: 'strict' };
  const { out } = await roads('route', files);
  const found = JSON.parse(out);
  expect(found).toMatchObject({ from: 'a', to: 'b', line: { type: 'LineString' } });
  expect(found.line.coordinates).toHaveLength(5);
  expect(found.steps.map((step: { text: string }) => step.text)).toEqual([
    'Head east on A Street',
    'Go on along Rua A',
    'Turn right onto Rua C',
    'Arrive',
  ]);
  expect(found.steps.at(-1).atMs).toBe(found.travelTimeMs);
  const told = await roads('route', { ...files }, 'zh-CN', false);
  expect(told.out.split('\n').slice(0, 2)).toEqual([
    'a 到 b：0.8 分钟，400 米',
    '  1. 沿甲街向东出发，100 米',
  ]);
  const broken = await roads('route', { ...files, graph: path('plain'), profile: 'strict' });
  expect(broken.code).toBe(2);
  const { out: plain } = await roads('route', {
    graph: path('rules'),
    from: path('a.csv'),
    to: path('b.csv'),
  });
  expect(JSON.parse(plain).steps[1]).toMatchObject({ kind: 'right', forbidden: true });
});

test('a pair without a way, or a place without a road, is said for itself', async () => {
  await writeFile(path('far.csv'), 'id,lng,lat\nsea,1,1\n');
  const { out } = await roads('route', { graph: path('plain'), from: path('a.csv'), to: path('far.csv') });
  expect(JSON.parse(out)).toEqual({ from: 'a', to: 'sea', unsnapped: true });
});

describe('bad input', () => {
  test.each([
    ['matrix', { turns: 'some' }, 'OptionChoice', '--turns'],
    ['nearest', { profile: 'pizza' }, 'OptionChoice', '--profile'],
    ['reach', { turns: 'none', profile: 'strict' }, 'OptionsExclusive', '--profile'],
    ['route', { turns: 'full' }, 'GraphWithoutTurns', '--turns'],
    ['build', { profile: 'strict' }, 'OptionNeeds', '--profile'],
    ['build', { turns: 'left' }, 'OptionChoice', '--turns'],
  ] as const)('%s with %j', async (verb, options, code, field) => {
    const files = {
      matrix: { ...points(), out: path('x') },
      nearest: { graph: path('plain'), units: path('a.csv'), at: path('b.csv') },
      reach: { graph: path('plain'), from: path('a.csv'), within: '60', out: path('x') },
      route: points(),
      build: { osm: path('map.osm'), out: path('x') },
    }[verb];
    const end = await roads(verb, { ...files, ...options });
    expect(end).toMatchObject({ code: 2, out: '', fault: { code, field } });
    const chinese = await roads(verb, { ...files, ...options }, 'zh-CN');
    expect(chinese.fault['message']).toMatch(/\p{Script=Han}/u);
  });
  const points = () => ({ graph: path('plain'), from: path('a.csv'), to: path('b.csv') });

  test('signals that the graph does not hold cannot be reckoned with', async () => {
    const end = await roads('route', { ...points(), graph: path('rules'), turns: 'full' });
    expect(end.fault).toMatchObject({ code: 'GraphWithoutTurns', file: path('rules') });
  });
});
