import type { MaxFlow } from './max-flow.ts';
import type { Neighbours } from './neighbours.ts';

/** Share of a cell's nodes at either end between which the flow runs. */
const END_SHARE = 0.25;
/** Directions in which a cell is looked along: east, north-east, north and north-west. */
export const DIRECTIONS = 4;
/** More than what dividing and multiplying a score again can be off by. */
const ROUNDING = 1 + 1e-9;

/** side[v] is 0 or 1; the score is the number of links between the sides for each node of the smaller one. */
export interface Cut {
  readonly score: number;
  readonly side: Uint8Array;
}

/**
 * Where a connected cell is best cut looked at along one direction: its first and its last quarter of the
 * nodes are the ends of a maximum flow (inertial flow: Schild and Sommer, 2015), and of the minimum cuts
 * nearest to either end the one that is smaller for the size of its smaller side is taken. Undefined when
 * none can be as good as `known`, the score of another direction, however small the cut: which directions
 * were looked along before changes the time taken, never which cut is the best.
 */
export function cutAlong(
  flow: MaxFlow,
  x: Float64Array,
  y: Float64Array,
  direction: number,
  known: number,
): Cut | undefined {
  const { count, to } = flow.cell;
  const ends = new Uint8Array(count);
  const marks = new Uint8Array(count);
  const endSize = Math.max(1, Math.floor(count * END_SHARE));
  const angle = (Math.PI * direction) / DIRECTIONS;
  markEnds(x, y, Math.cos(angle), Math.sin(angle), endSize, ends);
  // A cut of this size would be worse even if it halved the cell.
  const limit = known === Infinity ? to.length + 1 : Math.floor(((known * count) / 2) * ROUNDING) + 1;
  const size = flow.run(ends, limit);
  if (size >= limit) return undefined;
  const before = flow.reached(ends, false, marks);
  const score = size / Math.min(before, count - before);
  const side = marks.slice();
  const after = flow.reached(ends, true, marks);
  const scoreAfter = size / Math.min(after, count - after);
  if (scoreAfter >= score) return { score, side };
  for (let v = 0; v < count; v++) side[v] = 1 - marks[v]!;
  return { score: scoreAfter, side };
}

/** Marks the first nodes along a direction 1 and as many of the last 2; equal ones by number. */
function markEnds(
  x: Float64Array,
  y: Float64Array,
  dx: number,
  dy: number,
  size: number,
  ends: Uint8Array,
): void {
  const count = ends.length;
  const along = new Float64Array(count);
  for (let v = 0; v < count; v++) along[v] = x[v]! * dx + y[v]! * dy;
  const sorted = along.slice().sort();
  const [low, high] = [sorted[size - 1]!, sorted[count - size]!];
  ends.fill(0);
  let [first, last] = [0, 0];
  for (let v = 0; v < count; v++) {
    if (along[v]! < low) first++;
    if (along[v]! > high) last++;
  }
  for (let v = 0; v < count; v++) {
    if (along[v]! < low || (along[v] === low && first < size && ++first > 0)) ends[v] = 1;
  }
  for (let v = count - 1; v >= 0; v--) {
    if (ends[v] !== 1 && (along[v]! > high || (along[v] === high && last < size && ++last > 0))) ends[v] = 2;
  }
}

/**
 * Turns a cut of links into one of nodes (side 2): the fewest that touch every cut link, which in a graph
 * of two sides are as many as a largest matching has links (König).
 */
export function coverCut({ count, first, to }: Neighbours, side: Uint8Array): void {
  const mate = new Int32Array(count).fill(-1);
  const seen = new Int32Array(count).fill(-1);
  const left: number[] = [];
  const augment = (v: number, round: number): boolean => {
    for (let e = first[v]!; e < first[v + 1]!; e++) {
      const w = to[e]!;
      if (side[w] !== 1 || seen[w] === round) continue;
      seen[w] = round;
      if (mate[w] === -1 || augment(mate[w]!, round)) {
        mate[w] = v;
        mate[v] = w;
        return true;
      }
    }
    return false;
  };
  for (let v = 0; v < count; v++) {
    if (side[v] !== 0) continue;
    let isCut = false;
    for (let e = first[v]!; e < first[v + 1]!; e++) if (side[to[e]!] === 1) isCut = true;
    if (!isCut) continue;
    left.push(v);
    augment(v, v);
  }
  // From the unmatched, along alternating links: the cover is the left not reached and the right reached.
  const reached = new Uint8Array(count);
  const stack = left.filter(v => mate[v] === -1);
  for (const v of stack) reached[v] = 1;
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    for (let e = first[v]!; e < first[v + 1]!; e++) {
      const w = to[e]!;
      if (side[w] !== 1 || reached[w] === 1) continue;
      reached[w] = 1;
      const next = mate[w]!;
      if (next !== -1 && reached[next] === 0) {
        reached[next] = 1;
        stack.push(next);
      }
    }
  }
  for (const v of left) {
    for (let e = first[v]!; e < first[v + 1]!; e++) {
      const w = to[e]!;
      if (side[w] === 1 && reached[w] === 1) side[w] = 2;
    }
  }
  for (const v of left) if (reached[v] === 0) side[v] = 2;
}
