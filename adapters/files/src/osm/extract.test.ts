import { writeFile } from 'node:fs/promises';
import { gzipSync } from 'node:zlib';
import { expect, test } from 'vitest';
import { emptyFolder, fileWith } from '../testing/folder.ts';
import { type Fixture, pbfFile } from '../testing/pbf-fixture.ts';
import { readExtract } from './extract.ts';

const corner: Fixture = {
  nodes: [
    { id: 5, at: [8.1234567, 49.7654321] },
    { id: -7, at: [-8.5, -41.25], tags: { amenity: 'fire_station', name: 'Löschzug 7' } },
    { id: 11_000_000_000, at: [8.2, 49.8] },
  ],
  ways: [
    { id: 3, refs: [5, -7, 11_000_000_000], tags: { highway: 'residential', name: '人民路' } },
    { id: -4, refs: [5, 99], tags: { highway: 'service' } },
  ],
  relations: [
    {
      id: 6,
      members: [{ type: 'way', ref: 3, role: 'outer' }],
      tags: { type: 'multipolygon', __proto__x: 'y' },
    },
  ],
};

const small: Fixture = {
  nodes: [{ id: 1, at: [8.1, 49.7], tags: { name: 'A' } }],
  ways: [{ id: 3, refs: [1, 2], tags: { highway: 'service' } }],
};

const xml = `<?xml version="1.0" encoding="UTF-8"?>
<osm version="0.6">
  <relation id="6"><member type="way" ref="3" role="outer"/><tag k="type" v="multipolygon"/><tag k="__proto__x" v="y"/></relation>
  <way id="3"><nd ref="5"/><nd ref="-7"/><nd ref="11000000000"/><tag k="highway" v="residential"/><tag k="name" v="人民路"/></way>
  <way id="-4"><nd ref="5"/><nd ref="99"/><tag k="highway" v="service"/></way>
  <node id="11000000000" lat="49.8" lon="8.2"/>
  <node id="5" lat="49.7654321" lon="8.1234567"/>
  <node id="-7" lat="-41.25" lon="-8.5"><tag k="amenity" v="fire_station"/><tag k="name" v="Löschzug 7"/></node>
</osm>
`;

async function contentOf(name: string, bytes: string | Uint8Array) {
  const extract = await readExtract(await fileWith(name, bytes));
  if (!extract.ok) return extract.error;
  const { places, taggedNodes, ways, relations, counts } = extract.value;
  return {
    places: [5, -7, 11_000_000_000, 99].map(id => places.find(id)),
    taggedNodes: taggedNodes.map(node => ({ ...node, tags: { ...node.tags } })),
    ways: [...ways.values()].map(way => ({ ...way, tags: { ...way.tags } })),
    relations: relations.map(relation => ({ ...relation, tags: { ...relation.tags } })),
    counts,
  };
}

test('an extract reads the same whether dense or not, packed or not, sorted or not, PBF or XML', async () => {
  const sorted = await contentOf('a.osm.pbf', pbfFile(corner));
  expect(sorted).toEqual({
    places: [[8.1234567, 49.7654321], [-8.5, -41.25], [8.2, 49.8], undefined],
    taggedNodes: [{ id: -7, at: [-8.5, -41.25], tags: { amenity: 'fire_station', name: 'Löschzug 7' } }],
    ways: corner.ways,
    relations: corner.relations,
    counts: { nodes: 3, ways: 2, relations: 1 },
  });
  const unsorted = pbfFile(corner, { order: ['relations', 'ways', 'nodes'], dense: false, packed: false });
  expect(await contentOf('b.osm.pbf', unsorted)).toEqual(sorted);
  expect(await contentOf('c.osm', xml)).toEqual(sorted);
  expect(await contentOf('d.osm.gz', gzipSync(xml))).toEqual(sorted);
});

test('a PBF that is cut anywhere is a value and never an exception', async () => {
  const whole = pbfFile(small);
  const path = `${await emptyFolder()}/cut.osm.pbf`;
  for (let length = 0; length < whole.length; length++) {
    await writeFile(path, whole.subarray(0, length));
    const extract = await readExtract(path);
    if (extract.ok) continue; // Between two blocks the file looks whole.
    expect(['FileEmpty', 'OsmCut', 'OsmBroken']).toContain(extract.error.code);
  }
});

test('a PBF with any byte changed is read or refused, never an exception', async () => {
  for (const packed of [true, false]) {
    const whole = pbfFile(small, { packed });
    const path = `${await emptyFolder()}/changed.osm.pbf`;
    for (let i = 0; i < whole.length; i++) {
      const changed = Buffer.from(whole);
      changed[i] = changed[i]! ^ 0xff;
      await writeFile(path, changed);
      const extract = await readExtract(path);
      if (!extract.ok) expect(['OsmCut', 'OsmBroken', 'OsmFeature']).toContain(extract.error.code);
    }
  }
});

test.each([
  ['a.osm.pbf', '', { code: 'FileEmpty' }],
  ['a.osm.pbf', 'from,to\n1,2\n', { code: 'OsmBroken' }],
  ['a.osm', '', { code: 'FileEmpty' }],
  ['a.osm', '<osm>\n<node id="1" lat="1" lon="2">\n', { code: 'OsmBroken', line: 3 }],
  ['a.osm', '<osm>\n<node id="1" lat="x" lon="2"/></osm>', { code: 'OsmBroken', line: 2 }],
  ['a.osm', '<kml/>', { code: 'OsmBroken', line: 1 }],
  ['a.osm', '<!DOCTYPE osm [<!ENTITY a "b">]>\n<osm>&a;</osm>', { code: 'OsmBroken', line: 2 }],
  ['a.osm', Buffer.from('<osm note="\xff"/>', 'latin1'), { code: 'EncodingBroken' }],
  ['a.osm.gz', 'not packed', { code: 'OsmBroken' }],
  ['a.osm.gz', gzipSync(xml).subarray(0, 100), { code: 'OsmBroken' }],
  ['a.shp', 'x', { code: 'FileKindUnknown' }],
])('%s with %j is refused', async (name, content, fault) => {
  expect(await contentOf(name, content)).toMatchObject(fault);
});

test('a feature that is not known here is named', async () => {
  const file = pbfFile(corner, { features: ['OsmSchema-V0.6', 'HistoricalInformation'] });
  expect(await contentOf('a.osm.pbf', file)).toMatchObject({
    code: 'OsmFeature',
    params: { value: 'HistoricalInformation' },
  });
});

test('a missing file and a folder are told', async () => {
  expect(await readExtract('/no/such.osm.pbf')).toMatchObject({ error: { code: 'FileMissing' } });
  expect(await readExtract('/no/such.osm')).toMatchObject({ error: { code: 'FileMissing' } });
});
