import { parentPort, workerData } from 'node:worker_threads';
import type { CirclesAnswer, CoverageAnswer, CoverageQuestion } from '@clarion/protocol';
import { circlesOf, coverageOf } from './figures.ts';
import { openWork, type PlanningWork } from './work.ts';

export interface DeskQuestion {
  readonly number: number;
  readonly kind: 'figures' | 'circles';
  readonly question: CoverageQuestion;
}
export interface DeskAnswer {
  readonly number: number;
  readonly answer: CoverageAnswer | CirclesAnswer;
}

const work = workerData as PlanningWork;
const roads = openWork(work);

parentPort?.on('message', ({ number, kind, question }: DeskQuestion) => {
  const answer = kind === 'figures' ? coverageOf(roads, work.demand, question) : circlesOf(roads, question);
  parentPort?.postMessage({ number, answer } satisfies DeskAnswer);
});
