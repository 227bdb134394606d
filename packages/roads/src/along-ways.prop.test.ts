import type { LngLat } from '@clarion/measure';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from './build.ts';
import { resolveClosures } from './closures.ts';
import { arcPoints, openGraph, type RoadGraph } from './graph.ts';
import { findId } from './ids.ts';
import { matrix, UNREACHABLE } from './matrix.ts';
import { snap, snapToId } from './snap.ts';
import { digest } from './testing/digest.ts';
import { closedLegs, type Leg, type Spot, slowTimeMs, stand, type Town } from './testing/slow-truth.ts';
import type { WayInput } from './way.ts';

/**
 * Ways of many points on a chessboard of 100 m at 10 m/s: whole and part times come out even, so that the
 * graph, which joins points to arcs, and the slow truth, which does not, must agree to the millisecond.
 */
const STEP = 100 / 111_194.92664455873;
const at = (x: number, y: number): LngLat => [x * STEP, y * STEP];
const moves = [
  [1, 0],
  [0, 1],
  [-1, 0],
  [0, -1],
] as const;

const walk = fc
  .record({
    x: fc.nat(4),
    y: fc.nat(4),
    turns: fc.array(fc.nat(3), { minLength: 1, maxLength: 7 }),
    direction: fc.constantFrom('both', 'forward', 'backward'),
  })
  .map(({ x, y, turns, direction }) => {
    const cells: [number, number][] = [[x, y]];
    for (const turn of turns) {
      const [px, py] = cells.at(-1)!;
      const next: [number, number] = [px + moves[turn]![0], py + moves[turn]![1]];
      if (!cells.some(([a, b]) => a === next[0] && b === next[1])) cells.push(next);
    }
    return { cells, forward: direction !== 'backward', backward: direction !== 'forward' };
  })
  .filter(({ cells }) => cells.length > 1);

const wayOf = ({
  cells,
  forward,
  backward,
}: {
  cells: [number, number][];
  forward: boolean;
  backward: boolean;
}): WayInput => ({
  nodes: cells.map(String),
  points: cells.map(([x, y]) => at(x, y)),
  forward,
  backward,
  speedKmh: 36,
  roadClass: 'residential',
});

function townOf(ways: readonly WayInput[]): Town {
  const places = new Map<string, LngLat>();
  const legs: Leg[] = [];
  for (const { nodes, points, forward, backward } of ways) {
    nodes.forEach((id, i) => {
      places.set(id, points[i]!);
      if (i === 0) return;
      if (forward) legs.push({ from: nodes[i - 1]!, to: id, timeMs: 10_000 });
      if (backward) legs.push({ from: id, to: nodes[i - 1]!, timeMs: 10_000 });
    });
  }
  return { places, legs };
}

/** Between two nodes a closure takes in roundabout arcs as well, which the truth's legs do not tell apart. */
function hasLongArc(graph: RoadGraph, from: string, to: string): boolean {
  const [a, b] = [findId(graph, from), findId(graph, to)];
  if (a?.kind !== 'node' || b?.kind !== 'node') return false;
  return Array.from(graph.arcTail).some(
    (tail, arc) => tail === a.node && graph.arcHead[arc] === b.node && arcPoints(graph, arc).length > 2,
  );
}

test('points along ways, closed stretches and places on them are as if every point were a node', () => {
  const scene = fc.array(walk, { minLength: 1, maxLength: 5 }).chain(walks => {
    const ways = walks.map(wayOf);
    const town = townOf(ways);
    const leg = fc.constantFrom(...town.legs);
    const spot: fc.Arbitrary<Spot> = fc.oneof(
      fc.constantFrom(...town.places.keys()).map(node => ({ node })),
      fc.tuple(leg, fc.integer({ min: 1, max: 9 })).map(([{ from, to }, tenths]) => {
        const [a, b] = [town.places.get(from)!, town.places.get(to)!];
        return { at: [a[0] + ((b[0] - a[0]) * tenths) / 10, a[1] + ((b[1] - a[1]) * tenths) / 10] as LngLat };
      }),
    );
    const spots = fc.array(spot, { minLength: 1, maxLength: 5 });
    return fc.record({
      ways: fc.constant(ways),
      town: fc.constant(town),
      closed: fc.array(leg, { maxLength: 3 }),
      from: spots,
      to: spots,
    });
  });
  fc.assert(
    fc.property(scene, ({ ways, town, closed, from, to }) => {
      const opened = openGraph(buildGraph(ways, { digest }).buffer);
      if (!opened.ok) throw new Error(opened.error.code);
      const graph = opened.value;
      fc.pre(!closed.some(leg => hasLongArc(graph, leg.from, leg.to)));
      const closures = resolveClosures(graph, closed);
      if (!closures.ok) throw new Error('a leg of the town is not in its graph');
      const shut = closedLegs(town, closed);
      const known = (spots: Spot[]) => spots.filter(spot => stand(town, spot, shut));
      const snapped = (spots: Spot[]) =>
        known(spots).map(
          spot =>
            ('node' in spot
              ? snapToId(graph, spot.node)
              : snap(graph, spot.at, { closures: closures.value }))!,
        );
      const truth = known(from).flatMap(f =>
        known(to).map(
          t => slowTimeMs(town, stand(town, f, shut)!, stand(town, t, shut)!, shut) ?? UNREACHABLE,
        ),
      );
      expect([...matrix(graph, snapped(from), snapped(to), closures.value)]).toEqual(truth);
    }),
    { numRuns: 1500 },
  );
});
