import type { CommandEnvelope } from '@clarion/dispatch';
import { isPassing, StoreFull, StoreUnavailable } from '../database/fault.ts';
import type { Accompanying, Answer, Batch, Job } from './batch.ts';
import type { Turn } from './ledger.ts';

/** How long a command waits for a database that is away before its outcome is called unknown. */
const patienceMs = 15_000;
const largestBatch = 200;

export interface Writer {
  append(envelope: CommandEnvelope, accompanying: Accompanying): Promise<Answer>;
  /** Looks for entries from elsewhere, soon. */
  wake(): void;
  close(): Promise<void>;
}

export interface WriterPlan {
  readonly begin: () => Promise<Turn>;
  /** A turn that broke is begun again after this long. */
  readonly againAfterMs: number;
  readonly batch: Batch;
  /** Reads committed entries from elsewhere into the batch's boards. */
  readonly catchUp: () => Promise<void>;
}

/** The one place in this process where a log is written: a queue, emptied batch by batch. */
export function createWriter({ begin, againAfterMs, batch, catchUp }: WriterPlan): Writer {
  let queue: { job: Job; until: number }[] = [];
  let woken = false;
  let closed = false;
  let turning: Promise<void> | undefined;

  const attempt = async (jobs: readonly Job[]): Promise<void> => {
    const turn = await begin();
    try {
      await batch.run(turn, jobs);
      turn.end(false);
    } catch (fault) {
      turn.end(true);
      throw fault;
    }
  };

  const write = async (waiting: typeof queue): Promise<void> => {
    try {
      await attempt(waiting.map(({ job }) => job));
    } catch (fault) {
      if (isPassing(fault)) {
        // A disk that is full is not waited for: whoever sent it has to know at once.
        const isFull = fault instanceof StoreFull;
        const late = waiting.filter(({ until }) => isFull || Date.now() >= until || closed);
        for (const { job } of late)
          job.reject(fault instanceof StoreUnavailable ? fault : new StoreUnavailable(fault));
        // What was committed before the connection broke is found by its command id in the next turn.
        queue.unshift(...waiting.filter(item => !late.includes(item)));
        if (queue.length > 0) await new Promise(resolve => setTimeout(resolve, againAfterMs));
      } else if (waiting.length === 1) {
        waiting[0]!.job.reject(fault);
      } else {
        for (const alone of waiting) await write([alone]);
      }
    }
  };

  const empty = async (): Promise<void> => {
    while (queue.length > 0 || (woken && !closed)) {
      if (queue.length > 0) {
        const waiting = queue.slice(0, largestBatch);
        queue = queue.slice(largestBatch);
        await write(waiting);
      } else {
        woken = false;
        try {
          await catchUp();
        } catch (fault) {
          if (!isPassing(fault)) throw fault;
          setTimeout(wake, 100).unref();
        }
      }
    }
  };
  const start = () => {
    if (turning !== undefined) return;
    turning = Promise.resolve()
      .then(empty)
      .then(() => {
        turning = undefined;
        if (queue.length > 0) start();
      });
  };
  const wake = () => {
    if (closed) return;
    woken = true;
    start();
  };

  return {
    append: (envelope, accompanying) =>
      new Promise((resolve, reject) => {
        if (closed) {
          reject(new StoreUnavailable('the log is closed'));
          return;
        }
        queue.push({ job: { ...accompanying, envelope, resolve, reject }, until: Date.now() + patienceMs });
        start();
      }),
    wake,
    close: async () => {
      closed = true;
      await turning;
    },
  };
}
