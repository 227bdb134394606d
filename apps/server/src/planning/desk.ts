import { Worker } from 'node:worker_threads';
import type {
  CirclesAnswer,
  ComplianceAnswer,
  ComplianceQuestion,
  CoverageAnswer,
  CoverageQuestion,
} from '@clarion/protocol';
import type { DeskAnswer, DeskQuestion } from './desk-worker.ts';
import type { PlanningWork } from './work.ts';

/**
 * Answers while a hand moves a post: a thread for figures and one for circles, so that figures never wait for what is drawn.
 * Each keeps what it has reckoned, and is started by its first question.
 */
export interface PlanningDesk {
  figures(question: CoverageQuestion): Promise<CoverageAnswer>;
  circles(question: CoverageQuestion): Promise<CirclesAnswer>;
  table(question: ComplianceQuestion): Promise<ComplianceAnswer>;
  stop(): Promise<void>;
}

interface Asker {
  readonly resolve: (answer: DeskAnswer['answer']) => void;
  readonly reject: (error: Error) => void;
}

type Asked =
  | { readonly kind: 'figures' | 'circles'; readonly question: CoverageQuestion }
  | { readonly kind: 'table'; readonly question: ComplianceQuestion };

export function createDesk(work: PlanningWork): PlanningDesk {
  const threads = { figures: createThread(work), circles: createThread(work) };
  return {
    figures: question => threads.figures.ask({ kind: 'figures', question }) as Promise<CoverageAnswer>,
    circles: question => threads.circles.ask({ kind: 'circles', question }) as Promise<CirclesAnswer>,
    table: question => threads.figures.ask({ kind: 'table', question }) as Promise<ComplianceAnswer>,
    async stop() {
      await Promise.all([threads.figures.stop(), threads.circles.stop()]);
    },
  };
}

function createThread(work: PlanningWork) {
  const waiting = new Map<number, Asker>();
  let worker: Worker | undefined;
  let count = 0;

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

  function ask(asked: Asked) {
    worker ??= start();
    const number = ++count;
    const answered = new Promise<DeskAnswer['answer']>((resolve, reject) =>
      waiting.set(number, { resolve, reject }),
    );
    worker.postMessage({ number, ...asked } satisfies DeskQuestion);
    return answered;
  }

  return {
    ask,
    async stop() {
      await worker?.terminate();
    },
  };
}
