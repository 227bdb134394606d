import type { RoadArcs } from '../road-arcs.ts';

export const RING = 0;
export const INSIDE = 1;
export const OUTSIDE = 2;

/**
 * The roads between a hazard area and the outside, as a cordon's searches see them. Nodes are inside (1), outside (2) or in
 * the ring between (0); only those of the ring can be road points.
 */
export interface Field {
  readonly graph: RoadArcs;
  /** 1: the arc cannot be driven from end to end */
  readonly closed: Uint8Array | undefined;
  /** nodes not inside from which an arc leads into the area, each once */
  readonly entryTails: readonly number[];
  kindOf(node: number): number;
}

interface Kinds {
  readonly kind: Uint8Array;
  readonly stamp: Uint32Array;
  round: number;
}
const kept = new WeakMap<RoadArcs, Kinds>();

/** A field that looks at each node at most once. One graph has one field at a time: the next one takes over its arrays. */
export function fieldOf(
  graph: RoadArcs,
  closed: Uint8Array | undefined,
  insideNodes: readonly number[],
  entryTails: readonly number[],
  isOutside: (node: number) => boolean,
): Field {
  let kinds = kept.get(graph);
  if (!kinds) {
    kinds = { kind: new Uint8Array(graph.nodeCount), stamp: new Uint32Array(graph.nodeCount), round: 0 };
    kept.set(graph, kinds);
  }
  if (kinds.round === 0xffffffff) {
    kinds.stamp.fill(0);
    kinds.round = 0;
  }
  const round = ++kinds.round;
  const { kind, stamp } = kinds;
  for (const node of insideNodes) {
    kind[node] = INSIDE;
    stamp[node] = round;
  }
  return {
    graph,
    closed,
    entryTails,
    kindOf(node) {
      if (stamp[node] !== round) {
        stamp[node] = round;
        kind[node] = isOutside(node) ? OUTSIDE : RING;
      }
      return kind[node]!;
    },
  };
}
