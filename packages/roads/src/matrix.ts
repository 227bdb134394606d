import type { Closures } from './closures.ts';
import { NONE } from './layout.ts';
import { arrivals, departures, directPart, type Part, standingAt } from './part.ts';
import type { RoadArcs } from './road-arcs.ts';
import { searchOf } from './search.ts';
import type { Snap } from './snap.ts';
import { closuresOn } from './turns/closures-on.ts';

/** What a matrix holds where there is no way (or one of more than 49 days). */
export const UNREACHABLE = 0xffffffff;

/**
 * Travel times in milliseconds from each of `from` to each of `to`, row by row (`from.length` rows).
 * One search for each row, or, where there are fewer columns, one reverse search for each column: both
 * add up the same whole milliseconds.
 */
export function matrix(
  graph: RoadArcs,
  from: readonly Snap[],
  to: readonly Snap[],
  closures?: Closures,
): Uint32Array {
  const times = new Uint32Array(from.length * to.length).fill(UNREACHABLE);
  const shut = closuresOn(graph, closures);
  const leave = from.map(snap => departures(graph, snap, shut));
  const reach = to.map(snap => arrivals(graph, snap, shut));
  if (from.length <= to.length) {
    spread(graph, leave, reach, shut, false, (row, column, timeMs) => {
      times[row * to.length + column] = timeMs;
    });
  } else {
    spread(graph, reach, leave, shut, true, (column, row, timeMs) => {
      times[row * to.length + column] = timeMs;
    });
  }
  const byArc = new Map<number, number[]>();
  to.forEach((snap, column) => {
    for (const { arc } of snap.arcs) byArc.set(arc, [...(byArc.get(arc) ?? []), column]);
  });
  from.forEach((snap, row) => {
    const { arcs } = standingAt(graph.turns, snap);
    for (const column of arcs.flatMap(({ arc }) => byArc.get(arc) ?? [])) {
      const direct = directPart(graph, arcs, to[column]!.arcs, shut);
      const cell = row * to.length + column;
      if (direct && direct.timeMs < times[cell]!) times[cell] = direct.timeMs;
    }
  });
  return times;
}

/** One search per origin, stopped when every node by which a target is reached has settled. */
function spread(
  graph: RoadArcs,
  origins: readonly (readonly Part[])[],
  targets: readonly (readonly Part[])[],
  closures: Closures | undefined,
  reverse: boolean,
  found: (origin: number, target: number, timeMs: number) => void,
): void {
  const { first, next, target, extraMs, distinct } = partsByNode(graph, targets);
  const best = new Float64Array(targets.length);
  const search = searchOf(graph);
  origins.forEach((parts, origin) => {
    best.fill(UNREACHABLE);
    search.begin();
    for (const { node, timeMs } of parts) search.add(node, timeMs, NONE);
    for (let left = distinct; left > 0; ) {
      const node = search.next();
      if (node === NONE) break;
      const here = search.timeMs[node]!;
      if (first[node] !== -1) left--;
      for (let i = first[node]!; i !== -1; i = next[i]!) {
        const total = here + extraMs[i]!;
        if (total < best[target[i]!]!) best[target[i]!] = total;
      }
      if (reverse) search.relaxIn(node, closures);
      else search.relaxOut(node, closures);
    }
    best.forEach((timeMs, i) => {
      if (timeMs < UNREACHABLE) found(origin, i, timeMs);
    });
  });
}

/** The parts of all targets as linked lists, one for each node: first[node] → i → next[i] → … → -1. */
function partsByNode(graph: RoadArcs, targets: readonly (readonly Part[])[]) {
  const first = new Int32Array(graph.nodeCount).fill(-1);
  const next: number[] = [];
  const target: number[] = [];
  const extraMs: number[] = [];
  let distinct = 0;
  targets.forEach((parts, t) => {
    for (const { node, timeMs } of parts) {
      if (first[node] === -1) distinct++;
      next.push(first[node]!);
      first[node] = next.length - 1;
      target.push(t);
      extraMs.push(timeMs);
    }
  });
  return { first, next, target, extraMs, distinct };
}
