import { createHash } from 'node:crypto';
import type { Entry, NewEntry } from '@clarion/dispatch';
import { canonical } from './canonical.ts';

/** A row of the table `entry` as the driver gives it. */
export interface EntryRow {
  readonly log_id: string;
  readonly seq: number;
  readonly at: number;
  readonly recorded_at: number;
  readonly actor: unknown;
  readonly command_id: string;
  readonly index: number;
  readonly type: string;
  readonly incident_id: string | null;
  readonly unit_id: string | null;
  readonly on_paper: unknown;
  readonly data: unknown;
  readonly hash: Buffer;
}

/** A row on its way into the table: JSON as its canonical text, which is also what is hashed. */
export interface NewRow extends Omit<EntryRow, 'actor' | 'on_paper' | 'data'> {
  readonly actor: string;
  readonly on_paper: string | null;
  readonly data: string;
}

export const columns =
  'log_id, seq, at, recorded_at, actor, command_id, index, type, incident_id, unit_id, on_paper, data, hash';

export const firstHash: Buffer = Buffer.alloc(32);

/** Where a new entry stands in its log. */
export interface Position {
  readonly logId: string;
  readonly seq: number;
  readonly index: number;
  readonly recordedAt: number;
  readonly previousHash: Buffer;
}

export function newRow(entry: NewEntry, position: Position): NewRow {
  const about = aboutOf(entry.data);
  const row = {
    log_id: position.logId,
    seq: position.seq,
    at: entry.at as number,
    recorded_at: position.recordedAt,
    actor: canonical(entry.actor),
    command_id: entry.commandId,
    index: position.index,
    type: entry.type,
    incident_id: about.incidentId,
    unit_id: about.unitId,
    on_paper: entry.onPaper === undefined ? null : canonical(entry.onPaper),
    data: canonical(entry.data),
  };
  return { ...row, hash: hashOf(row, position.previousHash) };
}

/** SHA-256(previous hash ‖ canonical JSON of all other columns). Computed from what the table holds. */
export function rowHash(row: EntryRow, previousHash: Buffer): Buffer {
  const onPaper = row.on_paper === null ? null : canonical(row.on_paper);
  return hashOf(
    { ...row, actor: canonical(row.actor), on_paper: onPaper, data: canonical(row.data) },
    previousHash,
  );
}

function hashOf(row: Omit<NewRow, 'hash'>, previousHash: Buffer): Buffer {
  const text =
    `{"actor":${row.actor},"at":${row.at},"command_id":${JSON.stringify(row.command_id)},"data":${row.data}` +
    `,"incident_id":${JSON.stringify(row.incident_id)},"index":${row.index},"log_id":${JSON.stringify(row.log_id)}` +
    `,"on_paper":${row.on_paper},"recorded_at":${row.recorded_at},"seq":${row.seq},"type":${JSON.stringify(row.type)}` +
    `,"unit_id":${JSON.stringify(row.unit_id)}}`;
  return createHash('sha256').update(previousHash).update(text).digest();
}

/** The incident and the unit that the entry names itself, for finding; the truth is in `data`. */
function aboutOf(data: object): { readonly incidentId: string | null; readonly unitId: string | null } {
  const named = data as { readonly incidentId?: unknown; readonly unitId?: unknown };
  return {
    incidentId: typeof named.incidentId === 'string' ? named.incidentId : null,
    unitId: typeof named.unitId === 'string' ? named.unitId : null,
  };
}

/** The entry that a row holds. The database's JSON is trusted: only `decide` writes it, and the chain is verified apart. */
export function entryOf(row: EntryRow): Entry {
  return {
    seq: row.seq,
    at: row.at,
    recordedAt: row.recorded_at,
    actor: row.actor,
    commandId: row.command_id,
    ...(row.on_paper === null ? {} : { onPaper: row.on_paper }),
    type: row.type,
    data: row.data,
  } as Entry;
}

/** The entry as every reader will see it: through the same JSON. */
export function entryOfNew(row: NewRow): Entry {
  return entryOf({
    ...row,
    actor: JSON.parse(row.actor),
    on_paper: row.on_paper === null ? null : JSON.parse(row.on_paper),
    data: JSON.parse(row.data),
  });
}
