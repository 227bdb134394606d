import { appendFileSync, closeSync, existsSync, fsyncSync, openSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Database } from '../database/open.ts';
import type { Slots } from './slots.ts';

/** One erased text. The list stands twice, in the database and beside the keys, so that either survives the other's restore. */
export interface Erasure {
  readonly logId: string;
  readonly sealedId: string;
  readonly keyId: string;
  readonly at: number;
  readonly reason: string;
}

const fileOf = (db: Database) => join(db.keysFolder, 'erasures.jsonl');

/**
 * Erases in the order that a fall in the middle can be taken up again: the list beside the keys, the keys, the database.
 */
export async function eraseAll(db: Database, slots: Slots, erasures: readonly Erasure[]): Promise<void> {
  if (erasures.length === 0) return;
  const file = openSync(fileOf(db), 'a', 0o600);
  try {
    appendFileSync(file, erasures.map(erasure => `${JSON.stringify(erasure)}\n`).join(''));
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  await slots.destroy(erasures.map(erasure => erasure.keyId));
  await recordErasures(db, erasures);
}

async function recordErasures(db: Database, erasures: readonly Erasure[]): Promise<void> {
  await db.tables.transaction().execute(async trx => {
    for (const { logId, sealedId, keyId, at, reason } of erasures) {
      await trx
        .insertInto('erasure')
        .values({ log_id: logId, sealed_id: sealedId, key_id: keyId, at, reason })
        .onConflict(conflict => conflict.doNothing())
        .execute();
      await trx
        .updateTable('sealed')
        .set({ body: null, erased_at: at })
        .where('log_id', '=', logId)
        .where('sealed_id', '=', sealedId)
        .where('body', 'is not', null)
        .execute();
    }
  });
}

/** What was erased stays erased after a restore of the database, of the keys, or of both from different days. */
export async function replayErasures(db: Database, slots: Slots): Promise<void> {
  const listed = new Map(readList(fileOf(db)).map(erasure => [erasure.keyId, erasure]));
  const rows = await db.tables.selectFrom('erasure').selectAll().execute();
  const live = slots.listLive();
  const inDatabase = new Set(rows.map(row => row.key_id));
  const restored = rows.filter(row => !listed.has(row.key_id) || live.has(row.key_id));
  await eraseAll(
    db,
    slots,
    restored.map(row => ({
      logId: row.log_id,
      sealedId: row.sealed_id,
      keyId: row.key_id,
      at: row.at,
      reason: row.reason,
    })),
  );
  const unfinished = [...listed.values()].filter(({ keyId }) => !inDatabase.has(keyId) || live.has(keyId));
  await slots.destroy(unfinished.map(({ keyId }) => keyId));
  await recordErasures(db, unfinished);
}

function readList(path: string): readonly Erasure[] {
  if (!existsSync(path)) return [];
  const lines = readFileSync(path, 'utf8').split('\n');
  // A last line without its end was cut off by a fall before anything was erased.
  return lines.slice(0, -1).map(line => JSON.parse(line) as Erasure);
}
