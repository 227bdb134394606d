import type { CoverProblem } from '../cover/cover-problem.ts';
import { problemOf } from '../cover/cover-problem.ts';
import { coverRowsOf } from '../cover/cover-rows.ts';
import { expectedCover } from '../cover/levels.ts';

/** Quarters of an hour: in these windows begin and end, and units come and go. */
export const QUARTERS_OF_DAY = 96;
const QUARTERS_OF_HOUR = 4;

/** Demand by place and hour, and who is with it in time. Hours and quarters are of the week, from Monday 00:00. */
export interface RushDemand {
  readonly zones: number;
  readonly posts: number;
  /** Calls an hour. */
  rate(zone: number, hour: number): number;
  /** Whether a unit at the post is there in time, in that hour's times. */
  reaches(post: number, zone: number, hour: number): boolean;
  /** Units on duty in that quarter that are there in time. */
  covering(zone: number, quarter: number): number;
}

/** Hours of the day, in quarters of it, on these days (0 = Monday). */
export interface RushWindow {
  readonly from: number;
  readonly until: number;
  readonly days: readonly number[];
}

/**
 * Units at posts for one window: what they add to the calls a week that find a free unit in time, each unit being busy for the
 * share `busy` of its time (Daskin 1983), after the units that are there anyway. At most `perPost` at one post.
 */
export function rushProblem(
  demand: RushDemand,
  { from, until, days }: RushWindow,
  terms: { readonly units: number; readonly perPost: number; readonly busy: number },
): CoverProblem {
  const kinds = new Map<
    string,
    { weight: number; readonly head: number; readonly posts: readonly number[] }
  >();
  for (const day of days) {
    for (let quarter = from; quarter < until; quarter++) {
      const ofWeek = day * QUARTERS_OF_DAY + quarter;
      const hour = Math.floor(ofWeek / QUARTERS_OF_HOUR);
      for (let zone = 0; zone < demand.zones; zone++) {
        const weight = demand.rate(zone, hour) / QUARTERS_OF_HOUR;
        if (weight === 0) continue;
        const posts: number[] = [];
        for (let post = 0; post < demand.posts; post++)
          if (demand.reaches(post, zone, hour)) posts.push(post);
        const head = demand.covering(zone, ofWeek);
        const key = `${head}:${posts.join()}`;
        const same = kinds.get(key);
        if (same) same.weight += weight;
        else kinds.set(key, { weight, head, posts });
      }
    }
  }
  const rows = [...kinds.values()];
  const pairs = rows.flatMap(({ posts }, row) => posts.map(post => [row, post] as const));
  const most = rows.reduce((greatest, { head }) => Math.max(greatest, head), 0);
  const problem = problemOf(
    coverRowsOf(
      Uint32Array.from(pairs, ([row]) => row),
      Uint32Array.from(pairs, ([, post]) => post),
      Float64Array.from(rows, ({ weight }) => weight),
      demand.posts,
    ),
    expectedCover(terms.busy, most + terms.units),
    terms.units,
    new Uint16Array(demand.posts).fill(terms.perPost),
  );
  return { ...problem, head: Uint16Array.from(rows, ({ head }) => head) };
}
