import { parentPort, workerData } from 'node:worker_threads';
import { buildHierarchy, openGraph } from '@clarion/roads';
import { orderInThreads } from './order-in-threads.ts';

/** What the worker is given; `threads` are those that make the order, which end with it. */
export interface HierarchyTask {
  readonly graph: SharedArrayBuffer;
  readonly threads: number | undefined;
}

/** What the worker says: how far it is (0–1), and at last the hierarchy's buffer. */
export type HierarchyNews = { readonly share: number } | { readonly buffer: SharedArrayBuffer };

const { graph: graphBuffer, threads } = workerData as HierarchyTask;
const graph = openGraph(graphBuffer);
if (!graph.ok) throw new Error(graph.error.code);
const say = (news: HierarchyNews) => parentPort?.postMessage(news);

let told = 0;
const order = await orderInThreads(graph.value, {
  threads,
  onProgress(share) {
    if (share < told + 0.01) return;
    told = share;
    say({ share });
  },
});
const { buffer } = buildHierarchy(graph.value, {
  order,
  graphHash: graph.value.hash,
  allocate: bytes => new SharedArrayBuffer(bytes),
});
say({ buffer: buffer as SharedArrayBuffer });
