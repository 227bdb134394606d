import { createReadStream } from 'node:fs';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { createGunzip } from 'node:zlib';
import type pg from 'pg';
import { applyStep, listMigrations, schemaSql } from '../database/migrate.ts';
import { type BackupManifest, fileOfTable, tableOfFile } from './manifest.ts';
import { quotedTable, tablesInOrder } from './tables.ts';

const rowsAtOnce = 500;
const lettersAtOnce = 4_000_000;

/** Whether the database holds nothing of Clarion's. */
export async function isEmpty(client: pg.ClientBase): Promise<boolean> {
  const { rowCount } = await client.query(`SELECT 1 FROM pg_namespace WHERE nspname = 'clarion'`);
  return rowCount === 0;
}

/**
 * Makes the structure as it was when the backup was taken, and puts its rows in: all in one transaction, so that a database is
 * either restored or still empty. `client` owns the database; the role clarion_app is there. The next start brings the
 * structure up to date.
 */
export async function restoreTables(
  client: pg.ClientBase,
  folder: string,
  manifest: BackupManifest,
  onTable: (table: string, rows: number) => void = () => undefined,
): Promise<void> {
  const steps = new Set(manifest.steps.map(({ number }) => number));
  await client.query('BEGIN');
  try {
    await client.query(schemaSql);
    for (const step of listMigrations()) if (steps.has(step.number)) await applyStep(client, step);
    const kept = new Set(manifest.files.map(({ name }) => tableOfFile(name)));
    for (const table of await tablesInOrder(client)) {
      if (!kept.has(table)) throw new Error(`the backup has no table ${table}`);
      onTable(table, await fill(client, folder, table));
    }
    await client.query('COMMIT');
  } catch (fault) {
    await client.query('ROLLBACK');
    throw fault;
  }
}

async function fill(client: pg.ClientBase, folder: string, table: string): Promise<number> {
  const { rows: columns } = await client.query<{ name: string; identity: boolean }>(
    `SELECT column_name AS name, is_identity = 'YES' AS identity FROM information_schema.columns
     WHERE table_schema = 'clarion' AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position`,
    [table],
  );
  const names = columns.map(({ name }) => `"${name}"`).join(', ');
  const text = `INSERT INTO ${quotedTable(table)} (${names}) OVERRIDING SYSTEM VALUE
    SELECT ${names} FROM json_populate_recordset(NULL::${quotedTable(table)}, $1::json)`;
  let rows = 0;
  let batch: string[] = [];
  let letters = 0;
  const put = async () => {
    if (batch.length > 0) await client.query(text, [`[${batch.join(',')}]`]);
    rows += batch.length;
    batch = [];
    letters = 0;
  };
  const input = createReadStream(join(folder, fileOfTable(table))).pipe(createGunzip());
  for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
    batch.push(line);
    letters += line.length;
    if (batch.length >= rowsAtOnce || letters >= lettersAtOnce) await put();
  }
  await put();
  for (const { name } of columns.filter(({ identity }) => identity))
    await client.query(
      `SELECT setval(pg_get_serial_sequence($1, $2), coalesce((SELECT max("${name}") FROM ${quotedTable(table)}), 0) + 1, false)`,
      [`clarion.${table}`, name],
    );
  return rows;
}
