import type { Closures } from '../closures.ts';
import { UNREACHABLE } from '../matrix.ts';
import { arrivals, departures, directPart, type Part, standingAt } from '../part.ts';
import type { Snap } from '../snap.ts';
import { clear, climb, enter, scratchOf } from './climb.ts';
import { type Metric, NO_WAY_MS } from './metric.ts';

/** Origins that are swept together: their times at a node fill one line of the processor's cache. */
const LANES = 8;

/**
 * What `matrix` gives, by the hierarchy: travel times in milliseconds from each of `from` to each of
 * `to`, row by row. All ranks above the targets are picked out once; then the origins, several at a time,
 * climb to what lies above them and are swept down over those ranks.
 */
export function sweepMatrix(metric: Metric, from: readonly Snap[], to: readonly Snap[]): Uint32Array {
  const { roads, closures } = metric;
  const times = new Uint32Array(from.length * to.length).fill(UNREACHABLE);
  const leave = from.map(snap => departures(roads, snap, closures));
  const reach = to.map(snap => arrivals(roads, snap, closures));
  if (from.length <= to.length) {
    sweep(metric, leave, reach, false, (row, column, timeMs) => {
      times[row * to.length + column] = timeMs;
    });
  } else {
    sweep(metric, reach, leave, true, (column, row, timeMs) => {
      times[row * to.length + column] = timeMs;
    });
  }
  addDirect(metric, from, to, closures, times);
  return times;
}

/** Drives that stay on one arc. */
function addDirect(
  metric: Metric,
  from: readonly Snap[],
  to: readonly Snap[],
  closures: Closures | undefined,
  times: Uint32Array,
): void {
  const byArc = new Map<number, number[]>();
  to.forEach((snap, column) => {
    for (const { arc } of snap.arcs) {
      const columns = byArc.get(arc);
      if (columns) columns.push(column);
      else byArc.set(arc, [column]);
    }
  });
  from.forEach((snap, row) => {
    const { arcs } = standingAt(metric.roads.turns, snap);
    for (const column of arcs.flatMap(({ arc }) => byArc.get(arc) ?? [])) {
      const direct = directPart(metric.roads, arcs, to[column]!.arcs, closures);
      const cell = row * to.length + column;
      if (direct && direct.timeMs < times[cell]!) times[cell] = direct.timeMs;
    }
  });
}

/** The ranks above the targets, highest first, with their links and the times that lead down them. */
interface Picked {
  readonly ranks: Int32Array;
  /** links of the i-th: firstLink[i] … firstLink[i+1]-1 */
  readonly firstLink: Int32Array;
  /** where the link's higher end stands in `ranks` */
  readonly head: Int32Array;
  readonly linkMs: Int32Array;
}

function sweep(
  metric: Metric,
  origins: readonly (readonly Part[])[],
  targets: readonly (readonly Part[])[],
  reverse: boolean,
  found: (origin: number, target: number, timeMs: number) => void,
): void {
  const { hierarchy, upMs, downMs } = metric;
  const { rankOf } = hierarchy;
  const [climbMs, sweepMs] = reverse ? [downMs, upMs] : [upMs, downMs];
  const picked = pick(metric, targets, sweepMs);
  const place = new Int32Array(hierarchy.nodeCount).fill(-1);
  picked.ranks.forEach((rank, i) => {
    place[rank] = i;
  });
  const ends = targets.map(parts =>
    parts.map(({ node, timeMs }) => ({ at: LANES * place[rankOf[node]!]!, timeMs })),
  );
  const timesMs = new Int32Array(LANES * picked.ranks.length);
  const { aheadMs } = scratchOf(hierarchy);
  for (let first = 0; first < origins.length; first += LANES) {
    const lanes = Math.min(LANES, origins.length - first);
    timesMs.fill(NO_WAY_MS);
    for (let lane = 0; lane < lanes; lane++) {
      const lowest = enter(hierarchy, origins[first + lane]!, aheadMs);
      for (const rank of lowest) climb(hierarchy, climbMs, aheadMs, rank);
      for (const rank of lowest) {
        for (let v = rank; v < hierarchy.nodeCount; v = hierarchy.parent[v]!) {
          if (place[v] !== -1 && aheadMs[v] !== NO_WAY_MS) timesMs[LANES * place[v]! + lane] = aheadMs[v]!;
        }
        clear(hierarchy, aheadMs, rank);
      }
    }
    sweepDown(picked, timesMs);
    for (let target = 0; target < ends.length; target++) {
      const parts = ends[target]!;
      for (let lane = 0; lane < lanes; lane++) {
        let best = NO_WAY_MS;
        for (const { at, timeMs } of parts) best = Math.min(best, timesMs[at + lane]! + timeMs);
        if (best < NO_WAY_MS) found(first + lane, target, best);
      }
    }
  }
}

function pick({ hierarchy }: Metric, targets: readonly (readonly Part[])[], sweepMs: Int32Array): Picked {
  const { nodeCount, rankOf, parent, firstUp, upHead } = hierarchy;
  const isPicked = new Uint8Array(nodeCount);
  let [count, links] = [0, 0];
  for (const parts of targets) {
    for (const { node } of parts) {
      for (let v = rankOf[node]!; v < nodeCount && isPicked[v] === 0; v = parent[v]!) {
        isPicked[v] = 1;
        count++;
        links += firstUp[v + 1]! - firstUp[v]!;
      }
    }
  }
  const ranks = new Int32Array(count);
  const place = new Int32Array(nodeCount);
  const firstLink = new Int32Array(count + 1);
  const head = new Int32Array(links);
  const linkMs = new Int32Array(links);
  let [at, size] = [0, 0];
  for (let v = nodeCount - 1; v >= 0; v--) {
    if (isPicked[v] === 0) continue;
    place[v] = at;
    ranks[at] = v;
    for (let l = firstUp[v]!; l < firstUp[v + 1]!; l++) {
      head[size] = place[upHead[l]!]!;
      linkMs[size++] = sweepMs[l]!;
    }
    firstLink[++at] = size;
  }
  return { ranks, firstLink, head, linkMs };
}

/** Eight times at once, held apart from memory while a rank's links are gone through. */
function sweepDown({ ranks, firstLink, head, linkMs }: Picked, timesMs: Int32Array): void {
  let link = 0;
  for (let i = 0, count = ranks.length; i < count; i++) {
    const at = LANES * i;
    let a = timesMs[at]!;
    let b = timesMs[at + 1]!;
    let c = timesMs[at + 2]!;
    let d = timesMs[at + 3]!;
    let e = timesMs[at + 4]!;
    let f = timesMs[at + 5]!;
    let g = timesMs[at + 6]!;
    let h = timesMs[at + 7]!;
    for (const end = firstLink[i + 1]!; link < end; link++) {
      const ms = linkMs[link]!;
      const from = LANES * head[link]!;
      a = Math.min(a, (timesMs[from]! + ms) | 0);
      b = Math.min(b, (timesMs[from + 1]! + ms) | 0);
      c = Math.min(c, (timesMs[from + 2]! + ms) | 0);
      d = Math.min(d, (timesMs[from + 3]! + ms) | 0);
      e = Math.min(e, (timesMs[from + 4]! + ms) | 0);
      f = Math.min(f, (timesMs[from + 5]! + ms) | 0);
      g = Math.min(g, (timesMs[from + 6]! + ms) | 0);
      h = Math.min(h, (timesMs[from + 7]! + ms) | 0);
    }
    timesMs[at] = a;
    timesMs[at + 1] = b;
    timesMs[at + 2] = c;
    timesMs[at + 3] = d;
    timesMs[at + 4] = e;
    timesMs[at + 5] = f;
    timesMs[at + 6] = g;
    timesMs[at + 7] = h;
  }
}
