import { availableParallelism } from 'node:os';
import { Worker } from 'node:worker_threads';
import { beginOrder, endOrder, type OrderJob, OrderPlan, type RoadArcs } from '@clarion/roads';
import type { OrderNews } from './order-worker.ts';

/** More than so many threads wait for each other: the first cut has four directions, and halves come by and by. */
const MOST_THREADS = 8;
/** Crossings that are worth a thread: to start one takes as long as to order some ten thousands. */
const CROSSINGS_A_THREAD = 50_000;

export interface OrderOptions {
  /** The share that is done, 0–1. */
  readonly onProgress?: (share: number) => void;
  /** Where nothing is said one for each processor, as far as there is work for them. The order is the same for any number. */
  readonly threads?: number | undefined;
  /** Aborted: the threads end, and the order is never given. */
  readonly signal?: AbortSignal | undefined;
}

/** As many as an order is given where nothing is said. */
export const orderThreads = (): number => Math.min(MOST_THREADS, availableParallelism());

/** What `orderNodes` gives, by several threads. Throws the signal's reason when it is aborted. */
export async function orderInThreads(roads: RoadArcs, options: OrderOptions = {}): Promise<Uint32Array> {
  const { onProgress = () => undefined, signal } = options;
  signal?.throwIfAborted();
  const work = beginOrder(roads, bytes => new SharedArrayBuffer(bytes));
  const plan = new OrderPlan(work);
  const worthIt = Math.ceil(work.arranged.length / CROSSINGS_A_THREAD);
  const threads = options.threads ?? Math.min(orderThreads(), worthIt);
  const workers = Array.from(
    { length: Math.max(1, threads) },
    () => new Worker(new URL('./order-worker.ts', import.meta.url), { workerData: { work } }),
  );
  try {
    await new Promise<void>((resolve, reject) => {
      const free = new Set(workers);
      const jobs = new Map<Worker, OrderJob>();
      const employ = () => {
        for (const worker of free) {
          const job = plan.take();
          if (job === undefined) break;
          free.delete(worker);
          jobs.set(worker, job);
          worker.postMessage(job);
        }
        if (plan.isDone) resolve();
      };
      for (const worker of workers) {
        worker.on('message', (news: OrderNews) => {
          const job = jobs.get(worker)!;
          if ('crossings' in news) {
            plan.note(job, news.crossings);
          } else {
            jobs.delete(worker);
            free.add(worker);
            plan.give(job, news.outcome);
            employ();
          }
          onProgress(plan.share);
        });
        worker.on('error', reject);
        worker.on('exit', code => reject(new Error(`order worker: ended with ${code}`)));
      }
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
      employ();
    });
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()));
  }
  return endOrder(work);
}
