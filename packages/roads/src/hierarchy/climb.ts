import type { Part } from '../part.ts';
import { type Hierarchy, isBelow } from './hierarchy.ts';
import { lesser } from './lesser.ts';
import { NO_WAY_MS } from './metric.ts';

/**
 * The times of one question, by rank. Between questions every entry is NO_WAY_MS; whoever writes puts
 * that back. One hierarchy answers one question at a time on a thread.
 */
export interface Scratch {
  readonly aheadMs: Int32Array;
  readonly behindMs: Int32Array;
}

const scratches = new WeakMap<Hierarchy, Scratch>();

export function scratchOf(hierarchy: Hierarchy): Scratch {
  let scratch = scratches.get(hierarchy);
  if (!scratch) {
    scratch = {
      aheadMs: new Int32Array(hierarchy.nodeCount).fill(NO_WAY_MS),
      behindMs: new Int32Array(hierarchy.nodeCount).fill(NO_WAY_MS),
    };
    scratches.set(hierarchy, scratch);
  }
  return scratch;
}

/** Offers the parts' own times at their ranks and returns the ranks from which all of them are climbed to. */
export function enter(hierarchy: Hierarchy, parts: readonly Part[], timesMs: Int32Array): number[] {
  const lowest: number[] = [];
  for (const { node, timeMs } of parts) {
    const rank = hierarchy.rankOf[node]!;
    if (timeMs < timesMs[rank]!) timesMs[rank] = timeMs;
    if (lowest.some(low => isBelow(hierarchy, low, rank))) continue;
    for (let i = lowest.length - 1; i >= 0; i--) {
      if (isBelow(hierarchy, rank, lowest[i]!)) lowest.splice(i, 1);
    }
    lowest.push(rank);
  }
  return lowest;
}

/** Takes the times at `start` and above it to everything above it over the links' times. */
export function climb(
  { nodeCount, parent, firstUp, upHead }: Hierarchy,
  linkMs: Int32Array,
  timesMs: Int32Array,
  start: number,
): void {
  for (let v = start; v < nodeCount; v = parent[v]!) {
    const here = timesMs[v]!;
    if (here >= NO_WAY_MS) continue;
    for (let l = firstUp[v]!, end = firstUp[v + 1]!; l < end; l++) {
      const head = upHead[l]!;
      timesMs[head] = lesser((here + linkMs[l]!) | 0, timesMs[head]!);
    }
  }
}

/** Puts `start` and everything above it back to no way. */
export function clear({ nodeCount, parent }: Hierarchy, timesMs: Int32Array, start: number): void {
  for (let v = start; v < nodeCount; v = parent[v]!) timesMs[v] = NO_WAY_MS;
}
