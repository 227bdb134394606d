import { Worker } from 'node:worker_threads';
import type { CirclesAnswer, CoverageAnswer, CoverageQuestion } from '@clarion/protocol';
import type { DeskAnswer, DeskQuestion } from './desk-worker.ts';
import type { PlanningWork } from './work.ts';

/**
 * Answers while a hand moves a post: a thread for figures and one for circles, so that figures never wait for what is drawn.
 * Each keeps what it has reckoned, and is started by its first question.
 */
export interface PlanningDesk {
  figures(question: CoverageQuestion): Promise<CoverageAnswer>;
  circles(question: CoverageQuestion): Promise<CirclesAnswer>;
  stop(): Promise<void>;
}

interface Asker {
  readonly resolve: (answer: CoverageAnswer | CirclesAnswer) => void;
  readonly reject: (error: Error) => void;
}

export function createDesk(work: PlanningWork): PlanningDesk {
  const threads = { figures: createThread(work), circles: createThread(work) };
  return {
    figures: question => threads.figures.ask('figures', question) as Promise<CoverageAnswer>,
    circles: question => threads.circles.ask('circles', question) as Promise<CirclesAnswer>,
    async stop() {
      await Promise.all([threads.figures.stop(), threads.circles.stop()]);
    },
  };
}

function createThread(work: PlanningWork) {
  const waiting = new Map<number, Asker>();
  let worker: Worker | undefined;
  let asked = 0;

  function start(): Worker {
    const made = new Worker(new URL('./desk-worker.ts', import.meta.url), { workerData: work });
    made.unref();
    made.on('message', ({ number, answer }: DeskAnswer) => {
      waiting.get(number)?.resolve(answer);
      waiting.delete(number);
    });
    const end = (error: Error) => {
      if (worker === made) worker = undefined;
      for (const { reject } of waiting.values()) reject(error);
      waiting.clear();
    };
    made.on('error', end);
    made.on('exit', code => end(new Error(`planning desk: ended with ${code}`)));
    return made;
  }

  function ask(kind: DeskQuestion['kind'], question: CoverageQuestion) {
    worker ??= start();
    const number = ++asked;
    const answered = new Promise<CoverageAnswer | CirclesAnswer>((resolve, reject) =>
      waiting.set(number, { resolve, reject }),
    );
    worker.postMessage({ number, kind, question } satisfies DeskQuestion);
    return answered;
  }

  return {
    ask,
    async stop() {
      await worker?.terminate();
    },
  };
}
