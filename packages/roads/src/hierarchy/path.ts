import { arrivals, type Direct, departures, directPart, type Part, standingAt } from '../part.ts';
import type { Snap } from '../snap.ts';
import { clear, climb, enter, scratchOf } from './climb.ts';
import { findLink, type Hierarchy } from './hierarchy.ts';
import { type Metric, NO_WAY_MS } from './metric.ts';

/** A quickest way: along part of one arc, or by a first part, whole arcs in the order they are driven, and a last part. */
export type Path =
  | { readonly timeMs: number; readonly direct: Direct }
  | { readonly timeMs: number; readonly start: Part; readonly arcs: readonly number[]; readonly end: Part };

/** A quickest way from one place to another; undefined when there is none. Of equally quick ones, always the same. */
export function pathBetween(metric: Metric, from: Snap, to: Snap): Path | undefined {
  const { roads, closures, hierarchy } = metric;
  const direct = directPart(roads, standingAt(roads.turns, from).arcs, to.arcs, closures);
  const starts = departures(roads, from, closures);
  const ends = arrivals(roads, to, closures);
  const { aheadMs, behindMs } = scratchOf(hierarchy);
  const low = enter(hierarchy, starts, aheadMs);
  const high = enter(hierarchy, ends, behindMs);
  for (const rank of low) climb(hierarchy, metric.upMs, aheadMs, rank);
  for (const rank of high) climb(hierarchy, metric.downMs, behindMs, rank);
  let best = direct?.timeMs ?? NO_WAY_MS;
  let top = -1;
  for (const rank of high) {
    for (let v = rank; v < hierarchy.nodeCount; v = hierarchy.parent[v]!) {
      if (aheadMs[v]! + behindMs[v]! >= best) continue;
      best = aheadMs[v]! + behindMs[v]!;
      top = v;
    }
  }
  let path: Path | undefined;
  if (top !== -1) {
    const before = descend(hierarchy, metric.upMs, aheadMs, starts, top);
    const after = descend(hierarchy, metric.downMs, behindMs, ends, top);
    const arcs: number[] = [];
    for (const link of before.links.reverse()) unpack(metric, 2 * link, arcs);
    for (const link of after.links) unpack(metric, 2 * link + 1, arcs);
    path = { timeMs: best, start: before.part, arcs, end: after.part };
  } else if (direct) {
    path = { timeMs: best, direct };
  }
  for (const rank of low) clear(hierarchy, aheadMs, rank);
  for (const rank of high) clear(hierarchy, behindMs, rank);
  return path;
}

/** The links by which `top` got its time, from the top down, and the part at their lower end. */
function descend(
  { rankOf, firstDown, downLink, upTail }: Hierarchy,
  linkMs: Int32Array,
  timesMs: Int32Array,
  parts: readonly Part[],
  top: number,
): { links: number[]; part: Part } {
  const links: number[] = [];
  let v = top;
  for (;;) {
    const part = parts.find(({ node, timeMs }) => rankOf[node] === v && timeMs === timesMs[v]);
    if (part) return { links, part };
    let found = -1;
    for (let i = firstDown[v]!; i < firstDown[v + 1]! && found === -1; i++) {
      const link = downLink[i]!;
      if (timesMs[upTail[link]!]! + linkMs[link]! === timesMs[v]) found = link;
    }
    if (found === -1) throw new Error('pathBetween: a time without a way');
    links.push(found);
    v = upTail[found]!;
  }
}

/** The arcs that a link stands for; `at` is 2 × link, + 1 for the way from its higher to its lower end. */
function unpack(metric: Metric, at: number, out: number[]): void {
  const { hierarchy, upMs, downMs, roads, closures } = metric;
  const { firstArc, arcsOf, firstDown, downLink, upTail, upHead } = hierarchy;
  const stack = [at];
  for (let next = stack.pop(); next !== undefined; next = stack.pop()) {
    const link = next >> 1;
    const timeMs = next & 1 ? downMs[link]! : upMs[link]!;
    let arc = -1;
    for (let i = firstArc[next]!; i < firstArc[next + 1]! && arc === -1; i++) {
      if (roads.arcTimeMs[arcsOf[i]!] === timeMs && !closures?.closed[arcsOf[i]!]) arc = arcsOf[i]!;
    }
    if (arc !== -1) {
      out.push(arc);
      continue;
    }
    const [low, high] = [upTail[link]!, upHead[link]!];
    let isFound = false;
    for (let i = firstDown[low]!; i < firstDown[low + 1]! && !isFound; i++) {
      const toLow = downLink[i]!;
      const toHigh = findLink(hierarchy, upTail[toLow]!, high);
      if (toHigh === -1) continue;
      const [first, second] = next & 1 ? [toHigh, toLow] : [toLow, toHigh];
      if (downMs[first]! + upMs[second]! !== timeMs) continue;
      stack.push(2 * second, 2 * first + 1);
      isFound = true;
    }
    if (!isFound) throw new Error('pathBetween: a link without a way');
  }
}
