import { type Field, OUTSIDE } from './field.ts';
import type { Inside } from './inside.ts';
import { groupRoads, type RoadGroup } from './road-group.ts';

/** A way that leaves what the cordon closes off. */
export interface Exit {
  /** the point that is passed, or the node at which the way meets roads that are still reached from the outside */
  readonly node: number;
  readonly isPoint: boolean;
  /**
   * From here the outside is reached over closed arcs only: whoever holds them lets those on who come from the
   * area.
   */
  readonly isLetThrough: boolean;
  readonly arcs: readonly number[];
}

/** Joined roads of the area, and the ways out of them (places in `exits`). */
export interface InsidePart extends RoadGroup {
  readonly exits: readonly number[];
}

export interface WaysOut {
  readonly exits: readonly Exit[];
  readonly parts: readonly InsidePart[];
  /** the joined roads of the area from which the streets as they are lead nowhere, cordon or none */
  readonly trapped: readonly RoadGroup[];
}

/**
 * How the area can be left. Every road that leads out without the cordon has a way out with it: past no closed arc
 * where there is such a way, else over closed arcs, which stop nobody who leaves. Both directions of every road around
 * the area, up to the first nodes outside, are looked at. `arcsOf` gives the arcs of an edge.
 */
export function waysOut(
  field: Field,
  inside: Inside,
  points: readonly number[],
  barriers: readonly number[],
  arcsOf: (edge: number) => readonly number[],
): WaysOut {
  const around = nodesAround(field, inside, arcsOf);
  const shut = new Set(barriers);
  const isOpen = (arc: number) => field.closed?.[arc] !== 1 && !shut.has(arc);
  const reached = spread(field, around, isOpen, 'from outside');
  const leaving = spread(field, around, isOpen, 'to outside');
  const unhindered = spread(field, around, arc => field.closed?.[arc] !== 1, 'to outside');
  const isFree = (node: number) => field.kindOf(node) === OUTSIDE || leaving.has(node);
  const isTrapped = (node: number) => field.kindOf(node) !== OUTSIDE && !unhindered.has(node);
  const ends = (arc: number) =>
    field.kindOf(field.graph.arcHead[arc]!) === OUTSIDE || reached.has(field.graph.arcHead[arc]!);
  const isPoint = new Set(points);

  const exits: { node: number; isPoint: boolean; isLetThrough: boolean; arcs: number[] }[] = [];
  const exitAt = new Map<number, number>();
  const exitOf = (arc: number): number => {
    const [tail, head] = [field.graph.arcTail[arc]!, field.graph.arcHead[arc]!];
    const node = isPoint.has(tail) && !shut.has(arc) ? tail : head;
    let exit = exitAt.get(node);
    if (exit === undefined) {
      exit = exits.length;
      exits.push({ node, isPoint: isPoint.has(node), isLetThrough: true, arcs: [] });
      exitAt.set(node, exit);
    }
    if (!exits[exit]!.arcs.includes(arc)) exits[exit]!.arcs.push(arc);
    if (isFree(head)) exits[exit]!.isLetThrough = false;
    return exit;
  };
  const parts = groupRoads(field.graph, arcsOf, inside.nodes, inside.edges).map((group): InsidePart => {
    const found = new Set<number>();
    const seen = new Set(group.nodes);
    const stack = [...group.nodes];
    const drive = (arc: number) => {
      const head = field.graph.arcHead[arc]!;
      if (ends(arc)) {
        if (!isTrapped(head)) found.add(exitOf(arc));
      } else if (!seen.has(head)) {
        seen.add(head);
        stack.push(head);
      }
    };
    // Whoever is on an arc that a barrier closes at its start drives on to its end.
    for (const arc of group.edges.flatMap(arcsOf)) if (field.closed?.[arc] !== 1) drive(arc);
    for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
      for (let arc = field.graph.firstOut[v]!; arc < field.graph.firstOut[v + 1]!; arc++) {
        if (isOpen(arc)) drive(arc);
      }
    }
    return { ...group, exits: [...found].sort((a, b) => a - b) };
  });

  const nodes = inside.nodes.filter(isTrapped);
  const edges = inside.edges.filter(edge => {
    const open = arcsOf(edge).filter(arc => field.closed?.[arc] !== 1);
    return open.length > 0 && open.every(arc => isTrapped(field.graph.arcHead[arc]!));
  });
  const trapped = groupRoads(field.graph, arcsOf, nodes, edges);
  return { exits, parts, trapped };
}

/** All nodes that are not outside and joined with the area by roads, whichever way these are driven. */
function nodesAround(
  field: Field,
  inside: Inside,
  arcsOf: (edge: number) => readonly number[],
): ReadonlySet<number> {
  const { firstOut, firstIn, inArcs, arcTail, arcHead } = field.graph;
  const around = new Set(inside.nodes);
  const stack = [...inside.nodes];
  const push = (node: number) => {
    if (around.has(node) || field.kindOf(node) === OUTSIDE) return;
    around.add(node);
    stack.push(node);
  };
  for (const arc of inside.edges.flatMap(arcsOf)) push(arcHead[arc]!);
  for (const arc of inside.edges.flatMap(arcsOf)) push(arcTail[arc]!);
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) {
    for (let arc = firstOut[v]!; arc < firstOut[v + 1]!; arc++) push(arcHead[arc]!);
    for (let i = firstIn[v]!; i < firstIn[v + 1]!; i++) push(arcTail[inArcs[i]!]!);
  }
  return around;
}

/** The nodes of `around` that are reached from the outside, or that reach it, over open arcs. */
function spread(
  { graph, kindOf }: Field,
  around: ReadonlySet<number>,
  isOpen: (arc: number) => boolean,
  direction: 'from outside' | 'to outside',
): ReadonlySet<number> {
  const { firstOut, firstIn, inArcs, arcTail, arcHead } = graph;
  const fromOutside = direction === 'from outside';
  const found = new Set<number>();
  const stack: number[] = [];
  const push = (node: number) => {
    if (found.has(node) || !around.has(node)) return;
    found.add(node);
    stack.push(node);
  };
  const each = (v: number, outArcs: boolean, take: (other: number) => void) => {
    if (outArcs) {
      for (let arc = firstOut[v]!; arc < firstOut[v + 1]!; arc++) if (isOpen(arc)) take(arcHead[arc]!);
    } else {
      for (let i = firstIn[v]!; i < firstIn[v + 1]!; i++) {
        if (isOpen(inArcs[i]!)) take(arcTail[inArcs[i]!]!);
      }
    }
  };
  for (const v of around) {
    each(v, !fromOutside, other => {
      if (kindOf(other) === OUTSIDE) push(v);
    });
  }
  for (let v = stack.pop(); v !== undefined; v = stack.pop()) each(v, fromOutside, push);
  return found;
}
