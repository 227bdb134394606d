import type { JobAnswer, JobOf, JobResult, PlanningJob } from '@clarion/protocol';
import { useCell } from '../cell.ts';
import { usePlanner } from './planner.ts';

const ASK_EVERY_MS = 250;

/** A run of one kind: what was asked, how far it is, and its result when it is whole. It goes on when the tab is left. */
export interface Run<K extends PlanningJob['kind'], R extends JobResult> {
  readonly asked: JobOf<K> | undefined;
  readonly answer: (JobAnswer & { readonly message?: string }) | undefined;
  readonly result: R | undefined;
  start(job: JobOf<K>): Promise<void>;
  cancel(): Promise<void>;
}

export function useJob<K extends PlanningJob['kind'], R extends JobResult>(kind: K): Run<K, R> {
  const planner = usePlanner();
  const held = useCell(planner.jobs, all => all[kind]);
  const put = (answer: JobAnswer, asked: PlanningJob) =>
    planner.jobs.change(all => ({ ...all, [kind]: { asked, answer } }));
  return {
    asked: held?.asked as JobOf<K> | undefined,
    answer: held?.answer,
    result: held?.answer.state === 'done' ? (held.answer.result as R) : undefined,
    async start(job) {
      const started = await planner.request.post<JobAnswer>('/api/planning/jobs', job);
      if (!started.ok) return planner.fault.set(started.error);
      planner.fault.set(undefined);
      put(started.value, job);
      const { jobId } = started.value;
      const isMine = () => planner.jobs.get()[kind]?.answer.jobId === jobId;
      while (isMine() && planner.jobs.get()[kind]?.answer.state === 'running') {
        await new Promise(resolve => setTimeout(resolve, ASK_EVERY_MS));
        const answer = await planner.request.get<JobAnswer>(`/api/planning/jobs/${jobId}`);
        // Away for a moment: asked again. A run that the server no longer knows is over.
        if (!answer.ok && answer.error.status === 0) continue;
        if (!answer.ok) {
          planner.fault.set(answer.error);
          return planner.jobs.change(({ [kind]: _, ...rest }) => rest);
        }
        if (isMine() && planner.jobs.get()[kind]?.answer.state === 'running') put(answer.value, job);
      }
    },
    async cancel() {
      if (held?.answer.state !== 'running') return;
      const answer = await planner.request.remove(`/api/planning/jobs/${held.answer.jobId}`);
      if (answer.ok) put(answer.value as JobAnswer, held.asked);
      else planner.fault.set(answer.error);
    },
  };
}
