import { finish, ofIterations } from '../budget.ts';
import { problemOf } from '../cover/cover-problem.ts';
import { type CoverRows, coverRowsOf } from '../cover/cover-rows.ts';
import { expectedCover } from '../cover/levels.ts';
import { solveCover } from '../cover/solve-cover.ts';
import { adviseMoves } from '../moveup/move-up.ts';
import { seededRandom } from '../random.ts';

const SIZE_KM = 20;
const KMH = 36;
const STANDARD_MS = 8 * 60_000;
const UNITS = 12;
const POSTS = 60;
const DEMAND = 400;
/** Calls in an hour, and how long one keeps a unit after its arrival: units are busy for about 40 % of their time. */
const CALLS_PER_HOUR = 5.5;
const STAY_MS = 40 * 60_000;

/**
 * How units are moved up. `busy` is lower than the share of time that units are busy: who is asked about is free now, and
 * will be moved again before long.
 */
const RULES = { busy: 0.2, minimumGain: 0.01, maximumMoves: 1, maximumTravelMs: Infinity };

type Place = readonly [number, number];
const travelMs = (a: Place, b: Place) => (Math.hypot(a[0] - b[0], a[1] - b[1]) / KMH) * 3_600_000;

/** A city with three centres; its posts, and what each reaches within the standard. */
export function smallCity(seed: number) {
  const random = seededRandom(seed);
  const centres: Place[] = [
    [6, 6],
    [14, 8],
    [9, 15],
  ];
  const near = (centre: Place): Place => [
    Math.min(SIZE_KM, Math.max(0, centre[0] + (random() + random() + random() - 1.5) * 5)),
    Math.min(SIZE_KM, Math.max(0, centre[1] + (random() + random() + random() - 1.5) * 5)),
  ];
  const anywhere = (): Place => [random() * SIZE_KM, random() * SIZE_KM];
  const demand = Array.from({ length: DEMAND }, (_, i) => (i % 4 === 0 ? anywhere() : near(centres[i % 3]!)));
  const posts = Array.from({ length: POSTS }, (_, i) => (i % 2 === 0 ? anywhere() : near(centres[i % 3]!)));
  const [rows, columns]: [number[], number[]] = [[], []];
  for (const [i, place] of demand.entries()) {
    for (const [j, post] of posts.entries()) {
      if (travelMs(place, post) > STANDARD_MS) continue;
      rows.push(i);
      columns.push(j);
    }
  }
  const weight = new Float64Array(DEMAND).fill(1);
  const cover = coverRowsOf(Uint32Array.from(rows), Uint32Array.from(columns), weight, POSTS);
  return { demand, posts, cover };
}

interface Unit {
  readonly home: number;
  post: number;
  from: Place;
  to: Place;
  leftAt: number;
  busyUntil: number;
}

/**
 * Plays calls through a small city and returns the share that is reached late. With `moveUp` free units are moved as
 * advised whenever one is sent or comes free; without, each goes home. The same seed gives the same calls to both.
 */
export function lateShare(seed: number, calls: number, moveUp: boolean): number {
  const { demand, posts, cover } = smallCity(seed);
  const busy = 0.4;
  const homes = homesOf(cover, busy);
  const random = seededRandom(seed + 1);
  const units = homes.map((home): Unit => {
    const at = posts[home]!;
    return { home, post: home, from: at, to: at, leftAt: 0, busyUntil: 0 };
  });
  const placeAt = (unit: Unit, now: number): Place => {
    const whole = travelMs(unit.from, unit.to);
    const part = whole === 0 ? 1 : Math.min(1, (now - unit.leftAt) / whole);
    return [
      unit.from[0] + part * (unit.to[0] - unit.from[0]),
      unit.from[1] + part * (unit.to[1] - unit.from[1]),
    ];
  };
  const send = (unit: Unit, post: number, now: number) => {
    unit.from = placeAt(unit, now);
    unit.to = posts[post]!;
    unit.leftAt = now;
    unit.post = post;
  };
  const settle = (now: number, freed: Unit | undefined) => {
    const free = units.filter(unit => unit.busyUntil <= now);
    if (!moveUp) {
      if (freed !== undefined) send(freed, freed.home, now);
      return;
    }
    const { moves } = adviseMoves(
      cover,
      free.map(unit => ({
        id: String(units.indexOf(unit)),
        post: unit === freed ? undefined : unit.post,
        travelTimeMs: posts.map(post => travelMs(placeAt(unit, now), post)),
        mayMove: true,
      })),
      RULES,
    );
    for (const move of moves) send(units[Number(move.unit)]!, move.to, now);
  };
  let now = 0;
  let late = 0;
  for (let call = 0; call < calls; call++) {
    const next = now - (Math.log(1 - random()) / CALLS_PER_HOUR) * 3_600_000;
    // Units that come free before the call are settled in their order.
    for (;;) {
      const freed = units
        .filter(unit => unit.busyUntil > now && unit.busyUntil <= next)
        .sort((a, b) => a.busyUntil - b.busyUntil)[0];
      if (freed === undefined) break;
      now = freed.busyUntil;
      settle(now, freed);
    }
    now = next;
    const place = demand[Math.floor(random() * DEMAND)]!;
    const stay = -Math.log(1 - random()) * STAY_MS;
    // Who is busy is asked as well: a call that nobody can take now waits for the first that can be there.
    const arrivals = units.map(
      unit =>
        Math.max(0, unit.busyUntil - now) +
        travelMs(unit.busyUntil > now ? unit.to : placeAt(unit, now), place),
    );
    const chosen = arrivals.reduce((best, one, i) => (one < arrivals[best]! ? i : best), 0);
    const arrival = arrivals[chosen]!;
    if (arrival > STANDARD_MS) late++;
    const unit = units[chosen]!;
    unit.from = place;
    unit.to = place;
    unit.leftAt = now;
    unit.busyUntil = now + arrival + stay;
    settle(now, undefined);
  }
  return late / calls;
}

function homesOf(cover: CoverRows, busy: number): readonly number[] {
  const limit = new Uint16Array(POSTS).fill(UNITS);
  const problem = problemOf(cover, expectedCover(busy, UNITS), UNITS, limit);
  return finish(solveCover(problem, { seed: 1, budget: ofIterations(60) })).columns;
}
