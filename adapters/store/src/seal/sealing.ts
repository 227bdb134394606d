import { randomBytes, randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { Board } from '@clarion/dispatch';
import { fail, type Instant, instant, ok, type Result } from '@clarion/measure';
import { type OpenFault, reasonOf } from '../database/fault.ts';
import type { Database } from '../database/open.ts';
import type { SealedKind } from '../database/tables.ts';
import { keyFile } from '../keys/keyFile.ts';
import { decryptText, encryptText, wrapper } from './cipher.ts';
import { defaultRetention, dueAt, type Retention } from './due.ts';
import { type Erasure, eraseAll, replayErasures } from './erasures.ts';
import { listReads, recordReads, type SealedRead } from './reads.ts';
import type { SealedText } from './sealed.ts';
import { openSlots } from './slots.ts';

/** What is known of a sealed text without opening it. */
export interface SealedHeader {
  readonly sealedId: string;
  readonly kind: SealedKind;
  readonly callId?: string;
  readonly incidentId?: string;
  readonly sealedAt: Instant;
  /** When its work was over, of work that was filed since. */
  readonly endedAt?: Instant;
  readonly erasedAt?: Instant;
}

export type SealedReading =
  | (SealedHeader & { readonly state: 'open'; readonly text: string })
  | (SealedHeader & { readonly state: 'erased'; readonly erasedAt: Instant })
  | { readonly sealedId: string; readonly state: 'unknown' };

/** Personal text: sealed, given out with a name and a purpose, erased on a clock. */
export interface Sealing {
  /** Resolves when the text's key is on the disk; the text is stored when a log accepts the command that refers to it. */
  seal(kind: SealedKind, text: string): Promise<SealedText>;
  /** The texts, in the order asked for. Who reads and why is on the disk before anything is given. */
  read(asked: {
    readonly logId: string;
    readonly sealedIds: readonly string[];
    readonly reader: string;
    readonly purpose: string;
    readonly now: Instant;
  }): Promise<readonly SealedReading[]>;
  /** Encrypts what passes between servers of this centre, on a bus that others may listen to; nothing is kept. */
  wrap(text: string): string;
  /** Undefined: not from a server with this centre's keys. */
  unwrap(wrapped: string): string | undefined;
  listReads(asked: {
    readonly logId: string;
    readonly from?: Instant;
    readonly to?: Instant;
    readonly limit?: number;
  }): Promise<readonly SealedRead[]>;
  /** Headers by id, or of a call or incident, in the order of sealing. */
  find(
    logId: string,
    of:
      | { readonly callId: string }
      | { readonly incidentId: string }
      | { readonly sealedIds: readonly string[] },
  ): Promise<readonly SealedHeader[]>;
  /** The work is over and leaves the board: from now on the row alone says when its texts are due. */
  noteEnded(asked: {
    readonly logId: string;
    readonly callIds: readonly string[];
    readonly incidentIds: readonly string[];
    readonly endedAt: Instant;
  }): Promise<void>;
  /** Destroys the texts' keys and bodies. @returns how many were there to destroy */
  erase(asked: {
    readonly logId: string;
    readonly sealedIds: readonly string[];
    readonly reason: string;
    readonly now: Instant;
  }): Promise<number>;
  /** Erases what is due by the clock. @returns how many */
  eraseDue(asked: {
    readonly logId: string;
    readonly board: Board;
    readonly now: Instant;
    readonly retention?: Retention;
  }): Promise<number>;
}

const masterKeyFile = 'master.key';

/**
 * Opens the keys and replays the list of erasures. A master key is made only where nothing has been sealed yet; a keys
 * folder that lost it is a fault.
 */
export async function openSealing(db: Database): Promise<Result<Sealing, OpenFault>> {
  const used = await db.tables.selectFrom('sealed').select('sealed_id').limit(1).executeTakeFirst();
  const masterKey = keyFile(
    db.keysFolder,
    masterKeyFile,
    used === undefined ? () => randomBytes(32) : undefined,
  );
  if (masterKey === undefined || masterKey.length !== 32)
    return fail({ code: 'KeyMissing', file: join(db.keysFolder, masterKeyFile) });
  let slots: ReturnType<typeof openSlots>;
  try {
    slots = openSlots(join(db.keysFolder, 'sealed'));
  } catch (fault) {
    return fail({ code: 'KeysFolderNotUsable', folder: db.keysFolder, reason: reasonOf(fault) });
  }
  db.beforeClose(slots.close);
  await replayErasures(db, slots);

  const rowsOf = (logId: string, sealedIds: readonly string[]) =>
    db.tables
      .selectFrom('sealed')
      .selectAll()
      .where('log_id', '=', logId)
      .where('sealed_id', 'in', ['', ...sealedIds])
      .execute();

  const eraseRows = async (
    logId: string,
    rows: readonly { readonly sealed_id: string; readonly key_id: string }[],
    reason: string,
    now: Instant,
  ): Promise<number> => {
    const erasures: Erasure[] = rows.map(row => ({
      logId,
      sealedId: row.sealed_id,
      keyId: row.key_id,
      at: now,
      reason,
    }));
    for (let at = 0; at < erasures.length; at += 500) await eraseAll(db, slots, erasures.slice(at, at + 500));
    return erasures.length;
  };

  return ok({
    ...wrapper(masterKey),
    seal: async (kind, text) => {
      const sealedId = randomUUID();
      const { digest, body, slot } = encryptText(masterKey, sealedId, text);
      return { ref: { sealedId, digest }, kind, keyId: await slots.write(slot), body };
    },
    read: async ({ logId, sealedIds, reader, purpose, now }) => {
      if (purpose.trim() === '') throw new RangeError('a sealed text is read for a purpose');
      const rows = new Map((await rowsOf(logId, sealedIds)).map(row => [row.sealed_id, row]));
      const given = sealedIds.filter(sealedId => rows.get(sealedId)?.body);
      await recordReads(
        db,
        logId,
        given.map(sealedId => ({ sealedId, reader, purpose, at: now })),
      );
      return Promise.all(
        sealedIds.map(async (sealedId): Promise<SealedReading> => {
          const row = rows.get(sealedId);
          if (row === undefined) return { sealedId, state: 'unknown' };
          if (row.body === null)
            return { ...headerOf(row), state: 'erased', erasedAt: instant(row.erased_at!) };
          const slot = await slots.read(row.key_id);
          if (slot === undefined) throw new Error(`the key of ${sealedId} is gone from ${db.keysFolder}`);
          return { ...headerOf(row), state: 'open', text: decryptText(masterKey, sealedId, slot, row.body) };
        }),
      );
    },
    listReads: asked => listReads(db, asked),
    find: async (logId, of) => {
      let query = db.tables.selectFrom('sealed').selectAll().where('log_id', '=', logId);
      if ('callId' in of) query = query.where('call_id', '=', of.callId);
      else if ('incidentId' in of) query = query.where('incident_id', '=', of.incidentId);
      else query = query.where('sealed_id', 'in', ['', ...of.sealedIds]);
      return (await query.orderBy('sealed_at').orderBy('sealed_id').execute()).map(headerOf);
    },
    noteEnded: async ({ logId, callIds, incidentIds, endedAt }) => {
      await db.tables
        .updateTable('sealed')
        .set({ ended_at: endedAt })
        .where('log_id', '=', logId)
        .where(one =>
          one.or([one('call_id', 'in', ['', ...callIds]), one('incident_id', 'in', ['', ...incidentIds])]),
        )
        .execute();
    },
    erase: async ({ logId, sealedIds, reason, now }) => {
      const rows = (await rowsOf(logId, sealedIds)).filter(row => row.body !== null);
      return eraseRows(logId, rows, reason, now);
    },
    eraseDue: async ({ logId, board, now, retention = defaultRetention }) => {
      const soonest = instant(now - Math.min(...Object.values(retention)) * 86_400_000);
      const kept = await db.tables
        .selectFrom('sealed')
        .select([
          'sealed_id',
          'key_id',
          'kind',
          'call_id',
          'incident_id',
          'sealed_at',
          'ended_at',
          'erased_at',
        ])
        .where('log_id', '=', logId)
        .where('body', 'is not', null)
        .where('sealed_at', '<=', soonest)
        .execute();
      const due = kept.filter(
        row => (dueAt(headerOf(row), board, retention) ?? Number.POSITIVE_INFINITY) <= now,
      );
      return eraseRows(logId, due, 'retention', now);
    },
  });
}

function headerOf(row: {
  readonly sealed_id: string;
  readonly kind: SealedKind;
  readonly call_id: string | null;
  readonly incident_id: string | null;
  readonly sealed_at: number;
  readonly ended_at: number | null;
  readonly erased_at: number | null;
}): SealedHeader {
  return {
    sealedId: row.sealed_id,
    kind: row.kind,
    sealedAt: instant(row.sealed_at),
    ...(row.call_id === null ? {} : { callId: row.call_id }),
    ...(row.incident_id === null ? {} : { incidentId: row.incident_id }),
    ...(row.ended_at === null ? {} : { endedAt: instant(row.ended_at) }),
    ...(row.erased_at === null ? {} : { erasedAt: instant(row.erased_at) }),
  };
}
