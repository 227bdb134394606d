import { Worker } from 'node:worker_threads';
import { type Hierarchy, openHierarchy, type RoadGraph } from '@clarion/roads';
import { wholeBuffer } from '../graph-file.ts';
import type { HierarchyNews, HierarchyTask } from './hierarchy-worker.ts';
import type { OrderOptions } from './order-in-threads.ts';

/**
 * The hierarchy of a graph, reckoned in threads of its own, so that the process goes on meanwhile. Depends on
 * places and arcs alone: the same graph gives the same bytes, however many threads make it. Throws the signal's
 * reason when it is aborted.
 */
export async function makeHierarchy(graph: RoadGraph, options: OrderOptions = {}): Promise<Hierarchy> {
  const { onProgress = () => undefined, threads, signal } = options;
  signal?.throwIfAborted();
  const shared =
    graph.buffer instanceof SharedArrayBuffer ? graph.buffer : wholeBuffer(new Uint8Array(graph.buffer));
  const workerData: HierarchyTask = { graph: shared, threads };
  const worker = new Worker(new URL('./hierarchy-worker.ts', import.meta.url), { workerData });
  try {
    const buffer = await new Promise<SharedArrayBuffer>((resolve, reject) => {
      worker.on('message', (news: HierarchyNews) => {
        if ('buffer' in news) resolve(news.buffer);
        else onProgress(news.share);
      });
      worker.on('error', reject);
      worker.on('exit', code => reject(new Error(`hierarchy worker: ended with ${code}`)));
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
    const hierarchy = openHierarchy(buffer, graph);
    if (!hierarchy.ok) throw new Error(hierarchy.error.code);
    return hierarchy.value;
  } finally {
    await worker.terminate();
  }
}
