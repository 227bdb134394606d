import type { RoadArcs } from '../road-arcs.ts';
import type { Snap } from '../snap.ts';

/** A node as a place. */
export function placeAt({ nodePoints }: RoadArcs, node: number): Snap {
  return { at: [nodePoints[2 * node]!, nodePoints[2 * node + 1]!], distanceM: 0, node, arcs: [] };
}
