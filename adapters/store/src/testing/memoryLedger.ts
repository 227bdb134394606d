import { StoreUnavailable } from '../database/fault.ts';
import type { Ledger } from '../log/ledger.ts';
import { type EntryRow, entryOf, firstHash, type NewRow, rowHash } from '../log/row.ts';

/** When the connection breaks: before the rows are there, or when they are there and nobody has been told. */
export type Break = 'beforeCommit' | 'afterCommit';

/** One log's rows in memory, with the lock of its head, shared by the ledgers of several servers. */
export interface MemoryTable {
  readonly rows: readonly EntryRow[];
  /** The next turns, in order, break there. */
  breakNext(...breaks: readonly Break[]): void;
  /** Sequence numbers whose hash is not that of their row and the one before. */
  brokenLinks(): readonly number[];
  ledger(): Ledger;
}

/** Keeps what the database keeps, as it keeps it: JSON as its text says, one writer at a time, all of a turn or nothing. */
export function memoryTable(): MemoryTable {
  const rows: EntryRow[] = [];
  const breaks: Break[] = [];
  const wakes = new Set<() => void>();
  let turn: Promise<void> = Promise.resolve();

  const kept = (row: NewRow): EntryRow => ({
    ...row,
    actor: JSON.parse(row.actor),
    on_paper: row.on_paper === null ? null : JSON.parse(row.on_paper),
    data: JSON.parse(row.data),
  });

  return {
    rows,
    breakNext: (...more) => void breaks.push(...more),
    brokenLinks: () =>
      rows.flatMap((row, index) =>
        rowHash(row, rows[index - 1]?.hash ?? firstHash).equals(row.hash) ? [] : [row.seq],
      ),
    ledger: () => ({
      againAfterMs: 0,
      begin: async () => {
        let release: () => void = () => undefined;
        let written: readonly EntryRow[] = [];
        return {
          lockHead: async (after, commandIds) => {
            const before = turn;
            turn = new Promise(resolve => {
              release = resolve;
            });
            await before;
            const known = rows.filter(row => commandIds.includes(row.command_id));
            return {
              head: rows.length,
              headHash: rows.at(-1)?.hash ?? firstHash,
              newer: rows.slice(after).map(entryOf),
              known: Map.groupBy(known, row => row.command_id),
            };
          },
          insert: async added => {
            written = added.map(kept);
          },
          commit: async () => {
            const fault = breaks.shift();
            if (fault === 'beforeCommit') throw new StoreUnavailable('broken before the commit');
            rows.push(...written);
            if (written.length > 0) for (const wake of wakes) wake();
            if (fault === 'afterCommit') throw new StoreUnavailable('broken after the commit');
          },
          end: () => release(),
        };
      },
      read: async (from, to, limit) => rows.slice(from - 1, Math.min(to, from - 1 + limit)).map(entryOf),
      readAbout: async ({ incidentId, unitId }, limit) =>
        rows
          .filter(row => incidentId === undefined || row.incident_id === incidentId)
          .filter(row => unitId === undefined || row.unit_id === unitId)
          .slice(0, limit)
          .map(entryOf),
      onWake: wake => {
        wakes.add(wake);
        return () => wakes.delete(wake);
      },
    }),
  };
}
