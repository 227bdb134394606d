import { parentPort, workerData } from 'node:worker_threads';
import type { JobResult, PlanningJob } from '@clarion/protocol';
import { comparePlans } from './compare.ts';
import { playDay } from './day.ts';
import { divideGround } from './divide.ts';
import type { JobFault } from './job-fault.ts';
import { siteUnits } from './site.ts';
import { suggestSites } from './suggest.ts';
import { openWork, type PlanningWork } from './work.ts';

export interface JobWork extends PlanningWork {
  readonly job: PlanningJob;
}
/** What a run tells while it goes, and at its end. */
export type JobTold =
  | {
      readonly state: 'running';
      readonly progress: number;
      readonly best?: { readonly value: number; readonly bound: number };
    }
  | ({ readonly state: 'failed' } & JobFault)
  | { readonly state: 'done'; readonly result: JobResult };

const TELL_EVERY_MS = 100;

const { job, demand, ...rest } = workerData as JobWork;
const roads = openWork({ ...rest, demand });
const port = parentPort!;
let toldAt = 0;
const tell = (progress: number, best?: { readonly value: number; readonly bound: number }) => {
  if (performance.now() - toldAt < TELL_EVERY_MS) return;
  toldAt = performance.now();
  port.postMessage({ state: 'running', progress, ...(best ? { best } : {}) } satisfies JobTold);
};

function run() {
  switch (job.kind) {
    case 'compare':
      return comparePlans(roads, demand, job, tell);
    case 'suggest':
      return suggestSites(roads, demand, job, tell);
    case 'site':
      return siteUnits(roads, demand, job, tell);
    case 'areas':
      return divideGround(roads, demand, job, tell);
    case 'day':
      return playDay(roads, demand, job, tell);
  }
}

const done = await run();
port.postMessage(
  (done.ok ? { state: 'done', result: done.value } : { state: 'failed', ...done.error }) satisfies JobTold,
);
