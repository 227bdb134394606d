import { Worker } from 'node:worker_threads';
import type { Result } from '@clarion/measure';
import type { Hierarchy, Profile, RoadGraph, SpeedProfile, Turns } from '@clarion/roads';
import type { FeedForm } from '@clarion/store';
import type { FedArcs } from './fed-times.ts';
import type { FeedFault } from './feed-rows.ts';
import type { ReadyTimes } from './time-set.ts';

/** Which turns count, and for whom. */
export interface TurnSetting {
  readonly turns: Turns;
  readonly profile: Profile;
}

/** What a thread needs to reckon times of this place; all of it is shared with it. */
export interface TimesGround {
  readonly graph: SharedArrayBuffer;
  readonly hierarchy: SharedArrayBuffer;
  readonly turns: TurnSetting | undefined;
}

export type TimesTask =
  | { readonly kind: 'feed'; readonly form: FeedForm; readonly content: Uint8Array }
  | { readonly kind: 'hour'; readonly profile: SpeedProfile; readonly hourOfWeek: number };

export type TimesAnswer =
  | { readonly kind: 'feed'; readonly fed: Result<FedArcs, FeedFault> }
  | { readonly kind: 'hour'; readonly ready: ReadyTimes };

/** Reckons the times of a whole network in a thread of its own, while questions are answered by those that there are. */
export interface TimesElsewhere {
  fed(form: FeedForm, content: Uint8Array): Promise<Result<FedArcs, FeedFault>>;
  /** The times of an hour of the week. */
  atHour(profile: SpeedProfile, hourOfWeek: number): Promise<ReadyTimes>;
  /** Ends what is under way: nobody hears of it. */
  stop(): void;
}

/** `hierarchy` is that of the view where turns count. Throws where graph or hierarchy lie in memory that is not shared. */
export function createTimesElsewhere(
  graph: RoadGraph,
  hierarchy: Hierarchy,
  turns?: TurnSetting,
): TimesElsewhere {
  const workers = new Set<Worker>();
  let isStopped = false;

  async function reckon(task: TimesTask): Promise<TimesAnswer> {
    const ground: TimesGround = {
      graph: shared(graph.buffer),
      hierarchy: shared(hierarchy.buffer),
      turns,
    };
    const worker = new Worker(new URL('./times-worker.ts', import.meta.url), {
      workerData: { ground, task },
    });
    workers.add(worker);
    try {
      return await new Promise<TimesAnswer>((resolve, reject) => {
        worker.on('message', resolve);
        worker.on('error', reject);
        worker.on('exit', code => {
          if (!isStopped) reject(new Error(`times worker: ended with ${code}`));
        });
      });
    } finally {
      workers.delete(worker);
    }
  }

  return {
    async fed(form, content) {
      const answer = await reckon({ kind: 'feed', form, content });
      if (answer.kind !== 'feed') throw new Error('times worker: answered something else');
      return answer.fed;
    },
    async atHour(profile, hourOfWeek) {
      const answer = await reckon({ kind: 'hour', profile, hourOfWeek });
      if (answer.kind !== 'hour') throw new Error('times worker: answered something else');
      return answer.ready;
    },
    stop() {
      isStopped = true;
      for (const worker of workers) void worker.terminate();
    },
  };
}

function shared(buffer: ArrayBufferLike): SharedArrayBuffer {
  if (buffer instanceof SharedArrayBuffer) return buffer;
  throw new Error('times elsewhere: a graph that threads cannot share');
}
