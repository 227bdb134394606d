import type { Hierarchy } from './hierarchy.ts';
import { type Metric, NO_WAY_MS } from './metric.ts';
import { noteChange } from './metric-changes.ts';
import { WaitingLinks } from './waiting-links.ts';

/** What is known of a link that waits: its time has become less, or what gave it may have become more. */
const LESS_UP = 1;
const LESS_DOWN = 2;
const DOUBT_UP = 4;
const DOUBT_DOWN = 8;

/**
 * Brings the links up to date after the times of some arcs, or their being closed, have changed in place
 * (`metric.roads.arcTimeMs`, `metric.closures.closed`): afterwards every link is as `createMetric` would
 * make it. Goes up rank by rank, so that every link is done once. A time that becomes less is handed on as
 * it is; one that becomes more makes doubtful only what it gave the time to, which is then reckoned anew
 * from all ways over lower ranks until one is found that is as quick as before. Returns how many links did
 * change.
 */
export function updateMetric(metric: Metric, arcs: Iterable<number>): number {
  const { hierarchy, upMs, downMs } = metric;
  const { firstUp, upTail, linkOf } = hierarchy;
  const work = workOf(hierarchy);
  const { waiting, state } = work;
  for (const arc of arcs) {
    const at = linkOf[arc]!;
    if (at === -1) continue;
    const linkMs = at & 1 ? downMs : upMs;
    const link = at >> 1;
    const timeMs = timeOfArcs(metric, at);
    if (timeMs < linkMs[link]!) {
      linkMs[link] = timeMs;
      state[link]! |= at & 1 ? LESS_DOWN : LESS_UP;
      waiting.add(link);
    } else if (timeMs > linkMs[link]!) {
      state[link]! |= at & 1 ? DOUBT_DOWN : DOUBT_UP;
      waiting.add(link);
    }
  }
  let changed = 0;
  for (let link = waiting.next(0); link !== -1; link = waiting.next(link)) {
    const low = upTail[link]!;
    const first = firstUp[low]!;
    const end = firstUp[low + 1]!;
    const here = settle(metric, work, link, first, end);
    if (here > 0) handOn(metric, work, first, end);
    changed += here;
    link = end;
  }
  if (changed > 0) noteChange(metric);
  return changed;
}

/** Brings the waiting links of one rank up to date, with their times before beside them. Returns how many changed. */
function settle(metric: Metric, work: Work, from: number, first: number, end: number): number {
  const { upMs, downMs } = metric;
  const { waiting, state, upBefore, downBefore, isChanged } = work;
  let changed = 0;
  for (let link = first; link < end; link++) {
    isChanged[link - first] = 0;
    upBefore[link - first] = upMs[link]!;
    downBefore[link - first] = downMs[link]!;
  }
  for (let link = from; link !== -1 && link < end; link = waiting.next(link + 1)) {
    waiting.remove(link);
    const known = state[link]!;
    state[link] = 0;
    // What has become less is right already: whatever else can have changed was no less than it was before.
    const isUpDoubtful = (known & (DOUBT_UP | LESS_UP)) === DOUBT_UP;
    const isDownDoubtful = (known & (DOUBT_DOWN | LESS_DOWN)) === DOUBT_DOWN;
    if (isUpDoubtful || isDownDoubtful) reckon(metric, link, isUpDoubtful, isDownDoubtful);
    const i = link - first;
    if ((known & (LESS_UP | LESS_DOWN)) === 0 && upMs[link] === upBefore[i] && downMs[link] === downBefore[i])
      continue;
    isChanged[i] = 1;
    changed++;
  }
  return changed;
}

/** Takes what changed at one rank on to the links that join its higher neighbours. */
function handOn(metric: Metric, work: Work, first: number, end: number): void {
  const { firstUp, upHead } = metric.hierarchy;
  const { isChanged } = work;
  let last = end - 1;
  while (isChanged[last - first] === 0) last--;
  for (let low = first; low < end; low++) {
    const tail = upHead[low]!;
    if (isChanged[low - first] === 1) {
      // All higher neighbours are among those of this one, and mostly one after the other.
      for (let high = low + 1, target = firstUp[tail]!; high < end; high++, target++) {
        while (upHead[target] !== upHead[high]) target++;
        offer(metric, work, target, low, high, first);
      }
      continue;
    }
    const stop = firstUp[tail + 1]!;
    for (let high = low + 1; high <= last; high++) {
      if (isChanged[high - first] === 0) continue;
      // It has at least as many after it there as here, and rarely more.
      let target = stop - end + high;
      while (upHead[target] !== upHead[high]) target--;
      offer(metric, work, target, low, high, first);
    }
  }
}

/**
 * Offers a link between two higher neighbours of a rank the ways over that rank, of which at least one has
 * changed. The time that is noted as before is too small where a part became less, never too large.
 */
function offer(
  { upMs, downMs }: Metric,
  { waiting, state, upBefore, downBefore }: Work,
  link: number,
  low: number,
  high: number,
  first: number,
): void {
  const up = downMs[low]! + upMs[high]!;
  const down = downMs[high]! + upMs[low]!;
  const wasUp = downBefore[low - first]! + upBefore[high - first]!;
  const wasDown = downBefore[high - first]! + upBefore[low - first]!;
  let known = 0;
  if (up < upMs[link]!) {
    upMs[link] = up;
    known = LESS_UP;
  } else if (up > wasUp && wasUp <= upMs[link]!) {
    known = DOUBT_UP;
  }
  if (down < downMs[link]!) {
    downMs[link] = down;
    known |= LESS_DOWN;
  } else if (down > wasDown && wasDown <= downMs[link]!) {
    known |= DOUBT_DOWN;
  }
  if (known === 0) return;
  state[link]! |= known;
  waiting.add(link);
}

function timeOfArcs({ hierarchy, roads, closures }: Metric, at: number): number {
  const { firstArc, arcsOf } = hierarchy;
  let timeMs = NO_WAY_MS;
  for (let i = firstArc[at]!; i < firstArc[at + 1]!; i++) {
    const arc = arcsOf[i]!;
    if (roads.arcTimeMs[arc]! < timeMs && !closures?.closed[arc]) timeMs = roads.arcTimeMs[arc]!;
  }
  return timeMs;
}

/**
 * A link's doubtful times from its own arcs and from all ways over lower ranks. They are no less than the
 * times that stand there, so that the search ends where these are met.
 */
function reckon(metric: Metric, link: number, isUpAsked: boolean, isDownAsked: boolean): void {
  const { hierarchy, upMs, downMs } = metric;
  const { firstBelow, firstDown, downLink, upTail, upHead } = hierarchy;
  const upLeast = isUpAsked ? upMs[link]! : NO_WAY_MS;
  const downLeast = isDownAsked ? downMs[link]! : NO_WAY_MS;
  let up = isUpAsked ? timeOfArcs(metric, 2 * link) : NO_WAY_MS;
  let down = isDownAsked ? timeOfArcs(metric, 2 * link + 1) : NO_WAY_MS;
  const [low, high] = [upTail[link]!, upHead[link]!];
  let i = firstDown[low]!;
  const lastI = firstDown[low + 1]!;
  const lastJ = firstDown[high + 1]!;
  // All below both ends lies in the lower end's subtree.
  let j = firstFrom(hierarchy, firstDown[high]!, lastJ, firstBelow[low]!);
  while (i < lastI && j < lastJ && (up > upLeast || down > downLeast)) {
    const toLow = downLink[i]!;
    const toHigh = downLink[j]!;
    const gap = upTail[toLow]! - upTail[toHigh]!;
    if (gap <= 0) i++;
    if (gap >= 0) j++;
    if (gap !== 0) continue;
    const upwards = downMs[toLow]! + upMs[toHigh]!;
    if (upwards < up) up = upwards;
    const downwards = downMs[toHigh]! + upMs[toLow]!;
    if (downwards < down) down = downwards;
  }
  if (isUpAsked) upMs[link] = up;
  if (isDownAsked) downMs[link] = down;
}

/** The first place in a list of links to lower ranks whose rank is not below `rank`. */
function firstFrom({ downLink, upTail }: Hierarchy, first: number, last: number, rank: number): number {
  let from = first;
  let to = last;
  while (from < to) {
    const middle = (from + to) >>> 1;
    if (upTail[downLink[middle]!]! < rank) from = middle + 1;
    else to = middle;
  }
  return from;
}

/** Arrays of one hierarchy, used again for every update; those of a rank's links are as long as it has links at most. */
interface Work {
  readonly waiting: WaitingLinks;
  readonly state: Uint8Array;
  readonly isChanged: Uint8Array;
  readonly upBefore: Int32Array;
  readonly downBefore: Int32Array;
}

const works = new WeakMap<Hierarchy, Work>();

function workOf(hierarchy: Hierarchy): Work {
  let work = works.get(hierarchy);
  if (!work) {
    const { nodeCount, linkCount, firstUp } = hierarchy;
    let most = 0;
    for (let v = 0; v < nodeCount; v++) most = Math.max(most, firstUp[v + 1]! - firstUp[v]!);
    work = {
      waiting: new WaitingLinks(linkCount),
      state: new Uint8Array(linkCount),
      isChanged: new Uint8Array(most),
      upBefore: new Int32Array(most),
      downBefore: new Int32Array(most),
    };
    works.set(hierarchy, work);
  }
  return work;
}
