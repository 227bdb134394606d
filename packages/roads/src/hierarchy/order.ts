import type { RoadArcs } from '../road-arcs.ts';
import { CellCutter } from './cell-cutter.ts';
import { beginOrder, endOrder } from './order-work.ts';

/**
 * The nested-dissection order of a road network: order[i] is the node that is put away i-th. Depends on
 * places and arcs only, never on times, so it is reckoned once for a map; the same map gives the same
 * order. Dead ends and bends come first, then the network is cut in two again and again by few nodes,
 * which come after both sides (George 1973; customisable contraction hierarchies: Dibbelt, Strasser and
 * Wagner, 2016). Several threads give the same order sooner: see `OrderPlan`.
 */
export function orderNodes(roads: RoadArcs): Uint32Array {
  const work = beginOrder(roads);
  for (const _ of new CellCutter(work).finish({ start: 0, end: work.arranged.length }));
  return endOrder(work);
}
