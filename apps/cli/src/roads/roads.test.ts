import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { randomSpot, randomTown } from '../../../../packages/roads/src/testing/random-town.ts';
import {
  closedLegs,
  type Spot,
  slowTimeMs,
  stand,
  type Town,
} from '../../../../packages/roads/src/testing/slow-truth.ts';
import { runCli } from '../run.ts';
import { tree } from '../tree.ts';

let folder = '';
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'clarion-roads-'));
});
afterAll(() => rm(folder, { recursive: true, force: true }));

const path = (name: string) => join(folder, name);
const write = (name: string, text: string) => writeFile(path(name), text);
const read = (name: string) => readFile(path(name), 'utf8');

async function roads(verb: string, options: Record<string, string>) {
  const [out, err]: string[][] = [[], []];
  const argv = [
    'roads',
    verb,
    '--json',
    ...Object.entries(options).flatMap(([name, value]) => [`--${name}`, value]),
  ];
  const code = await runCli(argv, {
    lang: 'en',
    signal: new AbortController().signal,
    environment: {},
    streams: { out: { write: text => out!.push(text) }, err: { write: text => err!.push(text) } },
    now: () => 0,
    commands: tree,
  });
  const fault = code === 0 ? undefined : (JSON.parse(err!.at(-1)!) as Record<string, unknown>);
  return { code, out: out!.join(''), err: err!.join(''), fault };
}

async function writeTown(town: Town): Promise<void> {
  const nodes = [...town.places].map(([id, [lng, lat]]) => `${id},${lng},${lat}`);
  const arcs = town.legs.map(leg => `${leg.from},${leg.to},${leg.timeMs}`);
  await write('nodes.csv', ['id,lng,lat', ...nodes].join('\n'));
  await write('arcs.csv', ['from,to,travel_time_ms', ...arcs].join('\n'));
}

const spotTable = (prefix: string, spots: Spot[]) =>
  [
    'id,lng,lat,node',
    ...spots.map(
      (spot, i) => `${prefix}${i},${'node' in spot ? `,,${spot.node}` : `${spot.at[0]},${spot.at[1]},`}`,
    ),
  ].join('\r\n');

test('build, matrix, nearest and reach answer as the slow truth does, closures and all', async () => {
  const scene = randomTown.chain(town =>
    fc.record({
      town: fc.constant(town),
      closed: fc.array(fc.constantFrom(...town.legs), { maxLength: 2 }),
      from: fc.array(randomSpot(town), { minLength: 1, maxLength: 4 }),
      to: fc.array(randomSpot(town), { minLength: 1, maxLength: 4 }),
    }),
  );
  await fc.assert(
    fc.asyncProperty(scene, async ({ town, closed, from, to }) => {
      await writeTown(town);
      await write('closed.csv', ['from,to', ...closed.map(leg => `${leg.from},${leg.to}`)].join('\n'));
      await write('from.csv', spotTable('f', from));
      await write('to.csv', spotTable('t', to));
      const built = await roads('build', {
        nodes: path('nodes.csv'),
        arcs: path('arcs.csv'),
        out: path('g'),
      });
      expect(JSON.parse(built.out)).toMatchObject({
        nodes: town.places.size,
        arcs: town.legs.length,
        ignored: {},
      });
      const asked = { graph: path('g'), closed: path('closed.csv') };

      const shut = closedLegs(town, closed);
      const origins = from.map((spot, i) => ({ id: `f${i}`, stands: stand(town, spot, shut) }));
      const targets = to.map((spot, i) => ({ id: `t${i}`, stands: stand(town, spot, shut) }));
      const times = origins.flatMap(f =>
        targets.flatMap(t => {
          const ms = f.stands && t.stands && slowTimeMs(town, f.stands, t.stands, shut);
          return ms === undefined ? [] : [{ from: f.id, to: t.id, ms }];
        }),
      );
      const done = await roads('matrix', {
        ...asked,
        from: path('from.csv'),
        to: path('to.csv'),
        out: path('m.csv'),
      });
      expect(JSON.parse(done.out).unsnapped).toEqual(
        [...origins, ...targets].filter(one => !one.stands).map(one => one.id),
      );
      expect(await read('m.csv')).toBe(
        ['from,to,travel_time_ms', ...times.map(row => `${row.from},${row.to},${row.ms}`), ''].join('\r\n'),
      );

      const near = await roads('nearest', { ...asked, units: path('from.csv'), at: path('to.csv'), k: '2' });
      const lines = near.out
        .trim()
        .split('\n')
        .map(line => JSON.parse(line));
      expect(lines.map(({ at, units }) => ({ at, units }))).toEqual(
        targets.map(({ id }) => ({
          at: id,
          units: times
            .filter(row => row.to === id)
            .sort((a, b) => a.ms - b.ms || (a.from < b.from ? -1 : 1))
            .slice(0, 2)
            .map(row => ({ unit: row.from, travelTimeMs: row.ms })),
        })),
      );
      expect(lines.map(line => line.unsnapped ?? false)).toEqual(targets.map(one => !one.stands));

      await roads('reach', {
        ...asked,
        from: path('from.csv'),
        within: '20,60',
        out: path('r'),
        nodes: path('n.csv'),
      });
      const reached = [...town.places.keys()].flatMap(node => {
        const all = origins.map(
          one => (one.stands && slowTimeMs(town, one.stands, { node }, shut)) ?? Infinity,
        );
        const ms = Math.min(...all);
        return ms <= 60_000 ? [`${node},${(ms / 1000).toFixed(3)}`] : [];
      });
      const [heading, ...rows] = (await read('n.csv')).trim().split('\r\n');
      expect([heading, ...rows.sort()]).toEqual(['node,seconds', ...reached.sort()]);
      const features = JSON.parse(await read('r')).features as { properties: { withinSeconds: number } }[];
      expect(features.map(feature => feature.properties.withinSeconds)).toEqual([20, 60]);
    }),
    { numRuns: 40 },
  );
});

describe('bad input', () => {
  const town: Town = {
    places: new Map([
      ['a', [8, 41]],
      ['b', [8.001, 41]],
      ['c', [8.002, 41]],
    ]),
    legs: [
      { from: 'a', to: 'b', timeMs: 5 },
      { from: 'b', to: 'c', timeMs: 7 },
    ],
  };
  beforeAll(async () => {
    await writeTown(town);
    await roads('build', { nodes: path('nodes.csv'), arcs: path('arcs.csv'), out: path('good') });
    await write('p.csv', 'id,node\n"p, 1",a\n"q ""2""",c\n');
  });
  const ask = (options: Record<string, string>) =>
    roads('matrix', {
      graph: path('good'),
      from: path('p.csv'),
      to: path('p.csv'),
      out: path('out.csv'),
      ...options,
    });
  const nothingWritten = async () =>
    expect((await readdir(folder)).filter(name => /out|part/.test(name))).toEqual([]);

  test.each([
    ['b,a', 2],
    ['a,c', 2],
    ['a,nowhere', 2],
    ['a,b\nb,a', 3],
  ])('the closed pair %j that no road joins is refused with file and line', async (rows, line) => {
    await write('closed.csv', `from,to\n${rows}\n`);
    const end = await ask({ closed: path('closed.csv') });
    expect(end).toMatchObject({
      code: 2,
      out: '',
      fault: { code: 'UnknownPair', file: path('closed.csv'), line },
    });
    await nothingWritten();
  });

  test('a node that the graph does not have is refused with file and line', async () => {
    await write('bad.csv', 'id,node\n1,a\n2,z\n');
    expect((await ask({ to: path('bad.csv') })).fault).toMatchObject({
      code: 'NodeUnknown',
      file: path('bad.csv'),
      line: 3,
      field: 'node',
    });
    await nothingWritten();
  });

  test('a graph that is none, cut short or changed is refused', async () => {
    const whole = await readFile(path('good'));
    await writeFile(path('cut'), whole.subarray(0, whole.length - 9));
    await writeFile(
      path('changed'),
      Buffer.concat([whole.subarray(0, -9), Buffer.from([9]), whole.subarray(-8)]),
    );
    for (const [graph, code] of [
      ['p.csv', 'NotAGraph'],
      ['cut', 'GraphCut'],
      ['changed', 'GraphDamaged'],
      ['missing', 'FileMissing'],
    ] as const) {
      expect((await ask({ graph: path(graph) })).fault).toMatchObject({ code, file: path(graph) });
    }
    await nothingWritten();
  });

  test('a place that nothing can be written to is found before the work', async () => {
    expect((await ask({ out: path('no/m.csv') })).fault).toMatchObject({ code: 'FolderMissing' });
    const end = await roads('reach', {
      graph: path('good'),
      from: path('p.csv'),
      within: '60',
      out: path('out.geojson'),
      nodes: path('no/n.csv'),
    });
    expect(end.code).toBe(2);
    await nothingWritten();
  });

  test('build wants an extract or both tables', async () => {
    const out = path('out');
    for (const [options, code] of [
      [{}, 'OptionsMissing'],
      [{ nodes: 'n' }, 'OptionNeeds'],
      [{ arcs: 'a' }, 'OptionNeeds'],
      [{ osm: 'o', nodes: 'n' }, 'OptionsExclusive'],
      [{ osm: 'o', arcs: 'n' }, 'OptionsExclusive'],
    ] as const) {
      expect(await roads('build', { ...options, out })).toMatchObject({ code: 2, fault: { code } });
    }
    await nothingWritten();
  });

  test.each([
    ['nearest', { k: '0' }, 'OptionTooSmall'],
    ['nearest', { k: 'many' }, 'OptionInteger'],
    ['reach', { within: '60,x' }, 'OptionInteger'],
    ['reach', { within: '-1' }, 'OptionNeedsValue'],
  ])('%s with %j', async (verb, options, code) => {
    const files =
      verb === 'reach'
        ? { from: path('p.csv'), out: path('out') }
        : { units: path('p.csv'), at: path('p.csv') };
    const end = await roads(verb, { graph: path('good'), ...files, ...options });
    expect(end.code).toBe(2);
    expect(end.fault).toMatchObject({ code });
  });

  test('ids with commas and quotes come out as they went in', async () => {
    const end = await ask({ out: path('quoted.csv') });
    expect(end.code).toBe(0);
    expect(await read('quoted.csv')).toBe(
      'from,to,travel_time_ms\r\n"p, 1","p, 1",0\r\n"p, 1","q ""2""",12\r\n"q ""2""","q ""2""",0\r\n',
    );
  });
});
