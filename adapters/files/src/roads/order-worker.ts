import { parentPort, workerData } from 'node:worker_threads';
import { CellCutter, doOrderJob, type OrderJob, type OrderOutcome, type OrderWork } from '@clarion/roads';

/** What a thread of an order says: crossings that have got their place, and what became of its job. */
export type OrderNews = { readonly crossings: number } | { readonly outcome: OrderOutcome };

/** Crossings between two words about how far it is. */
const STEP = 1000;

const cutter = new CellCutter((workerData as { readonly work: OrderWork }).work);
const say = (news: OrderNews) => parentPort?.postMessage(news);

parentPort?.on('message', (job: OrderJob) => {
  let untold = 0;
  const outcome = doOrderJob(cutter, job, crossings => {
    untold += crossings;
    if (untold < STEP) return;
    say({ crossings: untold });
    untold = 0;
  });
  if (untold > 0) say({ crossings: untold });
  say({ outcome });
});
