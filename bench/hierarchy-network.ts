import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { orderInThreads, orderThreads } from '@clarion/files';
import {
  type MeasureOptions,
  measureRoads,
  orderNodes,
  type RoadArcs,
  type RoadFigure,
} from '@clarion/roads';
import { generateNetwork, largestPart } from '../packages/roads/src/testing/network.ts';
import { buildPorto, findPortoExtract } from './porto.ts';

/**
 * Measures one network in a process of its own, so that its peak memory is its own: `Porto`, or the number of
 * nodes of a generated network. Sends the parent each figure, then the peak.
 */
export type NetworkNews = { readonly figure: RoadFigure } | { readonly peakBytes: number };

const SEED = 1736;
/** Where orders are kept with the time they took, so that a large network need not be cut at every run. */
const ORDERS = process.env['CLARION_BENCH_ORDERS'];
const name = process.argv[2]!;
const say = (news: NetworkNews) => process.send!(news);

const roads = name === 'Porto' ? await porto() : generateNetwork(Number(name), SEED);
const { order, orders } = findOrder() ?? (await reckonOrder());
const clock = () => performance.now();
for (const figure of measureRoads(roads, { clock, seed: SEED, order, orders })) say({ figure });
say({ peakBytes: process.resourceUsage().maxRSS * 1024 });
process.disconnect();

async function porto(): Promise<RoadArcs> {
  return largestPart(await buildPorto(findPortoExtract()!));
}

type Order = Pick<MeasureOptions, 'order' | 'orders'>;

/** The order of an earlier run and, beside it, how long it took: `….order` and `….json`. */
function orderFile(): string | undefined {
  return ORDERS === undefined ? undefined : join(ORDERS, `${name}-${SEED}-${roads.nodeCount}`);
}

function findOrder(): Order | undefined {
  const file = orderFile();
  if (file === undefined || !existsSync(`${file}.json`)) return undefined;
  const orders = JSON.parse(readFileSync(`${file}.json`, 'utf8')) as Order['orders'];
  return { order: new Uint32Array(Uint8Array.from(readFileSync(`${file}.order`)).buffer), orders };
}

async function reckonOrder(): Promise<Order> {
  const runs = roads.nodeCount > 500_000 ? 1 : 3;
  let order: Uint32Array = new Uint32Array();
  const orders: { threads: number; timesMs: number[] }[] = [];
  // One thread alone would take half an hour on the largest.
  const least = roads.nodeCount > 2_000_000 ? orderThreads() : 1;
  for (const threads of new Set([least, orderThreads()])) {
    const timesMs: number[] = [];
    for (let run = 0; run < runs; run++) {
      const start = performance.now();
      order = threads === 1 ? orderNodes(roads) : await orderInThreads(roads, { threads });
      timesMs.push(performance.now() - start);
    }
    orders.push({ threads, timesMs });
  }
  const file = orderFile();
  if (file !== undefined) {
    writeFileSync(`${file}.order`, new Uint8Array(order.buffer));
    writeFileSync(`${file}.json`, JSON.stringify(orders));
  }
  return { order, orders };
}
