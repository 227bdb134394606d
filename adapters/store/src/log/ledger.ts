import type { Entry } from '@clarion/dispatch';
import type { Database } from '../database/open.ts';
import { insertSealed } from '../seal/insert.ts';
import type { Answer, Job } from './batch.ts';
import { readEntries, readEntriesAbout } from './read.ts';
import type { NewRow } from './row.ts';
import { insertRows, type LockedHead, lockHead } from './transaction.ts';

/** Where the rows of one log are kept. Deciding, folding and following are the same over every ledger. */
export interface Ledger {
  /** A turn that broke is begun again after this long. */
  readonly againAfterMs: number;
  begin(): Promise<Turn>;
  /** Entries `from`..`to`, inclusive, in order, at most `limit`. */
  read(from: number, to: number, limit: number): Promise<readonly Entry[]>;
  readAbout(
    about: { readonly incidentId?: string; readonly unitId?: string },
    limit: number,
  ): Promise<readonly Entry[]>;
  /** Calls when somebody else may have written. @returns what ends it */
  onWake(wake: () => void): () => void;
}

/** One transaction. Nobody else writes between `lockHead` and `commit`; what is not committed was never there. */
export interface Turn {
  lockHead(after: number, commandIds: readonly string[]): Promise<LockedHead>;
  insert(rows: readonly NewRow[], jobs: readonly Job[], answers: ReadonlyMap<Job, Answer>): Promise<void>;
  commit(): Promise<void>;
  /** Gives back what the turn held; `broken` when it did not come to its end. */
  end(broken: boolean): void;
}

export function postgresLedger(db: Database, logId: string): Ledger {
  return {
    againAfterMs: 50,
    begin: async () => {
      const client = await db.pool.connect();
      return {
        lockHead: (after, commandIds) => lockHead(client, logId, after, commandIds),
        insert: async (rows, jobs, answers) => {
          await insertRows(client, rows);
          await insertSealed(client, logId, jobs, answers);
        },
        commit: async () => void (await client.query('COMMIT')),
        // A broken one is dropped with whatever it had open: the server rolls it back, if it was not committed.
        end: broken => client.release(broken),
      };
    },
    read: (from, to, limit) => readEntries(db.pool, logId, from, to, limit),
    readAbout: (about, limit) => readEntriesAbout(db.pool, logId, about, limit),
    onWake: db.listener.onWake,
  };
}
