import type { RoadArcs } from '../road-arcs.ts';
import { coreOf } from './chains.ts';
import { type Neighbours, neighboursOf } from './neighbours.ts';

/**
 * What an order is made from and where it arises, all of it typed arrays that threads can share. Cells that
 * do not overlap can be worked on at the same time: each reads the crossings and writes its own stretch of
 * `arranged`.
 */
export interface OrderWork {
  /** dead ends and bends, in the order in which they are put away: before everything else */
  readonly before: Int32Array;
  /** the node of each crossing */
  readonly nodes: Int32Array;
  readonly neighbours: Neighbours;
  /** where each crossing is, on a plane */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** crossings: ascending within a cell that is still to be cut, in their order where one is done */
  readonly arranged: Int32Array;
}

/** A stretch of `arranged`: from `start` to before `end`. */
export interface Cell {
  readonly start: number;
  readonly end: number;
}

/** `allocate`: where the arrays are put, a SharedArrayBuffer each when several threads are to work on them. */
export function beginOrder(
  { nodeCount, arcTail, arcHead, nodePoints }: RoadArcs,
  allocate: (bytes: number) => ArrayBufferLike = bytes => new ArrayBuffer(bytes),
): OrderWork {
  const core = coreOf(neighboursOf(nodeCount, arcTail, arcHead));
  const shared = (numbers: Int32Array): Int32Array => {
    const copy = new Int32Array(allocate(numbers.byteLength));
    copy.set(numbers);
    return copy;
  };
  const count = core.nodes.length;
  const x = new Float64Array(allocate(8 * count));
  const y = new Float64Array(allocate(8 * count));
  // Degrees, made true in both directions around the middle.
  let lat = 0;
  for (const node of core.nodes) lat += nodePoints[2 * node + 1]! / count;
  const scale = Math.cos((lat * Math.PI) / 180);
  core.nodes.forEach((node, i) => {
    x[i] = nodePoints[2 * node]! * scale;
    y[i] = nodePoints[2 * node + 1]!;
  });
  return {
    before: core.before,
    nodes: shared(core.nodes),
    neighbours: { count, first: shared(core.neighbours.first), to: shared(core.neighbours.to) },
    x,
    y,
    arranged: shared(core.nodes.map((_, i) => i)),
  };
}

/** The order, once all cells are done. */
export function endOrder({ before, nodes, arranged }: OrderWork): Uint32Array {
  const order = new Uint32Array(before.length + arranged.length);
  order.set(before);
  for (let i = 0; i < arranged.length; i++) order[before.length + i] = nodes[arranged[i]!]!;
  return order;
}
