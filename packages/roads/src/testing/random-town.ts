import type { LngLat } from '@clarion/measure';
import fc from 'fast-check';
import type { WayInput } from '../way.ts';
import type { Leg, Spot, Town } from './slow-truth.ts';

/** A town of a few nodes: one-ways, two-ways with different times, parallel arcs, loops, islands, zero times. */
export const randomTown: fc.Arbitrary<Town> = fc
  .integer({ min: 2, max: 14 })
  .chain(count =>
    fc.record({
      at: fc.array(fc.tuple(fc.integer({ min: 0, max: 2000 }), fc.integer({ min: 0, max: 2000 })), {
        minLength: count,
        maxLength: count,
      }),
      legs: fc.array(
        fc.record({
          from: fc.nat(count - 1),
          to: fc.nat(count - 1),
          timeMs: fc.oneof(fc.integer({ min: 0, max: 100_000 }), fc.constantFrom(0, 1, 3, 5, 101)),
          twoWay: fc.boolean(),
          backMs: fc.integer({ min: 0, max: 100_000 }),
        }),
        { minLength: 1, maxLength: 3 * count },
      ),
    }),
  )
  .map(({ at, legs }) => {
    const id = (n: number) => `n${n}`;
    const places = new Map(at.map(([x, y], n): [string, LngLat] => [id(n), [8.6 + x / 1e5, 41.1 + y / 1e5]]));
    const all: Leg[] = [];
    for (const { from, to, timeMs, twoWay, backMs } of legs) {
      all.push({ from: id(from), to: id(to), timeMs });
      if (twoWay) all.push({ from: id(to), to: id(from), timeMs: backMs });
    }
    return { places, legs: all };
  });

/** A node, somewhere around, or on a leg (often its middle). */
export function randomSpot(town: Town): fc.Arbitrary<Spot> {
  const ids = [...town.places.keys()];
  const spread = fc.integer({ min: -500, max: 2500 });
  return fc.oneof(
    fc.constantFrom(...ids).map((node): Spot => ({ node })),
    fc.tuple(spread, spread).map(([x, y]): Spot => ({ at: [8.6 + x / 1e5, 41.1 + y / 1e5] })),
    fc
      .tuple(
        fc.constantFrom(...town.legs),
        fc.constantFrom(0.5, 0.25, 0.1, 0.9, 0.331, 0, 1),
        fc.constantFrom(0, 1e-6),
      )
      .map(([leg, fraction, aside]): Spot => {
        const [a, b] = [town.places.get(leg.from)!, town.places.get(leg.to)!];
        return { at: [a[0] + (b[0] - a[0]) * fraction + aside, a[1] + (b[1] - a[1]) * fraction] };
      }),
  );
}

/** The town as plain tables give it: each leg a way of its own. */
export function waysOf(town: Town): WayInput[] {
  return town.legs.map(leg => ({
    nodes: [leg.from, leg.to],
    points: [town.places.get(leg.from)!, town.places.get(leg.to)!],
    forward: true,
    backward: false,
    speedKmh: 1,
    roadClass: 'other',
    travelTimeMs: { forward: leg.timeMs },
  }));
}
