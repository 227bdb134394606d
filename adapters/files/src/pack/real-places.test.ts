import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { dataFolder, emptyFolder } from '../testing/folder.ts';
import { buildPlace } from './build-place.ts';
import { openPack } from './open-pack.ts';

const builtAt = '2026-11-24T00:00:00.000Z';
const withData = test.skipIf(dataFolder === undefined);
const columns = join(import.meta.dirname, '../../../../examples/san-francisco/columns.json');

withData('San Francisco builds from its own tables (needs CLARION_DATA)', async () => {
  const file = (name: string) => join(dataFolder!, 'san-francisco', name);
  const out = join(await emptyFolder(), 'san-francisco');
  const built = await buildPlace({
    out,
    source: { form: 'streets', streets: file('segments.csv') },
    columns,
    stations: file('stations.geojson'),
    units: file('apparatus.csv'),
    population: file('population.csv'),
    areas: file('neighbourhoods.geojson'),
    calls: file('calls-2020-04.csv'),
    builtAt,
  });
  expect(built).toMatchObject({
    ok: true,
    value: {
      counts: {
        segments: 15_602,
        posts: 42,
        areas: 117,
        populationCells: 581,
        calls: 5292,
        responses: 10_410,
      },
      ignored: { notDriven: 164, turnedLines: 9, linesOffTheirNode: 1 },
    },
  });
  const pack = await openPack(out);
  if (!pack.ok) throw new Error(JSON.stringify(pack.error));
  const { units, calls = [], roads } = pack.value;
  // Every row that carries vehicles can be driven both ways.
  expect(roads.arcCount).toBe(2 * (15_602 - 164));
  const sent = new Set(calls.flatMap(call => call.responses.map(response => response.unitId)));
  expect(sent.size).toBe(199);
  expect(units.filter(unit => sent.has(unit.id) && unit.postId !== undefined).length).toBe(62);
  expect(units.filter(unit => unit.capabilities.length === 0)).toEqual([]);
  const flags = calls.flatMap(call => call.responses.flatMap(response => response.flags ?? []));
  expect(flags.filter(flag => flag === 'zeroTravel').length).toBe(268);
  // The first call of 7 April, a minute after midnight in San Francisco.
  expect(new Date(calls[0]!.receivedAt).toISOString()).toBe('2020-04-07T07:01:25.000Z');
});

withData.each([
  ['porto_portugal', 62_981, { turnMembers: 14, turnElsewhere: 8 }],
  ['columbus_otp', 20_920, { footOrCycle: 773, openRelations: 41 }],
  ['liechtenstein', 3773, { roughTrack: 614 }],
] as const)('%s builds and says what it passed over (needs CLARION_DATA)', async (name, nodes, ignored) => {
  const out = join(await emptyFolder(), name);
  const source = { form: 'osm', osm: join(dataFolder!, 'osm', `${name}.osm.pbf`) } as const;
  expect(await buildPlace({ out, source, builtAt })).toMatchObject({
    ok: true,
    value: { graph: { nodes }, ignored },
  });
  expect((await openPack(out)).ok).toBe(true);
  expect((await readdir(out)).filter(file => file.startsWith('.'))).toEqual([]);
});
