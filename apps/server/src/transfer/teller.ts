import { randomUUID } from 'node:crypto';
import {
  type Board,
  type Command,
  type CommandEnvelope,
  type MatterTransfer,
  type TellingStep,
  tellingTasks,
  transfersOf,
} from '@clarion/dispatch';
import type { Instant, Result } from '@clarion/measure';
import type { PagingAdapter } from '../paging/page.ts';
import { agencyTransferOf } from './matter.ts';

const LOOK_EVERY_MS = 1000;

export interface TellerMeans {
  readonly logId: string;
  readonly board: () => Board;
  readonly now: () => Instant;
  readonly submit: (
    envelope: CommandEnvelope,
  ) => Promise<Result<{ readonly entries: readonly unknown[] }, unknown>>;
  /** By channel; empty in a drill, which tells nobody outside of it. */
  readonly adapters: ReadonlyMap<string, PagingAdapter>;
  readonly onTrouble: (error: unknown) => void;
}

/**
 * Tells agencies by their channels that something was given to them. It follows the board and takes each on by an entry, so that of
 * several servers one tells; whether that worked is an entry too. The number to ring back never leaves by a channel.
 */
export function startTeller(means: TellerMeans): { look(): Promise<void>; stop(): Promise<void> } {
  const { board, now, submit, adapters } = means;
  const telling = new Set<Promise<void>>();
  const stopped = new AbortController();

  async function mark({ matter, transfer }: MatterTransfer, step: TellingStep): Promise<boolean> {
    const command: Command = { type: 'MarkTransfer', ...matter, number: transfer.number, step };
    const marked = await submit({
      commandId: randomUUID(),
      actor: { kind: 'system', id: 'transfer' },
      command,
    });
    return marked.ok && marked.value.entries.length > 0;
  }

  async function tell(adapter: PagingAdapter, one: MatterTransfer): Promise<void> {
    if (!(await mark(one, 'sending'))) return;
    const { agencyId, number, receiptDueAt } = one.transfer;
    /** What was received, withdrawn or is late already is not told any more: the desk has its alarm. */
    const holds = () =>
      !stopped.signal.aborted &&
      now() < receiptDueAt &&
      transfersOf(board(), one.matter).find(each => each.number === number)?.state === 'sent';
    const about = agencyTransferOf(board(), one);
    const message = {
      ...about,
      kind: 'transfer',
      pageId: [means.logId, about.ref, agencyId].join('/'),
      agencyId,
      expiresAt: receiptDueAt,
    } as const;
    await mark(one, await adapter.send(message, holds));
  }

  async function look(): Promise<void> {
    for (const task of tellingTasks(board())) {
      const adapter = adapters.get(task.channelId);
      if (adapter === undefined || stopped.signal.aborted) continue;
      const going = tell(adapter, task)
        .catch(means.onTrouble)
        .finally(() => telling.delete(going));
      telling.add(going);
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
      await Promise.all(telling);
    },
  };
}
