import type { Budget, Progress } from '../budget.ts';
import type { CoverRows } from '../cover/cover-rows.ts';
import { boundAbove } from '../gap.ts';
import { seededRandom } from '../random.ts';
import { OwnBusyBound } from './own-busy-bound.ts';

export interface OwnBusyAnswer {
  /** One site (column) for each unit. */
  readonly sites: readonly number[];
  readonly value: number;
  /** No choice of sites is worth more. */
  readonly bound: number;
  readonly iterations: number;
}

const BOUND_STEPS = 15;
/** Shaken starts without anything better after which a settled bound ends the search. */
const PATIENT_ROUNDS = 200;
const TINY = 1e-12;

/**
 * Sites for units that are as busy as their site makes them: Σ weight × (1 − the product of the covering units' busy shares),
 * units being busy independently (MEXCLP, Daskin 1983, with a share for each site). `first`, one site for each unit, is where the
 * search begins; nothing moves for less than a rounding. `busy`, by site, lies above 0 and below 1; there is room for all units.
 */
export function* solveOwnBusy(
  rows: CoverRows,
  given: { readonly busy: Float64Array; readonly perSite: number; readonly first: readonly number[] },
  options: { readonly seed: number; readonly budget: Budget },
): Generator<Progress, OwnBusyAnswer> {
  const { busy, perSite, first } = given;
  const random = seededRandom(options.seed);
  const bounds = new OwnBusyBound(rows, busy, { units: first.length, perSite });
  let sites = [...first];
  descend(rows, busy, perSite, sites);
  let value = ownBusyValue(rows, sites, busy);
  let iterations = 0;
  let idle = 0;
  const bound = () => boundAbove(bounds.bound, false);
  while (options.budget.used(iterations) < 1 && bound() > value * (1 + 1e-9)) {
    for (let step = 0; step < BOUND_STEPS && !bounds.settled; step++) bounds.advance(value);
    const next = [...sites];
    const moved = 1 + Math.floor(random() * Math.max(1, Math.min(6, next.length / 2)));
    for (let i = 0; i < moved; i++) {
      const to = Math.floor(random() * rows.columnCount);
      if (next.filter(site => site === to).length < perSite) next[Math.floor(random() * next.length)] = to;
    }
    descend(rows, busy, perSite, next);
    const found = ownBusyValue(rows, next, busy);
    if (found > value * (1 + TINY)) {
      sites = next;
      value = found;
      idle = 0;
    } else idle++;
    if (bounds.settled && idle >= PATIENT_ROUNDS) break;
    iterations++;
    yield { iterations, value, bound: bound() };
  }
  return { sites, value, bound: Math.max(bound(), value), iterations };
}

/** What sites are worth that make units so busy. */
export function ownBusyValue(rows: CoverRows, sites: readonly number[], busy: Float64Array): number {
  const none = allBusy(rows, sites, busy);
  let value = 0;
  for (let row = 0; row < rows.rowCount; row++) value += rows.weight[row]! * (1 - none[row]!);
  return value;
}

/** By row: the chance that every covering unit is busy. */
function allBusy(
  { rowCount, columnStart, columnRows }: CoverRows,
  sites: readonly number[],
  busy: Float64Array,
) {
  const none = new Float64Array(rowCount).fill(1);
  for (const site of sites)
    for (let at = columnStart[site]!; at < columnStart[site + 1]!; at++)
      none[columnRows[at]!]! *= busy[site]!;
  return none;
}

/** Moves each unit to where it adds most as long as that helps. */
function descend(rows: CoverRows, busy: Float64Array, perSite: number, sites: number[]): void {
  const { columnCount, columnStart, columnRows, weight } = rows;
  const held = new Uint16Array(columnCount);
  for (const site of sites) held[site]!++;
  for (let helped = true; helped; ) {
    helped = false;
    for (const [unit, from] of sites.entries()) {
      const others = sites.filter((_, other) => other !== unit);
      const none = allBusy(rows, others, busy);
      let best = from;
      let highest = -Infinity;
      for (let site = 0; site < columnCount; site++) {
        if (site !== from && held[site]! >= perSite) continue;
        let worth = 0;
        for (let at = columnStart[site]!; at < columnStart[site + 1]!; at++)
          worth += weight[columnRows[at]!]! * none[columnRows[at]!]!;
        worth *= 1 - busy[site]!;
        if (site === from) worth *= 1 + TINY;
        if (worth > highest || (worth === highest && site === from)) {
          highest = worth;
          best = site;
        }
      }
      if (best === from) continue;
      held[from]!--;
      held[best]!++;
      sites[unit] = best;
      helped = true;
    }
  }
}
