import fc from 'fast-check';
import { expect, test } from 'vitest';
import { finish } from '../budget.ts';
import type { RushDemand, RushWindow } from './rush-problem.ts';
import { solveRush } from './solve-rush.ts';

const HOURS = 6;
/** A little day of six hours, twice a week: zones on a line, posts on it, a rush that comes and goes, slower drives in it. */
const city = fc.record({
  rates: fc.array(fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 2 * HOURS, maxLength: 2 * HOURS }), {
    minLength: 1,
    maxLength: 4,
  }),
  posts: fc.array(fc.integer({ min: 0, max: 9 }), { minLength: 1, maxLength: 4 }),
  reach: fc.array(fc.integer({ min: 0, max: 6 }), { minLength: 2 * HOURS, maxLength: 2 * HOURS }),
  there: fc.array(fc.record({ at: fc.integer({ min: 0, max: 9 }), from: fc.integer({ min: 0, max: 20 }) }), {
    maxLength: 3,
  }),
  length: fc.integer({ min: 2, max: 8 }),
  count: fc.integer({ min: 1, max: 3 }),
  units: fc.integer({ min: 1, max: 2 }),
  busy: fc.constantFrom(0, 0.3, 0.6),
});
type City = typeof city extends fc.Arbitrary<infer T> ? T : never;

// Days of the week have 24 hours: the little ones are the first hours of Monday and Tuesday.
const hourOf = (hour: number) => Math.floor(hour / 24) * HOURS + (hour % 24);

function demandOf({ rates, posts, reach, there }: City): RushDemand {
  const near = (place: number, zone: number, hour: number) =>
    Math.abs(place - 3 * zone) <= reach[hourOf(hour)]!;
  return {
    zones: rates.length,
    posts: posts.length,
    rate: (zone, hour) => rates[zone]![hourOf(hour)]!,
    reaches: (post, zone, hour) => near(posts[post]!, zone, hour),
    covering: (zone, quarter) =>
      there.filter(({ at, from }) => quarter % 96 >= from && near(at, zone, Math.floor(quarter / 4))).length,
  };
}

/** Every choice of windows, every choice of posts in each, counted call by call. */
function truth(given: City, windows: readonly RushWindow[]): number {
  const { posts, busy, units, count } = given;
  const demand = demandOf(given);
  const worth = ({ from, until, days }: RushWindow, chosen: readonly number[]) => {
    let sum = 0;
    for (const day of days)
      for (let quarter = day * 96 + from; quarter < day * 96 + until; quarter++)
        for (let zone = 0; zone < demand.zones; zone++) {
          const hour = Math.floor(quarter / 4);
          const more = chosen.filter(post => demand.reaches(post, zone, hour)).length;
          const head = demand.covering(zone, quarter);
          sum += (demand.rate(zone, hour) / 4) * (busy ** head - busy ** (head + more));
        }
    return sum;
  };
  const choices: number[][] = units === 1 ? posts.map((_, i) => [i]) : [];
  if (units === 2)
    for (let i = 0; i < posts.length; i++) for (let j = i; j < posts.length; j++) choices.push([i, j]);
  const values = windows.map(window => Math.max(...choices.map(chosen => worth(window, chosen))));
  const pick = (from: number, left: number): number => {
    let best = 0;
    for (let i = from; i < windows.length && left > 0; i++) {
      const next = windows.findIndex(other => other.from >= windows[i]!.until);
      best = Math.max(best, values[i]! + (next < 0 ? 0 : pick(next, left - 1)));
    }
    return best;
  };
  return pick(0, count);
}

test('hours and posts are the best of all, never above the bound, and windows do not overlap', () => {
  fc.assert(
    fc.property(city, given => {
      const windows = Array.from({ length: (HOURS * 4 - given.length) / 2 + 1 }, (_, i) => ({
        from: 2 * i,
        until: 2 * i + given.length,
        days: [0, 1],
      }));
      const terms = {
        units: given.units,
        perPost: 2,
        busy: given.busy,
        count: given.count,
        seed: 1,
        iterations: 60,
      };
      const answer = finish(solveRush(demandOf(given), windows, terms));
      const best = truth(given, windows);
      expect(answer.bound).toBeGreaterThanOrEqual(best - 1e-9 * (1 + best));
      expect(answer.value).toBeCloseTo(best, 6);
      expect(answer.bound).toBeLessThanOrEqual(answer.value * (1 + 1e-6) + 1e-6);
      for (const [i, { from }] of answer.windows.entries())
        if (i > 0) expect(from).toBeGreaterThanOrEqual(answer.windows[i - 1]!.until);
      expect(answer.windows.length).toBeLessThanOrEqual(given.count);
    }),
    { numRuns: 60 },
  );
});
