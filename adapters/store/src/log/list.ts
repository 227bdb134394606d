import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import type { Database } from '../database/open.ts';
import type { LogKind } from '../database/tables.ts';
import type { Log } from './log.ts';

export interface LogHeader {
  readonly logId: string;
  readonly kind: LogKind;
  readonly head: number;
  readonly createdAt: Instant;
}

/** Every log of the database, oldest first. */
export async function listLogs(db: Database): Promise<readonly LogHeader[]> {
  const rows = await db.tables
    .selectFrom('log')
    .selectAll()
    .orderBy('created_at')
    .orderBy('log_id')
    .execute();
  return rows.map(row => ({
    logId: row.log_id,
    kind: row.kind,
    head: row.head,
    createdAt: instant(row.created_at),
  }));
}

declare const live: unique symbol;

/** A log that may reach the world: page a crew, send an alert. Only `openForEffects` makes one. */
export type LiveLog = Pick<Log, 'logId' | 'read' | 'follow'> & {
  readonly kind: 'live';
  readonly [live]: true;
};

const opened = new WeakSet<object>();

/** The line that keeps a drill from paging a real crew: effects take a LiveLog, and only a live log becomes one. */
export function openForEffects(
  log: Log,
): Result<LiveLog, { readonly code: 'LogNotLive'; readonly logId: string; readonly kind: LogKind }> {
  if (log.kind !== 'live') return fail({ code: 'LogNotLive', logId: log.logId, kind: log.kind });
  const door = { logId: log.logId, kind: 'live', read: log.read, follow: log.follow } as LiveLog;
  opened.add(door);
  return ok(door);
}

/**
 * The first line of whatever reaches out of the house. The type asks for a LiveLog already; this holds where a type was
 * talked round.
 * @throws when `openForEffects` did not make it
 */
export function checkLive(log: LiveLog): void {
  if (!opened.has(log)) throw new Error(`an effect was opened on the log ${log.logId}, which is not live`);
}
