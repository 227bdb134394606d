import { readFileSync } from 'node:fs';
import type { Entry } from '@clarion/dispatch';
import pg from 'pg';
import { applyStep, listMigrations, schemaSql } from '../database/migrate.ts';
import { ensureAppRole } from '../database/role.ts';
import { firstHash, newRow } from '../log/row.ts';
import { insertRows } from '../log/transaction.ts';

const written = new URL('../../../../packages/dispatch/test/log-before.json', import.meta.url);

/** What an older version left: its log, and the board that it folded to then. */
export const before: { readonly log: readonly Entry[]; readonly board: object } = JSON.parse(
  readFileSync(written, 'utf8'),
);

/** A database as the program of that step left it, with a log of the entries of its day and one sign-in. */
export async function makeOldDatabase(url: string, level: number, logId: string): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await ensureAppRole(client);
    await client.query('BEGIN');
    await client.query(schemaSql);
    for (const step of listMigrations()) if (step.number <= level) await applyStep(client, step);
    await client.query('INSERT INTO installation (kind, created_at) VALUES ($1, $2)', ['live', 1]);
    await client.query(
      `INSERT INTO operator VALUES ('o1', 'lin', 'Lin', 'dispatcher', NULL, 'hash', 1, NULL)`,
    );
    await client.query('INSERT INTO log (log_id, kind, created_at) VALUES ($1, $2, 1)', [logId, 'live']);
    let previousHash = firstHash;
    const rows = before.log.map(entry => {
      const { seq, recordedAt, commandId } = entry;
      const index = before.log.filter(other => other.commandId === commandId && other.seq < seq).length;
      const row = newRow(entry, { logId, seq, index, recordedAt, previousHash });
      previousHash = row.hash;
      return row;
    });
    await insertRows(client, rows);
    await client.query('COMMIT');
  } finally {
    await client.end();
  }
}
