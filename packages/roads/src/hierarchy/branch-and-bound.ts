import { clear, climb } from './climb.ts';
import type { Hierarchy } from './hierarchy.ts';
import { lesser } from './lesser.ts';
import type { Asking } from './live-units.ts';
import { type Metric, NO_WAY_MS } from './metric.ts';

/**
 * Offers a question the units of the whole hierarchy, by branch and bound on the elimination tree: the
 * times of everything above the place bound those of each subtree beside it, and subtrees without a fitting
 * unit, or that are entered too late, are left out. `timesMs` has the times at the place's own ranks, of
 * which `lowest` are those with none of them below, and is all NO_WAY_MS afterwards.
 */
export function branchAndBound(asking: Asking, lowest: readonly number[], timesMs: Int32Array): void {
  const { metric, best } = asking;
  const { hierarchy, downMs } = metric;
  const { firstAtRank } = asking.places;
  for (const rank of lowest) climb(hierarchy, downMs, timesMs, rank);
  const above = pathsAbove(hierarchy, lowest);
  pull(metric, above, timesMs);
  const beside = besideOf(hierarchy);
  beside.met = 0;
  for (const v of above) {
    if (firstAtRank[v] !== -1) asking.offerAt(v, timesMs[v]!);
    spread(beside, hierarchy, asking.counts, v, lowest);
    for (;;) {
      const c = descend(beside, metric, asking.counts, firstAtRank, timesMs, best.limitMs);
      if (c === -1) break;
      asking.offerAt(c, timesMs[c]!);
    }
  }
  const { seen, met } = beside;
  for (let i = 0; i < met; i++) timesMs[seen[i]!] = NO_WAY_MS;
  for (const rank of lowest) clear(hierarchy, timesMs, rank);
}

/** Everything that is one of `lowest` or above one of them, ascending. */
function pathsAbove({ nodeCount, parent }: Hierarchy, lowest: readonly number[]): number[] {
  const above: number[] = [];
  for (const rank of lowest) for (let v = rank; v < nodeCount; v = parent[v]!) above.push(v);
  return lowest.length === 1 ? above : [...new Set(above)].sort((a, b) => a - b);
}

/** Ways that come down to ranks above the place from higher ones. */
function pull({ hierarchy, upMs }: Metric, above: readonly number[], timesMs: Int32Array): void {
  const { firstUp, upHead } = hierarchy;
  for (let i = above.length - 1; i >= 0; i--) {
    const v = above[i]!;
    let here = timesMs[v]!;
    for (let l = firstUp[v]!, end = firstUp[v + 1]!; l < end; l++) {
      here = lesser((timesMs[upHead[l]!]! + upMs[l]!) | 0, here);
    }
    timesMs[v] = here;
  }
}

/** Puts those subtrees right below a rank on the stack that have a unit and hold no place of the question. */
function spread(
  beside: Beside,
  { firstBelow }: Hierarchy,
  counts: Int32Array,
  v: number,
  lowest: readonly number[],
): void {
  for (let child = v - 1, first = firstBelow[v]!; child >= first; child = firstBelow[child]! - 1) {
    if (counts[child]! > 0 && !holds(child, firstBelow[child]!, lowest)) {
      beside.stack[beside.waiting++] = child;
    }
  }
}

/** Whether one of `ranks` is in the subtree `first` … `top`. */
function holds(top: number, first: number, ranks: readonly number[]): boolean {
  for (let i = 0; i < ranks.length; i++) if (ranks[i]! <= top && ranks[i]! >= first) return true;
  return false;
}

/**
 * Goes down the waiting subtrees to the next rank where units stand, and returns it, with its time set; -1
 * when no subtree is left. Calls nothing: with a call in its loops the compiler looks anew for every link
 * whether each array is still as it was, at twice the time.
 */
function descend(
  beside: Beside,
  { hierarchy, upMs }: Metric,
  counts: Int32Array,
  firstAtRank: Int32Array,
  timesMs: Int32Array,
  limitMs: number,
): number {
  const { firstUp, upHead, firstBelow } = hierarchy;
  const { stack, seen } = beside;
  const past = (limitMs + 1) | 0;
  let { waiting, met } = beside;
  let found = -1;
  while (waiting > 0 && found === -1) {
    const c = stack[--waiting]!;
    // Negative once a rank by which the subtree is entered is within the limit.
    let near = 0;
    let here = NO_WAY_MS;
    for (let l = firstUp[c]!, end = firstUp[c + 1]!; l < end; l++) {
      const there = timesMs[upHead[l]!]!;
      near |= (there - past) | 0;
      here = lesser((there + upMs[l]!) | 0, here);
    }
    if (near >= 0) continue;
    timesMs[c] = here;
    seen[met++] = c;
    if (firstAtRank[c] !== -1) found = c;
    for (let child = c - 1, first = firstBelow[c]!; child >= first; child = firstBelow[child]! - 1) {
      if (counts[child]! > 0) stack[waiting++] = child;
    }
  }
  beside.waiting = waiting;
  beside.met = met;
  return found;
}

/** The search beside the place's own path; one of a hierarchy, used again for every question. */
interface Beside {
  /** ranks whose subtrees are still to be looked at */
  readonly stack: Int32Array;
  waiting: number;
  /** ranks that have a time */
  readonly seen: Int32Array;
  met: number;
}

const besides = new WeakMap<Hierarchy, Beside>();

function besideOf(hierarchy: Hierarchy): Beside {
  let beside = besides.get(hierarchy);
  if (!beside) {
    // As long as they could ever need to be; the system gives memory to what is written to.
    const { nodeCount } = hierarchy;
    beside = { stack: new Int32Array(nodeCount), waiting: 0, seen: new Int32Array(nodeCount), met: 0 };
    besides.set(hierarchy, beside);
  }
  return beside;
}
