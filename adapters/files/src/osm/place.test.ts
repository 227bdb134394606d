import { expect, test } from 'vitest';
import { fileWith } from '../testing/folder.ts';
import { type Fixture, pbfFile } from '../testing/pbf-fixture.ts';
import { readExtract } from './extract.ts';
import { osmPlace } from './place.ts';

const square = (id: number, lng: number, lat: number, size: number) =>
  [
    [0, 0],
    [1, 0],
    [1, 1],
    [0, 1],
  ].map(([x, y], i) => ({ id: id + i, at: [lng + x! * size, lat + y! * size] as const }));

async function placeOf(fixture: Fixture) {
  const extract = await readExtract(
    await fileWith('a.osm.pbf', pbfFile(fixture, { order: ['ways', 'relations', 'nodes'] })),
  );
  if (!extract.ok) throw new Error(extract.error.code);
  return osmPlace(extract.value);
}

test('a way with nodes that the extract lacks is kept in the stretches that are known, and counted', async () => {
  const { roads } = await placeOf({
    nodes: [1, 2, 4, 5].map(id => ({ id, at: [id / 1000, 0] })),
    ways: [
      { id: 1, refs: [1, 2, 3, 4, 5], tags: { highway: 'primary' } },
      { id: 2, refs: [8, 9], tags: { highway: 'primary' } },
      { id: 3, refs: [1, 5], tags: { highway: 'steps' } },
      { id: 4, refs: [1, 5], tags: { waterway: 'river' } },
    ],
  });
  expect(roads.ways.map(way => way.nodes)).toEqual([
    ['1', '2'],
    ['4', '5'],
  ]);
  expect(roads.ignored).toEqual({ cutWays: 2, danglingNodes: 3, footOrCycle: 1 });
});

test("a ferry's duration holds for the whole way only", async () => {
  const ferry = { route: 'ferry', duration: '00:10', motor_vehicle: 'yes' };
  const { roads } = await placeOf({
    nodes: [1, 2].map(id => ({ id, at: [id / 1000, 0] })),
    ways: [
      { id: 1, refs: [1, 2], tags: ferry },
      { id: 2, refs: [1, 2, 3], tags: ferry },
    ],
  });
  expect(roads.ways.map(way => way.travelTimeMs?.forward)).toEqual([600_000, undefined]);
});

test('stations and hospitals become posts; one drawn twice is one', async () => {
  const { posts } = await placeOf({
    nodes: [
      ...square(10, 8, 49, 0.001),
      { id: 1, at: [8.0004, 49.0004], tags: { amenity: 'hospital', name: 'St. Anna' } },
      {
        id: 2,
        at: [8.1, 49],
        tags: { emergency: 'ambulance_station', name: '急救站', 'name:en': 'Ambulance' },
      },
      { id: 3, at: [8.2, 49], tags: { amenity: 'police', 'addr:street': 'Ring', 'addr:housenumber': '3' } },
      { id: 4, at: [8.3, 49], tags: { amenity: 'fire_station' } },
      { id: 5, at: [8.3, 49], tags: { amenity: 'bench' } },
    ],
    ways: [{ id: 7, refs: [10, 11, 12, 13, 10], tags: { amenity: 'hospital' } }],
  });
  expect(posts.map(({ kind, name, address }) => [kind, name, address])).toEqual([
    ['hospital', { local: 'St. Anna' }, undefined],
    ['ambulance', { en: 'Ambulance', zh: '急救站' }, undefined],
    ['police', {}, 'Ring 3'],
    ['fire', {}, undefined],
  ]);
});

test('streets are cut where they meet; addresses, places and districts are found', async () => {
  const { gazetteer, areas } = await placeOf({
    nodes: [
      ...[1, 2, 3].map(id => ({ id, at: [8 + id / 1000, 49] as const })),
      { id: 4, at: [8.002, 49.001] },
      ...square(10, 8, 49, 0.01),
      {
        id: 20,
        at: [8.0021, 49.0001],
        tags: { 'addr:street': 'Lange Straße', 'addr:housenumber': '12; 14' },
      },
      { id: 21, at: [8.0022, 49], tags: { shop: 'bakery', name: 'Bäckerei', alt_name: 'Beck;Backstube' } },
    ],
    ways: [
      { id: 1, refs: [1, 2, 3], tags: { highway: 'residential', name: 'Lange Straße', 'name:zh': '长街' } },
      { id: 2, refs: [2, 4], tags: { highway: 'footway', name: 'Gasse' } },
      { id: 3, refs: [10, 11, 12], tags: {} },
      { id: 4, refs: [10, 13, 12], tags: {} },
    ],
    relations: [
      {
        id: 9,
        members: [
          { type: 'way', ref: 3, role: 'outer' },
          { type: 'way', ref: 4, role: 'outer' },
          { type: 'way', ref: 99, role: 'inner' },
        ],
        tags: { type: 'boundary', boundary: 'administrative', admin_level: '9', name: 'Altstadt' },
      },
    ],
  });
  expect(gazetteer.segments.map(({ id, from, to }) => [id, from, to])).toEqual([
    ['1:0', '1', '2'],
    ['1:1', '2', '3'],
    ['2:0', '2', '4'],
  ]);
  expect(gazetteer.segments[0]?.street).toEqual({ local: 'Lange Straße', zh: '长街' });
  expect(gazetteer.addresses?.map(address => address.number)).toEqual(['12', '14']);
  expect(gazetteer.places).toEqual([
    {
      id: 'n21',
      names: { local: 'Bäckerei' },
      aliases: ['Beck', 'Backstube'],
      kind: 'bakery',
      at: [8.0022, 49],
    },
  ]);
  expect(areas?.features.map(area => area.properties.name)).toEqual([{ local: 'Altstadt' }]);
});

test('numbered roads are found by their number, and posts tell their kilometre', async () => {
  const { gazetteer } = await placeOf({
    nodes: [
      { id: 1, at: [8, 49] },
      { id: 2, at: [8.01, 49], tags: { highway: 'milestone', distance: '12.5' } },
      { id: 3, at: [8.02, 49], tags: { highway: 'milestone', pk: '13', ref: 'B 9' } },
      { id: 4, at: [8.03, 49], tags: { highway: 'milestone', distance: 'Basel 200' } },
      { id: 5, at: [9, 49], tags: { highway: 'milestone', distance: '7' } },
    ],
    ways: [
      { id: 1, refs: [1, 2, 4], tags: { highway: 'motorway', ref: 'A 41;E 1' } },
      { id: 2, refs: [2, 3], tags: { highway: 'motorway_link', ref: 'A 41' } },
      {
        id: 3,
        refs: [1, 3],
        tags: { highway: 'primary', name: 'Long Road', ref: 'B 9', old_name: 'Post Road' },
      },
    ],
  });
  expect(gazetteer.segments.map(({ street, otherNames }) => [street, otherNames])).toEqual([
    [{ local: 'A 41' }, ['A 41', 'E 1']],
    [{ local: 'Long Road' }, ['B 9', 'Post Road']],
  ]);
  expect(gazetteer.kilometrePosts).toEqual([
    { at: [8.01, 49], km: 12.5, roads: ['A 41', 'E 1'] },
    { at: [8.02, 49], km: 13, roads: ['B 9', 'Long Road'] },
  ]);
});

test('the map has water, buildings, ground, roads and labels', async () => {
  const { basemap } = await placeOf({
    nodes: [...square(10, 8, 49, 0.01), { id: 1, at: [8, 49], tags: { place: 'suburb', name: '东区' } }],
    ways: [
      { id: 1, refs: [10, 11, 12, 13, 10], tags: { natural: 'water' } },
      { id: 2, refs: [10, 11, 12, 13, 10], tags: { building: 'yes' } },
      { id: 3, refs: [10, 11, 12, 13, 10], tags: { leisure: 'park', name: 'Park' } },
      { id: 4, refs: [10, 11], tags: { highway: 'motorway_link', bridge: 'yes', oneway: '-1' } },
      { id: 5, refs: [10, 11], tags: { railway: 'tram' } },
      { id: 6, refs: [10, 11], tags: { waterway: 'river', name: 'Neckar' } },
    ],
  });
  expect(basemap.water.map(f => [f.geometry.type, f.properties.kind])).toEqual([
    ['Polygon', 'lake'],
    ['LineString', 'river'],
  ]);
  expect(basemap.buildings.length).toBe(1);
  expect(basemap.landuse.map(f => f.properties.kind)).toEqual(['park']);
  expect(basemap.roads.map(f => [f.properties, f.geometry.coordinates])).toEqual([
    [
      { class: 'motorway', minzoom: 8, oneway: 1, bridge: 1, link: 1 },
      [
        [8.01, 49],
        [8, 49],
      ],
    ],
    [
      { class: 'rail', minzoom: 11 },
      [
        [8, 49],
        [8.01, 49],
      ],
    ],
  ]);
  expect(basemap.places.map(f => [f.properties.kind, f.properties.name])).toEqual([
    ['suburb', '东区'],
    ['park', 'Park'],
  ]);
});
