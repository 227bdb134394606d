import type { Closures } from './closures.ts';
import { NONE } from './layout.ts';
import type { RoadArcs } from './road-arcs.ts';

/**
 * Dijkstra's search with a 4-ary heap that knows where each node is. Its arrays belong to one graph, are
 * made once and used again for every search (a stamp tells old from new), so a search allocates nothing
 * and only one can run at a time: `begin`, `add` the starts, then `next` and `relax…` until done.
 */
export class Search {
  readonly timeMs: Float64Array;
  /** the arc by which a node was reached (or left, in a reverse search); NONE at a start */
  readonly by: Uint32Array;
  private readonly graph: RoadArcs;
  private readonly stamp: Uint32Array;
  private readonly heap: Uint32Array;
  /** place in the heap of a node that is in it */
  private readonly slot: Uint32Array;
  private round = 0;
  private size = 0;

  constructor(graph: RoadArcs) {
    this.graph = graph;
    this.timeMs = new Float64Array(graph.nodeCount);
    this.by = new Uint32Array(graph.nodeCount);
    this.stamp = new Uint32Array(graph.nodeCount);
    this.heap = new Uint32Array(graph.nodeCount);
    this.slot = new Uint32Array(graph.nodeCount);
  }

  begin(): void {
    this.size = 0;
    this.round++;
    if (this.round === NONE) {
      this.stamp.fill(0);
      this.round = 1;
    }
  }

  /** Offers a way to `node`; kept if it is the first or the quickest. */
  add(node: number, timeMs: number, by: number): void {
    if (this.stamp[node] !== this.round) {
      this.stamp[node] = this.round;
      this.timeMs[node] = timeMs;
      this.by[node] = by;
      this.rise(this.size++, node, timeMs);
    } else if (timeMs < this.timeMs[node]!) {
      this.timeMs[node] = timeMs;
      this.by[node] = by;
      this.rise(this.slot[node]!, node, timeMs);
    }
  }

  /** Time of the next node to settle; Infinity when none is left. */
  peekMs(): number {
    return this.size === 0 ? Infinity : this.timeMs[this.heap[0]!]!;
  }

  /** Settles and returns the nearest node; NONE when none is left. */
  next(): number {
    if (this.size === 0) return NONE;
    const top = this.heap[0]!;
    const last = this.heap[--this.size]!;
    if (this.size > 0) this.sink(last);
    return top;
  }

  /** Follows the open arcs out of a settled node. */
  relaxOut(node: number, closures: Closures | undefined): void {
    const { firstOut, arcHead, arcTimeMs } = this.graph;
    const closed = closures?.closed;
    const here = this.timeMs[node]!;
    for (let arc = firstOut[node]!, end = firstOut[node + 1]!; arc < end; arc++) {
      if (closed !== undefined && closed[arc] === 1) continue;
      this.add(arcHead[arc]!, here + arcTimeMs[arc]!, arc);
    }
  }

  /** Follows the open arcs into a settled node, against their direction. */
  relaxIn(node: number, closures: Closures | undefined): void {
    const { firstIn, inArcs, arcTail, arcTimeMs } = this.graph;
    const closed = closures?.closed;
    const here = this.timeMs[node]!;
    for (let i = firstIn[node]!, end = firstIn[node + 1]!; i < end; i++) {
      const arc = inArcs[i]!;
      if (closed !== undefined && closed[arc] === 1) continue;
      this.add(arcTail[arc]!, here + arcTimeMs[arc]!, arc);
    }
  }

  private rise(from: number, node: number, timeMs: number): void {
    const { heap, slot } = this;
    let at = from;
    while (at > 0) {
      const parent = (at - 1) >>> 2;
      const other = heap[parent]!;
      if (this.timeMs[other]! <= timeMs) break;
      heap[at] = other;
      slot[other] = at;
      at = parent;
    }
    heap[at] = node;
    slot[node] = at;
  }

  private sink(node: number): void {
    const { heap, slot, size } = this;
    const timeMs = this.timeMs[node]!;
    let at = 0;
    for (;;) {
      const first = 4 * at + 1;
      if (first >= size) break;
      let least = first;
      let leastMs = this.timeMs[heap[first]!]!;
      for (let child = first + 1, end = Math.min(first + 4, size); child < end; child++) {
        const childMs = this.timeMs[heap[child]!]!;
        if (childMs < leastMs) {
          least = child;
          leastMs = childMs;
        }
      }
      if (leastMs >= timeMs) break;
      const other = heap[least]!;
      heap[at] = other;
      slot[other] = at;
      at = least;
    }
    heap[at] = node;
    slot[node] = at;
  }
}

const searches = new WeakMap<RoadArcs, Search>();

/** The one search of a graph. */
export function searchOf(graph: RoadArcs): Search {
  let search = searches.get(graph);
  if (!search) {
    search = new Search(graph);
    searches.set(graph, search);
  }
  return search;
}
