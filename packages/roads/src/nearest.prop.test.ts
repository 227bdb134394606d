import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createLiveNearest, nearest } from './nearest.ts';
import type { Snap } from './snap.ts';
import { sketch } from './testing/sketch.ts';

const town = sketch(
  `
  A--B->C--D
  |  |  |  |
  E--F--G<-H
  |     |  |
  I--J--K--L`,
  { closed: ['FG'] },
);
const spot = fc.oneof(
  fc.constantFrom(...'ABCDEFGHIJKL'),
  fc
    .tuple(fc.constantFrom('AB', 'BC', 'HG', 'GF', 'KL', 'EI'), fc.integer({ min: 1, max: 9 }))
    .map(([s, f]) => `${s} 0.${f}`),
);

test('units that come, move and go leave the same answer as starting afresh', () => {
  const move = fc.tuple(fc.constantFrom('u1', 'u2', 'u3', 'u10', 'u4'), fc.option(spot, { freq: 4 }));
  fc.assert(
    fc.property(fc.array(move, { maxLength: 20 }), spot, fc.integer({ min: 1, max: 4 }), (moves, at, k) => {
      const live = createLiveNearest(town.graph);
      const now = new Map<string, Snap>();
      for (const [unit, where] of moves) {
        const snap = where === null ? undefined : town.snap(where);
        live.setUnit(unit, snap);
        if (snap) now.set(unit, snap);
        else now.delete(unit);
      }
      expect(live.size).toBe(now.size);
      const units = [...now].map(([id, snap]) => ({ id, snap }));
      for (const closures of [undefined, town.closures]) {
        expect(live.nearest(town.snap(at), k, { closures })).toEqual(
          nearest(town.graph, units, town.snap(at), k, closures),
        );
      }
      const odd = units.filter(({ id }) => id !== 'u2');
      expect(live.nearest(town.snap(at), k, { filter: unit => unit !== 'u2' })).toEqual(
        nearest(town.graph, odd, town.snap(at), k),
      );
    }),
  );
});

test('equal times are told apart by id as text; more than there are gives all that can come', () => {
  const units = ['u2', 'u10', 'u1'].map(id => ({ id, snap: town.snap('A') }));
  expect(nearest(town.graph, units, town.snap('B'), 9).map(({ unit }) => unit)).toEqual(['u1', 'u10', 'u2']);
  expect(nearest(town.graph, units, town.snap('B'), 0)).toEqual([]);
});
