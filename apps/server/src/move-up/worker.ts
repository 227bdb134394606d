import { parentPort, workerData } from 'node:worker_threads';
import type { LngLat } from '@clarion/measure';
import type { AdvisedMove } from '@clarion/protocol';
import { openGraph } from '@clarion/roads';
import { createMoveUpGround, type MoveUpQuestion, type TimesNow } from './ground.ts';

export interface MoveUpWork {
  readonly graph: SharedArrayBuffer;
  readonly at: readonly LngLat[];
  readonly weight: Float64Array;
}
export type MoveUpTask =
  | { readonly kind: 'times'; readonly times: TimesNow }
  | { readonly kind: 'advise'; readonly question: MoveUpQuestion };
export interface MoveUpDone {
  readonly moves: readonly AdvisedMove[];
}

const { graph, at, weight } = workerData as MoveUpWork;
const opened = openGraph(graph);
if (!opened.ok) throw new Error(opened.error.code);
const ground = createMoveUpGround(opened.value, { at, weight });

parentPort?.on('message', (task: MoveUpTask) => {
  if (task.kind === 'times') ground.follow(task.times);
  else parentPort?.postMessage({ moves: ground.advise(task.question) } satisfies MoveUpDone);
});
