import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from '../build.ts';
import { resolveClosures } from '../closures.ts';
import { nodeIdOf, openGraph, type RoadGraph } from '../graph.ts';
import { digest } from '../testing/digest.ts';
import { randomTown, waysOf } from '../testing/random-town.ts';
import { sketch } from '../testing/sketch.ts';
import { closedLegs, slowTimeMs, type Town } from '../testing/slow-truth.ts';
import { detours, drawnDetours } from './detours.ts';
import { streetEnds } from './street-ends.ts';

interface Pair {
  readonly from: string;
  readonly to: string;
}
const scene = randomTown.chain(town => {
  const pair = fc.constantFrom(...town.legs).map(({ from, to }): Pair => ({ from, to }));
  return fc.record({
    town: fc.constant(town),
    street: fc.array(pair, { minLength: 1, maxLength: 4 }),
    others: fc.array(pair, { maxLength: 3 }),
  });
});

function graphOf(town: Town): RoadGraph {
  const nodes = [...town.places].map(([id, at]) => ({ id, at }));
  const opened = openGraph(buildGraph(waysOf(town), { digest, nodes }).buffer, digest);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}
function closuresOf(graph: RoadGraph, pairs: readonly Pair[]) {
  const resolved = resolveClosures(graph, pairs);
  if (!resolved.ok) throw new Error('a leg of the town is not in its graph');
  return resolved.value;
}

/** Written apart: the ends by looking at every pair again and again. */
function slowEnds(street: readonly Pair[]): string[] {
  const legs = street.filter(({ from, to }) => from !== to);
  const ids = [...new Set(legs.flatMap(({ from, to }) => [from, to]))];
  const beside = (id: string) =>
    new Set(legs.flatMap(({ from, to }) => (from === id ? [to] : to === id ? [from] : [])));
  const together = (id: string) => {
    let all = new Set([id]);
    for (let size = 0; size !== all.size; ) {
      size = all.size;
      all = new Set([...all].flatMap(one => [one, ...beside(one)]));
    }
    return [...all];
  };
  return ids.filter(id => beside(id).size === 1 || together(id).every(one => beside(one).size !== 1));
}

test('the longest way around a closed street from each of its ends is that of the slow truth', () => {
  fc.assert(
    fc.property(scene, ({ town, street, others }) => {
      const graph = graphOf(town);
      const asked = streetEnds(graph, closuresOf(graph, street));
      const ids = asked.points.map(({ node }) => nodeIdOf(graph, node));
      const ends = slowEnds(street);
      expect([...ids].sort()).toEqual([...ends].sort());

      const open = closedLegs(town, others);
      const shut = closedLegs(town, [...others, ...street]);
      const worst = ends.flatMap(from => {
        const extras = ends.flatMap(to => {
          const through = slowTimeMs(town, { node: from }, { node: to }, open);
          const around = slowTimeMs(town, { node: from }, { node: to }, shut);
          return through === undefined ? [] : [(around ?? Infinity) - through];
        });
        const most = Math.max(0, ...extras);
        return most === 0 ? [] : [[from, most] as const];
      });
      const found = detours(graph, asked, closuresOf(graph, others)).map(
        ({ from, throughMs, aroundMs }) => [ids[from]!, (aroundMs ?? Infinity) - throughMs] as const,
      );
      const sorted = (all: readonly (readonly [string, number])[]) =>
        [...all].sort(([a], [b]) => (a < b ? -1 : 1));
      expect(sorted(found)).toEqual(sorted(worst));
    }),
    { numRuns: 300 },
  );
});

test('a street in the middle of a block: around it by the next one, from both of its ends; a blind alley has no way', () => {
  const block = sketch(`A--B--C--D
   |  |
   E--F`);
  const closed = closuresOf(block.graph, [
    { from: 'B', to: 'C' },
    { from: 'C', to: 'B' },
  ]);
  const ways = drawnDetours(block.graph, streetEnds(block.graph, closed));
  expect(ways.map(({ throughMs, aroundMs }) => [throughMs / 1000, aroundMs! / 1000])).toEqual([
    [10, 30],
    [10, 30],
  ]);
  expect(ways.map(({ around }) => around!.points.length)).toEqual([4, 4]);
  const alley = closuresOf(block.graph, [{ from: 'C', to: 'D' }]);
  expect(detours(block.graph, streetEnds(block.graph, alley)).map(({ aroundMs }) => aroundMs)).toEqual([
    undefined,
  ]);
});
