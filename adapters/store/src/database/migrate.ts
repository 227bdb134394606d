import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { fail, ok, type Result } from '@clarion/measure';
import type pg from 'pg';
import type { OpenFault } from './fault.ts';

export interface Migration {
  readonly number: number;
  readonly name: string;
  readonly sql: string;
  readonly sha256: string;
}

const folder = new URL('../../sql/', import.meta.url);

/** Every step that this program knows, in order. */
export function listMigrations(): readonly Migration[] {
  return readdirSync(folder)
    .filter(file => /^\d{4}-.*\.sql$/.test(file))
    .sort()
    .map(file => {
      const sql = readFileSync(new URL(file, folder), 'utf8');
      return {
        number: Number(file.slice(0, 4)),
        name: file.slice(5, -4),
        sql,
        sha256: createHash('sha256').update(sql).digest('hex'),
      };
    });
}

/** Any number will do, as long as every Clarion takes the same one. */
const migrationLock = 4_823_117_001;

/**
 * Brings the schema `clarion` up to date, each migration in its own transaction; several processes may try at once.
 * `client` is the owner of the database; the role clarion_app exists already.
 * @param beforeUpgrade called before the first step that changes a schema which holds something; its fault stops the upgrade
 */
export async function migrate(
  client: pg.ClientBase,
  beforeUpgrade: (level: number) => Promise<Result<undefined, OpenFault>> = async () => ok(undefined),
): Promise<Result<{ readonly applied: number }, OpenFault>> {
  const known = listMigrations();
  await client.query('SELECT pg_advisory_lock($1)', [migrationLock]);
  try {
    await client.query(schemaSql);
    const { rows } = await client.query<{ number: number; sha256: string }>(
      'SELECT number, sha256 FROM clarion.migration ORDER BY number',
    );
    const fitting = fitMigrations(rows, known);
    if (!fitting.ok) return fitting;
    const applied = new Set(rows.map(row => row.number));
    const due = known.filter(migration => !applied.has(migration.number));
    if (due.length > 0 && applied.size > 0) {
      const prepared = await beforeUpgrade(Math.max(...applied));
      if (!prepared.ok) return prepared;
    }
    for (const migration of due) await apply(client, migration);
    return ok({ applied: due.length });
  } finally {
    await client.query('SELECT pg_advisory_unlock($1)', [migrationLock]);
  }
}

/** The schema and its list of steps, empty. */
export const schemaSql = `
  CREATE SCHEMA IF NOT EXISTS clarion;
  CREATE TABLE IF NOT EXISTS clarion.migration (
    number integer PRIMARY KEY, name text NOT NULL, sha256 text NOT NULL, applied_at timestamptz NOT NULL DEFAULT now());
  GRANT USAGE ON SCHEMA clarion TO clarion_app;
  GRANT SELECT ON clarion.migration TO clarion_app;`;

/** Whether this program knows every one of the steps, and as they were. */
export function fitMigrations(
  applied: readonly { readonly number: number; readonly sha256: string }[],
  known: readonly Migration[],
): Result<undefined, Extract<OpenFault, { code: 'DatabaseNewer' | 'MigrationChanged' }>> {
  const newest = known.at(-1)?.number ?? 0;
  for (const { number, sha256 } of applied) {
    const migration = known.find(candidate => candidate.number === number);
    if (migration === undefined) return fail({ code: 'DatabaseNewer', found: number, known: newest });
    if (migration.sha256 !== sha256) return fail({ code: 'MigrationChanged', number });
  }
  return ok(undefined);
}

async function apply(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('BEGIN');
  try {
    await applyStep(client, migration);
    await client.query('COMMIT');
  } catch (fault) {
    await client.query('ROLLBACK');
    throw fault;
  }
}

/** One step and its line in the list, inside the caller's transaction. */
export async function applyStep(client: pg.ClientBase, migration: Migration): Promise<void> {
  await client.query('SET LOCAL search_path = clarion');
  await client.query(migration.sql);
  await client.query('INSERT INTO clarion.migration (number, name, sha256) VALUES ($1, $2, $3)', [
    migration.number,
    migration.name,
    migration.sha256,
  ]);
}
