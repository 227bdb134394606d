import { departures } from '../part.ts';
import type { RoadArcs } from '../road-arcs.ts';
import type { Snap } from '../snap.ts';
import { type Metric, NO_WAY_MS } from './metric.ts';

/** Nodes reached within a bound and their times, in the order in which they were met: sooner ones first, but for the width of a bucket. */
export interface Within {
  readonly nodes: Int32Array;
  readonly timesMs: Int32Array;
}

/** Most buckets; their width is the least power of two, from 256 ms, that keeps to it. */
const MOST_BUCKETS = 4096;

/**
 * Every node that can be reached within `boundMs` (itself included) from the nearest of `from`. A search
 * that keeps waiting nodes in buckets of equal width instead of a heap; a node is taken up again when it
 * turns out sooner within its bucket. How wide they are changes the time taken, not the answer.
 */
export function nodesWithin(
  metric: Pick<Metric, 'roads' | 'closures'>,
  from: readonly Snap[],
  boundMs: number,
): Within {
  const { roads, closures } = metric;
  const bound = Math.min(Math.floor(boundMs), NO_WAY_MS - 1);
  const work = workOf(roads);
  work.begin(bound);
  for (const snap of from) {
    for (const { node, timeMs } of departures(roads, snap, closures)) {
      if (timeMs <= bound) work.offer(node, timeMs);
    }
  }
  return work.run(roads, bound, closures?.closed);
}

/** Arrays of one graph, used again for every question. */
class Work {
  private readonly timesMs: Int32Array;
  /** the time with which a node's arcs were last followed; -1 before */
  private readonly doneMs: Int32Array;
  private readonly met: Int32Array;
  /** waiting nodes as linked lists, one for each bucket */
  private readonly firstIn = new Int32Array(MOST_BUCKETS + 1).fill(-1);
  private waiting: Int32Array;
  private next: Int32Array;
  private used = 0;
  private bits = 0;

  constructor({ nodeCount, arcCount }: RoadArcs) {
    this.timesMs = new Int32Array(nodeCount).fill(NO_WAY_MS);
    this.doneMs = new Int32Array(nodeCount).fill(-1);
    this.met = new Int32Array(nodeCount);
    this.waiting = new Int32Array(arcCount + 16);
    this.next = new Int32Array(arcCount + 16);
  }

  begin(bound: number): void {
    this.used = 0;
    this.bits = 8;
    while (bound >>> this.bits >= MOST_BUCKETS) this.bits++;
  }

  offer(node: number, timeMs: number): void {
    if (timeMs >= this.timesMs[node]!) return;
    this.timesMs[node] = timeMs;
    if (this.used === this.next.length) {
      this.waiting = doubled(this.waiting);
      this.next = doubled(this.next);
    }
    this.waiting[this.used] = node;
    this.next[this.used] = this.firstIn[timeMs >> this.bits]!;
    this.firstIn[timeMs >> this.bits] = this.used++;
  }

  run(roads: RoadArcs, bound: number, closed: Uint8Array | undefined): Within {
    const { firstOut, arcHead, arcTimeMs } = roads;
    const { timesMs, doneMs, met, firstIn, bits } = this;
    let size = 0;
    for (let bucket = 0; bucket <= bound >> bits; bucket++) {
      for (let entry = firstIn[bucket]!; entry !== -1; entry = firstIn[bucket]!) {
        firstIn[bucket] = this.next[entry]!;
        const node = this.waiting[entry]!;
        const here = timesMs[node]!;
        const before = doneMs[node]!;
        if (before === here) continue;
        if (before === -1) met[size++] = node;
        doneMs[node] = here;
        const most = bound - here;
        for (let arc = firstOut[node]!, end = firstOut[node + 1]!; arc < end; arc++) {
          const arcMs = arcTimeMs[arc]!;
          if (arcMs > most || here + arcMs >= timesMs[arcHead[arc]!]!) continue;
          if (closed === undefined || closed[arc] === 0) this.offer(arcHead[arc]!, here + arcMs);
        }
      }
    }
    const nodes = met.slice(0, size);
    const times = new Int32Array(size);
    for (let i = 0; i < size; i++) {
      const node = nodes[i]!;
      times[i] = timesMs[node]!;
      timesMs[node] = NO_WAY_MS;
      doneMs[node] = -1;
    }
    return { nodes, timesMs: times };
  }
}

function doubled(old: Int32Array): Int32Array {
  const wider = new Int32Array(2 * old.length);
  wider.set(old);
  return wider;
}

const works = new WeakMap<RoadArcs, Work>();

function workOf(roads: RoadArcs): Work {
  let work = works.get(roads);
  if (!work) {
    work = new Work(roads);
    works.set(roads, work);
  }
  return work;
}
