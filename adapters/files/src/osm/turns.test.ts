import { matrix, openGraph, snapToId, turnView } from '@clarion/roads';
import { describe, expect, test } from 'vitest';
import { buildRoads } from '../build-roads.ts';
import { fileWith } from '../testing/folder.ts';
import { type Fixture, type FixtureRelation, pbfFile } from '../testing/pbf-fixture.ts';
import { readExtract } from './extract.ts';
import { osmRoads } from './roads.ts';

/** A street from west to east over nodes 1, 2, 3, and one from 2 north to 4, south to 5. */
const crossing: Fixture = {
  nodes: [
    { id: 1, at: [0, 0] },
    { id: 2, at: [0.001, 0] },
    { id: 3, at: [0.002, 0] },
    { id: 4, at: [0.001, 0.001] },
    { id: 5, at: [0.001, -0.001] },
  ],
  ways: [
    { id: 12, refs: [1, 2], tags: { highway: 'residential' } },
    { id: 23, refs: [2, 3], tags: { highway: 'residential' } },
    { id: 45, refs: [4, 2, 5], tags: { highway: 'residential' } },
    { id: 99, refs: [2, 9], tags: { waterway: 'drain' } },
  ],
};

const rule = (
  tags: Readonly<Record<string, string>>,
  { from = [12], via = 2, to = [23] }: { from?: number[]; via?: number; to?: number[] } = {},
): FixtureRelation => ({
  id: 1000,
  members: [
    ...from.map(ref => ({ type: 'way' as const, ref, role: 'from' })),
    { type: 'node', ref: via, role: 'via' },
    ...to.map(ref => ({ type: 'way' as const, ref, role: 'to' })),
  ],
  tags: { type: 'restriction', ...tags },
});

async function built(relations: readonly FixtureRelation[], more: Fixture = {}) {
  const nodes = [...crossing.nodes!, ...(more.nodes ?? [])];
  const ways = [...crossing.ways!, ...(more.ways ?? [])];
  const extract = await readExtract(await fileWith('t.osm.pbf', pbfFile({ nodes, ways, relations })));
  if (!extract.ok) throw new Error(extract.error.code);
  const roads = buildRoads(osmRoads(extract.value), 't', { turns: 'full' });
  if (!roads.ok) throw new Error(roads.error.code);
  const graph = openGraph(roads.value.buffer);
  if (!graph.ok) throw new Error(graph.error.code);
  const view = turnView(graph.value, 'restrictions', 'strict');
  /** Whether the turn between these costs nothing: around by the dead ends would. */
  const isFree = (from: string, to: string) => {
    const [a, b] = [snapToId(graph.value, from)!, snapToId(graph.value, to)!];
    return matrix(view, [a], [b])[0] === matrix(graph.value, [a], [b])[0];
  };
  return { ...roads.value, graph: graph.value, isFree };
}

test.each([
  { restriction: 'no_straight_on' },
  { restriction: 'no_left_turn', except: 'bicycle;psv' },
  { 'restriction:motorcar': 'no_left_turn' },
  { 'restriction:conditional': 'no_left_turn @ (Mo-Fr 07:00-09:00)' },
  { 'restriction:conditional': 'no_left_turn @ (weight>7.5)' },
  { restriction: 'no_left_turn', hour_on: '07:00', hour_off: '09:00' },
])('%j is kept', async tags => {
  const { turnRules, ignored, isFree } = await built([rule(tags)]);
  expect({ turnRules, ignored }).toEqual({ turnRules: 1, ignored: {} });
  expect(isFree('1', '3')).toBe(false);
  expect(isFree('1', '4')).toBe(true);
  expect(isFree('4', '3')).toBe(true);
});

test.each([
  [{ restriction: 'no_left_turn', except: 'emergency' }, 'turnExempt'],
  [{ restriction: 'no_left_turn', 'restriction:conditional': 'none @ (emergency)' }, 'turnExempt'],
  [{ restriction: 'no_left_turn', except: 'motor_vehicle' }, 'turnOtherVehicles'],
  [{ 'restriction:hgv': 'no_left_turn' }, 'turnOtherVehicles'],
  [{ 'restriction:conditional': 'no_left_turn @ (hgv AND weight>3.5)' }, 'turnOtherVehicles'],
  [{ restriction: 'left_turn' }, 'turnKind'],
  [{}, 'turnKind'],
] as const)('%j is no rule for us: %s', async (tags, reason) => {
  const { turnRules, ignored, isFree } = await built([rule(tags)]);
  expect({ turnRules, ignored }).toEqual({ turnRules: 0, ignored: { [reason]: 1 } });
  expect(isFree('1', '3')).toBe(true);
});

describe('a rule that names what the roads do not have is counted', () => {
  test.each([
    ['turnElsewhere', rule({ restriction: 'no_left_turn' }, { to: [99] })],
    ['turnElsewhere', rule({ restriction: 'no_left_turn' }, { to: [777] })],
    ['turnElsewhere', rule({ restriction: 'no_left_turn' }, { via: 1 })],
    // The way goes on over the junction: into which half?
    ['turnUnclear', rule({ restriction: 'no_left_turn' }, { to: [45] })],
    ['turnMembers', rule({ restriction: 'no_left_turn' }, { to: [] })],
  ] as const)('%s', async (reason, relation) => {
    expect((await built([relation])).ignored).toEqual({ [reason]: 1 });
  });
});

test('of several ways to come from or to go to each is meant', async () => {
  const split = {
    ways: [{ id: 24, refs: [2, 6], tags: { highway: 'service' } }],
    nodes: [{ id: 6, at: [0, 0.001] as const }],
  };
  const entry = await built([rule({ restriction: 'no_entry' }, { from: [12, 24] })], split);
  expect(entry.isFree('1', '3')).toBe(false);
  expect(entry.isFree('6', '3')).toBe(false);
  expect(entry.isFree('5', '3')).toBe(true);
});

test('only_ by way of a street between leaves no other way', async () => {
  const more: Fixture = {
    nodes: [
      { id: 6, at: [0.003, 0] },
      { id: 7, at: [0.002, 0.001] },
    ],
    ways: [
      { id: 36, refs: [3, 6], tags: { highway: 'residential' } },
      { id: 37, refs: [3, 7], tags: { highway: 'residential', oneway: 'yes' } },
    ],
  };
  const way = (ref: number, role: string) => ({ type: 'way', ref, role }) as const;
  const members = [way(12, 'from'), way(23, 'via'), way(36, 'to')];
  const only: FixtureRelation = {
    id: 1,
    members,
    tags: { type: 'restriction', restriction: 'only_straight_on' },
  };
  const { turnRules, isFree } = await built([only], more);
  expect(turnRules).toBe(1);
  expect(isFree('1', '6')).toBe(true);
  expect(isFree('2', '7')).toBe(true);
  expect(isFree('4', '7')).toBe(true);
});

test('signals are met at a junction from all sides, along a way before the junction or as they say', async () => {
  const signals = { highway: 'traffic_signals' };
  const { graph } = await built([], {
    nodes: [
      { id: 6, at: [0.003, 0], tags: signals },
      { id: 7, at: [0.0049, 0], tags: signals },
      { id: 8, at: [0.005, 0] },
      { id: 10, at: [0.0051, 0], tags: { ...signals, 'traffic_signals:direction': 'backward' } },
      { id: 11, at: [0.006, 0] },
    ],
    ways: [
      { id: 36, refs: [3, 6], tags: { highway: 'residential' } },
      { id: 68, refs: [6, 7, 8], tags: { highway: 'residential' } },
      { id: 89, refs: [8, 10, 11], tags: { highway: 'residential' } },
    ],
  });
  const met = Array.from({ length: graph.arcCount }, (_, arc) => arc)
    .filter(arc => graph.arcSignal[arc] === 1)
    .map(arc => [graph.arcTail[arc]!, graph.arcHead[arc]!].map(node => snapped(node)));
  function snapped(node: number): string {
    return ['1', '2', '3', '4', '5', '6', '8', '11'].find(id => snapToId(graph, id)?.node === node)!;
  }
  expect(met.map(pair => pair.join('-')).sort()).toEqual(['11-8', '3-6', '6-8', '8-6']);
});
