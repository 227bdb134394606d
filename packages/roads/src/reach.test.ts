import { type LngLat, ringContains } from '@clarion/measure';
import { expect, test } from 'vitest';
import { nodeIdOf } from './graph.ts';
import { reach } from './reach.ts';
import { sketch } from './testing/sketch.ts';

const town = sketch(`
    A--B--C--D
    |        |
    E        F--G->H`);

function inside(polygons: LngLat[][][], at: LngLat): boolean {
  return polygons.some(
    ([outer, ...holes]) => ringContains(outer!, at) && !holes.some(hole => ringContains(hole, at)),
  );
}

test('nodes up to and including the bound are reached', () => {
  const reached = reach(town.graph, [town.snap('A')], [20]);
  const ids = reached.nodes.map(({ node, timeMs }) => `${nodeIdOf(town.graph, node)} ${timeMs}`);
  expect(ids.sort()).toEqual(['A 0', 'B 10000', 'C 20000', 'E 10000']);
});

test('areas hold what is reached, leave out what is not, and lie in one another', () => {
  const { areas } = reach(town.graph, [town.snap('AB 0.5')], [10, 20]);
  const [near, far] = areas.map(area => area.coordinates);
  for (const letter of ['A', 'B']) expect(inside(near!, town.at(letter))).toBe(true);
  for (const letter of ['C', 'E']) expect(inside(near!, town.at(letter))).toBe(false);
  for (const letter of ['A', 'B', 'C', 'E']) expect(inside(far!, town.at(letter))).toBe(true);
  expect(inside(far!, town.between('C', 'D', 0.9))).toBe(false);
  for (let x = -50; x <= 250; x += 7.3) {
    for (let y = -150; y <= 50; y += 7.1) {
      const at: LngLat = [x / 111_195, y / 111_195];
      if (inside(near!, at)) expect(inside(far!, at), `${x}, ${y}`).toBe(true);
    }
  }
});

test('from several points the nearest counts; nowhere is reached from none', () => {
  const both = reach(town.graph, [town.snap('A'), town.snap('G')], [10]);
  expect(both.nodes.map(({ node }) => nodeIdOf(town.graph, node)).sort()).toEqual([
    'A',
    'B',
    'E',
    'F',
    'G',
    'H',
  ]);
  expect(both.areas[0]!.coordinates).toHaveLength(2);
  expect(reach(town.graph, [], [10])).toEqual({ nodes: [], areas: [{ withinSeconds: 10, coordinates: [] }] });
});

test('a dead-end one-way reaches only itself', () => {
  expect(reach(town.graph, [town.snap('H')], [500]).nodes).toHaveLength(1);
});
