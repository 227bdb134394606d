import { availableParallelism } from 'node:os';
import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import { type Model, replicate, type Scenario, Tally } from '@clarion/simulation';
import type { CliIo } from './command.ts';

const PROGRESS_SECONDS = 2;
/** Calls for which a thread is worth its start. */
const CALLS_OF_A_THREAD = 2_000_000;

/** What a thread of its own works on. */
export interface ReplicationWork {
  readonly scenarios: readonly Scenario[];
}

export interface ReplicationsDone {
  /** By model, then by replication: all of them, or the first ones up to when the time was up. */
  readonly tallies: readonly (readonly Tally[])[];
  readonly calls: number;
  readonly cpuSeconds: number;
}

/** Threads that such a run is worth, as many as there are processors at most. */
export const threadsFor = (models: readonly Model[]): number => {
  const calls = models.reduce(
    (sum, { replications, calls: one, warmUp }) => sum + replications * (one + warmUp),
    0,
  );
  return Math.max(1, Math.min(availableParallelism(), Math.floor(calls / CALLS_OF_A_THREAD)));
};

/**
 * All replications of all models, on this thread or several: each replication follows from the model and its number alone, so the
 * number of threads changes nothing but the time. It ends after the replications that are under way when the time is up, and keeps
 * those without a gap before them, the first in any case. Throws the signal's reason when it is aborted; nothing goes on then.
 */
export async function replications(
  work: { readonly scenarios: readonly Scenario[]; readonly models: readonly Model[] },
  options: { readonly threads: number; readonly untilSeconds: number },
  io: CliIo,
): Promise<ReplicationsDone> {
  const { models } = work;
  const all = models[0]!.replications;
  const before = process.cpuUsage();
  const done: (readonly Tally[])[] = [];
  let told = io.elapsedSeconds();
  let next = 0;
  let finished = 0;
  const isUp = () => next > 0 && io.elapsedSeconds() >= options.untilSeconds;
  const take = (): number | undefined => (next < all && !isUp() ? next++ : undefined);
  const finish = (replication: number, tallies: readonly Tally[]): void => {
    done[replication] = tallies;
    finished++;
    if (io.elapsedSeconds() - told < PROGRESS_SECONDS) return;
    told = io.elapsedSeconds();
    io.progress('cli.simulate.replication', { done: finished, all });
  };
  if (options.threads === 1) await alone(models, take, finish, io.signal);
  else await together(work, Math.min(options.threads, all), take, finish, io.signal);
  const { user, system } = process.cpuUsage(before);
  return {
    tallies: models.map((_, model) => done.map(tallies => tallies[model]!)),
    calls: done.reduce((sum, tallies) => sum + tallies.reduce((own, { calls }) => own + calls, 0), 0),
    cpuSeconds: Math.max(1, user + system) / 1e6,
  };
}

type Take = () => number | undefined;
type Finish = (replication: number, tallies: readonly Tally[]) => void;

async function alone(
  models: readonly Model[],
  take: Take,
  finish: Finish,
  signal: AbortSignal,
): Promise<void> {
  for (;;) {
    // A breath between two replications, in which an interrupt is heard.
    await setImmediate();
    signal.throwIfAborted();
    const replication = take();
    if (replication === undefined) return;
    finish(
      replication,
      models.map(model => replicate(model, replication)),
    );
  }
}

async function together(
  { scenarios, models }: { readonly scenarios: readonly Scenario[]; readonly models: readonly Model[] },
  threads: number,
  take: Take,
  finish: Finish,
  signal: AbortSignal,
): Promise<void> {
  signal.throwIfAborted();
  const workerData: ReplicationWork = { scenarios };
  const workers = Array.from(
    { length: threads },
    () => new Worker(new URL('./replication-worker.ts', import.meta.url), { workerData }),
  );
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  const run = (worker: Worker): Promise<void> =>
    new Promise((resolve, reject) => {
      const ask = (): void => {
        const replication = take();
        if (replication === undefined) resolve();
        else worker.postMessage(replication);
      };
      worker.on('error', reject);
      worker.on('exit', code => reject(new Error(`a thread of the simulation ended with ${code}`)));
      worker.on('message', ({ replication, tallies }: { replication: number; tallies: readonly Tally[] }) => {
        finish(
          replication,
          tallies.map((copy, model) => Tally.revive(models[model]!, copy)),
        );
        ask();
      });
      ask();
    });
  try {
    await Promise.race([Promise.all(workers.map(run)), aborted]);
  } finally {
    await Promise.all(workers.map(worker => worker.terminate()));
  }
}
