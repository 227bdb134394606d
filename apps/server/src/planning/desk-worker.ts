import { parentPort, workerData } from 'node:worker_threads';
import type {
  CirclesAnswer,
  ComplianceAnswer,
  ComplianceQuestion,
  CoverageAnswer,
  CoverageQuestion,
} from '@clarion/protocol';
import { circlesOf, coverageOf } from './figures.ts';
import { complianceOf } from './table.ts';
import { openWork, type PlanningWork } from './work.ts';

export type DeskQuestion = { readonly number: number } & (
  | { readonly kind: 'figures' | 'circles'; readonly question: CoverageQuestion }
  | { readonly kind: 'table'; readonly question: ComplianceQuestion }
);
export interface DeskAnswer {
  readonly number: number;
  readonly answer: CoverageAnswer | CirclesAnswer | ComplianceAnswer;
}

const work = workerData as PlanningWork;
const roads = openWork(work);

function answerOf(asked: DeskQuestion): DeskAnswer['answer'] {
  switch (asked.kind) {
    case 'figures':
      return coverageOf(roads, work.demand, asked.question);
    case 'circles':
      return circlesOf(roads, asked.question);
    case 'table':
      return complianceOf(roads, work.demand, asked.question);
  }
}

parentPort?.on('message', (asked: DeskQuestion) => {
  parentPort?.postMessage({ number: asked.number, answer: answerOf(asked) } satisfies DeskAnswer);
});
