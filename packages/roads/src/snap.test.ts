import { distance, type LngLat } from '@clarion/measure';
import { expect, test } from 'vitest';
import { buildGraph } from './build.ts';
import { isOpen, resolveClosures } from './closures.ts';
import { nodeIdOf, openGraph } from './graph.ts';
import { snap, snapToId } from './snap.ts';
import { digest } from './testing/digest.ts';
import { sketch } from './testing/sketch.ts';

const aside = ([lng, lat]: LngLat, northM: number): LngLat => [lng, lat + northM / 111_194.9];

test('the nearest arc is taken, at its nearest place', () => {
  const town = sketch(`
    A--B
    |
    C`);
  const found = snap(town.graph, aside(town.between('A', 'B', 0.3), 20))!;
  expect(found.distanceM).toBeCloseTo(20, 2);
  expect(found.node).toBeUndefined();
  expect(found.arcs.map(({ fraction }) => fraction.toFixed(6)).sort()).toEqual(['0.300000', '0.700000']);
  expect(distance(found.at, town.between('A', 'B', 0.3))).toBeLessThan(0.01);
});

test('500 m are near enough, more are not', () => {
  const town = sketch('A--B');
  const middle = town.between('A', 'B', 0.5);
  expect(snap(town.graph, aside(middle, 499.9))?.distanceM).toBeCloseTo(499.9, 1);
  expect(snap(town.graph, aside(middle, 500.1))).toBeUndefined();
  expect(snap(town.graph, aside(middle, 30), { withinM: 29 })).toBeUndefined();
});

test('past the end of a street is its end node', () => {
  const town = sketch('A--B');
  const west: LngLat = [town.at('A')[0] - 0.0005, town.at('A')[1]];
  const found = snap(town.graph, west)!;
  expect(nodeIdOf(town.graph, found.node!)).toBe('A');
  expect(found.arcs).toEqual([]);
});

test('a closed direction is not usable; a street closed both ways gives way to the next', () => {
  const drawing = `
    A--B
    |  |
    C--D`;
  const half = sketch(drawing, { closed: ['AB'] });
  const at = aside(half.between('A', 'B', 0.3), -1);
  const oneWay = snap(half.graph, at, { closures: half.closures })!;
  expect(oneWay.arcs).toHaveLength(1);
  expect(oneWay.arcs[0]!.fraction).toBeCloseTo(0.7, 6);
  const shut = sketch(drawing, { closed: ['AB', 'BA'] });
  const next = snap(shut.graph, at, { closures: shut.closures })!;
  expect(next.distanceM).toBeCloseTo(30, 1);
});

test('at a bend, a direction closed up to it can still be driven on from it', () => {
  const place = (x: number, y: number): LngLat => [x * 0.001, y * 0.001];
  const way = {
    nodes: ['A', 'bend', 'C'],
    points: [place(0, 1), place(0, 0), place(1, 0)],
    forward: true,
    backward: true,
    speedKmh: 36,
    roadClass: 'residential' as const,
  };
  const opened = openGraph(buildGraph([way], { digest }).buffer, digest);
  if (!opened.ok) throw new Error(opened.error.code);
  const closures = resolveClosures(opened.value, [{ from: 'A', to: 'bend' }]);
  if (!closures.ok) throw new Error(closures.error.code);
  const found = snap(opened.value, place(-0.1, -0.1), { closures: closures.value })!;
  expect(found.arcs).toHaveLength(2);
  for (const { arc, fraction } of found.arcs) {
    expect(isOpen(closures.value, arc, fraction, 1)).toBe(true);
  }
});

test('two rows in opposite directions are one two-way street, each with its own time', () => {
  const arc = (from: number, to: number, forward: number) => ({
    nodes: [`n${from}`, `n${to}`],
    points: [[0.001 * from, 0] as LngLat, [0.001 * to, 0] as LngLat],
    forward: true,
    backward: false,
    speedKmh: 1,
    roadClass: 'other' as const,
    travelTimeMs: { forward },
  });
  const built = buildGraph([arc(0, 1, 1000), arc(1, 0, 3000), arc(1, 2, 500)], { digest });
  const opened = openGraph(built.buffer, digest);
  if (!opened.ok) throw new Error(opened.error.code);
  const found = snap(opened.value, [0.00025, 0.0001])!;
  expect(
    found.arcs.map(({ arc, fraction }) => [opened.value.arcTimeMs[arc], fraction.toFixed(4)]).sort(),
  ).toEqual([
    [1000, '0.2500'],
    [3000, '0.7500'],
  ]);
});

test('an id of the source is exactly its node; an unknown one is nothing', () => {
  const town = sketch('A--B');
  expect(snapToId(town.graph, 'A')).toMatchObject({ at: town.at('A'), distanceM: 0, arcs: [] });
  expect(snapToId(town.graph, 'Q')).toBeUndefined();
});

test('an empty graph has nothing to stand on', () => {
  const opened = openGraph(buildGraph([], { digest }).buffer, digest);
  expect(opened.ok && snap(opened.value, [0, 0])).toBeUndefined();
});
