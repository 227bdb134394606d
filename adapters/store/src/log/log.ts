import { type Board, type CommandEnvelope, type Entry, emptyBoard, evolve } from '@clarion/dispatch';
import { fail, type Instant, ok, type Result } from '@clarion/measure';
import type { Database } from '../database/open.ts';
import type { LogKind } from '../database/tables.ts';
import { type Accompanying, type Appended, type AppendRefusal, Batch } from './batch.ts';
import { createFollowers, type Follower } from './followers.ts';
import { type Ledger, postgresLedger } from './ledger.ts';
import { createWriter } from './writer.ts';

/** One centre's log and the board that is folded from it, kept up with what every server writes. */
export interface Log {
  readonly logId: string;
  readonly kind: LogKind;
  /** As committed. Only read it: it is the log's own. */
  readonly board: Board;
  readonly head: number;
  /**
   * Decides the command and writes its entries; resolves when they are on the disk. A repeated command is answered with
   * the entries that it wrote the first time.
   * @throws StoreUnavailable when the outcome is not known; the same command may be sent again
   */
  append(envelope: CommandEnvelope, accompanying: Accompanying): Promise<Result<Appended, AppendRefusal>>;
  /** Entries `from`..`to`, inclusive, at most 5,000. */
  read(from: number, to: number): Promise<readonly Entry[]>;
  /** Entries that name the incident or unit themselves, at most 5,000. */
  readAbout(
    about: { readonly incidentId?: string; readonly unitId?: string },
    limit?: number,
  ): Promise<readonly Entry[]>;
  /** Every entry after `after`, in order, those to come too. */
  follow(after: number, onEntries: (entries: readonly Entry[]) => void | Promise<void>): Follower;
  /** Called right after the board has changed, in order. @returns what ends it */
  onBoard(changed: (entries: readonly Entry[]) => void): () => void;
  close(): Promise<void>;
}

export interface LogName {
  readonly logId: string;
  readonly kind: LogKind;
}

export type LogFault = { readonly code: 'LogKindDiffers'; readonly logId: string; readonly kind: LogKind };

const pageSize = 5_000;

/** Opens a log, made empty if there is none, and folds it. A drill's log is never opened as a live one, nor the other way. */
export async function openLog(
  db: Database,
  { logId, kind }: LogName,
  options: { readonly now: Instant; readonly onProgress?: (entries: number) => void },
): Promise<Result<Log, LogFault>> {
  await db.tables
    .insertInto('log')
    .values({ log_id: logId, kind, created_at: options.now })
    .onConflict(conflict => conflict.doNothing())
    .execute();
  const found = await db.tables
    .selectFrom('log')
    .select('kind')
    .where('log_id', '=', logId)
    .executeTakeFirstOrThrow();
  if (found.kind !== kind) return fail({ code: 'LogKindDiffers', logId, kind: found.kind });
  return ok(await openLogOn(postgresLedger(db, logId), { logId, kind }, options));
}

/** Folds what the ledger holds and keeps up with it. */
export async function openLogOn(
  ledger: Ledger,
  { logId, kind }: LogName,
  options: { readonly onProgress?: (entries: number) => void } = {},
): Promise<Log> {
  let board = emptyBoard();
  const changed = new Set<(entries: readonly Entry[]) => void>();
  const read = (from: number, to: number) => ledger.read(from, to, pageSize);
  for (;;) {
    const entries = await read(board.head + 1, Number.MAX_SAFE_INTEGER);
    for (const entry of entries) board = evolve(board, entry);
    if (entries.length > 0) options.onProgress?.(board.head);
    if (entries.length < pageSize) break;
  }

  const followers = createFollowers(() => board.head, read);
  const batch = new Batch(
    logId,
    () => board,
    entries => {
      if (entries.length === 0) return;
      for (const entry of entries) board = evolve(board, entry);
      followers.publish(entries);
      for (const tell of changed) undisturbed(() => tell(entries));
    },
  );
  const catchUp = async () => {
    for (let full = true; full; ) {
      const entries = await read(board.head + 1, Number.MAX_SAFE_INTEGER);
      batch.take(entries);
      full = entries.length === pageSize;
    }
  };
  const writer = createWriter({ begin: ledger.begin, againAfterMs: ledger.againAfterMs, batch, catchUp });
  const unlisten = ledger.onWake(writer.wake);
  writer.wake();

  return {
    logId,
    kind,
    get board() {
      return board;
    },
    get head() {
      return board.head;
    },
    append: writer.append,
    read,
    readAbout: (about, limit = pageSize) => ledger.readAbout(about, Math.min(limit, pageSize)),
    follow: followers.follow,
    onBoard: tell => {
      changed.add(tell);
      return () => changed.delete(tell);
    },
    close: async () => {
      unlisten();
      await writer.close();
      await followers.close();
    },
  };
}

/** What breaks in a listener is the listener's fault: it surfaces by itself, and the log goes on. */
function undisturbed(tell: () => void): void {
  try {
    tell();
  } catch (fault) {
    queueMicrotask(() => {
      throw fault;
    });
  }
}
