import type { Part } from '../part.ts';
import { scratchOf } from './climb.ts';
import type { Hierarchy } from './hierarchy.ts';
import type { Asking } from './live-units.ts';
import { NO_WAY_MS } from './metric.ts';

/** Waiting nodes lie in buckets of 2^9 ms; those further than the last one are left out. */
const BUCKET_BITS = 9;
const BUCKETS = 4096;

/**
 * A plain reverse search around the place of a question, which offers the units that it meets. Gives up
 * once it has settled `most` nodes, or at more than half an hour: false, and what was offered stands.
 */
export function searchNearby(asking: Asking, ends: readonly Part[], most: number): boolean {
  const { metric, best, places } = asking;
  const { firstIn, inArcs, arcTail, arcTimeMs } = metric.roads;
  const { rankOf } = metric.hierarchy;
  const { firstAtRank } = places;
  const closed = metric.closures?.closed;
  // By node here, not by rank; put back at the end.
  const { behindMs: timesMs } = scratchOf(metric.hierarchy);
  const waiting = waitingOf(metric.hierarchy);
  waiting.begin();
  for (const { node, timeMs } of ends) {
    if (timeMs >= timesMs[node]!) continue;
    if (timesMs[node] === NO_WAY_MS) waiting.meet(node);
    timesMs[node] = timeMs;
    waiting.add(node, timeMs);
  }
  let settled = 0;
  let bucket = 0;
  for (; bucket <= waiting.last && settled < most; bucket++) {
    if (bucket << BUCKET_BITS > best.limitMs) break;
    for (let entry = waiting.take(bucket); entry !== -1 && settled < most; entry = waiting.take(bucket)) {
      const node = waiting.nodes[entry]!;
      const here = waiting.timesMs[entry]!;
      if (here !== timesMs[node]) continue;
      settled++;
      const rank = rankOf[node]!;
      if (firstAtRank[rank] !== -1) asking.offerAt(rank, here);
      for (let i = firstIn[node]!, end = firstIn[node + 1]!; i < end; i++) {
        const arc = inArcs[i]!;
        const tail = arcTail[arc]!;
        const timeMs = here + arcTimeMs[arc]!;
        const before = timesMs[tail]!;
        if (timeMs >= before || (closed !== undefined && closed[arc] !== 0)) continue;
        if (before === NO_WAY_MS) waiting.meet(tail);
        timesMs[tail] = timeMs;
        waiting.add(tail, timeMs);
      }
    }
  }
  const isDone = settled < most && (bucket <= waiting.last || !waiting.isCut);
  waiting.empty(bucket - 1);
  const { met, metCount } = waiting;
  for (let i = 0; i < metCount; i++) timesMs[met[i]!] = NO_WAY_MS;
  return isDone;
}

/** Nodes with their times in buckets; a node may wait several times, and only its least time counts. */
class Waiting {
  nodes = new Int32Array(1024);
  timesMs = new Int32Array(1024);
  /** every node that has a time */
  met = new Int32Array(1024);
  metCount = 0;
  /** the last bucket that anything was put in */
  last = -1;
  /** whether something was too far for the buckets */
  isCut = false;
  private readonly first = new Int32Array(BUCKETS).fill(-1);
  private next = new Int32Array(1024);
  private size = 0;

  begin(): void {
    this.size = 0;
    this.last = -1;
    this.isCut = false;
    this.metCount = 0;
  }

  meet(node: number): void {
    if (this.metCount === this.met.length) this.met = doubled(this.met);
    this.met[this.metCount++] = node;
  }

  add(node: number, timeMs: number): void {
    const bucket = timeMs >>> BUCKET_BITS;
    if (bucket >= BUCKETS) {
      this.isCut = true;
      return;
    }
    if (bucket > this.last) this.last = bucket;
    if (this.size === this.nodes.length) this.widen();
    const entry = this.size++;
    this.nodes[entry] = node;
    this.timesMs[entry] = timeMs;
    this.next[entry] = this.first[bucket]!;
    this.first[bucket] = entry;
  }

  private widen(): void {
    this.nodes = doubled(this.nodes);
    this.timesMs = doubled(this.timesMs);
    this.next = doubled(this.next);
  }

  take(bucket: number): number {
    const entry = this.first[bucket]!;
    if (entry !== -1) this.first[bucket] = this.next[entry]!;
    return entry;
  }

  /** Leaves nothing in the buckets from this one on. */
  empty(from: number): void {
    this.first.fill(-1, Math.max(0, from), this.last + 1);
  }
}

function doubled(old: Int32Array<ArrayBuffer>): Int32Array<ArrayBuffer> {
  const wider = new Int32Array(2 * old.length);
  wider.set(old);
  return wider;
}

const lists = new WeakMap<Hierarchy, Waiting>();

function waitingOf(hierarchy: Hierarchy): Waiting {
  let waiting = lists.get(hierarchy);
  if (!waiting) {
    waiting = new Waiting();
    lists.set(hierarchy, waiting);
  }
  return waiting;
}
