import fc from 'fast-check';
import { expect, test } from 'vitest';
import { buildGraph } from './build.ts';
import { resolveClosures } from './closures.ts';
import { openGraph, type RoadGraph } from './graph.ts';
import { matrix, UNREACHABLE } from './matrix.ts';
import { nearest } from './nearest.ts';
import { reach } from './reach.ts';
import { route } from './route.ts';
import { type Snap, snap, snapToId } from './snap.ts';
import { digest } from './testing/digest.ts';
import { randomSpot, randomTown, waysOf } from './testing/random-town.ts';
import { closedLegs, type Spot, slowTimeMs, stand, type Town } from './testing/slow-truth.ts';

function graphOf(town: Town): RoadGraph {
  const nodes = [...town.places].map(([id, at]) => ({ id, at }));
  const opened = openGraph(buildGraph(waysOf(town), { digest, nodes }).buffer, digest);
  if (!opened.ok) throw new Error(opened.error.code);
  return opened.value;
}

const scene = randomTown.chain(town =>
  fc.record({
    town: fc.constant(town),
    closed: fc.array(
      fc.constantFrom(...town.legs).map(({ from, to }) => ({ from, to })),
      { maxLength: 3 },
    ),
    from: fc.array(randomSpot(town), { minLength: 1, maxLength: 5 }),
    to: fc.array(randomSpot(town), { minLength: 1, maxLength: 4 }),
  }),
);

function prepare({
  town,
  closed,
  from,
  to,
}: {
  town: Town;
  closed: { from: string; to: string }[];
  from: Spot[];
  to: Spot[];
}) {
  const graph = graphOf(town);
  const resolved = resolveClosures(graph, closed);
  if (!resolved.ok) throw new Error('a leg of the town is not in its graph');
  const closures = resolved.value;
  const shut = closedLegs(town, closed);
  const snapOf = (spot: Spot): Snap | undefined =>
    'node' in spot ? snapToId(graph, spot.node) : snap(graph, spot.at, { closures });
  const pairs = (spots: Spot[]) =>
    spots.flatMap(spot => {
      const [fast, slow] = [snapOf(spot), stand(town, spot, shut)];
      expect(fast === undefined).toBe(slow === undefined);
      return fast && slow ? [{ fast, slow }] : [];
    });
  return { graph, closures, shut, town, from: pairs(from), to: pairs(to) };
}

const RUNS = { numRuns: 1500 };

test('matrix, and the route of every pair, take the time of the slow truth', () => {
  fc.assert(
    fc.property(scene, given => {
      const { graph, closures, shut, town, from, to } = prepare(given);
      const truth = from.flatMap(f => to.map(t => slowTimeMs(town, f.slow, t.slow, shut) ?? UNREACHABLE));
      const snaps = [from.map(one => one.fast), to.map(one => one.fast)] as const;
      expect([...matrix(graph, snaps[0], snaps[1], closures)]).toEqual(truth);
      snaps[0].forEach((f, row) => {
        snaps[1].forEach((t, column) => {
          const drive = route(graph, f, t, closures);
          expect(drive?.travelTimeMs ?? UNREACHABLE).toBe(truth[row * snaps[1].length + column]);
          if (!drive) return;
          expect(drive.atMs.length).toBe(drive.points.length);
          expect(drive.atMs.at(-1)).toBe(drive.travelTimeMs);
          expect(drive.atMs.every((ms, i) => i === 0 || ms >= drive.atMs[i - 1]!)).toBe(true);
        });
      });
    }),
    RUNS,
  );
});

test('a matrix of many rows and few columns (reverse) is the one of few rows and many columns (forward), turned', () => {
  fc.assert(
    fc.property(scene, given => {
      const { graph, closures, from, to } = prepare(given);
      const rows = [...from, ...from].map(one => one.fast);
      const columns = to.slice(0, 1).map(one => one.fast);
      const wide = matrix(graph, rows, columns, closures);
      rows.forEach((row, i) => {
        columns.forEach((column, j) => {
          expect(matrix(graph, [row], [column, column], closures)[0]).toBe(wide[i * columns.length + j]);
        });
      });
    }),
    { numRuns: 300 },
  );
});

test('nearest units are those of the slow truth, by time and then id', () => {
  fc.assert(
    fc.property(scene, fc.integer({ min: 0, max: 6 }), (given, k) => {
      const { graph, closures, shut, town, from, to } = prepare(given);
      const units = from.map((one, i) => ({ id: `u${(i * 7) % 10}`, ...one }));
      for (const target of to) {
        const truth = units
          .map(unit => ({ unit: unit.id, travelTimeMs: slowTimeMs(town, unit.slow, target.slow, shut) }))
          .filter(one => one.travelTimeMs !== undefined)
          .sort((a, b) => a.travelTimeMs! - b.travelTimeMs! || (a.unit < b.unit ? -1 : 1))
          .slice(0, k);
        const fast = units.map(({ id, fast }) => ({ id, snap: fast }));
        expect(nearest(graph, fast, target.fast, k, closures)).toEqual(truth);
      }
    }),
    RUNS,
  );
});

test('reach holds exactly the nodes the slow truth reaches in time', () => {
  fc.assert(
    fc.property(scene, fc.integer({ min: 0, max: 90 }), (given, seconds) => {
      const { graph, closures, shut, town, from } = prepare(given);
      const reached = reach(
        graph,
        from.map(one => one.fast),
        [seconds],
        closures,
      );
      const truth = [...town.places.keys()]
        .map(id => {
          const times = from.map(one => slowTimeMs(town, one.slow, { node: id }, shut) ?? Infinity);
          return { id, timeMs: Math.min(Infinity, ...times) };
        })
        .filter(({ timeMs }) => timeMs <= seconds * 1000);
      const times = new Map(reached.nodes.map(({ node, timeMs }) => [graph.nodeId[node]!, timeMs]));
      const ids = [...town.places.keys()].sort();
      expect(Object.fromEntries([...times].map(([id, ms]) => [ids[id], ms]))).toEqual(
        Object.fromEntries(truth.map(({ id, timeMs }) => [id, timeMs])),
      );
    }),
    { numRuns: 500 },
  );
});
