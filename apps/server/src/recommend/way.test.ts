import { createHash } from 'node:crypto';
import { instant, type LngLat } from '@clarion/measure';
import { buildGraph, buildHierarchy, openGraph, type WayInput } from '@clarion/roads';
import { expect, test } from 'vitest';
import { createRoadsNow } from '../streets/roads-now.ts';
import { wayBetween } from './way.ts';

const way = (id: string, points: readonly LngLat[]): WayInput => ({
  nodes: points.map((_, index) => `${id}${index}`),
  points,
  forward: true,
  backward: true,
  speedKmh: 36,
  roadClass: 'residential',
});
const ways = [
  way('main', [
    [10, 50],
    [10.02, 50],
  ]),
  // A yard 30 m north of the main street, joined to nothing.
  way('yard', [
    [10.01, 50.0003],
    [10.0105, 50.0003],
  ]),
];
const built = buildGraph(ways, {
  digest: bytes => createHash('sha256').update(bytes).digest('hex'),
});
const opened = openGraph(built.buffer);
if (!opened.ok) throw new Error(opened.error.code);
const graph = opened.value;
const metric = createRoadsNow({
  graph,
  hierarchy: buildHierarchy(graph),
  closures: { at: () => undefined },
}).at(instant(0));

test('a place in a yard that no drive leads to is reached at the street beside it', () => {
  const found = wayBetween(metric, [10, 50], [10.0102, 50.00031]);
  expect(found.ok && found.value.lengthM).toBeGreaterThan(600);
  expect(found.ok && found.value.steps.map(({ kind, heading }) => [kind, heading])).toEqual([
    ['depart', 90],
    ['arrive', undefined],
  ]);
});

test('far from every road, and where nothing is joined, it is said', () => {
  expect(wayBetween(metric, [10, 50], [10.5, 50])).toMatchObject({ error: { code: 'NoRoadNear' } });
  expect(wayBetween(metric, [10.3, 50], [10, 50])).toMatchObject({ error: { code: 'NoRoadNear' } });
});
