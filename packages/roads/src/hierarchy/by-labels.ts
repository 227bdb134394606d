import { clear, climb } from './climb.ts';
import { type Hierarchy, isBelow } from './hierarchy.ts';
import { lesser } from './lesser.ts';
import type { Asking } from './live-units.ts';
import { NO_WAY_MS } from './metric.ts';
import type { UpLabels } from './up-labels.ts';

/** Labels that one question makes: a quarter more work than without any, where it does not answer by them. */
const MADE_AT_ONCE = 2;

/**
 * Offers a question each of few units, by what is known of the way up from it: place and unit meet at the
 * best of the ranks that are above both. False, with nothing offered: units have moved or times have changed
 * since, and more labels are missing than one question makes. `timesMs` has the times at the place's own ranks,
 * of which `lowest` are those with none of them below; it is all NO_WAY_MS after true, and as it was after false.
 */
export function searchByLabels(
  asking: Asking,
  labels: UpLabels,
  lowest: readonly number[],
  timesMs: Int32Array,
): boolean {
  const { metric, places } = asking;
  const { hierarchy } = metric;
  const standings = places.standingsOf(asking.mask);
  const ranks = standings.map(standing => places.rankAt[standing]!);
  const found = labels.find(metric, ranks, MADE_AT_ONCE);
  if (found === undefined) return false;
  for (const rank of lowest) climb(hierarchy, metric.downMs, timesMs, rank);
  for (const low of lowest) {
    const depth = labels.depthOf(low);
    const above = new Int32Array(depth + 1);
    const downMs = new Int32Array(depth + 1);
    for (let v = low, d = depth; d >= 0; v = hierarchy.parent[v]!, d--) {
      above[d] = v;
      downMs[d] = timesMs[v]!;
    }
    for (let i = 0; i < ranks.length; i++) {
      const label = found[i]!;
      const common = ranksInCommon(hierarchy, above, ranks[i]!, label.length);
      const timeMs = bestOver(label, downMs, common);
      if (timeMs <= asking.best.limitMs) asking.offerStanding(standings[i]!, timeMs);
    }
  }
  for (const rank of lowest) clear(hierarchy, timesMs, rank);
  return true;
}

/** How many of these ranks, from the top down, are above another rank (or it): they are the first ones. */
function ranksInCommon(hierarchy: Hierarchy, above: Int32Array, rank: number, most: number): number {
  let from = 0;
  let to = Math.min(above.length, most);
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (isBelow(hierarchy, rank, above[middle]!)) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** The least sum of the first `count` of both; no less than no way when there are none. */
function bestOver(upMs: Int32Array, downMs: Int32Array, count: number): number {
  let best = 2 * NO_WAY_MS;
  for (let d = 0; d < count; d++) best = lesser((upMs[d]! + downMs[d]!) | 0, best);
  return best;
}
