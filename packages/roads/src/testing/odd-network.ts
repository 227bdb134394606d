import fc from 'fast-check';
import type { RoadArcs } from '../road-arcs.ts';
import { generateNetwork, roadArcs, sequence } from './network.ts';

/** Networks of up to so many nodes, with islands, doubled arcs and arcs that take no time. */
export const oddNetwork = (most: number): fc.Arbitrary<RoadArcs> =>
  fc
    .record({ size: fc.integer({ min: 60, max: most }), seed: fc.integer({ min: 1, max: 1_000_000 }) })
    .map(({ size, seed }) => withOddities(generateNetwork(size, seed), seed));

function withOddities(roads: RoadArcs, seed: number): RoadArcs {
  const chance = sequence(seed);
  const [tails, heads, times] = [[...roads.arcTail], [...roads.arcHead], [...roads.arcTimeMs]];
  const nodes = roads.nodeCount;
  // A ring of one-ways and a lone node that nothing joins to the rest.
  for (let i = 0; i < 5; i++) {
    tails.push(nodes + i);
    heads.push(nodes + ((i + 1) % 5));
    times.push(1000);
  }
  for (let i = 0; i < nodes / 10; i++) {
    const arc = Math.floor(chance() * roads.arcCount);
    tails.push(tails[arc]!);
    heads.push(heads[arc]!);
    times.push(Math.floor(times[arc]! * 2 * chance()));
    times[Math.floor(chance() * roads.arcCount)] = 0;
  }
  const points = new Float64Array(2 * (nodes + 6));
  points.set(roads.nodePoints);
  return roadArcs(points, tails, heads, times);
}
