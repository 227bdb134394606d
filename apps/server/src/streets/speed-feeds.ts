import { createHash, randomUUID } from 'node:crypto';
import { feedInForce, type SpeedFeed } from '@clarion/dispatch';
import { type Instant, ok, type Result } from '@clarion/measure';
import type { Hierarchy, RoadGraph, TurnView } from '@clarion/roads';
import type { AppendRefusal, FeedForm, Log, StoredSpeedFeeds } from '@clarion/store';
import type { FeedFault } from './feed-rows.ts';
import type { FedTimes } from './roads-now.ts';
import { createTimeSet, type TimeSet } from './time-set.ts';
import type { TimesElsewhere } from './times-elsewhere.ts';

export interface FeedTaken {
  readonly seq: number;
  readonly digest: string;
  readonly roads: number;
  readonly unknown: number;
}

/** Measured speeds of all roads at once: reckoned in a thread of their own, then in force from one question to the next. */
export interface SpeedFeeds {
  /** The feed whose times count at `now`. While a newer one is reckoned the one before goes on, until it expires. */
  at(now: Instant): FedTimes | undefined;
  /** Checks, reckons, stores and adopts a feed; resolves when its times count here. Every server reckons for itself. */
  take(
    form: FeedForm,
    content: Buffer,
    expiresAt: Instant,
  ): Promise<Result<FeedTaken, FeedFault | AppendRefusal>>;
  /** Resolves when what the log names so far is in force here. */
  settled(): Promise<void>;
  stop(): void;
}

export interface SpeedFeedsMeans {
  readonly graph: RoadGraph;
  readonly hierarchy: Hierarchy;
  readonly view?: TurnView | undefined;
  readonly elsewhere: Pick<TimesElsewhere, 'fed'>;
  readonly log: Log;
  readonly stored: StoredSpeedFeeds;
  readonly now: () => Instant;
  readonly onTrouble: (error: unknown) => void;
}

/** The one that counts, and the one before, which another server may be fetching still. */
const KEPT = 2;

interface Current {
  readonly seq: number;
  readonly digest: string;
  readonly expiresAt: Instant;
  readonly times: TimeSet;
}

export function createSpeedFeeds(means: SpeedFeedsMeans): SpeedFeeds {
  const { graph, hierarchy, view, elsewhere, log, stored, now } = means;
  let current: Current | undefined;
  /** Reckoned, and not yet named by the log. */
  const ready = new Map<string, TimeSet>();
  let queue: Promise<unknown> = Promise.resolve();
  const inTurn = <T>(work: () => Promise<T>): Promise<T> => {
    const done = queue.then(work);
    queue = done.catch(() => undefined);
    return done;
  };

  function adopt({ seq, digest, expiresAt }: SpeedFeed & { seq: number }, times: TimeSet): void {
    current = { seq, digest, expiresAt, times };
    ready.delete(digest);
  }

  /** Follows the log: what is ready counts at once, what another server took in is fetched and reckoned. */
  function follow(): void {
    const feed = feedInForce(log.board, now());
    if (feed === undefined) return;
    const times = current?.digest === feed.digest ? current.times : ready.get(feed.digest);
    if (times === undefined) inTurn(() => fetchNewest()).catch(means.onTrouble);
    else adopt(feed, times);
  }

  async function fetchNewest(): Promise<void> {
    const feed = feedInForce(log.board, now());
    if (feed === undefined || current?.digest === feed.digest) return;
    const found = await stored.find(feed.digest);
    if (found === undefined) throw new Error(`speed feed ${feed.digest}: named by the log and not stored`);
    const done = await elsewhere.fed(found.form, found.content);
    if (!done.ok) throw new Error(`speed feed ${feed.digest}: ${done.error.code}`);
    adopt(feed, createTimeSet(graph, hierarchy, done.value, view));
  }

  const unfollow = log.onBoard(entries => {
    if (entries.some(entry => entry.type === 'SpeedsAdopted')) follow();
  });
  follow();

  return {
    at(when) {
      const feed = feedInForce(log.board, when);
      if (feed === undefined || current === undefined) return undefined;
      return current.expiresAt > when ? current : undefined;
    },
    take: (form, content, expiresAt) =>
      inTurn(async () => {
        const digest = createHash('sha256').update(`${form}\n`).update(content).digest('hex');
        const done = await elsewhere.fed(form, content);
        if (!done.ok) return done;
        const { roads, unknown } = done.value;
        ready.set(digest, createTimeSet(graph, hierarchy, done.value, view));
        try {
          await stored.put(digest, { form, content }, now());
          const appended = await log.append(
            {
              commandId: randomUUID(),
              actor: { kind: 'system', id: 'speeds' },
              command: { type: 'AdoptSpeeds', feed: { digest, roads, expiresAt } },
            },
            { now: now() },
          );
          if (!appended.ok) return appended;
          await stored.purge(KEPT);
          return ok({ seq: log.board.speedFeed?.seq ?? 0, digest, roads, unknown });
        } finally {
          ready.delete(digest);
        }
      }),
    settled: async () => {
      await queue;
    },
    stop: unfollow,
  };
}
