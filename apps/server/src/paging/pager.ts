import { randomUUID } from 'node:crypto';
import {
  type Board,
  type Command,
  type CommandEnvelope,
  isOver,
  isRead,
  marksOf,
  type PageStep,
  type PageTask,
  pageTasks,
} from '@clarion/dispatch';
import type { Instant, Result } from '@clarion/measure';
import { type PagingAdapter, pageOf } from './page.ts';

const LOOK_EVERY_MS = 1000;

export interface PagerMeans {
  readonly logId: string;
  readonly board: () => Board;
  readonly now: () => Instant;
  readonly submit: (
    envelope: CommandEnvelope,
  ) => Promise<Result<{ readonly entries: readonly unknown[] }, unknown>>;
  /** By channel; empty in a drill, which pages nobody outside of it. */
  readonly adapters: ReadonlyMap<string, PagingAdapter>;
  /** Whether the unit's own phone is connected here. */
  readonly hears: (unitId: string) => boolean;
  readonly onTrouble: (error: unknown) => void;
}

export interface Pager {
  /** Does what is due now; what goes out goes on by itself. */
  look(): Promise<void>;
  stop(): Promise<void>;
}

/**
 * Tells crews by their channels in order. It follows the board, holds nothing itself, and takes each page on by an entry: of
 * several servers one sends, and one that ends before it has sent is overtaken by the next channel.
 */
export function startPager(means: PagerMeans): Pager {
  const { board, now, submit, adapters, hears } = means;
  const sending = new Set<Promise<void>>();
  const stopped = new AbortController();

  async function mark(task: PageTask, step: PageStep): Promise<boolean> {
    const { unitId, assignmentId, change, channel } = task;
    const command: Command = {
      type: 'MarkPage',
      unitId,
      assignmentId,
      channelId: channel.channelId,
      step,
      ...(change === undefined ? {} : { change }),
    };
    const actor = { kind: 'system', id: 'paging' } as const;
    const marked = await submit({ commandId: randomUUID(), actor, command });
    return marked.ok && marked.value.entries.length > 0;
  }

  const holds =
    ({ assignmentId, change }: PageTask) =>
    () => {
      const assignment = board().assignments.get(assignmentId);
      if (assignment === undefined || stopped.signal.aborted) return false;
      if (isRead(assignment, change) || isOver(board(), assignment, change, now())) return false;
      // Another channel has brought it before the crew meanwhile.
      return !marksOf(assignment, change).some(({ step }) => step === 'delivered');
    };

  async function sendBy(adapter: PagingAdapter, task: PageTask): Promise<void> {
    if (!(await mark(task, 'sending'))) return;
    const page = pageOf(board(), means.logId, task);
    if (page === undefined) return;
    const told = await adapter.send(page, holds(task));
    // What is over meanwhile reads as expired; a failure of it would say nothing.
    if (told !== 'failed' || holds(task)()) await mark(task, told);
  }

  async function look(): Promise<void> {
    for (const task of pageTasks(board(), now())) {
      if (stopped.signal.aborted) return;
      const adapter = adapters.get(task.channel.channelId);
      if (task.task === 'fail') await mark(task, 'failed');
      else if (task.channel.kind === 'phone') {
        if (hears(task.unitId)) await mark(task, 'sent');
      } else if (adapter !== undefined) {
        const going = sendBy(adapter, task)
          .catch(means.onTrouble)
          .finally(() => sending.delete(going));
        sending.add(going);
      }
    }
  }

  let looking = false;
  const timer = setInterval(() => {
    if (looking) return;
    looking = true;
    look()
      .catch(means.onTrouble)
      .finally(() => {
        looking = false;
      });
  }, LOOK_EVERY_MS);
  return {
    look,
    async stop() {
      clearInterval(timer);
      stopped.abort();
      for (const adapter of adapters.values()) await adapter.stop();
      await Promise.all(sending);
    },
  };
}
