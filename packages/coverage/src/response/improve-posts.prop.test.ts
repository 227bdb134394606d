import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish, ofIterations } from '../budget.ts';
import { expectedResponse } from './expected-response.ts';
import { improvePosts } from './improve-posts.ts';

const town = fc
  .record({
    sites: fc.integer({ min: 2, max: 6 }),
    demand: fc.integer({ min: 1, max: 8 }),
    units: fc.integer({ min: 1, max: 3 }),
    busy: fc.constantFrom(0, 0.2, 0.5),
  })
  .chain(({ sites, demand, units, busy }) =>
    fc.record({
      table: fc.record({
        siteCount: fc.constant(sites),
        demandCount: fc.constant(demand),
        weight: fc
          .array(fc.integer({ min: 0, max: 9 }), { minLength: demand, maxLength: demand })
          .map(list => Float64Array.from(list)),
        cost: fc
          .array(fc.integer({ min: 0, max: 99 }), { minLength: sites * demand, maxLength: sites * demand })
          .map(list => Float64Array.from(list)),
      }),
      first: fc.array(fc.nat(sites - 1), { minLength: units, maxLength: units }),
      moves: fc.nat(3),
      busy: fc.constant(busy),
    }),
  );

/** Every way to place the units. */
function* placements(units: number, sites: number): Generator<number[]> {
  for (let n = 0; n < sites ** units; n++)
    yield Array.from({ length: units }, (_, unit) => Math.floor(n / sites ** unit) % sites);
}

test('each move is the best there is, few enough stand elsewhere, and no placement is below the bound', () => {
  let improved = 0;
  fc.assert(
    fc.property(town, ({ table, first, moves, busy }) => {
      const answer = finish(
        improvePosts(table, first, { busy, moves, boundIterations: 30, budget: ofIterations(20) }),
      );
      expect(answer.value).toBeCloseTo(expectedResponse(table, answer.sites, busy), 9);
      expect(answer.sites.filter((site, unit) => site !== first[unit]).length).toBeLessThanOrEqual(moves);
      const all = [...placements(first.length, table.siteCount)].map(sites => ({
        sites,
        value: expectedResponse(table, sites, busy),
      }));
      expect(answer.bound).toBeLessThanOrEqual(Math.min(...all.map(({ value }) => value)) + 1e-9);
      const before = expectedResponse(table, first, busy);
      const oneMove = Math.min(
        ...all
          .filter(({ sites }) => sites.filter((site, unit) => site !== first[unit]).length === 1)
          .map(({ value }) => value),
      );
      if (moves === 0 || oneMove >= before - 1e-6) expect(answer.moves).toEqual([]);
      else {
        expect(answer.moves[0]!.value).toBeCloseTo(oneMove, 9);
        improved++;
      }
    }),
    { numRuns: 300 },
  );
  expect(improved).toBeGreaterThan(50);
});
