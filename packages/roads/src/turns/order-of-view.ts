import type { TurnMap } from '../road-arcs.ts';

/**
 * The order in which a view's nodes are put away, from that of the streets: the copies of a node where the
 * node stands. What separates the streets separates the copies too, so no new cuts need to be looked for.
 */
export function orderOfView(turns: TurnMap, streetOrder: Uint32Array): Uint32Array {
  const order = new Uint32Array(turns.nodeOf.length);
  let size = 0;
  for (const node of streetOrder) {
    for (let i = turns.firstCopy[node]!; i < turns.firstCopy[node + 1]!; i++)
      order[size++] = turns.copies[i]!;
  }
  return order;
}
