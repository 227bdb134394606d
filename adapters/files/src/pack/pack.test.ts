import { cp, mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { buildHierarchy } from '@clarion/roads';
import { beforeAll, describe, expect, test } from 'vitest';
import { openGraphFile } from '../graph-file.ts';
import { sha256 } from '../read-text.ts';
import { emptyFolder, fileWith } from '../testing/folder.ts';
import { pbfFile } from '../testing/pbf-fixture.ts';
import { buildPlace } from './build-place.ts';
import type { PackManifest } from './manifest.ts';
import { openPack } from './open-pack.ts';
import { buildTownPack } from './town-pack.ts';

const builtAt = '2026-11-24T00:00:00.000Z';
let town: string;

beforeAll(async () => {
  town = join(await emptyFolder(), 'town');
  const built = await buildTownPack(town, 3, { builtAt });
  if (!built.ok) throw new Error(built.error.code);
});

async function copyOfTown(): Promise<string> {
  const copy = join(await emptyFolder(), 'copy');
  await cp(town, copy, { recursive: true });
  return copy;
}

test('a pack of the generated town opens with all its parts', async () => {
  const pack = await openPack(town);
  if (!pack.ok) throw new Error(JSON.stringify(pack.error));
  const { manifest, roads, places, posts, units, areas, population, calls } = pack.value;
  expect(roads.hash).toBe(manifest.graph.hash);
  expect(roads.nodeCount).toBe(manifest.graph.nodes);
  expect(places.counts.segments).toBe(manifest.counts['segments']);
  expect([posts.length, units.length]).toEqual([manifest.counts['posts'], manifest.counts['units']]);
  expect(areas?.features.length).toBeGreaterThan(3);
  expect(population?.length).toBeGreaterThan(10);
  expect(calls).toBeUndefined();
  for (const unit of units) expect(posts.map(post => post.id)).toContain(unit.postId);
});

test('the same seed gives the same bytes', async () => {
  const again = join(await emptyFolder(), 'town');
  await buildTownPack(again, 3, { builtAt });
  expect(await readFile(join(again, 'pack.json'), 'utf8')).toBe(
    await readFile(join(town, 'pack.json'), 'utf8'),
  );
});

/** The pack with one file exchanged, its manifest saying so: as its maker would have written it. */
async function withFile(folder: string, name: string, bytes: Uint8Array | undefined): Promise<string> {
  const path = join(folder, 'pack.json');
  const manifest = JSON.parse(await readFile(path, 'utf8')) as PackManifest;
  const { [name]: _, ...others } = manifest.files;
  if (bytes !== undefined) await writeFile(join(folder, name), bytes);
  const files =
    bytes === undefined ? others : { ...others, [name]: { sha256: sha256(bytes), bytes: bytes.length } };
  await writeFile(path, JSON.stringify({ ...manifest, files }));
  return folder;
}

describe('the hierarchy of a pack', () => {
  const stored = () => readFile(join(town, 'roads.hierarchy'));

  test('is stored, of its graph, and shared', async () => {
    const pack = await openPack(town);
    if (!pack.ok) throw new Error(pack.error.code);
    const { hierarchy, roads } = pack.value;
    expect(hierarchy.graphHash).toBe(roads.hash);
    expect(hierarchy.buffer).toBeInstanceOf(SharedArrayBuffer);
    expect(roads.buffer).toBeInstanceOf(SharedArrayBuffer);
    const anew = buildHierarchy(roads, { graphHash: roads.hash });
    expect(sha256(new Uint8Array(hierarchy.buffer))).toBe(sha256(new Uint8Array(anew.buffer)));
  });

  test('is reckoned when an older pack has none, or one of another version', async () => {
    const bytes = new Uint8Array(await stored());
    const other = bytes.slice();
    new DataView(other.buffer).setUint32(8, 99, true);
    for (const held of [undefined, other]) {
      const shares: number[] = [];
      const folder = await withFile(await copyOfTown(), 'roads.hierarchy', held);
      const pack = await openPack(folder, { onHierarchy: share => shares.push(share) });
      expect(pack.ok && sha256(new Uint8Array(pack.value.hierarchy.buffer))).toBe(sha256(bytes));
      expect(shares[0]).toBe(0);
    }
  });

  test('that is cut short, or of another graph, or something else, is named', async () => {
    const bytes = await stored();
    const cut = await withFile(await copyOfTown(), 'roads.hierarchy', bytes.subarray(0, 5000));
    expect(await openPack(cut)).toMatchObject({ error: { code: 'HierarchyCut', params: { bytes: 5000 } } });
    const head = await withFile(await copyOfTown(), 'roads.hierarchy', bytes.subarray(0, 20));
    expect(await openPack(head)).toMatchObject({ error: { code: 'HierarchyCut' } });
    const small = join(await emptyFolder(), 'town');
    await buildTownPack(small, 4, { builtAt });
    const foreign = await withFile(
      await copyOfTown(),
      'roads.hierarchy',
      await readFile(join(small, 'roads.hierarchy')),
    );
    expect(await openPack(foreign)).toMatchObject({ error: { code: 'HierarchyForeign' } });
    const text = await withFile(await copyOfTown(), 'roads.hierarchy', Buffer.from('no such thing at all'));
    expect(await openPack(text)).toMatchObject({ error: { code: 'NotAHierarchy' } });
  });
});

test('a graph is opened from a pack and from its file', async () => {
  const fromPack = await openGraphFile(town);
  const fromFile = await openGraphFile(join(town, 'roads.graph'));
  expect(fromPack.ok && fromFile.ok && fromPack.value.hash === fromFile.value.hash).toBe(true);
});

test('another version of the pack has a code of its own', async () => {
  const copy = await copyOfTown();
  const manifest = JSON.parse(await readFile(join(copy, 'pack.json'), 'utf8')) as object;
  await writeFile(join(copy, 'pack.json'), JSON.stringify({ ...manifest, version: 2 }));
  const fault = { ok: false, error: { code: 'PackVersion', params: { version: 2, expected: 1 } } };
  expect(await openPack(copy)).toMatchObject(fault);
  expect(await openGraphFile(copy)).toMatchObject(fault);
});

test('a part that is missing, changed or cut is named', async () => {
  const changed = await copyOfTown();
  const posts = join(changed, 'posts.json');
  await writeFile(posts, (await readFile(posts, 'utf8')).replace('"F1"', '"F9"'));
  expect(await openPack(changed)).toMatchObject({ error: { code: 'PackFileChanged', field: 'posts.json' } });

  const cut = await copyOfTown();
  const map = join(cut, 'basemap.pmtiles');
  await writeFile(map, (await readFile(map)).subarray(0, 1000));
  expect(await openPack(cut)).toMatchObject({ error: { code: 'PackFileChanged', field: 'basemap.pmtiles' } });
});

test('what is not a pack is told apart', async () => {
  expect(await openPack('/no/such/pack')).toMatchObject({ error: { code: 'FolderMissing' } });
  expect(await openPack(await fileWith('a.txt', 'x'))).toMatchObject({ error: { code: 'FolderIsFile' } });
  expect(await openPack(await emptyFolder())).toMatchObject({ error: { code: 'NotAPack' } });
  const json = async (text: string) => {
    const folder = await emptyFolder();
    await writeFile(join(folder, 'pack.json'), text);
    return openPack(folder);
  };
  expect(await json('{')).toMatchObject({ error: { code: 'JsonBroken' } });
  expect(await json('{"format":"else","version":1}')).toMatchObject({ error: { code: 'PackFormat' } });
  expect(await json('{"format":"clarion-place","version":1}')).toMatchObject({
    error: { code: 'JsonUnfit' },
  });
});

const nodes = 'id,lng,lat\na,8.0,49.0\nb,8.001,49.0\nc,8.001,49.001\n';
const arcs = 'from,to,travel_time_ms,name,class\na,b,1000,Ring,primary\nb,a,1000,Ring,primary\nb,c,2000,,\n';

test('a pack from plain tables has roads, streets and a map', async () => {
  const out = join(await emptyFolder(), 'new/plain');
  const source = {
    form: 'tables',
    nodes: await fileWith('nodes.csv', nodes),
    arcs: await fileWith('arcs.csv', arcs),
  } as const;
  const built = await buildPlace({ out, source, builtAt });
  expect(built).toMatchObject({
    ok: true,
    value: { id: 'plain', graph: { nodes: 3, arcs: 3 }, counts: { segments: 1 } },
  });
  const pack = await openPack(out);
  expect(pack).toMatchObject({ ok: true, value: { posts: [], units: [], manifest: { timeZone: 'UTC' } } });
});

test('nothing is written when an input is bad, and what was there stays', async () => {
  const parent = await emptyFolder();
  const out = join(parent, 'pack');
  const source = {
    form: 'tables',
    nodes: await fileWith('nodes.csv', nodes),
    arcs: await fileWith('arcs.csv', `${arcs}c,x,5,,\n`),
  } as const;
  const fault = { ok: false, error: { code: 'NodeUnknown', file: source.arcs, line: 5, field: 'to' } };
  expect(await buildPlace({ out, source, builtAt })).toMatchObject(fault);
  expect(await readdir(parent)).toEqual([]);
  await cp(town, out, { recursive: true });
  expect(await buildPlace({ out, source, builtAt })).toMatchObject(fault);
  expect((await openPack(out)).ok).toBe(true);
  expect(await readdir(parent)).toEqual(['pack']);
});

test('an older pack is replaced as a whole; another folder is left alone', async () => {
  const parent = await emptyFolder();
  const out = join(parent, 'pack');
  await cp(town, out, { recursive: true });
  const source = {
    form: 'tables',
    nodes: await fileWith('nodes.csv', nodes),
    arcs: await fileWith('arcs.csv', arcs),
  } as const;
  expect(await buildPlace({ out, source, builtAt })).toMatchObject({ ok: true });
  expect(await readdir(parent)).toEqual(['pack']);
  expect(await openPack(out)).toMatchObject({ ok: true, value: { manifest: { graph: { nodes: 3 } } } });
  expect(await readdir(out)).not.toContain('areas.geojson');

  const photos = join(parent, 'photos');
  await mkdir(photos);
  await writeFile(join(photos, 'a.jpg'), 'x');
  expect(await buildPlace({ out: photos, source, builtAt })).toMatchObject({
    error: { code: 'OutputNotPack' },
  });
  expect(await readdir(photos)).toEqual(['a.jpg']);
});

test('units are at the stations of the map extract when no others are given', async () => {
  const fixture = {
    nodes: [
      { id: 1, at: [8, 49] as const },
      { id: 2, at: [8.01, 49] as const },
      { id: 3, at: [8.005, 49.001] as const, tags: { amenity: 'fire_station', name: 'Wache Süd' } },
      { id: 4, at: [8.006, 49.001] as const, tags: { amenity: 'hospital', name: 'Klinikum' } },
    ],
    ways: [{ id: 5, refs: [1, 2], tags: { highway: 'residential', name: 'Ring' } }],
  };
  const source = { form: 'osm', osm: await fileWith('a.osm.pbf', pbfFile(fixture)) } as const;
  const units = await fileWith('u.csv', 'id,kind,station\nE1,ENGINE,wache süd\n');
  const out = join(await emptyFolder(), 'pack');
  expect(await buildPlace({ out, source, units, builtAt })).toMatchObject({ ok: true });
  const pack = await openPack(out);
  expect(pack).toMatchObject({ ok: true, value: { units: [{ id: 'E1', postId: 'n3' }] } });

  const stations = await fileWith(
    's.geojson',
    '{"type":"FeatureCollection","features":[{"type":"Feature","properties":{"id":"S9","kind":"fire","name":"Nord"},"geometry":{"type":"Point","coordinates":[8,49]}}]}',
  );
  expect(await buildPlace({ out, source, stations, builtAt })).toMatchObject({ ok: true });
  const replaced = await openPack(out);
  expect(replaced.ok && replaced.value.posts.map(post => post.id)).toEqual(['S9', 'n4']);
});
