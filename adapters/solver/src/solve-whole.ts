import { Worker } from 'node:worker_threads';
import type { WholeAnswer, WholeModel } from '@clarion/coverage';

export interface SolveOptions {
  /** By the clock, from now. */
  readonly seconds: number;
  /** Values that fit, to begin with. */
  readonly start?: Float64Array | undefined;
  readonly signal?: AbortSignal | undefined;
}

export interface SolveTask {
  readonly model: WholeModel;
  readonly seconds: number;
  readonly start: Float64Array | undefined;
}

/** The best values of a model, or the best found in the time, with what none can beat. Throws the signal's reason when it is aborted. */
export async function solveWhole(
  model: WholeModel,
  { seconds, start, signal }: SolveOptions,
): Promise<WholeAnswer> {
  signal?.throwIfAborted();
  const workerData: SolveTask = { model, seconds, start };
  const worker = new Worker(new URL('./solve-worker.ts', import.meta.url), { workerData });
  try {
    return await new Promise<WholeAnswer>((resolve, reject) => {
      worker.on('message', resolve);
      worker.on('error', reject);
      worker.on('exit', code => reject(new Error(`solver: ended with ${code}`)));
      signal?.addEventListener('abort', () => reject(signal.reason), { once: true });
    });
  } finally {
    await worker.terminate();
  }
}
