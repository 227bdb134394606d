import { NONE } from '../layout.ts';
import type { RoadArcs } from '../road-arcs.ts';
import { type Field, INSIDE, OUTSIDE, RING } from './field.ts';

/** nearest: of all smallest cordons the one that lies nearest to the area; farthest: the one nearest to the outside. */
export type CordonVariant = 'nearest' | 'farthest';

/** Stands for the area as the node before the first, and for the outside as the node after the last, of a path. */
const END = NONE;

/**
 * Most paths from the outside to the area that share no node of the ring, and by Menger's theorem the smallest
 * number of nodes that close them all. Ford and Fulkerson's augmenting paths on split nodes, searched from the
 * area against the direction of travel, outward first: the last search, which finds none, never leaves the
 * nearest cut. Mutates its own arrays; they belong to one graph, are made once and told old from new by stamps.
 */
class PointFlow {
  private readonly graph: RoadArcs;
  /** of half 2v (entered from the area's side) and 2v + 1 (left for the outside) of node v */
  private readonly mark: Uint32Array;
  private readonly parent: Uint32Array;
  private round = 0;
  private readonly carries: Uint8Array;
  /** of a node that carries a path: the nodes before (towards the area) and after it */
  private readonly before: Uint32Array;
  private readonly after: Uint32Array;
  /** nodes that carry or carried a path */
  private readonly touched: number[] = [];

  constructor(graph: RoadArcs) {
    this.graph = graph;
    this.mark = new Uint32Array(2 * graph.nodeCount);
    this.parent = new Uint32Array(2 * graph.nodeCount);
    this.carries = new Uint8Array(graph.nodeCount);
    this.before = new Uint32Array(graph.nodeCount);
    this.after = new Uint32Array(graph.nodeCount);
  }

  run(field: Field, variant: CordonVariant, centre: readonly [number, number]): number[] {
    for (const node of this.touched) this.carries[node] = 0;
    this.touched.length = 0;
    for (let found = true; found; ) {
      found = false;
      this.nextRound();
      for (const tail of field.entryTails) {
        if (this.mark[2 * tail] !== this.round && this.search(field, tail, centre)) found = true;
      }
    }
    if (variant === 'farthest') return this.farthest(field);
    const { mark, round } = this;
    return this.touched.filter(
      v => this.carries[v] === 1 && mark[2 * v] === round && mark[2 * v + 1] !== round,
    );
  }

  private nextRound(): void {
    if (this.round === 0xffffffff) {
      this.mark.fill(0);
      this.round = 0;
    }
    this.round++;
  }

  /** A depth-first search for one more path; what it has seen in vain is not looked at again in this round. */
  private search(field: Field, start: number, centre: readonly [number, number]): boolean {
    const { mark, round, parent } = this;
    let half = 2 * start;
    mark[half] = round;
    parent[half] = END;
    while (half !== END) {
      const next = (half & 1) === 0 ? this.stepIn(half >>> 1) : this.stepOut(field, half >>> 1, centre);
      if (next === OUT) {
        this.augment(half);
        return true;
      }
      if (next === NO_STEP) half = parent[half]!;
      else {
        mark[next] = round;
        parent[next] = half;
        half = next;
      }
    }
    return false;
  }

  private stepIn(v: number): number {
    const from = this.carries[v] === 1 ? this.before[v]! : v;
    if (from === END || this.mark[2 * from + 1] === this.round) return NO_STEP;
    return 2 * from + 1;
  }

  /** To the unseen node furthest from the area's centre, so that paths run outward. */
  private stepOut(field: Field, v: number, [lng, lat]: readonly [number, number]): number {
    const { mark, round } = this;
    const { firstIn, inArcs, arcTail, nodePoints } = this.graph;
    const shrink = Math.cos((lat * Math.PI) / 180);
    let best = NO_STEP;
    let furthest = -1;
    for (let i = firstIn[v]!, end = firstIn[v + 1]!; i < end; i++) {
      const arc = inArcs[i]!;
      if (field.closed !== undefined && field.closed[arc] === 1) continue;
      const u = arcTail[arc]!;
      if (mark[2 * u] === round) continue;
      const kind = field.kindOf(u);
      if (kind === OUTSIDE) return OUT;
      if (kind === INSIDE) continue;
      const dx = (nodePoints[2 * u]! - lng) * shrink;
      const dy = nodePoints[2 * u + 1]! - lat;
      const square = dx * dx + dy * dy;
      if (square > furthest) {
        furthest = square;
        best = 2 * u;
      }
    }
    if (best === NO_STEP && this.carries[v] === 1 && mark[2 * v] !== round) return 2 * v;
    return best;
  }

  /** Turns the halves from the start to `last` into a path, undoing what of older paths they run against. */
  private augment(last: number): void {
    const halves: number[] = [];
    for (let half = last; half !== END; half = this.parent[half]!) halves.push(half);
    const { carries, before, after } = this;
    let from = END;
    for (let i = halves.length - 1; i >= 0; i--) {
      const half = halves[i]!;
      const v = half >>> 1;
      if ((half & 1) === 1) {
        from = v;
        continue;
      }
      if (carries[v] === 0) {
        carries[v] = 1;
        this.touched.push(v);
        before[v] = from;
        if (from !== END) after[from] = v;
      } else if (from === v) {
        // Entered from its own other half: the path through it is taken back.
        carries[v] = 0;
      } else {
        before[v] = from;
        if (from !== END) after[from] = v;
      }
    }
    after[last >>> 1] = END;
  }

  /** Marks every half from which the outside can still be reached, by a search from the outside. */
  private farthest(field: Field): number[] {
    const { graph, mark, carries, after } = this;
    const zone = ringNodes(field);
    this.nextRound();
    const round = this.round;
    const inZone = new Set(zone);
    const stack: number[] = [];
    const push = (half: number) => {
      if (mark[half] === round) return;
      mark[half] = round;
      stack.push(half);
    };
    for (const v of zone) {
      for (let i = graph.firstIn[v]!; i < graph.firstIn[v + 1]!; i++) {
        const arc = graph.inArcs[i]!;
        if (field.closed?.[arc] !== 1 && field.kindOf(graph.arcTail[arc]!) === OUTSIDE) push(2 * v + 1);
      }
    }
    for (let half = stack.pop(); half !== undefined; half = stack.pop()) {
      const v = half >>> 1;
      if ((half & 1) === 1) {
        if (carries[v] === 0) push(2 * v);
        else if (after[v] !== END) push(2 * after[v]!);
        continue;
      }
      if (carries[v] === 1) push(2 * v + 1);
      for (let arc = graph.firstOut[v]!; arc < graph.firstOut[v + 1]!; arc++) {
        const w = graph.arcHead[arc]!;
        if (field.closed?.[arc] !== 1 && inZone.has(w)) push(2 * w + 1);
      }
    }
    return this.touched.filter(v => carries[v] === 1 && mark[2 * v + 1] === round && mark[2 * v] !== round);
  }
}

const NO_STEP = 0xfffffffe;
const OUT = 0xfffffffd;

/** The nodes of the ring from which the area can be reached without leaving the ring. */
export function ringNodes(field: Field): number[] {
  const { firstIn, inArcs, arcTail } = field.graph;
  const found = [...field.entryTails];
  const seen = new Set(found);
  for (let i = 0; i < found.length; i++) {
    const v = found[i]!;
    for (let j = firstIn[v]!; j < firstIn[v + 1]!; j++) {
      const arc = inArcs[j]!;
      const u = arcTail[arc]!;
      if (field.closed?.[arc] === 1 || seen.has(u) || field.kindOf(u) !== RING) continue;
      seen.add(u);
      found.push(u);
    }
  }
  return found;
}

const flows = new WeakMap<RoadArcs, PointFlow>();

/**
 * The smallest set of nodes of the ring such that every drive from the outside into the area meets one,
 * ascending. No entry tail may be outside. `centre` only steers the search.
 */
export function smallestCut(
  field: Field,
  variant: CordonVariant,
  centre: readonly [lng: number, lat: number],
): number[] {
  let flow = flows.get(field.graph);
  if (!flow) {
    flow = new PointFlow(field.graph);
    flows.set(field.graph, flow);
  }
  return [...new Set(flow.run(field, variant, centre))].sort((a, b) => a - b);
}
