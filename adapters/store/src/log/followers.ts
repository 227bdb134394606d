import type { Entry } from '@clarion/dispatch';
import { isPassing } from '../database/fault.ts';

/** Somebody who reads the log from a place on, in order, without a gap, at their own pace. */
export interface Follower {
  /** Ends after the call that is under way. */
  stop(): Promise<void>;
  /** Settles when it has ended; rejects with what `onEntries` threw. */
  readonly done: Promise<void>;
}

export interface Followers {
  /** New entries, in order. */
  publish(entries: readonly Entry[]): void;
  follow(after: number, onEntries: (entries: readonly Entry[]) => void | Promise<void>): Follower;
  close(): Promise<void>;
}

const keptInMemory = 4_000;
const largestChunk = 1_000;

/**
 * @param head the newest sequence number of the board
 * @param read entries from..to of the database, for those who are far behind
 */
export function createFollowers(
  head: () => number,
  read: (from: number, to: number) => Promise<readonly Entry[]>,
): Followers {
  let recent: Entry[] = [];
  const waiting = new Set<() => void>();
  const following = new Set<Follower>();

  const next = async (from: number): Promise<readonly Entry[]> => {
    const first = recent[0]?.seq;
    if (first !== undefined && from >= first) return recent.slice(from - first, from - first + largestChunk);
    return read(from, Math.min(head(), from + largestChunk - 1));
  };

  return {
    publish: entries => {
      recent.push(...entries);
      if (recent.length > 2 * keptInMemory) recent = recent.slice(-keptInMemory);
      const due = [...waiting];
      waiting.clear();
      for (const wake of due) wake();
    },
    follow: (after, onEntries) => {
      let stopped = false;
      let wake: () => void = () => undefined;
      const run = async (): Promise<void> => {
        let from = after + 1;
        while (!stopped) {
          if (from > head()) {
            await new Promise<void>(resolve => {
              wake = resolve;
              waiting.add(resolve);
            });
            continue;
          }
          let entries: readonly Entry[] = [];
          try {
            entries = await next(from);
          } catch (fault) {
            if (!isPassing(fault)) throw fault;
            await new Promise(resolve => setTimeout(resolve, 200));
          }
          if (entries.length === 0 || stopped) continue;
          await onEntries(entries);
          from = entries.at(-1)!.seq + 1;
        }
      };
      const done = Promise.resolve()
        .then(run)
        .finally(() => following.delete(follower));
      const follower: Follower = {
        done,
        stop: () => {
          stopped = true;
          waiting.delete(wake);
          wake();
          return done;
        },
      };
      following.add(follower);
      return follower;
    },
    close: async () => {
      await Promise.allSettled([...following].map(follower => follower.stop()));
    },
  };
}
