import type { Neighbours } from './neighbours.ts';

const SOURCE = 1;
const SINK = 2;
/** Higher than any level: a source has no layer to be entered by. */
const NEVER = 0x7fffffff;

/**
 * Dinic's maximum flow on one undirected cell, each link carrying one unit either way, from the nodes
 * marked 1 to those marked 2. Mutates its own arrays; made once for a cell and run for several markings.
 */
export class MaxFlow {
  readonly cell: Neighbours;
  /** the same link seen from its other end */
  private readonly back: Int32Array;
  /** what a link can still take: 1 at first, 0 when full, 2 when a unit comes the other way */
  private readonly left: Uint8Array;
  /** of a node that the last layering met, from `base` on; what is lower is from before */
  private readonly level: Int32Array;
  private base = 1;
  private height = 0;
  /** the sources that are joined to others, which alone matter */
  private readonly sources: Int32Array;
  private sourceCount = 0;
  private readonly cursor: Int32Array;
  private readonly queue: Int32Array;
  private readonly path: Int32Array;

  constructor(cell: Neighbours) {
    const { count, first, to } = cell;
    this.cell = cell;
    this.left = new Uint8Array(to.length);
    this.back = new Int32Array(to.length);
    this.level = new Int32Array(count);
    this.sources = new Int32Array(count);
    this.cursor = new Int32Array(count);
    this.queue = new Int32Array(count);
    this.path = new Int32Array(count + 1);
    // Lists are ascending, so the links into v turn up in the order of v's own list.
    const next = first.slice();
    for (let v = 0; v < count; v++) {
      for (let e = first[v]!; e < first[v + 1]!; e++) {
        const w = to[e]!;
        this.back[e] = next[w]!;
        next[w]! += 1;
      }
    }
  }

  /** The flow, or `limit` as soon as it is at least that. */
  run(side: Uint8Array, limit: number): number {
    this.left.fill(1);
    this.begin(side);
    let flow = 0;
    while (flow < limit && this.layer(side)) flow += this.block(side, limit - flow);
    return flow;
  }

  /**
   * Marks (1) every node that the flow's leftover still reaches from the sources or, `fromSinks`, that
   * still reaches the sinks: the two minimum cuts that lie nearest to either end. Returns how many.
   */
  reached(side: Uint8Array, fromSinks: boolean, marks: Uint8Array): number {
    const { cell, left, back, queue } = this;
    const { first, to, count } = cell;
    marks.fill(0);
    let size = 0;
    for (let v = 0; v < count; v++) {
      if (side[v] !== (fromSinks ? SINK : SOURCE)) continue;
      marks[v] = 1;
      queue[size++] = v;
    }
    for (let i = 0; i < size; i++) {
      const v = queue[i]!;
      for (let e = first[v]!; e < first[v + 1]!; e++) {
        const w = to[e]!;
        if (marks[w] !== 0 || left[fromSinks ? back[e]! : e] === 0) continue;
        marks[w] = 1;
        queue[size++] = w;
      }
    }
    return size;
  }

  private begin(side: Uint8Array): void {
    const { level, sources } = this;
    const { first, to, count } = this.cell;
    this.base = 1;
    this.height = 0;
    this.sourceCount = 0;
    for (let v = 0; v < count; v++) {
      level[v] = side[v] === SOURCE ? NEVER : 0;
      if (side[v] !== SOURCE) continue;
      let e = first[v]!;
      while (e < first[v + 1]! && side[to[e]!] === SOURCE) e++;
      if (e < first[v + 1]!) sources[this.sourceCount++] = v;
    }
  }

  /** Breadth-first levels from the sources, up to the first sink. */
  private layer(side: Uint8Array): boolean {
    const { level, queue, left, sources, sourceCount } = this;
    const { first, to } = this.cell;
    const base = this.base + this.height + 1;
    let size = 0;
    for (; size < sourceCount; size++) queue[size] = sources[size]!;
    let found = false;
    let here = base;
    for (let i = 0, end = sourceCount; i < end && !found; here++) {
      for (; i < end; i++) {
        const v = queue[i]!;
        for (let e = first[v]!, last = first[v + 1]!; e < last; e++) {
          const w = to[e]!;
          if (level[w]! >= base || left[e] === 0) continue;
          level[w] = here + 1;
          if (side[w] === SINK) found = true;
          queue[size++] = w;
        }
      }
      end = size;
    }
    this.base = base;
    this.height = here - base;
    if (found) for (let i = 0; i < size; i++) this.cursor[queue[i]!] = first[queue[i]!]!;
    return found;
  }

  /** Paths along rising levels until none is left. */
  private block(side: Uint8Array, limit: number): number {
    const { level, cursor, left, back, path, base, sources, sourceCount } = this;
    const { first, to } = this.cell;
    let flow = 0;
    for (let i = 0; i < sourceCount && flow < limit; i++) {
      const source = sources[i]!;
      let v = source;
      let depth = 0;
      for (;;) {
        if (side[v] === SINK) {
          while (depth > 0) {
            const e = path[--depth]!;
            left[e]! -= 1;
            left[back[e]!]! += 1;
          }
          v = source;
          if (++flow >= limit) break;
          continue;
        }
        const next = base + depth + 1;
        let e = cursor[v]!;
        const end = first[v + 1]!;
        while (e < end && (left[e] === 0 || level[to[e]!] !== next)) e++;
        cursor[v] = e;
        if (e < end) {
          path[depth++] = e;
          v = to[e]!;
        } else if (depth > 0) {
          const before = path[--depth]!;
          v = to[back[before]!]!;
          cursor[v]! += 1;
        } else {
          break;
        }
      }
    }
    return flow;
  }
}
