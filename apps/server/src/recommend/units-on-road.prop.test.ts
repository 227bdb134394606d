import { instant, type LngLat } from '@clarion/measure';
import { buildHierarchy, type Closures, nearest, resolveClosures, snap } from '@clarion/roads';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createRoadsNow } from '../streets/roads-now.ts';
import { at, gridGraph } from '../testing/grid.ts';
import { createUnitsOnRoad } from './units-on-road.ts';

const graph = gridGraph(4);
const hierarchy = buildHierarchy(graph);
const now = instant(0);
const half = fc.integer({ min: 0, max: 12 }).map(quarters => quarters / 4);
const place: fc.Arbitrary<LngLat> = fc.tuple(half, half).map(([column, row]) => at(column, row));
const allPairs = Array.from({ length: graph.arcCount }, (_, arc) => {
  const id = (node: number) => {
    const column = Math.round((graph.nodePoints[2 * node]! - 10) / 0.001);
    const row = Math.round((graph.nodePoints[2 * node + 1]! - 50) / 0.001);
    return `${column}-${row}`;
  };
  return { from: id(graph.arcTail[arc]!), to: id(graph.arcHead[arc]!) };
});
const closures: fc.Arbitrary<Closures | undefined> = fc.subarray(allPairs).map(pairs => {
  const resolved = resolveClosures(graph, pairs);
  if (!resolved.ok) throw new Error(resolved.error.code);
  return pairs.length === 0 ? undefined : resolved.value;
});
const step = fc.oneof(
  fc.record({ put: fc.constantFrom('a', 'b', 'c', 'd'), at: place }),
  fc.record({ remove: fc.constantFrom('a', 'b', 'c', 'd') }),
  fc.record({ close: closures }),
);

test('units that stay where they are stand as if all were put on the road anew over what is closed now', () => {
  let moved = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 4, maxLength: 20 }), place, (steps, to) => {
      const standing = new Map<string, LngLat>();
      let closed: Closures | undefined;
      const roads = createRoadsNow({
        graph,
        hierarchy,
        closures: { at: () => closed },
      });
      const units = createUnitsOnRoad(graph, roads.at(now));
      for (const one of steps) {
        if ('put' in one) {
          units.put(one.put, one.at);
          standing.set(one.put, one.at);
        } else if ('remove' in one) {
          units.remove(one.remove);
          standing.delete(one.remove);
        } else {
          closed = one.close;
          units.follow(roads.at(now));
        }
      }
      const anew = [...standing].flatMap(([id, here]) => {
        const onRoad = snap(graph, here, { closures: closed });
        return onRoad === undefined ? [] : [{ id, snap: onRoad }];
      });
      const end = snap(graph, to, { closures: closed });
      if (end === undefined) return;
      expect(units.nearest(end, 10)).toEqual(nearest(graph, anew, end, 10, closed));
      if (closed !== undefined && anew.length > 0) moved += 1;
    }),
    { numRuns: 300 },
  );
  expect(moved).toBeGreaterThan(50);
});
