import { randomUUID } from 'node:crypto';
import { Worker } from 'node:worker_threads';
import { fail, ok, type Result } from '@clarion/measure';
import type { JobAnswer, PlanningGround, PlanningJob } from '@clarion/protocol';
import type { JobTold, JobWork } from './job-worker.ts';
import type { PlanningWork } from './work.ts';

/** Long runs of planners, each in a thread of its own. A run's result is there whole or not at all. */
export interface PlanningJobs {
  start(
    operatorId: string,
    job: PlanningJob,
    work: PlanningWork,
    inputs: PlanningGround['inputs'],
  ): Result<JobAnswer, { readonly code: 'TooManyJobs' }>;
  /** Of this operator alone. */
  find(operatorId: string, jobId: string): JobAnswer | undefined;
  cancel(operatorId: string, jobId: string): JobAnswer | undefined;
  stop(): Promise<void>;
}

const AT_ONCE = 2;
const KEPT = 20;

interface Known {
  readonly operatorId: string;
  worker: Worker | undefined;
  answer: JobAnswer;
}

export function createJobs(onTrouble: (error: unknown) => void): PlanningJobs {
  const known = new Map<string, Known>();
  const isOpen = (one: Known) => one.answer.state === 'running';
  const ownOf = (operatorId: string, jobId: string) => {
    const found = known.get(jobId);
    return found?.operatorId === operatorId ? found : undefined;
  };
  const end = (one: Known, answer: JobAnswer) => {
    one.answer = answer;
    const { worker } = one;
    one.worker = undefined;
    void worker?.terminate().catch(onTrouble);
  };

  return {
    start(operatorId, job, work, inputs) {
      const mine = [...known.values()].filter(one => one.operatorId === operatorId);
      if (mine.filter(isOpen).length >= AT_ONCE) return fail({ code: 'TooManyJobs' });
      const jobId = randomUUID();
      const base = { jobId, kind: job.kind, progress: 0, inputs };
      const worker = new Worker(new URL('./job-worker.ts', import.meta.url), {
        workerData: { ...work, job } satisfies JobWork,
      });
      const one: Known = { operatorId, worker, answer: { ...base, state: 'running' } };
      known.set(jobId, one);
      worker.on('message', (told: JobTold) => {
        if (!isOpen(one)) return;
        if (told.state === 'running') one.answer = { ...one.answer, ...told } as JobAnswer;
        else end(one, { ...base, progress: 1, ...told });
      });
      const broken = (error: unknown) => {
        if (!isOpen(one)) return;
        onTrouble(error);
        end(one, { ...base, state: 'failed', code: 'Broken', params: { request: jobId } });
      };
      worker.on('error', broken);
      worker.on('exit', code => broken(new Error(`planning job: ended with ${code}`)));
      for (const [id, old] of known) {
        if (known.size <= KEPT) break;
        if (!isOpen(old)) known.delete(id);
      }
      return ok(one.answer);
    },
    find: (operatorId, jobId) => ownOf(operatorId, jobId)?.answer,
    cancel(operatorId, jobId) {
      const one = ownOf(operatorId, jobId);
      if (one !== undefined && isOpen(one)) {
        const { kind, progress, inputs } = one.answer;
        end(one, { jobId, kind, progress, inputs, state: 'cancelled' });
      }
      return one?.answer;
    },
    async stop() {
      await Promise.all([...known.values()].map(one => one.worker?.terminate()));
    },
  };
}
