import { type Closures, isOpen } from './closures.ts';
import { NONE } from './layout.ts';
import type { RoadArcs, TurnMap } from './road-arcs.ts';
import type { ArcPlace, Snap } from './snap.ts';
import { roundHalfUp } from './split.ts';

/**
 * The way between a place on the road and a node: `timeMs` along part of `arc` (NONE: it is at the node). Where turns
 * count the node is one of the view, the arc one of the streets.
 */
export interface Part {
  readonly node: number;
  readonly timeMs: number;
  readonly arc: number;
  readonly fraction: number;
}

/** Two fractions closer than this are one place: a hundredth of a millimetre on ten kilometres. */
const SAME_FRACTION = 1e-9;

/** A node, arcs of the streets, or (on a view with turns) both, from which one sets out. */
export interface Standing {
  readonly node: number | undefined;
  readonly arcs: readonly ArcPlace[];
}

/**
 * Where one sets out from. At a node any way can be taken and costs no turn; a view on which no copy of the
 * node is as free has one copy, to be at the node already, and each way out as an arc of its own.
 */
export function standingAt(turns: TurnMap | undefined, from: Snap): Standing {
  if (!turns || from.node === undefined) return from;
  if (turns.free[from.node] !== NONE) return { node: turns.free[from.node]!, arcs: [] };
  const { firstCopy, copies, streets } = turns;
  const arcs: ArcPlace[] = [];
  for (let arc = streets.firstOut[from.node]!; arc < streets.firstOut[from.node + 1]!; arc++) {
    arcs.push({ arc, fraction: 0 });
  }
  return { node: copies[firstCopy[from.node]!]!, arcs };
}

/** The parts by which a place can be left: to the head of each of its arcs. */
export function departures(graph: RoadArcs, from: Snap, closures: Closures | undefined): Part[] {
  const { node, arcs } = standingAt(graph.turns, from);
  const heads = graph.turns?.after ?? graph.arcHead;
  const parts = arcs
    .filter(({ arc, fraction }) => isOpen(closures, arc, fraction, 1))
    .map(({ arc, fraction }) => ({
      node: heads[arc]!,
      timeMs: partTimeMs(graph, arc, fraction, 1),
      arc,
      fraction,
    }));
  return node === undefined ? parts : [{ node, timeMs: 0, arc: NONE, fraction: 0 }, ...parts];
}

/** The parts by which a place can be reached: from the tail of each of its arcs, the turn into it included. */
export function arrivals(graph: RoadArcs, to: Snap, closures: Closures | undefined): Part[] {
  const { turns } = graph;
  if (to.node !== undefined) {
    const nodes = turns
      ? turns.copies.subarray(turns.firstCopy[to.node], turns.firstCopy[to.node + 1])
      : [to.node];
    return Array.from(nodes, node => ({ node, timeMs: 0, arc: NONE, fraction: 0 }));
  }
  const open = to.arcs.filter(({ arc, fraction }) => isOpen(closures, arc, 0, fraction));
  if (!turns) {
    return open.map(({ arc, fraction }) => ({
      node: graph.arcTail[arc]!,
      timeMs: partTimeMs(graph, arc, 0, fraction),
      arc,
      fraction,
    }));
  }
  const { firstOver, over, streets } = turns;
  return open.flatMap(({ arc, fraction }) =>
    Array.from(over.subarray(firstOver[arc], firstOver[arc + 1]), by => ({
      node: graph.arcTail[by]!,
      timeMs: graph.arcTimeMs[by]! - streets.arcTimeMs[arc]! + partTimeMs(graph, arc, 0, fraction),
      arc,
      fraction,
    })),
  );
}

/** Time of a part of an arc: its share of the arc's time, rounded half up, whichever way the search runs. */
export function partTimeMs({ turns, arcTimeMs }: RoadArcs, arc: number, from: number, to: number): number {
  const timeMs = turns ? turns.streets.arcTimeMs[arc]! : arcTimeMs[arc]!;
  return roundHalfUp(timeMs * Math.max(0, to - from));
}

export interface Direct {
  readonly arc: number;
  readonly from: number;
  readonly to: number;
  readonly timeMs: number;
}

/** The quickest drive from one of `from` (see `standingAt`) to one of `to` on the same arc; undefined when there is none. */
export function directPart(
  graph: RoadArcs,
  from: readonly ArcPlace[],
  to: readonly ArcPlace[],
  closures: Closures | undefined,
): Direct | undefined {
  let best: Direct | undefined;
  for (const start of from) {
    for (const end of to) {
      if (start.arc !== end.arc || end.fraction < start.fraction - SAME_FRACTION) continue;
      if (!isOpen(closures, start.arc, start.fraction, end.fraction)) continue;
      const timeMs = partTimeMs(graph, start.arc, start.fraction, end.fraction);
      if (!best || timeMs < best.timeMs)
        best = { arc: start.arc, from: start.fraction, to: end.fraction, timeMs };
    }
  }
  return best;
}
