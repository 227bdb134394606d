import { arrivals, departures, directPart, type Part, standingAt } from '../part.ts';
import type { Snap } from '../snap.ts';
import { clear, climb, enter, scratchOf } from './climb.ts';
import type { Hierarchy } from './hierarchy.ts';
import { lesser } from './lesser.ts';
import { type Metric, NO_WAY_MS } from './metric.ts';

/**
 * The quickest time from one place to another; undefined when there is no way. Both ends climb the
 * elimination tree; what they have in common lies on the one path from where they meet to the top.
 */
export function timeBetween(metric: Metric, from: Snap, to: Snap): number | undefined {
  const { roads, closures } = metric;
  const direct = directPart(roads, standingAt(roads.turns, from).arcs, to.arcs, closures);
  const timeMs = Math.min(
    direct?.timeMs ?? NO_WAY_MS,
    timeOverNodes(metric, departures(roads, from, closures), arrivals(roads, to, closures)),
  );
  return timeMs < NO_WAY_MS ? timeMs : undefined;
}

/** The quickest time from one of `starts` to one of `ends`, their own parts included; NO_WAY_MS when there is none. */
export function timeOverNodes(metric: Metric, starts: readonly Part[], ends: readonly Part[]): number {
  const { hierarchy } = metric;
  const { aheadMs, behindMs } = scratchOf(hierarchy);
  const low = enter(hierarchy, starts, aheadMs);
  const high = enter(hierarchy, ends, behindMs);
  if (low.length === 1 && high.length === 1) {
    return meet(hierarchy, metric.upMs, metric.downMs, aheadMs, behindMs, low[0]!, high[0]!);
  }
  for (const rank of low) climb(hierarchy, metric.upMs, aheadMs, rank);
  for (const rank of high) climb(hierarchy, metric.downMs, behindMs, rank);
  let best = NO_WAY_MS;
  for (const rank of high) {
    for (let v = rank; v < hierarchy.nodeCount; v = hierarchy.parent[v]!) {
      best = Math.min(best, aheadMs[v]! + behindMs[v]!);
    }
  }
  for (const rank of low) clear(hierarchy, aheadMs, rank);
  for (const rank of high) clear(hierarchy, behindMs, rank);
  return best;
}

/** One climb from each side; on the common path what is no better than the best so far is not followed. */
function meet(
  hierarchy: Hierarchy,
  upMs: Int32Array,
  downMs: Int32Array,
  aheadMs: Int32Array,
  behindMs: Int32Array,
  from: number,
  to: number,
): number {
  const { nodeCount, parent, firstUp, upHead } = hierarchy;
  let fork = from;
  for (let other = to; fork !== other; ) {
    if (fork < other) fork = parent[fork]!;
    else other = parent[other]!;
  }
  climbAlone(hierarchy, upMs, aheadMs, from, fork);
  climbAlone(hierarchy, downMs, behindMs, to, fork);
  let best = NO_WAY_MS;
  for (let v = fork; v < nodeCount; v = parent[v]!) {
    const ahead = aheadMs[v]!;
    const behind = behindMs[v]!;
    aheadMs[v] = NO_WAY_MS;
    behindMs[v] = NO_WAY_MS;
    if (ahead + behind < best) best = ahead + behind;
    const start = firstUp[v]!;
    const end = firstUp[v + 1]!;
    if (ahead < best && behind < best) {
      for (let l = start; l < end; l++) {
        const head = upHead[l]!;
        aheadMs[head] = lesser((ahead + upMs[l]!) | 0, aheadMs[head]!);
        behindMs[head] = lesser((behind + downMs[l]!) | 0, behindMs[head]!);
      }
    } else if (ahead < best) {
      for (let l = start; l < end; l++) {
        const head = upHead[l]!;
        aheadMs[head] = lesser((ahead + upMs[l]!) | 0, aheadMs[head]!);
      }
    } else if (behind < best) {
      for (let l = start; l < end; l++) {
        const head = upHead[l]!;
        behindMs[head] = lesser((behind + downMs[l]!) | 0, behindMs[head]!);
      }
    }
  }
  return best;
}

/** Climbs from a rank to below one above it, and leaves no times on the way. */
function climbAlone(
  { parent, firstUp, upHead }: Hierarchy,
  linkMs: Int32Array,
  timesMs: Int32Array,
  from: number,
  below: number,
): void {
  for (let v = from; v !== below; v = parent[v]!) {
    const here = timesMs[v]!;
    timesMs[v] = NO_WAY_MS;
    for (let l = firstUp[v]!, end = firstUp[v + 1]!; l < end; l++) {
      const head = upHead[l]!;
      timesMs[head] = lesser((here + linkMs[l]!) | 0, timesMs[head]!);
    }
  }
}
