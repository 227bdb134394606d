import type { Entry } from '@clarion/dispatch';
import pg from 'pg';
import { channel } from '../database/listen.ts';
import { columns, type EntryRow, entryOf, type NewRow } from './row.ts';

/** What stands in the log at the moment that its head is locked. */
export interface LockedHead {
  readonly head: number;
  readonly headHash: Buffer;
  /** Entries after the asked one. */
  readonly newer: readonly Entry[];
  /** Entries of commands that are in the log already, by command. */
  readonly known: ReadonlyMap<string, readonly EntryRow[]>;
}

/** Others hold the head for milliseconds; one that hangs loses it after ten seconds. */
const longestWaitMs = 12_000;

/**
 * Begins a transaction and locks the log's head, then reads what is newer and which of the commands are known: one
 * round trip. Each statement sees what was committed before it began, so nothing can stand between lock and read.
 */
export async function lockHead(
  client: pg.ClientBase,
  logId: string,
  after: number,
  commandIds: readonly string[],
): Promise<LockedHead> {
  const log = pg.escapeLiteral(logId);
  const commands = commandIds.map(id => pg.escapeLiteral(id)).join(', ');
  const answers = (await client.query({
    query_timeout: longestWaitMs,
    text: `BEGIN;
     SELECT head, head_hash FROM clarion.log WHERE log_id = ${log} FOR UPDATE;
     SELECT ${columns} FROM clarion.entry WHERE log_id = ${log} AND seq > ${after} ORDER BY seq;
     SELECT ${columns} FROM clarion.entry WHERE log_id = ${log} AND command_id IN (${commands}) ORDER BY seq`,
  } as pg.QueryConfig)) as unknown as readonly [
    pg.QueryResult,
    pg.QueryResult,
    pg.QueryResult<EntryRow>,
    pg.QueryResult<EntryRow>,
  ];
  const row = answers[1].rows[0] as { head: number; head_hash: Buffer } | undefined;
  if (row === undefined) throw new Error(`the log ${logId} is gone`);
  return {
    head: row.head,
    headHash: row.head_hash,
    newer: answers[2].rows.map(entryOf),
    known: Map.groupBy(answers[3].rows, entry => entry.command_id),
  };
}

/** Inserts the rows, moves the head to the last of them, and wakes whoever follows. */
export async function insertRows(client: pg.ClientBase, rows: readonly NewRow[]): Promise<void> {
  const last = rows.at(-1)!;
  await client.query({
    name: 'insert-entries',
    text: `WITH inserted AS (
       INSERT INTO clarion.entry (${columns})
       SELECT $1, * FROM unnest($2::bigint[], $3::bigint[], $4::bigint[], $5::jsonb[], $6::text[], $7::int[], $8::text[],
         $9::text[], $10::text[], $11::jsonb[], $12::jsonb[], $13::bytea[])
     ), moved AS (
       UPDATE clarion.log SET head = $14, head_hash = $15 WHERE log_id = $1
     )
     SELECT pg_notify('${channel}', $1)`,
    values: [
      last.log_id,
      rows.map(row => row.seq),
      rows.map(row => row.at),
      rows.map(row => row.recorded_at),
      rows.map(row => row.actor),
      rows.map(row => row.command_id),
      rows.map(row => row.index),
      rows.map(row => row.type),
      rows.map(row => row.incident_id),
      rows.map(row => row.unit_id),
      rows.map(row => row.on_paper),
      rows.map(row => row.data),
      rows.map(row => row.hash),
      last.seq,
      last.hash,
    ],
  });
}
